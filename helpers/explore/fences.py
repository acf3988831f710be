"""Explorer 6: a few hidden units, each a soft line in the plane, and the fence that they build."""

from functools import lru_cache
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.attribution import ablated_scores
from helpers.explore.parts import NARROW, Explorer, scaled, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.network import Network
from helpers.playground import play
from helpers.plots import plane_points, plot_plane, signed_number, update_plane
from helpers.plots.plane import EDGE, PIXELS_A_SIDE
from helpers.plots.planes import scale_of
from helpers.plots.style import plain_number
from helpers.points import NOISE, SETS

MOST, SEEDS, STAGES = 8, 30, 30
HUNDREDTHS = 25  # the largest noise
REPLACEMENTS = ("its mean", "zero")
KEPT = 24  # trainings to remember: neighbours of a state are painted ahead

LABEL = "Score over the plane with the points, then each hidden unit's activation over the plane"
BOX = (-EDGE, EDGE, -EDGE, EDGE)


class Fences(Explorer):
    """A network of two inputs while it learns: hidden units over the plane, and their sum.

    A click on a unit switches it off.

    Parameters
    ----------
    data : {"blobs", "rings", "moons", "xor", "spiral"}
    units, seed : int
        Where the sliders start: hidden units, and the seed of the starting weights.
    hidden : {"tanh", "sigmoid", "relu"}
        Activation function of the hidden units.
    most : int
        The largest number of hidden units.
    controls : iterable of str, optional
        Which controls to show: some of ``data``, ``units``, ``noise``, ``seed``, ``frame``,
        ``off``, ``by``.

    Attributes
    ----------
    data, units, noise, seed, frame, off, by
        The controls. ``noise`` counts hundredths; another set brings its own. ``frame`` leads
        through the training, from 0, the start. ``off`` is ``"none"`` or a unit, and ``by`` says
        what its activation is fixed at, its mean over the points or zero.

    Raises
    ------
    ValueError
        If there is no such set, number of units, seed or control.
    """

    def __init__(self, data="rings", units=3, seed=0, hidden="tanh", most=MOST, controls=None):
        super().__init__()
        if data not in SETS:
            raise ValueError(f"there is no set {data!r}: choose one of {', '.join(SETS)}")
        self.hidden, self.most, self.plane = hidden, most, plane_points()
        self._trained = lru_cache(KEPT)(self._train)
        self.data = widgets.Dropdown(
            options=list(SETS), value=data, description="points", layout={"width": scaled(190)}
        )
        self.units = slider("units", most, units, smallest=1)
        self.noise = slider("noise, %", HUNDREDTHS, round(100 * NOISE[data]))
        self.seed = slider("seed", SEEDS - 1, seed)
        self.frame = slider("frame", STAGES, STAGES)
        narrow = {"button_width": "auto"}
        self.off = widgets.ToggleButtons(
            options=("none", *range(most)), description="unit off", style=narrow
        )
        self.by = widgets.ToggleButtons(options=REPLACEMENTS, description="fixed at", style=narrow)
        self.data.observe(self._take_noise, names="value")
        names = ("data", "units", "noise", "seed", "frame", "off", "by")
        named = {name: getattr(self, name) for name in names}
        panels = [Panel(0, "score {here}", step=PIXELS_A_SIDE)]
        words = "activation {here}, score {0}"
        panels += [Panel(1 + unit, words, step=PIXELS_A_SIDE) for unit in range(most)]
        self.fill(LiveFigure(self._build, self._paint, named, LABEL, panels), named, controls)

    def __repr__(self):
        return f"Fences({self.data.value}, {self.units.value} units, seed {self.seed.value})"

    def _take_noise(self, change):
        self.noise.value = round(100 * NOISE[self.data.value])

    def _train(self, data, units, noise, seed):
        """A whole training: its stages, the points, and how far its last scores reach."""
        played = play(data, units, seed, noise / 100, self.hidden)
        last = played.network.forward(self.plane)
        limits = float(np.abs(last.h[0]).max()), float(np.abs(last.scores).max())
        return Run(*played, *limits)

    def _build(self, figure, width):
        wide = width >= NARROW
        places = self._side_by_side(figure, width) if wide else self._below(figure, width)
        score, *units = (figure.add_subplot(place) for place in places)
        empty = np.zeros(PIXELS_A_SIDE**2)
        self.score = plot_plane(
            score, empty, title="score", below="scale ±10", size=4 if wide else 3
        )
        self.hidden_axes = [
            plot_plane(ax, empty, title=f"unit {unit}", below=self._below_unit("−10.00"))
            for unit, ax in enumerate(units)
        ]
        for _ in range(2):  # words below a picture move with its height
            figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")  # laid out for the most units, for all frames alike

    def _side_by_side(self, figure, width):
        """Units in one or two rows, the score beside them."""
        rows = 1 if self.most <= 3 else 2
        columns = -(-self.most // rows)
        words, gap = 0.62, 0.12  # inches around a unit's picture
        # As large as the width allows, with a score as high as the rows, and not above 3.9 inches.
        side = (width + 0.3 - columns * gap - rows * words) / (columns + rows)
        side = min(side, 3.9 / rows - words)
        self.small, height = side < 1.6, rows * (side + words)
        figure.set_figheight(height)
        parts = columns * (side + gap), height - 0.3
        spare = max(width - sum(parts), 0.01) / 2
        _, left, right, _ = figure.add_gridspec(1, 4, width_ratios=(spare, *parts, spare))
        return [right, *list(left.subgridspec(rows, columns))[: self.most]]

    def _below(self, figure, width):
        """The score on top, below it rows of up to four units."""
        columns = min(self.most, 4)
        rows = -(-self.most // columns)
        top, side = min(width, 3.6) + 0.2, min(width / columns, 2) + 0.55
        self.small = width / columns < 1.6
        figure.set_figheight(top + rows * side)
        upper, lower = figure.add_gridspec(2, 1, height_ratios=(top, rows * side))
        return [upper, *list(lower.subgridspec(rows, columns))[: self.most]]

    def _below_unit(self, number, word="outgoing weight"):
        return f"{word.split()[0]}\n{number}" if self.small else f"{word} {number}"

    def _paint(self, data, units, noise, seed, frame, off, by):
        run = self._trained(data, units, noise, seed)
        seen = self._seen(run, run.frames[frame].network, off if off in range(units) else None, by)
        net, (W1, W2), b1 = seen.network, seen.network.weights, seen.network.biases[0]
        lines = np.column_stack([W1, b1])
        shown = [unit for unit in range(units) if unit != seen.off]
        marks = {"points": run.points, "classes": run.classes, "wrong": ~seen.right}
        update_plane(
            self.score,
            seen.score,
            run.highest,
            scale_of([run.highest]),
            lines=lines[shown],
            **marks,
        )
        for unit, ax in enumerate(self.hidden_axes):
            ax.set_visible(unit < units)
            if unit >= units:
                continue
            below = self._below_unit(signed_number(W2[0, unit]))
            if unit == seen.off:
                below = self._below_unit(signed_number(seen.value), "off: fixed at")
            update_plane(ax, seen.hidden[:, unit], run.limit, below)
        stage = run.frames[frame]
        words = (
            f"{data}, noise {noise / 100:.2f}, {units} unit{'s' if units > 1 else ''}, "
            f"seed {seed}, step {stage.step} of {run.frames[-1].step}. "
        )
        if off != "none" and seen.off is None:
            words += f"There is no unit {off} to be off. "
        return Told(words + _words(seen, run), self._spots(net, units, seen.off))

    def _seen(self, run, network, off, by):
        """Everything that is shown of a stage, computed."""
        over_plane, at_points = (network.forward(where).h[0] for where in (self.plane, run.points))
        removed = [] if off is None else [off]
        values = at_points.mean(axis=0) if by == REPLACEMENTS[0] else 0 * at_points[0]
        score, answered, before = (
            ablated_scores(network, hidden, units, values)[:, 0]
            for hidden, units in ((over_plane, removed), (at_points, removed), (at_points, []))
        )
        over_plane = over_plane.copy()
        over_plane[:, removed] = values[removed]
        right, kept = ((scores > 0) == run.classes for scores in (answered, before))
        value = None if off is None else float(values[off])
        return Seen(network, over_plane, score, right, int(kept.sum()), off, value)

    def _spots(self, network, units, off):
        for unit, ax in enumerate(self.hidden_axes[:units]):
            (w1, w2), b = network.weights[0][unit], network.biases[0][unit]
            words = (
                f"unit {unit}: z = {plain_number(w1)} x1 {_term(w2)} x2 {_term(b)}, "
                f"outgoing weight {signed_number(network.weights[1][0, unit])}"
            )
            yield Spots(ax, [BOX], [words], [{"off": "none" if unit == off else unit}])


class Run(NamedTuple):
    """A whole training, and what its pictures need."""

    frames: list
    points: np.ndarray
    classes: np.ndarray
    limit: float  # of the activations' scale
    highest: float  # largest score over the plane in the end


class Seen(NamedTuple):
    """What there is to show for one state of the controls."""

    network: Network
    hidden: np.ndarray  # activations over the plane
    score: np.ndarray  # over the plane
    right: np.ndarray  # which points are
    before: int  # how many of them, with all units on
    off: int | None
    value: float | None  # what the unit that is off is always at


def _term(number):
    return signed_number(number).replace("+", "+ ").replace("−", "− ")


def _words(seen, run):
    words = f"{seen.before} of {len(run.points)} points right"
    if seen.off is not None:
        value = signed_number(seen.value)
        words += f", {seen.right.sum()} with unit {seen.off} fixed at {value}"
    if seen.right.all():
        return f"{words}."
    dark, white = (np.sum(~seen.right & (run.classes == c)) for c in (1, 0))
    return f"{words}; wrong: {dark} dark, {white} white."
