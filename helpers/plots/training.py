"""Pictures of training: learning curves and the confusion matrix."""

import numpy as np
from matplotlib import colormaps
from matplotlib.ticker import MaxNLocator

from helpers.plots import valid
from helpers.plots.style import (
    BAR_GREY,
    DARK,
    INK,
    LINE_GREY,
    PAPER_GREY,
    SIDE,
    SMALL,
    TEXT,
    TITLE,
    spread,
)

# Okabe and Ito's colours, which colour-blind people can tell apart, each with its own dashes
# and marker.
LOOKS = (
    ("#000000", "-", "o"),
    ("#0072B2", "--", "s"),
    ("#D55E00", "-.", "^"),
    ("#009E73", ":", "D"),
    ("#CC79A7", (0, (6, 2)), "v"),
    ("#8C6D00", (0, (1, 1)), "P"),
)


def plot_learning_curves(
    ax, curves, title=None, ylabel=None, limits=None, epochs=None, first_epoch=1
):
    """
    Draw one line a quantity over the epochs, each named at its end.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    curves : dict of str to array, shape (n_epochs,)
        At most six; an empty array holds the place of a curve to come.
    title, ylabel : str, optional
    limits : (float, float), optional
        Range of the upright axis; by default it follows the values.
    epochs : int, optional
        Last epoch of the axis; by default that of the longest curve.
    first_epoch : int
        Epoch of the first value, 0 if the untrained network was measured too.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.lines`` are the curves, ``ax.texts`` their names.

    Raises
    ------
    ValueError
        If there is no curve or more than six, a value is not finite, or `epochs` is too small.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_learning_curves(panel(), {"train": [0.8, 0.9], "test": [0.7, 0.85]})
    >>> [text.get_text() for text in ax.texts]
    ['train 0.900', 'test 0.850']
    """
    if not 1 <= len(curves) <= len(LOOKS):
        raise ValueError(
            f"{len(curves)} curves: expected 1 to {len(LOOKS)}, more cannot be told apart; "
            "spread them over several Axes"
        )
    valid.as_axes(ax).clear()
    for colour, dashes, marker in LOOKS[: len(curves)]:
        ax.plot([], [], color=colour, linestyle=dashes, marker=marker, markersize=5, linewidth=1.6)
        ax.annotate(
            "",
            (1, 0),
            (1.03, 0),
            xycoords="data",
            textcoords=ax.transAxes,
            va="center",
            color=colour,
            fontsize=TEXT,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": LINE_GREY,
                "linewidth": 0.7,
                "shrinkB": 4,
                "relpos": (0, 0.5),
            },
        )
    ax.set_xlabel("epoch", fontsize=TEXT)
    ax.set_ylabel(ylabel or "", fontsize=TEXT)
    ax.tick_params(labelsize=SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    if title is not None:
        ax.set_title(title, fontsize=TITLE)
    return update_learning_curves(ax, curves, limits, epochs, first_epoch)


def update_learning_curves(ax, curves, limits=None, epochs=None, first_epoch=1):
    """
    Draw the same curves with more epochs. The axes may move, so the whole Axes changes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by `plot_learning_curves` with as many curves.
    curves : dict of str to array, shape (n_epochs,)
    limits : (float, float), optional
    epochs : int, optional
    first_epoch : int

    Returns
    -------
    matplotlib.axes.Axes
    """
    if len(curves) != len(valid.drawn(ax.lines, "plot_learning_curves")):
        raise ValueError(
            f"{len(curves)} curves: this Axes was drawn with {len(ax.lines)}; "
            "call plot_learning_curves again"
        )
    values = {name: _as_curve(curve, name) for name, curve in curves.items()}
    longest = max(len(curve) for curve in values.values())
    last = first_epoch + max(longest, 1) - 1
    if epochs is not None and epochs < last:
        raise ValueError(
            f"epochs={epochs}, but a curve reaches epoch {last}: expected at least {last}; "
            "pass the number of epochs of the whole run"
        )
    _set_frame(ax, np.concatenate(list(values.values())), limits, first_epoch, epochs or last)
    for line, curve in zip(ax.lines, values.values(), strict=True):
        line.set_data(first_epoch + np.arange(len(curve)), curve)
        line.set_markevery(-(-max(len(curve), 1) // 15))
    _name_the_ends(ax, values)
    return ax


def _as_curve(curve, name):
    array = valid.as_numbers(curve, f"curve {name!r}").astype(float)
    if array.ndim != 1:
        raise ValueError(
            f"curve {name!r} has shape {array.shape}: expected one number an epoch; "
            "pass a list of numbers"
        )
    return array


def _set_frame(ax, values, limits, first, last):
    if limits is not None:
        low, high = valid.as_vector(limits, "limits", length=2)
        if not low < high:
            raise ValueError(f"limits={limits!r}: expected (low, high) with low < high")
    elif len(values) == 0:
        low, high = 0.0, 1.0
    else:
        low, high = values.min(), values.max()
        margin = 0.06 * (high - low) or 0.5
        low, high = low - margin, high + margin
    ax.set_ylim(low, high)
    ax.set_xlim(first - 0.3, max(last, first + 1) + 0.3)


def _name_the_ends(ax, values):
    low, high = ax.get_ylim()
    gap = 1.5 * TEXT / 72 / (ax.bbox.height / ax.figure.dpi)
    ends = [(curve[-1] - low) / (high - low) if len(curve) else 0 for curve in values.values()]
    shown = [place for place, curve in enumerate(values.values()) if len(curve)]
    places = dict(zip(shown, spread([ends[i] for i in shown], gap), strict=True))
    for i, (text, (name, curve)) in enumerate(zip(ax.texts, values.items(), strict=True)):
        text.set_visible(i in places)
        if i in places:
            text.set_text(f"{name} {curve[-1]:.3f}")
            text.xy = (ax.lines[i].get_xdata()[-1], curve[-1])
            text.set_position((1.03, places[i]))


def plot_confusion(ax, counts, classes=None, examples=None, title=None):
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

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` are the cells, ``ax.texts`` the counts, row by row.

    Raises
    ------
    ValueError
        If the counts are not square, negative or not whole, or an example's place is not in them.
    """
    counts = _as_counts(counts)
    n = len(counts)
    classes = (
        [str(c) for c in range(n)] if classes is None else valid.as_texts(classes, n, "classes")
    )
    valid.as_axes(ax).clear()
    if examples is None:
        image = _draw_colours(ax, counts)
    else:
        image = _draw_examples(ax, n, examples)
    for true, answer in np.ndindex(n, n):
        right = true == answer
        beside = examples is not None and (true, answer) in examples
        on_dark = examples is None and not right and image.norm(counts[true, answer]) > 0.6
        ax.text(
            answer + 0.46 if beside else answer,
            true,
            str(counts[true, answer]),
            va="center",
            ha="right" if beside else "center",
            fontsize=SMALL,
            color="white" if on_dark else DARK if counts[true, answer] else LINE_GREY,
            fontweight="bold" if right else "normal",
        )
    ax.set_xticks(range(n), classes, fontsize=TEXT)
    ax.set_yticks(range(n), classes, fontsize=TEXT)
    ax.tick_params(length=0)
    ax.set_xlabel("answer", fontsize=TEXT)
    ax.set_ylabel("true class", fontsize=TEXT)
    if title is not None:
        ax.set_title(title, fontsize=TITLE)
    return ax


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
    colours = colormaps["Oranges"].with_extremes(bad=PAPER_GREY)
    return ax.imshow(wrong, cmap=colours, vmin=0, vmax=most, interpolation="nearest", aspect="auto")


def _draw_examples(ax, n, examples):
    # A cell is two tiles wide: the image on the left, the count on the right. One line in grey
    # (NaN) on its left and upper side.
    high, wide = SIDE + 1, 2 * SIDE + 1
    cells = np.zeros((n * high, n * wide))
    cells[::high] = cells[:, ::wide] = np.nan
    for (true, answer), image in examples.items():
        if not (0 <= true < n and 0 <= answer < n):
            raise ValueError(
                f"examples holds ({true}, {answer}): expected (true class, answer), each from 0 to "
                f"{n - 1}"
            )
        top, left = true * high + 1, answer * wide + 1
        cells[top : top + SIDE, left : left + SIDE] = valid.as_digit(image)
    # The extent gives each cell the unit square around its (answer, true class).
    return ax.imshow(
        cells,
        cmap=INK.with_extremes(bad=BAR_GREY),
        vmin=0,
        vmax=1,
        interpolation="nearest",
        extent=(-0.5, n - 0.5, n - 0.5, -0.5),
        aspect=high / wide,
    )
