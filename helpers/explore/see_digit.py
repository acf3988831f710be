"""Explorer 0: a digit as numbers, one row of 28 pixels at a time."""

import ipywidgets as widgets
import numpy as np

from helpers.explore.parts import ImageChooser, fill, follow, new_figure, sentence, slider
from helpers.plots import plot_outlined, plot_row, update_outlined, update_row
from helpers.plots.rows import RATIOS
from helpers.plots.style import SIDE
from helpers.screen import Screen


class SeeDigit(widgets.VBox):
    """A digit with one of its rows outlined, and that row's 28 numbers.

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
        self.sentence = sentence()
        self._draw()
        named = {"digit": self.digit, "image": self.image, "row": self.row}
        fill(self, named, controls, self.screen.picture, self.sentence)
        follow(self._redraw, named.values())
        self._redraw()

    def __repr__(self):
        return f"SeeDigit(image={self.image.value}, row={self.row.value})"

    @property
    def text(self):
        """The sentence under the picture."""
        return self.sentence.value

    def _draw(self):
        figure = new_figure(height=3.2)
        self.axes = figure.subplots(1, 2, width_ratios=RATIOS)
        empty = np.zeros(SIDE * SIDE, dtype=np.float32)
        plot_outlined(self.axes[0], empty, 0, title="image")
        plot_row(self.axes[1], empty[:SIDE], title="row 0")
        self.screen = Screen(figure)

    def _redraw(self):
        pixels, row = self.chooser.pixels, self.row.value
        values = pixels.reshape(SIDE, SIDE)[row]
        update_outlined(self.axes[0], pixels, row)
        update_row(self.axes[1], values)
        self.axes[1].title.set_text(f"row {row}")
        self.screen.paint()
        self.sentence.value = self._words(values, pixels)

    def _words(self, values, pixels):
        row, lit = self.row.value, np.count_nonzero(values)
        return (
            f"Image {self.chooser.row} shows a {self.chooser.label}. Row {row} is pixels "
            f"{row * SIDE} to {row * SIDE + SIDE - 1}: {lit} of its {SIDE} are lit, their ink sums "
            f"to {values.sum():.2f}. The whole image holds {pixels.sum():.1f}."
        )
