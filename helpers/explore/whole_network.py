"""WholeNetwork: image, hidden layers and outputs as one figure, the forward pass step by step."""

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.attribution.flow import strongest_connections
from helpers.digits import PIXELS
from helpers.explore.controls import PointChooser, dropdown, images_for, slider
from helpers.explore.explorer import INK, ROW, USUAL, Explorer, grid_of
from helpers.explore.forward_pass import (
    ANSWER,
    OUTPUTS,
    ForwardPassInWords,
    H,
    Z,
    node_names,
    steps_of,
)
from helpers.explore.one_unit import UnitBelow
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME
from helpers.plots.network_map import answer_of, node_boxes, plot_network, scale_of

AFTER = (H, OUTPUTS, ANSWER)  # what comes after a layer's activation function
ALL = "the whole network"
MOST, LINES = 100, 20  # lines into a layer: at most, and at first


class WholeNetwork(Explorer):
    """A whole network at work on one image, from the ink to the answer, step by step.

    Pointing at a neuron or an output shows what comes into it and what goes out; a click chooses
    it, and opens a hidden neuron below. A network of other inputs than 784 pixels takes
    points, rows of as many numbers, for images, and their classes for labels.

    step: which step is shown first, counted from 1; the last without it. lines: how many lines at
    most go into each layer. node: "the whole network", or a neuron or an output by its name,
    "neuron 7", "output 3"; with several hidden layers "neuron 7 of layer 1".
    numbers: int, (n,), the images' own numbers where they are some of many; without it, their rows.
    Controls: ``digit``, ``image``, ``step``, ``next``, a button, ``lines``, ``node``, and
    ``opened``, which shows `OneUnit` below (``explorer.one``), on the same image.
    """

    label = (
        "A network at work: what goes in, every layer, what comes out, the strongest connections"
    )
    longest = 380
    named = ("image", "step")

    def __init__(
        self,
        network,
        images,
        labels,
        image=0,
        step=None,
        lines=LINES,
        node=ALL,
        controls=None,
        numbers=None,
    ):
        self.network = valid.a_network("network", network)
        n_in, n_classes = network.sizes[0], max(network.sizes[-1], 2)
        if n_in == PIXELS:
            self.chooser = images_for(network, images, labels, image, numbers, answered=True)
        else:
            self.chooser = PointChooser(images, labels, image, n_classes, n_in)
        self.longest = self.longest + 3 * LONGEST_NAME * bool(network.classes)
        self.steps, self.nodes = steps_of(network), {ALL: None, **node_names(network)}
        last = len(self.steps)
        followed = {"digit": self.chooser.digit, "image": self.chooser.image}
        painted = {
            **followed,
            "step": slider("step", last, last if step is None else step, smallest=1),
            "lines": slider("lines", MOST, lines, smallest=1),
            "node": dropdown("look at", list(self.nodes), node),
        }
        button = widgets.Button(description="next step", layout={"width": "auto"})
        button.on_click(self._next)
        page, clicked, self.opens = painted | {"next": button}, {}, {}
        if n_in == PIXELS:
            self.panels = (Panel(0, INK),)
        if n_in == PIXELS and len(network.sizes) > 2:
            deep = ("layer",) if len(network.sizes) > 3 else ()
            below = UnitBelow(self, followed, 0, controls=(*deep, "unit", "view"))
            self.one, clicked = below.one, {"opened": below.button}
            self.opens = {"opened": True}
        super().__init__(controls, page | clicked, painted, clicked)
        self.node.observe(self._open, names="value")
        self._open()

    def _next(self, button):
        """Go one step on, after the last to the first, with the strongest lines of all."""
        self.node.value = ALL
        self.step.value = self.step.value % self.step.max + 1

    def _open(self, change=None):
        """Let what can be opened below be the neuron that is looked at."""
        layer, unit = self.nodes[self.node.value] or (0, 0)
        if self.opens and 0 < layer < len(self.network.weights):
            if len(self.network.sizes) > 3:
                self.one.layer.value = f"h{layer}"
            self.one.unit.value = unit

    def _places(self, figure, width):
        deep = len(self.network.sizes) > 3
        n = self.network.sizes[-1]
        rows = ROW * n + 1.2 if n > USUAL else 0.0  # as many outputs stand below each other
        return grid_of(figure, max(0.36 * width, 4.4 if deep and width < 5.5 else 3.4, rows))

    def _idle(self, step, node, **others):
        return ("lines",) if step == 1 and node == ALL else ()

    def _paint(self, digit, image, step, lines, node):
        shown, network = self.chooser.chosen(digit, image), self.network
        run, chosen = network.run(shown.pixels), self.nodes[node]
        found = strongest_connections(network, shown.pixels, lines, chosen)
        said = ForwardPassInWords(network, run, shown, [len(each.targets) for each in found])
        reached = self.steps[step - 1]
        layers, words = [], []
        for layer in range(1, len(network.sizes)):
            squeezed = reached.layer > layer or (reached.layer == layer and reached.what in AFTER)
            values = (run.h if squeezed else run.z)[layer - 1]
            layers.append(values if layer <= reached.layer else np.full(len(values), np.nan))
            words.append(self._word(layer, squeezed))
        if chosen is None:
            found = [each if n < reached.layer else None for n, each in enumerate(found)]
        plot_network(
            self.axes[0],
            shown.pixels,
            layers,
            found,
            [scale_of(values) for values in layers],
            words,
            shown.label,
            chosen,
            answer_of(run) if reached.what == ANSWER else None,
            network.classes,
        )
        words = said.step(step) if chosen is None else said.node(*chosen)
        return Told(words, list(self._spots()))

    def _word(self, layer, squeezed):
        if layer == len(self.network.weights):
            return "output" if squeezed else "score"
        return H if squeezed else Z

    def _spots(self):
        sizes, ax = self.network.sizes, self.axes[0]
        for layer in range(1, len(sizes)):
            names = [name for name, node in self.nodes.items() if node and node[0] == layer]
            opens = self.opens if layer < len(sizes) - 1 else {}
            choices = [{"node": name, **opens} for name in names]
            boxes = node_boxes(ax, sizes, layer, self.network.classes)
            yield Spots(ax, boxes, names, choices, ahead=True)
