"""Where the parts of a drawing are: boxes around tiles, bars and rows, in data coordinates.

A row of a result is left, right, lower and upper edge. They are for pointing at: a bar's box is the
whole row or column that it stands in, so that a bar of length zero can be hit too.
"""

import numpy as np

from helpers.plots.bars import row_texts
from helpers.plots.style import SIDE
from helpers.plots.wall import STEP

PICTURE = (-0.5, SIDE - 0.5, SIDE - 0.5, -0.5)


def tile_boxes(n, columns=10):
    """The boxes of the first `n` tiles of `plot_mosaic`, (n, 4), in the order of reading."""
    rows, places = np.divmod(np.arange(n), columns)
    left, top = places * STEP - 0.5, rows * STEP - 0.5
    return np.column_stack([left, left + STEP, top + STEP, top])


def column_boxes(ax, n):
    """The boxes of the `n` columns of `plot_activations`, (n, 4), each as high as the Axes."""
    places = np.arange(n)
    low, high = ax.get_ylim()
    return np.column_stack([places - 0.5, places + 0.5, np.full(n, low), np.full(n, high)])


def row_boxes(ax, n):
    """The boxes of the first `n` rows of `plot_contributions` or `plot_outputs`, with their words.

    (n, 4), from top to bottom.
    """
    # Only the longest label is measured: all of them would take longer than the picture.
    longest = max(row_texts(ax)[0], key=lambda text: len(text.get_text()))
    left = min(longest.get_window_extent().x0, ax.bbox.x0)
    (left, _), (right, _) = ax.transData.inverted().transform([(left, 0), (ax.bbox.x1, 0)])
    places = np.arange(n)
    return np.column_stack([np.full(n, left), np.full(n, right), places + 0.5, places - 0.5])
