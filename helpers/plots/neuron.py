"""One hidden unit with one image: weights, products, their sum, the activation, what it adds."""

import numpy as np
from matplotlib.transforms import ScaledTranslation

from helpers.plots import style
from helpers.plots.bars import plot_contributions
from helpers.plots.figures import panels
from helpers.plots.images import plot_digit, plot_signed
from helpers.words import plain_number, shortened, signed_number

TANGENT = 0.13  # half its length, of the Axes
REACHES = (10, 30)  # how far an activation function is drawn; then the next power of ten
APART = 0.15  # from a number at the axis to the next one, of its height
OFF = -4  # below it a sigmoid is under 0.02
ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def plot_activation_function(ax, activation, z, other=None, title=None, hollow="before"):
    """Draw an activation function as a curve, with a dot at z and its slope there as a tangent.

    Where a dot lies on the flat of the curve, the tangent is level: nothing is learned there.
    ``ax.lines[0]`` is the curve, ``ax.lines[1]`` the tangent with the dot, ``ax.lines[2]`` the
    hollow dot; the texts say h and the slope.

    activation: one of `helpers.network.ACTIVATIONS`, not softmax, which is no curve. other: another
    z, where a hollow dot is. hollow: what that is, in a word.

    >>> from helpers.network import ACTIVATIONS
    >>> from helpers.plots import panel
    >>> ax = plot_activation_function(panel(), ACTIVATIONS["sigmoid"], 0.0)
    >>> [text.get_text() for text in ax.texts]
    ['h = 0.50', 'slope 0.250']
    """
    if style.fresh(ax, f"plot_activation_function {activation.formula}", title):
        _make_curve(ax)
    shown = np.array([z] if other is None else [z, other], dtype=float)
    _set_curve(ax, activation, np.abs(shown).max())
    h = activation.function(shown)
    slope = float(activation.slope(h[:1])[0])
    (low, high), (left, right) = ax.get_ylim(), ax.get_xlim()
    # As long on paper, whatever the slope.
    half = TANGENT / np.hypot(1 / (right - left), slope / (high - low))
    ends = np.array([-half, 0, half])
    style.put_line(ax.lines[1], np.column_stack([z + ends, h[0] + slope * ends]))
    style.put_line(ax.lines[2], np.column_stack([shown[1:], h[1:]]))
    # In the corner that neither the curve nor the dot comes near.
    below = z > 0 and np.isfinite(activation.bounds[1])
    place, side = ((0.98, 0.4), "right") if below else ((0.03, 0.97), "left")
    written = f"h = {plain_number(h[0])}", f"slope {plain_number(slope, 3)}"
    for text, words in zip(ax.texts, written, strict=True):
        style.put(text, text=words, position=place, horizontalalignment=side)
    name = "z" if other is None else f"z (○ {hollow})"
    if ax.get_xlabel() != name:
        ax.set_xlabel(name, fontsize=style.TEXT, parse_math=False)
        ax.xaxis.stale = True  # matplotlib does not notice
    return ax


def plot_on_curve(ax, z, labels, activation, title=None, limit=None):
    """Draw an activation function as a curve, with a named dot on it for each of some z.

    Names stand beside the flat ends, where there is room. ``ax.lines[0]`` is the curve,
    ``ax.lines[1]`` are the dots, ``ax.texts`` their names.

    z: (n,). labels: a name for each. activation: one of `helpers.network.ACTIVATIONS`, not softmax,
    which is no curve. limit: of the largest z, if several curves are to have one axis.

    >>> from helpers.network import ACTIVATIONS
    >>> from helpers.plots import panel
    >>> ax = plot_on_curve(panel(), [-9.0, 0.0], ["a", "b"], ACTIVATIONS["sigmoid"])
    >>> ax.lines[1].get_ydata().round(2).tolist(), [text.get_text() for text in ax.texts]
    ([0.0, 0.5], ['a', 'b'])
    """
    z = np.asarray(z, dtype=float)
    known = f"plot_on_curve {activation.formula}"
    if style.fresh(ax, known, title, fits=len(ax.texts) == len(z)):
        _make_dots(ax, len(z))
    _set_curve(ax, activation, max(limit or 0, np.abs(z).max()))
    style.put_line(ax.lines[1], np.column_stack([z, activation.function(z.copy())]))
    left, right = ax.get_xlim()
    width = max(len(str(label)) for label in labels)
    gap = (width + 0.8) * style.TEXT * 0.65 / 72 / (ax.bbox.width / ax.figure.dpi)
    for negative, height in ((True, 0.42), (False, 0.58)):
        chosen = np.flatnonzero((z < 0) == negative)
        along = style.spread(((z[chosen] - left) / (right - left)).tolist(), gap, gap / 2)
        for i, place in zip(chosen, along, strict=True):
            ax.texts[i].set_text(str(labels[i]))
            ax.texts[i].xy = tuple(ax.lines[1].get_xydata()[i])
            ax.texts[i].set_position((place, height))
    return ax


def show_on_curve(z, labels, activation):
    """Show several states of some units as dots on their activation function, three in a row.

    The titles count those that are off, z below −4. z: dict of a state's name to an array, (n,).
    labels, activation: as `plot_on_curve` takes them.
    """
    height = 2.2 * -(-len(z) // 3) + 0.2
    axes = panels(len(z), height=height, columns=3)[1]
    limit = max(np.abs(values).max() for values in z.values())
    for ax, (name, values) in zip(axes, z.items(), strict=True):
        title = f"{name}: {np.sum(np.asarray(values) < OFF)} of {len(values)} off"
        plot_on_curve(ax, values, labels, activation, title, limit)
    return axes


def plot_passed_on(ax, framed, filled, labels, title=None, limit=None, below="", numbers=True):
    """Draw what a unit adds to each unit of the next layer as bars, each in a frame.

    ``ax.patches`` are all frames, all red bars and all blue ones; ``ax.texts[0]`` stands below.

    framed: a number for each bar's frame, such as the outgoing weights. filled: a number for each
    bar. labels: a name for each. limit: how far the axis reaches, either way. below: words under
    the bars. numbers: write each bar's number beside it.

    >>> from helpers.plots import panel
    >>> ax = plot_passed_on(panel(), [2.0, -1.0], [1.0, -0.5], [0, 1], "with h = 0.5")
    >>> [text.get_text() for text in ax.texts]
    ['', '0', '+1.00', '1', '−0.50']
    """
    framed, filled = np.asarray(framed, dtype=float), np.asarray(filled, dtype=float)
    n = len(filled)
    if style.fresh(ax, "plot_passed_on", title, fits=len(ax.texts) == 1 + 2 * n):
        _make_frames(ax, n)
    limit = limit or np.abs([framed, filled]).max() or 1.0
    style.put(ax, xlim=(-1.04 * limit, 1.04 * limit))
    for patch, lengths in zip(
        ax.patches, (framed, np.maximum(filled, 0), np.minimum(filled, 0)), strict=True
    ):
        values = np.zeros(2 * n - 1)  # between two bars the stairs go back to zero
        values[::2] = lengths
        if not np.array_equal(patch.get_data().values, values):
            patch.set_data(values=values)
    written = [signed_number(value) if numbers else "" for value in filled]
    style.put(ax.texts[0], text=below)
    for text, word in zip(ax.texts[1::2], labels, strict=True):
        style.put(text, text=str(word))
    for text, word in zip(ax.texts[2::2], written, strict=True):
        style.put(text, text=word)
    return ax


def plot_neuron(axes, neuron, limit=None, reach=None, numbers=True, narrow=False):
    """Draw a `helpers.attribution.Neuron` on six Axes, which are returned.

    limit: of the weights' scale. reach: how far the bars of what it passes on go at most.
    numbers: write each bar's number, without it only that of z.
    """
    picture, weights, products, total, curve, passed_on = axes
    was, red, blue, bias = neuron.written
    before, formula = neuron.before, neuron.activation.formula
    plot_digit(picture, neuron.image, "image")
    limit = round_limit(neuron.weights if limit is None else limit)
    shown = "weights" if neuron.layer == 1 else "slopes here"
    plot_signed(weights, neuron.weights, limit, f"{shown} added" if before else shown)
    title = f"{'added' if before else shown.split()[0]} × image"
    plot_signed(products, neuron.products, round_limit(neuron.products), title)
    title = f"z was {signed_number(was)}, then added" if before else "z = red + blue + bias"
    parts, names = [red, blue, bias], ["red", "blue", "bias"]
    if neuron.layer > 1:
        names[:2] = "above 0", "below 0"
        title = title.replace("z = red + blue + bias", "z = products + bias")
    # Round ends, so that the scale stands still from image to image.
    ends = style.from_zero(np.cumsum([was, *parts]))
    limits = [np.sign(end) * (round_limit(end) or 0.0) for end in ends]
    more = {"running_from": was, "start_label": None, "end_label": "z", "limits": limits}
    more["narrow"] = True  # the bars have the room
    plot_contributions(total, parts, names, title, numbers=numbers, **more)
    z_before = before.z if before else None
    plot_activation_function(curve, neuron.activation, neuron.z, z_before, f"h = {formula}")
    passed_on.set_visible(not neuron.name)
    if neuron.name:  # a class passes nothing on
        return axes
    shown = neuron.receivers
    framed = before.adds if before else neuron.outgoing
    names = [f"unit {unit}" for unit in shown]
    title = "added to the next layer"
    if neuron.classes:
        names = [shortened(neuron.classes[unit]) for unit in shown]
        title = "added to each class"
        if len(shown) < len(neuron.classes):
            title = f"{len(shown)} of {len(neuron.classes)} classes"
    below = "frame: before" if before else "frame: outgoing weight"
    below += "" if before or narrow else ", filled: h × weight"
    plot_passed_on(
        passed_on, framed[shown], neuron.adds[shown], names, title, reach, below, numbers
    )
    return axes


def show_neuron(neuron):
    """Show all that a neuron does with an image; returns the six Axes.

    In the upper row are image, weights and their products, in the lower one the sum of all red
    products, all blue ones and the bias, the activation function with a dot at this sum and its
    slope there, and what the neuron adds to each class, in the frame of the outgoing weight.

    neuron: what `helpers.attribution.neuron` returns.
    """
    _, axes = panels(6, height=5.6, columns=3)
    return plot_neuron(axes, neuron)


def round_limit(values):
    """The end of a scale for some values: a number with one or two digits, None if all are 0.

    >>> round_limit([0.2, -0.37]), round_limit([11]), round_limit([0])
    (0.4, 12.0, None)
    """
    largest = float(np.max(np.abs(values)))
    if largest == 0:
        return None
    power = 10.0 ** np.floor(np.log10(largest))
    return next(float(f"{step * power:.2g}") for step in ROUND if largest <= step * power * 1.0001)


def _make_curve(ax):
    ax.plot([], [], color=style.LINE_GREY, linewidth=2)
    ax.plot([], [], "-o", color=style.MARKED, linewidth=2.5, markersize=9, markevery=[1], zorder=4)
    # A ring that is seen around the dot too, where a step has hardly moved it.
    ring = {"markersize": 15, "markeredgewidth": 2, "fillstyle": "none"}
    ax.plot([], [], "o", color=style.DARK, zorder=5, **ring)
    for lines in (0, 1.5):
        down = ScaledTranslation(0, -lines * style.TEXT / 72, ax.figure.dpi_scale_trans)
        ax.text(0, 0, "", va="top", fontsize=style.TEXT, transform=ax.transAxes + down)
    ax.set_xlim(0, 1)
    ax.tick_params(labelsize=style.SMALL)
    ax.spines[["top", "right"]].set_visible(False)


def _make_dots(ax, n):
    ax.plot([], [], color=style.LINE_GREY, linewidth=2)
    ax.plot([], [], "o", color=style.MARKED, markersize=7, zorder=4)
    stroke = {"arrowstyle": "-", "color": style.LINE_GREY, "linewidth": 0.7, "shrinkB": 3}
    words = {"ha": "center", "va": "center", "fontsize": style.TEXT, "parse_math": False}
    words["bbox"] = {"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=0.05"}
    for _ in range(n):
        ax.annotate("", (0, 0), (0, 0), textcoords=ax.transAxes, arrowprops=stroke, **words)
    ax.set_xlabel("z", fontsize=style.TEXT)
    ax.set_xlim(0, 1)
    ax.tick_params(labelsize=style.SMALL)
    ax.spines[["top", "right"]].set_visible(False)


def _set_curve(ax, activation, farthest):
    """Draw the curve over as much of the axis as is needed, unless it is there."""
    reach = next((reach for reach in REACHES if farthest <= 0.97 * reach), None)
    reach = reach or 10.0 ** np.ceil(np.log10(farthest / 0.97))
    z = np.linspace(-reach, reach, 193)
    h = activation.function(z.copy())
    low, high = h.min(), h.max()
    style.put_line(ax.lines[0], np.column_stack([z, h]))
    if ax.get_xlim() == (-reach, reach):
        return
    ax.set(xlim=(-reach, reach), xticks=(-reach, 0, reach))
    for label, side in zip(ax.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set_horizontalalignment(side)  # they stay beside the curve
    ax.set_ylim(low - 0.1 * (high - low), high + 0.1 * (high - low))
    ends = (end for end in (round(low), round(high)) if abs(end) > APART * (high - low))
    ax.set_yticks(sorted({0, *ends}))


def _make_frames(ax, n):
    ax.axvline(0, color=style.DARK, linewidth=1)
    edges = np.column_stack([np.arange(n) - 0.4, np.arange(n) + 0.4]).ravel()
    stairs = {"orientation": "horizontal", "baseline": 0}
    lengths = np.zeros(2 * n - 1)
    ax.stairs(lengths, edges, edgecolor=style.LINE_GREY, linewidth=1.2, zorder=3, **stairs)
    for colour in (style.RED_ADDS, style.BLUE_TAKES):
        ax.stairs(lengths, edges, fill=True, color=colour, **stairs)
    beside, rows = ax.get_yaxis_transform(), max(n, 4)
    words = {"transform": beside, "parse_math": False}
    ax.text(0.5, rows - 0.25, "", ha="center", va="top", fontsize=style.SMALL, **words)
    for y in range(n):
        ax.text(-0.015, y, "", ha="right", va="center", fontsize=style.TEXT, **words)
        ax.text(1.01, y, "", ha="left", va="center", fontsize=style.TEXT, **words)
    ax.set(xticks=[], yticks=[], ylim=(rows - 0.4, -0.6))
    ax.spines[:].set_visible(False)
