"""Learning curves: one line a quantity over the epochs, named at its end."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.plots import valid
from helpers.plots.style import DARK, LINE_GREY, SMALL, TEXT, TITLE, spread

# Colours after Okabe and Ito, which colour-blind people can tell apart, each with its own dashes
# and marker. All reach 3:1 against paper.
LOOKS = (
    ("#000000", "-", "o"),
    ("#0072B2", "--", "s"),
    ("#D55E00", "-.", "^"),
    ("#009E73", ":", "D"),
    ("#B85C93", (0, (6, 2)), "v"),
    ("#8C6D00", (0, (1, 1)), "P"),
)


def plot_learning_curves(
    ax, curves, title=None, ylabel=None, limits=None, epochs=None, first_epoch=1
):
    """
    Draw one line a quantity over the epochs, each named at its end.

    A name is dark on any line, because most lines' colours are too light for letters; a thin grey
    stroke leads to it from the line's last value.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    curves : dict of str to array, shape (n_epochs,)
        At most six; an empty array holds the place of a curve to come.
    title, ylabel : str, optional
    limits : (float, float), optional
        Range of the upright axis; by default it follows the values.
    epochs : int, optional
        Last epoch of the axis; by default that of the longest curve.
    first_epoch : int
        Epoch of the first value, 0 if the untrained network was measured too.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.lines`` are the curves, ``ax.texts`` their names.

    Raises
    ------
    ValueError
        If there is no curve or more than six, a value is not finite, or `epochs` is too small.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_learning_curves(panel(), {"train": [0.8, 0.9], "test": [0.7, 0.85]})
    >>> [text.get_text() for text in ax.texts]
    ['train 0.900', 'test 0.850']
    """
    _check_curves(curves, epochs, first_epoch)
    if not 1 <= len(curves) <= len(LOOKS):
        raise ValueError(
            f"{len(curves)} curves: expected 1 to {len(LOOKS)}, more cannot be told apart; "
            "spread them over several Axes"
        )
    valid.as_axes(ax).clear()
    for colour, dashes, marker in LOOKS[: len(curves)]:
        ax.plot([], [], color=colour, linestyle=dashes, marker=marker, markersize=5, linewidth=1.6)
        ax.annotate(
            "",
            (1, 0),
            (1.03, 0),
            xycoords="data",
            textcoords=ax.transAxes,
            va="center",
            color=DARK,
            fontsize=TEXT,
            annotation_clip=False,
            parse_math=False,
            arrowprops={
                "arrowstyle": "-",
                "color": LINE_GREY,
                "linewidth": 0.7,
                "shrinkB": 4,
                "relpos": (0, 0.5),
            },
        )
    ax.set_xlabel("epoch", fontsize=TEXT)
    ax.set_ylabel(ylabel or "", fontsize=TEXT, parse_math=False)
    ax.tick_params(labelsize=SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return update_learning_curves(ax, curves, limits, epochs, first_epoch)


def update_learning_curves(ax, curves, limits=None, epochs=None, first_epoch=1):
    """
    Draw the same curves with more epochs. The axes may move, so the whole Axes changes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Drawn by `plot_learning_curves` with as many curves.
    curves : dict of str to array, shape (n_epochs,)
    limits : (float, float), optional
    epochs : int, optional
    first_epoch : int

    Returns
    -------
    matplotlib.axes.Axes
    """
    _check_curves(curves, epochs, first_epoch)
    if len(curves) != len(valid.drawn(ax.lines, "plot_learning_curves")):
        raise ValueError(
            f"{len(curves)} curves: this Axes was drawn with {len(ax.lines)}; "
            "call plot_learning_curves again"
        )
    values = {name: _as_curve(curve, name) for name, curve in curves.items()}
    longest = max(len(curve) for curve in values.values())
    last = first_epoch + max(longest, 1) - 1
    if epochs is not None and epochs < last:
        raise ValueError(
            f"epochs={epochs}, but a curve reaches epoch {last}: expected at least {last}; "
            "pass the number of epochs of the whole run"
        )
    _set_frame(ax, np.concatenate(list(values.values())), limits, first_epoch, epochs or last)
    for line, curve in zip(ax.lines, values.values(), strict=True):
        line.set_data(first_epoch + np.arange(len(curve)), curve)
        line.set_markevery(-(-max(len(curve), 1) // 15))
    _name_the_ends(ax, values)
    return ax


def _check_curves(curves, epochs, first_epoch):
    valid.as_dict(curves, "curves", 'a dict of names and numbers, such as {"loss": losses}')
    for name, number in (("epochs", epochs), ("first_epoch", first_epoch)):
        if number is not None or name == "first_epoch":
            valid.as_count(number, name, least=0)


def _as_curve(curve, name):
    array = valid.as_numbers(curve, f"curve {name!r}").astype(float)
    if array.ndim != 1:
        raise ValueError(
            f"curve {name!r} has shape {array.shape}: expected one number an epoch; "
            "pass a list of numbers"
        )
    return array


def _set_frame(ax, values, limits, first, last):
    if limits is not None:
        low, high = valid.as_vector(limits, "limits", length=2)
        if not low < high:
            raise ValueError(f"limits={limits!r}: expected (low, high) with low < high")
    elif len(values) == 0:
        low, high = 0.0, 1.0
    else:
        low, high = values.min(), values.max()
        margin = 0.06 * (high - low) or 0.5
        low, high = low - margin, high + margin
    ax.set_ylim(low, high)
    ax.set_xlim(first - 0.3, max(last, first + 1) + 0.3)


def _name_the_ends(ax, values):
    low, high = ax.get_ylim()
    gap = 1.5 * TEXT / 72 / (ax.bbox.height / ax.figure.dpi)
    ends = [(curve[-1] - low) / (high - low) if len(curve) else 0 for curve in values.values()]
    shown = [place for place, curve in enumerate(values.values()) if len(curve)]
    places = dict(zip(shown, spread([ends[i] for i in shown], gap), strict=True))
    for i, (text, (name, curve)) in enumerate(zip(ax.texts, values.items(), strict=True)):
        text.set_visible(i in places)
        if i in places:
            text.set_text(f"{name} {curve[-1]:.3f}")
            text.xy = (ax.lines[i].get_xdata()[-1], curve[-1])
            text.set_position((1.03, places[i]))
