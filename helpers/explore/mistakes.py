"""Explorer 5: the confusion matrix, and the images behind each of its cells."""

import ipywidgets as widgets
import numpy as np

from helpers.evaluation import answers, checked_labels, confusion, largest_outputs
from helpers.explore.parts import NARROW, Explorer, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import plot_confusion, plot_digit, update_confusion_mark, update_digit
from helpers.plots.boxes import PICTURE
from helpers.plots.style import SIDE, TEXT

LABEL = "Confusion matrix, and images of the chosen cell with their rows as titles"
LINES, COLUMNS = 3, 4
MOST = LINES * COLUMNS  # images shown
PANELS = [Panel(axes, "row {row}, column {column}: ink {here}") for axes in range(1, MOST + 1)]
PLURALS = "zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines"


class Mistakes(Explorer):
    """How often each digit got each answer, and the images of one cell of that table.

    A click on a cell chooses it; with a `draw`, a click on an image opens it there, below.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    true, answer : int
        Where the sliders start: the true digit, and the network's answer.
    controls : iterable of str, optional
        Which controls to show: some of ``true``, ``answer``.
    draw : helpers.explore.Draw, optional
        Where images are opened; it must have been given the same images.
    worst_first : bool
        Whether a cell's images begin with the one whose answer has the largest output, in the
        place of the first row.

    Attributes
    ----------
    true, answer, opened
        The controls. ``opened`` is which of the images shown is open below, counted from 1; 0 is
        none. It has no slider on the page: a click on an image sets it, a button closes it.
    counts : ndarray of int, shape (n_out, n_out)
        Of each true digit (row), how many images got each answer (column).

    Raises
    ------
    ValueError
        If there is no such digit, answer or control, or the images or labels do not fit the
        network.
    """

    def __init__(
        self,
        network,
        images,
        labels,
        true=4,
        answer=9,
        controls=None,
        draw=None,
        worst_first=False,
    ):
        super().__init__()
        last = network.sizes[-1] - 1
        self.images = np.asarray(images)
        self.labels = checked_labels(labels, len(self.images), last + 1)
        self.counts = confusion(network, self.images, self.labels)
        self._answers = answers(network, self.images)
        self._sure = largest_outputs(network, self.images) if worst_first else None
        self.true, self.answer = slider("true", last, true), slider("answer", last, answer)
        named = {"true": self.true, "answer": self.answer}
        self.draw, self.opened = draw, slider("opened", MOST)
        chosen = {} if draw is None else {"opened": self.opened}
        live = LiveFigure(self._build, self._paint, named, LABEL, PANELS, chosen)
        self.fill(live, named, controls)
        if draw is not None:
            self.away = widgets.Button(description="close the pad", layout={"width": "auto"})
            self.away.on_click(self._close)
            self.opened.observe(self._open, names="value")
            for control in named.values():
                control.observe(self._close, names="value")

    def __repr__(self):
        return f"Mistakes(true={self.true.value}, answer={self.answer.value})"

    def rows(self, true, answer):
        """The rows of the images of one cell.

        Parameters
        ----------
        true, answer : int

        Returns
        -------
        array of int
        """
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

    def _build(self, figure, width):
        if width >= NARROW:
            figure.set_figheight(3.9)
            left, right = figure.add_gridspec(1, 2, width_ratios=(1.1, 1))
        else:
            figure.set_figheight(6.6)
            left, right = figure.add_gridspec(2, 1, height_ratios=(1, 0.9))
        self.matrix = figure.add_subplot(left)
        plot_confusion(self.matrix, self.counts)
        self.tiles = [figure.add_subplot(place) for place in right.subgridspec(LINES, COLUMNS)]
        for ax in self.tiles:
            # A fixed y: matplotlib loses the title of an Axes whose artists are hidden for a while.
            plot_digit(ax, np.zeros(SIDE * SIDE)).set_title(" ", fontsize=TEXT, y=1.0)
        paper = figure.add_subplot(right)
        paper.set_axis_off()
        self.none = paper.text(0.5, 0.5, "no such image", ha="center", fontsize=TEXT)

    def _paint(self, true, answer):
        update_confusion_mark(self.matrix, (true, answer))
        rows = self.rows(true, answer)
        shown = rows[:MOST]
        for place, ax in enumerate(self.tiles):
            used = place < len(shown)
            for artist in (*ax.images, *ax.spines.values()):
                artist.set_visible(used)
            # An empty title keeps its room, so that all cells have one layout.
            ax.title.set_text(str(shown[place]) if used else " ")
            if used:
                update_digit(ax, self.images[shown[place]])
        self.none.set_visible(len(rows) == 0)
        return Told(self._words(true, answer, rows), [self._cells(), *self._pictures(shown)])

    def _cells(self):
        """The cells of the matrix, each of which can be chosen."""
        places = list(np.ndindex(self.counts.shape))
        words = []
        for (true, answer), count in np.ndenumerate(self.counts):
            plural = "" if count == 1 else "s"
            words.append(f"true {true}, answered {answer}: {count} image{plural}")
        return Spots(
            self.matrix,
            [(answer - 0.5, answer + 0.5, true + 0.5, true - 0.5) for true, answer in places],
            words,
            [{"true": true, "answer": answer} for true, answer in places],
        )

    def _pictures(self, shown):
        """One spot a picture, so that its pixels are said with its name."""
        for place, (ax, row) in enumerate(zip(self.tiles, shown, strict=False), start=1):
            choices = None if self.draw is None else [{"opened": place}]
            yield Spots(ax, [PICTURE], [f"image {row}"], choices)

    def _words(self, true, answer, rows):
        of, begin = self.counts[true].sum(), f"True {true}, answered {answer}: "
        if of == 0:
            return f"{begin}there is no {true} among these images."
        if len(rows) == 0:
            return f"{begin}none of {of} {PLURALS[true]}."
        begin += f"{len(rows)} of {of} {PLURALS[true]}"
        if answer == true:
            begin += ", all of them right"
        begin += f"; showing {MOST} of {len(rows)}: " if len(rows) > MOST else ", "
        return f"{begin}image{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:MOST]))}."
