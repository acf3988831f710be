"""One row of a digit: the digit with the row outlined, and the row's 28 numbers as bars."""

from helpers.plots import valid
from helpers.plots.figures import panels
from helpers.plots.images import plot_digit, update_digit
from helpers.plots.style import DARK, LINE_GREY, SIDE, SMALL, TEXT, TITLE
from helpers.plots.view import zoom

# Widths of the digit and of the bars, in proportion.
RATIOS = (1, 2.6)
# Neither red nor blue, which mean plus and minus; 3.8:1 against paper, 5.5:1 against ink.
OUTLINE = "#c76a00"


def plot_outlined(ax, image, row, title=None):
    """
    Draw a digit with one of its rows outlined.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    image : array, shape (784,) or (28, 28)
        Bytes from 0 to 255, or floats in [0, 1].
    row : int
        From 0, the topmost, to 27.
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` is the digit, ``ax.lines[0]`` the outline.

    Raises
    ------
    ValueError
        If the image is no digit or there is no such row.
    """
    plot_digit(ax, image, title)
    ax.plot([], [], color=OUTLINE, linewidth=2, clip_on=False, solid_joinstyle="miter")
    return update_outlined(ax, image, row)


def update_outlined(ax, image, row):
    """
    Put another digit, or another row's outline, into an Axes that `plot_outlined` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    image : array, shape (784,) or (28, 28)
    row : int

    Returns
    -------
    matplotlib.axes.Axes
    """
    outline = valid.drawn(ax.lines, "plot_outlined")[0]
    row = valid.as_units(row, SIDE, "row")[0]
    left, right, top, bottom = -0.5, SIDE - 0.5, row - 0.5, row + 0.5
    outline.set_data([left, right, right, left, left], [top, top, bottom, bottom, top])
    return update_digit(ax, image)


def plot_row(ax, pixels, title=None, upright=False, every=1):
    """
    Draw the 28 numbers of one row as bars with their numbers over them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    pixels : array, shape (28,)
        From 0, no ink, to 1.
    title : str, optional
    upright : bool
        Turn the numbers and put them above all bars, which are too narrow for them.
    every : int
        Write only every so many-th number, beginning with column 0.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.patches`` are the bars, ``ax.texts`` the numbers, those left out invisible.

    Raises
    ------
    ValueError
        If `pixels` are not 28 numbers from 0 to 1, or `every` is not 1 or more.

    Examples
    --------
    >>> import numpy as np
    >>> from helpers.plots import panel
    >>> ax = plot_row(panel(), np.linspace(0, 1, 28))
    >>> [ax.texts[place].get_text() for place in (0, 1, 27)]
    ['0', '.04', '1']
    """
    valid.as_axes(ax).clear()
    every = valid.as_count(every, "every")
    ax.bar(range(SIDE), 0, width=0.86, color=DARK)
    for column in range(SIDE):
        shown, turn = column % every == 0, 90 if upright else 0
        ax.text(
            column, 0, "", ha="center", va="bottom", fontsize=SMALL, rotation=turn, visible=shown
        )
    # Headroom for the number over the tallest bar.
    high = 1.3 if upright else 1.14
    ax.set(xlim=(-0.7, SIDE - 0.3), ylim=(0, high), xticks=range(0, SIDE, 3), yticks=(0, 0.5, 1))
    ax.tick_params(labelsize=SMALL)
    ax.set_xlabel("column", fontsize=TEXT)
    ax.set_ylabel("ink", fontsize=TEXT)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE_GREY)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return update_row(ax, pixels)


def update_row(ax, pixels):
    """
    Put another row's numbers into an Axes that `plot_row` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    pixels : array, shape (28,)

    Returns
    -------
    matplotlib.axes.Axes
    """
    bars = valid.drawn(ax.patches, "plot_row")
    pixels = valid.as_vector(pixels, "pixels", length=SIDE)
    if pixels.min() < 0 or pixels.max() > 1:
        raise ValueError(
            f"pixels reach from {pixels.min():.3g} to {pixels.max():.3g}: expected ink from 0 to "
            "1; divide bytes by 255"
        )
    for bar, text, ink in zip(bars, ax.texts, pixels, strict=True):
        bar.set_height(ink)
        # An upright number over a low bar would reach into its neighbours.
        text.set_y(1.03 if text.get_rotation() else ink + 0.01)
        text.set_text(_short(ink))
    return ax


def show_row(image, row):
    """
    Show a digit with one row outlined, and that row's 28 numbers as bars.

    Parameters
    ----------
    image : array, shape (784,) or (28, 28)
        Bytes from 0 to 255, or floats in [0, 1].
    row : int
        From 0, the topmost, to 27.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (2,)
    """
    picture, row = valid.as_digit(image), valid.as_units(row, SIDE, "row")[0]
    _, axes = panels(2, ratios=RATIOS)
    plot_outlined(axes[0], picture, row, "image")
    plot_row(axes[1], picture[row], f"row {row}", upright=zoom() > 1)
    return axes


def _short(ink):
    """Return ink in as few letters as two decimals need: 28 of them stand side by side."""
    words = f"{ink:.2f}"
    return {"0.00": "0" if ink == 0 else ".00", "1.00": "1"}.get(words, words.lstrip("0"))
