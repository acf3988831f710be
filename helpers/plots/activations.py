"""The activations of a whole layer: upright bars, in index order or sorted, or a square."""

import math

import numpy as np

from helpers.plots import style


def plot_activations(
    ax,
    activations,
    order=None,
    marked=None,
    title=None,
    limits=None,
    narrow=False,
    level=None,
    kinds="hidden units",
):
    """Draw the activations of a whole layer as upright bars.

    ``ax.patches[0]`` are all bars in one, ``ax.patches[1]`` those above `level`, where
    ``ax.lines[1]`` goes across; ``ax.texts[0]`` names the order, the other texts are the marks.
    Without `limits` the axis reaches from 0 to 1 if all activations lie there, and else as far as
    they do.

    activations: float, (n,). order: "sorted" puts the largest first; or a list of units; index
    order without it. marked: a unit or some, which get an arrow with their number. level: above it
    bars are dark. kinds: what the bars are, in a word or two.
    """
    activations = np.asarray(activations, dtype=float)
    if style.fresh(ax, "plot_activations", title):
        ax.set(xticks=[])
        ax.tick_params(labelsize=style.SMALL)
        ax.spines[["top", "right", "bottom"]].set_visible(False)
        ax.stairs([0], [0, 1], fill=True, color=style.LINE_GREY)
        ax.stairs([0], [0, 1], fill=True, color=style.DARK)
        ax.axhline(0, color=style.DARK, linewidth=0.8)
        ax.plot([], [], color=style.MARKED, linewidth=1.2, linestyle="--")
        below = {"ha": "center", "va": "top", "fontsize": style.TEXT, "parse_math": False}
        ax.text(0.5, -0.03, "", transform=ax.transAxes, **below)
    shares = activations.min() >= 0 and activations.max() <= 1
    _set_range(ax, *(limits or ((0, 1) if shares else style.from_zero(activations))))
    order, words = _in_order(order, activations, kinds)
    n = len(order)
    # Bars with gaps in one patch: between two bars the stairs go down to zero.
    edges = np.column_stack([np.arange(n) - 0.4, np.arange(n) + 0.4]).ravel()
    heights = np.zeros(2 * n - 1)
    heights[::2] = activations[order]
    above = np.zeros(2 * n - 1) if level is None else np.where(heights > level, heights, 0)
    ax.patches[0].set_data(heights, edges, baseline=0)
    ax.patches[1].set_data(above, edges, baseline=0)
    style.put_line(ax.lines[1], [] if level is None else [(-1, level), (n, level)])
    ax.set_xlim(-1, n)
    ax.texts[0].set_text(words.replace(", ", ",\n") if narrow else words)
    _set_marks(ax, activations, order, [] if marked is None else np.atleast_1d(marked).tolist())
    return ax


def plot_square(ax, values, title=None):
    """Draw values from 0 to 1 as a square of grey cells, row by row: 0 is white, 1 is black.

    Cells beside each other look related. In a layer they are not: show the bars instead, unless
    that is the point. values: activations or pixels, as many as a square number.

    >>> from helpers.plots import panel
    >>> plot_square(panel(), [0.0, 1.0, 1.0, 0.5]).images[0].get_array().shape
    (2, 2)
    """
    side = math.isqrt(len(values))
    cells = np.asarray(values, dtype=float).reshape(side, side)
    fits = [image.get_array().shape for image in ax.images] == [cells.shape]
    if style.fresh(ax, "plot_square", title, fits):
        ax.imshow(cells, cmap=style.INK, vmin=0, vmax=1, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color(style.LINE_GREY)
    style.put_picture(ax.images[0], cells)
    return ax


def _set_range(ax, low, high):
    # Headroom for the numbers of marked units.
    ends = low - 0.02 * (high - low), high + 0.22 * (high - low)
    if ax.get_ylim() != ends:
        ax.set_ylim(ends)
        apart = [low] if abs(low) > 0.1 * (high - low) else []  # else its number meets that of 0
        ax.set_yticks(sorted({*apart, 0.0, 0.5 * high, high}))


def _in_order(order, activations, kinds):
    n = len(activations)
    if order is None:
        return np.arange(n), f"{kinds} 0 to {n - 1}, in index order"
    if isinstance(order, str):
        # Stable, so that ties stay in index order on every machine.
        return np.argsort(-activations, kind="stable"), f"{n} {kinds}, largest first"
    return np.asarray(order), f"{kinds}, in the order given"


def _set_marks(ax, activations, order, marked):
    places = {int(unit): place for place, unit in enumerate(order)}
    for mark in ax.texts[1 + len(marked) :]:
        mark.remove()
    arrow = {"arrowstyle": "-|>", "color": style.DARK, "linewidth": 0.8, "shrinkA": 0}
    arrow |= {"shrinkB": 1, "relpos": (0.5, 0)}
    look = {"ha": "center", "va": "top", "fontsize": style.SMALL, "arrowprops": arrow}
    while len(ax.texts) < 1 + len(marked):
        ax.annotate("", (0, 0), (0, 1), textcoords=ax.transAxes, **look)
    n = len(order)
    letters = len(str(len(activations)))
    gap = (letters + 0.5) * style.SMALL * 0.65 / 72 / (ax.bbox.width / ax.figure.dpi)
    along = style.spread([(places[unit] + 1) / (n + 1) for unit in marked], gap, gap / 2)
    for mark, unit, x in zip(ax.texts[1:], marked, along, strict=True):
        mark.set_text(str(unit))
        mark.xy = (places[unit], max(activations[unit], 0))
        mark.set_position((x, 1))
