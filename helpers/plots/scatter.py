"""Images as points of a plane, in ten colours and shapes, and a label for each class outside.

Ten colours cannot be told apart by everybody: a line leads from each digit's label to the middle of
its points, and the shapes differ too.
"""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import panels
from helpers.words import shortened

DIGITS = 10
# Dark enough for white paper; neighbours in the circle of colours differ in lightness too.
COLOURS = (
    *("#332288", "#c64208", "#117733", "#aa4499", "#0072b2"),
    *("#7a5c00", "#882255", "#1a1a1a", "#c1272d", "#00797d"),
)
SHAPES = "os^DvPX*<>"
SIZE = 5  # points, of a dot
RING = 1.04  # of the labels, in largest distances from the middle
LEADER = 0.95  # how far a line leads to its label, of the way to the ring: letters need room
REACH = 1.17  # of the axes
GAP = 0.048  # between two labels, of the way round


def plot_points(ax, places, labels, title=None, shares=None, marked=None, only=None, names=None):
    """Draw images as dots, and a label for each digit, with a line to the middle of its dots.

    ``ax.lines[d]`` are the dots of digit d, ``ax.lines[10 + d]`` is the line from their middle to
    the label ``ax.texts[2 + d]``, and ``ax.lines[20]`` is the frame of the marked dot; with other
    classes than ten digits, the number of these stands for ten. Of more than ten, colours and
    shapes come again, in other pairs.

    places: (n, 2), drawn to the same scale across and upwards, the largest distance from zero on a
    circle of radius one. shares: what share of the variance lies along each axis, to be written
    beside them. marked: a point to put into a square frame. only: the only digit whose dots are
    drawn; the labels stay. names: what the classes are called, the ten digits without it.

    >>> from helpers.plots import panel
    >>> ax = plot_points(panel(), [[0, 1], [0, 3], [4, 0]], [5, 5, 2])
    >>> ax.lines[5].get_xydata().tolist()
    [[0.0, 0.25], [0.0, 0.75]]
    """
    names = [str(digit) for digit in range(DIGITS)] if names is None else list(names)
    n = len(names)
    if style.fresh(ax, "plot_points", title, fits=len(ax.lines) == 2 * n + 1):
        _make_points(ax, names)
    places, labels = scaled_places(places), np.asarray(labels)
    middles = {d: places[labels == d].mean(axis=0) for d in range(n) if (labels == d).any()}
    around = _around(middles)
    for digit in range(n):
        own = places[labels == digit]
        style.put_line(ax.lines[digit], own if only in (None, digit) else own[:0])
        there = digit in middles
        ends = [middles[digit], LEADER * around[digit]] if there else []
        style.put_line(ax.lines[n + digit], ends)
        text = ax.texts[2 + digit]
        style.put(text, visible=there)
        if there:
            style.put(text, position=tuple((around[digit] * 1.06).tolist()))
            if len(names[digit]) > 2:  # a word begins at the ring
                style.put(text, horizontalalignment="left" if around[digit][0] > 0 else "right")
    style.put_line(ax.lines[-1], places[[] if marked is None else [marked]])
    for place, name in enumerate(("first", "second")):
        words = "" if shares is None else f"{name} component: {shares[place]:.0%} of the variance"
        ax.texts[place].set_text(words)
    return ax


def show_points(pictures, labels, titles):
    """Show several maps side by side, each on its own scale; returns their Axes.

    pictures: a list of arrays, (n, 2). labels: (n,), or a list of one such array for each picture.
    """
    n = len(pictures)
    labels = np.broadcast_to(labels, np.shape(pictures)[:2])
    side = min(4.9, 10.5 / n)
    _, axes = panels(n, n * side, side + 0.35)
    for ax, places, own, title in zip(axes, pictures, labels, titles, strict=True):
        plot_points(ax, places, own, title)
    return axes


def scaled_places(places):
    """Places as `plot_points` draws them, (n, 2): the largest distance from zero is one."""
    places = np.asarray(places, dtype=float)
    return places / (np.linalg.norm(places, axis=1).max(initial=0) or 1)


def point_boxes(places):
    """Boxes around the dots of `plot_points`, as `helpers.plots.boxes` gives them: (n, 4)."""
    x, y = scaled_places(places).T
    half = 0.025
    return np.column_stack([x - half, x + half, y - half, y + half])


def _around(middles):
    """Where on the ring each digit's label stands: near its middle's direction, and apart."""
    digits = list(middles)
    turns = np.array([np.arctan2(*middles[d][::-1]) / (2 * np.pi) % 1 for d in digits])
    if not len(turns):
        return {}
    # The ring is cut open where it is emptiest.
    order = np.sort(turns)
    gaps = np.diff([*order, order[0] + 1])
    start = order[(gaps.argmax() + 1) % len(order)] - gaps.max() / 2
    gap = min(GAP, 1 / len(digits))
    spread = start + np.array(style.spread(list((turns - start) % 1), gap, edge=gap / 2))
    ring = RING * np.column_stack([np.cos(2 * np.pi * spread), np.sin(2 * np.pi * spread)])
    return dict(zip(digits, ring, strict=True))


def _make_points(ax, names):
    looks = [(SHAPES[(c + c // DIGITS) % DIGITS], COLOURS[c % DIGITS]) for c in range(len(names))]
    for shape, colour in looks:
        look = {"linestyle": "none", "markeredgewidth": 0, "markersize": SIZE, "alpha": 0.75}
        ax.plot([], [], marker=shape, color=colour, zorder=2, **look)
    for _, colour in looks:
        ax.plot([], [], color=colour, linewidth=1.2, zorder=3)
    frame = {"fillstyle": "none", "markeredgewidth": 2.5}
    ax.plot([], [], "s", color=style.DARK, markersize=14, zorder=5, **frame)
    longest = max(map(len, names))
    across = REACH if longest < 3 else REACH + 0.075 * longest  # words beside the ring
    ax.set(xticks=[], yticks=[], xlim=(-across, across), ylim=(-REACH, REACH), aspect="equal")
    ax.spines[:].set_color(style.LINE_GREY)
    words = {"fontsize": style.SMALL, "color": style.DARK, "transform": ax.transAxes}
    ax.text(0.5, -0.02, "", ha="center", va="top", **words)
    ax.text(-0.02, 0.5, "", ha="right", va="center", rotation=90, **words)
    size = 1.3 * style.TITLE if longest < 3 and len(names) <= 2 * DIGITS else style.SMALL
    label = {"ha": "center", "va": "center", "fontweight": "bold", "fontsize": size}
    for name, (_, colour) in zip(names, looks, strict=True):
        ax.text(0, 0, shortened(name), color=colour, zorder=4, parse_math=False, **label)
