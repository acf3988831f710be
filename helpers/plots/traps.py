"""Two ways to colour signed values that mislead, for the notebook that measures them.

Both stretch each picture from its own smallest to its own largest value, so zero lands on another
colour in every picture. The text under the picture says on which.
"""

import numpy as np
from matplotlib import colormaps

from helpers.plots import valid
from helpers.plots.images import new_picture


def grey_level_of_zero(values):
    """
    Return the level, of 0 to 255, on which zero lands after stretching to smallest and largest.

    Parameters
    ----------
    values : array, shape (784,) or (28, 28)

    Returns
    -------
    float
        ``255 * (0 - min) / (max - min)``; below 0 or above 255 if zero is not between the two.

    Raises
    ------
    ValueError
        If all values are equal: there is nothing to stretch.

    Examples
    --------
    >>> import numpy as np
    >>> grey_level_of_zero(np.linspace(-1, 3, 784))
    63.75
    """
    picture = valid.as_signed(values)
    low, high = picture.min(), picture.max()
    if low == high:
        raise ValueError(
            f"all 784 values are {low:g}: expected at least two different ones; a constant picture "
            "cannot be stretched, draw it with plot_signed"
        )
    return float(255 * (0 - low) / (high - low))


def plot_jet(ax, values, title=None):
    """
    Draw signed values in the rainbow map jet, stretched to their own smallest and largest.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (784,) or (28, 28)
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.texts[0]`` says which of the 256 colours zero got.
    """
    return _stretched(ax, values, colormaps["jet"], "colour", title)


def plot_minmax_grey(ax, values, title=None):
    """
    Draw signed values in grey, the smallest black (0) and the largest white (255).

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (784,) or (28, 28)
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.texts[0]`` says which of the 256 greys zero got.
    """
    return _stretched(ax, values, colormaps["gray"], "grey", title)


def _stretched(ax, values, colours, word, title):
    level = grey_level_of_zero(values)
    picture = valid.as_signed(values)
    new_picture(ax, colours, title)
    ax.images[0].set_data(picture)
    ax.images[0].set_clim(picture.min(), picture.max())
    where = f"{word} {level:.0f} of 0…255" if 0 <= level <= 255 else "not on this scale"
    ax.texts[0].set_text(f"zero is {where}")
    return ax


def mark_pixel(ax, pixel):
    """
    Put a ring around one pixel of a 28×28 picture.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by any function for 28×28 pictures.
    pixel : int
        Index from 0 to 783.

    Returns
    -------
    matplotlib.axes.Axes
    """
    row, column = np.divmod(valid.as_units(pixel, 784, "pixel")[0], 28)
    # White under black: the ring is seen on any colour.
    for width, colour in ((4, "white"), (1.8, "black")):
        ax.plot(
            [column],
            [row],
            "o",
            markersize=13,
            fillstyle="none",
            color=colour,
            markeredgewidth=width,
        )
    return ax
