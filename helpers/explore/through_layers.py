"""ThroughLayers: the pictures of a network's layers, and the meter of what they can do alone."""

from functools import cache

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.attribution.composition import (
    composed_map,
    composition_meter,
    difference_of_maps,
    exact_map,
    linear_fits,
    means_over,
    with_matched_offsets,
)
from helpers.attribution.likeness import switched_alike
from helpers.digits import as_pixels
from helpers.evaluation import answers
from helpers.explore.controls import PIXELS, SLIDER, dropdown, node_slider, slider
from helpers.explore.explorer import NARROW, Explorer, for_digits, grid_of
from helpers.explore.one_unit import ADDED, START, VIEWS
from helpers.live import Panel, Spots, Told
from helpers.network import ACTIVATIONS, layer_names
from helpers.plots.boxes import PICTURE
from helpers.plots.images import grey_level_of_zero
from helpers.plots.layer_rows import plot_layer_row, plot_meter
from helpers.plots.style import signed_number

METER = 2.2  # inches
SHOWN = 10  # pictures at a time
CHOOSABLE = 30  # images to walk through
JUDGES = 2_000  # images on which a hidden layer's meter is read: it asks every unit
COMPOSED, FIT, EXACT = HOW = ("composed", "best linear fit", "exact for one image")
DRAWINGS = ("signed", "grey")
BEST = 0.01  # the ridge of the fit that agrees most
RIDGES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
ORDINALS = ("first", "second", "third", "fourth", *(f"{n}th" for n in range(5, 100)))


class ThroughLayers(Explorer):
    """The pictures of a layer: composed, fitted, or exact for one image, with their meter.

    networks: of the same sizes, with their starting weights.
    images, labels: test images. The meter is read on all of them, the first thirty can be chosen.
    others: training images for the linear fits and for matching offsets, bytes, (m, 784).
    how: ``"composed"``, ``"best linear fit"`` or, with activation functions of straight pieces such
    as ReLU, ``"exact for one image"``.
    Controls: ``network``, ``layer``, ``how``, ``view`` (of composed maps), ``drawing``, ``unit``,
    ``bias``, ``ridge`` (of the fit), ``image`` (of the exact map).
    """

    label = "Ten pictures of one layer, and the meter of what they can do alone"
    panels = tuple(Panel(axes, "row {row}, column {column}: value {here}") for axes in range(SHOWN))

    def __init__(self, networks, images, labels, others, how=COMPOSED, controls=None):
        self.networks = _checked(networks)
        self._any = next(iter(self.networks.values()))
        n_in, n_out = self._any.sizes[0], self._any.sizes[-1]
        self.images = valid.images("images", images, n_in, least=1, kinds="u")
        self.others = valid.images("others", others, n_in, least=1)
        self.labels = valid.labels("labels", labels, len(images), n_out)
        *hidden, self.last = (name for name in layer_names(self._any) if name[0] == "z")
        words = [f"{word} layer" for word in ORDINALS[: len(hidden)]]
        self.layers = dict(zip(hidden, words, strict=True)) | {self.last: "output"}
        # Computed once for the same arguments.
        self._map, self._fits = cache(self._map), cache(self._fits)
        self._shares, self._reference = cache(self._shares), cache(self._reference)
        # Where a layer has fewer units, places are empty, but keep their room.
        self.fixed_layout = int(min(self._any.sizes[1:]) < SHOWN)
        super().__init__(controls, self._controls(how))

    def __repr__(self):
        return f"ThroughLayers({self.network.value}, {self.layer.value}, {self.how.value})"

    def _controls(self, how):
        """All controls under their names."""
        straight = all(ACTIVATIONS[net.hidden].straight for net in self.networks.values())
        layers = [(word, name) for name, word in self.layers.items()]
        layer = dropdown("layer", layers, self.last, 250)
        return {
            "network": dropdown("network", list(self.networks), width=250),
            "layer": layer,
            "how": dropdown("how", HOW if straight else HOW[:2], how, 250),
            "view": dropdown("view", VIEWS, width=250),
            "drawing": dropdown("drawing", DRAWINGS, width=250),
            "unit": node_slider("unit", self._any, layer),
            "bias": widgets.Checkbox(description="bias added", indent=False),
            "ridge": widgets.SelectionSlider(options=RIDGES, description="ridge", layout=SLIDER),
            "image": slider("image", min(len(self.images), CHOOSABLE) - 1),
        }

    def _places(self, figure, width):
        columns = 5 if width < NARROW else SHOWN
        rows, side = SHOWN // columns, width / columns
        self.narrow = side < 1
        # Room for a picture's title and the words under it, then the meter.
        heights = [side + 0.65] * rows + [METER]
        grid = grid_of(figure, rows * (side + 0.65) + METER, [1] * columns, heights)
        return [*list(grid)[:SHOWN], grid[rows, :]]

    def _draw_widest(self):
        *axes, meter = self.axes
        plot_layer_row(axes, np.zeros((SHOWN, PIXELS)), ["0"] * SHOWN, narrow=self.narrow)
        plot_meter(meter, ["0"] * 5, [0] * 5)

    def _paint(self, network, layer, unit, how, view, drawing, bias, ridge, image):
        key = network, layer, how, {COMPOSED: view, FIT: ridge, EXACT: image}[how]
        linear, last = self._map(*key), layer == self.last
        n = linear.sizes[1]
        unit = min(unit, n - 1)
        first = max(0, min(unit - unit % SHOWN, n - SHOWN))
        units = range(first, min(first + SHOWN, n))
        shown, biases = linear.weights[0][units], linear.biases[0][units]
        if bias:
            shown = shown + biases[:, None]
        for place, ax in enumerate(self.axes[:SHOWN]):
            ax.set_visible(place < len(units))
        axes = self.axes[: len(units)]
        titles = [f"▸{j}" if j == unit else str(j) for j in units]
        plot_layer_row(axes, shown, titles, drawing, narrow=self.narrow)
        shares = self._meter(key, unit)
        plot_meter(self.axes[-1], list(shares), list(shares.values()))
        words = f"{self._words(*key, unit)}{_zero_words(drawing, bias, shown)}On "
        words += f"{len(self.images if last else self.images[:JUDGES]):,} test images: "
        words += ", ".join(f"{name} {100 * share:.1f} %" for name, share in shares.items())
        spots = [
            Spots(ax, [PICTURE], [f"unit {j}: bias {signed_number(b)}"], [{"unit": j}])
            for ax, j, b in zip(axes, units, biases, strict=True)
        ]
        return Told(f"{words}.", spots)

    def _map(self, network, layer, how, which):
        """The linear map of a network to a layer, found in one of three ways, in which setting."""
        net = self.networks[network]
        if how == FIT:
            return self._fits(network, layer)[RIDGES.index(which)]
        if how == EXACT:
            return exact_map(net, as_pixels(self.images[which]), layer)
        if which == ADDED:
            return difference_of_maps(composed_map(net, layer), composed_map(net.start, layer))
        return composed_map(net.start if which == START else net, layer)

    def _fits(self, network, layer):
        """The fits of all ridges at once, because they share the moments."""
        return linear_fits(self.networks[network], self.others, RIDGES, layer)

    def _meter(self, key, unit):
        """The shares of the meter's five bars by their names."""
        shares = self._shares(*key)
        if key[1] == self.last:
            return shares
        alike, matched, fit = shares
        return {
            f"unit {unit}, on or off alike": alike[unit],
            "with matched offsets": matched[unit],
            "by a linear fit": fit[unit],
            "mean of the layer": alike.mean(),
            "mean of the layer, linear fit": fit.mean(),
        }

    def _shares(self, network, layer, how, which):
        """The meter of a map, of the same map with matched offsets, and of the best linear fit."""
        # A start is compared with what it was then.
        net, means, fit, said = self._reference(network, layer, which == START)
        linear = self._map(network, layer, how, which)
        maps = [linear, with_matched_offsets(linear, *means), fit]
        if layer != self.last:
            return [switched_alike(m, net, self.images[:JUDGES], layer) for m in maps]
        alone, matched, fitted = (
            composition_meter(m, self.images, self.labels, said) for m in maps
        )
        return {
            "the network is right": float(np.mean(said == self.labels)),
            "these pictures alone are right": alone.right,
            "they give the network's answer": alone.agrees,
            "with matched offsets": matched.agrees,
            "the least-squares fit gives it": fitted.agrees,
        }

    def _reference(self, network, layer, start):
        """A network or its start, a layer's means, the best linear fit to it, and the answers."""
        net = self.networks[network].start if start else self.networks[network]
        (fit,) = linear_fits(net, self.others, [BEST], layer)
        return net, means_over(net, self.others, layer), fit, answers(net, self.images)

    def _words(self, network, layer, how, which, unit):
        """What is shown, and for one image how exact it is."""
        words = f"{network}, {self.layers[layer]}, {how}"
        if how == COMPOSED:
            return f"{words}, {which}. "
        if how == FIT:
            return f"{words}, ridge {which:g}. "
        pixels, net = as_pixels(self.images[which]), self.networks[network]
        here = self._map(network, layer, how, which).run(pixels).scores[unit]
        own = net.run(pixels).z[int(layer[1:]) - 1][unit]
        return (
            f"{words}: image {which}, a {self.labels[which]}. Here the map gives unit {unit} "
            f"{signed_number(here)}, and the network {signed_number(own)}. "
        )


def _zero_words(drawing, bias, pictures):
    added = "The bias is added to every weight. " if bias else ""
    if drawing == DRAWINGS[0]:
        return added
    levels = [grey_level_of_zero(picture) for picture in pictures]
    low, high = (signed_number(end, 0).lstrip("+") for end in (min(levels), max(levels)))
    return f"{added}Zero lies on grey {low} to {high}, where black is 0 and white 255. "


def _checked(networks):
    networks = dict(valid.named("networks", networks, "networks", least=1))
    sizes = {for_digits(net).sizes for net in networks.values()}
    if len(sizes) != 1 or any(net.start is None for net in networks.values()):
        raise ValueError(
            f"the networks have sizes {sorted(sizes)}: expected networks of the same sizes that "
            "carry their starting weights, such as load_network('wide-500')"
        )
    return networks
