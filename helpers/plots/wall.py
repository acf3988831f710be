"""The whole hidden layer as one picture: a wall of 28×28 tiles with grey lines between them."""

import numpy as np

from helpers.plots import valid
from helpers.plots.images import new_picture, set_signed
from helpers.plots.style import DARK, SIDE, SIGNED, SMALL

# A tile and the line on its left and upper side; the frame of the Axes closes the other two.
STEP = SIDE + 1


def mosaic(weights, columns=10, order=None):
    """
    Lay the pictures of all units out as one array.

    Parameters
    ----------
    weights : array, shape (n, 784)
    columns : int
    order : sequence of int, optional
        Units in the order of reading, all or some; by default 0, 1, 2, …

    Returns
    -------
    array, shape (rows * 29, columns * 29)
        NaN on the lines and where no unit is left.

    Examples
    --------
    >>> import numpy as np
    >>> wall = mosaic(np.ones((7, 784)), columns=5)
    >>> wall.shape, float(np.nansum(wall)) == 7 * 784
    ((58, 145), True)
    """
    weights, order = _as_layer(weights, order)
    columns = valid.as_count(columns, "columns")
    rows = -(-len(order) // columns)
    tiles = np.full((rows * columns, STEP, STEP), np.nan)
    tiles[: len(order), 1:, 1:] = weights[order].reshape(-1, SIDE, SIDE)
    tiles = tiles.reshape(rows, columns, STEP, STEP)
    return tiles.swapaxes(1, 2).reshape(rows * STEP, columns * STEP)


def plot_mosaic(ax, weights, columns=10, order=None, limit=None, marked=None, title=None):
    """
    Draw the weights of a whole layer as one picture on one scale.

    In index order the numbers at the margins name the units: row 30, column +7 is unit 37. A unit's
    place on the wall means nothing.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    weights : array, shape (n, 784)
    columns : int
    order : sequence of int, optional
        Units in the order of reading, all or some; by default 0, 1, 2, …
    limit : float, optional
        By default the largest absolute weight shown.
    marked : int or sequence of int, optional
        Units to outline.
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` is the wall, ``ax.lines[0]`` the outline of the marked units,
        ``ax.texts[0]`` the words for the scale.

    Raises
    ------
    ValueError
        If `weights` are not (n, 784), or `order` or `marked` name a unit that is not there.
    """
    new_picture(ax, SIGNED, title)
    ax.plot([], [], color=DARK, linewidth=2.5, clip_on=False, solid_joinstyle="miter")
    wall = mosaic(weights, columns, order)
    ax.images[0].set_data(wall)
    ax.images[0].set_extent((-0.5, wall.shape[1] - 0.5, wall.shape[0] - 0.5, -0.5))
    if order is None:
        _number_the_margins(ax, wall.shape[0] // STEP, columns)
    return update_mosaic(ax, weights, columns, order, limit, marked)


def update_mosaic(ax, weights, columns=10, order=None, limit=None, marked=None):
    """
    Put other weights, another order or other marks into a wall of the same size.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by `plot_mosaic` with the same number of columns and as many units.
    weights : array, shape (n, 784)
    columns : int
    order : sequence of int, optional
    limit : float, optional
    marked : int or sequence of int, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the wall would have another size, or for what `plot_mosaic` refuses.
    """
    wall = mosaic(weights, columns, order)
    drawn = valid.drawn(ax.images, "plot_mosaic")[0].get_array().shape
    if wall.shape != drawn:
        raise ValueError(
            f"the wall has shape {wall.shape}, but this Axes was drawn with {drawn}: expected as "
            "many rows and columns of units; call plot_mosaic again"
        )
    set_signed(ax, wall, valid.as_limit(limit), "plot_mosaic")
    ax.lines[0].set_data(*_outlines(*_as_layer(weights, order), columns, marked))
    return ax


def _as_layer(weights, order):
    weights = valid.as_weights(weights)
    n = len(weights)
    return weights, np.arange(n) if order is None else valid.as_units(order, n, "order")


def _outlines(weights, order, columns, marked):
    # One line with gaps (NaN), so that any number of marks is one artist.
    if marked is None:
        return [], []
    places = {int(unit): place for place, unit in enumerate(order)}
    x, y = [], []
    for unit in valid.as_units(marked, len(weights), "marked"):
        if unit not in places:
            raise ValueError(
                f"marked unit {unit} is not on this wall: order holds {len(order)} of "
                f"{len(weights)} units; add it to order or mark another one"
            )
        row, column = divmod(places[unit], columns)
        left, top = column * STEP, row * STEP
        x += [left, left + STEP, left + STEP, left, left, np.nan]
        y += [top, top, top + STEP, top + STEP, top, np.nan]
    return x, y


def _number_the_margins(ax, rows, columns):
    middle = STEP / 2
    # At most about ten numbers on a side, so that they stay apart.
    down, along = range(0, rows, -(-rows // 10)), range(0, columns, -(-columns // 10))
    ax.set_xticks([middle + c * STEP for c in along], [f"+{c}" for c in along])
    ax.set_yticks([middle + r * STEP for r in down], [str(r * columns) for r in down])
    ax.tick_params(
        length=0, labelsize=SMALL, top=True, bottom=False, labeltop=True, labelbottom=False
    )
