"""Rows of bars: signed contributions and how they add up, and outputs.

A bar goes to the right of zero for plus and to the left for minus, and carries its number, so that
nothing is told by colour alone.
"""

import numpy as np

from helpers.plots import style
from helpers.words import as_summands, shortened, signed_number

# Inches for a number such as "+12.25" beside the longest bar. A constant, so that the scale stands
# still while numbers change.
NUMBER_ROOM = 0.75
BAR = 0.66  # a bar's height, of a row's


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
    end_label="sum",
    numbers=True,
):
    """Draw signed contributions as bars from top to bottom, and optionally how they add up.

    Without `running_from` each bar begins at zero. With it they are a waterfall: the first bar goes
    from zero to that starting value, each other one begins where the last one ended, thin lines
    lead from bar to bar, and a dark bar from zero to the sum ends it. As they are written they add
    up: the last value's number is what rounding leaves for it. ``ax.patches`` are the bars,
    ``ax.lines[0]`` is the line at zero and ``ax.lines[1]`` the lines from bar to bar.

    values: one signed number a bar. labels: a name for each. running_from: where the sum starts,
    for a class's score its bias b2[c]. start_label: the name of the first bar of a waterfall; with
    None it has no bar of its own, and the first value's begins at `running_from`. end_label: the
    name of the last bar. limits: what the bars and the sum do not go beyond, their own ends without
    it. narrow: numbers stand behind the labels instead of beside the bars, which leaves the bars
    more room. numbers: False writes only the last one. hatched: how many of the values, from the
    first, are not as the network made them. Where more bars were drawn before, the room for the
    others stays.

    >>> from helpers.plots import panel
    >>> ax = plot_contributions(panel(), [2.0, -0.5], ["unit 4", "unit 9"], running_from=0.25)
    >>> [float(bar.get_x() + bar.get_width()) for bar in ax.patches]
    [0.25, 2.25, 1.75, 1.75]
    >>> [text.get_text() for text in ax.texts if text.get_text()][-2:]
    ['sum', '+1.75']
    """
    values, labels = np.asarray(values, dtype=float), list(labels)
    begins, ends, shown = np.zeros(len(values)), values, values
    adds_up = running_from is not None
    first = int(adds_up and start_label is not None)  # the row of the first value
    if adds_up:
        sums = np.cumsum([running_from, *values])
        labels = [*[start_label] * first, *labels, end_label]
        begins = np.array([*[0.0] * first, *sums[:-1], 0.0])
        ends = np.array([*[running_from] * first, *sums[1:], sums[-1]])
        decimals = style.decimals_for([*values, *sums])
        written = as_summands([running_from, *values], decimals)
        shown = [*written[1 - first :], sum(written)]
    else:
        decimals = style.decimals_for(values)
    if style.fresh(ax, "plot_contributions", title, fits=len(ax.patches) >= len(ends)):
        _make_rows(ax, len(ends))
    written = [signed_number(value, decimals) for value in shown]
    if not numbers:
        written[:-1] = [""] * (len(ends) - 1)
    if narrow:
        both = zip(labels, written, strict=True)
        labels = [f"{label}  {number}".rstrip() for label, number in both]
        written = [""] * len(ends)
    widths = ends - begins
    # A number stands left of a bar that takes away, wherever it is.
    sides = (True, True) if limits else ((widths < 0).any(), (widths >= 0).any())
    room = {"inches": 0 if narrow else NUMBER_ROOM, "sides": sides if adds_up else None}
    xlim = _with_room(ax, limits or style.from_zero(ends), **room)
    _set_rows(ax, ends, labels, written, xlim, begins)
    last = len(ends) - 1 if adds_up else None
    for row, (bar, width, *texts) in enumerate(
        zip(ax.patches, widths, *row_texts(ax), strict=False)
    ):
        colour = style.RED_ADDS if width > 0 else style.BLUE_TAKES
        hollow = adds_up and row < first + hatched and row != last
        edge = style.DARK if row == last or row < first else colour
        style.put(
            bar,
            facecolor="white" if hollow else style.DARK if row == last else colour,
            edgecolor=edge,
            hatch="////" if hollow and row >= first else None,
        )
        for text in texts:
            style.put(text, fontweight="bold" if row == last else "normal")
    style.put_line(ax.lines[1], _bridges(ends) if adds_up else [])
    return ax


def put_on_one_axis(*pair):
    """Give what `plot_contributions` drew on two Axes one axis, with room for the numbers."""
    bars = [bar for ax in pair for bar in ax.patches if bar.get_visible()]
    widths = np.array([bar.get_width() for bar in bars])
    ends = [end for bar in bars for end in (bar.get_x(), bar.get_x() + bar.get_width())]
    written = any(text.get_text() for text in row_texts(pair[0])[1])
    sides = (widths < 0).any(), (widths >= 0).any()
    limits = min(ax.get_xlim()[0] for ax in pair), max(ax.get_xlim()[1] for ax in pair)
    if written:
        limits = _with_room(pair[0], style.from_zero(ends), sides=sides)
    for ax in pair:
        ax.set_xlim(*limits)


def plot_outputs(ax, outputs, label=None, title=None, limits=None, names=None):
    """Draw a network's outputs, or its scores, as bars, one row a class.

    The largest is the answer: a dark bar and a bold number. The true class has the word *true*
    before its name and a hatched bar. The line below, ``ax.texts[0]``, names both. Without `limits`
    the bars reach from 0 to 1 if all values lie there.

    outputs: (n_classes,). label: the true class. names: what the classes are called, numbers
    without it; of names, and of numbers with two digits, the true one is told by its hatched bar
    and below.
    """
    values = np.asarray(outputs, dtype=float)
    n = len(values)
    if style.fresh(ax, "plot_outputs", title, fits=len(ax.patches) == n):
        below = {"transform": ax.get_yaxis_transform(), "ha": "center", "va": "top"}
        ax.text(0.5, n - 0.3, "", fontsize=style.SMALL, parse_math=False, **below)
        _make_rows(ax, n)
    if names is None and n > 10:
        names = range(n)
    shares = values.min() >= 0 and values.max() <= 1
    limits = limits or ((0, 1) if shares else style.from_zero(values))
    answer = int(values.argmax())
    numbers = [f"{v:.2f}" if shares else signed_number(v) for v in values]
    labels = [f"true {c}" if c == label else str(c) for c in range(n)]
    if names is not None:  # they differ in length: what stands before one would move its column
        labels = [shortened(str(name)) for name in names]
    _set_rows(ax, values, labels, numbers, _with_room(ax, limits))
    below = [f"answer {answer if names is None else labels[answer]}"]
    if label is not None:
        below.append(f"true {label if names is None else labels[label]}")
    ax.texts[0].set_text((", " if names is None else ",\n").join(below))
    for c, (bar, name, number) in enumerate(zip(ax.patches, *row_texts(ax), strict=False)):
        style.put(
            bar,
            facecolor=style.LINE_GREY if c == answer else style.BAR_GREY,
            edgecolor=style.DARK if c == label else style.LINE_GREY,
            hatch="////" if c == label else None,
        )
        style.put(name, fontweight="bold" if c == label and names is None else "normal")
        style.put(number, fontweight="bold" if c == answer else "normal")
    return ax


def _make_rows(ax, rows):
    """Make bars, lines, and two texts for each row: its label and its number."""
    ax.plot([], [], color=style.DARK, linewidth=1)  # at zero
    ax.plot([], [], color=style.DARK, linewidth=0.8, zorder=3)  # from bar to bar
    beside = ax.get_yaxis_transform()
    ax.barh(range(rows), 0, height=BAR, zorder=2)
    for y in range(rows):
        label = {"ha": "right", "va": "center", "fontsize": style.TEXT, "parse_math": False}
        ax.text(-0.015, y, "", transform=beside, **label)
        paper = {"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=-0.1"}
        number = {"va": "center", "fontsize": style.TEXT, "zorder": 4, "bbox": paper}
        number["parse_math"] = False
        ax.annotate("", (0, y), (0, 0), textcoords="offset points", **number)
    ax.set(xticks=[], yticks=[], ylim=(rows - 0.35, -0.65))
    ax.spines[:].set_visible(False)


def row_texts(ax):
    """The rows' labels, and their numbers."""
    texts = ax.texts[-2 * len(ax.patches) :]
    return texts[::2], texts[1::2]


def _set_rows(ax, ends, labels, numbers, xlim, begins=None):
    begins = np.zeros(len(ends)) if begins is None else begins
    ax.set_xlim(*xlim)
    style.put_line(ax.lines[0], [(0, -0.65), (0, len(ends) - 0.35)])
    for row, (bar, label, number) in enumerate(zip(ax.patches, *row_texts(ax), strict=True)):
        used = row < len(ends)
        begin, end = (begins[row], ends[row]) if used else (0.0, 0.0)
        style.put(bar, x=begin, width=end - begin, visible=used)
        style.put(label, text=labels[row] if used else "")
        style.put(number, text=numbers[row] if used else "")
        if not number.get_text():
            continue  # wherever it is
        side, gap = ("right", -5) if end < begin else ("left", 5)
        style.put(number, horizontalalignment=side, position=(gap, 0))
        if number.xy != (end, row):
            number.xy = (end, row)
            number.stale = True  # matplotlib does not notice


def _with_room(ax, limits, inches=NUMBER_ROOM, sides=None):
    """Widen limits by room for the numbers beside the bars, on the sides that bars go to."""
    low, high = limits
    room = max(0.01, inches / (ax.bbox.width / ax.figure.dpi))
    left, right = (room if side else 0.01 for side in sides or (low < 0, high > 0))
    whole = (high - low) / max(1 - left - right, 0.2)
    return low - left * whole, high + right * whole


def _bridges(ends):
    """x and y of lines from the end of each bar to the next one, with gaps (NaN) between them."""
    half = BAR / 2
    corners = [
        [(end, row + half), (end, row + 1 - half), (np.nan, np.nan)]
        for row, end in enumerate(ends[:-1])
    ]
    return np.reshape(corners, (-1, 2))
