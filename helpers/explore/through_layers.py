"""ThroughLayers: the pictures of a network's layers, and the meter of what they can do alone."""

from functools import cache, lru_cache

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.attribution.composition import (
    composed_map,
    composition_meter,
    difference_of_maps,
    exact_map,
    fitted,
    pixel_moments,
    value_moments,
)
from helpers.attribution.likeness import switched_alike
from helpers.digits import PIXELS, as_pixels
from helpers.evaluation import answers, forward_passes
from helpers.explore.controls import dropdown, node_slider, slider
from helpers.explore.explorer import NARROW, Explorer, for_digits, grid_of
from helpers.explore.one_unit import ADDED, START, VIEWS
from helpers.live import Panel, Spots, Told
from helpers.network import ACTIVATIONS, LONGEST_NAME, layer_names, layer_values
from helpers.plots.boxes import PICTURE
from helpers.plots.images import grey_level_of_zero
from helpers.plots.layer_rows import plot_layer_row, plot_meter
from helpers.words import a, many, per_cent, plain_number, shortened, signed_number

METER = 1.9  # inches
SHOWN = 10  # pictures at a time
CHOOSABLE = 30  # images to walk through
JUDGES = 2_000  # images on which a hidden layer's meter is read: it asks every unit
COMPOSED, FIT, EXACT = HOW = ("composed", "best linear fit", "exact for one image")
SETTING = {COMPOSED: "view", FIT: "ridge", EXACT: "image"}  # the control that each way has
DRAWINGS = ("signed", "grey")
MAPS = 4  # kept: that of a hidden layer has 1.6 MB
BEST = 0.01  # the ridge of the fit that agrees most
RIDGES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
ORDINALS = ("first", "second", "third", "fourth", *(f"{n}th" for n in range(5, 100)))


class ThroughLayers(Explorer):
    """The pictures of a layer: composed, fitted, or exact for one image, with their meter.

    networks: of the same sizes. Where one does not carry its starting weights, there is no view of
    them, nor of what training added.
    images, labels: test images. The meter is read on all of them, the first thirty can be chosen.
    others: training images for the linear fits, bytes, (m, 784).
    how: ``"composed"``, ``"best linear fit"`` or, with activation functions of straight pieces such
    as ReLU, ``"exact for one image"``.
    Controls: ``network``, ``layer``, ``how``, ``view`` (of composed maps), ``drawing``, ``unit``,
    ``bias``, ``ridge`` (of the fit), ``image`` (of the exact map).
    """

    label = "Ten pictures of one layer, and the meter of what they can do alone"
    longest = 375
    panels = tuple(Panel(axes, "row {row}, column {column}: value {here}") for axes in range(SHOWN))

    def __init__(self, networks, images, labels, others, how=COMPOSED, controls=None):
        self.networks = _checked(networks)
        self._any = next(iter(self.networks.values()))
        self.longest = self.longest + 2 * LONGEST_NAME * bool(self._any.classes)
        n_in, n_out = self._any.sizes[0], self._any.sizes[-1]
        self.images = valid.images("images", images, n_in, least=1, kinds="u")
        self.others = valid.images("others", others, n_in, least=1)
        self.labels = valid.labels("labels", labels, len(images), n_out)
        *hidden, self.last = (name for name in layer_names(self._any) if name[0] == "z")
        words = [f"{word} layer" for word in ORDINALS[: len(hidden)]]
        self.layers = dict(zip(hidden, words, strict=True)) | {self.last: "output"}
        # Computed once for the same arguments; of the maps, which are large, the last are kept.
        self._pixels, self._values = cache(self._pixels), cache(self._values)
        self._reference = cache(self._reference)
        self._shares, self._said = cache(self._shares), cache(self._said)
        self._map = lru_cache(MAPS)(self._map)
        self._all_layers = controls is None or "layer" in controls
        # Where a layer has fewer units, places are empty, but keep their room.
        self.fixed_layout = int(min(self._any.sizes[1:]) < SHOWN)
        for name in self.networks if controls is None or "network" in controls else ():
            self._layer(name, self.last, False)  # now, so that a choice is answered at once
            self._said(name, False)
        super().__init__(controls, self._controls(how))
        if controls is not None and not {"layer", "ridge"} <= set(controls):
            # All fits that can be asked for are there: 5 to 10 MB less.
            self._pixels.cache_clear()
            self._values.cache_clear()

    def __repr__(self):
        return f"ThroughLayers({self.network.value}, {self.layer.value}, {self.how.value})"

    def _controls(self, how):
        """All controls under their names."""
        deep = len(self._any.sizes) > 2  # without a hidden layer every map is exact
        straight = not deep or all(ACTIVATIONS[n.hidden].straight for n in self.networks.values())
        started = all(net.start is not None for net in self.networks.values())
        layers = [(word, name) for name, word in self.layers.items()]
        layer = dropdown("layer", layers, self.last, 250)
        return {
            "network": dropdown("network", list(self.networks), width=250),
            "layer": layer,
            "how": dropdown("how", HOW if straight else HOW[:2], how, 250),
            "view": dropdown("view", VIEWS if started else VIEWS[:1], width=250),
            "drawing": dropdown("drawing", DRAWINGS, width=250),
            "unit": node_slider("unit", self._any, layer),
            "bias": widgets.Checkbox(description="bias added", indent=False),
            "ridge": dropdown("ridge", RIDGES, width=250),
            "image": slider("image", min(len(self.images), CHOOSABLE) - 1),
        }

    def _places(self, figure, width):
        columns = 5 if width < NARROW else SHOWN
        rows, side = SHOWN // columns, width / columns
        self.narrow = side <= 1
        # Room for a picture's title and the words under it, then the meter.
        heights = [side + 0.65] * rows + [METER]
        grid = grid_of(figure, rows * (side + 0.65) + METER, [1] * columns, heights)
        return [*list(grid)[:SHOWN], grid[rows, :]]

    def _idle(self, how, **others):
        return set(SETTING.values()) - {SETTING[how]}

    def _draw_widest(self):
        *axes, meter = self.axes
        plot_layer_row(axes, np.zeros((SHOWN, PIXELS)), ["0"] * SHOWN, narrow=self.narrow)
        plot_meter(meter, ["0"] * 3, [0] * 3)

    def _paint(self, network, layer, unit, how, view, drawing, bias, ridge, image):
        key = network, layer, how, {"view": view, "ridge": ridge, "image": image}[SETTING[how]]
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
        names = [str(j) for j in range(n)] if not last else self._any.names
        short = [shortened(names[j], 5 if self.narrow else 9) for j in units]
        titles = [f"▸{word}" if j == unit else word for j, word in zip(units, short, strict=True)]
        place = unit - units[0]
        plot_layer_row(axes, shown, titles, drawing, narrow=self.narrow, marked=place)
        shares, called = self._meter(key, unit), names[unit]
        plot_meter(self.axes[-1], list(shares), list(shares.values()))
        picture, own = shown[place], biases[place]
        words = [
            self._words(*key),
            f"Picture {called} reaches from {plain_number(picture.min())} to "
            f"{plain_number(picture.max())}, and its bias is {signed_number(own)}.",
            self._at_its_image(*key, unit) if how == EXACT else "",
            _zero_words(drawing, bias, shown),
            self._meter_words(unit, last, *map(per_cent, shares.values())),
        ]
        kind = "class" if last and self._any.classes else "unit"
        spots = [
            Spots(ax, [PICTURE], [f"{kind} {names[j]}: bias {signed_number(b)}"], [{"unit": j}])
            for ax, j, b in zip(axes, units, biases, strict=True)
        ]
        return Told(" ".join(filter(None, words)), spots)

    def _map(self, network, layer, how, which):
        """The linear map of a network to a layer, found in one of three ways, in which setting."""
        net = self.networks[network]
        if how == FIT:
            return self._fit(network, layer, False, which)
        if how == EXACT:
            return exact_map(net, as_pixels(self.images[which]), layer)
        if which == ADDED:
            return difference_of_maps(composed_map(net, layer), composed_map(net.start, layer))
        return composed_map(net.start if which == START else net, layer)

    def _fit(self, network, layer, start, ridge):
        """The linear fit to a network or its start."""
        fits, _ = self._layer(network, layer, start)
        if ridge in fits:
            return fits[ridge]
        layers = self._with(layer)
        values = self._values(network, layers, start)[layers.index(layer)]
        return fitted(self._pixels(), values, ridge)

    def _meter(self, key, unit):
        """The shares of the meter's bars by their names."""
        shares = self._shares(*key)
        if key[1] == self.last:
            return shares
        return {
            f"unit {unit}, on or off alike": shares[unit],
            "mean of the layer": shares.mean(),
        }

    def _shares(self, network, layer, how, which):
        """The meter of a map; in a hidden layer, for each node how often it is on or off alike."""
        start = which == START  # it is compared with what it was then
        _, on = self._layer(network, layer, start)
        linear = self._map(network, layer, how, which)
        if layer != self.last:
            return switched_alike(linear, self.images[:JUDGES], on)
        said = self._said(network, start)
        right, agrees = composition_meter(linear, self.images, self.labels, said)
        return {
            "the network is right": float(np.mean(said == self.labels)),
            "these pictures alone are right": right,
            "they give the network's answer": agrees,
        }

    def _pixels(self):
        return pixel_moments(self.others)

    def _values(self, network, layers, start):
        return value_moments(self._net(network, start), self.others, self._pixels(), layers)

    def _with(self, layer):
        """The layers that are computed at once, because another one can be chosen."""
        return tuple(self.layers) if self._all_layers else (layer,)

    def _layer(self, network, layer, start):
        """Linear fits to a layer by ridge, and which nodes are on for each judge."""
        layers = self._with(layer)
        return self._reference(network, layers, start)[layers.index(layer)]

    def _reference(self, network, layers, start):
        pixels, values = self._pixels(), self._values(network, layers, start)
        ((_, run),) = forward_passes(self._net(network, start), self.images[:JUDGES])
        found = []
        for layer, own in zip(layers, values, strict=True):
            # Of a hidden layer only the fit that agrees most: each takes 1.6 MB.
            ridges = RIDGES if layer == self.last else [BEST]
            fits = {ridge: fitted(pixels, own, ridge) for ridge in ridges}
            found.append((fits, layer_values(run, layer) > 0))
        return found

    def _said(self, network, start):
        return answers(self._net(network, start), self.images)

    def _net(self, network, start):
        return self.networks[network].start if start else self.networks[network]

    def _words(self, network, layer, how, which):
        """What is shown."""
        words = f"{network}: the pictures of the {self.layers[layer]} are "
        if how == COMPOSED:
            return f"{words}composed, {which}."
        if how == FIT:
            return f"{words}the best linear fit with ridge {which:g}."
        return f"{words}exact for image {which}, {a(self._any.names[self.labels[which]])}."

    def _at_its_image(self, network, layer, how, which, unit):
        """How exact the map of an image is."""
        pixels, net = as_pixels(self.images[which]), self.networks[network]
        here = self._map(network, layer, how, which).run(pixels).scores[unit]
        own = net.run(pixels).z[int(layer[1:]) - 1][unit]
        return f"At its image it gives {signed_number(here)}, and the network {signed_number(own)}."

    def _meter_words(self, unit, last, *shares):
        """The bars in sentences."""
        on = f"On {many(len(self.images if last else self.images[:JUDGES]), 'test image')}"
        if last:
            network, right, agrees = shares
            return (
                f"{on} the network is right on {network}. These pictures alone are right on "
                f"{right}, and give the network's answer on {agrees}."
            )
        own, mean = shares
        return (
            f"{on} picture {unit} alone is on or off as its unit is for {own}, and the layer's "
            f"pictures on average for {mean}."
        )


def _zero_words(drawing, bias, pictures):
    added = "The bias is added to every weight." if bias else ""
    if drawing == DRAWINGS[0]:
        return added
    levels = [grey_level_of_zero(picture) for picture in pictures]
    low, high = (plain_number(end, 0) for end in (min(levels), max(levels)))
    return f"{added} Zero lies on grey {low} to {high}, where black is 0 and white 255.".lstrip()


def _checked(networks):
    networks = dict(valid.named("networks", networks, "networks", least=1))
    sizes = {for_digits(net).sizes for net in networks.values()}
    if len(sizes) != 1:
        raise ValueError(
            f"the networks have sizes {sorted(sizes)}: expected networks of the same sizes, whose "
            "layers can be compared, or one alone"
        )
    return networks
