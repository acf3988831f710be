"""Figures for a notebook's cells: rows of panels, and whole pictures in one call.

They are made with pyplot, so a notebook shows each figure once, at the end of the cell that made
it. Assign what is returned, the Axes (``axes = show_digits(images)``), or the notebook prints it
too.
"""

import textwrap

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots import style
from helpers.plots.bars import plot_contributions, plot_outputs
from helpers.plots.images import (
    mark_pixel,
    plot_digit,
    plot_signed,
    plot_stretched,
    plot_unit_row,
    shared_limit,
    square,
)
from helpers.plots.wall import STEP, plot_mosaic

# Inches of a page; in a lecture the same dots are fewer inches. Wide enough for a notebook, low
# enough for a figure, its sliders and a sentence on a screen of 1366×768.
WIDTH, HEIGHT, TALLEST = 10.5, 3.2, 4.0
TILES = 10  # in a column of `show_effects`, as many as classes, so that each stands at its bar
LARGEST = 1.2  # inches of one picture of `show_table`
APART = 1.12  # from one of them to the next, in pictures: names are wider than what they name


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


def show_digits(images, titles=None, columns=10):
    """Show digits in rows. images: a list of them. columns: how many stand in a row."""
    axes, titles = _tiles(len(images), titles, columns)
    for ax, image, title in zip(axes, images, titles, strict=True):
        plot_digit(ax, image, title)
    return axes


def show_signed(pictures, titles=None, limit="shared", columns=10):
    """Show signed pictures in rows.

    pictures: a list of arrays, (784,) or (28, 28), in which NaN is hidden, and grey. limit:
    "shared" is one scale for all, which reaches to the largest absolute value of all; "own" each
    its own. columns: how many stand in a row.
    """
    pictures = [square(picture) for picture in pictures]
    axes, titles = _tiles(len(pictures), titles, columns, lines=1)
    limit = shared_limit(pictures) if limit == "shared" else None
    for ax, picture, title in zip(axes, pictures, titles, strict=True):
        plot_signed(ax, picture, limit, title)
    return axes


def show_product(image, weights, products, titles=("image", "weights", "weights × image")):
    """Show an image, a unit's weights and their products, these two each on its own scale.

    Most ink lies where weights are small: on the weights' scale the products would be pale.
    weights, products: (784,) or (28, 28), as `pixel_products` returns products; nothing is computed
    here.
    """
    _, axes = panels(3, height=3.6)
    plot_digit(axes[0], image, titles[0])
    plot_signed(axes[1], weights, title=titles[1])
    plot_signed(axes[2], products, title=titles[2])
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


def show_effects(image, effects, outputs, label=None, limits=None):
    """Show an image, what its pixels do to every node of some layers, and the outputs.

    Returns the image's Axes, the walls', the outputs'. The tiles run down the columns, ten in each,
    so that in a layer of ten classes each tile stands beside its class's bar. If the columns do not
    come out even, they run along the rows.

    effects: dict of the layer's name to an array, (784, n_nodes); nothing is computed here.
    outputs: (n_classes,). label: the true class. limits: dict of the layer's name to the end of its
    scale, to be the same in several figures; the largest absolute value without it.
    """
    walls = {name: np.asarray(values).T for name, values in effects.items()}
    columns = [-(-len(wall) // TILES) for wall in walls.values()]
    # A lone column of tiles still needs room for its title and the words for its scale.
    ratios = [6, *(max(count, 2.2) for count in columns), 6]
    _, axes = panels(len(ratios), height=3.3, ratios=ratios)
    plot_digit(axes[0], image, "image")
    for ax, (name, wall), count in zip(axes[1:], walls.items(), columns, strict=False):
        narrow, order = count < 3, _down(len(wall), count)
        title = name if narrow else f"{name}, {len(wall)} nodes"
        plot_mosaic(ax, wall, count, order, (limits or {}).get(name), title=title)
        _part(ax, -(-len(wall) // count), count)
        if narrow:
            ax.texts[0].set_text(ax.texts[0].get_text().replace("scale ", "scale\n"))
    plot_outputs(axes[-1], outputs, label, title="outputs")
    return axes


def show_table(pictures, rows, columns):
    """Show signed pictures in rows and columns, each on its own scale: white is zero in all.

    The scales are not written down, because only shapes and signs are to be compared. The Axes are
    in the order of reading. pictures: a list of rows, each a list of arrays, (784,) or (28, 28).
    rows, columns: their names.
    """
    rows = [_in_lines(name) for name in rows]
    names = 0.09 * max(len(line) for row in rows for line in row.split("\n"))  # inches a letter
    side = min(LARGEST, (WIDTH - names) / len(columns) / APART, TALLEST / len(rows))
    size = APART * side * len(columns) + names, side * len(rows) + 0.5
    _, axes = panels(len(rows) * len(columns), *size, columns=len(columns))
    for place, ax in enumerate(axes):
        row, column = divmod(place, len(columns))
        plot_signed(ax, pictures[row][column])
        ax.texts[0].set_text("")
        if row == 0:
            letters = max(8, int(side / 0.075 / style.zoom()))
            title = textwrap.fill(columns[column], letters, break_long_words=False)
            ax.set_title(title, fontsize=style.SMALL, parse_math=False)
        if column == 0:
            words = {"fontsize": style.SMALL, "rotation": 0, "ha": "right", "va": "center"}
            ax.set_ylabel(rows[row], parse_math=False, **words)
    return axes


def _tiles(n, titles, columns, lines=0):
    """Square Axes for `n` pictures, and their titles wrapped to the width of one.

    lines: how many of text stand around a picture beside the title.
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
    height = min(rows * (side + 0.2 * lines + 0.1), max(TALLEST, rows * 1.2))
    return panels(n, columns * side, height, columns=columns)[1], titles


def _part(ax, rows, columns):
    """Draw the lines between tiles: a tile's own, one of its pixels, may fall between two dots."""
    ax.hlines(np.arange(1, rows) * STEP, *ax.get_xlim(), color=style.LINE_GREY, linewidth=0.8)
    ax.vlines(np.arange(1, columns) * STEP, *ax.get_ylim(), color=style.LINE_GREY, linewidth=0.8)


def _down(n, columns):
    """Nodes in the order of reading, so that they run down the columns if these come out even."""
    if n % columns:
        return np.arange(n)
    return np.arange(n).reshape(columns, -1).T.ravel()


def _in_lines(name):
    """A row's name in lines of at most 30 letters."""
    return "\n".join(textwrap.fill(line, 30) for line in name.split("\n"))
