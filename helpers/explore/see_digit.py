"""SeeDigit: a digit as numbers, one row of 28 pixels at a time."""

import numpy as np

from helpers.explore.controls import ImageChooser, slider
from helpers.explore.explorer import Explorer, grid_of
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME, class_names
from helpers.plots.boxes import PICTURE, column_boxes
from helpers.plots.rows import RATIOS, plot_outlined, plot_row
from helpers.plots.style import SIDE
from helpers.words import either

# Inches. 28 numbers need the width: on a narrower page the digit stands above the bars, then the
# numbers stand upright, and then every second one is left out.
BESIDE, LYING, ALL = 9.5, 6.8, 4.8


class SeeDigit(Explorer):
    """A digit with one of its rows outlined, and that row's 28 numbers.

    A click on a row of the digit chooses it.

    classes: the names of what the images show, where that is no digit, one for each label.
    Controls: ``digit``, ``image``, ``row`` (from 0, the topmost).
    """

    label = "A digit with one row outlined, and that row's 28 numbers as bars"
    longest = 150
    panels = (Panel(0, "column {column}, ink {0}"),)
    named = ("image", "row")

    def __init__(self, images, labels, image=0, row=14, controls=None, classes=None):
        n_classes = None
        if classes is not None:
            classes = class_names(classes)
            n_classes = len(classes)
            self.longest = self.longest + 2 * LONGEST_NAME
        self.chooser = ImageChooser(images, labels, image, n_classes, classes=classes)
        page = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            "row": slider("row", SIDE - 1, row),
        }
        super().__init__(controls, page)

    def _places(self, figure, width):
        self.numbers = {"upright": width < LYING, "every": 1 if width >= ALL else 2}
        if width >= BESIDE:
            return grid_of(figure, 3.2, across=RATIOS)
        return grid_of(figure, 4.6, down=(1.2, 1))

    def _paint(self, digit, image, row):
        shown = self.chooser.chosen(digit, image)
        values = shown.pixels.reshape(SIDE, SIDE)[row]
        plot_outlined(self.axes[0], shown.pixels, row, title="image")
        plot_row(self.axes[1], values, title=f"row {row}", **self.numbers)
        return Told(self._words(shown, row, values), self._spots(row, values))

    def _spots(self, row, values):
        """The digit's rows, each of which can be chosen, and the bars of the one that is."""
        digit, bars = self.axes
        boxes = [(*PICTURE[:2], place + 0.5, place - 0.5) for place in range(SIDE)]
        names = [f"row {place}" for place in range(SIDE)]
        choices = [{"row": place} for place in range(SIDE)]
        words = [f"row {row}, column {column}: ink {ink:.2f}" for column, ink in enumerate(values)]
        return [
            Spots(digit, boxes, names, choices),
            Spots(bars, column_boxes(bars, SIDE), words),
        ]

    def _words(self, shown, row, values):
        lit = np.count_nonzero(values)
        return (
            f"{shown.words} Row {row} is pixels {row * SIDE} to {row * SIDE + SIDE - 1}: {lit} of "
            f"its {SIDE} {either(lit, 'is', 'are')} lit, {either(lit, 'its', 'their')} ink "
            f"sums to {values.sum():.2f}. The whole image holds {shown.pixels.sum():.1f}."
        )
