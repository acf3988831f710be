"""A whole network as one picture: the image, every layer as dots, the strongest connections."""

from itertools import pairwise
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers.plots import style
from helpers.plots.figures import TALLEST, WIDTH
from helpers.plots.images import ink
from helpers.plots.style import SIDE
from helpers.words import listed, many, plain_number, shortened, signed_number

FEW = 12  # units that stand in one column
LARGE = 0.34  # inches: a dot of this size has its number in it and its name above it
THICKEST, FINE, STEP = 4.0, 2.0, 0.5  # points, of a line; from a pixel; what the eye tells apart
LEVELS = 33  # of a dot's colour, an odd number: zero is exactly white
NARROW = 5.5  # inches; in less, words take more lines and outputs have no bars
A_LAYER = 2.3  # inches for each layer, from which titles have room to be long
FOOT, LINE, EDGE = 0.4, 0.16, 0.06  # inches: below, a line of words, at the margins
NAME, NUMBER = 0.12, 0.5  # inches that an output's name and its number take
LETTER, LONG, SHORT = 0.085, 12, 6  # inches of a longer name's letter; letters, and in little room
HIDDEN = 0.3  # share of the room between image and outputs that dots take; lines have the rest
NAMED = 3, 2  # the strongest units by their numbers, of one hidden layer and of each of several
LINES, RING, DOTS = 1, 2, 3  # drawing order


class Layout(NamedTuple):
    """Where everything is, in inches from the upper left corner.

    image: left, right, top and bottom; None where what goes in is dots. dots: the middles of each
    layer's, the inputs' first, (n_units, 2); an image's is one, on its right edge. sizes: their
    diameters, zero for an image. name: inches that an output's name takes.
    """

    width: float
    height: float
    image: tuple | None
    dots: list
    sizes: list
    name: float

    @property
    def narrow(self):
        """Whether words take more lines and outputs have no bars."""
        return self.width < NARROW

    @property
    def roomy(self):
        """Whether words may be long."""
        return self.width > A_LAYER * len(self.dots)

    def middle(self, layer):
        """The middle of a layer, from the left."""
        across = self.image[:2] if self.image and layer == 0 else self.dots[layer][:, 0]
        return (min(across) + max(across)) / 2


def plot_network(
    ax,
    image,
    layers,
    connections,
    limits,
    words,
    label=None,
    marked=None,
    answer=None,
    names=None,
):
    """Draw what goes in, every layer as dots, and connections as lines, on all of the Axes.

    A line is red where the connection adds and blue where it takes away, and as wide as what passes
    through it; what that is in the widest one stands below. Units stand in the order of their
    numbers, down the columns; their places mean nothing. ``ax.collections`` are the lines into each
    layer, a ring, and the dots of each layer, the inputs' first, of which an image has none.

    image: (784,), or few numbers, which are dots. layers: for each layer after it an array,
    (n_units,), all NaN if it is not known yet. connections: for each layer
    `helpers.attribution.Connections` into it, or None. limits: for each layer both ends of the
    scale of its dots: red and blue around zero if it begins below zero, else from white to black.
    words: for each layer what its numbers are called. label: the true class. marked:
    ``(layer, unit)`` to be ringed; the inputs are layer 0. answer: the class to be named as such.
    names: what the classes are called, numbers without it.
    """
    values = [np.asarray(layer, dtype=float) for layer in (image, *layers)]
    n, layout = len(layers), lay_out(ax, [len(layer) for layer in values], names)
    known = f"plot_network {layout.width:.2f} {layout.height:.2f} {list(map(len, layout.dots))}"
    if style.fresh(ax, known):
        _make(ax, layout, values, names)
    if layout.image:
        style.put_picture(ax.images[0], ink(image))
        ends = [None, *limits]
    else:
        ends = [scale_of(np.append(image, -1)), *limits]
    for layer, found in enumerate(connections, start=1):
        _set_lines(ax.collections[layer - 1], layout, layer, found)
    _set_ring(ax.collections[n], layout, marked)
    for layer in range(1 if layout.image else 0, n + 1):
        _set_dots(ax.collections[n + 1 + layer], layout.dots[layer], values[layer], ends[layer])
    _set_words(ax, layout, values, ends, words, connections, marked)
    _set_outputs(ax, layout, values[-1], limits[-1], *_named(names, label, answer), answer)
    return ax


def show_network(run, connections, label=None, height=TALLEST):
    """Show a network at work on one image: what goes in, every layer, its answer; returns the Axes.

    Each layer's dots are its activations, from white to black, or red and blue around zero. A line
    is red where it adds and blue where it takes away, and as wide as what passes through it.

    run: the `ForwardPass` of one image. connections: what `strongest_connections` returns for it;
    nothing is computed here. label: the true class. height: in inches.
    """
    figure = plt.figure(figsize=(WIDTH / style.zoom(), height / style.zoom()))
    ax = figure.add_axes((0, 0, 1, 1))
    words = ["h"] * (len(run.h) - 1) + ["output"]
    limits = [scale_of(h) for h in run.h]
    return plot_network(ax, run.x, run.h, connections, limits, words, label, answer=answer_of(run))


def answer_of(run):
    """The class that a network answers: of a single output, whether it is above a half."""
    return run.answer if len(run.outputs) > 1 else int(run.outputs[0] > 0.5)


def scale_of(values):
    """Both ends of a scale for some numbers: from 0 to 1 or more, or as far below zero as above.

    >>> scale_of([0.2, 0.5]), scale_of([0, 3.5]), scale_of([-2, 1])
    ((0.0, 1.0), (0.0, 3.5), (-2.0, 2.0))
    """
    reach = float(np.max(np.abs(values)))
    return (-reach, reach) if np.min(values) < 0 else (0.0, max(reach, 1.0))


def node_boxes(ax, sizes, layer, names=None):
    """Boxes around the dots of a layer, as `helpers.plots.boxes` gives them: (n_units, 4).

    An output's holds its name and its number too. sizes: of all layers, the inputs first. names: as
    for `plot_network`.
    """
    layout = lay_out(ax, sizes, names)
    x, y = layout.dots[layer].T
    half = layout.sizes[layer] / 2 + 0.01
    right = x + half if layer < len(sizes) - 1 else np.full(len(x), layout.width - EDGE)
    return np.column_stack([x - half, right, y + half, y - half])


def lay_out(ax, sizes, names=None):
    """Where everything is that `plot_network` draws of layers of these sizes, the inputs first."""
    width, height = (float(side) for side in ax.bbox.size / ax.figure.dpi)
    narrow, name = width < NARROW, NAME
    if names is not None or sizes[-1] > 10:
        letters = SHORT if narrow else LONG
        name = LETTER * max(len(shortened(each, letters)) for each in names or [sizes[-1]])
    top = EDGE + LINE * (4 if narrow else 2) + 0.08
    body = max(height - top - FOOT, 0.5)
    middle = top + body / 2
    if sizes[0] == SIDE**2:
        side = min(body, (0.2 if narrow and len(sizes) > 3 else 0.26) * width)
        image, left = (EDGE, EDGE + side, middle - side / 2, middle + side / 2), EDGE + side
        dots, across = [np.array([[left, middle]])], [0.0]
    else:
        places, size = _columns(sizes[0], body, 0.3)
        image, left = None, EDGE + 0.3 + size
        dots, across = [places + (left - size / 2, middle)], [size]
    outputs, size = _columns(sizes[-1], body, 0.3)
    right = width - size / 2 - (NAME + NUMBER + 0.15 if narrow else 1.9) - (name - NAME)
    room = right - size / 2 - left
    grids = [_columns(n, body, HIDDEN * room / max(len(sizes) - 2, 1)) for n in sizes[1:-1]]
    reach = [np.ptp(places[:, 0]) + diameter for places, diameter in grids]
    gap = (room - sum(reach)) / (len(grids) + 1)
    for (places, diameter), wide in zip(grids, reach, strict=True):
        dots.append(places + (left + gap + wide / 2, middle))
        across.append(diameter)
        left += gap + wide
    dots, across = [*dots, outputs + (right, middle)], [*across, size]
    return Layout(width, height, image, dots, across, name)


def _columns(n, height, room):
    """Places of dots around zero, down one column after the other, and the diameter of a dot."""
    if n <= FEW:
        pitch, columns = min(height / n, 0.8), 1
    else:
        for pitch in np.arange(0.34, 0.04, -0.005):
            columns = -(-n // int(height / pitch - 0.5))
            if columns * pitch <= room:
                break
    rows = -(-n // columns)
    across, down = np.divmod(np.arange(n), rows)
    down = down + (across % 2 - 0.5) / 2 * (columns > 1)  # lines pass between dots
    places = np.column_stack([across - (columns - 1) / 2, down - (rows - 1) / 2]) * pitch
    return places, min(0.76 * pitch, 0.44)


def _make(ax, layout, values, names):
    width, height, last = layout.width, layout.height, len(values) - 1
    ax.axis("off")
    if layout.image:
        left, right, top, bottom = layout.image
        more = {"vmin": 0, "vmax": 1, "interpolation": "nearest", "aspect": "auto", "zorder": 0}
        ax.imshow(np.zeros((SIDE, SIDE)), style.INK, extent=(left, right, bottom, top), **more)
        x, y = (left, right, right, left, left), (top, top, bottom, bottom, top)
        ax.plot(x, y, color=style.LINE_GREY, linewidth=0.8, zorder=0)
    ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
    for _ in values[1:]:
        ax.add_collection(LineCollection([], zorder=LINES, capstyle="butt", snap=False))
    ax.scatter([], [], s=1, facecolor="none", edgecolor=style.DARK, linewidth=2, zorder=RING)
    for diameter in layout.sizes:
        size = (72 * diameter) ** 2
        ax.scatter([], [], s=size, linewidth=0.6, edgecolor=style.LINE_GREY, zorder=DOTS)
    look = {"fontsize": style.SMALL, "parse_math": False, "zorder": DOTS + 1}
    middles = [layout.middle(layer) for layer in range(last + 1)]
    for x in middles:
        ax.text(x, EDGE, "", ha="center", va="top", linespacing=1.2, **look)
    for x in middles[:-1]:
        ax.text(x, height - EDGE - LINE, "", ha="center", va="bottom", **look)
    ax.text(width - EDGE, height - EDGE - LINE, "", ha="right", va="bottom", **look)
    for one, other in pairwise(middles):
        ax.text((one + other) / 2, height - EDGE, "", ha="center", va="bottom", **look)
    for layer in _numbered(layout):
        for unit, (x, y) in enumerate(layout.dots[layer]):
            ax.text(x, y, "", ha="center", va="center", **look)
            name = f"x{unit + 1}" if layer == 0 else str(unit)
            if len(layout.dots[layer]) == 1:
                name = ""  # a lone neuron's 0 would be read as its value
            above = y - layout.sizes[layer] / 2 - 0.03
            ax.text(x, above, name, ha="center", va="bottom", **look)
    for c, (x, y) in enumerate(layout.dots[-1]):
        beside = x + layout.sizes[-1] / 2 + 0.06
        called = shortened(c if names is None else names[c], SHORT if layout.narrow else LONG)
        ax.text(beside, y, called, ha="left", va="center", **look)
        ax.text(width - EDGE, y, "", ha="right", va="center", **look)
        if not layout.narrow:
            thick = min(layout.sizes[-1], 0.16)
            bar = Rectangle((beside + layout.name + 0.06, y - thick / 2), 0, thick, linewidth=0.8)
            ax.add_patch(bar).set(facecolor=style.BAR_GREY, edgecolor=style.LINE_GREY)


def _named(names, *classes):
    """Some classes by their names, or numbers, as they are written here; None stays."""
    return [None if c is None else shortened(c if names is None else names[c]) for c in classes]


def _numbered(layout):
    """The layers with a number in each dot, the outputs aside."""
    return [layer for layer, size in enumerate(layout.sizes[:-1]) if size >= LARGE]


def _set_lines(artist, layout, layer, found):
    if found is None or not len(found.targets):
        artist.set_segments([])
        return
    ends = layout.dots[layer][found.targets]
    pixels = layer == 1 and layout.image and found.sources is not None
    thickest = FINE if pixels else THICKEST
    widths = thickest * np.abs(found.amounts) / (np.abs(found.amounts).max() or 1)
    widths = np.maximum(np.round(widths / STEP), 1) * STEP
    order = np.lexsort([found.amounts > 0, widths])  # what looks alike is neighbours
    segments = np.stack([_begins(layout, layer, found, ends), ends], axis=1)
    colours = np.array([style.LINE_GREY, style.RED_ADDS, style.BLUE_TAKES])  # of 0, 1 and -1
    artist.set(segments=segments[order], linewidths=widths[order])
    artist.set_color(colours[np.sign(found.amounts[order]).astype(int)])


def _begins(layout, layer, found, ends):
    """Where lines begin: at a dot, a pixel, or, a bundle of all pixels, at the image's edge."""
    if layer > 1 or not layout.image:
        return layout.dots[layer - 1][found.sources]
    left, right, top, bottom = layout.image
    if found.sources is None:  # one below the other, in the order of the dots that they go to
        across, down = layout.dots[1].T
        order = np.argsort(np.lexsort([across, down]))[found.targets]
        share = (order + 0.5) / len(down)
        return np.column_stack([np.full(len(ends), right), top + share * (bottom - top)])
    rows, columns = np.divmod(found.sources, SIDE)
    pixel = (right - left) / SIDE
    return np.column_stack([left + (columns + 0.5) * pixel, top + (rows + 0.5) * pixel])


def _set_ring(artist, layout, marked):
    if marked is None:
        artist.set_offsets(np.zeros((0, 2)))
    else:
        layer, unit = marked
        size = (72 * (layout.sizes[layer] + 0.05)) ** 2
        artist.set(offsets=layout.dots[layer][unit : unit + 1], sizes=[size])


def _set_dots(artist, places, values, ends):
    levels = _levels(values, ends)
    order = np.argsort(levels, kind="stable")  # what looks alike is neighbours
    colours = (style.SIGNED if ends[0] < 0 else style.INK)(levels[order] / (LEVELS - 1))
    artist.set(offsets=places[order], facecolor=colours)


def _levels(values, ends):
    """Which of the colours each number has, from 0; what is not known yet is white."""
    low, high = ends
    shares = np.where(np.isnan(values), 0.5 if low < 0 else 0.0, (values - low) / (high - low))
    return np.round(np.clip(shares, 0, 1) * (LEVELS - 1)).astype(int)


def _set_words(ax, layout, values, ends, words, connections, marked):
    """Above a layer what it is, below it its strongest units, and how much the widest lines are."""
    n = len(values)
    titles, feet, widest = ax.texts[:n], ax.texts[n : 2 * n], ax.texts[2 * n : 3 * n - 1]
    for layer, title in enumerate(titles):
        count, between = len(values[layer]), "\n" if layout.narrow else " "
        if layer == 0:
            what = f"image\n{count} pixels" if layout.image else f"{many(count, 'input')}\n"
        else:
            kind = "hidden neuron" if layout.roomy else "neuron"
            what = many(count, kind if layer < n - 1 else "output").replace(" ", between, 1)
            scale = _scale(values[layer], ends[layer], words[layer - 1], 2 if layout.narrow else 3)
            what += "\n" + scale.replace(" ", between, 1)
        style.put(title, text=what)
    for layer in range(1, n - 1):
        most = 0 if layout.narrow else NAMED[n > 3] if layout.roomy else 1
        named = _strongest(connections[layer - 1 : layer + 1])[:most]
        said = f"strongest {listed(named)}" if named and layer not in _numbered(layout) else ""
        if marked and marked[0] == layer:
            said = f"neuron {marked[1]}"
        style.put(feet[layer], text=said)
    for text, found in zip(widest, connections, strict=True):
        amount = _largest(found.amounts) if found is not None else ""
        which = _which(layout, len(found.amounts), amount) if amount else ""
        style.put(text, text=f"{which} {amount}".strip())
    for layer in _numbered(layout):
        levels = _levels(values[layer], ends[layer]) / (LEVELS - 1)
        dark = np.abs(2 * levels - 1) > 0.7 if ends[layer][0] < 0 else levels > 0.5
        inner = _inner(ax, layout, layer)
        for text, number, white in zip(inner, values[layer], dark, strict=True):
            style.put(text, text="" if np.isnan(number) else plain_number(number))
            style.put(text, color="white" if white else style.DARK)


def _which(layout, n, amount):
    """A word for the lines that an amount belongs to."""
    if layout.narrow or not layout.roomy:
        return "" if layout.narrow else "widest"
    if n <= 1 + amount.startswith("±"):  # there is no finer one
        return "line" if n == 1 else "lines"
    return "widest line"


def _largest(amounts):
    """Words for the largest amount, ± if it stands with both signs, and none if nothing passes."""
    if not np.any(amounts):
        return ""
    largest = amounts[np.argmax(np.abs(amounts))]
    both = np.isclose(amounts, -largest).any()
    return f"±{plain_number(abs(largest))}" if both else signed_number(largest)


def _inner(ax, layout, layer):
    """The texts in the dots of a layer."""
    before = [len(layout.dots[one]) for one in _numbered(layout) if one < layer]
    first = 3 * len(layout.dots) - 1 + 2 * sum(before)
    return ax.texts[first : first + 2 * len(layout.dots[layer]) : 2]


def _scale(values, ends, word, digits):
    """What the numbers of a layer are and how far their colours reach, in words."""
    if np.isnan(values).any():
        return ""
    low, high = ends
    return f"{word} ±{high:.{digits}g}" if low < 0 else f"{word} 0 to {high:.{digits}g}"


def _strongest(both):
    """The units of a layer through which most passes, by the lines into it and those out of it."""
    into, out_of = both
    units = out_of.sources if out_of is not None else into.targets if into is not None else ()
    return list(dict.fromkeys(int(unit) for unit in units))


def _set_outputs(ax, layout, values, ends, label, answered, answer):
    n, known = len(values), not np.isnan(values).any()
    shares = ends == (0.0, 1.0)
    for c, (name, text) in enumerate(
        zip(ax.texts[-2 * n :: 2], ax.texts[1 - 2 * n :: 2], strict=True)
    ):
        number = (
            f"{values[c]:.2f}" if shares else signed_number(values[c], 1 if layout.narrow else 2)
        )
        style.put(
            text, text=number if known else "", fontweight="bold" if c == answer else "normal"
        )
        style.put(name, fontweight="bold" if c == answer else "normal")
    room = NUMBER + EDGE + 0.06
    for c, bar in enumerate(ax.patches):
        share = values[c] if known and shares else 0.0
        style.put(bar, width=share * (layout.width - room - bar.get_x()), visible=share > 0)
        style.put(bar, facecolor=style.LINE_GREY if c == answer else style.BAR_GREY)
    foot = ax.texts[2 * len(layout.dots) - 1]
    said = [] if answered is None else [f"answer {answered}"]
    said += [] if label is None else [f"true {label}"]
    style.put(foot, text=", ".join(said))
