"""PixelEffects: attributions of the pixels for one node, by several methods, and their sum."""

import numpy as np

from helpers import valid
from helpers.attribution.methods import METHODS
from helpers.attribution.trials import residual
from helpers.digits import PIXELS, as_pixels
from helpers.explore.controls import dropdown, images_for, node_slider, slider, toggles
from helpers.explore.explorer import (
    NARROW,
    Explorer,
    class_spots,
    for_digits,
    grid_of,
    rows_height,
)
from helpers.live import Panel, Told
from helpers.network import LONGEST_NAME, layer_names, layer_values
from helpers.plots.bars import plot_outputs
from helpers.plots.images import plot_digit, plot_signed
from helpers.words import a, as_summands, plain_number, signed_number

BRIEF = 4.0  # inches; on a narrower page a title has two lines
FULL = "full ink"
PAGES = ("the image", FULL)
STARTS = {"blank page": "a blank page", FULL: FULL, "mean": "the mean"}
BASELINES = (*STARTS, "another image")
MANY = "expected gradients"  # compares with many images, whichever baseline is chosen
SEED = 0  # of the methods that draw by chance: the same state is painted in the same way
PLACE = "row {row}, column {column}: image {0}, baseline {1}"


class PixelEffects(Explorer):
    """What each pixel does to one node of a network, and what these attributions add up to.

    A click on a class asks about its score.

    background: other images. Their mean is a baseline, and expected gradients compare with all.
    layer, node: which node the controls start at; of the scores without it.
    Controls: ``digit``, ``image``, ``page`` (full ink everywhere instead of the chosen image),
    ``layer``, ``node``, ``method``, ``baseline``, ``other`` (the row of the image that serves as
    the baseline ``"another image"``).
    """

    label = "One node: image, baseline, what each pixel does to the node, outputs"
    longest = 195
    panels = (Panel(0, PLACE), Panel(1, PLACE), Panel(2, f"{PLACE}, attribution {{here}}"))

    def __init__(
        self, network, images, labels, background, image=0, layer=None, node=0, controls=None
    ):
        self.network = for_digits(network)
        self.chooser = images_for(network, images, labels, image)
        self.longest = self.longest + 3 * LONGEST_NAME * bool(network.classes)
        background = valid.images("background", background, network.sizes[0], least=1, kinds="u")
        self.background = as_pixels(background)
        names = layer_names(network)
        layer = toggles(names, names[-2] if layer is None else valid.word("layer", layer, names))
        page = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            "page": toggles(PAGES),
            "layer": layer,
            "node": node_slider("node", network, layer, node),
            "method": dropdown("method", list(METHODS)),
            "baseline": dropdown("baseline", BASELINES),
            "other": slider("other", len(images) - 1),
        }
        super().__init__(controls, page)

    def __repr__(self):
        what = self.page.value if self.page.value == FULL else self.image.value
        return f"PixelEffects(image={what}, node={self.node.value} of {self.layer.value})"

    def _places(self, figure, width):
        self.between = "\n" if width < BRIEF else " "
        if width >= NARROW:
            return grid_of(figure, rows_height(self.network, 0.29 * width + 0.2), (1, 1, 1, 1))
        heights = 0.625 * width, rows_height(self.network, 0.625 * width)
        if self.network.classes is None:
            return grid_of(figure, sum(heights), (1, 1), heights)
        # Rows of their own: names beside the bars leave the picture above them its room.
        rows = grid_of(figure, sum(heights), down=heights)
        return [place for row in rows for place in row.subgridspec(1, 2)]

    def _idle(self, page, method, baseline, **others):
        idle = ["digit", "image"] if page == FULL else []
        if method == MANY:
            idle.append("baseline")
        return idle if baseline == "another image" and method != MANY else [*idle, "other"]

    def _paint(self, digit, image, page, layer, node, method, baseline, other):
        shown, network, axes = self.chooser.chosen(digit, image), self.network, self.axes
        pixels, label, name = shown.pixels, shown.label, shown.words
        if page == FULL:
            pixels, label, name = np.ones_like(pixels), None, f"The page is {FULL} everywhere."
        start, compared = self._compared(method, baseline, other)
        parts = METHODS[method](network, pixels, layer, compared, np.random.default_rng(SEED))
        node = min(node, parts.shape[1] - 1)  # asked ahead, before the slider has followed
        _, *sums = (part[node] for part in residual(network, pixels, layer, parts, compared))
        change, gap = as_summands(sums)
        run = network.run(pixels)
        plot_digit(axes[0], pixels, title="image")
        # A mean of many float32 may leave its range by the last digit.
        mean = np.clip(np.atleast_2d(compared).mean(axis=0), 0, 1)
        plot_digit(axes[1], mean, title=f"from{self.between}{start.split(', ')[-1]}")
        plot_signed(axes[2], parts[:, node], title=f"added to {layer}[{node}]")
        classes = network.classes
        plot_outputs(axes[3], run.outputs, label, "outputs", limits=(0, 1), names=classes)
        scores = layer_names(network)[-2]
        choices = [{"layer": scores, "node": c} for c in range(len(run.outputs))]
        words = (
            f"{name} For {self._called(layer, node)}, by {method}, from {start}, the attributions "
            f"add up to {signed_number(change + gap)}, the true change is {signed_number(change)}, "
            f"the gap {signed_number(gap)}. Its value is "
            f"{plain_number(layer_values(run, layer)[node])}."
        )
        return Told(words, [class_spots(axes[3], run.outputs, choices=choices, names=classes)])

    def _called(self, layer, node):
        """A node in words."""
        *_, scores, outputs = layer_names(self.network)
        if layer not in (scores, outputs):
            return f"neuron {node} of {layer}"
        name = self.network.names[node]
        return f"the score of {name}" if layer == scores else f"the output for {name}"

    def _compared(self, method, baseline, other):
        """The baseline's name, and its pixels; for expected gradients, many images."""
        if method == MANY:
            return f"{len(self.background)} images", self.background
        if baseline == "another image":
            label = a(self.chooser.called(self.chooser.labels[other]))
            return f"image {other}, {label}", as_pixels(self.chooser.images[other])
        if baseline == "mean":
            return STARTS[baseline], self.background.mean(axis=0)
        return STARTS[baseline], np.full(PIXELS, baseline == FULL, dtype=np.float32)
