"""Shares as bars in groups, and what is red and what is blue in the sum of a unit."""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import panel
from helpers.words import per_cent, signed_number

WIDE = 0.84  # of a group
FILLS = [  # no red and no blue, which mean plus and minus
    {"facecolor": "white", "edgecolor": style.DARK, "hatch": "////"},
    {"facecolor": style.LINE_GREY, "edgecolor": style.LINE_GREY},
    {"facecolor": style.MARKED, "edgecolor": style.MARKED},
    {"facecolor": style.DARK, "edgecolor": style.DARK},
    {"facecolor": style.PAPER_GREY, "edgecolor": style.LINE_GREY},
]


def show_shares(shares, groups, title=None, height=3.4, decimals=0):
    """Show shares from 0 to 100 % as upright bars in groups, each with its number; the Axes.

    shares: dict of a name to its shares, from 0 to 1, one a group; a name is a bar in every group,
    and at most five can be told apart. groups: their names. height: of the figure, in inches.
    decimals: of the numbers, one more where it would look like all or nothing.

    >>> ax = show_shares({"with": [0.5, 0.25], "without": [1.0, 0.0]}, ["3s", "5s"])
    >>> [text.get_text() for text in ax.texts]
    ['50', '25', '100', '0', '3s', '5s']
    """
    ax, n = panel(height=height), len(shares)
    fills, wide = (FILLS, WIDE) if n > 1 else (FILLS[1:], 0.7 * WIDE)
    for place, ((name, values), fill) in enumerate(zip(shares.items(), fills, strict=False)):
        at = np.arange(len(values)) + wide * ((place + 0.5) / n - 0.5)
        ax.bar(at, values, 0.9 * wide / n, label=name, linewidth=0.8, **fill)
        for x, value in zip(at, values, strict=True):
            words = {"ha": "center", "va": "bottom", "fontsize": style.TEXT}
            ax.text(x, value + 0.01, _written(value, decimals), **words)
    _name_below(ax, groups)
    ax.set(ylim=(0, 1.1), xticks=[])
    ax.set_yticks([0, 0.5, 1], ["0", "50", "100%"], fontsize=style.TEXT)
    ax.set_xlim(-0.6, len(groups) - 0.4)
    ax.spines[["top", "right"]].set_visible(False)
    if n > 1:
        _legend(ax, n)
    if title:
        ax.set_title(title, fontsize=style.TITLE, parse_math=False)
    return ax


def show_red_and_blue(red, blue, bias, labels, title=None):
    """Show red and blue sums as bars up and down, a pair a label, with a dot at z; the Axes.

    z is red plus blue plus bias. Above the line at zero the unit is on. red, blue: the sums of the
    positive products and of the negative ones, one a label.

    >>> ax = show_red_and_blue([7.2, 6.2], [-8.6, -3.6], -1.5, ["0", "3"])
    >>> [text.get_text() for text in ax.texts]
    ['+7.2', '−8.6', '+6.2', '−3.6', '0', '3']
    """
    red, blue = np.asarray(red, dtype=float), np.asarray(blue, dtype=float)
    ax, at, z = panel(height=3.8), np.arange(len(red)), red + blue + bias
    ax.bar(at, red, 0.6, color=style.RED_ADDS, label="red products")
    ax.bar(at, blue, 0.6, color=style.BLUE_TAKES, label="blue products")
    dot = {"color": style.DARK, "markeredgecolor": "white", "markersize": 9, "linestyle": ""}
    ax.plot(at, z, "o", label=f"z: red + blue + bias {signed_number(bias)}", zorder=4, **dot)
    ax.axhline(0, color=style.DARK, linewidth=1, zorder=3)
    words = {"ha": "center", "fontsize": style.TEXT}
    reach = max(red.max() - min(blue.min(), 0), 1e-9)
    for x, up, down in zip(at, red, blue, strict=True):
        ax.text(x, up + 0.015 * reach, signed_number(up, 1), va="bottom", **words)
        ax.text(x, down - 0.015 * reach, signed_number(down, 1), va="top", **words)
    ax.set(ylim=(min(blue.min(), 0) - 0.13 * reach, max(red.max(), 0) + 0.13 * reach), yticks=[])
    ax.set_xticks([])
    _name_below(ax, labels)
    ax.spines[:].set_visible(False)
    _legend(ax, 3)
    if title:
        ax.set_title(title, fontsize=style.TITLE, parse_math=False)
    return ax


def _written(value, decimals):
    """A share in per cent, with a decimal where it would look like all or nothing."""
    all_or_nothing = per_cent(0, decimals), per_cent(1, decimals)
    decimals += int(0 < value < 1 and per_cent(value, decimals) in all_or_nothing)
    return per_cent(value, decimals).removesuffix("%")


def _name_below(ax, names):
    beside = {"transform": ax.get_xaxis_transform(), "parse_math": False, "fontsize": style.TITLE}
    for place, name in enumerate(names):
        ax.text(place, -0.03, str(name), ha="center", va="top", **beside)


def _legend(ax, columns):
    """What each kind of bar is, in a row below the Axes."""
    where = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.1), "ncols": columns}
    legend = ax.legend(fontsize=style.TEXT, frameon=False, **where)
    for text in legend.get_texts():
        text.set_parse_math(False)
