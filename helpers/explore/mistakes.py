"""Mistakes: the confusion matrix, and the images behind each of its cells."""

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.evaluation import answers, confusion, largest_outputs
from helpers.explore.controls import class_control, slider
from helpers.explore.explorer import NARROW, USUAL, Explorer, for_digits, grid_of
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME
from helpers.plots.boxes import PICTURE
from helpers.plots.confusion import plot_confusion
from helpers.plots.images import plot_digit
from helpers.plots.style import SIDE, TEXT
from helpers.words import either, listed, many

CELL = 0.17  # inches of a row, where there are more than ten
LINES, COLUMNS = 3, 4
MOST = LINES * COLUMNS  # images shown
ONE_OF_THEM = "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
NAMES = [(name, f"{name}es" if name == "six" else f"{name}s") for name in ONE_OF_THEM]


class Mistakes(Explorer):
    """How often each digit got each answer, and the images of one cell of that table.

    A click on a cell chooses it; with a `draw`, a click on an image opens it there, below. The
    table is ``counts``, rows are true digits, columns answers.

    true, answer: where the sliders start, the true class and the network's answer; 4 and 9, or the
    last two classes if there are fewer, without it.
    draw: a `helpers.explore.Draw` with the same images, where they are opened.
    worst_first: whether a cell's images begin with the one whose answer has the largest output, in
    the place of the first row.
    Controls: ``true``, ``answer``; and ``opened``, which of the images shown is open below, from 1.
    It has no slider on the page: a click sets it, and a button sets it to 0, none.
    """

    alone = True
    label = "Confusion matrix, and images of the chosen cell with their rows as titles"
    longest = 165
    panels = tuple(
        Panel(axes, "row {row}, column {column}: ink {here}") for axes in range(1, MOST + 1)
    )
    named = ("true", "answer")

    def __init__(
        self,
        network,
        images,
        labels,
        true=None,
        answer=None,
        controls=None,
        draw=None,
        worst_first=False,
    ):
        last = for_digits(network).sizes[-1] - 1
        self.network, few = network, last + 1 < USUAL
        true = (max(last - 1, 0) if few else 4) if true is None else true
        answer = (last if few else 9) if answer is None else answer
        self.longest = self.longest + 2 * LONGEST_NAME * bool(network.classes)
        self.images = valid.images("images", images, network.sizes[0])
        self.labels = valid.labels("labels", labels, len(self.images), last + 1)
        self.counts = confusion(network, self.images, self.labels)
        self._answers = answers(network, self.images)
        self._sure = largest_outputs(network, self.images) if worst_first else None
        theirs = getattr(draw, "images", None)
        if draw is not None and (theirs is None or len(theirs) != len(self.images)):
            raise ValueError(f"draw={draw!r}: expected a Draw that was given the same images")
        self.draw, self.opened = draw, slider("opened", MOST)
        page = {
            "true": class_control("true", network, true),
            "answer": class_control("answer", network, answer),
        }
        clicked = None if draw is None else {"opened": self.opened}
        super().__init__(controls, page, clicked=clicked)
        if draw is not None:
            self.away = widgets.Button(description="close the pad", layout={"width": "auto"})
            self.away.on_click(self._close)
            self.opened.observe(self._open, names="value")
            for control in page.values():
                control.observe(self._close, names="value")

    def rows(self, true, answer):
        """The rows of the images of one cell: int, shape (n,)."""
        rows = np.flatnonzero((self.labels == true) & (self._answers == answer))
        if self._sure is None:
            return rows
        return rows[np.argsort(-self._sure[rows], kind="stable")]

    def _open(self, change):
        """Put the chosen image on the pad below, or close it."""
        rows = self.rows(self.true.value, self.answer.value)[:MOST]
        if 0 < change.new <= len(rows):
            self.draw.take(int(rows[change.new - 1]))
            self.children = [*self.children[:2], self.away, self.draw]
        else:
            self.children = self.children[:2]

    def _close(self, _):
        self.opened.value = 0

    def _places(self, figure, width):
        n, beside = self.network.sizes[-1], width >= NARROW
        if n > USUAL:  # a large table needs all the width
            heights = CELL * n + 0.9, 0.33 * min(width, 6) + 1.2
            grid = grid_of(figure, sum(heights), down=heights)
            return [grid[0], *grid[1].subgridspec(LINES, COLUMNS), grid[1]]
        grid = grid_of(figure, 3.9, (1.1, 1)) if beside else grid_of(figure, 6.6, down=(1, 0.9))
        return [grid[0], *grid[1].subgridspec(LINES, COLUMNS), grid[1]]

    def _build(self, axes):
        super()._build(axes)
        self.matrix, *self.tiles, paper = self.axes
        for ax in self.tiles:
            # A fixed y: matplotlib loses the title of an Axes whose artists are hidden for a while.
            plot_digit(ax, np.zeros(SIDE * SIDE)).set_title(" ", fontsize=TEXT, y=1.0)
        paper.set_axis_off()
        self.none = paper.text(0.5, 0.5, "no such image", ha="center", fontsize=TEXT)

    def _paint(self, true, answer):
        names = self.network.classes
        plot_confusion(self.matrix, self.counts, marked=(true, answer), names=names)
        rows = self.rows(true, answer)
        shown = rows[:MOST]
        for place, ax in enumerate(self.tiles):
            used = place < len(shown)
            for artist in (*ax.images, *ax.spines.values()):
                artist.set_visible(used)
            # An empty title keeps its room, so that all cells have one layout.
            ax.title.set_text(str(shown[place]) if used else " ")
            if used:
                plot_digit(ax, self.images[shown[place]])
        self.none.set_visible(len(rows) == 0)
        return Told(self._words(true, answer, rows), [self._cells(), *self._pictures(shown)])

    def _cells(self):
        """The cells of the matrix, each of which can be chosen."""
        places, names = list(np.ndindex(self.counts.shape)), self.network.names
        images = [many(count, "image") for count in self.counts.ravel()]
        return Spots(
            self.matrix,
            [(answer - 0.5, answer + 0.5, true + 0.5, true - 0.5) for true, answer in places],
            [
                f"true {names[t]}, answered {names[a]}: {n}"
                for (t, a), n in zip(places, images, strict=True)
            ],
            [{"true": true, "answer": answer} for true, answer in places],
        )

    def _pictures(self, shown):
        """One spot a picture, so that its pixels are said with its name."""
        for place, (ax, row) in enumerate(zip(self.tiles, shown, strict=False), start=1):
            choices = None if self.draw is None else [{"opened": place}]
            yield Spots(ax, [PICTURE], [f"image {row}"], choices)

    def _words(self, true, answer, rows):
        of, n, names = self.counts[true].sum(), len(rows), self.network.names
        if of == 0:
            return f"There is no {names[true]} among these images."
        count = f"{n or 'none'} {either(n, 'is', 'are')}"
        own = many(of, "image") + f" of class {names[true]}"
        if self.network.classes is None and true < len(NAMES):
            own = many(of, *NAMES[true])
        begin = f"Of {own}, {count} answered {names[answer]}"
        if n == 0:
            return f"{begin}."
        begin += ", rightly" if answer == true else ""
        shown = f"the first {MOST} are images" if n > MOST else either(n, "image", "images")
        return f"{begin}: {shown} {listed(rows[:MOST])}."
