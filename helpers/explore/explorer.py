"""What every explorer is: controls above a live figure; and what several of them ask and say."""

from base64 import b64encode

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.digits import PIXELS
from helpers.evaluation import forward_passes
from helpers.explore.cells import close_when_run_again, give_memory_back_after_cells
from helpers.live import LiveFigure, Spots
from helpers.network import ACTIVATIONS
from helpers.plots.boxes import row_boxes
from helpers.words import plain_number, signed_number

NAMES = {"about": "class"}  # `class` is no name in Python
NARROW = 7.0  # inches; on a narrower page, panels stand below each other
INK = "row {row}, column {column}: ink {0}"  # what a Panel says of a pixel
PRODUCT = INK + " × weight {here} = {0*here}"
SLOPE = INK + ", weight or slope {here}"  # of a unit that may lie deeper
ROW = 0.17  # inches, of a class's bar
USUAL = 10  # classes for which there is room without more ado


class Explorer(widgets.VBox):
    """Controls above a live figure, whose sentence is `text`; each control is an attribute.

    An explorer says what it is in class attributes, and in ``_places(figure, width)`` where its
    ``axes`` are in an empty figure. In ``_paint(**values)`` it draws on them for these values of
    the controls and returns a `helpers.live.Told`. What is drawn there must change in place.

    A control that changes nothing while the others have their values is disabled: one of a single
    option, and those that ``_idle(**values)`` names.

    controls: names of the controls to show, all without it; the others keep their values.
    page: the controls of the page by their names.
    painted: what `_paint` depends on, by the names of its arguments; `page` without it.
    clicked: other controls that a click in the picture may set.
    """

    label = ""  # the picture's name for those who do not see it
    panels = ()  # the pictures whose pixels can be pointed at
    alone = False  # whether its picture depends on more than controls, so that it cannot be paired
    prefetch = True  # whether the browser asks for the frames of neighbouring states
    named = ()  # the controls that its repr tells
    longest = 0  # letters of its longest usual sentence, for which the page keeps room
    fixed_layout = 0  # how often to lay out what `_draw_widest` drew; 0 lays out the first state

    def __init__(self, controls, page, painted=None, clicked=None):
        super().__init__()
        painted, clicked = painted or page, clicked or {}
        for name, control in (page | painted | clicked).items():
            setattr(self, name, control)
            control.tooltip = control.tooltip or ""  # a page makes a tooltip "null" of None
        shown = list(page) if controls is None else valid.listed("controls", controls)
        for name in shown:
            valid.word("controls", name, page)
        self.live = LiveFigure(
            self._places,
            self._build,
            self._paint,
            painted,
            self.label,
            self.panels,
            clicked,
            self.prefetch,
            self.longest,
        )
        row = widgets.HBox([control for name, control in page.items() if name in shown])
        row.layout.flex_flow = "row wrap"
        self.children = [row, self.live]
        self._followed = painted
        for control in painted.values():
            control.observe(self._disable, names="value")
        self._disable()
        self.add_class("explorer")
        give_memory_back_after_cells()
        close_when_run_again(self)

    def __repr__(self):
        values = {name: getattr(self, name).value for name in self.named}
        told = (f"{NAMES.get(name, name)}={value!r}" for name, value in values.items())
        return f"{type(self).__name__}({', '.join(told)})"

    @property
    def text(self):
        """The sentence under the picture."""
        return self.live.words

    def leave(self):
        """Leave the page for good, with every widget that belongs to it.

        Not ``close``, which widgets also do by themselves when they are gone.
        """
        for widget in _together(self, *vars(self).values()):
            widget.close()

    def _idle(self, **values):
        """The names of controls that change nothing at these values of all of them."""
        return ()

    def _disable(self, change=None):
        idle = self._idle(**{name: control.value for name, control in self._followed.items()})
        for name, control in self._followed.items():
            if hasattr(control, "disabled"):
                control.disabled = name in idle or len(getattr(control, "options", "ab")) < 2

    def _build(self, axes):
        self.axes = axes
        if self.fixed_layout:
            figure = axes[0].figure
            self._draw_widest()
            for _ in range(self.fixed_layout):
                figure.get_layout_engine().execute(figure)
            figure.set_layout_engine("none")

    def _repr_mimebundle_(self, **kwargs):
        # The picture is for readers without a kernel: a preview, a PDF, this page tomorrow.
        view = {"model_id": self.model_id, "version_major": 2, "version_minor": 0}
        data = {
            "text/plain": repr(self),
            "application/vnd.jupyter.widget-view+json": view,
            "image/png": b64encode(self.live.png()).decode(),
        }
        return data, {"image/png": {"alt": f"{self.label}. {self.text}", "sliders": True}}


def _together(*things):
    """The widgets among some things, and those in their traits: children, controls, styles."""
    found, waiting = [], list(things)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (list, tuple, dict)):
            waiting.extend(thing.values() if isinstance(thing, dict) else thing)
        elif isinstance(thing, widgets.Widget) and thing not in found:
            found.append(thing)
            waiting.extend(thing.trait_values().values())
    return found


def grid_of(figure, height, across=(1,), down=(1,)):
    """Places in an empty figure, which gets a height in inches.

    across, down: the widths of columns and the heights of rows, in proportion.
    """
    figure.set_figheight(height)
    return figure.add_gridspec(len(down), len(across), width_ratios=across, height_ratios=down)


def for_digits(network):
    """The network, if its input is an image of a digit."""
    valid.a_network("network", network, {})
    if network.sizes[0] != PIXELS:
        raise ValueError(
            f"this network has {network.sizes[0]} inputs: expected {PIXELS}, an image's pixels; "
            "pass load_network('ten-digits') or so"
        )
    return network


def with_hidden_units(network, without):
    """The network, if its input is an image and it has hidden units.

    without: what cannot be answered where there are none, and what to look at instead.
    """
    if len(for_digits(network).sizes) < 3:
        raise ValueError(
            f"this network, {'→'.join(map(str, network.sizes))}, has no hidden layer, so {without}"
        )
    return network


def last_hidden(network):
    """The last hidden layer's number, counted from 1, and its size."""
    return len(network.sizes) - 2, network.sizes[-2]


def activation_limits(network, images):
    """What each hidden layer's activations reach, so that their axes stand still: (low, high).

    Where the activation function has no bounds: the lowest and the highest of these images, bytes.
    """
    n, bounds = len(network.sizes) - 2, ACTIVATIONS[network.hidden].bounds
    if np.isfinite(bounds).all() or not n:
        return [bounds] * n
    reached = [
        [(float(h.min()), float(h.max())) for h in run.h[:-1]]
        for _, run in forward_passes(network, images)
    ]
    return [
        (min(0.0, *(low for low, _ in layer)), max(0.0, *(high for _, high in layer)) or 1.0)
        for layer in zip(*reached, strict=True)
    ]


def rows_height(network, least):
    """Inches for the bars of a network's classes, if they are many or have names; or `least`."""
    n = network.sizes[-1]
    if n <= USUAL and network.classes is None:
        return least
    return max(least, ROW * n + 0.85)  # with two lines below


def class_spots(ax, outputs, scores=None, choices=None, begin="", names=None):
    """The rows of the picture of a network's outputs, with their words and what they choose."""
    names = names or range(len(outputs))
    words = [
        f"{begin}class {name}: {'' if scores is None else f'score {signed_number(scores[c])}, '}"
        f"output {plain_number(output)}"
        for c, (name, output) in enumerate(zip(names, outputs, strict=True))
    ]
    return Spots(ax, row_boxes(ax, len(words)), words, choices)
