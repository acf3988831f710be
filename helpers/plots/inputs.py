"""What the pictures may be passed, and the doors that check it, by the arguments' names.

Many arguments belong to the numbers that are drawn, the first argument beside the Axes: as many
words, a unit or a point of them.
"""

import inspect
import math
from itertools import pairwise

import numpy as np

from helpers import valid
from helpers.plots.figures import HEIGHT
from helpers.plots.layer_rows import COLOURINGS
from helpers.plots.scatter import DIGITS
from helpers.plots.style import DOTS, SIDE
from helpers.words import a, many


def door(function, **particular):
    """The function for callers from outside: its arguments are checked in their order.

    particular: checks that differ from the `USUAL` ones.
    """
    checks, names = USUAL | particular, inspect.signature(function).parameters
    return valid.door(function, **{name: checks[name] for name in names if name in checks})


def number(name, value, given):
    """One real number."""
    return valid.number(name, value)


def inches(name, value, given):
    """A length on a page."""
    return valid.number(name, value, above=0, below=50, such_as=HEIGHT)


def limit(name, value, given):
    """The end of a signed scale."""
    return valid.number(name, value, above=0)


def from_0_to(most):
    """A place in a row or a picture."""
    return lambda name, value, given: valid.whole(name, value, 0, most)


def word(name, value, given):
    """Anything, as a string; None is no words."""
    return "" if value is None else str(value)


vector = valid.numbers((None,), least=1, remedy="one row or column of a larger array")
whole_layer = valid.numbers((None, 784), least=1, remedy="the first layer's weights W1")
lines = valid.numbers((None, 3), (0,), remedy="rows w1, w2, b, such as (1, 0, 0)")


def digit(name, value, given):
    """A digit as bytes, or as floats from 0 to 1."""
    found = valid.array(name, value, (784,), (28, 28), remedy="one image, images[0] or so")
    if found.dtype != np.uint8 and (found.dtype.kind != "f" or not _shares(found)):
        raise ValueError(
            f"{name} has type {found.dtype} and reaches from {found.min():.3g} to "
            f"{found.max():.3g}: expected bytes (uint8), or floats from 0 to 1 as as_pixels makes "
            "them; draw signed values with plot_signed"
        )
    return found


def signed(name, value, given, gaps=False):
    """A picture of signed values."""
    shapes = (784,), (28, 28)
    found = valid.array(name, value, *shapes, remedy="one picture, W1[0] or so", gaps=gaps)
    if found.dtype.kind == "u":
        raise ValueError(
            f"{name} has type {found.dtype}, which has no sign: expected weights or products; "
            "draw an image with plot_digit"
        )
    return found


def partly_hidden(name, value, given):
    """A picture of signed values, of which NaN is hidden."""
    return signed(name, value, given, gaps=True)


def square(name, value, given):
    """As many numbers as a square has cells."""
    found = vector(name, value, given)
    if math.isqrt(len(found)) ** 2 != len(found):
        raise ValueError(
            f"{name} has {len(found)} numbers, which do not fill a square: expected 4, 9, … 100, "
            "… 784; for a picture of the plane, one for each of plane_points()"
        )
    return found


def square_of_shares(name, value, given):
    """As many numbers from 0 to 1."""
    found = square(name, value, given)
    if not _shares(found):
        raise ValueError(
            f"{name} reach from {found.min():g} to {found.max():g}: expected 0 to 1; "
            "pass sigmoid activations or pixels as as_pixels makes them"
        )
    return found


def pixels(name, value, given):
    """Some pixels of a picture."""
    found = valid.array(name, value, (None,), kinds="iu", least=1, remedy="a list such as [406]")
    return [
        from_0_to(783)(f"{name}[{at}]", pixel, given) for at, pixel in enumerate(found.tolist())
    ]


def each(check):
    """One check for each entry of a list that is not empty, and no single picture."""

    def checked(name, values, given):
        entries = valid.listed(name, values, least=1)
        if isinstance(values, np.ndarray) and values.ndim == 1 and values.dtype != object:
            raise ValueError(f"{name} has shape {values.shape}: expected a list, of one {name}[:1]")
        return [check(f"{name}[{place}]", value, given) for place, value in enumerate(entries)]

    return checked


def two_to_five(check):
    """One check for each entry of a list of two to five."""

    def checked(name, values, given):
        found = each(check)(name, values, given)
        if not 2 <= len(found) <= 5:
            raise ValueError(f"{name} has {many(len(found), 'entry', 'entries')}: expected 2 to 5")
        return found

    return checked


def part(name, value, given):
    """Where a part of a picture begins and ends, in rows and in columns."""
    ends = "top, bottom, left and right"
    found = valid.array(name, value, (4,), kinds="iu", remedy=ends).tolist()
    top, bottom, left, right = found
    if not (0 <= top < bottom <= SIDE and 0 <= left < right <= SIDE):
        raise ValueError(
            f"{name}={value}: expected top, bottom, left, right, as in picture[top:bottom, "
            f"left:right], from 0 to {SIDE}"
        )
    return found


def for_each(check, n=None):
    """One check for each entry of a list of as many as are drawn, or of `n`."""

    def checked(name, values, given):
        many = len(_drawn(given)) if n is None else n
        return each(check)(name, valid.listed(name, values, many), given)

    return checked


def by_name(check):
    """One check for each entry of a dict that is not empty."""
    return lambda name, values, given: {
        key: check(f"{name}[{key!r}]", value, given)
        for key, value in valid.named(name, values, of="entries", least=1).items()
    }


def names_of_columns(name, value, given):
    """A name for each picture of every row; a string is a name for each of its letters."""
    rows, entries = _drawn(given), list(value) if isinstance(value, str) else value
    for row in rows.values() if isinstance(rows, dict) else rows:
        entries = valid.listed(name, entries, len(row), of="names, one a picture of each row")
    return [word(name, entry, given) for entry in entries]


def digits_in_rows(name, value, given):
    """By name, rows of images, as many in each."""
    found = by_name(each(digit))(name, value, given)
    lengths = sorted({len(row) for row in found.values()})
    if len(lengths) > 1:
        raise ValueError(f"{name} have {lengths} images: expected as many in each row")
    return found


def words_of_rows(name, value, given):
    """By a row's name, words for each of its images."""
    found = valid.named(name, value, of="lists of words", least=1)
    for row, entries in found.items():
        images = given["rows"][valid.word(name, row, given["rows"])]
        valid.listed(f"{name}[{row!r}]", entries, len(images), of="words")
    return {row: [word(name, entry, given) for entry in found[row]] for row in found}


def a_mask(name, value, given):
    """Which of 784 pixels are meant."""
    return valid.array(name, value, (784,), kinds="biu", remedy="a mask such as weights < 0")


def titles_of_products(name, value, given):
    """A title for the weights, and two for each image."""
    return for_each(word, 1 + 2 * len(given["images"]))(name, value, given)


def one_of_them(name, value, given):
    """An index of what is drawn."""
    return valid.whole(name, value, 0, len(_drawn(given)) - 1)


def label(name, value, given):
    """A class that has an output."""
    return valid.whole(name, value, 0, len(given["outputs"]) - 1, of="classes")


def units(name, value, given):
    """A unit, or some different ones, of the layer that is drawn."""
    found = value if np.iterable(value) else [value]
    found = valid.array(name, found, (None,), kinds="iu", least=1, remedy="a list such as [3, 17]")
    return valid.units(name, found, len(_drawn(given)))


def states(name, value, given):
    """As many numbers under each name."""
    found = by_name(vector)(name, value, given)
    n = len(next(iter(found.values())))
    return by_name(valid.numbers((n,)))(name, found, given)


def for_each_unit(name, value, given):
    """A word for each number of every state."""
    n = len(next(iter(given["z"].values())))
    return [word(name, entry, given) for entry in valid.listed(name, value, n)]


def ten_units(name, value, given):
    """At most ten units."""
    found = units(name, value, given)
    if len(found) > 10:
        raise ValueError(f"{len(found)} {name}: expected at most 10 pictures in a row; pass fewer")
    return found


def one_a_unit(name, value, given):
    """A number for each unit."""
    return valid.array(name, value, (len(given["units"]),), remedy="a number for each unit")


def order(name, value, given):
    """The word for the largest first, or units."""
    if isinstance(value, str):
        return valid.word(name, value, ["sorted"])
    return units(name, value, given)


def marked(name, value, given):
    """Units that are among those of the order."""
    found, shown = units(name, value, given), given["order"]
    if isinstance(shown, np.ndarray) and not np.isin(found, shown).all():
        raise ValueError(
            f"{name} units {np.setdiff1d(found, shown).tolist()} are not among the {len(shown)} "
            "units of order: add them to order, or mark other ones"
        )
    return found


def limits(name, value, given):
    """Both ends of an axis."""
    low, high = valid.array(name, value, (2,)).tolist()
    if not low < high:
        raise ValueError(f"{name}={value!r}: expected (low, high) with low < high")
    return low, high


def points(name, value, given):
    """Points of the plane, to which classes belong."""
    if given["classes"] is None:
        raise ValueError(f"{name} without classes: expected a class, 0 or 1, for each of them")
    return valid.array(name, value, (None, 2), remedy="x1 and x2 for each point")


def truth(name, value, given):
    """0 or 1 for each point."""
    if given["points"] is None:
        raise ValueError(f"{name} without points: expected points=, two numbers for each of them")
    found = valid.array(name, value, (len(given["points"]),), kinds="biu")
    if not np.isin(found, (0, 1)).all():
        raise ValueError(f"{name} reach from {found.min()} to {found.max()}: expected 0 and 1")
    return found


def class_of_each(name, value, given):
    """0 or 1 for each number or point that is drawn."""
    drawn = _drawn(given)
    n = {len(own) for own in drawn} if isinstance(drawn, list) else {len(drawn)}
    found = valid.array(name, value, (len(np.ravel(value)),), kinds="biu")
    if n != {len(found)} or not np.isin(found, (0, 1)).all():
        raise ValueError(f"{name}: expected 0 or 1 for each of the {max(n)} that are drawn")
    return found


def two_weights(name, value, given):
    """A direction in the plane."""
    found = valid.array(name, value, (2,), remedy="a weight for each of two inputs")
    if not found.any():
        raise ValueError(f"{name} is zero in both inputs: a direction leads somewhere")
    return found


def fence(name, value, given):
    """The weights of a network 2→units→1, to which the biases and the run belong."""
    try:
        n, hidden = len(given["biases"][0]), given["run"].h[0]
        fits = [np.shape(array) for array in value] == [(n, 2), (1, n)]
        fits = fits and len(hidden.T) == n and math.isqrt(len(hidden)) ** 2 == len(hidden)
    except (TypeError, ValueError, AttributeError, LookupError):
        fits = False
    if not fits:
        raise ValueError(
            "weights, biases and run are not of one network with two inputs and one output: pass "
            "network.weights, network.biases and network.forward(plane_points())"
        )
    return value


def a_curve(name, value, given):
    """An activation function that is a curve, known by what it has."""
    if getattr(value, "slope", None) is None or not hasattr(value, "formula"):
        raise ValueError(f"{name}={value!r} is no curve: pass ACTIVATIONS['sigmoid'] or so")
    return value


def a_neuron(name, value, given):
    """A neuron, known by what it has."""
    if not hasattr(value, "receivers"):
        raise ValueError(
            f"{name} is {a(type(value).__name__)}: pass neuron(network, image, unit) of "
            "helpers.attribution"
        )
    return value


def run_of_one(name, value, given):
    """What `Network.forward` returned for one image."""
    if np.ndim(getattr(value, "x", None)) != 1 or not hasattr(value, "h"):
        raise ValueError(
            f"{name} is no forward pass of one image: pass network.forward(as_pixels(images[0]))"
        )
    return value


def as_many(argument):
    """The check for as many numbers as another argument has."""
    return lambda name, value, given: valid.array(name, value, np.shape(given[argument]))


def connections(name, value, given):
    """Connections into each layer of a run."""
    run = given["run"]
    sizes = [len(run.x), *map(len, run.h)]
    found = valid.listed(name, value, len(run.h), of="connections, one a layer")
    for into, (n_in, n_out) in zip(found, pairwise(sizes), strict=True):
        fits = hasattr(into, "amounts") and np.max(into.targets, initial=0) < n_out
        if not fits or (into.sources is not None and np.max(into.sources, initial=0) >= n_in):
            raise ValueError(
                f"{name} do not lead from layer to layer of this run: pass "
                "strongest_connections(network, x, k=20), of the same network"
            )
    return found


def class_of_run(name, value, given):
    """One of the classes that a run can answer."""
    return valid.whole(name, value, 0, max(len(given["run"].outputs), 2) - 1, of="classes")


def digits(name, value, given):
    """A digit for each point."""
    n = (
        DIGITS
        if given.get("names") is None
        else len(valid.listed("names", given["names"], least=1))
    )
    return valid.labels(name, value, len(_drawn(given)), n)


def digits_of_each(name, value, given):
    """A digit for each point, the same on all maps or others on each."""
    shape = given["pictures"].shape[:2]
    found = valid.array(name, value, shape[1:], shape, kinds="iu")
    return valid.labels(name, found.ravel(), found.size, DIGITS).reshape(found.shape)


def counts(name, value, given):
    """A square of whole numbers from 0."""
    found = valid.array(name, value, (None, None), kinds="iu", least=1, remedy="counts, not shares")
    if found.shape[0] != found.shape[1] or found.min() < 0:
        raise ValueError(
            f"{name} has shape {found.shape} and values from {found.min()}: expected (n, n) whole "
            "numbers from 0, rows the true classes and columns the answers"
        )
    return found.astype(int)


def cell(name, value, given):
    """A true class and an answer."""
    found = valid.array(name, value, (2,), kinds="iu", remedy="(true class, answer)").tolist()
    return tuple(one_of_them(name, index, given) for index in found)


def ratios(name, value, given):
    """A width for each column."""
    found = valid.array(name, value, (min(given["n"], given["columns"] or given["n"]),))
    return [valid.number(name, width, above=0) for width in found]


def _drawn(given):
    return next(value for name, value in given.items() if name != "ax")


def _shares(found):
    return found.min() >= 0 and found.max() <= 1


USUAL = {
    **dict.fromkeys(("bins", "columns", "n", "side", "epochs"), valid.a_count()),
    **dict.fromkeys(("first_epoch", "decimals", "hatched"), valid.a_count(0)),
    **dict.fromkeys(
        ("value", "running_from", "bias", "rest", "size", "z", "other", "level"), number
    ),
    **dict.fromkeys(("width", "height", "tallest"), inches),
    **dict.fromkeys(("limit", "shared"), limit),
    **dict.fromkeys(("titles", "labels"), for_each(word)),
    **dict.fromkeys(("classes", "wrong"), truth),
    **dict.fromkeys(("activations", "outputs", "values"), vector),
    **dict.fromkeys(("picture", "products"), signed),
    "activation": a_curve,
    "ax": valid.an_axes,
    "colouring": valid.one_of(COLOURINGS),
    "counts": counts,
    "filled": as_many("framed"),
    "framed": vector,
    "image": digit,
    "images": each(digit),
    "label": label,
    "limits": limits,
    "lines": lines,
    "maps": each(square),
    "names": for_each(word),
    "neuron": a_neuron,
    "marked": marked,
    "only": from_0_to(DIGITS - 1),
    "order": order,
    "part": part,
    "pictures": each(signed),
    "pixel": from_0_to(783),
    "places": valid.numbers((None, 2), remedy="an x and a y for each point"),
    "points": points,
    "ratios": ratios,
    "shares": valid.numbers((2,), remedy="two numbers"),
    "units": units,
    "view": valid.one_of(DOTS),
    "weights": whole_layer,
}
