"""Dots: some numbers for each of many names, and one quantity against another."""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import WIDTH, panels

# Groups are told apart by shape and filling first. A smaller dot lies on a larger one.
LOOKS = (
    {"marker": "o", "color": style.DARK, "markerfacecolor": style.DARK},
    {"marker": "D", "color": "#c76a00", "markerfacecolor": "#f5b56b"},
    {"marker": "s", "color": style.LINE_GREY, "markerfacecolor": "white"},
)
SIZES = (6, 9, 12)


def show_dots(parts, labels, xlabel, marks=()):
    """Show numbers as dots in rows, a name for each row, in one or more panels side by side.

    Returns the panels' Axes. All have one scale, and zero is marked.

    parts: a dict of a panel's title to a dict, which has for each group of dots, at most three, a
    list of numbers for each row. labels: the rows' names, from top to bottom. xlabel: what the
    numbers are. marks: numbers at which a dotted line stands.
    """
    ratios = [1] * len(parts)
    row = (0.42 if len(labels) < 7 else 0.27) * style.zoom()
    _, axes = panels(len(parts), height=0.9 + row * len(labels), ratios=ratios)
    every = [n for part in parts.values() for rows in part.values() for row in rows for n in row]
    ends = style.from_zero(every)
    room = 0.05 * (ends[1] - ends[0])
    for ax, (title, groups) in zip(axes, parts.items(), strict=True):
        ax.axvline(0, color=style.LINE_GREY, linewidth=1)
        for mark in marks:
            ax.axvline(mark, color=style.DARK, linewidth=1, linestyle=":")
        for place, (name, rows) in enumerate(groups.items()):
            x = [number for row in rows for number in row]
            y = [at for at, row in enumerate(rows) for _ in row]
            look = LOOKS[place] | {"markersize": SIZES[place], "zorder": 3 - 0.1 * place}
            ax.plot(x, y, linestyle="none", label=name, **look)
        ax.set(ylim=(len(labels) - 0.5, -0.5), xlim=(ends[0] - room, ends[1] + room))
        ax.set_yticks(range(len(labels)), labels if ax is axes[0] else [], parse_math=False)
        ax.set_title(title, fontsize=style.TITLE, parse_math=False)
        ax.set_xlabel(xlabel, fontsize=style.TEXT, parse_math=False)
        ax.tick_params(labelsize=style.TEXT)
        ax.grid(axis="y", color=style.PAPER_GREY)
        ax.set_axisbelow(True)
        ax.spines[["top", "right"]].set_visible(False)
    legend = axes[0].figure.legend(
        *axes[0].get_legend_handles_labels(),
        loc="outside lower center",
        ncols=3,
        frameon=False,
        fontsize=style.TEXT,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    return axes


def show_scatter(pairs, xlabel, ylabel):
    """Show one quantity against another, in one or more panels; returns their Axes.

    pairs: a dict of a panel's title to points, (n, 2). Each panel has its own scale across and the
    one scale upwards. xlabel, ylabel: what the numbers are.
    """
    n = len(pairs)
    _, axes = panels(n, min(WIDTH, 3.6 * n), 3.6)
    heights = np.concatenate([points[:, 1] for points in pairs.values()])
    low, high = style.from_zero(heights)
    room = 0.05 * (high - low)
    for ax, (title, points) in zip(axes, pairs.items(), strict=True):
        for line in (ax.axhline, ax.axvline):
            line(0, color=style.LINE_GREY, linewidth=1)
        ax.plot(*points.T, ".", color=style.DARK, markersize=4, alpha=0.6)
        ax.set_ylim(low - room, high + room)
        ax.set_title(title, fontsize=style.TITLE, parse_math=False)
        ax.set_xlabel(xlabel, fontsize=style.TEXT, parse_math=False)
        ax.tick_params(labelsize=style.TEXT)
        ax.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel(ylabel, fontsize=style.TEXT, parse_math=False)
    return axes
