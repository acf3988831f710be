"""Several pictures of the plane of two inputs in one figure: in a row, or a fence and its score."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots import valid
from helpers.plots.figures import TALLEST, WIDTH, panels
from helpers.plots.images import shared_limit
from helpers.plots.plane import as_picture, as_points, plot_plane
from helpers.plots.style import signed_number
from helpers.plots.view import zoom


def show_planes(maps, titles, below=None, limit=None, lines=None, size=3.0, **shown):
    """
    Show several pictures of the plane in a row, on one scale.

    Parameters
    ----------
    maps : sequence of arrays, each of shape (side * side,)
        At most five.
    titles : sequence of str
    below : sequence of str, optional
        Words under each picture.
    limit : float, optional
        By default the largest absolute value of all maps.
    lines : sequence of arrays, each of shape (k, 3), optional
        Each picture's own.
    size : float
        Of a point's mark.
    **shown
        ``points`` and ``classes``, the same in each picture.

    Returns
    -------
    array of matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no map, titles, words or lines are not as many, or one of them does not fit.
    """
    maps = valid.as_list(maps, "maps", "expected a list of arrays of values at plane_points()")
    maps = [as_picture(values).ravel() for values in maps]
    n = valid.as_count(len(maps), "the number of maps")
    titles, below = valid.as_texts(titles, n, "titles"), valid.as_texts(below, n, "below")
    lines = [None] * n if lines is None else valid.as_list(lines, "lines", f"expected {n} arrays")
    if len(lines) != n:
        raise ValueError(f"lines has {len(lines)} entries: expected {n}, one array a map")
    limit = valid.as_limit(limit) or shared_limit(np.concatenate(maps))
    side, words = min(WIDTH / n, 3.2), 0.7 if any(below) else 0.4
    axes = panels(n, n * side, side + zoom() * words)[1]
    for ax, values, title, words, own in zip(axes, maps, titles, below, lines, strict=True):
        plot_plane(ax, values, limit, title, words, size, lines=own, **shown)
    return axes


def show_fence(weights, biases, run, points, classes):
    """
    Show each hidden unit over the plane, and the score that is built from them.

    Parameters
    ----------
    weights, biases : sequence of two arrays
        Of a network 2→units→1: its incoming weights and biases draw the lines.
    run : helpers.network.ForwardPass
        What the network computed at `plane_points`; nothing is added up here.
    points : array, shape (n, 2)
    classes : array, shape (n,)

    Returns
    -------
    array of matplotlib.axes.Axes, shape (units + 1,)
        The units', then the score's.

    Raises
    ------
    ValueError
        If weights, biases and run are not of one network 2→units→1, or the points do not fit.
    """
    lines, outgoing = _as_fence(weights, biases, run)
    hidden, score = run.h[0], run.scores[:, 0]
    points, classes, _ = as_points(points, classes, None)
    n = len(outgoing)
    columns = min(n, 3) if n <= 6 else 4
    rows = -(-n // columns)
    large = 1.25  # the score's picture, in units' pictures
    height = min(TALLEST, large * WIDTH / (columns / rows + large) + 0.6)
    fig = plt.figure(figsize=(WIDTH / zoom(), height / zoom()), layout="constrained")
    left, right = fig.add_gridspec(1, 2, width_ratios=(columns / rows, large))
    for unit, place in zip(range(n), left.subgridspec(rows, columns), strict=False):
        words = "outgoing weight" if columns < 4 else "outgoing"
        below = f"{words} {signed_number(outgoing[unit])}"
        plot_plane(fig.add_subplot(place), hidden[:, unit], 1.0, f"unit {unit}", below)
    seen = {"points": points, "classes": classes, "lines": lines}
    plot_plane(fig.add_subplot(right), score, title="score", below=scale_of(score), **seen)
    # Once more than the page does: the words below a picture move with its height.
    fig.get_layout_engine().execute(fig)
    return np.array(fig.axes)


def scale_of(values):
    """
    Say how far the scale of a picture reaches that ends at its largest absolute value.

    Examples
    --------
    >>> scale_of([-12.34, 5])
    'scale ±12.3'
    """
    return f"scale ±{np.abs(values).max():.3g}"


def _as_fence(weights, biases, run):
    """The lines and the outgoing weights of a network 2→units→1."""
    try:
        (W1, W2), (b1, _) = weights, biases
        lines = np.column_stack([valid.as_numbers(W1, "W1"), valid.as_numbers(b1, "b1")])
        outgoing = valid.as_numbers(W2, "W2")
    except (TypeError, ValueError):
        lines, outgoing = np.zeros((0, 0)), np.zeros(0)
    n = len(lines)
    if lines.shape != (n, 3) or outgoing.shape != (1, n) or np.shape(run.h[0])[1:] != (n,):
        raise ValueError(
            "weights, biases and run are not of one network with two inputs and one output: pass "
            "network.weights, network.biases and network.forward(plane_points())"
        )
    return lines, outgoing[0]
