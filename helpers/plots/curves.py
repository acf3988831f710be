"""Curves: over the epochs of a training, or over a share from nothing to all."""

import numpy as np
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.plots import style
from helpers.words import per_cent

# Colours after Okabe and Ito, which colour-blind people can tell apart, each with its own dashes
# and marker. All reach 3:1 against paper.
LOOKS = [
    {"color": colour, "linestyle": dashes, "marker": marker, "markersize": 5, "linewidth": 1.6}
    for colour, dashes, marker in (
        ("#000000", "-", "o"),
        ("#0072B2", "--", "s"),
        ("#D55E00", "-.", "^"),
        ("#009E73", ":", "D"),
        ("#B85C93", (0, (6, 2)), "v"),
        ("#8C6D00", (0, (1, 1)), "P"),
    )
]
SHARES = np.linspace(0, 1, 6)


def plot_learning_curves(
    ax, curves, title=None, limits=None, epochs=None, first_epoch=1, as_shares=False
):
    """Draw one line a quantity over the epochs, each named at its end.

    A name is dark on any line, because most lines' colours are too light for letters; a thin grey
    stroke leads to it from the line's last value. ``ax.lines`` are the curves, ``ax.texts`` their
    names.

    curves: dict of names to numbers, one an epoch, at most six; an empty list holds the place of a
    curve to come. limits: of the upright axis. epochs: an epoch that the axis reaches to, if the
    curves do not. first_epoch: the epoch of the first value, 0 if the untrained network was
    measured too. as_shares: write the numbers in per cent.

    >>> from helpers.plots import panel
    >>> ax = plot_learning_curves(panel(), {"train": [0.8, 0.9], "test": [0.7, 0.85]})
    >>> [text.get_text() for text in ax.texts]
    ['train 0.900', 'test 0.850']
    """
    values = {name: np.asarray(curve, dtype=float) for name, curve in curves.items()}
    if style.fresh(ax, "plot_learning_curves", title, fits=len(ax.lines) == len(values)):
        _make_curves(ax, len(values))
        if as_shares:
            ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    longest = max(len(curve) for curve in values.values())
    ax.set_ylim(*(limits or _ends(np.concatenate(list(values.values())))))
    ax.set_xlim(first_epoch - 0.3, max(epochs or 0, first_epoch + max(longest - 1, 1)) + 0.3)
    for line, curve in zip(ax.lines, values.values(), strict=True):
        line.set_data(first_epoch + np.arange(len(curve)), curve)
        line.set_markevery(-(-max(len(curve), 1) // 15))
    _name_the_ends(ax, values, per_cent if as_shares else "{:.3f}".format)
    return ax


def plot_curves(ax, curves, xlabel, title=None):
    """Draw lines over a share that runs from 0 to 100 %, with a legend beside them; always anew.

    ``ax.lines`` are the curves, in the order given. curves: dict of names to numbers at evenly
    spaced shares, at most six; they may differ in length. xlabel: what there is a share of.

    >>> from helpers.plots import panel
    >>> ax = plot_curves(panel(), {"rises": [0.0, 0.5, 1.0]}, "share of the ink")
    >>> ax.lines[0].get_xdata().tolist()
    [0.0, 0.5, 1.0]
    """
    style.fresh(ax, "plot_curves", title, fits=False)
    for (name, curve), look in zip(curves.items(), LOOKS, strict=False):
        every = -(-len(curve) // 12)
        ax.plot(np.linspace(0, 1, len(curve)), curve, label=name, markevery=every, **look)
    ax.set_xticks(SHARES, [f"{share:.0%}" for share in SHARES])
    ax.tick_params(labelsize=style.SMALL)
    ax.set_xlabel(xlabel, fontsize=style.TEXT, parse_math=False)
    ax.spines[["top", "right"]].set_visible(False)
    # Beside the lines, where it hides none of them; the longest dashes need long samples.
    place = {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)}
    names = [line.get_label() for line in ax.lines]
    legend = ax.legend(ax.lines, names, fontsize=style.TEXT, frameon=False, handlelength=3, **place)
    for text in legend.get_texts():
        text.set_parse_math(False)
    return ax


def _make_curves(ax, n):
    for look in LOOKS[:n]:
        ax.plot([], [], **look)
        stroke = {"arrowstyle": "-", "color": style.LINE_GREY, "linewidth": 0.7}
        stroke |= {"shrinkB": 4, "relpos": (0, 0.5)}
        words = {"va": "center", "color": style.DARK, "fontsize": style.TEXT, "parse_math": False}
        words |= {"annotation_clip": False, "arrowprops": stroke}
        ax.annotate("", (1, 0), (1.03, 0), textcoords=ax.transAxes, **words)
    ax.set_xlabel("epoch", fontsize=style.TEXT)
    ax.tick_params(labelsize=style.SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.spines[["top", "right"]].set_visible(False)


def _ends(values):
    """Both ends of an axis that follows its values."""
    if len(values) == 0:
        return 0.0, 1.0
    low, high = values.min(), values.max()
    margin = 0.06 * (high - low) or 0.5
    return low - margin, high + margin


def _name_the_ends(ax, values, written):
    low, high = ax.get_ylim()
    gap = 1.5 * style.TEXT / 72 / (ax.bbox.height / ax.figure.dpi)
    ends = [(curve[-1] - low) / (high - low) if len(curve) else 0 for curve in values.values()]
    shown = [place for place, curve in enumerate(values.values()) if len(curve)]
    places = dict(zip(shown, style.spread([ends[i] for i in shown], gap), strict=True))
    for i, (text, (name, curve)) in enumerate(zip(ax.texts, values.items(), strict=True)):
        text.set_visible(i in places)
        if i in places:
            text.set_text(f"{name} {written(curve[-1])}")
            text.xy = (ax.lines[i].get_xdata()[-1], curve[-1])
            text.set_position((1.03, places[i]))
