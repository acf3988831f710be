"""The confusion matrix: how often each true class got each answer."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap

from helpers.plots import style

# The lighter part of a map: dark letters and a dark outline are seen on all of it.
MISTAKES = ListedColormap(colormaps["Oranges"](np.linspace(0, 0.65, 256))).with_extremes(
    bad=style.PAPER_GREY
)
PALE = "#636363"  # letters that stand back; on paper and on grey they still reach 4.5:1


def plot_confusion(ax, counts, title=None, marked=None):
    """Draw a confusion matrix: rows are true classes, columns are answers.

    Right answers stand on grey; only the wrong ones are coloured, on a scale that ends at the most
    frequent of them, so that they are seen beside counts a hundred times larger. ``ax.images[0]``
    are the cells, ``ax.texts`` the counts, row by row, ``ax.lines[0]`` is the outline of the marked
    cell.

    counts: int, (n, n), as `confusion` returns them. marked: (true class, answer) of a cell to
    outline.
    """
    counts = np.asarray(counts)
    cells = np.where(np.eye(len(counts), dtype=bool), np.nan, counts)
    if style.fresh(ax, "plot_confusion", title, fits=len(ax.texts) == counts.size):
        _make_cells(ax, cells)
    style.put_picture(ax.images[0], cells)
    style.put(ax.images[0], clim=(0, np.nanmax(cells, initial=1)))
    for count, text in zip(counts.flat, ax.texts, strict=True):
        style.put(text, text=str(count), color=style.DARK if count else PALE)
    outline = []
    if marked is not None:
        true, answer = marked
        outline = style.box(answer - 0.5, answer + 0.5, true - 0.5, true + 0.5)
    style.put_line(ax.lines[0], outline)
    return ax


def _make_cells(ax, cells):
    n = len(cells)
    look = {"vmin": 0, "vmax": 1, "interpolation": "nearest", "aspect": "auto"}
    ax.imshow(cells, cmap=MISTAKES, **look)
    for true, answer in np.ndindex(n, n):
        weight = "bold" if true == answer else "normal"
        ax.text(answer, true, "", ha="center", va="center", fontsize=style.SMALL, fontweight=weight)
    ax.set_xticks(range(n), range(n), fontsize=style.TEXT)
    ax.set_yticks(range(n), range(n), fontsize=style.TEXT)
    ax.tick_params(length=0)
    ax.set_xlabel("answer", fontsize=style.TEXT)
    ax.set_ylabel("true class", fontsize=style.TEXT)
    ax.plot([], [], color=style.DARK, linewidth=2.5, clip_on=False, solid_joinstyle="miter")
