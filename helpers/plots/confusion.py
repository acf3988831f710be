"""The confusion matrix: how often each true class got each answer."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap

from helpers.plots import valid
from helpers.plots.style import BAR_GREY, DARK, INK, PAPER_GREY, SIDE, SMALL, TEXT, TITLE

# The lighter part of a map: dark letters and a dark outline are seen on all of it.
MISTAKES = ListedColormap(colormaps["Oranges"](np.linspace(0, 0.65, 256))).with_extremes(
    bad=PAPER_GREY
)
PALE = "#636363"  # letters that stand back; on paper and on grey they still reach 4.5:1


def plot_confusion(ax, counts, classes=None, examples=None, title=None, marked=None):
    """
    Draw a confusion matrix: rows are true classes, columns are answers.

    Right answers stand on grey; only the wrong ones are coloured, on a scale that ends at the most
    frequent of them, so that they are seen beside counts a hundred times larger.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    counts : int array, shape (n, n)
    classes : sequence of str, optional
        By default "0", "1", …
    examples : dict of (int, int) to array, shape (784,) or (28, 28), optional
        Images by (true class, answer), drawn beside the counts instead of the colours.
    title : str, optional
    marked : (int, int), optional
        True class and answer of a cell to outline.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` are the cells, ``ax.texts`` the counts, row by row, ``ax.lines[0]`` the
        outline.

    Raises
    ------
    ValueError
        If the counts are not square, negative or not whole, or an example's or the marked place is
        not in them.
    """
    counts = _as_counts(counts)
    n = len(counts)
    classes = (
        [str(c) for c in range(n)] if classes is None else valid.as_texts(classes, n, "classes")
    )
    valid.as_axes(ax).clear()
    if examples is None:
        _draw_colours(ax, counts)
    else:
        _draw_examples(ax, n, examples)
    for true, answer in np.ndindex(n, n):
        right = true == answer
        beside = examples is not None and (true, answer) in examples
        ax.text(
            answer + 0.46 if beside else answer,
            true,
            str(counts[true, answer]),
            va="center",
            ha="right" if beside else "center",
            fontsize=SMALL,
            color=DARK if counts[true, answer] else PALE,
            fontweight="bold" if right else "normal",
        )
    ax.set_xticks(range(n), classes, fontsize=TEXT, parse_math=False)
    ax.set_yticks(range(n), classes, fontsize=TEXT, parse_math=False)
    ax.tick_params(length=0)
    ax.set_xlabel("answer", fontsize=TEXT)
    ax.set_ylabel("true class", fontsize=TEXT)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    ax.plot([], [], color=DARK, linewidth=2.5, clip_on=False, solid_joinstyle="miter")
    return update_confusion_mark(ax, marked)


def update_confusion_mark(ax, marked):
    """
    Outline another cell of a confusion matrix that `plot_confusion` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    marked : (int, int) or None
        True class and answer; None outlines nothing.

    Returns
    -------
    matplotlib.axes.Axes
    """
    outline = valid.drawn(ax.lines, "plot_confusion")[0]
    if marked is None:
        outline.set_data([], [])
        return ax
    true, answer = _as_cell(marked, round(ax.get_xlim()[1] + 0.5), "marked")
    left, right, top, bottom = answer - 0.5, answer + 0.5, true - 0.5, true + 0.5
    outline.set_data([left, right, right, left, left], [top, top, bottom, bottom, top])
    return ax


def _as_cell(place, n, name):
    pair = np.asarray(place)
    if pair.shape != (2,) or pair.dtype.kind not in "iu" or pair.min() < 0 or pair.max() >= n:
        raise ValueError(
            f"{name} holds {place}: expected (true class, answer), each from 0 to {n - 1}"
        )
    return pair.tolist()


def _as_counts(counts):
    array = valid.as_numbers(counts, "counts")
    if array.ndim != 2 or array.shape[0] != array.shape[1] or len(array) == 0:
        raise ValueError(
            f"counts has shape {array.shape}: expected (n, n), rows the true classes and columns "
            "the answers"
        )
    if array.dtype.kind == "f" or array.min() < 0:
        raise ValueError(
            f"counts holds {array.dtype} values from {array.min():g}: expected whole numbers from "
            "0; pass the counts, not shares"
        )
    return array.astype(int)


def _draw_colours(ax, counts):
    wrong = np.where(np.eye(len(counts), dtype=bool), np.nan, counts)
    most = np.nanmax(wrong, initial=1)
    ax.imshow(wrong, cmap=MISTAKES, vmin=0, vmax=most, interpolation="nearest", aspect="auto")


def _draw_examples(ax, n, examples):
    # A cell is two tiles wide: the image on the left, the count on the right. One line in grey
    # (NaN) on its left and upper side.
    high, wide = SIDE + 1, 2 * SIDE + 1
    cells = np.zeros((n * high, n * wide))
    cells[::high] = cells[:, ::wide] = np.nan
    for place, image in examples.items():
        true, answer = _as_cell(place, n, "examples")
        top, left = true * high + 1, answer * wide + 1
        cells[top : top + SIDE, left : left + SIDE] = valid.as_digit(image)
    # The extent gives each cell the unit square around its (answer, true class).
    ax.imshow(
        cells,
        cmap=INK.with_extremes(bad=BAR_GREY),
        vmin=0,
        vmax=1,
        interpolation="nearest",
        extent=(-0.5, n - 0.5, n - 0.5, -0.5),
        aspect=high / wide,
    )
