"""Pictures of 28×28 values: digits in ink, signed values in red and blue, sizes, what misleads.

Products of weights and pixels are drawn by `plot_signed` like the weights. They get no outline of
the digit: an outline makes the products of any unit, a random one too, look like a digit.

`plot_stretched` is for the notebook that measures how it misleads: it stretches each picture from
its own smallest to its own largest value, so zero lands on another colour in every picture.
"""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap

from helpers.plots import style
from helpers.plots.style import SIDE

# Of sizes without sign, in which red and blue would say one; as steep as the signed colours.
AMBER = ("#ffffff", "#fbe7a8", "#f2cc5e", "#d19e00", "#8a6800", "#4a3800")
SIZES = LinearSegmentedColormap.from_list("sizes", [*zip(style.STEPS, AMBER, strict=True)])
STRETCHED = {"jet": ("jet", "jet", "colour"), "grey": ("grey from min to max", "gray", "grey")}


def plot_digit(ax, image, title=None):
    """Draw a digit, dark ink on white paper; ``ax.images[0]`` is the picture.

    >>> from helpers.plots import panel
    >>> ax = plot_digit(panel(), np.zeros(784, dtype=np.uint8), title="nothing")
    >>> ax.images[0].get_clim()
    (0.0, 1.0)
    """
    empty_picture(ax, "plot_digit", style.INK, title)
    style.put_picture(ax.images[0], ink(image))
    return ax


def plot_signed(ax, picture, limit=None, title=None):
    """Draw signed values: white is zero, red adds, blue takes away.

    The same drawing serves weights and products of weights and pixels. ``ax.images[0]`` is the
    picture; the text under it, ``ax.texts[0]``, says how far the scale reaches, and how large the
    largest value is if it lies beyond. picture: (784,) or (28, 28), no bytes; NaN is hidden, and
    grey. limit: by default the largest absolute value of this picture.

    >>> from helpers.plots import panel
    >>> ax = plot_signed(panel(), np.linspace(-1.5, 0.5, 784))
    >>> ax.images[0].get_clim(), ax.texts[0].get_text()
    ((-1.5, 1.5), 'scale ±1.5')
    """
    empty_picture(ax, "plot_signed", style.SIGNED, title)
    style.put(ax.images[0], cmap=style.SIGNED)
    return set_signed(ax, square(picture), limit)


def plot_sizes(ax, picture, title=None):
    """Draw sizes without sign, none negative, from white, which is zero, to dark amber.

    On an Axes that `plot_signed` has drawn on, the picture changes its colours.
    """
    empty_picture(ax, "plot_signed", SIZES, title)
    picture = square(picture)
    largest = picture.max()
    style.put(ax.images[0], cmap=SIZES)
    style.put_picture(ax.images[0], picture)
    ax.images[0].set_clim(0, largest or 1)
    ax.texts[0].set_text(f"scale 0 to {largest:.3g}" if largest else "all zero")
    return ax


def plot_unit_row(axes, weights, units, narrow=False):
    """Draw the weights of some units side by side on one scale; returns `axes`.

    axes: at least one for each unit; those left over are blanked.
    """
    for ax in axes:
        if empty_picture(ax, "plot_unit_row", style.SIGNED):
            # A fixed y: matplotlib loses the title of an Axes whose artists are hidden for a while.
            ax.set_title(" ", fontsize=style.TITLE, y=1.0, parse_math=False)
    limit = shared_limit(weights[np.asarray(units)])
    for place, ax in enumerate(axes):
        used = place < len(units)
        for artist in (*ax.images, *ax.texts, *ax.spines.values(), ax.title):
            style.put(artist, visible=used)
        if used:
            set_signed(ax, square(weights[units[place]]), limit)
            if narrow:
                ax.texts[0].set_text(ax.texts[0].get_text().replace("scale ", "scale\n"))
            ax.title.set_text(f"unit {units[place]}")
    return axes


def plot_stretched(ax, picture, colouring):
    """Draw signed values in `STRETCHED` colours, from their own smallest to their own largest.

    The text under the picture says which of the 256 colours zero got. colouring: "jet", the
    rainbow map, or "grey", the smallest black (0) and the largest white (255); it is the title too.
    """
    title, colours, word = STRETCHED[colouring]
    level, picture = grey_level_of_zero(picture), square(picture)
    empty_picture(ax, f"plot_stretched {colouring}", colormaps[colours], title)
    style.put_picture(ax.images[0], picture)
    ax.images[0].set_clim(picture.min(), picture.max())
    where = f"{word} {level:.0f} of 0…255" if 0 <= level <= 255 else "not on this scale"
    ax.texts[0].set_text(f"zero is {where}")
    return ax


def grey_level_of_zero(picture):
    """The level, of 0 to 255, on which zero lands after stretching to smallest and largest.

    It is ``255 * (0 - min) / (max - min)``, below 0 or above 255 if zero is not between the two.
    picture: (784,) or (28, 28), at least two different ones.

    >>> grey_level_of_zero(np.linspace(-1, 3, 784))
    63.75
    """
    picture = square(picture)
    low, high = picture.min(), picture.max()
    if low == high:
        raise ValueError(
            f"all 784 values are {low:g}: expected at least two different ones; a constant picture "
            "cannot be stretched, draw it with plot_signed"
        )
    return float(255 * (0 - low) / (high - low))


def mark_pixel(ax, pixel):
    """Put a ring around one pixel, from 0 to 783, of a 28×28 picture."""
    row, column = divmod(pixel, SIDE)
    # White under black: the ring is seen on any colour.
    for width, colour in ((4, "white"), (1.8, "black")):
        ring = {"markersize": 13, "fillstyle": "none", "markeredgewidth": width}
        ax.plot([column], [row], "o", color=colour, **ring)
    return ax


def mark_pixels(ax, mask):
    """Draw a line round some pixels, a mask of (784,), of a 28×28 picture."""
    inside = np.pad(np.asarray(mask, dtype=bool).reshape(SIDE, SIDE), 1)
    corners = []
    for row, column in np.argwhere(inside[1:] != inside[:-1]):  # between a pixel and the one below
        corners += [(column - 1.5, row - 0.5), (column - 0.5, row - 0.5), (np.nan, np.nan)]
    for row, column in np.argwhere(inside[:, 1:] != inside[:, :-1]):
        corners += [(column - 0.5, row - 1.5), (column - 0.5, row - 0.5), (np.nan, np.nan)]
    ax.plot(*np.reshape(corners, (-1, 2)).T, color=style.MARKED, linewidth=2)
    return ax


def empty_picture(ax, maker, colours, title=None, fits=True):
    """Make an empty picture and a line of text under it, if `fresh`; returns whether it was."""
    new = style.fresh(ax, maker, title, fits)
    if new:
        ax.imshow(np.zeros((SIDE, SIDE)), cmap=colours, vmin=0, vmax=1, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color(style.LINE_GREY)
        ax.text(0.5, -0.03, "", transform=ax.transAxes, ha="center", va="top", fontsize=style.SMALL)
    return new


def set_signed(ax, picture, limit):
    """Put a signed array of any shape, its symmetric scale and the scale's words into an Axes."""
    largest = np.nanmax(np.abs(picture))
    limit = largest if limit is None else limit
    style.put_picture(ax.images[0], picture + 0.0)  # of 0 and −0 one: the same picture again
    ax.images[0].set_clim(-(limit or 1), limit or 1)
    ax.texts[0].set_text(style.scale_words(limit, largest))
    return ax


def ink(image):
    """A digit as (28, 28) floats from 0 to 1; bytes are divided by 255."""
    image = np.asarray(image)
    return square(image / 255.0 if image.dtype == np.uint8 else image)


def square(values):
    """784 values as (28, 28) floats."""
    return np.asarray(values, dtype=float).reshape(SIDE, SIDE)


def shared_limit(values):
    """The largest absolute value of all pictures together, None if all are zero."""
    return float(np.nanmax(np.abs(values))) or None
