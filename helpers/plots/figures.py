"""Figures for a notebook's cells: rows of panels, and whole pictures in one call.

They are made with pyplot, so a notebook shows each figure once, at the end of the cell that made
it. Assign what is returned, the Axes (``axes = show_digits(images)``), or the notebook prints it
too.
"""

import textwrap

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from helpers.plots import style
from helpers.plots.activations import plot_square
from helpers.plots.bars import plot_contributions, plot_outputs
from helpers.plots.images import (
    ink,
    mark_pixel,
    mark_pixels,
    plot_digit,
    plot_signed,
    plot_stretched,
    plot_unit_row,
    shared_limit,
    square,
)
from helpers.plots.style import SIDE

# Inches of a page; in a lecture the same dots are fewer inches. Wide enough for a notebook, low
# enough for a figure, its sliders and a sentence on a screen of 1366×768.
WIDTH, HEIGHT, TALLEST = 10.5, 3.2, 4.0
LARGEST_OF_ROWS, TALLEST_OF_ROWS = 1.8, 5.0  # inches of one digit, and of all rows
VERDICT = 20  # points, of the words that a figure is there for


def panel(width=WIDTH, height=HEIGHT):
    """The Axes of a new figure with one. width, height: of the figure, in inches.

    >>> ax = panel(width=4, height=3)
    >>> ax.figure.get_size_inches().tolist()
    [4.0, 3.0]
    """
    return panels(1, width, height)[1][0]


def panels(n, width=WIDTH, height=HEIGHT, columns=None, ratios=None):
    """A new figure, and an array of its `n` Axes, in one row or in rows of `columns`.

    n: how many. width, height: of the figure, in inches. columns: how many Axes stand in a
    row, all of them without it. ratios: widths of the columns in proportion.

    >>> fig, axes = panels(3)
    >>> axes.shape
    (3,)
    """
    columns = n if columns is None else min(n, columns)
    fig, grid = plt.subplots(
        -(-n // columns),
        columns,
        figsize=(width / style.zoom(), height / style.zoom()),
        width_ratios=ratios,
        squeeze=False,
        layout="constrained",
    )
    for ax in grid.flat[n:]:
        ax.remove()
    return fig, grid.ravel()[:n]


def show_digits(images, titles=None, columns=10, tallest=TALLEST):
    """Show digits in rows.

    images: a list of them. columns: how many stand in a row. tallest: inches of the figure.
    """
    axes, titles = _tiles(len(images), titles, columns, tallest=tallest)
    for ax, image, title in zip(axes, images, titles, strict=True):
        plot_digit(ax, image, title)
    return axes


def show_added(image, pixels, titles=("before", "after")):
    """Show a digit before and after pixels were inked: these in colour, numbered in their order.

    Both pictures reach as far as the ink, so that the numbers can be read.

    image: the digit before. pixels: from 0 to 783, the first one first.
    """
    _, axes = panels(2, width=8.4, height=TALLEST)
    places = np.array([divmod(int(pixel), SIDE) for pixel in pixels])
    inked = np.vstack([np.argwhere(ink(image) > 0), places])
    low, high = inked.min(axis=0) - 1.5, inked.max(axis=0) + 1.5
    for ax, title in zip(axes, titles, strict=True):
        plot_digit(ax, image, title)
        ax.set(xlim=(low[1], high[1]), ylim=(high[0], low[0]))
    for number, (row, column) in enumerate(places, start=1):
        box = Rectangle((column - 0.5, row - 0.5), 1, 1)
        box.set(facecolor=style.ADDED, edgecolor="white", linewidth=1)
        axes[1].add_patch(box)
        middle = {"ha": "center", "va": "center_baseline", "fontsize": style.SMALL}
        axes[1].text(column, row, str(number), color=style.DARK, fontweight="bold", **middle)
    return axes


def show_digit_rows(rows, words=None, outlined=None):
    """Show rows of digits, each row with its name, words under each digit, and pixels outlined.

    The Axes are in the order of reading. rows: dict of each row's name to its images, as many in
    each. words: by a row's name, what stands under each of its images. outlined: by a row's name, a
    mask of pixels, (784,), round which a line is drawn in each of its images.
    """
    words, outlined = words or {}, outlined or {}
    columns = len(next(iter(rows.values())))
    names = [_in_lines(name, 14) for name in rows]
    room = 0.1 * max(len(line) for name in names for line in name.split("\n")) + 0.1
    side = min(LARGEST_OF_ROWS, (WIDTH - room) / columns, TALLEST_OF_ROWS / len(rows))
    below = 0.3 if words else 0.05
    size = side * columns + room, (side + below) * len(rows)
    _, axes = panels(len(rows) * columns, *size, columns=columns)
    for place, ax in enumerate(axes):
        row, column = divmod(place, columns)
        name = list(rows)[row]
        plot_digit(ax, rows[name][column])
        if name in outlined:
            mark_pixels(ax, outlined[name])
        if name in words:
            ax.set_xlabel(words[name][column], fontsize=style.TITLE, parse_math=False)
        if column == 0:
            beside = {"rotation": 0, "ha": "right", "va": "center", "labelpad": 8}
            ax.set_ylabel(names[row], fontsize=style.TITLE + 1, parse_math=False, **beside)
    return axes


def show_signed(pictures, titles=None, limit="shared", columns=10, tallest=TALLEST, verdicts=None):
    """Show signed pictures in rows.

    pictures: a list of arrays, (784,) or (28, 28), in which NaN is hidden, and grey. limit:
    "shared" is one scale for all, which reaches to the largest absolute value of all; "own" each
    its own. columns: how many stand in a row. tallest: inches of the figure. verdicts: a few large
    words below each picture, such as a number that says what it is worth.
    """
    pictures = [square(picture) for picture in pictures]
    axes, titles = _tiles(len(pictures), titles, columns, 4 if verdicts else 1, tallest)
    limit = shared_limit(pictures) if limit == "shared" else None
    for ax, picture, title in zip(axes, pictures, titles, strict=True):
        plot_signed(ax, picture, limit, title)
    for ax, words in zip(axes, verdicts or [], strict=False):
        ax.set_xlabel(words, fontsize=VERDICT, labelpad=18, parse_math=False)
    return axes


def show_addition(first, second, total, titles):
    """Show two signed pictures and what they add up to, large and on one scale.

    first, second, total: (784,) or (28, 28), in which NaN is hidden, and grey; nothing is added up
    here. titles: a word or more over each.
    """
    pictures = [square(picture) for picture in (first, second, total)]
    limit = shared_limit(pictures)
    axes = _equation(4.2)
    for ax, picture, title in zip(axes, pictures, titles, strict=True):
        plot_signed(ax, picture, limit, title)
    return axes


def show_step(before, after, titles):
    """Show an image, the step away from it, and where it leads: image + step = image.

    before, after: digits. titles: a word or more over each of the three pictures.
    """
    axes = _equation(4.2)
    plot_digit(axes[0], before, titles[0])
    plot_signed(axes[1], ink(after) - ink(before), title=titles[1])
    plot_digit(axes[2], after, titles[2])
    return axes


def show_products(weights, images, titles):
    """Show a unit's weights, and beside them some images and their products with these weights.

    All products are on one scale, which is not that of the weights. images: a list of float images.
    titles: over the weights, and then over each image and its products.
    """
    products = [np.ravel(weights) * np.ravel(image) for image in images]
    _, axes = panels(1 + 2 * len(images), height=WIDTH / (1 + 2 * len(images)) + 0.5)
    plot_signed(axes[0], weights, title=titles[0])
    for place, (image, product) in enumerate(zip(images, products, strict=True)):
        over, with_weights = titles[1 + 2 * place : 3 + 2 * place]
        plot_digit(axes[1 + 2 * place], image, over)
        plot_signed(axes[2 + 2 * place], product, shared_limit(products), with_weights)
    return axes


def show_forward_pass(image, hidden, outputs, label=None):
    """Show an image, the hidden layer as a square of grey cells, and the outputs as bars.

    In the square 0 is white and 1 is black, and a cell's place is its unit's number, row by row.
    hidden: activations from 0 to 1, as many as a square number. outputs: (n_classes,). label: the
    true class.
    """
    _, axes = panels(3, height=3.6)
    plot_digit(axes[0], image, "image")
    plot_square(axes[1], hidden, f"hidden layer, {len(hidden)} activations")
    plot_outputs(axes[2], outputs, label, "outputs")
    return axes


def show_contributors(
    weights, units, values, bias, rest=None, title=None, start_label="bias", end_label="score"
):
    """Show some units' pictures, and below them how their contributions add up to a score.

    The last Axes holds the bars. units: at most ten. values: the units' contributions to one score;
    nothing is computed here but their sum. bias: where the sum starts, b2[c] for the score of class
    c. rest: what all other units add; with it, the sum is the score. title: over the bars.
    start_label, end_label: names of the start and of the sum, where they are not a bias and a
    score.
    """
    k = len(units)
    labels = [f"unit {unit}" for unit in units]
    if rest is not None:
        values, labels = [*values, rest], [*labels, f"the other {len(weights) - k}"]
    fig = plt.figure(figsize=(WIDTH / style.zoom(), TALLEST / style.zoom()), layout="constrained")
    upper, lower = fig.subfigures(2, 1, height_ratios=(1, 1.4 + 0.03 * k))
    pictures = upper.subplots(1, k, squeeze=False)[0]
    plot_unit_row(pictures, weights, units)
    bars = lower.subplots()
    names = {"start_label": start_label, "end_label": end_label}
    plot_contributions(bars, values, labels, title, running_from=bias, **names)
    return np.array([*pictures, bars])


def show_colourings(picture, shared, pixel=None):
    """Show the same signed values in four colourings; in two of them zero has no colour of its own.

    picture: (784,) or (28, 28). shared: limit of the scale that is shared with other pictures.
    pixel: from 0 to 783, one to ring.
    """
    _, axes = panels(4)
    plot_stretched(axes[0], picture, "jet")
    plot_stretched(axes[1], picture, "grey")
    plot_signed(axes[2], picture, title="signed, own scale")
    plot_signed(axes[3], picture, shared, "signed, shared scale")
    if pixel is not None:
        for ax in axes:
            mark_pixel(ax, pixel)
    return axes


def _equation(height):
    """Three large Axes, and between them a plus and an equals sign."""
    _, axes = panels(5, height=height, ratios=(8, 1, 8, 1, 8))
    for ax, sign in zip(axes[1::2], "+=", strict=True):
        ax.axis("off")
        ax.text(0.5, 0.5, sign, ha="center", va="center", fontsize=3 * style.TITLE)
    return axes[::2]


def _tiles(n, titles, columns, lines=0, tallest=TALLEST):
    """Square Axes for `n` pictures, and their titles wrapped to the width of one.

    lines: how many of text stand around a picture beside the title. tallest: inches.
    """
    columns = min(n, columns)
    side = min(WIDTH / columns, 2.6)
    titles = [
        # About 0.09 inches a letter.
        textwrap.fill(title, max(8, int(side / 0.09 / style.zoom())))
        for title in titles or [""] * n
    ]
    lines += max(1 + title.count("\n") if title else 0 for title in titles)
    rows = -(-n // columns)
    height = min(rows * (side + 0.2 * lines + 0.1), max(tallest, rows * 1.2))
    return panels(n, columns * side, height, columns=columns)[1], titles


def _in_lines(name, letters=30):
    """A row's name in lines of at most so many letters."""
    return "\n".join(textwrap.fill(line, letters) for line in name.split("\n"))
