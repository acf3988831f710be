"""What bars and curves may be passed: as many numbers, names and words as belong together."""

import numpy as np

from helpers import valid
from helpers.plots.curves import LOOKS
from helpers.plots.groups import LOOKS as BARS
from helpers.plots.inputs import _drawn, _shares, by_name, limits, word
from helpers.plots.shares import FILLS


def some_shares(name, value, given):
    """Shares from 0 to 1 by name, as many in each."""
    found = by_name(valid.numbers((None,), least=1))(name, value, given)
    if len(found) > len(FILLS):
        raise ValueError(f"{len(found)} {name}: expected 1 to {len(FILLS)}, more look alike")
    lengths = {len(shares) for shares in found.values()}
    if len(lengths) > 1 or not all(map(_shares, found.values())):
        raise ValueError(f"{name}: expected shares from 0 to 1, as many by each name")
    return found


def lost(name, value, given):
    """How many of ten digits each run had lost after each epoch."""
    found = valid.array(name, value, (None, None), kinds="biu", least=1)
    if found.min() < 0 or found.max() > 10:
        raise ValueError(f"{name} reach from {found.min()} to {found.max()}: expected 0 to 10")
    return found


def whole_curves(name, value, given):
    """Curves of which each has a number."""
    return by_name(valid.numbers((None,), least=1))(name, curves(name, value, given), given)


def curves(name, value, given):
    """Not more curves than can be told apart."""
    found = by_name(valid.numbers((None,)))(name, value, given)
    if len(found) > len(LOOKS):
        raise ValueError(
            f"{len(found)} curves: expected 1 to {len(LOOKS)}, more cannot be told apart; "
            "spread them over several Axes"
        )
    return found


def recalls(name, value, given):
    """Each digit's share, a row for each epoch."""
    found = valid.array(name, value, (None, None), least=1, remedy="a list of recalls(…)")
    if not found.size or not _shares(found):
        raise ValueError(f"{name}: expected shares from 0 to 1, one or more in each row")
    return found


def one_an_epoch(name, value, given):
    """As many numbers as there are rows of recalls."""
    n = len(given["recalls"])
    return valid.array(name, value, (n,), remedy="one share for each row of recalls")


def some_curves(name, value, given):
    """Names of curves that are there."""
    return [valid.word(name, entry, given["curves"]) for entry in valid.listed(name, value)]


def charts(name, value, given):
    """Charts of as many groups of as many bars, none of which goes below zero."""
    found = by_name(valid.numbers((None, None), least=1))(name, value, given)
    shapes = {chart.shape for chart in found.values()}
    if len(shapes) > 1:
        raise ValueError(f"{name} have shapes {sorted(shapes)}: expected one for all")
    for title, chart in found.items():
        if chart.min() < 0:
            raise ValueError(
                f"{name}[{title!r}] reaches down to {chart.min():g}: expected numbers from 0 up"
            )
        if chart.shape[1] > len(BARS):
            raise ValueError(f"{chart.shape[1]} bars a group: expected 1 to {len(BARS)}")
    return found


def groups_of_bars(name, value, given):
    """A name for each group of bars."""
    rows, _ = next(iter(given["charts"].values())).shape
    return [word(name, entry, given) for entry in valid.listed(name, value, rows)]


def names_of_bars(name, value, given):
    """A name for each bar of a group."""
    _, columns = next(iter(given["charts"].values())).shape
    return [word(name, entry, given) for entry in valid.listed(name, value, columns)]


def words_of_bars(name, value, given):
    """Words for every bar of some charts."""
    found = {}
    for title, rows in valid.named(name, value, of="charts").items():
        shape = given["charts"][valid.word(name, title, given["charts"])].shape
        lists = [valid.listed(name, row, shape[1]) for row in valid.listed(name, rows, shape[0])]
        found[title] = [[str(entry) for entry in row] for row in lists]
    return found


def bar_limits(name, value, given):
    """Both ends of an axis that holds zero, what is drawn, and its running sum."""
    low, high = limits(name, value, given)
    reached, start = np.asarray(_drawn(given), dtype=float), given.get("running_from")
    if start is not None:
        reached = np.concatenate([reached, np.cumsum([start, *reached])])
    if min(0, reached.min()) < low or max(0, reached.max()) > high:
        raise ValueError(
            f"{name}={value!r}: zero, the bars and their sum reach from {min(0, reached.min()):.3g}"
            f" to {max(0, reached.max()):.3g}, and one would be cut off; pass wider limits"
        )
    return low, high
