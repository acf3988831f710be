"""Rows of bars: signed contributions and how they add up, and outputs.

A bar goes to the right of zero for plus and to the left for minus, and carries its number, so that
nothing is told by colour alone.
"""

import numpy as np

from helpers.plots import style
from helpers.words import as_summands, signed_number

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
    start_label="bias",
    narrow=False,
    hatched=0,
):
    """Draw signed contributions as bars from top to bottom, and optionally how they add up.

    With `running_from` the first bar is that starting value, a line with dots steps to the sum
    after each bar, and a column on the right gives that sum as a number. As they are written they
    add up: the last bar's number is what rounding leaves for it. ``ax.patches`` are the bars,
    ``ax.lines[0]`` is the line at zero and ``ax.lines[1]`` the running sum.

    values: one signed number a bar. labels: a name for each. running_from: where the running sum
    starts, for a class's score its bias b2[c]. start_label: the name of the first bar if there is a
    running sum. limits: what the bars and the sum do not go beyond, their own ends without it.
    narrow: numbers stand behind the labels instead of beside the bars, which leaves the bars more
    room. hatched: how many of the values, from the first, are not as the network made them. Where
    more bars were drawn before, the room for the others stays.

    >>> from helpers.plots import panel
    >>> ax = plot_contributions(panel(), [2.0, -0.5], ["unit 4", "unit 9"], running_from=0.25)
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("= ")]
    ['= +0.25', '= +2.25', '= +1.75']
    """
    values, labels = np.asarray(values, dtype=float), list(labels)
    sums = np.zeros(0)
    if running_from is not None:
        values, labels = np.concatenate([[running_from], values]), [start_label, *labels]
        sums = np.cumsum(values)
    if style.fresh(ax, "plot_contributions", title, fits=len(ax.patches) >= len(values)):
        _make_rows(ax, len(values), x=1.01, y=-0.55, ha="left", va="bottom")
    decimals = style.decimals_for([*values, *sums])
    written = as_summands(values, decimals) if len(sums) else values
    numbers = [signed_number(v, decimals) for v in written]
    if narrow:
        labels = [f"{label}  {number}" for label, number in zip(labels, numbers, strict=True)]
        numbers = [""] * len(values)
    totals = [f"= {signed_number(s, decimals)}" for s in np.cumsum(written)[: len(sums)]]
    places = values
    for _ in range(2):  # a number that has moved on needs room there
        xlim = _limits_of_sum(ax, limits, places, sums, 0 if narrow else NUMBER_ROOM)
        places = _clear_of(ax, sums, values, numbers, xlim)
    _set_rows(ax, values, labels, numbers, xlim, totals, places)
    for place, (bar, value) in enumerate(zip(ax.patches, values, strict=False)):
        begins = place == 0 and len(sums) > 0
        hollow = len(sums) > 0 and place <= hatched  # the start is
        colour = style.RED_ADDS if value > 0 else style.BLUE_TAKES
        style.put(
            bar,
            facecolor="white" if hollow else colour,
            edgecolor=style.DARK if begins else colour,
            hatch="////" if hollow and not begins else None,
        )
    ax.lines[1].set_data(*_steps(sums))
    ax.texts[0].set_text("sum so far ●" if len(sums) else "")
    return ax


def plot_outputs(ax, outputs, label=None, title=None, limits=None):
    """Draw a network's outputs, or its scores, as bars, one row a class.

    The largest is the answer: a dark bar and a bold number. The true class has the word *true*
    before its name and a hatched bar. The line below, ``ax.texts[0]``, names both. Without `limits`
    the bars reach from 0 to 1 if all values lie there.

    outputs: (n_classes,). label: the true class.
    """
    values = np.asarray(outputs, dtype=float)
    n = len(values)
    if style.fresh(ax, "plot_outputs", title, fits=len(ax.patches) == n):
        _make_rows(ax, n, x=0.5, y=n - 0.3, ha="center", va="top")
    shares = values.min() >= 0 and values.max() <= 1
    limits = limits or ((0, 1) if shares else style.from_zero(values))
    answer = int(values.argmax())
    numbers = [f"{v:.2f}" if shares else signed_number(v) for v in values]
    labels = [f"true {c}" if c == label else str(c) for c in range(n)]
    _set_rows(ax, values, labels, numbers, _with_room(ax, limits))
    ax.texts[0].set_text(f"answer {answer}" + ("" if label is None else f", true {label}"))
    for c, (bar, name, number) in enumerate(zip(ax.patches, *_texts(ax)[:2], strict=False)):
        style.put(
            bar,
            facecolor=style.LINE_GREY if c == answer else style.BAR_GREY,
            edgecolor=style.DARK if c == label else style.LINE_GREY,
            hatch="////" if c == label else None,
        )
        style.put(name, fontweight="bold" if c == label else "normal")
        style.put(number, fontweight="bold" if c == answer else "normal")
    return ax


def _make_rows(ax, rows, **remark):
    """Make bars, texts and lines; `remark` places one text beside the rows."""
    ax.axvline(0, color=style.DARK, linewidth=1)
    dots = {"mfc": style.DARK, "mec": style.DARK, "ms": 4, "markevery": (2, 2)}
    ax.plot([], [], "-o", color=style.LINE_GREY, linewidth=1.2, zorder=3, **dots)
    beside = ax.get_yaxis_transform()
    ax.text(s="", transform=beside, fontsize=style.SMALL, parse_math=False, **remark)
    ax.barh(range(rows), 0, height=0.66, zorder=2)
    for y in range(rows):
        label = {"ha": "right", "va": "center", "fontsize": style.TEXT, "parse_math": False}
        ax.text(-0.015, y, "", transform=beside, **label)
        paper = {"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=-0.1"}
        number = {"va": "center", "fontsize": style.TEXT, "zorder": 4, "bbox": paper}
        ax.annotate("", (0, y), (0, 0), textcoords="offset points", **number)
        ax.text(1.01, y, "", transform=beside, ha="left", va="center", fontsize=style.TEXT)
    ax.set(xticks=[], yticks=[], ylim=(rows - 0.35, -0.65))
    ax.spines[:].set_visible(False)


def _texts(ax):
    """The rows' labels, numbers and sums; the first text is the remark."""
    return ax.texts[1::3], ax.texts[2::3], ax.texts[3::3]


def _set_rows(ax, values, labels, numbers, xlim, sums=(), places=None):
    places = values if places is None else places
    ax.set_xlim(*xlim)
    columns = zip(ax.patches, *_texts(ax), strict=True)
    for place, (bar, label, number, total) in enumerate(columns):
        used = place < len(values)
        value = values[place] if used else 0.0
        style.put(bar, width=value, visible=used)
        style.put(label, text=labels[place] if used else "")
        side = "right" if value < 0 else "left"
        style.put(number, text=numbers[place] if used else "", horizontalalignment=side)
        style.put(number, position=(-5 if value < 0 else 5, 0))
        xy = (places[place] if used else 0.0, place)
        if number.xy != xy:
            number.xy = xy
            number.stale = True  # matplotlib does not notice
        total.set_text(sums[place] if place < len(sums) else "")


def _with_room(ax, limits, inches=NUMBER_ROOM):
    """Widen limits by room for the numbers beside the bars, on the sides that bars go to."""
    low, high = limits
    room = max(0.01, inches / (ax.bbox.width / ax.figure.dpi))
    left, right = room if low < 0 else 0.01, room if high > 0 else 0.01
    whole = (high - low) / max(1 - left - right, 0.2)
    return low - left * whole, high + right * whole


def _limits_of_sum(ax, limits, places, sums, room):
    if limits is not None:
        return _with_room(ax, limits, room)
    # Only bars have a number beside them; the running sum needs no room for one.
    low, high = _with_room(ax, style.from_zero(places), room)
    margin = 0.03 * (high - low)
    return min([low, *(sums - margin)]), max([high, *(sums + margin)])


def _clear_of(ax, sums, values, numbers, xlim):
    """Where the rows' numbers begin: at the bars' ends, or beyond the line that adds them up."""
    places = values.copy()
    inch = (xlim[1] - xlim[0]) / (ax.bbox.width / ax.figure.dpi)
    for row, line in enumerate(sums[:-1], start=1):
        outward = -1 if values[row] < 0 else 1
        width = (0.09 * len(numbers[row]) + 0.1) * inch  # a digit of this size takes 0.09 inches
        if numbers[row] and 0 <= outward * (line - values[row]) <= width:
            places[row] = line
    return places


def _steps(sums):
    """x and y of a line that goes down beside a bar and, below it, over to the new sum."""
    n = len(sums)
    if n == 0:
        return [], []
    x = np.repeat(np.concatenate([[0.0], sums]), 2)[:-1]
    y = np.repeat(np.arange(n + 1) - 0.5, 2)[1:]
    return x, y
