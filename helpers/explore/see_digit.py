"""Explorer 0: a digit as numbers, one row of 28 pixels at a time."""

import numpy as np

from helpers.explore.parts import Explorer, ImageChooser, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import plot_outlined, plot_row, update_outlined, update_row
from helpers.plots.boxes import PICTURE, column_boxes
from helpers.plots.rows import RATIOS
from helpers.plots.style import SIDE

LABEL = "A digit with one row outlined, and that row's 28 numbers as bars"
PANELS = [Panel(0, "column {column}, ink {0}")]
# Inches. 28 numbers need the width: on a narrower page the digit stands above the bars, then the
# numbers stand upright, and then every second one is left out.
BESIDE, LYING, ALL = 9.5, 6.8, 4.8


class SeeDigit(Explorer):
    """A digit with one of its rows outlined, and that row's 28 numbers.

    A click on a row of the digit chooses it.

    Parameters
    ----------
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    image, row : int
        Where the sliders start. Row 0 is the topmost.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``row``.

    Attributes
    ----------
    digit, image, row
        The controls.

    Raises
    ------
    ValueError
        If there is no such image, row or control.
    """

    def __init__(self, images, labels, image=0, row=14, controls=None):
        super().__init__()
        self.chooser = ImageChooser(images, labels, image)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        self.row = slider("row", SIDE - 1, row)
        named = {"digit": self.digit, "image": self.image, "row": self.row}
        self.fill(LiveFigure(self._build, self._paint, named, LABEL, PANELS), named, controls)

    def __repr__(self):
        return f"SeeDigit(image={self.image.value}, row={self.row.value})"

    def _build(self, figure, width):
        beside = width >= BESIDE
        figure.set_figheight(3.2 if beside else 4.6)
        if beside:
            self.axes = figure.subplots(1, 2, width_ratios=RATIOS)
        else:
            self.axes = figure.subplots(2, 1, height_ratios=(1.2, 1))
        empty = np.zeros(SIDE * SIDE, dtype=np.float32)
        plot_outlined(self.axes[0], empty, 0, title="image")
        upright, every = width < LYING, 1 if width >= ALL else 2
        plot_row(self.axes[1], empty[:SIDE], title="row 0", upright=upright, every=every)

    def _paint(self, digit, image, row):
        shown = self.chooser.chosen(digit, image)
        values = shown.pixels.reshape(SIDE, SIDE)[row]
        update_outlined(self.axes[0], shown.pixels, row)
        update_row(self.axes[1], values)
        self.axes[1].title.set_text(f"row {row}")
        return Told(self._words(shown, row, values), [self._rows(), self._bars(row, values)])

    def _rows(self):
        """The digit's rows, each of which can be chosen."""
        return Spots(
            self.axes[0],
            [(*PICTURE[:2], row + 0.5, row - 0.5) for row in range(SIDE)],
            [f"row {row}" for row in range(SIDE)],
            [{"row": row} for row in range(SIDE)],
        )

    def _bars(self, row, values):
        words = [f"row {row}, column {column}: ink {ink:.2f}" for column, ink in enumerate(values)]
        return Spots(self.axes[1], column_boxes(self.axes[1], SIDE), words)

    def _words(self, shown, row, values):
        return (
            f"Image {shown.row} shows a {shown.label}. Row {row} is pixels {row * SIDE} to "
            f"{row * SIDE + SIDE - 1}: {np.count_nonzero(values)} of its {SIDE} are lit, their ink "
            f"sums to {values.sum():.2f}. The whole image holds {shown.pixels.sum():.1f}."
        )
