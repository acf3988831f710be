"""What the pictures may be passed, and the doors that check it, by the arguments' names.

Many arguments belong to the numbers that are drawn, the first argument beside the Axes: as many
words, a unit or a point of them.
"""

import inspect
import math
from itertools import pairwise

import numpy as np

from helpers import valid
from helpers.plots.curves import LOOKS
from helpers.plots.figures import HEIGHT
from helpers.plots.layer_rows import COLOURINGS
from helpers.plots.scatter import DIGITS
from helpers.plots.style import DOTS
from helpers.words import a


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


def each(check):
    """One check for each entry of a list that is not empty, and no single picture."""

    def checked(name, values, given):
        entries = valid.listed(name, values, least=1)
        if isinstance(values, np.ndarray) and values.ndim == 1 and values.dtype != object:
            raise ValueError(f"{name} has shape {values.shape}: expected a list, of one {name}[:1]")
        return [check(f"{name}[{place}]", value, given) for place, value in enumerate(entries)]

    return checked


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


def bar_limits(name, value, given):
    """Both ends of an axis that holds zero, what is drawn, and its running sum."""
    low, high = limits(name, value, given)
    reached, start = np.asarray(_drawn(given), dtype=float), given.get("running_from")
    if start is not None:
        reached = np.concatenate([reached, np.cumsum([start, *reached])])
    if min(0, reached.min()) < low or max(0, reached.max()) > high:
        raise ValueError(
            f"{name}={value!r}: zero, the bars and their sum reach from {min(0, reached.min()):.3g}"
            f" to {max(0, reached.max()):.3g}, and one would be cut off; pass wider limits"
        )
    return low, high


def whole_curves(name, value, given):
    """Curves of which each has a number."""
    return by_name(valid.numbers((None,), least=1))(name, curves(name, value, given), given)


def curves(name, value, given):
    """Not more curves than can be told apart."""
    found = by_name(valid.numbers((None,)))(name, value, given)
    if len(found) > len(LOOKS):
        raise ValueError(
            f"{len(found)} curves: expected 1 to {len(LOOKS)}, more cannot be told apart; "
            "spread them over several Axes"
        )
    return found


def effects(name, value, given):
    """One row a pixel, one column a node, of which there is one at least."""
    found = valid.array(name, value, (784, None), remedy="what single_pixel_effects returns")
    return valid.array(name, found.T, (None, 784), least=1).T


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
    return valid.labels(name, value, len(_drawn(given)), DIGITS)


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


def recalls(name, value, given):
    """Each digit's share, a row for each epoch."""
    found = valid.array(name, value, (None, None), least=1, remedy="a list of recalls(…)")
    if not found.size or not _shares(found):
        raise ValueError(f"{name}: expected shares from 0 to 1, one or more in each row")
    return found


def one_an_epoch(name, value, given):
    """As many numbers as there are rows of recalls."""
    n = len(given["recalls"])
    return valid.array(name, value, (n,), remedy="one share for each row of recalls")


def some_curves(name, value, given):
    """Names of curves that are there."""
    return [valid.word(name, entry, given["curves"]) for entry in valid.listed(name, value)]


USUAL = {
    **dict.fromkeys(("columns", "n", "side", "epochs"), valid.a_count()),
    **dict.fromkeys(("first_epoch", "decimals", "hatched"), valid.a_count(0)),
    **dict.fromkeys(("value", "running_from", "bias", "rest", "size", "z", "other"), number),
    **dict.fromkeys(("width", "height"), inches),
    **dict.fromkeys(("limit", "shared"), limit),
    **dict.fromkeys(("titles", "labels"), for_each(word)),
    **dict.fromkeys(("classes", "wrong"), truth),
    **dict.fromkeys(("activations", "outputs", "values"), vector),
    **dict.fromkeys(("picture", "products"), signed),
    "activation": a_curve,
    "ax": valid.an_axes,
    "colouring": valid.one_of(COLOURINGS),
    "counts": counts,
    "curves": curves,
    "effects": by_name(effects),
    "faded": some_curves,
    "filled": as_many("framed"),
    "framed": vector,
    "image": digit,
    "images": each(digit),
    "label": label,
    "limits": limits,
    "lines": lines,
    "maps": each(square),
    "neuron": a_neuron,
    "marked": marked,
    "only": from_0_to(DIGITS - 1),
    "order": order,
    "pictures": each(signed),
    "pixel": from_0_to(783),
    "places": valid.numbers((None, 2), remedy="an x and a y for each point"),
    "points": points,
    "ratios": ratios,
    "recalls": recalls,
    "row": from_0_to(27),
    "shares": valid.numbers((2,), remedy="two numbers"),
    "units": units,
    "view": valid.one_of(DOTS),
    "weights": whole_layer,
}
