"""Pictures of a layer in rows, signed or stretched to grey, and the meter of what they can do."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colormaps

from helpers.plots import valid
from helpers.plots.images import new_picture, set_signed, shared_limit
from helpers.plots.style import DARK, LINE_GREY, SIGNED, SMALL, TEXT, TITLE, put
from helpers.plots.traps import grey_level_of_zero
from helpers.plots.view import zoom

COLOURINGS = ("signed", "grey")
GREY = colormaps["gray"]


def plot_layer_row(axes, pictures, titles, colouring="signed", limit=None, narrow=False):
    """
    Draw some nodes' pictures side by side: signed on one scale, or each stretched to grey.

    Stretched means that the smallest value is black (0) and the largest white (255), in each
    picture by itself. The text under it then says on which level zero has landed.

    Parameters
    ----------
    axes : sequence of matplotlib.axes.Axes
        One for each picture.
    pictures : array, shape (n, 784)
    titles : sequence of str, length n
    colouring : "signed" or "grey"
    limit : float, optional
        Of the signed scale; by default the largest absolute value of these pictures.
    narrow : bool
        For pictures of less than an inch: shorter words under them.

    Returns
    -------
    sequence of matplotlib.axes.Axes
        In each, ``images[0]`` is the picture and ``texts[0]`` says its scale.

    Raises
    ------
    ValueError
        If pictures, titles and Axes are not equally many, or the colouring is unknown.

    Examples
    --------
    >>> from helpers.plots import panels
    >>> weights = np.tile(np.linspace(-1, 3, 784), (2, 1))
    >>> axes = plot_layer_row(panels(2)[1], weights, ["unit 0", "unit 1"], "grey")
    >>> axes[0].texts[0].get_text()
    'zero 64'
    """
    for ax in axes:
        new_picture(ax, SIGNED).set_title(" ", fontsize=TITLE, parse_math=False)
    return update_layer_row(axes, pictures, titles, colouring, limit, narrow)


def update_layer_row(axes, pictures, titles, colouring="signed", limit=None, narrow=False):
    """
    Show other pictures, or another colouring, in Axes that `plot_layer_row` has drawn.

    Parameters
    ----------
    axes : sequence of matplotlib.axes.Axes
    pictures : array, shape (n, 784)
    titles : sequence of str, length n
    colouring : "signed" or "grey"
    limit : float, optional
    narrow : bool

    Returns
    -------
    sequence of matplotlib.axes.Axes

    Raises
    ------
    ValueError
        As `plot_layer_row`.
    """
    pictures = valid.as_weights(pictures)
    titles = valid.as_texts(titles, len(pictures), "titles")
    _check_colouring(colouring)
    if len(axes) != len(pictures):
        raise ValueError(
            f"{len(pictures)} pictures for {len(axes)} Axes: expected one each; "
            f"make them with panels({len(pictures)})"
        )
    limit = valid.as_limit(limit) or shared_limit(pictures)
    for ax, picture, title in zip(axes, _squares(pictures), titles, strict=True):
        put(valid.drawn(ax.images, "plot_layer_row")[0], cmap=_colours(colouring))
        set_signed(ax, picture, limit, "plot_layer_row")
        if colouring == "grey":
            ax.images[0].set_clim(picture.min(), picture.max())
            ax.texts[0].set_text(_grey_words(grey_level_of_zero(picture), narrow))
        elif narrow:
            ax.texts[0].set_text(f"±{limit or 0:.2g}")
        ax.title.set_text(title)
    return axes


def show_layer_rows(rows, titles, colouring="signed", limit="row"):
    """
    Show several rows of pictures under each other, for a comparison column by column.

    Parameters
    ----------
    rows : dict of str to array, shape (n, 784)
        Each row under its name.
    titles : sequence of str, length n
        Of the columns.
    colouring : "signed" or "grey"
    limit : "row", "shared" or float
        In signed rows: one scale for each row, one for all, or a number.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (rows, n)

    Raises
    ------
    ValueError
        If a row has not as many pictures as there are titles, or `limit` or `colouring` is unknown.
    """
    valid.as_dict(rows, "rows", 'a dict of arrays, such as {"first layer": W1[:10]}')
    rows = {name: valid.as_weights(pictures) for name, pictures in rows.items()}
    titles = valid.as_list(titles, "titles", "expected one title a column")
    if not rows or any(len(pictures) != len(titles) for pictures in rows.values()):
        raise ValueError(
            f"rows of {[len(pictures) for pictures in rows.values()]} pictures for {len(titles)} "
            "titles: expected at least one row, and in each one picture a title"
        )
    _check_colouring(colouring)
    if not isinstance(limit, str):
        limit = valid.as_limit(limit)
    elif limit in ("row", "shared"):
        limit = shared_limit(np.concatenate([*rows.values()])) if limit == "shared" else None
    else:
        raise ValueError(f'limit={limit!r}: expected "row", "shared" or a number above zero')
    width, height = 10.5, 1.2 * len(rows) + 0.25
    _, axes = plt.subplots(
        len(rows),
        len(titles),
        figsize=(width / zoom(), height / zoom()),
        squeeze=False,
        layout="constrained",
    )
    narrow = width / zoom() / len(titles) < 1
    for place, (row, (name, pictures)) in enumerate(zip(axes, rows.items(), strict=True)):
        plot_layer_row(row, pictures, titles, colouring, limit, narrow)
        for ax in row if place else ():
            ax.set_title("")
        row[0].set_ylabel(name, fontsize=TEXT, parse_math=False)
    return axes


def plot_meter(ax, names, shares, title=None):
    """
    Draw shares as bars from 0 to 100 %, each under its name and its number.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    names : sequence of str, length n
        What each is the share of.
    shares : array, shape (n,)
        From 0 to 1.
    title : str, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.patches`` are the bars, ``ax.texts`` the names with their numbers.

    Raises
    ------
    ValueError
        If names and shares are not equally many, or a share is not from 0 to 1.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> plot_meter(panel(), ["right"], [0.855]).texts[0].get_text()
    'right: 85.5 %'
    """
    n = len(valid.as_vector(shares, "shares"))
    valid.as_axes(ax).clear()
    ax.barh(range(n), 0, height=0.32, color=LINE_GREY)
    for row in range(n):
        words = {"ha": "left", "va": "bottom", "fontsize": TEXT, "parse_math": False}
        ax.text(0.004, row - 0.24, "", **words)
    ax.set(xlim=(0, 1), ylim=(n - 0.75, -0.85), yticks=[])
    ax.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"], fontsize=SMALL)
    ax.spines[["top", "left", "right"]].set_visible(False)
    ax.axvline(0, color=DARK, linewidth=1)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return update_meter(ax, names, shares)


def update_meter(ax, names, shares):
    """
    Show as many other shares in an Axes that `plot_meter` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    names : sequence of str, length n
    shares : array, shape (n,)

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        As `plot_meter`, and if the number of shares is another.
    """
    bars = valid.drawn(ax.patches, "plot_meter")
    shares = valid.as_vector(shares, "shares", length=len(bars))
    names = valid.as_texts(names, len(bars), "names")
    if shares.min() < 0 or shares.max() > 1:
        raise ValueError(
            f"shares reach from {shares.min():g} to {shares.max():g}: expected 0 to 1, such as "
            "those of composition_meter"
        )
    for bar, words, name, share in zip(bars, ax.texts, names, shares, strict=True):
        put(bar, width=float(share))
        words.set_text(f"{name}: {100 * share:.1f} %")
    return ax


def _check_colouring(colouring):
    if not isinstance(colouring, str) or colouring not in COLOURINGS:
        raise ValueError(f"colouring={colouring!r}: expected {' or '.join(map(repr, COLOURINGS))}")


def _squares(pictures):
    """Every picture as (28, 28) floats."""
    return [valid.as_signed(picture, "pictures") for picture in pictures]


def _grey_words(level, narrow):
    where = f"{level:.0f}" if 0 <= level <= 255 else "outside"
    return f"zero\n{where}" if narrow else f"zero {where}"


def _colours(colouring):
    return GREY if colouring == "grey" else SIGNED
