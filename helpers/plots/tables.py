"""Tables as figures: pictures in rows and columns with a number under each, and coloured verdicts.

In a verdict's colours nothing is told by colour alone: a sign stands before what is coloured.
"""

import textwrap

import numpy as np

from helpers.plots import style
from helpers.plots.figures import WIDTH, panels
from helpers.plots.images import plot_digit, plot_signed, plot_sizes, square
from helpers.words import signed_number

LARGEST, HIGHEST = 2.0, 5.6  # inches: of one picture, and of a figure that a screen shows whole
APART = 1.12  # from one picture to the next, in pictures: names are wider than what they name
# Colours that are told apart by blue and yellow, which nearly everybody sees, and their signs.
VERDICTS = {True: ("#bfe3dc", "✓ "), False: ("#fdc98c", "✗ "), None: ("#ffffff", "")}
LINE = 0.19  # inches of a line of text
LETTER = 0.088  # and of a letter
BOLD = 1.2  # of a letter's width


def show_table(pictures, rows, columns, agree=None, sizes=(), inks=()):
    """Show pictures in rows and columns, each on its own scale, which stands under it.

    Signed pictures are white at zero. The Axes are in the order of reading.

    pictures: a list of rows, each a list of arrays, (784,) or (28, 28). rows, columns: their names.
    agree: how far each picture agrees with another, a list for each row, written below it.
    sizes: names of rows or columns of which the signs have been taken away; they are amber. inks:
    names of those that show ink.
    """
    lines = 1 + (agree is not None)
    names = 0.09 * max(len(line) for row in rows for line in _in_lines(row).split("\n"))
    room = 0.12 + LINE * lines * style.zoom()
    side = min(LARGEST, (WIDTH - names) / len(columns) / APART, HIGHEST / len(rows) - room)
    size = APART * side * len(columns) + names, (side + room) * len(rows) + 0.5
    _, axes = panels(len(rows) * len(columns), *size, columns=len(columns))
    for place, ax in enumerate(axes):
        row, column = divmod(place, len(columns))
        picture, own = square(pictures[row][column]), {rows[row], columns[column]}
        if own & {*inks}:
            plot_digit(ax, np.clip(picture, 0, 1))
            ax.texts[0].set_text("ink")
        elif own & {*sizes}:
            plot_sizes(ax, picture)
        else:
            plot_signed(ax, picture)
        if agree is not None:
            words = f"agrees {signed_number(agree[row][column])}"
            ax.texts[0].set_text(f"{ax.texts[0].get_text()}\n{words}")
            ax.texts[0].set(parse_math=False, fontsize=style.TEXT)
        if row == 0:
            letters = max(8, int(side / 0.085 / style.zoom()))
            title = textwrap.fill(columns[column], letters, break_long_words=False)
            ax.set_title(title, fontsize=style.TEXT, parse_math=False)
        if column == 0:
            words = {"fontsize": style.TEXT, "rotation": 0, "ha": "right", "va": "center"}
            ax.set_ylabel(_in_lines(rows[row]), parse_math=False, **words)
    return axes


def show_verdicts(cells, verdicts, rows, columns, widths=None, lines=()):
    """Show a table of words of which each says whether something holds: by a sign and a colour.

    Returns the Axes; its texts are the columns' names, and then row by row its name and its cells.

    cells: a list of rows, each a list of words. verdicts: for each of these True, False, or None,
    where nothing is to be passed. rows, columns: their names. widths: of the columns in proportion,
    the rows' names' first. lines: after how many rows a heavy line is drawn.
    """
    widths = np.array(widths or [1.5] + [1] * len(columns), dtype=float)
    edges = np.concatenate([[0], np.cumsum(widths / widths.sum())])
    inch = (WIDTH / style.zoom()) * np.diff(edges)
    heads = [_wrapped(name, room / BOLD) for name, room in zip(columns, inch[1:], strict=True)]
    written = [
        [
            _wrapped(VERDICTS[passed][1] + words, room)
            for words, passed, room in zip(line, judged, inch[1:], strict=True)
        ]
        for line, judged in zip(cells, verdicts, strict=True)
    ]
    counts = [max(text.count("\n") + 1 for text in line) for line in (heads, *written)]
    heights = np.array([0.12 + LINE * count for count in counts])
    _, (ax,) = panels(1, WIDTH, heights.sum() * style.zoom() + 0.1)
    tops = np.concatenate([[0], np.cumsum(heights)])
    ax.set(xlim=(0, 1.002), ylim=(tops[-1] + 0.01, 0))
    ax.set_axis_off()
    look = {"va": "center", "parse_math": False, "fontsize": style.TITLE}
    for left, right, text in zip(edges[1:-1], edges[2:], heads, strict=True):
        ax.text((left + right) / 2, tops[1] / 2, text, ha="center", fontweight="bold", **look)
    for at, (name, line, judged) in enumerate(zip(rows, written, verdicts, strict=True), start=1):
        middle = (tops[at] + tops[at + 1]) / 2
        ax.text(edges[1] - 0.008, middle, name, ha="right", fontweight="bold", **look)
        for left, right, text, passed in zip(edges[1:-1], edges[2:], line, judged, strict=True):
            box = {"facecolor": VERDICTS[passed][0], "edgecolor": style.LINE_GREY}
            ax.fill([left, right, right, left], np.repeat(tops[at : at + 2], 2), **box)
            ax.text((left + right) / 2, middle, text, ha="center", color=style.DARK, **look)
    for count in lines:
        ax.plot([0, 1], np.repeat(tops[int(count) + 1], 2), color=style.DARK, linewidth=2)
    return ax


def _wrapped(words, inches):
    return textwrap.fill(words, max(4, int(inches / LETTER)), break_long_words=False)


def _in_lines(name):
    """A row's name in lines of at most 16 letters."""
    return "\n".join(textwrap.fill(line, 16) for line in name.split("\n"))
