"""Curves: over the epochs of a training, or over a share from nothing to all."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.plots import style
from helpers.words import listed, per_cent, shortened

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
FADED = {"color": style.LINE_GREY, "linestyle": "-", "marker": ".", "linewidth": 1.4, "zorder": 1.5}
SHARES = np.linspace(0, 1, 6)
# A digit's line in `plot_recalls`: as most are, and as those that are named.
ONE_OF_TEN = {"color": "#5088B8", "linewidth": 1.0, "marker": "", "zorder": 2}
LOST_COLOURS = ListedColormap(["white", *colormaps["Purples"](np.linspace(0, 1, 256))[1:]])
POOR = {"color": "#C24E00", "linewidth": 2.4, "marker": "^", "zorder": 3}


def plot_learning_curves(
    ax, curves, title=None, limits=None, epochs=None, first_epoch=1, as_shares=False, faded=()
):
    """Draw one line a quantity over the epochs, each named at its end.

    A name is dark on any line, because most lines' colours are too light for letters; a thin grey
    stroke leads to it from the line's last value. ``ax.lines`` are the curves, ``ax.texts`` their
    names.

    curves: dict of names to numbers, one an epoch, at most six; an empty list holds the place of a
    curve to come. limits: of the upright axis. epochs: an epoch that the axis reaches to, if the
    curves do not. first_epoch: the epoch of the first value, 0 if the untrained network was
    measured too. as_shares: write the numbers in per cent. faded: names of curves that are only
    there to compare with: grey.

    >>> from helpers.plots import panel
    >>> ax = plot_learning_curves(panel(), {"train": [0.8, 0.9], "test": [0.7, 0.85]})
    >>> [text.get_text() for text in ax.texts]
    ['train 0.900', 'test 0.850']
    """
    values = {name: np.asarray(curve, dtype=float) for name, curve in curves.items()}
    looks = [
        look | (FADED if name in faded else {}) for name, look in zip(values, LOOKS, strict=False)
    ]
    colours = [look["color"] for look in looks]
    fits = [line.get_color() for line in ax.lines] == colours
    if style.fresh(ax, "plot_learning_curves", title, fits):
        _make_curves(ax, looks)
        if as_shares:
            ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set_ylim(*(limits or _ends(np.concatenate(list(values.values())))))
    _put_curves(ax, values.values(), epochs, first_epoch)
    written = per_cent if as_shares else "{:.3f}".format
    ends = [(name, curve[-1]) if len(curve) else None for name, curve in values.items()]
    _name_the_ends(ax, [end and f"{end[0]} {written(end[1])}" for end in ends], ax.lines)
    return ax


def plot_recalls(ax, recalls, shares, title=None, before=(), epochs=None, lost=0.0, names=None):
    """Draw each digit's recall over the epochs, untrained first, and in black what is right of all.

    Digits that are lost now are thick lines, and named at their ends; if there is none, the worst
    digit is. ``ax.lines`` are the digits, all, and another run to compare with,
    ``ax.texts`` the names: of all, of the other run, and of the digits.

    recalls: (n, n_digits), of each digit's images. shares: (n,), of all
    images. before: that of the other run. epochs: an epoch that the axis reaches to.
    lost: a digit is, if it is recognised less often than this. names: what the classes are called,
    where they are no digits.

    >>> from helpers.plots import panel
    >>> ax = plot_recalls(panel(), [[1, 0], [0.9, 0.01]], [0.5, 0.5])
    >>> [text.get_text() for text in ax.texts if text.get_visible()]
    ['all digits 50.0%', 'digit 1 1.0%']
    """
    recalls = np.asarray(recalls, dtype=float)
    n = recalls.shape[1]
    if style.fresh(ax, "plot_recalls", title, fits=len(ax.lines) == n + 2):
        _make_curves(ax, [LOOKS[0] | ONE_OF_TEN] * n + [LOOKS[0], LOOKS[0] | FADED], named=3)
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set_ylim(0, 1.02)
    _put_curves(ax, [*recalls.T, shares, before], epochs, first_epoch=0)
    poor, words = _poor(recalls[-1], lost, names)
    for digit, line in enumerate(ax.lines[:n]):
        style.put(line, **(POOR if digit in poor else ONE_OF_TEN))
    everything = "digits" if names is None else "classes"
    said = [f"all {everything} {per_cent(shares[-1])}", "", words]
    if len(before):
        said[1] = f"run before {per_cent(before[-1])}"
    _name_the_ends(ax, said, [*ax.lines[n:], ax.lines[poor[0]]])
    return ax


def _poor(recalls, bound, names=None):
    """The classes that are lost, or if none is, the worst; and their name."""
    kind = "digit" if names is None else "class"
    names = [f"{kind} {c}" for c in range(len(recalls))] if names is None else names
    lost = np.flatnonzero(recalls < bound)
    if len(lost) > (4 if kind == "digit" else 3):  # their list would lie on other names
        kinds = "digits" if kind == "digit" else "classes"
        return lost, f"{len(lost)} {kinds} under {per_cent(bound, 0)}"
    if len(lost) > 1:
        those = lost if kind == "digit" else [shortened(names[c], 8) for c in lost]
        between = "\n" if len(lost) > 3 else " "
        return lost, f"{listed(those)}{between}under {per_cent(bound, 0)}"
    worst = np.nanargmin(recalls)
    return [worst], f"{shortened(names[worst])} {per_cent(recalls[worst])}"


def plot_lost(ax, counts, title=None):
    """Draw how many digits some runs had lost, a row a run and a column an epoch, from white down.

    ``ax.images[0]`` are the cells, ``ax.texts`` their numbers, which are not written where nothing
    is lost. counts: int, (n_runs, n_epochs), from 0 to 10.

    >>> from helpers.plots import panel
    >>> ax = plot_lost(panel(), [[2, 1, 0], [0, 0, 0]])
    >>> [text.get_text() for text in ax.texts]
    ['2', '1', '', '', '', '']
    """
    counts = np.asarray(counts)
    fits = [image.get_array().shape for image in ax.images] == [counts.shape]
    if style.fresh(ax, "plot_lost", title, fits):
        _make_cells(ax, counts.shape)
    style.put_picture(ax.images[0], counts)
    for text, count in zip(ax.texts, counts.ravel(), strict=True):
        style.put(text, text=str(count) if count else "", color="white" if count > 4 else "black")
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


def _make_curves(ax, looks, named=None):
    for look in looks:
        ax.plot([], [], **look)
    for _ in looks[:named]:
        stroke = {"arrowstyle": "-", "color": style.LINE_GREY, "linewidth": 0.7}
        stroke |= {"shrinkB": 4, "relpos": (0, 0.5)}
        words = {"va": "center", "color": style.DARK, "fontsize": style.TEXT, "parse_math": False}
        words |= {"annotation_clip": False, "arrowprops": stroke}
        ax.annotate("", (1, 0), (1.03, 0), textcoords=ax.transAxes, **words)
    ax.set_xlabel("epoch", fontsize=style.TEXT)
    ax.tick_params(labelsize=style.SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.spines[["top", "right"]].set_visible(False)


def _make_cells(ax, shape):
    runs, epochs = shape
    ends = (0.5, epochs + 0.5, runs - 0.5, -0.5)
    ax.imshow(np.zeros(shape), cmap=LOST_COLOURS, vmin=0, vmax=7, extent=ends, aspect="auto")
    for run in range(runs):
        for epoch in range(1, epochs + 1):
            ax.text(epoch, run, "", ha="center", va="center", fontsize=style.SMALL)
    ax.set_xlabel("epoch", fontsize=style.TEXT)
    ax.set_ylabel("seed", fontsize=style.TEXT)
    ax.tick_params(labelsize=style.SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.set_yticks(range(0, runs, -(-runs // 20)))
    ax.spines[:].set_color(style.LINE_GREY)


def _put_curves(ax, values, epochs, first_epoch):
    longest = max(map(len, values))
    ax.set_xlim(first_epoch - 0.3, max(epochs or 0, first_epoch + max(longest - 1, 1)) + 0.3)
    for line, curve in zip(ax.lines, values, strict=True):
        style.put_line(line, np.column_stack([first_epoch + np.arange(len(curve)), curve]))
        style.put(line, markevery=-(-max(len(curve), 1) // 15))


def _ends(values):
    """Both ends of an axis that follows its values."""
    if len(values) == 0:
        return 0.0, 1.0
    low, high = values.min(), values.max()
    margin = 0.06 * (high - low) or 0.5
    return low - margin, high + margin


def _name_the_ends(ax, names, lines):
    """Write beside each line's last value its name; without a name nothing."""
    low, high = ax.get_ylim()
    gap = 1.5 * style.TEXT / 72 / (ax.bbox.height / ax.figure.dpi)
    named = [i for i, name in enumerate(names) if name]
    ends = [lines[i].get_xydata()[-1] for i in named]
    places = style.spread([(y - low) / (high - low) for _, y in ends], gap)
    for text in ax.texts:
        text.set_visible(False)
    for i, end, place in zip(named, ends, places, strict=True):
        ax.texts[i].set_visible(True)
        ax.texts[i].set_text(names[i])
        ax.texts[i].xy = tuple(end)
        ax.texts[i].set_position((1.03, place))
