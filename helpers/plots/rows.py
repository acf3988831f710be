"""One row of a digit: the digit with the row outlined, and the row's 28 numbers as bars."""

import numpy as np

from helpers.plots import style
from helpers.plots.figures import panels
from helpers.plots.images import empty_picture, ink
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


def show_row(image, row):
    """Show a digit with one row, from 0, the topmost, to 27, outlined, and that row's numbers.

    Returns both Axes.
    """
    picture = ink(image)
    _, axes = panels(2, ratios=RATIOS)
    plot_outlined(axes[0], picture, row, "image")
    plot_row(axes[1], picture[row], f"row {row}", upright=style.zoom() > 1)
    return axes


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
