"""Pictures of 28×28 values: digits in ink, signed values in red and blue.

Products of weights and pixels are drawn by `plot_signed` like the weights. They get no outline of
the digit: an outline makes the products of any unit, a random one too, look like a digit.
"""

import numpy as np

from helpers.plots import valid
from helpers.plots.style import INK, LINE_GREY, SIDE, SIGNED, SMALL, TITLE, put, scale_words


def new_picture(ax, colours, title=None):
    """
    Clear an Axes and put an empty picture and an empty line of text under it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    colours : matplotlib.colors.Colormap
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        With one image in ``ax.images`` and one text in ``ax.texts``.
    """
    valid.as_axes(ax).clear()
    ax.imshow(np.zeros((SIDE, SIDE)), cmap=colours, vmin=0, vmax=1, interpolation="nearest")
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_color(LINE_GREY)
    ax.text(0.5, -0.03, "", transform=ax.transAxes, ha="center", va="top", fontsize=SMALL)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return ax


def plot_digit(ax, image, title=None):
    """
    Draw a digit, dark ink on white paper.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    image : array, shape (784,) or (28, 28)
        Bytes from 0 to 255, or floats in [0, 1].
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        The same Axes; ``ax.images[0]`` is the picture.

    Raises
    ------
    ValueError
        If the shape, the type or the range of `image` is another, or it holds NaN.

    Examples
    --------
    >>> import numpy as np
    >>> from helpers.plots import panel
    >>> ax = plot_digit(panel(), np.zeros(784, dtype=np.uint8), title="nothing")
    >>> ax.images[0].get_clim()
    (0.0, 1.0)
    """
    return update_digit(new_picture(ax, INK, title), image)


def update_digit(ax, image):
    """
    Put another digit into an Axes that `plot_digit` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    image : array, shape (784,) or (28, 28)

    Returns
    -------
    matplotlib.axes.Axes
    """
    _set_data(valid.drawn(ax.images, "plot_digit")[0], valid.as_digit(image))
    return ax


def plot_signed(ax, values, limit=None, title=None):
    """
    Draw signed values: white is zero, red adds, blue takes away.

    The same drawing serves weights and products of weights and pixels. The text under the picture
    says how far the scale reaches, and how large the largest value is if it lies beyond.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (784,) or (28, 28)
    limit : float, optional
        The scale reaches from -limit to +limit; by default the largest absolute value.
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        The same Axes; ``ax.images[0]`` is the picture, ``ax.texts[0]`` the words for the scale.

    Raises
    ------
    ValueError
        If `values` are no 784 finite signed numbers, or `limit` is not above zero.

    Examples
    --------
    >>> import numpy as np
    >>> from helpers.plots import panel
    >>> ax = plot_signed(panel(), np.linspace(-1.5, 0.5, 784))
    >>> ax.images[0].get_clim(), ax.texts[0].get_text()
    ((-1.5, 1.5), 'scale ±1.5')
    """
    return update_signed(new_picture(ax, SIGNED, title), values, limit)


def update_signed(ax, values, limit=None):
    """
    Put other signed values and their scale into an Axes that `plot_signed` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array, shape (784,) or (28, 28)
    limit : float, optional
        By default the largest absolute value.

    Returns
    -------
    matplotlib.axes.Axes
    """
    return set_signed(ax, valid.as_signed(values), valid.as_limit(limit), "plot_signed")


def set_signed(ax, picture, limit, maker):
    """Put a signed array of any shape, its symmetric scale and the scale's words into `ax`."""
    image = valid.drawn(ax.images, maker)[0]
    largest = np.nanmax(np.abs(picture))
    limit = largest if limit is None else limit
    _set_data(image, picture)
    image.set_clim(-(limit or 1), limit or 1)
    ax.texts[0].set_text(scale_words(limit, largest))
    return ax


def _set_data(image, picture):
    # The same picture again is left alone, so that a screen need not paint it anew.
    if not np.array_equal(image.get_array(), picture, equal_nan=True):
        image.set_data(picture)


def shared_limit(values):
    """
    Return the largest absolute value of all pictures together, None if all are zero.

    Parameters
    ----------
    values : array

    Returns
    -------
    float or None
    """
    return float(np.max(np.abs(values))) or None


def plot_unit_row(axes, weights, units, limit=None, captions=None, narrow=False):
    """
    Draw the weights of some units side by side on one scale.

    Parameters
    ----------
    axes : sequence of matplotlib.axes.Axes
        At least one for each unit; those left over are blanked.
    weights : array, shape (n, 784)
        The whole layer's incoming weights.
    units : sequence of int
    limit : float, optional
        By default the largest absolute weight among `units`.
    captions : sequence of str, optional
        One second title line for each unit.
    narrow : bool
        For pictures of less than about an inch: the words for the scale take two lines.

    Returns
    -------
    sequence of matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a unit is out of range or named twice, there are too few Axes, or captions are missing.
    """
    for ax in axes:
        # A fixed y: matplotlib loses the title of an Axes whose artists are hidden for a while.
        new_picture(ax, SIGNED).set_title(" ", fontsize=TITLE, y=1.0, parse_math=False)
    return update_unit_row(axes, weights, units, limit, captions, narrow)


def update_unit_row(axes, weights, units, limit=None, captions=None, narrow=False):
    """
    Show other units, or another number of them, in Axes that `plot_unit_row` has drawn.

    Parameters
    ----------
    axes : sequence of matplotlib.axes.Axes
    weights : array, shape (n, 784)
    units : sequence of int
    limit : float, optional
    captions : sequence of str, optional
    narrow : bool

    Returns
    -------
    sequence of matplotlib.axes.Axes
    """
    weights = valid.as_weights(weights)
    units = valid.as_units(units, len(weights))
    captions = valid.as_texts(captions, len(units), "captions")
    if len(axes) < len(units):
        raise ValueError(
            f"{len(units)} units do not fit into {len(axes)} Axes: expected one Axes for each unit;"
            f" make them with panels({len(units)})"
        )
    limit = valid.as_limit(limit) or shared_limit(weights[units])
    for place, ax in enumerate(axes):
        used = place < len(units)
        for artist in (*ax.images, *ax.texts, *ax.spines.values(), ax.title):
            put(artist, visible=used)
        if used:
            update_signed(ax, weights[units[place]], limit)
            if narrow:
                ax.texts[0].set_text(ax.texts[0].get_text().replace("scale ", "scale\n"))
            caption = captions[place]
            ax.title.set_text(f"unit {units[place]}" + (f"\n{caption}" if caption else ""))
            put(ax.title, fontsize=TITLE)
    return axes
