"""The activations of a whole layer: upright bars, in index order or sorted, or a square."""

import math

import numpy as np

from helpers.plots import valid
from helpers.plots.style import DARK, INK, LINE_GREY, SMALL, TEXT, TITLE, spread


def plot_activations(
    ax, activations, order=None, marked=None, title=None, limits=None, narrow=False
):
    """
    Draw the activations of a whole layer as upright bars.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    activations : array, shape (n,)
    order : "sorted" or sequence of int, optional
        "sorted" puts the largest first; by default index order.
    marked : int or sequence of int, optional
        Units that get an arrow with their number.
    title : str, optional
    limits : (float, float), optional
        Range of the axis; by default 0 to 1 if all activations lie there, else their own range.
    narrow : bool
        For less than about 3 inches: the words for the order take two lines.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.patches[0]`` are all bars in one, ``ax.texts[0]`` names the order, the
        other texts are the marks.

    Raises
    ------
    ValueError
        If an activation is not finite, or `order` or `marked` name a unit that is not there.
    """
    activations = valid.as_vector(activations, "activations")
    inside = activations.min() >= 0 and activations.max() <= 1
    low, high = valid.as_limits(
        (0, 1) if limits is None and inside else limits, activations, "activations"
    )
    valid.as_axes(ax).clear()
    # Headroom for the numbers of marked units.
    ax.set(xticks=[], ylim=(low - 0.02 * (high - low), high + 0.22 * (high - low)))
    ax.set_yticks(sorted({low, 0.0, 0.5 * high, high}))
    ax.tick_params(labelsize=SMALL)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    ax.stairs([0], [0, 1], fill=True, color=LINE_GREY)
    ax.axhline(0, color=DARK, linewidth=0.8)
    ax.text(0.5, -0.03, "", transform=ax.transAxes, ha="center", va="top", fontsize=TEXT)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return update_activations(ax, activations, order, marked, narrow)


def update_activations(ax, activations, order=None, marked=None, narrow=False):
    """
    Show other activations, another order or other marks; the axis keeps its range.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by `plot_activations`.
    activations : array, shape (n,)
    order : "sorted" or sequence of int, optional
    marked : int or sequence of int, optional
    narrow : bool

    Returns
    -------
    matplotlib.axes.Axes
    """
    activations = valid.as_vector(activations, "activations")
    bars = valid.drawn(ax.patches, "plot_activations")[0]
    valid.as_limits(ax.get_ylim(), activations, "activations")
    order, words = _as_order(order, activations)
    n = len(order)
    # Bars with gaps in one patch: between two bars the stairs go down to zero.
    edges = np.column_stack([np.arange(n) - 0.4, np.arange(n) + 0.4]).ravel()
    heights = np.zeros(2 * n - 1)
    heights[::2] = activations[order]
    bars.set_data(heights, edges, baseline=0)
    ax.set_xlim(-1, n)
    ax.texts[0].set_text(words.replace(", ", ",\n") if narrow else words)
    _set_marks(ax, activations, order, marked)
    return ax


def plot_square(ax, values, title=None):
    """
    Draw values between 0 and 1 as a square of grey cells, row by row: 0 is white, 1 is black.

    Cells beside each other look related. In a layer they are not: show the bars instead, unless
    that is the point.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (n,)
        Activations or pixels; n is a square number.
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` is the square.

    Raises
    ------
    ValueError
        If n is not a square number, or a value is not between 0 and 1.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> plot_square(panel(), [0.0, 1.0, 1.0, 0.5]).images[0].get_array().shape
    (2, 2)
    """
    values = valid.as_vector(values, "values")
    side = math.isqrt(len(values))
    if side * side != len(values):
        raise ValueError(f"{len(values)} values do not fill a square: expected 4, 9, … 100, … 784")
    if values.min() < 0 or values.max() > 1:
        raise ValueError(
            f"values reach from {values.min():g} to {values.max():g}: expected 0 to 1; "
            "pass sigmoid activations or pixels as as_pixels makes them"
        )
    valid.as_axes(ax).clear()
    cells = values.reshape(side, side)
    ax.imshow(cells, cmap=INK, vmin=0, vmax=1, interpolation="nearest")
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_color(LINE_GREY)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return ax


def _as_order(order, activations):
    n = len(activations)
    if order is None:
        return np.arange(n), f"hidden units 0 to {n - 1}, in index order"
    if isinstance(order, str):
        if order != "sorted":
            raise ValueError(f'order={order!r}: expected "sorted", a list of units, or None')
        # Stable, so that ties stay in index order on every machine.
        return np.argsort(-activations, kind="stable"), f"{n} hidden units, largest first"
    return valid.as_units(order, n, "order"), "hidden units, in the order given"


def _set_marks(ax, activations, order, marked):
    marked = [] if marked is None else valid.as_units(marked, len(activations), "marked").tolist()
    places = {int(unit): place for place, unit in enumerate(order)}
    missing = [unit for unit in marked if unit not in places]
    if missing:
        raise ValueError(
            f"marked units {missing} are not among the {len(order)} units of order: "
            "add them to order or mark other ones"
        )
    _make_marks(ax, len(marked))
    n = len(order)
    letters = len(str(len(activations)))
    gap = (letters + 0.5) * SMALL * 0.65 / 72 / (ax.bbox.width / ax.figure.dpi)
    along = spread([(places[unit] + 1) / (n + 1) for unit in marked], gap)
    for mark, unit, x in zip(ax.texts[1:], marked, along, strict=True):
        mark.set_text(str(unit))
        mark.xy = (places[unit], max(activations[unit], 0))
        mark.set_position((x, 1))


def _make_marks(ax, n):
    for mark in ax.texts[1 + n :]:
        mark.remove()
    while len(ax.texts) < 1 + n:
        ax.annotate(
            "",
            (0, 0),
            (0, 1),
            textcoords=ax.transAxes,
            ha="center",
            va="top",
            fontsize=SMALL,
            arrowprops={
                "arrowstyle": "-|>",
                "color": DARK,
                "linewidth": 0.8,
                "shrinkA": 0,
                "shrinkB": 1,
                "relpos": (0.5, 0),
            },
        )
