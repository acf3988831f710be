"""Rows of bars: signed contributions and how they add up, and outputs.

A bar goes to the right of zero for plus and to the left for minus, and carries its number, so that
nothing is told by colour alone.
"""

import numpy as np

from helpers.plots import valid
from helpers.plots.style import (
    BAR_GREY,
    BLUE_TAKES,
    DARK,
    LINE_GREY,
    RED_ADDS,
    SMALL,
    TEXT,
    TITLE,
    decimals_for,
    put,
    put_at,
    signed_number,
)

# Inches for a number such as "+12.25" beside the longest bar. A constant, so that the scale stands
# still while numbers change.
NUMBER_ROOM = 0.75


def plot_contributions(
    ax,
    values,
    labels,
    title=None,
    running_from=None,
    limits=None,
    rows=None,
    start_label="bias",
    narrow=False,
):
    """
    Draw signed contributions as bars, and optionally how they add up.

    With `running_from` the first bar is that starting value, a line with dots steps to the sum
    after each bar, and a column on the right gives that sum as a number.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (k,)
        One signed number a bar, drawn from top to bottom.
    labels : sequence of str, length k
    title : str, optional
    running_from : float, optional
        Where the running sum starts, for a class's score its bias b2[c].
    limits : (float, float), optional
        Lowest and highest number that the bars and sums can reach; by default those given.
    rows : int, optional
        Leave room for that many values, for an explorer that will show more of them.
    start_label : str
        Name of the first bar if there is a running sum.
    narrow : bool
        For less than about 4 inches: numbers stand behind the labels instead of beside the bars,
        which leaves the bars more room.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.patches`` are the bars, ``ax.lines[0]`` is the line at zero and ``ax.lines[1]`` the
        running sum.

    Raises
    ------
    ValueError
        If numbers are missing or not finite, labels do not match, or limits or rows are too small.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_contributions(panel(), [2.0, -0.5], ["unit 4", "unit 9"], running_from=0.25)
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("= ")]
    ['= +0.25', '= +2.25', '= +1.75']
    """
    values = valid.as_vector(values, "values")
    rows = len(values) if rows is None else valid.as_count(rows, "rows")
    _new_rows(ax, rows + (running_from is not None), title, x=1.01, y=-0.55, ha="left", va="bottom")
    return update_contributions(ax, values, labels, running_from, limits, start_label, narrow)


def update_contributions(
    ax, values, labels, running_from=None, limits=None, start_label="bias", narrow=False
):
    """
    Show other contributions in an Axes that `plot_contributions` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array, shape (k,)
        Not more than there is room for.
    labels : sequence of str, length k
    running_from : float, optional
    limits : (float, float), optional
    start_label : str
    narrow : bool

    Returns
    -------
    matplotlib.axes.Axes
    """
    values = valid.as_vector(values, "values")
    labels = valid.as_texts(labels, len(values), "labels")
    sums = np.zeros(0)
    if running_from is not None:
        start = valid.as_vector([running_from], "running_from")
        values, labels = np.concatenate([start, values]), [start_label, *labels]
        sums = np.cumsum(values)
    xlim = _limits_of_sum(ax, limits, values, sums, 0 if narrow else NUMBER_ROOM)
    decimals = decimals_for([*values, *sums])
    numbers = [signed_number(v, decimals) for v in values]
    if narrow:
        labels = [f"{label}  {number}" for label, number in zip(labels, numbers, strict=True)]
        numbers = [""] * len(values)
    totals = [f"= {signed_number(s, decimals)}" for s in sums]
    _set_rows(ax, values, labels, numbers, xlim, maker="plot_contributions", sums=totals)
    for place, (bar, value) in enumerate(zip(ax.patches, values, strict=False)):
        begins = place == 0 and len(sums) > 0
        colour = "white" if begins else RED_ADDS if value > 0 else BLUE_TAKES
        put(bar, facecolor=colour, edgecolor=DARK if begins else colour)
    ax.lines[1].set_data(*_steps(sums))
    ax.texts[0].set_text("sum so far ●" if len(sums) else "")
    return ax


def plot_outputs(ax, values, label=None, names=None, title=None, limits=None):
    """
    Draw a network's outputs as bars, one row a class.

    The largest is the answer: a dark bar and a bold number. The true class has the word *true*
    before its name and a hatched bar. A line below names both.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (n,)
        Outputs or scores.
    label : int, optional
        Index of the true class.
    names : sequence of str, optional
        By default "0", "1", …
    title : str, optional
    limits : (float, float), optional
        By default 0 to 1 if all values lie there, else the values' own range.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.patches`` are the bars, ``ax.texts[0]`` is the line below them.

    Raises
    ------
    ValueError
        If a value is not finite, the label is out of range or the names do not match.
    """
    rows = len(valid.as_vector(values, "values"))
    _new_rows(ax, rows, title, x=0.5, y=rows - 0.3, ha="center", va="top")
    return update_outputs(ax, values, label, names, limits)


def update_outputs(ax, values, label=None, names=None, limits=None):
    """
    Show other outputs in an Axes that `plot_outputs` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array, shape (n,)
    label : int, optional
    names : sequence of str, optional
    limits : (float, float), optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    values = valid.as_vector(values, "values")
    n = len(values)
    label = valid.as_class(label, n)
    names = [str(c) for c in range(n)] if names is None else valid.as_texts(names, n, "names")
    shares = values.min() >= 0 and values.max() <= 1
    limits = valid.as_limits((0, 1) if limits is None and shares else limits, values, "values")
    answer = int(values.argmax())
    numbers = [f"{v:.2f}" if shares else signed_number(v) for v in values]
    labels = [f"true {name}" if c == label else name for c, name in enumerate(names)]
    _set_rows(ax, values, labels, numbers, _with_room(ax, limits), maker="plot_outputs")
    ax.texts[0].set_text(
        f"answer {names[answer]}" + ("" if label is None else f", true {names[label]}")
    )
    for c, (bar, name, number) in enumerate(zip(ax.patches, *_texts(ax)[:2], strict=False)):
        put(
            bar,
            facecolor=LINE_GREY if c == answer else BAR_GREY,
            edgecolor=DARK if c == label else LINE_GREY,
            hatch="////" if c == label else None,
        )
        put(name, fontweight="bold" if c == label else "normal")
        put(number, fontweight="bold" if c == answer else "normal")
    return ax


def _new_rows(ax, rows, title, **remark):
    """Clear `ax`, and make bars, texts and lines; `remark` places one text beside the rows."""
    valid.as_axes(ax).clear()
    ax.axvline(0, color=DARK, linewidth=1)
    dots = {"mfc": DARK, "mec": DARK, "ms": 4, "markevery": (2, 2)}
    ax.plot([], [], "-o", color=LINE_GREY, linewidth=1.2, zorder=3, **dots)
    beside = ax.get_yaxis_transform()
    ax.text(s="", transform=beside, fontsize=SMALL, parse_math=False, **remark)
    ax.barh(range(rows), 0, height=0.66, zorder=2)
    for y in range(rows):
        label = {"ha": "right", "va": "center", "fontsize": TEXT, "parse_math": False}
        ax.text(-0.015, y, "", transform=beside, **label)
        ax.annotate(
            "",
            (0, y),
            (0, 0),
            textcoords="offset points",
            va="center",
            fontsize=TEXT,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=-0.1"},
        )
        ax.text(1.01, y, "", transform=beside, ha="left", va="center", fontsize=TEXT)
    ax.set(xticks=[], yticks=[], ylim=(rows - 0.35, -0.65))
    ax.spines[:].set_visible(False)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)


def _texts(ax):
    """Return the rows' labels, numbers and sums; the first text is the remark."""
    return ax.texts[1::3], ax.texts[2::3], ax.texts[3::3]


def _set_rows(ax, values, labels, numbers, xlim, maker, sums=()):
    bars = valid.drawn(ax.patches, maker)
    if len(values) > len(bars):
        raise ValueError(
            f"{len(values)} bars do not fit: this Axes has room for {len(bars)}; "
            f"call {maker} again, with more rows"
        )
    ax.set_xlim(*xlim)
    columns = zip(bars, *_texts(ax), strict=True)
    for place, (bar, label, number, total) in enumerate(columns):
        used = place < len(values)
        value = values[place] if used else 0.0
        put(bar, width=value, visible=used)
        put(label, text=labels[place] if used else "")
        side = "right" if value < 0 else "left"
        put(number, text=numbers[place] if used else "", horizontalalignment=side)
        put(number, position=(-5 if value < 0 else 5, 0))
        put_at(number, (value, place))
        total.set_text(sums[place] if place < len(sums) else "")


def _with_room(ax, limits, inches=NUMBER_ROOM):
    """Widen limits by room for the numbers beside the bars, on the sides that bars go to."""
    low, high = limits
    room = max(0.01, inches / (ax.bbox.width / ax.figure.dpi))
    left, right = room if low < 0 else 0.01, room if high > 0 else 0.01
    whole = (high - low) / max(1 - left - right, 0.2)
    return low - left * whole, high + right * whole


def _limits_of_sum(ax, limits, values, sums, room):
    if limits is not None:
        everything = [*values, *sums]
        limits = valid.as_limits(limits, everything, "values and their running sum")
        return _with_room(ax, limits, room)
    # Only bars carry a number at their end; the running sum needs no room for one.
    low, high = _with_room(ax, valid.as_limits(None, values, "values"), room)
    margin = 0.03 * (high - low)
    return min([low, *(sums - margin)]), max([high, *(sums + margin)])


def _steps(sums):
    """Return x and y of a line that goes down beside a bar and, below it, over to the new sum."""
    n = len(sums)
    if n == 0:
        return [], []
    x = np.repeat(np.concatenate([[0.0], sums]), 2)[:-1]
    y = np.repeat(np.arange(n + 1) - 0.5, 2)[1:]
    return x, y
