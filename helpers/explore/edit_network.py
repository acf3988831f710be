"""EditNetwork: scale units and weights, or switch them off, and see what that costs."""

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.attribution.ablation import edited_network, edited_scores
from helpers.attribution.composition import composed_map
from helpers.attribution.units import hidden_activations
from helpers.digits import PIXELS
from helpers.explore.controls import SLIDER, class_control, slider
from helpers.explore.explorer import (
    Explorer,
    grid_of,
    last_hidden,
    rows_height,
    with_hidden_units,
)
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME
from helpers.plots.bars import BAR, plot_contributions
from helpers.plots.boxes import row_boxes
from helpers.plots.images import plot_signed
from helpers.plots.style import LINE_GREY, box, put_line
from helpers.words import either, many, per_cent, shortened, signed_number

# Inches; on a narrower page the panels stand below each other, and names need more.
BESIDE, NAMED = 7.0, 1.5


class EditNetwork(Explorer):
    """Scale a hidden unit, or one of its weights, and see every test image answered anew.

    Of several hidden layers the units are the last one's, which the classes weigh directly, and
    their pictures are composed: all weights on the way multiplied. Edits of several units and
    weights add up until Reset. A click on a class chooses the weight to it.

    images, labels: test images, on which the edits are measured.
    about: the class at first.
    Controls: ``unit``, ``scale``, which multiplies all that leaves the unit, ``about``, ``factor``,
    which multiplies its weight to that class alone, and ``reset``. 0 switches off, 1 is as trained.
    """

    alone = True
    label = "Edit the network: a unit's weights, its weights to the classes, each digit's recall"
    longest = 215
    panels = (Panel(0, "row {row}, column {column}: weight {here}"),)
    named = ("unit", "about")
    # Not ahead of time: another unit comes with another scale, so its frame is not foreseen.
    prefetch = False
    fixed_layout = 1

    def __init__(self, network, images, labels, unit=0, about=0, controls=None):
        self.trained = with_hidden_units(
            network,
            "it has no units that could be scaled or switched off: ask PixelEffects what each "
            "pixel adds to a class's score",
        )
        self._depth, _ = last_hidden(network)
        self._pictures = network.weights[0]
        if self._depth > 1:
            self._pictures = composed_map(network, f"z{self._depth}").weights[0]
        self.longest = self.longest + 70 * (self._depth > 1)
        self.longest += LONGEST_NAME * bool(network.classes)
        n_out, n_hidden = network.weights[-1].shape
        images = valid.images("images", images, PIXELS, least=1, kinds="u")
        self.labels = valid.labels("labels", labels, len(images), n_out)
        self._hidden = hidden_activations(network, images)
        self._scores = self._hidden @ network.weights[-1].T + network.biases[-1]
        self._right = self._scores.argmax(axis=1) == self.labels
        self._scales, self._factors = np.ones(n_hidden), np.ones((n_out, n_hidden))
        painted = {
            "unit": slider("unit", n_hidden - 1, unit),
            "scale": _factor("unit ×"),
            "about": class_control("class", network, about),
            "factor": _factor("weight ×"),
        }
        reset = widgets.Button(description="Reset", layout={"width": "auto"})
        # Counts moves to another unit or class: then a frame depends on edits elsewhere too.
        elsewhere = widgets.IntText(0)
        for name, control in painted.items():
            moved = self._go if name in ("unit", "about") else self._edit
            control.observe(moved, names="value")
        reset.on_click(self._reset)
        page = {**painted, "reset": reset}
        super().__init__(controls, page, {**painted, "elsewhere": elsewhere})

    @property
    def network(self):
        """The network as it is edited now."""
        return edited_network(self.trained, self._outgoing())

    def _go(self, change):
        """Show what was done to the unit and the weight that are chosen now."""
        self.elsewhere.value += 1
        unit, about = self.unit.value, self.about.value
        scale, factor = self._scales[unit], self._factors[about, unit]
        self.scale.value, self.factor.value = scale, factor

    def _edit(self, change):
        unit, about = self.unit.value, self.about.value
        if change.owner is self.scale:
            self._scales[unit] = change.new
        else:
            self._factors[about, unit] = change.new

    def _reset(self, button):
        self._scales[:] = self._factors[:] = 1
        self.elsewhere.value += 1
        self.scale.value = self.factor.value = 1

    def _outgoing(self, unit=None, scale=None, about=None, factor=None):
        """The outgoing weights with all edits, or with these in the place of one unit's."""
        scales, factors = self._scales, self._factors
        if unit is not None:
            scales, factors = scales.copy(), factors.copy()
            scales[unit], factors[about, unit] = scale, factor
        return np.float32(self.trained.weights[-1] * scales * factors)

    def _places(self, figure, width):
        if width >= BESIDE + (self.trained.classes is not None) * NAMED:
            return grid_of(figure, rows_height(self.trained, 3.4), across=(1, 1, 1))
        rows = rows_height(self.trained, 9.0 * 3 / 8.4)
        heights = 9.0 * 2.4 / 8.4, rows, rows
        return grid_of(figure, sum(heights), down=heights)

    def _draw_widest(self):
        widest = np.full(self.trained.sizes[-1], -10.0)
        self._draw(0, None, widest, widest)

    def _draw(self, unit, about, own, change):
        """Draw a unit's weights, in and out, and the change of each recall."""
        W2, named = self.trained.weights[-1], self.trained.classes
        classes = [shortened(name) for name in self.trained.names]
        words = classes if named else [f"class {c}" for c in classes]
        names = [f"▸ {word}" if c == about else word for c, word in enumerate(words)]
        axes, title = self.axes, f"unit {unit}:\n{{}} weights"
        plot_signed(axes[0], self._pictures[unit], title=title.format(self._kind))
        _symmetric(axes[1], own, names, "outgoing weights\n(frame: as trained)", W2[:, unit])
        title = "change of the recall\nin percentage points"
        _symmetric(axes[2], change, classes if named else [f"of {c}" for c in classes], title)

    @property
    def _kind(self):
        return "incoming" if self._depth == 1 else "composed"

    def _paint(self, unit, scale, about, factor, elsewhere):
        outgoing, before = self._outgoing(unit, scale, about, factor), self._right
        scores = edited_scores(self.trained, self._hidden, self._scores, outgoing)
        right = scores.argmax(axis=1) == self.labels
        own, n = outgoing[:, unit], len(outgoing)
        images = np.bincount(self.labels, minlength=n)
        more = np.bincount(self.labels, right.astype(float) - before, minlength=n)
        self._draw(unit, about, own, 100 * (more / np.maximum(images, 1)))
        edited = outgoing != self.trained.weights[-1]
        n_edited, units = np.sum(edited), np.sum(edited.any(axis=0))
        lost, gained = np.sum(before & ~right), np.sum(~before & right)
        names = self.trained.names
        which = f"Unit {unit}"
        if self._depth > 1:
            which += f" of hidden layer {self._depth}, whose picture is composed,"
        told = (
            f"{which} is scaled by {scale:.1f} and its weight to {names[about]} by {factor:.1f}, "
            f"so that it is {signed_number(own[about])}. {n_edited:,} of {edited.size:,} outgoing "
            f"weights {either(n_edited, 'is', 'are')} edited, in {many(units, 'unit')}. "
            f"{per_cent(right.mean(), 2)} of {many(len(right), 'image')} are answered rightly, "
            f"{per_cent(before.mean(), 2)} before: {many(lost, 'answer is', 'answers are')} lost, "
            f"{gained:,} gained."
        )
        words = [f"unit {unit} to class {names[c]}: {signed_number(own[c])}" for c in range(n)]
        asks = [{"about": c} for c in range(n)]
        return Told(told, [Spots(self.axes[1], row_boxes(self.axes[1], n), words, asks)])


def _symmetric(ax, values, names, title, trained=()):
    """Bars on a scale with zero in the middle, which fits them and twice those framed."""
    reach = float(np.abs([*values, *np.multiply(2, trained)]).max()) or 1.0
    plot_contributions(ax, values, names, title, limits=(-reach, reach), narrow=True)
    frames = [
        corner
        for row, end in enumerate(trained)
        for corner in (*box(0, end, row - BAR / 2, row + BAR / 2), (np.nan, np.nan))
    ]
    if len(ax.lines) < 3:  # those of the bars
        ax.plot([], [], color=LINE_GREY, linewidth=1.2, zorder=3)
    put_line(ax.lines[2], frames)


def _factor(name):
    return widgets.FloatSlider(1, min=0, max=2, step=0.1, description=name, layout=SLIDER)
