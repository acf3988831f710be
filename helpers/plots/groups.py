"""Bars in groups: a few numbers for each of several names, such as methods by baselines."""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import panels

# Told apart by lightness and hatching too, and neither red nor blue, which mean plus and minus.
LOOKS = (
    {"facecolor": "#404040"},
    {"facecolor": "#d99a3c"},
    {"facecolor": "white", "hatch": "////"},
)
ROOM = 0.5  # share of the longest bar, for the words beside it
BAR, APART = 0.17, 0.12  # inches: a bar, and between two groups


def show_grouped_bars(charts, groups, names, words=None):
    """Show charts of horizontal bars side by side, in groups of two or three; returns their Axes.

    A bar's number stands beside it, or its words.

    charts: dict of titles to arrays, (n_groups, n_names), of numbers from 0 up. groups: a name for
    each group of bars, they stand at the left. names: of the bars of every group, one to three, for
    the legend below. words: dict of a chart's title to what is written beside its bars, such as
    shares with their intervals, (n_groups, n_names).
    """
    groups, names = list(groups), list(names)
    height = len(groups) * (BAR * len(names) + APART) * style.zoom() + 0.85
    _, axes = panels(len(charts), height=height)
    for ax, (title, values) in zip(axes, charts.items(), strict=True):
        written = (words or {}).get(title) or [[f"{v:.2f}" for v in row] for row in values]
        _plot_groups(ax, np.asarray(values, dtype=float), written, len(names))
        ax.set_title(title, fontsize=style.TITLE, parse_math=False)
    words = {"ha": "right", "va": "center", "fontsize": style.TEXT, "parse_math": False}
    for row, group in enumerate(groups):
        axes[0].text(-0.02, row, group, transform=axes[0].get_yaxis_transform(), **words)
    if len(names) > 1:
        bars = axes[0].containers
        legend = axes[0].figure.legend(
            bars, names, loc="outside lower center", ncols=3, fontsize=style.TEXT, frameon=False
        )
        for text in legend.get_texts():
            text.set_parse_math(False)
    return axes


def _plot_groups(ax, values, written, n):
    thick = BAR / (BAR * n + APART)  # of the distance from group to group
    longest = values.max() or 1.0
    for place in range(n):
        rows = np.arange(len(values)) + (place - (n - 1) / 2) * thick
        look = LOOKS[place] | {"edgecolor": style.DARK, "linewidth": 0.8}
        ax.barh(rows, values[:, place], height=0.9 * thick, **look)
        for row, value, word in zip(rows, values[:, place], written, strict=True):
            words = {"va": "center", "fontsize": style.TEXT, "parse_math": False}
            ax.text(value + 0.02 * longest, row, word[place], **words)
    ax.axvline(0, color=style.DARK, linewidth=1)
    ax.set(xlim=(0, (1 + ROOM) * longest), ylim=(len(values) - 0.45, -0.55), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
