"""Parts of a picture: one row of a digit as 28 numbers, a patch with its numbers, a frame."""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import TALLEST, WIDTH, panels
from helpers.plots.images import empty_picture, ink, plot_digit, plot_signed, shared_limit, square
from helpers.plots.style import SIDE

# Widths of the digit and of the bars, in proportion.
RATIOS = (1, 2.6)
# Neither red nor blue, which mean plus and minus; 3.8:1 against paper, 5.5:1 against ink.
OUTLINE = "#c76a00"


def plot_outlined(ax, image, row, title=None):
    """Draw a digit with one of its rows, from 0, the topmost, to 27, outlined.

    ``ax.images[0]`` is the digit, ``ax.lines[0]`` the outline.
    """
    if empty_picture(ax, "plot_outlined", style.INK, title):
        ax.plot([], [], color=OUTLINE, linewidth=2, clip_on=False, solid_joinstyle="miter")
    style.put_line(ax.lines[0], style.box(-0.5, SIDE - 0.5, row - 0.5, row + 0.5))
    style.put_picture(ax.images[0], ink(image))
    return ax


def plot_row(ax, pixels, title=None, upright=False, every=1):
    """Draw the 28 numbers of one row, from 0, no ink, to 1, as bars with their numbers over them.

    ``ax.patches`` are the bars, ``ax.texts`` the numbers, those left out invisible.

    upright: turn the numbers and put them above all bars, which are too narrow for them. every:
    write only every so many-th number, beginning with column 0. Both count when it is made.

    >>> from helpers.plots import panel
    >>> ax = plot_row(panel(), np.linspace(0, 1, 28))
    >>> [ax.texts[place].get_text() for place in (0, 1, 27)]
    ['0', '.04', '1']
    """
    if style.fresh(ax, "plot_row", title):
        _make_row(ax, upright, every)
    pixels = np.asarray(pixels, dtype=float)
    for bar, text, value in zip(ax.patches, ax.texts, pixels, strict=True):
        bar.set_height(value)
        # An upright number over a low bar would reach into its neighbours.
        text.set_y(1.03 if text.get_rotation() else value + 0.01)
        text.set_text(_short(value))
    return ax


def plot_patch(ax, image, part, title=None):
    """Draw a part of a digit, each pixel with its number in it, from 0, no ink, to 1.

    ``ax.images[0]`` is the part, ``ax.texts`` the numbers. The ticks are the digit's own rows and
    columns, from 0. part: as `show_patch` takes it.
    """
    top, bottom, left, right = part
    patch = ink(image)[top:bottom, left:right]
    style.fresh(ax, "plot_patch", title, fits=False)
    ends = (left - 0.5, right - 0.5, bottom - 0.5, top - 0.5)
    more = {"cmap": style.INK, "vmin": 0, "vmax": 1, "interpolation": "nearest"}
    ax.imshow(patch, extent=ends, **more)
    look = {"ha": "center", "va": "center", "fontsize": style.TITLE}
    for (row, column), value in np.ndenumerate(patch):
        colour = "white" if value > 0.5 else style.DARK
        ax.text(left + column, top + row, _short(value), color=colour, **look)
    ax.set(xticks=range(left, right), yticks=range(top, bottom))
    ax.tick_params(labelsize=style.TEXT)
    ax.set_xlabel("column", fontsize=style.TEXT)
    ax.set_ylabel("row", fontsize=style.TEXT)
    ax.spines[:].set_color(OUTLINE)
    ax.spines[:].set_linewidth(2)
    return ax


def show_patch(image, part, titles=("image", "the framed part as numbers")):
    """Show a digit with a part framed, and beside it that part with the number in each pixel.

    Returns both Axes. part: ``(top, bottom, left, right)``, so that the part is
    ``image.reshape(28, 28)[top:bottom, left:right]``.
    """
    _, axes = panels(2, height=TALLEST, ratios=(1, 1.4))
    plot_digit(axes[0], image, titles[0])
    _frame(axes[0], part, under=2.5)
    plot_patch(axes[1], image, part, titles[1])
    return axes


def show_framed(pictures, part, titles=None):
    """Show two to five signed pictures, large and on one scale, with the same part framed in each.

    pictures: a list of arrays, (784,) or (28, 28). part: ``(top, bottom, left, right)``, as
    `show_patch` takes it.
    """
    pictures, n = [square(picture) for picture in pictures], len(pictures)
    side = min(WIDTH / n, TALLEST - 0.5)
    _, axes = panels(n, n * side, side + 0.5)
    limit = shared_limit(pictures)
    for ax, picture, title in zip(axes, pictures, titles or [""] * n, strict=True):
        plot_signed(ax, picture, limit, title)
        _frame(ax, part)
    return axes


def _frame(ax, part, under=5):
    top, bottom, left, right = part
    corners = style.box(left - 0.5, right - 0.5, top - 0.5, bottom - 0.5)
    # White under the colour: the frame is seen on any picture.
    for width, colour in ((under, "white"), (2.5, OUTLINE)):
        ax.plot(*np.transpose(corners), color=colour, linewidth=width, solid_joinstyle="miter")


def _make_row(ax, upright, every):
    ax.bar(range(SIDE), 0, width=0.86, color=style.DARK)
    look = {"ha": "center", "va": "bottom", "fontsize": style.SMALL}
    for column in range(SIDE):
        ax.text(column, 0, "", rotation=90 * upright, visible=column % every == 0, **look)
    ax.set(xlim=(-0.7, SIDE - 0.3), xticks=range(0, SIDE, 3), yticks=(0, 0.5, 1))
    ax.set_ylim(0, 1.3 if upright else 1.14)  # headroom for the number over the tallest bar
    ax.tick_params(labelsize=style.SMALL)
    ax.set_xlabel("column", fontsize=style.TEXT)
    ax.set_ylabel("ink", fontsize=style.TEXT)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(style.LINE_GREY)


def _short(value):
    """Ink in as few letters as two decimals need: 28 of them stand side by side."""
    words = f"{value:.2f}"
    return {"0.00": "0" if value == 0 else ".00", "1.00": "1"}.get(words, words.lstrip("0"))
