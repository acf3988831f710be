"""Figures for a notebook's cells: rows of panels, and whole pictures in one call.

They are made with pyplot, so a notebook shows each figure once, at the end of the cell that made
it. Assign what is returned (``axes = show_digits(images)``), or the notebook prints it too.
"""

import textwrap

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots import valid
from helpers.plots.bars import plot_contributions
from helpers.plots.images import plot_digit, plot_signed, plot_unit_row, shared_limit
from helpers.plots.traps import mark_pixel, plot_jet, plot_minmax_grey
from helpers.plots.view import zoom

# Inches of a page; in a lecture the same dots are fewer inches. Wide enough for a notebook, low
# enough for a figure, its sliders and a sentence on a screen of 1366×768.
WIDTH, HEIGHT, TALLEST = 10.5, 3.2, 4.0


def panel(width=WIDTH, height=HEIGHT):
    """
    Make a figure with one Axes.

    Parameters
    ----------
    width, height : float
        In inches.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = panel(width=4, height=3)
    >>> ax.figure.get_size_inches().tolist()
    [4.0, 3.0]
    """
    return panels(1, width, height)[1][0]


def panels(n, width=WIDTH, height=HEIGHT, ratios=None, columns=None):
    """
    Make a figure with `n` Axes, in one row or in rows of `columns`.

    Parameters
    ----------
    n : int
    width, height : float
        Of the figure, in inches.
    ratios : sequence of float, optional
        Widths of the columns in proportion.
    columns : int, optional
        By default `n`.

    Returns
    -------
    fig : matplotlib.figure.Figure
    axes : array of matplotlib.axes.Axes, shape (n,)

    Examples
    --------
    >>> fig, axes = panels(3)
    >>> axes.shape
    (3,)
    """
    n = valid.as_count(n, "n")
    columns = n if columns is None else min(n, valid.as_count(columns, "columns"))
    if ratios is not None:
        ratios = valid.as_vector(ratios, "ratios", length=columns)
        if ratios.min() <= 0:
            raise ValueError(f"ratios={ratios.tolist()}: expected {columns} numbers above zero")
    for name, inches in (("width", width), ("height", height)):
        wanted = f"inches, for example {HEIGHT}"
        if not 0 < valid.as_number(inches, name, wanted) < 50:
            raise ValueError(f"{name}={inches!r}: expected {wanted}")
    fig, grid = plt.subplots(
        -(-n // columns),
        columns,
        figsize=(width / zoom(), height / zoom()),
        width_ratios=ratios,
        squeeze=False,
        layout="constrained",
    )
    for ax in grid.flat[n:]:
        ax.remove()
    return fig, grid.ravel()[:n]


def show_digits(images, titles=None, columns=10):
    """
    Show digits in rows.

    Parameters
    ----------
    images : sequence of arrays, each of shape (784,) or (28, 28)
    titles : sequence of str, optional
    columns : int

    Returns
    -------
    array of matplotlib.axes.Axes, shape (n,)
    """
    images = valid.as_list(images, "images", "expected a list of digits; pass images[:10]")
    pictures = [valid.as_digit(image) for image in images]
    axes, titles = _tiles(pictures, titles, columns)
    for ax, picture, title in zip(axes, pictures, titles, strict=True):
        plot_digit(ax, picture, title)
    return axes


def show_signed(pictures, titles=None, limit="shared", columns=10):
    """
    Show signed pictures in rows.

    Parameters
    ----------
    pictures : sequence of arrays, each of shape (784,) or (28, 28)
    titles : sequence of str, optional
    limit : "shared", "own" or float
        One scale for all, which reaches to the largest absolute value of all; each its own; or a
        number.
    columns : int

    Returns
    -------
    array of matplotlib.axes.Axes, shape (n,)
    """
    pictures = valid.as_list(pictures, "pictures", "expected a list of pictures; pass W1[:10]")
    pictures = [valid.as_signed(picture, "pictures") for picture in pictures]
    if isinstance(limit, str):
        if limit not in ("shared", "own"):
            raise ValueError(f'limit={limit!r}: expected "shared", "own" or a number above zero')
    else:
        limit = valid.as_limit(limit)
    axes, titles = _tiles(pictures, titles, columns, lines=1 if isinstance(limit, str) else 2)
    limit = {"shared": shared_limit(pictures), "own": None}.get(limit, limit)
    for ax, picture, title in zip(axes, pictures, titles, strict=True):
        plot_signed(ax, picture, limit, title)
    return axes


def show_product(image, weights, products, titles=("image", "weights", "weights × image")):
    """
    Show an image, a unit's weights and their products, the last two on one scale.

    No product is larger than its weight, because a pixel is at most 1. So the scale reaches to the
    largest absolute weight.

    Parameters
    ----------
    image : array, shape (784,) or (28, 28)
    weights : array, shape (784,) or (28, 28)
    products : array, shape (784,) or (28, 28)
        As computed by ``pixel_products``; nothing is computed here.
    titles : sequence of three str

    Returns
    -------
    array of matplotlib.axes.Axes, shape (3,)
    """
    image = valid.as_digit(image)
    weights, products = valid.as_signed(weights, "weights"), valid.as_signed(products, "products")
    titles = valid.as_texts(titles, 3, "titles")
    _, axes = panels(3, height=3.6)
    limit = shared_limit([weights, products])
    plot_digit(axes[0], image, titles[0])
    plot_signed(axes[1], weights, limit, titles[1])
    plot_signed(axes[2], products, limit, titles[2])
    return axes


def show_units(weights, units, limit=None, captions=None, columns=10):
    """
    Show the weights of some units in rows, on one scale.

    Parameters
    ----------
    weights : array, shape (n, 784)
    units : sequence of int
    limit : float, optional
    captions : sequence of str, optional
    columns : int

    Returns
    -------
    array of matplotlib.axes.Axes, one a unit
    """
    weights = valid.as_weights(weights)
    units = valid.as_units(units, len(weights))
    captions = valid.as_texts(captions, len(units), "captions")
    # Beside the captions a line with the unit above, and one or two for the scale below.
    axes, captions = _tiles(units, captions, columns, lines=2 if limit is None else 3)
    return plot_unit_row(axes, weights, units, limit, captions)


def show_contributors(
    weights, units, values, bias, rest=None, limit=None, title=None, start_label="bias"
):
    """
    Show some units' pictures, and below them how their contributions add up to a score.

    Parameters
    ----------
    weights : array, shape (n, 784)
        The hidden layer's incoming weights W1.
    units : sequence of int, length k
        At most ten.
    values : array, shape (k,)
        The units' contributions to one score; nothing is computed here but their running sum.
    bias : float
        Where the sum starts, b2[c] for the score of class c.
    rest : float, optional
        What all other units add. With it, the last sum is the score.
    limit : float, optional
        Scale of the pictures.
    title : str, optional
        Over the bars.
    start_label : str
        Name of the start, where it is not a bias.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (k + 1,)
        The pictures, then the bars.
    """
    weights = valid.as_weights(weights)
    units = valid.as_units(units, len(weights))
    k = len(units)
    if k > 10:
        raise ValueError(f"{k} units: expected at most 10 pictures in a row; pass fewer units")
    values = valid.as_vector(values, "values", length=k)
    labels = [f"unit {unit}" for unit in units]
    if rest is not None:
        rest = valid.as_number(rest, "rest", "what all other units add, such as 0.5")
        values, labels = [*values, rest], [*labels, f"the other {len(weights) - k}"]
    fig = plt.figure(figsize=(WIDTH / zoom(), TALLEST / zoom()), layout="constrained")
    upper, lower = fig.subfigures(2, 1, height_ratios=(1, 1.3 + 0.03 * k))
    pictures = upper.subplots(1, k, squeeze=False)[0]
    plot_unit_row(pictures, weights, units, limit)
    bars = lower.subplots()
    plot_contributions(bars, values, labels, title, running_from=bias, start_label=start_label)
    return np.array([*pictures, bars])


def show_colourings(values, shared, pixel=None):
    """
    Show the same signed values in four colourings; in two of them zero has no colour of its own.

    Parameters
    ----------
    values : array, shape (784,) or (28, 28)
    shared : float
        Limit of the scale that is shared with other pictures.
    pixel : int, optional
        Index of a pixel to ring.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (4,)
    """
    values, shared = valid.as_signed(values), valid.as_limit(shared)
    _, axes = panels(4)
    plot_jet(axes[0], values, "jet")
    plot_minmax_grey(axes[1], values, "grey from min to max")
    plot_signed(axes[2], values, title="signed, own scale")
    plot_signed(axes[3], values, shared, "signed, shared scale")
    if pixel is not None:
        for ax in axes:
            mark_pixel(ax, pixel)
    return axes


def _tiles(pictures, titles, columns, lines=0):
    """
    Return square Axes for all pictures, and their titles wrapped to the width of one.

    `lines` is the number of lines of text around a picture beside the title.
    """
    n = len(pictures)
    if n == 0:
        raise ValueError("no pictures: expected at least one; pass a list of arrays")
    columns = min(n, valid.as_count(columns, "columns"))
    side = min(WIDTH / columns, 2.6)
    titles = [
        # About 0.09 inches a letter.
        None if title is None else textwrap.fill(title, max(8, int(side / 0.09 / zoom())))
        for title in valid.as_texts(titles, n, "titles")
    ]
    lines += max(0 if title is None else 1 + title.count("\n") for title in titles)
    rows = -(-n // columns)
    height = min(rows * (side + 0.2 * lines + 0.1), max(TALLEST, rows * 1.2))
    return panels(n, columns * side, height, columns=columns)[1], titles
