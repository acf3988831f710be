"""What may be passed to this package: each check returns the value, or says what is wrong with it.

Whatever does not fit is refused with a ValueError that says what was passed, what was expected and
what to do. Checks stand at the doors, where a notebook or a learner calls: what stands behind a
door, and every frame of an explorer, takes for granted what a door has checked. A room in a folder
has its door in its ``__init__.py``, where `door` puts checks before a function; a room in one file
begins its public functions with them.
"""

import functools
import inspect

import numpy as np

from helpers.words import a, many

LARGEST = float(np.finfo(np.float32).max)
KINDS = {"f": "floats", "fiu": "numbers", "iu": "whole numbers", "biu": "truth values"}


def door(function, **checks):
    """The function for callers from outside its room: some of its arguments are checked first.

    checks: for an argument, what is called with its name, its value and the dict of all arguments,
    those named before it already checked; what it returns is passed on. None is left alone where it
    is the default. A ``network`` is always checked.
    """
    signature = inspect.signature(function)
    if "network" in signature.parameters:
        checks = {"network": a_network} | checks

    @functools.wraps(function)
    def checked(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = bound.arguments
        for name, check in checks.items():
            if given[name] is not None or signature.parameters[name].default is not None:
                given[name] = check(name, given[name], given)
        return function(*bound.args, **bound.kwargs)

    return checked


# What a room in one file calls by itself: the argument's name, its value, and what it must be.


def whole(name, value, least=0, most=None, of=""):
    """A whole number from `least` to `most`, both included, as an int; True is none.

    of: what sets the range, for the message.

    >>> whole("unit", 140, 0, 99, of="hidden units")
    Traceback (most recent call last):
        ...
    ValueError: unit=140: expected a whole number from 0 to 99, one of the 100 hidden units
    """
    fits = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not fits or value < least or (most is not None and value > most):
        ends = f"from {least}" if most is None else f"from {least} to {most}"
        those = f", one of the {most - least + 1} {of}" if of else ""
        raise ValueError(f"{name}={value!r}: expected a whole number {ends}{those}")
    return int(value)


def number(name, value, least=None, most=None, above=None, below=None, such_as=1.0):
    """One real number within a range, as a float: `least` and `most` belong to it."""
    found = value.item() if isinstance(value, np.generic) else value  # numpy's own may overflow
    fits = isinstance(found, (int, float)) and not isinstance(found, bool)
    fits = fits and abs(found) <= LARGEST  # NaN fails too
    fits = fits and (least is None or found >= least) and (most is None or found <= most)
    fits = fits and (above is None or found > above) and (below is None or found < below)
    if not fits:
        ends = {"from": least, "above": above, "to": most, "below": below}
        words = "".join(f" {word} {end:g}" for word, end in ends.items() if end is not None)
        raise ValueError(f"{name}={value!r}: expected a number{words}, such as {such_as:g}")
    return float(found)


def word(name, value, known):
    """One of a few words."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name}={value!r} is not there: choose one of {', '.join(known)}")
    return value


def generator(name, value):
    """A generator of random numbers; a seed is none."""
    if not isinstance(value, np.random.Generator):
        raise ValueError(f"{name}={value!r}: expected a generator, np.random.default_rng(0) or so")
    return value


def array(name, values, *shapes, kinds="fiu", dtype=None, least=0, remedy="", gaps=False):
    """Finite numbers, none beyond float32, as an array of one of some shapes.

    shapes: tuples in which None stands for any length; any shape will do without one.
    kinds: a key of KINDS. least: how many rows there must be, in one row how many numbers.
    remedy: what to pass, for the message. gaps: whether some of them, not all, may be NaN.
    """
    found = _as_array(name, values)
    fits = not shapes or any(_fits(found.shape, shape) for shape in shapes)
    if found.dtype.kind not in kinds or not fits or (least and found.shape[:1] < (least,)):
        wanted = f" of shape {' or '.join(map(_in_words, shapes))}" if shapes else ""
        rows = f", with n at least {least}" if least else ""
        remedy = f"; pass {remedy}" if remedy else ""
        raise ValueError(
            f"{name} has type {found.dtype} and shape {found.shape}: expected {KINDS[kinds]}"
            f"{wanted}{rows}{remedy}"
        )
    _all_finite(name, found, gaps)
    return found if dtype is None else found.astype(dtype, copy=False)


def images(name, values, n_in=784, least=0, kinds="uf"):
    """Rows of pixels, bytes or floats; bytes alone where `kinds` is "u"."""
    found = _as_array(name, values)
    fits = found.dtype == np.uint8 or ("f" in kinds and found.dtype.kind == "f")
    if not fits or not _fits(found.shape, (None, n_in)) or len(found) < least:
        floats = ", or floats as as_pixels makes them" if "f" in kinds else ""
        many = f", at least {least} of them" if least else ""
        raise ValueError(
            f"{name} have type {found.dtype} and shape {found.shape}: expected bytes (uint8) of "
            f"shape (n, {n_in}) as load_digits returns them{floats}{many}; one image is images[:1]"
        )
    _all_finite(name, found)
    return found


def image(name, values, n_in=784):
    """One image as float32; bytes are none."""
    remedy = "one image, as as_pixels(images[0]) makes it"
    return array(name, values, (n_in,), kinds="f", dtype=np.float32, remedy=remedy)


def labels(name, values, n_images, n_classes):
    """One class for each image, as an index."""
    if n_images == 0 and np.size(values) == 0:  # numpy makes floats of an empty list
        values = np.zeros(np.shape(values), int)
    found = array(name, values, (n_images,), kinds="iu", remedy="one label for each image")
    if n_images and not 0 <= found.min() <= found.max() < n_classes:
        raise ValueError(
            f"{name} run from {found.min()} to {found.max()}, but the classes are 0 to "
            f"{n_classes - 1}: select images with load_digits(part, only=...) that fit them"
        )
    return found.astype(np.intp, copy=False)


def units(name, values, n):
    """Different hidden units from 0 to n - 1: one set, or as rows one set for each image."""
    found = _as_array(name, values)
    if found.size == 0:
        return found.astype(np.intp)
    found = array(name, found, (None,), (None, None), kinds="iu", remedy="a list such as [3, 17]")
    for outside in found[(found < 0) | (found >= n)][:1]:
        whole(name, int(outside), 0, n - 1, of="hidden units")
    ordered = np.sort(found, axis=-1)
    if (ordered[..., 1:] == ordered[..., :-1]).any():
        raise ValueError(f"{name} name one of the hidden units twice: pass each once")
    return found.astype(np.intp, copy=False)


def listed(name, values, n=None, least=0, of="entries"):
    """The entries of a sequence as a list; a single string or number is none."""
    entries = list(values) if np.iterable(values) and not isinstance(values, (str, bytes)) else None
    if entries is None or n not in (None, len(entries)) or len(entries) < least:
        found = f"={_short(values)}" if entries is None else f" has {_entries(entries)}"
        wanted = n if n is not None else f"{least} or more"
        raise ValueError(f"{name}{found}: expected a list of {wanted} {of}")
    return entries


def _short(thing):
    """What was passed, as far as it goes on a line: a model's own repr may fill a page."""
    said = repr(thing)
    return said if len(said) <= 60 else f"<{a(type(thing).__name__)}>"


def named(name, values, of, least=0):
    """A dict, as it is, with at least so many entries."""
    if not isinstance(values, dict) or len(values) < least:
        found = _entries(values) if isinstance(values, dict) else type(values).__name__
        raise ValueError(
            f"{name} ({found}): expected a dict of {least} or more {of} by their names"
        )
    return values


# What a `door` calls: the name, the value, and all arguments.


def a_network(name, value, given=None):
    """A `helpers.network.Network`, known by what it has: this file imports no other room."""
    return _known_by("onward", name, value, "Network, load_network('ten-digits') or so")


def with_hidden_layer(name, value, given=None):
    """A network that has a hidden layer."""
    if len(a_network(name, value).sizes) < 3:
        raise ValueError(f"{name} is {value!r}: expected one with a hidden layer: (784, 100, 10)")
    return value


def an_axes(name, value, given):
    """A matplotlib Axes, known by what it has: this file imports no matplotlib."""
    return _known_by("get_xlim", name, value, "matplotlib Axes, such as panel() makes")


def an_image(name, value, given):
    """One image that fits the network."""
    return image(name, value, given["network"].sizes[0])


def a_class(name, value, given):
    """One of the network's classes."""
    return whole(name, value, 0, given["network"].sizes[-1] - 1, of="classes")


def activations(name, value, given):
    """Activations of the network's last hidden layer, for one image or for many."""
    n = given["network"].sizes[-2]
    remedy = "hidden_activations(network, images)"
    return array(name, value, (n,), (None, n), kinds="f", remedy=remedy)


def a_generator(name, value, given):
    """A generator of random numbers."""
    return generator(name, value)


def some_images(least=0, kinds="uf"):
    """The check for at least so many images that fit the network."""
    return lambda name, value, given: images(name, value, given["network"].sizes[0], least, kinds)


def one_of(known):
    """The check for one of a few words."""
    return lambda name, value, given: word(name, value, known)


def a_count(least=1):
    """The check for a whole number from `least`."""
    return lambda name, value, given: whole(name, value, least)


def numbers(*shapes, **more):
    """The check for an array of one of these shapes, with what else `array` takes."""
    return lambda name, value, given: array(name, value, *shapes, **more)


def _entries(values):
    return many(len(values), "entry", "entries")


def _known_by(attribute, name, value, wanted):
    if not hasattr(value, attribute):
        raise ValueError(f"{name} is {a(type(value).__name__)}: expected {a(wanted)}")
    return value


def _as_array(name, values):
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} holds rows of different lengths: expected an array") from None
    except Exception as error:  # a tensor's own way to say that it cannot be one
        raise ValueError(
            f"{name} is {a(type(values).__name__)} and cannot become an array ({error})"
        ) from error


def _all_finite(name, found, gaps=False):
    # By the ends, and not number by number: no second array of this size is made for it.
    if found.dtype.kind == "f" and found.size:
        ends = (np.fmin, np.fmax) if gaps else (np.minimum, np.maximum)
        low, high = (float(end.reduce(found, axis=None)) for end in ends)
        if not -LARGEST <= low <= high <= LARGEST:  # NaN fails too
            raise ValueError(
                f"{name} holds NaN, infinity or a number too large: look where it is from"
            )


def _fits(shape, wanted):
    same_length = len(shape) == len(wanted)
    return same_length and all(w in (None, n) for n, w in zip(shape, wanted, strict=True))


def _in_words(shape):
    """A shape as it is written, with a letter for any length."""
    letters = iter("nkm")
    lengths = [next(letters) if n is None else str(n) for n in shape]
    return f"({', '.join(lengths)}{',' if len(shape) == 1 else ''})"
