"""Many images as points of a plane, each drawn as the numeral of its digit.

Ten colours cannot be told apart by everybody, so the numerals tell the digits and the colours help.
"""

import numpy as np

from helpers.plots import valid
from helpers.plots.figures import panels
from helpers.plots.style import DARK, LINE_GREY, SMALL, TITLE

DIGITS = 10
# Dark enough for white paper; neighbours in the circle of colours differ in lightness too.
COLOURS = (
    *("#332288", "#c64208", "#117733", "#aa4499", "#0072b2"),
    *("#7a5c00", "#882255", "#1a1a1a", "#c1272d", "#00797d"),
)
SIZE, CENTRE = 6, 10  # points, of a numeral and of the centre of a digit's points
REACH = 1.06  # of the axes, in largest distances from the middle


def plot_points(ax, places, labels, title=None, shares=None, marked=None, only=None):
    """
    Draw images as points, and the centre of each digit's points in a circle.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    places : array, shape (n, 2)
        Drawn to the same scale across and upwards, the largest distance from zero at the margin.
    labels : int array, shape (n,)
        From 0 to 9.
    title : str, optional
    shares : sequence of two floats, optional
        What share of the variance lies along each axis, to be written beside them.
    marked : int, optional
        A point to put into a square frame.
    only : int, optional
        The only digit whose points are drawn; the circles stay.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.lines[d]`` are the points of digit d, ``ax.lines[10 + 2 * d]`` its circle and
        ``ax.lines[11 + 2 * d]`` the numeral in it, and ``ax.lines[30]`` is the frame.

    Raises
    ------
    ValueError
        If the places are no finite pairs, the labels do not fit, or no such point is there.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_points(panel(), [[0, 1], [0, 3], [4, 0]], [5, 5, 2])
    >>> ax.lines[5].get_xydata().tolist()
    [[0.0, 0.25], [0.0, 0.75]]
    """
    valid.as_axes(ax).clear()
    points = {"linestyle": "none", "markeredgewidth": 0, "markersize": SIZE}
    for digit, colour in enumerate(COLOURS):
        ax.plot([], [], marker=f"${digit}$", color=colour, zorder=2, **points)
    circle = {"markerfacecolor": "white", "markeredgecolor": DARK, "markeredgewidth": 1}
    points["markersize"] = CENTRE
    for digit, colour in enumerate(COLOURS):  # one over the other, each circle with its numeral
        layer = {"zorder": 3 + digit / DIGITS}
        ax.plot([], [], "o", color=DARK, markersize=1.7 * CENTRE, **layer, **circle)
        ax.plot([], [], marker=f"${digit}$", color=colour, **layer, **points)
    frame = {"fillstyle": "none", "markeredgewidth": 2.5}  # square: the centres are round
    ax.plot([], [], "s", color=DARK, markersize=14, zorder=5, **frame)
    ax.set(xticks=[], yticks=[], xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
    ax.spines[:].set_color(LINE_GREY)
    words = {"fontsize": SMALL, "transform": ax.transAxes, "color": DARK, "parse_math": False}
    ax.text(0.5, -0.02, "", ha="center", va="top", **words)
    ax.text(-0.02, 0.5, "", ha="right", va="center", rotation=90, **words)
    ax.set_title(title or "", fontsize=TITLE, parse_math=False)
    return update_points(ax, places, labels, shares, marked, only)


def update_points(ax, places, labels, shares=None, marked=None, only=None):
    """
    Put other points, another mark or another choice of digits into what `plot_points` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    places : array, shape (n, 2)
    labels : int array, shape (n,)
    shares : sequence of two floats, optional
    marked : int, optional
    only : int, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        As `plot_points`.
    """
    places, labels = _as_points(places, labels)
    lines = valid.drawn(ax.lines, "plot_points")
    only, marked = valid.as_class(only, DIGITS, "only"), _as_point(marked, len(places))
    shares = None if shares is None else valid.as_vector(shares, "shares", length=2)
    for digit in range(DIGITS):
        own = places[labels == digit]
        centre = own.mean(axis=0, keepdims=True) if len(own) else own
        _put_places(lines[digit], own if only in (None, digit) else own[:0])
        for line in lines[DIGITS + 2 * digit :][:2]:
            _put_places(line, centre)
    _put_places(lines[-1], places[[] if marked is None else [marked]])
    for place, name in enumerate(("first", "second")):
        words = "" if shares is None else f"{name} component: {shares[place]:.0%} of the variance"
        ax.texts[place].set_text(words)
    return ax


def scaled_places(places):
    """
    Return places as `plot_points` draws them: the largest distance from zero is one.

    Parameters
    ----------
    places : array, shape (n, 2)

    Returns
    -------
    array of float, shape (n, 2)
    """
    places = np.asarray(places, dtype=float)
    return places / (np.abs(places).max() or 1)


def point_boxes(places, size=0.05):
    """
    Return boxes around the points of `plot_points`, for what is to be pointed at.

    Parameters
    ----------
    places : array, shape (n, 2)
    size : float
        Of a box, where the axes are 2 wide.

    Returns
    -------
    array, shape (n, 4)
        Left, right, lower and upper edge.
    """
    x, y = scaled_places(places).T
    half = size / 2
    return np.column_stack([x - half, x + half, y - half, y + half])


def show_points(pictures, labels, titles, shares=None):
    """
    Show several maps side by side, each on its own scale.

    Parameters
    ----------
    pictures : sequence of arrays, each of shape (n, 2)
    labels : int array, shape (n,), or one such array for each picture
    titles : sequence of str
    shares : sequence of pairs of float, optional

    Returns
    -------
    array of matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If titles, labels or shares are not as many as pictures, or one does not fit.
    """
    pictures = valid.as_list(pictures, "pictures", "expected a list of arrays of places")
    n = valid.as_count(len(pictures), "the number of pictures")
    titles = valid.as_texts(titles, n, "titles")
    shares = (
        [None] * n if shares is None else valid.as_list(shares, "shares", f"expected {n} pairs")
    )
    labels = valid.as_list(labels, "labels", "expected one digit a point")
    labels = labels if all(np.ndim(own) == 1 for own in labels) else [labels] * n
    if len(labels) != n or len(shares) != n:
        raise ValueError(
            f"{len(labels)} arrays of labels and {len(shares)} pairs of shares for {n} pictures: "
            "expected one a picture"
        )
    for places, own in zip(pictures, labels, strict=True):
        _as_points(places, own)
    side = min(3.4, 10.5 / n)
    _, axes = panels(n, n * side, side + 0.45)
    for ax, places, own, title, share in zip(axes, pictures, labels, titles, shares, strict=True):
        plot_points(ax, places, own, title, share)
    return axes


def _put_places(line, places):
    # The same places again are left alone, so that a screen need not paint them anew.
    if not np.array_equal(line.get_xydata(), places):
        line.set_data(*places.T)


def _as_point(marked, n):
    """Return the index of one of n points, or None."""
    if marked is None:
        return None
    whole = isinstance(marked, (int, np.integer)) and not isinstance(marked, bool)
    if not whole or not 0 <= marked < n:
        raise ValueError(f"marked={marked!r} is out of range: there are {n} points (0 to {n - 1})")
    return int(marked)


def _as_points(places, labels):
    places, labels = valid.as_numbers(places, "places"), np.asarray(labels)
    if places.ndim != 2 or places.shape[1] != 2 or len(places) == 0:
        raise ValueError(
            f"places has shape {places.shape}: expected (n, 2), an x and a y for each point; "
            "pass the first two components"
        )
    if labels.shape != places.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels have shape {labels.shape} and type {labels.dtype}: expected {len(places)} "
            "integers, one digit a point"
        )
    if labels.min() < 0 or labels.max() >= DIGITS:
        raise ValueError(f"labels run from {labels.min()} to {labels.max()}: expected 0 to 9")
    return scaled_places(places), labels
