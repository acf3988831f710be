"""Fences: a few hidden units, each a soft line in the plane, and the fence that they build."""

from functools import lru_cache

import numpy as np

from helpers import valid
from helpers.attribution.ablation import ablated_scores
from helpers.explore.controls import dropdown, slider, toggles
from helpers.explore.explorer import NARROW, Explorer, grid_of
from helpers.live import Panel, Spots, Told
from helpers.playground import play
from helpers.plots.plane import EDGE, PIXELS_A_SIDE, plane_points, plot_plane, scale_of
from helpers.points import NOISE, SETS
from helpers.words import either, many, plain_number, signed_number

MOST, SEEDS, STAGES = 8, 30, 30
HUNDREDTHS = 25  # the largest noise
REPLACEMENTS = ("its mean", "zero")
KEPT = 24  # trainings to remember: neighbours of a state are painted ahead
BOX = (-EDGE, EDGE, -EDGE, EDGE)


class Fences(Explorer):
    """A network of two inputs while it learns: hidden units over the plane, and their sum.

    A click on a unit switches it off.

    data: a set of points, one of ``"blobs"``, ``"rings"``, ``"moons"``, ``"xor"``, ``"spiral"``.
    units, seed: where the sliders start, hidden units and the seed of the starting weights.
    most: the largest number of hidden units. off: a unit that is off to begin with.
    Controls: ``data``, ``units``, ``noise`` (in hundredths; another set brings its own), ``seed``,
    ``frame`` (through the training, 0 is the start), ``off`` (``"none"`` or a unit), ``by`` (what
    its activation is fixed at, its mean over the points or zero).
    """

    label = (
        "Score over the plane with the points, then each hidden unit's activation over the plane"
    )
    longest = 240
    fixed_layout = 2  # for the most units; words below a picture move with its height

    def __init__(
        self, data="rings", units=3, seed=0, hidden="tanh", most=MOST, off="none", controls=None
    ):
        self.hidden, self.most = hidden, valid.whole("most", most, 1)
        self.plane = plane_points()
        self._trained = lru_cache(KEPT)(self._train)
        words = "activation {here}, score {0}"
        self.panels = [
            Panel(0, "score {here}", step=PIXELS_A_SIDE),
            *(Panel(1 + unit, words, step=PIXELS_A_SIDE) for unit in range(most)),
        ]
        self.data = dropdown("points", list(SETS), valid.word("data", data, SETS), 190)
        self.noise = slider("noise, %", HUNDREDTHS, round(100 * NOISE[data]))
        self.data.observe(self._take_noise, names="value")
        page = {
            "data": self.data,
            "units": slider("units", most, units, smallest=1),
            "noise": self.noise,
            "seed": slider("seed", SEEDS - 1, seed),
            "frame": slider("frame", STAGES, STAGES),
            "off": toggles(("none", *range(most)), off, name="unit off"),
            "by": toggles(REPLACEMENTS, name="fixed at"),
        }
        super().__init__(controls, page)

    def __repr__(self):
        return f"Fences({self.data.value}, {self.units.value} units, seed {self.seed.value})"

    def _take_noise(self, change):
        self.noise.value = round(100 * NOISE[self.data.value])

    def _train(self, data, units, noise, seed):
        """A whole training, and how far its last activations and scores reach over the plane."""
        played = play(data, units, seed, noise / 100, self.hidden)
        last = played.network.run(self.plane)
        return played, float(np.abs(last.h[0]).max()), float(np.abs(last.scores).max())

    def _places(self, figure, width):
        self.wide = width >= NARROW
        if self.wide:  # units in one or two rows, the score beside them
            rows = 1 if self.most <= 3 else 2
            columns = -(-self.most // rows)
            words, gap = 0.62, 0.12  # inches around a unit's picture
            # As large as the width allows, the score as high as the rows, and not above 3.9 inches.
            side = (width + 0.3 - columns * gap - rows * words) / (columns + rows)
            side = min(side, 3.9 / rows - words)
            self.small, height = side < 1.6, rows * (side + words)
            parts = columns * (side + gap), height - 0.3
            spare = max(width - sum(parts), 0.01) / 2
            _, under, score, _ = grid_of(figure, height, across=(spare, *parts, spare))
        else:  # the score on top, below it rows of up to four units
            columns = min(self.most, 4)
            rows = -(-self.most // columns)
            self.small = width / columns < 1.6
            heights = min(width, 3.6) + 0.2, rows * (min(width / columns, 2) + 0.55)
            score, under = grid_of(figure, sum(heights), down=heights)
        return [score, *list(under.subgridspec(rows, columns))[: self.most]]

    def _idle(self, units, off, **others):
        return () if off in range(units) else ("by",)

    def _draw_widest(self):
        score, *units = self.axes
        empty, size = np.zeros(len(self.plane)), 4 if self.wide else 3
        plot_plane(score, empty, title="score", below="scale ±10", size=size)
        for unit, ax in enumerate(units):
            words = {"title": f"unit {unit}", "below": self._below_unit("−10.00")}
            plot_plane(ax, empty, **words, numbers=not self.small)

    def _below_unit(self, number, word="outgoing weight"):
        return f"{word.split()[0]}\n{number}" if self.small else f"{word} {number}"

    def _paint(self, data, units, noise, seed, frame, off, by):
        (frames, points, classes), limit, highest = self._trained(data, units, noise, seed)
        step, network = frames[frame].step, frames[frame].network
        there = off in range(units)
        removed = [off] if there else []
        over_plane, at_points = (network.run(where).h[0] for where in (self.plane, points))
        values = at_points.mean(axis=0) if by == REPLACEMENTS[0] else 0 * at_points[0]
        score, answered, before = (
            ablated_scores(network, hidden, without, values)[:, 0]
            for hidden, without in ((over_plane, removed), (at_points, removed), (at_points, []))
        )
        right, kept = ((scores > 0) == classes for scores in (answered, before))
        lines = np.column_stack([network.weights[0], network.biases[0]])
        plot_plane(
            self.axes[0],
            score,
            highest,
            below=scale_of([highest]),
            points=points,
            classes=classes,
            wrong=~right,
            lines=np.delete(lines, removed, axis=0),
        )
        for unit, ax in enumerate(self.axes[1:]):
            ax.set_visible(unit < units)
            if unit in removed:
                below = self._below_unit(signed_number(values[unit]), "off: fixed at")
                plot_plane(ax, np.full(len(self.plane), values[unit]), limit, below=below)
            elif unit < units:
                below = self._below_unit(signed_number(network.weights[1][0, unit]))
                plot_plane(ax, over_plane[:, unit], limit, below=below)
        words = (
            f"The points of the set {data} are scattered by {noise}% noise. At frame {frame} of "
            f"{STAGES}, step {step} of {frames[-1].step}, {many(units, 'unit')} with seed {seed} "
            f"{either(units, 'has', 'have')} {kept.sum()} of {len(points)} points right"
        )
        if there:
            words += f", and {right.sum()} with unit {off} fixed at {signed_number(values[off])}"
        elif off != "none":
            words += f". There is no unit {off} to be off"
        if not right.all():
            dark, white = (int(np.sum(~right & (classes == c))) for c in (1, 0))
            words += f". {many(dark, 'dark point')} and {many(white, 'white one')} are wrong"
        return Told(f"{words}.", self._spots(network, units, off))

    def _spots(self, network, units, off):
        for unit, ax in enumerate(self.axes[1 : units + 1]):
            (w1, w2), b = network.weights[0][unit], network.biases[0][unit]
            words = (
                f"unit {unit}: z = {plain_number(w1)} x1 {_term(w2)} x2 {_term(b)}, "
                f"outgoing weight {signed_number(network.weights[1][0, unit])}"
            )
            yield Spots(ax, [BOX], [words], [{"off": "none" if unit == off else unit}])


def _term(number):
    words = signed_number(number)
    for sign in "+−":
        words = words.replace(sign, f"{sign}\N{NO-BREAK SPACE}")  # no line breaks there
    return words
