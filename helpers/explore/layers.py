"""Explorer: the pictures of a network's layers, and the meter of what they can do alone."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import (
    composed_map,
    composition_meter,
    difference_of_maps,
    exact_map,
    layer_names,
    linear_fits,
    means_over,
    switched_alike,
    with_matched_offsets,
)
from helpers.digits import as_pixels
from helpers.evaluation import answers, checked_labels
from helpers.explore.parts import NARROW, Explorer, scaled, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import (
    grey_level_of_zero,
    plot_layer_row,
    plot_meter,
    signed_number,
    update_layer_row,
    update_meter,
)
from helpers.plots.boxes import PICTURE

METER = 2.2  # inches
SHOWN = 10  # pictures at a time
CHOOSABLE = 30  # images to walk through
JUDGES = 2_000  # images on which a hidden layer's meter is read: it asks every unit
HOW = ("composed", "best linear fit", "exact for one image")
VIEWS = ("trained", "start", "trained − start")
DRAWINGS = ("signed", "grey")
BEST = 0.01  # the ridge of the fit that agrees most
RIDGES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

LABEL = "Ten pictures of one layer, and the meter of what they can do alone"
PANELS = [Panel(axes, "row {row}, column {column}: value {here}") for axes in range(SHOWN)]


class ThroughLayers(Explorer):
    """The pictures of a layer: composed, fitted, or exact for one image, with their meter.

    Parameters
    ----------
    networks : dict of str to helpers.network.Network
        ReLU networks of the same sizes, with their starting weights, under their names.
    images : ndarray of uint8, shape (n, 784)
        Test images: the meter is read on all of them, the first thirty can be chosen.
    labels : ndarray of int, shape (n,)
    others : ndarray of uint8, shape (m, 784)
        Training images for the linear fits and for matching offsets.
    how : str
        ``"composed"``, ``"best linear fit"`` or ``"exact for one image"``.
    controls : iterable of str, optional
        Which controls to show: some of ``network``, ``layer``, ``unit``, ``how``, ``view``,
        ``drawing``, ``bias``, ``ridge``, ``image``.

    Attributes
    ----------
    network, layer, unit, how, view, drawing, bias, ridge, image
        The controls. ``view`` concerns composed maps only, ``ridge`` only the fit, ``image`` only
        the exact map.

    Raises
    ------
    ValueError
        If the networks differ in size, one carries no starting weights, or there is no such
        control.
    """

    def __init__(self, networks, images, labels, others, how=HOW[0], controls=None):
        super().__init__()
        self.networks = _checked(networks)
        self.images, self.others = images, others
        self.labels = checked_labels(labels, len(images), self._any.sizes[-1])
        self.layers = [name for name in layer_names(self._any) if name[0] == "z"]
        self._maps, self._meters, self._references = (
            {},
            {},
            {},
        )  # what has been computed once, by what it depends on
        named = self._controls(how)
        for name, control in named.items():
            setattr(self, name, control)
        self.layer.observe(self._fit_unit, names="value")
        self._fit_unit()
        live = LiveFigure(self._build, self._paint, named, LABEL, PANELS)
        self.fill(live, named, controls)

    def __repr__(self):
        return f"ThroughLayers({self.network.value}, {self.layer.value}, {self.how.value})"

    @property
    def _any(self):
        return next(iter(self.networks.values()))

    def _controls(self, how):
        """All controls under their names."""
        nodes = dict(zip(_layer_words(len(self.layers)), self.layers, strict=True))
        options = {
            "network": list(self.networks),
            "layer": list(nodes.items()),
            "how": HOW,
            "view": VIEWS,
            "drawing": DRAWINGS,
        }
        made = {
            name: widgets.Dropdown(options=choices, description=name, layout={"width": scaled(250)})
            for name, choices in options.items()
        }
        made["layer"].value, made["how"].value = self.layers[-1], how
        made["unit"] = slider("unit", max(self._any.sizes[1:]) - 1)
        made["bias"] = widgets.Checkbox(description="bias added", indent=False)
        layout = {"width": scaled(330), "max_width": "98%"}
        made["ridge"] = widgets.SelectionSlider(options=RIDGES, description="ridge", layout=layout)
        made["image"] = slider("image", min(len(self.images), CHOOSABLE) - 1)
        return made

    def _fit_unit(self, change=None):
        self.unit.max = self._any.sizes[int(self.layer.value[1:])] - 1  # a value beyond it follows

    def _build(self, figure, width):
        columns = 5 if width < NARROW else SHOWN
        self.narrow = width / columns < 1
        rows = SHOWN // columns
        # Room for a picture's title and the words under it, then the meter.
        figure.set_figheight(rows * (width / columns + 0.65) + METER)
        heights = [width / columns + 0.65] * rows + [METER]
        grid = figure.add_gridspec(rows + 1, columns, height_ratios=heights)
        self.axes = [figure.add_subplot(grid[divmod(i, columns)]) for i in range(SHOWN)]
        self.meter = figure.add_subplot(grid[rows, :])
        empty = np.zeros((SHOWN, 784))
        plot_layer_row(self.axes, empty, [" "] * SHOWN, narrow=self.narrow)
        plot_meter(self.meter, [" "] * 5, [0] * 5)

    def _paint(self, network, layer, unit, how, view, drawing, bias, ridge, image):
        key = network, layer, how, {HOW[0]: view, HOW[1]: ridge, HOW[2]: image}[how]
        linear = self._map(*key)
        unit = min(unit, linear.sizes[1] - 1)
        first = min(unit - unit % SHOWN, linear.sizes[1] - SHOWN)
        units = range(first, first + SHOWN)
        weights = linear.weights[0]
        shown = weights + linear.biases[0][:, None] if bias else weights
        titles = [f"{'▸' if j == unit else ''}{j}" for j in units]
        limit = float(np.abs(shown[first : first + SHOWN]).max()) or None
        update_layer_row(
            self.axes, shown[first : first + SHOWN], titles, drawing, limit, self.narrow
        )
        names, shares = self._meter(key, unit)
        update_meter(self.meter, names, shares)
        words = self._words(*key, unit)
        levels = [grey_level_of_zero(row) for row in shown[first : first + SHOWN]]
        judges = self.images if layer == self.layers[-1] else self.images[:JUDGES]
        words += _zero_words(drawing, bias, levels) + _meter_words(len(judges), names, shares)
        return Told(words, self._spots(linear, units))

    def _map(self, *key):
        """The linear map of a network to a layer, found in one of three ways, in which setting."""
        if key not in self._maps:
            self._maps |= self._computed(*key)
        return self._maps[key]

    def _computed(self, network, layer, how, which):
        """Maps by their keys; all fits at once, because they share the moments."""
        net = self.networks[network]
        if how == HOW[1]:
            fits = linear_fits(net, self.others, RIDGES, layer)
            return {(network, layer, how, r): fit for r, fit in zip(RIDGES, fits, strict=True)}
        if how == HOW[2]:
            linear = exact_map(net, as_pixels(self.images[which]), layer)
        elif which == VIEWS[2]:
            linear = difference_of_maps(composed_map(net, layer), composed_map(net.start, layer))
        else:
            linear = composed_map(net.start if which == VIEWS[1] else net, layer)
        return {(network, layer, how, which): linear}

    def _meter(self, key, unit):
        """Names and shares of the meter's five bars."""
        if key not in self._meters:
            self._meters[key] = self._read(*key)
        layer = key[1]
        if layer == self.layers[-1]:
            names = ["the network is right", "these pictures alone are right"]
            names += ["they give the network's answer", "with matched offsets"]
            return [*names, "the least-squares fit gives it"], self._meters[key]
        alike, matched, fit = self._meters[key]
        one, mean = f"unit {unit}, on or off alike", "mean of the layer"
        names = [one, "with matched offsets", "by a linear fit", mean, f"{mean}, linear fit"]
        return names, [alike[unit], matched[unit], fit[unit], alike.mean(), fit.mean()]

    def _read(self, network, layer, how, which):
        """The meter of a map, of the same map with matched offsets, and of the best linear fit."""
        net, linear = self.networks[network], self._map(network, layer, how, which)
        if which == VIEWS[1]:
            net = net.start  # a start is compared with what it was then
        means, fit, said = self._reference(network, layer, net)
        maps = [linear, with_matched_offsets(linear, *means), fit]
        if layer != self.layers[-1]:
            return [switched_alike(m, net, self.images[:JUDGES], layer) for m in maps]
        alone, matched, fitted = (
            composition_meter(m, self.images, self.labels, said) for m in maps
        )
        own = float(np.mean(said == self.labels))
        return own, alone.right, alone.agrees, matched.agrees, fitted.agrees

    def _reference(self, network, layer, net):
        """A layer's means and the best linear fit to it, and the network's answers: once."""
        key = (network, layer, net is self.networks[network])
        if key not in self._references:
            (fit,) = linear_fits(net, self.others, [BEST], layer)
            means = means_over(net, self.others, layer)
            self._references[key] = means, fit, answers(net, self.images)
        return self._references[key]

    def _words(self, network, layer, how, which, unit):
        """What is shown, and for one image how exact it is."""
        words = f"{network}, {_layer_words(len(self.layers))[self.layers.index(layer)]}, {how}"
        if how == HOW[0]:
            return f"{words}, {which}. "
        if how == HOW[1]:
            return f"{words}, ridge {which:g}. "
        pixels, net = as_pixels(self.images[which]), self.networks[network]
        here = self._map(network, layer, how, which).forward(pixels).scores[unit]
        own = net.forward(pixels).z[int(layer[1:]) - 1][unit]
        return (
            f"{words}: image {which}, a {self.labels[which]}. Here the map gives unit {unit} "
            f"{signed_number(here)}, and the network {signed_number(own)}. "
        )

    def _spots(self, linear, units):
        rows = zip(self.axes, units, linear.biases[0][units.start : units.stop], strict=True)
        return [
            Spots(ax, [PICTURE], [f"unit {j}: bias {signed_number(bias)}"], [{"unit": j}])
            for ax, j, bias in rows
        ]


def _layer_words(n):
    names = ["first layer", "second layer", "third layer", "fourth layer"]
    return [*names[: n - 1], "output"]


def _zero_words(drawing, bias, levels):
    added = "The bias is added to every weight. " if bias else ""
    if drawing == DRAWINGS[0]:
        return added
    low, high = (signed_number(end, 0).lstrip("+") for end in (min(levels), max(levels)))
    return f"{added}Zero lies on grey {low} to {high}, where black is 0 and white 255. "


def _meter_words(n, names, shares):
    parts = [f"{name} {100 * share:.1f} %" for name, share in zip(names, shares, strict=True)]
    return f"On {n:,} test images: " + ", ".join(parts) + "."


def _checked(networks):
    sizes = {net.sizes for net in networks.values()}
    if len(sizes) != 1 or any(net.start is None for net in networks.values()):
        raise ValueError(
            f"the networks have sizes {sorted(sizes)}: expected networks of the same sizes that "
            "carry their starting weights, such as load_network('wide-500')"
        )
    return dict(networks)
