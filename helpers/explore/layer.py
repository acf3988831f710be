"""Explorer 2: the whole hidden layer for one image; choosing a unit opens explorer 1 on it."""

import math

import ipywidgets as widgets
import numpy as np

from helpers.digits import as_pixels
from helpers.explore.opened import UnitBelow
from helpers.explore.parts import NARROW, Explorer, ImageChooser, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import (
    plot_activations,
    plot_digit,
    signed_number,
    update_activations,
    update_digit,
)
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.style import plain_number
from helpers.plots.wall import STEP, plot_mosaic, update_mosaic

ORDERS = ("index order", "largest first")
BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1)}

LABEL = "The hidden layer: image, weights of all units, activations of all units"
PANELS = [
    Panel(0, "row {row}, column {column}: ink {0}"),
    Panel(1, "row {row}, column {column}: ink {0} × weight {here} = {0*here}", step=STEP, lead=1),
]


class HiddenLayer(Explorer):
    """All hidden units for one image: their activations and their weights.

    A click on a unit's weights or on its bar opens it.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    unit, image : int
        Where the sliders start.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``unit``, ``order``, ``opened``.

    Attributes
    ----------
    digit, image, unit, order, opened
        The controls. ``opened`` shows `OneUnit` below, on the same image and unit.
    one : OneUnit

    Raises
    ------
    ValueError
        If there is no such unit, image or control.
    """

    def __init__(self, network, images, labels, unit=0, image=0, controls=None):
        super().__init__()
        self.network = network
        self.chooser = ImageChooser(images, labels, image)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        self.unit = slider("unit", network.sizes[1] - 1, unit)
        self.order = widgets.ToggleButtons(options=ORDERS, style={"button_width": "auto"})
        below = UnitBelow(self, ("digit", "image", "unit"), unit, controls=("view",))
        self.opened, self.one = below.button, below.one
        self.columns = math.ceil(math.sqrt(network.sizes[1]))
        self.limits = self._limits()
        state = {"digit": self.digit, "image": self.image, "unit": self.unit, "order": self.order}
        chosen = {"opened": self.opened}
        live = LiveFigure(self._build, self._paint, state, LABEL, PANELS, chosen)
        self.fill(live, {**state, **chosen}, controls)

    def __repr__(self):
        return f"HiddenLayer(image={self.image.value}, unit={self.unit.value})"

    def _build(self, figure, width):
        digit, wall, bars = self.axes = self._arranged(figure, width)
        W1 = self.network.weights[0]
        plot_digit(digit, np.zeros(784, dtype=np.float32), title="image")
        plot_mosaic(wall, W1, self.columns, range(len(W1)), title="weights, one tile a unit")
        plot_activations(
            bars, np.zeros(len(W1)), title="activations", limits=self.limits, narrow=self.narrow
        )

    def _arranged(self, figure, width):
        """Axes side by side, or on a narrow page the wall below the other two."""
        self.narrow = width < NARROW
        if self.narrow:
            figure.set_figheight(min(width, 5) + 2.1)
            grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.8), height_ratios=(1.7, width))
            places = grid[0, 0], grid[1, :], grid[0, 1]
        else:
            figure.set_figheight(0.33 * width + 0.3)
            places = figure.add_gridspec(1, 3, width_ratios=(1, 1.5, 2))
        return [figure.add_subplot(place) for place in places]

    def _limits(self):
        """From the lowest to the highest activation of any image, so that the axis stands still."""
        if self.network.hidden in BOUNDS:
            return BOUNDS[self.network.hidden]
        images = self.chooser.images  # one at a time: as floats they take four times the memory
        highest = (self.network.forward(as_pixels(image)).h[0].max() for image in images)
        return 0, max(map(float, highest)) or 1

    def _paint(self, digit, image, unit, order):
        shown = self.chooser.chosen(digit, image)
        through = self.network.forward(shown.pixels)
        z, h = through.z[0], through.h[0]
        ranked = np.argsort(-h, kind="stable")
        ranks = order == ORDERS[1]
        places = ranked if ranks else np.arange(len(h))
        update_digit(self.axes[0], shown.pixels)
        update_mosaic(
            self.axes[1], self.network.weights[0], self.columns, order=places, marked=unit
        )
        update_activations(self.axes[2], h, "sorted" if ranks else None, unit, self.narrow)
        return Told(_words(shown, unit, z, h, ranked), self._spots(z, h, places.tolist()))

    def _spots(self, z, h, units):
        """Every unit twice: its tile on the wall and the column that its bar stands in."""
        _, wall, bars = self.axes
        fired = [f"activation {plain_number(h[unit])}" for unit in units]
        tiles = [f"unit {unit}: {words}" for unit, words in zip(units, fired, strict=True)]
        columns = [
            f"unit {unit}: z = {signed_number(z[unit])}, {words}"
            for unit, words in zip(units, fired, strict=True)
        ]
        choices = [{"unit": unit, "opened": True} for unit in units]
        return [
            Spots(wall, tile_boxes(len(units), self.columns), tiles, choices),
            Spots(bars, column_boxes(bars, len(units)), columns, choices),
        ]


def _words(shown, unit, z, h, ranked):
    place = int(np.flatnonzero(ranked == unit)[0]) + 1
    return (
        f"Image {shown.row} shows a {shown.label}. {np.sum(h > 0.5)} of {len(h)} units are on "
        f"(activation above 0.5). Unit {unit}: z = {signed_number(z[unit])}, activation "
        f"{plain_number(h[unit])}, number {place} from the top."
    )
