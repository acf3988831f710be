"""Explorer 12: scale or switch off units and weights, and see what it costs on all test images."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import edited_network, edited_scores, hidden_activations
from helpers.evaluation import checked_labels
from helpers.explore.parts import Explorer, scaled, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import (
    plot_contributions,
    plot_signed,
    signed_number,
    update_contributions,
    update_signed,
)
from helpers.plots.boxes import row_boxes

BESIDE = 6.5  # inches; on a narrower page the panels stand below each other
LABEL = "Edit the network: a unit's weights, its weights to the classes, each digit's recall"
PANELS = [Panel(0, "row {row}, column {column}: weight {here}")]


class EditNetwork(Explorer):
    """Scale a hidden unit, or one of its weights, and see every test image answered anew.

    Edits of several units and weights add up until Reset. A click on a class chooses the weight
    to it.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden layer; it is not changed.
    images : ndarray of uint8, shape (n, 784)
        Test images, on which the edits are measured.
    labels : ndarray of int, shape (n,)
    unit, about : int
        Where the sliders start: hidden unit, and class.
    controls : iterable of str, optional
        Which controls to show: some of ``unit``, ``scale``, ``about``, ``factor``, ``reset``.

    Attributes
    ----------
    unit, scale, about, factor, reset
        The controls. ``scale`` multiplies all that leaves the unit, ``factor`` its weight to one
        class alone; 0 switches off, 1 is as trained.
    network : helpers.network.Network
        The edited one.
    accuracy : float
        Its share of right answers.

    Raises
    ------
    ValueError
        If the network has two hidden layers, or there is no such unit, class or control.
    """

    def __init__(self, network, images, labels, unit=0, about=0, controls=None):
        super().__init__()
        if len(network.sizes) != 3:
            raise ValueError(
                f"this network has {len(network.sizes) - 2} hidden layers: expected one, whose "
                "units are weighed by the classes directly"
            )
        self.trained = network
        n_out, n_hidden = network.weights[-1].shape
        self.labels = checked_labels(labels, len(images), n_out)
        self._hidden = hidden_activations(network, images)
        self._scores = self._hidden @ network.weights[-1].T + network.biases[-1]
        self._right = self._scores.argmax(axis=1) == self.labels
        self._scales, self._factors = np.ones(n_hidden), np.ones((n_out, n_hidden))
        self.unit = slider("unit", n_hidden - 1, unit)
        self.about = slider("class", n_out - 1, about)
        self.scale, self.factor = _factor("unit ×"), _factor("weight ×")
        self.reset = widgets.Button(description="Reset", layout={"width": "auto"})
        # Counts moves to another unit or class: then a frame depends on edits elsewhere too.
        self._elsewhere = widgets.IntText(0)
        for control in (self.unit, self.about):
            control.observe(self._go, names="value")
        for control in (self.scale, self.factor):
            control.observe(self._edit, names="value")
        self.reset.on_click(self._reset)
        named = {name: getattr(self, name) for name in ("unit", "scale", "about", "factor")}
        # Not ahead of time: another unit comes with another scale, so its frame is not foreseen.
        live = LiveFigure(
            self._build,
            self._paint,
            {**named, "elsewhere": self._elsewhere},
            LABEL,
            PANELS,
            prefetch=False,
        )
        self.fill(live, {**named, "reset": self.reset}, controls)

    def __repr__(self):
        return f"EditNetwork(unit={self.unit.value}, class={self.about.value})"

    @property
    def network(self):
        """The network as it is edited now."""
        return edited_network(self.trained, self._outgoing())

    @property
    def accuracy(self):
        """The edited network's share of right answers."""
        return float(self._answered(self._outgoing()).mean())

    def _go(self, change):
        """Show what was done to the unit and the weight that are chosen now."""
        self._elsewhere.value += 1
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
        self._elsewhere.value += 1
        self.scale.value = self.factor.value = 1

    def _outgoing(self, unit=None, scale=None, about=None, factor=None):
        """The outgoing weights with all edits, or with these in the place of one unit's."""
        scales, factors = self._scales, self._factors
        if unit is not None:
            scales, factors = scales.copy(), factors.copy()
            scales[unit], factors[about, unit] = scale, factor
        return np.float32(self.trained.weights[-1] * scales * factors)

    def _answered(self, outgoing):
        scores = edited_scores(self.trained, self._hidden, self._scores, outgoing)
        return scores.argmax(axis=1) == self.labels

    def _build(self, figure, width):
        beside = width >= BESIDE
        figure.set_figheight(3.4 if beside else 9.0)
        if beside:
            places = figure.add_gridspec(1, 3, width_ratios=(1, 1.2, 1.2))
        else:
            places = figure.add_gridspec(3, 1, height_ratios=(2.4, 3, 3))
        picture, weights, change = self.axes = [figure.add_subplot(place) for place in places]
        rows = self.trained.sizes[-1]
        plot_signed(picture, np.zeros(784), title="unit 0:\nincoming weights")
        # Laid out for the widest numbers, for all frames alike.
        numbers, labels = np.full(rows, -10.0), [f"class {c}" for c in range(rows)]
        plot_contributions(weights, numbers, labels, title="unit 0:\noutgoing weights", narrow=True)
        labels = [f"of {c}" for c in range(rows)]
        plot_contributions(change, numbers, labels, title=self._title(), narrow=True)
        figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")

    def _title(self):
        return "change of the recall\nin percentage points"

    def _paint(self, unit, scale, about, factor, elsewhere):
        outgoing = self._outgoing(unit, scale, about, factor)
        right = self._answered(outgoing)
        picture, weights, change = self.axes
        n_out = len(outgoing)
        update_signed(picture, self.trained.weights[0][unit])
        picture.title.set_text(f"unit {unit}:\nincoming weights")
        names = [f"▸ class {c}" if c == about else f"class {c}" for c in range(n_out)]
        trained = self.trained.weights[-1][:, unit]
        reach = float(max(np.abs(2 * trained).max(), np.abs(outgoing[:, unit]).max())) or 1.0
        update_contributions(weights, outgoing[:, unit], names, limits=(-reach, reach), narrow=True)
        weights.title.set_text(f"unit {unit}:\noutgoing weights")
        points = 100 * self._points(right)
        reach = float(np.abs(points).max()) or 1.0
        names = [f"of {c}" for c in range(n_out)]
        update_contributions(change, points, names, limits=(-reach, reach), narrow=True)
        words = self._words(unit, scale, about, factor, outgoing, right)
        return Told(words, [self._classes(weights, outgoing[:, unit], unit)])

    def _points(self, right):
        """For each digit, the share of its images that is right now and was not before."""
        counts = np.bincount(self.labels, minlength=self.trained.sizes[-1])
        more = np.bincount(
            self.labels, right.astype(float) - self._right, minlength=self.trained.sizes[-1]
        )
        return more / np.maximum(counts, 1)

    def _classes(self, ax, values, unit):
        n = len(values)
        words = [
            f"unit {unit} to class {c}: {signed_number(value)}" for c, value in enumerate(values)
        ]
        return Spots(ax, row_boxes(ax, n), words, [{"about": c} for c in range(n)])

    def _words(self, unit, scale, about, factor, outgoing, right):
        lost, gained = np.sum(self._right & ~right), np.sum(~self._right & right)
        edited = outgoing != self.trained.weights[-1]
        units = np.sum(edited.any(axis=0))
        return (
            f"Unit {unit} × {scale:.1f}, its weight to {about} × {factor:.1f}, now "
            f"{signed_number(outgoing[about, unit])}. {np.sum(edited)} of {edited.size:,} outgoing "
            f"weights are edited, in {units} unit{'' if units == 1 else 's'}. Right: "
            f"{right.mean():.2%} of {len(right):,} images, {self._right.mean():.2%} before; "
            f"{lost} answers lost, {gained} gained."
        )


def _factor(name):
    return widgets.FloatSlider(
        1,
        min=0,
        max=2,
        step=0.1,
        description=name,
        layout={"width": scaled(330), "max_width": "98%"},
    )
