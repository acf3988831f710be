"""What tables and rows of dots may be passed: for each row as many entries as are drawn in it."""

import numpy as np

from helpers import valid
from helpers.plots.dots import LOOKS
from helpers.plots.inputs import by_name, each, vector, word


def drawn(given):
    """The rows that are drawn: the first argument."""
    return next(iter(given.values()))


def numbers_of_each(name, value, given):
    """A number for each picture of every row."""
    rows = valid.listed(name, value, len(drawn(given)), of="lists, one a row")
    pairs = zip(rows, drawn(given), strict=True)
    return [valid.array(name, row, (len(own),)) for row, own in pairs]


def verdicts(name, value, given):
    """True, False or None for each cell of every row."""
    rows = valid.listed(name, value, len(drawn(given)), of="lists, one a row")
    found = []
    for row, own in zip(rows, drawn(given), strict=True):
        row = valid.listed(name, row, len(own))
        if not all(entry is None or isinstance(entry, (bool, np.bool_)) for entry in row):
            raise ValueError(f"{name} hold {row}: expected True, False or None for each cell")
        found.append([None if entry is None else bool(entry) for entry in row])
    return found


def widths(name, value, given):
    """A width for the rows' names and for each column."""
    found = valid.array(name, value, (1 + len(given["columns"]),))
    return [valid.number(name, width, above=0) for width in found]


def lines(name, value, given):
    """Numbers of rows, none more than there are."""
    return [valid.whole(name, count, 0, len(drawn(given))) for count in valid.listed(name, value)]


def groups_of_dots(name, value, given):
    """For each panel at most three groups, which have a list of numbers for each row."""
    found = by_name(by_name(each(vector)))(name, value, given)
    lengths = {len(rows) for groups in found.values() for rows in groups.values()}
    if len(lengths) > 1 or max(map(len, found.values())) > len(LOOKS):
        raise ValueError(
            f"{name} have {sorted(lengths)} rows: expected the same number everywhere, and at most "
            f"{len(LOOKS)} groups, more cannot be told apart"
        )
    return found


def name_each_row(name, value, given):
    """A name for each row of dots."""
    groups = next(iter(given["parts"].values()))
    n = len(next(iter(groups.values())))
    return [word(name, entry, given) for entry in valid.listed(name, value, n)]
