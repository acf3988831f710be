"""Pictures in rows and columns with names at their margins, as a table has numbers."""

import textwrap

from helpers.plots import valid
from helpers.plots.figures import TALLEST, WIDTH, panels
from helpers.plots.images import plot_signed
from helpers.plots.style import SMALL
from helpers.plots.view import zoom

LARGEST = 1.2  # inches of one picture
APART = 1.12  # from one to the next, in pictures: names are wider than what they name


def show_table(pictures, rows, columns):
    """
    Show signed pictures in rows and columns, each on its own scale: white is zero in all of them.

    The scales are not written down, because only shapes and signs are to be compared.

    Parameters
    ----------
    pictures : sequence of sequences of arrays, each of shape (784,) or (28, 28)
        One sequence a row.
    rows, columns : sequence of str
        Their names.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (n_rows * n_columns,)
        In the order of reading.

    Raises
    ------
    ValueError
        If there are not as many pictures as names, or one is no 784 finite signed numbers.
    """
    wanted = "expected a list of rows, each a list of pictures"
    pictures = [
        [valid.as_signed(picture, "pictures") for picture in valid.as_list(row, "pictures", wanted)]
        for row in valid.as_list(pictures, "pictures", wanted)
    ]
    columns = list(columns) if isinstance(columns, str) else columns  # each letter is a name
    columns = [str(name) for name in valid.as_list(columns, "columns", "expected their names")]
    rows = [_narrow(name) for name in valid.as_texts(rows, len(pictures), "rows")]
    if not rows or not columns:
        raise ValueError("no pictures: expected at least one row and one column")
    for name, row in zip(rows, pictures, strict=True):
        if len(row) != len(columns):
            raise ValueError(
                f"row {name!r} has {len(row)} pictures: expected {len(columns)}, one a column"
            )
    names = 0.09 * max(len(line) for row in rows for line in row.split("\n"))  # inches a letter
    side = min(LARGEST, (WIDTH - names) / len(columns) / APART, TALLEST / len(rows))
    size = APART * side * len(columns) + names, side * len(rows) + 0.5
    _, axes = panels(len(rows) * len(columns), *size, columns=len(columns))
    for place, ax in enumerate(axes):
        row, column = divmod(place, len(columns))
        plot_signed(ax, pictures[row][column])
        ax.texts[0].set_text("")
        if row == 0:
            letters = max(8, int(side / 0.075 / zoom()))
            title = textwrap.fill(columns[column], letters, break_long_words=False)
            ax.set_title(title, fontsize=SMALL, parse_math=False)
        if column == 0:
            words = {"fontsize": SMALL, "rotation": 0, "ha": "right", "va": "center"}
            ax.set_ylabel(rows[row], parse_math=False, **words)
    return axes


def _narrow(name):
    """A row's name in lines of at most 30 letters; without one, nothing."""
    return "\n".join(textwrap.fill(line, 30) for line in (name or "").split("\n"))
