"""HiddenLayer: the whole hidden layer for one image; choosing a unit opens OneUnit on it."""

import math

import numpy as np

from helpers.explore.controls import ImageChooser, slider, toggles
from helpers.explore.explorer import (
    INK,
    NARROW,
    PRODUCT,
    Explorer,
    activation_limits,
    for_digits,
    grid_of,
)
from helpers.explore.one_unit import UnitBelow
from helpers.live import Panel, Spots, Told
from helpers.plots.activations import plot_activations
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.images import plot_digit
from helpers.plots.wall import STEP, plot_mosaic
from helpers.words import either, many, plain_number, signed_number

ON = 0.5  # above which a unit is on
INDEX, LARGEST_FIRST = ORDERS = ("index order", "largest first")


class HiddenLayer(Explorer):
    """All hidden units for one image: their activations and their weights.

    A click on a unit's weights or on its bar opens it.
    Controls: ``digit``, ``image``, ``unit``, ``order``, and ``opened``, which shows `OneUnit` below
    (``explorer.one``), on the same image and unit.
    """

    label = "The hidden layer: image, weights of all units, activations of all units"
    longest = 160
    panels = (Panel(0, INK), Panel(1, PRODUCT, step=STEP, lead=1))
    named = ("image", "unit")

    def __init__(self, network, images, labels, unit=0, image=0, controls=None):
        self.network = for_digits(network)
        self.chooser = ImageChooser(images, labels, image)
        self.columns = math.ceil(math.sqrt(network.sizes[1]))
        self.limits = activation_limits(network, self.chooser.images)
        followed = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            "unit": slider("unit", network.sizes[1] - 1, unit),
        }
        below = UnitBelow(self, followed, unit, controls=("view",))
        self.one = below.one
        painted = {**followed, "order": toggles(ORDERS)}
        opened = {"opened": below.button}
        super().__init__(controls, painted | opened, painted, opened)

    def _places(self, figure, width):
        self.narrow = width < NARROW
        if not self.narrow:
            return grid_of(figure, 0.33 * width + 0.3, (1, 1.5, 2))
        grid = grid_of(figure, min(width, 5) + 2.1, (1, 1.8), (1.7, width))
        return grid[0, 0], grid[1, :], grid[0, 1]  # the wall below the other two

    def _paint(self, digit, image, unit, order):
        shown = self.chooser.chosen(digit, image)
        run = self.network.run(shown.pixels)
        z, h = run.z[0], run.h[0]
        ranked = np.argsort(-h, kind="stable")
        by, units = ("sorted", ranked) if order == LARGEST_FIRST else (None, np.arange(len(h)))
        picture, wall, bars = self.axes
        W1, title = self.network.weights[0], "weights, one tile per unit"
        plot_digit(picture, shown.pixels, title="image")
        plot_mosaic(wall, W1, self.columns, order=units, marked=unit, title=title)
        words = {"title": "activations", "level": ON}
        plot_activations(bars, h, by, unit, limits=self.limits, narrow=self.narrow, **words)
        numbers = {"Units on": int(np.sum(h > ON)), f"Activation of unit {unit}": float(h[unit])}
        return Told(_words(shown, unit, z, h), self._spots(z, h, units.tolist()), numbers)

    def _spots(self, z, h, units):
        """Every unit twice: its tile on the wall and the column that its bar stands in."""
        _, wall, bars = self.axes
        fired = {unit: f"activation {plain_number(h[unit])}" for unit in units}
        tiles = [f"unit {unit}: {fired[unit]}" for unit in units]
        columns = [f"unit {unit}: z = {signed_number(z[unit])}, {fired[unit]}" for unit in units]
        choices = [{"unit": unit, "opened": True} for unit in units]
        return [
            Spots(wall, tile_boxes(len(units), self.columns), tiles, choices),
            Spots(bars, column_boxes(bars, len(units)), columns, choices),
        ]


def _words(shown, unit, z, h):
    on, place, alike = np.sum(h > ON), np.sum(h > h[unit]) + 1, np.sum(h == h[unit]) - 1
    tied = f", with {many(alike, 'other')}" if alike else ""
    return (
        f"{shown.words} {on} of {len(h)} units {either(on, 'is', 'are')} on (activation above "
        f"0.5). Unit {unit} has z = {signed_number(z[unit])} and the activation "
        f"{plain_number(h[unit])}, number {place} from the top{tied}."
    )
