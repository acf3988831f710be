"""How the sums of two classes of images are spread, and two directions through ten points.

Class 1 is dark and class 0 light, as in the plane. Each figure is made anew.
"""

import numpy as np
from matplotlib.patheffects import withStroke

from helpers.plots import style
from helpers.plots.figures import panels

BINS = 45
ROOM = 1.25  # of the highest bar: above it stand the names of the classes
LOOKS = ({"color": style.PAPER_GREY, "zorder": 2}, {"color": style.DARK, "alpha": 0.8, "zorder": 3})
HALO = [withStroke(linewidth=3, foreground="white")]  # names stand on lines and bars, too
MARK = {"linestyle": "none", "marker": "o", "markersize": 11, "markeredgecolor": style.DARK}
HEAD = {"arrowstyle": "-|>,head_width=0.35,head_length=0.7", "linewidth": 3}


def show_histograms(values, classes, titles, names=("zeros", "ones"), bins=BINS, below=""):
    """Show how some numbers are spread in each of two classes, on one axis; returns the Axes.

    values: at most four arrays, (n,), each a picture of its own. classes: 0 or 1 for each number.
    names: of the classes. bins: how many bars the axis is cut into. below: words under each axis.

    >>> axes = show_histograms([[-1.0, -2.0, 3.0]], [0, 0, 1], ["sums"])
    >>> bool(axes[0].get_xlim()[0] < -2 and axes[0].get_xlim()[1] > 3)
    True
    """
    n = len(values)
    _, axes = panels(n, height=2.9)
    edges = _edges(np.concatenate(values), bins)
    for ax, own, title in zip(axes, values, titles, strict=True):
        _histogram(ax, np.asarray(own), np.asarray(classes), edges, title, names, below)
    return axes


def show_directions(points, classes, directions, names=("class 0", "class 1")):
    """Show points of the plane with directions as arrows, and how each direction spreads them.

    Returns the plane's Axes, then one for each direction: the points' sums, weighted with the
    direction's two numbers, equal ones on top of each other.

    points: (n, 2). classes: 0 or 1 for each. directions: dict of a name to two weights, at most
    three. names: of the classes.

    >>> axes = show_directions([[0, 1], [2, 1]], [0, 1], {"sum": (1, 1)})
    >>> [ax.get_title() for ax in axes]
    ['', 'sum: 1·A + 1·B']
    """
    points, classes = np.asarray(points, dtype=float), np.asarray(classes)
    n = len(directions)
    _, axes = panels(1 + n, height=3.4, ratios=[1.15, *[1] * n])
    _plane_with_arrows(axes[0], points, classes, directions)
    sums = [points @ np.asarray(weights, dtype=float) for weights in directions.values()]
    ends = np.min(sums) - 0.7, np.max(sums) + 0.7
    for ax, own, (name, weights) in zip(axes[1:], sums, directions.items(), strict=True):
        _stacks(ax, own, classes, names)
        _frame(ax, f"{name}: {_in_words(weights)}", ends, "")
    return axes


def _in_words(weights):
    first, second = (
        f"{abs(weight):g}·{pixel}" for weight, pixel in zip(weights, "AB", strict=True)
    )
    return f"{'−' if weights[0] < 0 else ''}{first} {'−' if weights[1] < 0 else '+'} {second}"


def _edges(values, bins):
    low, high = values.min(), values.max()
    room = 0.03 * (high - low) or 1.0
    return np.linspace(low - room, high + room, bins + 1)


def _histogram(ax, values, classes, edges, title, names, below):
    highest = 0
    for look, kind, name in zip(LOOKS, (0, 1), names, strict=True):
        own = values[classes == kind]
        heights, _ = np.histogram(own, edges)
        ax.stairs(heights, edges, fill=True, **look)
        ax.stairs(heights, edges, color=style.DARK, linewidth=1.2, zorder=4)
        highest = max(highest, heights.max())
        if len(own):
            place = own.mean(), heights.max()
            ax.annotate(
                name, place, (0, 3), textcoords="offset points", ha="center", fontsize=style.TEXT,
                parse_math=False, path_effects=HALO, zorder=5,
            )  # fmt: skip
    ax.set_ylim(0, ROOM * (highest or 1))
    _frame(ax, title, (edges[0], edges[-1]), below)


def _stacks(ax, sums, classes, names):
    heights = {}
    for kind, colour in enumerate(("white", style.DARK)):
        places = []
        for value in sums[classes == kind].round(6):
            heights[value] = heights.get(value, 0) + 1
            places.append((value, heights[value]))
        x, y = np.reshape(places, (-1, 2)).T
        ax.plot(x, y, markerfacecolor=colour, **MARK)
    ax.set_ylim(0.3, max(6, *heights.values()) + 1.5)
    legend = ax.legend(ax.lines, names, fontsize=style.SMALL, loc="upper left", frameon=False)
    for text in legend.get_texts():
        text.set_parse_math(False)


def _frame(ax, title, ends, below):
    ax.set(xlim=ends, yticks=[])
    ax.axvline(0, color=style.LINE_GREY, linewidth=1, zorder=1)
    ax.tick_params(labelsize=style.SMALL)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_title(title, fontsize=style.TITLE, parse_math=False)
    ax.set_xlabel(below, fontsize=style.TEXT, parse_math=False)


def _plane_with_arrows(ax, points, classes, directions):
    for kind, colour in enumerate(("white", style.DARK)):
        ax.plot(*points[classes == kind].T, markerfacecolor=colour, zorder=3, **MARK)
    reach = np.ceil(np.abs(points).max()) + 1.2
    colours = (style.RED_ADDS, style.BLUE_TAKES, style.LINE_GREY)
    for colour, (name, weights) in zip(colours, directions.items(), strict=False):
        along = np.asarray(weights, dtype=float) / np.linalg.norm(weights)
        tip, beside = 0.65 * reach * along, np.array([along[1], -along[0]])
        ax.annotate("", tip, (0, 0), arrowprops=HEAD | {"color": colour}, zorder=2)
        words = {"color": colour, "fontsize": style.TEXT, "ha": "center", "va": "center"}
        ax.text(*(tip + 0.55 * beside), name, parse_math=False, weight="bold", **words)
    ticks = np.arange(-np.floor(reach), np.floor(reach) + 1)
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=ticks, yticks=ticks)
    ax.set_xlabel("pixel A", fontsize=style.TEXT)
    ax.set_ylabel("pixel B", fontsize=style.TEXT)
    ax.tick_params(labelsize=style.SMALL)
    ax.grid(color=style.PAPER_GREY)
    ax.set_axisbelow(True)
