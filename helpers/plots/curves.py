"""Lines over a share from nothing to all: what a node does while an image appears or goes."""

import numpy as np

from helpers.plots import valid
from helpers.plots.style import SMALL, TEXT, TITLE
from helpers.plots.training import LOOKS

SHARES = np.linspace(0, 1, 6)


def plot_curves(ax, curves, xlabel, title=None, ylabel=None, marked=None):
    """
    Draw lines over a share that runs from 0 to 100 %, with a legend beside them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    curves : dict of str to array, shape (n,)
        At most six lines by their names, each at evenly spaced shares. They may differ in length.
    xlabel : str
        What there is a share of.
    title, ylabel : str, optional
    marked : dict of str to float, optional
        A number to stand behind a line's name, such as its mean.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.lines`` are the curves, in the order given.

    Raises
    ------
    ValueError
        If there is no curve or more than six, a curve has fewer than two finite numbers, or a mark
        is no number.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_curves(panel(), {"rises": [0.0, 0.5, 1.0]}, "share of the ink")
    >>> ax.lines[0].get_xdata().tolist()
    [0.0, 0.5, 1.0]
    """
    valid.as_dict(curves, "curves", 'a dict of names and numbers, such as {"rises": values}')
    marked = {} if marked is None else marked
    marked = valid.as_dict(marked, "marked", 'a dict of numbers, such as {"rises": 0.5}')
    means = {n: valid.as_number(m, f"marked {n!r}", "one number") for n, m in marked.items()}
    if not 1 <= len(curves) <= len(LOOKS):
        raise ValueError(
            f"{len(curves)} curves: expected 1 to {len(LOOKS)}, more cannot be told apart; "
            "spread them over several Axes"
        )
    curves = {name: valid.as_vector(curve, f"curve {name!r}") for name, curve in curves.items()}
    short = [name for name, curve in curves.items() if len(curve) < 2]
    if short:
        raise ValueError(f"curve {short[0]!r} has one number: expected a start and an end at least")
    valid.as_axes(ax).clear()
    looks = zip(curves.items(), LOOKS, strict=False)
    for (name, curve), (colour, dashes, marker) in looks:
        words = f"{name}: {means[name]:.2f}" if name in means else name
        ax.plot(
            np.linspace(0, 1, len(curve)),
            curve,
            color=colour,
            linestyle=dashes,
            marker=marker,
            markersize=5,
            markevery=-(-len(curve) // 12),
            linewidth=1.6,
            label=words,
        )
    ax.set_xticks(SHARES, [f"{share:.0%}" for share in SHARES])
    ax.tick_params(labelsize=SMALL)
    ax.set_xlabel(xlabel, fontsize=TEXT, parse_math=False)
    ax.set_ylabel(ylabel or "", fontsize=TEXT, parse_math=False)
    ax.spines[["top", "right"]].set_visible(False)
    # Beside the lines, where it hides none of them; the longest dashes need long samples.
    place = {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)}
    names = [line.get_label() for line in ax.lines]
    legend = ax.legend(ax.lines, names, fontsize=TEXT, frameon=False, handlelength=3, **place)
    for text in legend.get_texts():
        text.set_parse_math(False)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return ax
