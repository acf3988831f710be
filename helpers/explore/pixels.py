"""Explorer: what each pixel does to one node, by several methods, and whether the parts add up."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.attribution import METHODS, layer_names, layer_values, residual
from helpers.digits import as_pixels
from helpers.explore.parts import NARROW, Explorer, ImageChooser, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import (
    plot_digit,
    plot_outputs,
    plot_signed,
    signed_number,
    update_digit,
    update_outputs,
    update_signed,
)
from helpers.plots.boxes import row_boxes
from helpers.plots.style import plain_number

# Ink is drawn dark, so what the values call white looks black: say both.
PAGES = {"the image": "the image", "all white (full of ink)": "all white"}
BASELINES = {
    "black (no ink)": "black",
    "white (full of ink)": "white",
    "mean": "mean",
    "another image": "another image",
}
MANY = "expected gradients"  # compares with many images, whichever baseline is chosen
SEED = 0  # of the methods that draw by chance: the same state is painted in the same way

LABEL = "One node: image, baseline, what each pixel does to the node, outputs"
PLACE = "row {row}, column {column}: "
PANELS = [
    Panel(0, PLACE + "image {0}, baseline {1}"),
    Panel(1, PLACE + "image {0}, baseline {1}"),
    Panel(2, PLACE + "image {0}, baseline {1}, part {here}"),
]


class PixelEffects(Explorer):
    """What each pixel does to one node of a network, and what the parts add up to.

    A click on a class asks about its score.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    background : ndarray of uint8, shape (m, 784)
        Other images: their mean is a baseline, and expected gradients compare with all of them.
    image : int
        Where the image slider starts.
    layer : str, optional
        Where the layer starts, see `helpers.attribution.layer_names`; the scores without it.
    node : int
        Where the node slider starts.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``page``, ``layer``, ``node``,
        ``method``, ``baseline``, ``other``.

    Attributes
    ----------
    digit, image, page, layer, node, method, baseline, other
        The controls. ``page`` takes the all-white image instead of the chosen one, ``other`` is the
        number of the image that serves as the baseline ``"another image"``.

    Raises
    ------
    ValueError
        If there is no such layer, node, image or control, or the background is no images.
    """

    def __init__(
        self, network, images, labels, background, image=0, layer=None, node=0, controls=None
    ):
        super().__init__()
        self.network = network
        self.chooser = ImageChooser(images, labels, image)
        self.background = as_pixels(ImageChooser(background, np.zeros(len(background), int)).images)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        names, layer = layer_names(network), layer or layer_names(network)[-2]
        if layer not in names:
            raise ValueError(f"layer={layer!r} is not there: choose one of {', '.join(names)}")
        auto = {"button_width": "auto"}
        pages, baselines = list(PAGES.items()), list(BASELINES.items())
        self.page = widgets.ToggleButtons(options=pages, style=auto)
        self.layer = widgets.ToggleButtons(options=names, value=layer, style=auto)
        self.node = slider("node", self._nodes(layer) - 1, node)
        self.method = widgets.Dropdown(options=list(METHODS), description="method")
        self.baseline = widgets.Dropdown(options=baselines, description="baseline")
        self.other = slider("other", len(images) - 1)
        self.layer.observe(self._fit_nodes, names="value")
        names = ("digit", "image", "page", "layer", "node", "method", "baseline", "other")
        state = {name: getattr(self, name) for name in names}
        live = LiveFigure(self._build, self._paint, state, LABEL, PANELS)
        self.fill(live, state, controls)

    def __repr__(self):
        what = self.page.value if self.page.value == "all white" else self.image.value
        return f"PixelEffects(image={what}, node={self.node.value} of {self.layer.value})"

    def _nodes(self, layer):
        return self.network.sizes[int(layer[1:])]

    def _fit_nodes(self, change):
        self.node.max = self._nodes(self.layer.value) - 1  # a value beyond it follows

    def _build(self, figure, width):
        wide = width >= NARROW
        figure.set_figheight(0.29 * width + 0.2 if wide else 1.25 * width)
        grid = figure.add_gridspec(*((1, 4) if wide else (2, 2)))
        self.axes = [figure.add_subplot(grid[divmod(i, grid.ncols)]) for i in range(4)]
        empty = np.zeros(784, dtype=np.float32)
        plot_digit(self.axes[0], empty, title="image")
        plot_digit(self.axes[1], empty, title="from black")
        plot_signed(self.axes[2], empty, title=_title("h1", 99))
        classes = self.network.sizes[-1]
        plot_outputs(self.axes[3], np.full(classes, 0.5), label=0, title="outputs")

    def _paint(self, layer, node, method, **state):
        seen = self._seen(layer, method, **state)
        node = min(node, self._nodes(layer) - 1)  # asked ahead, before the slider has followed
        update_digit(self.axes[0], seen.pixels)
        # A mean of many float32 may leave its range by the last digit.
        update_digit(self.axes[1], np.clip(np.atleast_2d(seen.baseline).mean(axis=0), 0, 1))
        self.axes[1].title.set_text(f"from {seen.start}")
        update_signed(self.axes[2], seen.parts[:, node])
        self.axes[2].title.set_text(_title(layer, node))
        update_outputs(self.axes[3], seen.outputs, seen.label, limits=(0, 1))
        return Told(self._words(seen, layer, node, method), self._spots(seen.outputs))

    def _seen(self, layer, method, digit, image, page, baseline, other):
        """Everything that is shown, computed."""
        shown, network = self.chooser.chosen(digit, image), self.network
        white = page == "all white"
        pixels = np.ones_like(shown.pixels) if white else shown.pixels
        compared = self._compared(method, baseline, other, pixels)
        rng = np.random.default_rng(SEED)
        parts = METHODS[method](network, pixels, layer, compared, rng)
        run = network.forward(pixels)
        return Seen(
            "The all-white image" if white else f"Image {shown.row}, a {shown.label}",
            _named(baseline, other) if method != MANY else f"{len(self.background)} images",
            pixels,
            None if white else shown.label,
            compared,
            parts,
            [part.tolist() for part in residual(network, pixels, layer, parts, compared)],
            layer_values(run, layer),
            run.outputs,
        )

    def _compared(self, method, baseline, other, pixels):
        """The baseline as pixels; for expected gradients, many."""
        if method == MANY:
            return self.background
        if baseline == "another image":
            return as_pixels(self.chooser.images[other])
        if baseline == "mean":
            return self.background.mean(axis=0)
        return np.full_like(pixels, baseline == "white")

    def _words(self, seen, layer, node, method):
        parts, change, gap = (signed_number(part[node]) for part in seen.residual)
        return (
            f"{seen.name}. Node {node} of {layer}, by {method}, from {seen.start}: sum of the "
            f"parts {parts}, true change {change}, gap {gap}. "
            f"The node's value is {plain_number(seen.values[node])}."
        )

    def _spots(self, outputs):
        scores = layer_names(self.network)[-2]
        words = [f"class {c}: output {plain_number(output)}" for c, output in enumerate(outputs)]
        choices = [{"layer": scores, "node": c} for c in range(len(outputs))]
        return [Spots(self.axes[3], row_boxes(self.axes[3], len(outputs)), words, choices)]


class Seen(NamedTuple):
    """What there is to show for one state of the controls."""

    name: str
    start: str
    pixels: np.ndarray
    label: int | None
    baseline: np.ndarray  # one image, or several as rows
    parts: np.ndarray  # of every pixel, for every node
    residual: list  # of every node: sum of parts, true change, gap
    values: np.ndarray
    outputs: np.ndarray


def _title(layer, node):
    return f"parts for {layer}[{node}]"


def _named(baseline, other):
    return f"image {other}" if baseline == "another image" else baseline
