"""Pictures of a layer in rows, signed or stretched to grey, and the meter of what they can do."""

import numpy as np
from matplotlib import colormaps

from helpers.plots import style
from helpers.plots.figures import WIDTH, panels
from helpers.plots.images import empty_picture, grey_level_of_zero, set_signed, shared_limit, square
from helpers.words import per_cent

PLAIN = {"edgecolor": style.LINE_GREY, "linewidth": 0.8}
FRAMED = {"edgecolor": style.DARK, "linewidth": 2}
COLOURINGS = {"signed": style.SIGNED, "grey": colormaps["gray"]}


def plot_layer_row(
    axes, pictures, titles, colouring="signed", limit=None, narrow=False, marked=None
):
    """Draw some nodes' pictures side by side: signed on one scale, or each stretched to grey.

    Stretched means that the smallest value is black (0) and the largest white (255), in each
    picture by itself. The text under it, ``texts[0]``, then says on which level zero has landed.
    Returns `axes`. pictures: (n, 784), one for each of the axes. colouring: "signed" or "grey".
    marked: the place of one to frame, from 0.

    >>> from helpers.plots import panels
    >>> weights = np.tile(np.linspace(-1, 3, 784), (2, 1))
    >>> axes = plot_layer_row(panels(2)[1], weights, ["unit 0", "unit 1"], "grey")
    >>> axes[0].texts[0].get_text()
    'zero 64'
    """
    limit = limit or shared_limit(pictures)
    for place, (ax, picture) in enumerate(zip(axes, map(square, pictures), strict=True)):
        if empty_picture(ax, "plot_layer_row", style.SIGNED):
            ax.set_title(" ", fontsize=style.TITLE, parse_math=False)
        look = FRAMED if place == marked else PLAIN
        for spine in ax.spines.values():
            style.put(spine, **look)
        style.put(ax.images[0], cmap=COLOURINGS[colouring])
        set_signed(ax, picture, limit)
        if colouring == "grey":
            ax.images[0].set_clim(picture.min(), picture.max())
            ax.texts[0].set_text(_grey_words(grey_level_of_zero(picture), narrow))
        elif narrow:
            ax.texts[0].set_text(f"±{limit or 0:.2g}")
        ax.title.set_text(titles[place])
    return axes


def show_layer_rows(rows, titles, colouring="signed", limit="row"):
    """Show several rows of pictures under each other, for a comparison column by column.

    Returns the Axes as an array, (rows, n). rows: dict of names to arrays, (n, 784). titles: of the
    columns. colouring: "signed" or "grey". limit: in signed rows, "row" is one scale for each row,
    "shared" one for all.
    """
    limit = shared_limit(np.concatenate([*rows.values()])) if limit == "shared" else None
    n = len(titles)
    _, axes = panels(len(rows) * n, height=1.2 * len(rows) + 0.25, columns=n)
    axes = axes.reshape(-1, n)
    narrow = WIDTH / style.zoom() / n < 1
    for place, (row, (name, pictures)) in enumerate(zip(axes, rows.items(), strict=True)):
        plot_layer_row(row, pictures, titles, colouring, limit, narrow)
        for ax in row if place else ():
            ax.set_title("")
        for ax in row[1:] if colouring == "signed" else ():  # the first one's scale is the row's
            ax.texts[0].set_text("")
        words = {"rotation": 0, "ha": "right", "va": "center", "parse_math": False}
        row[0].set_ylabel(name, fontsize=style.TEXT, **words)
    return axes


def plot_meter(ax, names, shares):
    """Draw shares from 0 to 1 as bars up to 100 %, each under its name and its number.

    ``ax.patches`` are the bars, ``ax.texts`` the names with their numbers.

    >>> from helpers.plots import panel
    >>> plot_meter(panel(), ["right"], [0.855]).texts[0].get_text()
    'right: 85.5%'
    """
    shares = np.asarray(shares, dtype=float)
    n = len(shares)
    if style.fresh(ax, "plot_meter", fits=len(ax.patches) == n):
        ax.barh(range(n), 0, height=0.32, color=style.LINE_GREY)
        for row in range(n):
            words = {"ha": "left", "va": "bottom", "fontsize": style.TEXT, "parse_math": False}
            ax.text(0.004, row - 0.24, "", **words)
        ax.set(xlim=(0, 1), ylim=(n - 0.75, -0.85), yticks=[])
        ax.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"], fontsize=style.SMALL)
        ax.spines[["top", "left", "right"]].set_visible(False)
        ax.axvline(0, color=style.DARK, linewidth=1)
    for bar, words, name, share in zip(ax.patches, ax.texts, names, shares, strict=True):
        style.put(bar, width=share)
        words.set_text(f"{name}: {per_cent(share)}")
    return ax


def _grey_words(level, narrow):
    where = f"{level:.0f}" if 0 <= level <= 255 else "outside"
    return f"zero\n{where}" if narrow else f"zero {where}"
