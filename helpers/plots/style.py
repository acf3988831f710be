"""What all pictures share: colours, sizes of letters, words for scales, what changes in place."""

import matplotlib
import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap, to_rgba

from helpers.plots.alt_text import tell_notebook

SIDE = 28

# Points. Nothing is smaller than 9, so that the last row of a lecture hall can read it.
TITLE, TEXT, SMALL = 11, 10, 9

LINE_GREY = "#8c8c8c"
BAR_GREY = "#bdbdbd"
PAPER_GREY = "#e6e6e6"
DARK = "#1a1a1a"
MARKED = "#c76a00"  # neither red nor blue, which mean plus and minus

DOTS = {"page": 100, "lecture": 130}  # to an inch; matplotlib's own number is that of a page


# Where, from zero to the limit, the colours of matplotlib's RdBu_r stand. Most weights are small
# beside the largest: so the map leaves white fast. A tenth of the limit has WCAG's contrast 1.5.
STEPS = np.array([0, 0.05, 0.17, 0.4, 0.7, 1])


def _signed_map():
    # RdBu_r is a light grey in the middle and has an even number of steps. White in the middle and
    # an odd number make zero exactly white.
    colours = colormaps["RdBu_r"](np.linspace(0, 1, 11))
    colours[5] = 1.0
    places = 0.5 + 0.5 * np.concatenate([-STEPS[::-1], STEPS[1:]])
    found = LinearSegmentedColormap.from_list("red_adds", [*zip(places, colours, strict=True)], 257)
    return found.with_extremes(bad=LINE_GREY)


SIGNED = _signed_map()
INK = colormaps["gray_r"]
RED_ADDS = "#b2182b"
BLUE_TAKES = "#2166ac"
ADDED = "#f0a500"  # ink that was not there


def set_view(view):
    """Choose between ``"page"`` and ``"lecture"`` for all figures that are made from now on.

    In a lecture a figure is as wide as on a page, but letters and lines are nearly a third larger,
    so that the last row reads them. The setting is matplotlib's own, ``figure.dpi``: a figure gets
    more dots to an inch, and fewer inches. A notebook keeps each figure's titles as alternative
    text. view: one of the two words.
    """
    matplotlib.rcParams["figure.dpi"] = DOTS[view]
    tell_notebook()


def zoom():
    """How much larger than on a page letters and lines are."""
    return matplotlib.rcParams["figure.dpi"] / DOTS["page"]


def fresh(ax, maker, title=None, fits=True):
    """Clear an Axes, unless `maker` was the last to do so; returns whether it was cleared.

    maker: the name of the function that is to draw. title: None leaves what `maker` wrote there.
    fits: whether what it drew has as many parts as are needed now; if not, it is cleared too.
    """
    known = ax.title.get_gid() == maker  # clearing makes a title that knows no maker
    new = not (known and fits)
    if new:
        title = ax.get_title() if known and title is None else title
        ax.clear()
        # Clearing leaves these as they were.
        ax.set_aspect("auto")
        ax.apply_aspect()
        ax.spines[:].set_visible(True)
        ax.spines[:].set_color(matplotlib.rcParams["axes.edgecolor"])
        ax.title.set_gid(maker)
    if title is not None:
        put(ax.title, text=str(title), fontsize=TITLE, parse_math=False)
    return new


def put(artist, **properties):
    """Set properties of an artist, but only those that are not so already.

    What is left alone need not be painted anew. properties: as for ``artist.set``.
    """
    for name, value in properties.items():
        before = getattr(artist, f"get_{name}")()
        if name.endswith("color"):
            before, value = to_rgba(before), to_rgba(value)
        if before != value:
            artist.set(**{name: value})


def put_picture(image, picture):
    """Give an image other numbers, unless they are the same."""
    if not np.array_equal(image.get_array(), picture, equal_nan=True):
        image.set_data(picture)


def box(left, right, top, bottom):
    """The corners of a rectangle, as a line goes round it."""
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def put_line(line, corners):
    """Give a line other corners, rows of x and y, unless they are the same."""
    corners = np.asarray(corners, dtype=float).reshape(-1, 2)
    if not np.array_equal(line.get_xydata(), corners, equal_nan=True):
        line.set_data(*corners.T)


def decimals_for(values):
    """How many decimals show the largest of some values with two digits that count.

    >>> decimals_for([3.2, -0.5]), decimals_for([0.004, -0.001]), decimals_for([0.0])
    (2, 4, 2)
    """
    largest = np.max(np.abs(values), initial=0.0)
    if largest == 0:
        return 2
    return int(max(2, 1 - np.floor(np.log10(largest))))


def scale_words(limit, largest):
    """How far a signed scale reaches, in words, and how large the largest value is if beyond it.

    >>> scale_words(1.3, 1.3), scale_words(1.0, 2.5), scale_words(0, 0)
    ('scale ±1.3', 'scale ±1\\nlargest 2.5', 'all zero')
    """
    if limit == 0:
        return "all zero"
    words = f"scale ±{limit:.3g}"
    # The margin: float32 and float64 of the same number differ in the eighth digit.
    return words if largest <= limit * (1 + 1e-6) else f"{words}\nlargest {largest:.3g}"


def from_zero(values):
    """The limits of an axis on which bars for some values begin at zero."""
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if low < high else (-1.0, 1.0)


def spread(positions, gap, edge=0.0):
    """Numbers between 0 and 1, moved as little as needed until they are `gap` apart.

    edge: how far they keep from 0 and 1.

    >>> spread([0.5, 0.5, 0.9], gap=0.25), spread([0.5, 1.0], gap=0.25, edge=0.125)
    ([0.375, 0.625, 0.9], [0.5, 0.875])
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups = []  # of (members, centre), from the lowest up
    for i in order:
        groups.append(([i], min(max(positions[i], edge), 1.0 - edge)))
        while len(groups) > 1:
            (below, low), (above, high) = groups[-2:]
            if high - low >= gap * (len(below) + len(above)) / 2:
                break
            n = len(below) + len(above)
            centre = (low * len(below) + high * len(above)) / n
            least = gap * (n - 1) / 2 + edge
            groups[-2:] = [(below + above, min(max(centre, least), max(1 - least, least)))]
    placed = {}
    for members, centre in groups:
        first = centre - gap * (len(members) - 1) / 2
        placed.update({i: first + gap * k for k, i in enumerate(members)})
    return [placed[i] for i in range(len(positions))]
