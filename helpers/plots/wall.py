"""The whole hidden layer as one picture: a wall of 28×28 tiles with grey lines between them."""

import numpy as np

from helpers.plots import style
from helpers.plots.images import empty_picture, set_signed
from helpers.plots.style import SIDE

# A tile and the line on its left and upper side; the frame of the Axes closes the other two.
STEP = SIDE + 1


def plot_mosaic(ax, weights, columns=10, order=None, limit=None, marked=None, title=None):
    """Draw the weights of a whole layer as one picture on one scale.

    In index order the numbers at the margins name the units: row 30, column +7 is unit 37. A unit's
    place on the wall means nothing. ``ax.images[0]`` is the wall, ``ax.lines[0]`` the outline of
    the marked units, ``ax.texts[0]`` says the scale.

    columns: tiles in a row. order: units in the order of reading, all or some; 0, 1, 2, … without
    it. marked: a unit or some, to be outlined.
    """
    wall = mosaic(weights, columns, order)
    numbered = order is None
    fits = [image.get_array().shape for image in ax.images] == [wall.shape]
    fits = fits and numbered == (len(ax.get_xticks()) > 0)
    if empty_picture(ax, "plot_mosaic", style.SIGNED, title, fits):
        ax.plot([], [], color=style.DARK, linewidth=2.5, clip_on=False, solid_joinstyle="miter")
        # Where a tile has few pixels of the screen, the wall's own lines would come and go.
        ax.plot(*_grid(*wall.shape).T, color=style.LINE_GREY, linewidth=0.75, zorder=1)
        ax.images[0].set_data(wall)
        ax.images[0].set_extent((-0.5, wall.shape[1] - 0.5, wall.shape[0] - 0.5, -0.5))
        if numbered:
            _number_the_margins(ax, wall.shape[0] // STEP, columns)
    set_signed(ax, wall, limit)
    order = range(len(weights)) if numbered else order
    style.put_line(ax.lines[0], _outlines(list(order), columns, marked))
    return ax


def mosaic(weights, columns=10, order=None):
    """The pictures of all units as one array, (rows * 29, columns * 29).

    NaN stands on the lines and where no unit is left.

    >>> wall = mosaic(np.ones((7, 784)), columns=5)
    >>> wall.shape, float(np.nansum(wall)) == 7 * 784
    ((58, 145), True)
    """
    shown = weights if order is None else weights[np.asarray(order)]
    rows = -(-len(shown) // columns)
    tiles = np.full((rows * columns, STEP, STEP), np.nan)
    tiles[: len(shown), 1:, 1:] = shown.reshape(-1, SIDE, SIDE)
    tiles = tiles.reshape(rows, columns, STEP, STEP)
    return tiles.swapaxes(1, 2).reshape(rows * STEP, columns * STEP)


def _grid(height, width):
    """The lines between tiles as one line with gaps (NaN)."""
    gap = (np.nan, np.nan)
    upright = [[(x, -0.5), (x, height - 0.5), gap] for x in range(0, width, STEP)]
    level = [[(-0.5, y), (width - 0.5, y), gap] for y in range(0, height, STEP)]
    return np.reshape(upright + level, (-1, 2))


def _outlines(order, columns, marked):
    # One line with gaps (NaN), so that any number of marks is one artist.
    corners = []
    for unit in [] if marked is None else np.atleast_1d(marked):
        row, column = divmod(order.index(unit), columns)
        left, top = column * STEP, row * STEP
        corners += [*style.box(left, left + STEP, top, top + STEP), (np.nan, np.nan)]
    return corners


def _number_the_margins(ax, rows, columns):
    middle = STEP / 2
    # At most about ten numbers on a side, so that they stay apart.
    down, along = range(0, rows, -(-rows // 10)), range(0, columns, -(-columns // 10))
    ax.set_xticks([middle + c * STEP for c in along], [f"+{c}" for c in along])
    ax.set_yticks([middle + r * STEP for r in down], [str(r * columns) for r in down])
    ax.tick_params(
        length=0, labelsize=style.SMALL, top=True, bottom=False, labeltop=True, labelbottom=False
    )
