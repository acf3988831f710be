"""The confusion matrix: how often each true class got each answer."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap

from helpers.plots import style
from helpers.words import shortened

# The lighter part of a map: dark letters and a dark outline are seen on all of it.
MISTAKES = ListedColormap(colormaps["Oranges"](np.linspace(0, 0.65, 256))).with_extremes(
    bad=style.PAPER_GREY, under="white"
)
LEAST = 0.5  # where the colours begin: none is white, and one is not
FEW = 10  # classes that always have room
LETTER, DIGIT = 0.16, 0.085  # inches, of a name below, and of each digit of the largest count
PALE = "#636363"  # letters that stand back; on paper and on grey they still reach 4.5:1


def plot_confusion(ax, counts, title=None, marked=None, names=None):
    """Draw a confusion matrix: rows are true classes, columns are answers.

    Right answers stand on grey; only the wrong ones are coloured, on a scale that ends at the most
    frequent of them, so that they are seen beside counts a hundred times larger; white is none.
    ``ax.images[0]`` are the cells, ``ax.texts`` the counts, row by row, ``ax.lines[0]`` is the
    outline of the marked cell. Where cells are too small for their counts, these are left out.

    counts: int, (n, n), as `confusion` returns them. marked: (true class, answer) of a cell to
    outline. names: what the classes are called, numbers without it.
    """
    counts = np.asarray(counts)
    cells = np.where(np.eye(len(counts), dtype=bool), np.nan, counts)
    fits = [image.get_array().shape for image in ax.images] == [counts.shape]
    if style.fresh(ax, "plot_confusion", title, fits):
        _make_cells(ax, cells, names, len(str(counts.max())))
    written = len(ax.texts) > 0
    style.put_picture(ax.images[0], cells)
    style.put(ax.images[0], clim=(LEAST, np.nanmax(cells, initial=1)))
    for count, text in zip(counts.flat if written else (), ax.texts, strict=True):
        style.put(text, text=str(count), color=style.DARK if count else PALE)
    outline = []
    if marked is not None:
        true, answer = marked
        outline = style.box(answer - 0.5, answer + 0.5, true - 0.5, true + 0.5)
    style.put_line(ax.lines[0], outline)
    return ax


def _make_cells(ax, cells, names, digits):
    n, width = len(cells), ax.bbox.width / ax.figure.dpi
    written = n <= FEW or width / n > DIGIT * digits
    look = {"vmin": 0, "vmax": 1, "interpolation": "nearest", "aspect": "auto"}
    ax.imshow(cells, cmap=MISTAKES, **look)
    for true, answer in np.ndindex(n, n) if written else ():
        weight = "bold" if true == answer else "normal"
        ax.text(answer, true, "", ha="center", va="center", fontsize=style.SMALL, fontweight=weight)
    names = list(range(n)) if names is None else [shortened(name) for name in names]
    turned = {"rotation": 90} if max(len(str(name)) for name in names) > 2 else {}
    size = style.TEXT if n <= 10 else style.SMALL
    every = 1 if n <= FEW or width > LETTER * n else 2
    ax.set_xticks(range(0, n, every), names[::every], fontsize=size, parse_math=False, **turned)
    ax.set_yticks(range(n), names, fontsize=size, parse_math=False)
    ax.tick_params(length=0)
    ax.set_xlabel("answer", fontsize=style.TEXT)
    ax.set_ylabel("true class", fontsize=style.TEXT)
    ax.plot([], [], color=style.DARK, linewidth=2.5, clip_on=False, solid_joinstyle="miter")
