"""What all pictures share: colours, letter sizes, words for numbers, room between labels."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap, to_rgba

SIDE = 28
PIXELS = SIDE * SIDE

# Points. Nothing is smaller than 9, so that the last row of a lecture hall can read it.
TITLE, TEXT, SMALL = 11, 10, 9

LINE_GREY = "#8c8c8c"
BAR_GREY = "#bdbdbd"
PAPER_GREY = "#e6e6e6"
DARK = "#1a1a1a"


def _signed_map():
    # matplotlib's RdBu_r is a light grey in the middle and has an even number of steps. White in
    # the middle and an odd number make zero exactly white.
    anchors = colormaps["RdBu_r"](np.linspace(0, 1, 11))
    anchors[5] = 1.0
    return LinearSegmentedColormap.from_list("red_adds", anchors, N=257).with_extremes(
        bad=LINE_GREY
    )


SIGNED = _signed_map()
INK = colormaps["gray_r"]
RED_ADDS = "#b2182b"
BLUE_TAKES = "#2166ac"


def put(artist, **properties):
    """
    Set properties of an artist, but only those that are not so already.

    What is left alone need not be painted anew.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
    **properties
        As for ``artist.set``; colours by name or as numbers.
    """
    for name, value in properties.items():
        before = getattr(artist, f"get_{name}")()
        if name.endswith("color"):
            before, value = to_rgba(before), to_rgba(value)
        if before != value:
            artist.set(**{name: value})


def put_at(annotation, place):
    """
    Move the point that an annotation belongs to.

    Parameters
    ----------
    annotation : matplotlib.text.Annotation
    place : (float, float)
    """
    if annotation.xy != place:
        annotation.xy = place
        annotation.stale = True  # matplotlib does not notice


def is_number(value):
    """Return whether a value is one real number that a float can hold."""
    if isinstance(value, np.generic):
        value = value.item()  # numpy would compare in the number's own type, which may overflow
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def signed_number(value, decimals=2):
    """
    Write a number with its sign and a real minus.

    Parameters
    ----------
    value : float
    decimals : int

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If `value` is no finite number, or `decimals` no whole number from 0.

    Examples
    --------
    >>> signed_number(1.256), signed_number(-0.5), signed_number(-0.001)
    ('+1.26', '−0.50', '0.00')
    """
    if not is_number(value):
        raise ValueError(f"value={value!r}: expected one finite number, such as 0.5")
    whole = isinstance(decimals, (int, np.integer)) and not isinstance(decimals, bool)
    if not whole or decimals < 0:
        raise ValueError(f"decimals={decimals!r}: expected a whole number from 0, such as 2")
    rounded = round(float(value), decimals)
    if rounded == 0:
        return f"{0:.{decimals}f}"
    return f"{rounded:+.{decimals}f}".replace("-", "−")


def plain_number(value):
    """
    Write a number with two decimals and a real minus, but no plus.

    Parameters
    ----------
    value : float

    Returns
    -------
    str

    Examples
    --------
    >>> plain_number(0.256), plain_number(-0.5)
    ('0.26', '−0.50')
    """
    return signed_number(value).lstrip("+")


def decimals_for(values):
    """
    Return how many decimals show the largest of `values` with two digits that count.

    Examples
    --------
    >>> decimals_for([3.2, -0.5]), decimals_for([0.004, -0.001]), decimals_for([0.0])
    (2, 4, 2)
    """
    largest = np.max(np.abs(values), initial=0.0)
    if largest == 0:
        return 2
    return int(max(2, 1 - np.floor(np.log10(largest))))


def scale_words(limit, largest):
    """
    Say in words how far a signed colour scale reaches.

    Parameters
    ----------
    limit : float
        End of the scale, 0 if the picture is all zero.
    largest : float
        Largest absolute value in the picture; named if it lies beyond the scale.

    Returns
    -------
    str

    Examples
    --------
    >>> scale_words(1.3, 1.3), scale_words(1.0, 2.5), scale_words(0, 0)
    ('scale ±1.3', 'scale ±1\\nlargest 2.5', 'all zero')
    """
    if limit == 0:
        return "all zero"
    words = f"scale ±{limit:.3g}"
    # The margin: float32 and float64 of the same number differ in the eighth digit.
    return words if largest <= limit * (1 + 1e-6) else f"{words}\nlargest {largest:.3g}"


def spread(positions, gap):
    """
    Move numbers between 0 and 1 as little as needed until they are `gap` apart.

    Parameters
    ----------
    positions : sequence of float
    gap : float

    Returns
    -------
    list of float
        In the order of `positions`.

    Examples
    --------
    >>> spread([0.5, 0.5, 0.9], gap=0.25)
    [0.375, 0.625, 0.9]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups = []  # of (members, centre), from the lowest up
    for i in order:
        groups.append(([i], min(max(positions[i], 0.0), 1.0)))
        while len(groups) > 1:
            (below, low), (above, high) = groups[-2:]
            if high - low >= gap * (len(below) + len(above)) / 2:
                break
            n = len(below) + len(above)
            centre = (low * len(below) + high * len(above)) / n
            half = gap * (n - 1) / 2
            groups[-2:] = [(below + above, min(max(centre, half), max(1 - half, half)))]
    placed = {}
    for members, centre in groups:
        first = centre - gap * (len(members) - 1) / 2
        placed.update({i: first + gap * k for k, i in enumerate(members)})
    return [placed[i] for i in range(len(positions))]
