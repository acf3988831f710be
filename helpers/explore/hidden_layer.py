"""HiddenLayer: the whole hidden layer for one image; choosing a unit opens OneUnit on it."""

import math

import numpy as np

from helpers.attribution.slopes import input_slopes
from helpers.explore.controls import images_for, toggles, unit_controls
from helpers.explore.explorer import (
    INK,
    NARROW,
    PRODUCT,
    SLOPE,
    Explorer,
    activation_limits,
    for_digits,
    grid_of,
)
from helpers.explore.one_unit import UnitBelow
from helpers.live import Panel, Spots, Told
from helpers.network import ACTIVATIONS, LONGEST_NAME
from helpers.plots.activations import plot_activations
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.images import plot_digit
from helpers.plots.wall import STEP, plot_mosaic
from helpers.words import either, many, plain_number, signed_number

INDEX, LARGEST_FIRST = ORDERS = ("index order", "largest first")


class HiddenLayer(Explorer):
    """All hidden units for one image: their activations and their weights.

    A unit is on where its z is above 0. A deeper layer's units are shown by their slopes at the
    image. Of a network without a hidden layer the classes are shown, which the ink drives directly.
    A click on a unit's weights or on its bar opens it.

    layer: ``"h1"``, ``"h2"`` and so on, which of several hidden layers the controls start at.
    Controls: ``digit``, ``image``, ``layer``, if there are several hidden ones, ``unit``,
    ``order``, and ``opened``, which shows `OneUnit` below (``explorer.one``), on the same image and
    unit.
    """

    label = "The hidden layer: image, weights of all units, activations of all units"
    longest = 160
    panels = (Panel(0, INK), Panel(1, PRODUCT, step=STEP, lead=1))
    named = ("image", "unit")

    def __init__(self, network, images, labels, unit=0, image=0, controls=None, layer=None):
        self.network = for_digits(network)
        self.chooser = images_for(network, images, labels, image)
        # Without a hidden layer the outputs are what is shown.
        self.limits = activation_limits(network, self.chooser.images) or [(0, 1)]
        followed = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            **unit_controls(network, unit, layer),
        }
        if len(network.sizes) > 3:
            self.panels = Panel(0, INK), Panel(1, SLOPE, step=STEP, lead=1)
        self.fixed_layout = int(len(network.sizes) > 3)  # walls of layers differ in shape
        self.longest = self.longest + {2: 40, 3: 0}.get(len(network.sizes), 60)
        self.longest += 10 * ACTIVATIONS[network.hidden].straight  # many units tie at 0
        self.longest += 2 * LONGEST_NAME * bool(network.classes)
        below = UnitBelow(self, followed, unit, ("view",), layer)
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

    def _draw_widest(self):
        """The first state, but with the wall of the layer that needs most height."""

        def shape(depth):
            columns = _columns(self.network.sizes[depth])
            return math.ceil(self.network.sizes[depth] / columns) / columns

        highest = max(range(1, len(self.network.sizes) - 1), key=shape)
        values = {name: getattr(self, name).value for name in ("digit", "image", "unit", "order")}
        self._paint(**values, layer=f"h{highest}")

    def _paint(self, digit, image, unit, order, layer="h1"):
        shown, depth = self.chooser.chosen(digit, image), int(layer[1:])
        run = self.network.run(shown.pixels)
        z, h = run.z[depth - 1], run.h[depth - 1]
        unit = min(unit, len(h) - 1)  # asked ahead, before the slider has followed
        ranked = np.argsort(-h, kind="stable")
        by, units = ("sorted", ranked) if order == LARGEST_FIRST else (None, np.arange(len(h)))
        picture, wall, bars = self.axes
        kind = "unit" if self.hidden else "class"
        pictures, title = self.network.weights[0], f"weights, one tile per {kind}"
        if depth > 1:
            pictures = input_slopes(self.network, shown.pixels, f"z{depth}").T
            title = "slopes here, one tile per unit"
        columns = _columns(len(h))
        plot_digit(picture, shown.pixels, title="image")
        plot_mosaic(wall, pictures, columns, order=units, marked=unit, title=title)
        words = {"title": "activations", "level": self._level()}
        if not self.hidden:
            words = {"title": "outputs", "kinds": "classes"}
        limits = self.limits[depth - 1]
        plot_activations(bars, h, by, unit, limits=limits, narrow=self.narrow, **words)
        numbers = {f"Activation of unit {unit}": float(h[unit])}
        if self.hidden:
            numbers = {"Units on": int(np.sum(z > 0))} | numbers
        told = f"{shown.words} {self._words(depth, unit, z, h)}"
        return Told(told, self._spots(z, h, units.tolist(), columns), numbers)

    @property
    def hidden(self):
        """Whether there is a hidden layer; where not, units are classes."""
        return len(self.network.sizes) > 2

    def _level(self):
        """The activation above which a unit is on: that of z = 0."""
        return float(ACTIVATIONS[self.network.hidden].function(np.zeros(1))[0])

    def _called(self, unit):
        return f"unit {unit}" if self.hidden else f"class {self.network.names[unit]}"

    def _spots(self, z, h, units, columns):
        """Every unit twice: its tile on the wall and the column that its bar stands in."""
        _, wall, bars = self.axes
        names = ("z =", "activation") if self.hidden else ("score", "output")
        fired = {unit: f"{names[1]} {plain_number(h[unit])}" for unit in units}
        tiles = [f"{self._called(unit)}: {fired[unit]}" for unit in units]
        bar = [
            f"{self._called(unit)}: {names[0]} {signed_number(z[unit])}, {fired[unit]}"
            for unit in units
        ]
        choices = [{"unit": unit, "opened": True} for unit in units]
        return [
            Spots(wall, tile_boxes(len(units), columns), tiles, choices),
            Spots(bars, column_boxes(bars, len(units)), bar, choices),
        ]

    def _words(self, depth, unit, z, h):
        place, alike = np.sum(h > h[unit]) + 1, np.sum(h == h[unit]) - 1
        tied = f", with {many(alike, 'other')}" if alike else ""
        from_top = f"number {place} from the top{tied}"
        values = signed_number(z[unit]), plain_number(h[unit])
        if not self.hidden:
            return (
                "There is no hidden layer: each picture is a class's. "
                f"Class {self.network.names[unit]} has the score {values[0]} and the output "
                f"{values[1]}, {from_top}. The answer is {self.network.names[int(z.argmax())]}."
            )
        on, level = np.sum(z > 0), self._level()
        above = f"activation above {level:g}" if level else "z above 0"
        where = f" of hidden layer {depth}" if len(self.network.sizes) > 3 else ""
        pictures = " Their pictures are the slopes at this image." if depth > 1 else ""
        return (
            f"{on} of {many(len(h), 'unit')}{where} {either(on, 'is', 'are')} on ({above}). "
            f"Unit {unit} has z = {values[0]} and the activation {values[1]}, {from_top}.{pictures}"
        )


def _columns(units):
    """How many tiles stand in a row of the wall: it is a square, or a little wider than high."""
    return math.ceil(math.sqrt(units))
