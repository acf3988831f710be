"""Many images as points of a plane, each drawn as the numeral of its digit.

Ten colours cannot be told apart by everybody, so the numerals tell the digits and the colours help.
"""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import panels

DIGITS = 10
# Dark enough for white paper; neighbours in the circle of colours differ in lightness too.
COLOURS = (
    *("#332288", "#c64208", "#117733", "#aa4499", "#0072b2"),
    *("#7a5c00", "#882255", "#1a1a1a", "#c1272d", "#00797d"),
)
SIZE, CENTRE = 6, 10  # points, of a numeral and of the centre of a digit's points
REACH = 1.06  # of the axes, in largest distances from the middle


def plot_points(ax, places, labels, title=None, shares=None, marked=None, only=None):
    """Draw images as points, and the centre of each digit's points in a circle.

    ``ax.lines[d]`` are the points of digit d, ``ax.lines[10 + 2 * d]`` its circle and
    ``ax.lines[11 + 2 * d]`` the numeral in it, and ``ax.lines[30]`` is the frame of the marked
    point.

    places: (n, 2), drawn to the same scale across and upwards, the largest distance from zero at
    the margin. shares: what share of the variance lies along each axis, to be written beside them.
    marked: a point to put into a square frame. only: the only digit whose points are drawn; the
    circles stay.

    >>> from helpers.plots import panel
    >>> ax = plot_points(panel(), [[0, 1], [0, 3], [4, 0]], [5, 5, 2])
    >>> ax.lines[5].get_xydata().tolist()
    [[0.0, 0.25], [0.0, 0.75]]
    """
    if style.fresh(ax, "plot_points", title):
        _make_points(ax)
    places, labels = scaled_places(places), np.asarray(labels)
    for digit in range(DIGITS):
        own = places[labels == digit]
        centre = own.mean(axis=0, keepdims=True) if len(own) else own
        style.put_line(ax.lines[digit], own if only in (None, digit) else own[:0])
        for line in ax.lines[DIGITS + 2 * digit :][:2]:
            style.put_line(line, centre)
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
    side = min(3.4, 10.5 / n)
    _, axes = panels(n, n * side, side + 0.45)
    for ax, places, own, title in zip(axes, pictures, labels, titles, strict=True):
        plot_points(ax, places, own, title)
    return axes


def scaled_places(places):
    """Places as `plot_points` draws them, (n, 2): the largest distance from zero is one."""
    places = np.asarray(places, dtype=float)
    return places / (np.abs(places).max(initial=0) or 1)


def point_boxes(places):
    """Boxes around the points of `plot_points`, as `helpers.plots.boxes` gives them: (n, 4)."""
    x, y = scaled_places(places).T
    half = 0.025
    return np.column_stack([x - half, x + half, y - half, y + half])


def _make_points(ax):
    points = {"linestyle": "none", "markeredgewidth": 0, "markersize": SIZE}
    for digit, colour in enumerate(COLOURS):
        ax.plot([], [], marker=f"${digit}$", color=colour, zorder=2, **points)
    circle = {"markerfacecolor": "white", "markeredgecolor": style.DARK, "markeredgewidth": 1}
    points["markersize"] = CENTRE
    for digit, colour in enumerate(COLOURS):  # one over the other, each circle with its numeral
        layer = {"zorder": 3 + digit / DIGITS}
        ax.plot([], [], "o", color=style.DARK, markersize=1.7 * CENTRE, **layer, **circle)
        ax.plot([], [], marker=f"${digit}$", color=colour, **layer, **points)
    frame = {"fillstyle": "none", "markeredgewidth": 2.5}  # square: the centres are round
    ax.plot([], [], "s", color=style.DARK, markersize=14, zorder=5, **frame)
    ax.set(xticks=[], yticks=[], xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
    ax.spines[:].set_color(style.LINE_GREY)
    words = {"fontsize": style.SMALL, "color": style.DARK, "transform": ax.transAxes}
    ax.text(0.5, -0.02, "", ha="center", va="top", **words)
    ax.text(-0.02, 0.5, "", ha="right", va="center", rotation=90, **words)
