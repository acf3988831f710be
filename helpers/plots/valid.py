"""What may be passed to a drawing function; every refusal says what came and what to do."""

import numpy as np
from matplotlib.axes import Axes

from helpers.plots.style import PIXELS, SIDE, is_number


def as_axes(ax):
    """Return `ax` if it is a matplotlib Axes, else raise TypeError."""
    if not isinstance(ax, Axes):
        raise TypeError(
            f"ax is of type {type(ax).__name__}: expected a matplotlib Axes as the first argument; "
            "make one with `ax = panel()` or `fig, axes = panels(3)`"
        )
    return ax


def as_numbers(values, name):
    """Return `values` as an array of finite numbers, else raise ValueError."""
    try:
        array = np.asarray(values)
    except ValueError:  # rows of different lengths
        raise ValueError(f"{name} holds rows of different lengths: pass a numeric array") from None
    if array.dtype.kind not in "fiu":
        raise ValueError(
            f"{name} holds {array.dtype} entries: expected numbers; pass a numeric array"
        )
    bad = np.count_nonzero(~np.isfinite(array))
    if bad:
        raise ValueError(
            f"{name} holds {bad} NaN or infinite values: expected finite numbers; "
            "look at the computation that made them"
        )
    return array


def as_vector(values, name, length=None):
    """Return `values` as a float vector with at least one entry, or with `length` entries."""
    array = as_numbers(values, name)
    if array.ndim != 1 or array.size == 0 or length not in (None, array.size):
        wanted = "at least one number" if length is None else f"{length} numbers"
        raise ValueError(
            f"{name} has shape {array.shape}: expected {wanted} in one dimension; "
            "pass one row or column of a larger array"
        )
    return array.astype(float)


def _as_square(array, name):
    if array.shape not in ((PIXELS,), (SIDE, SIDE)):
        raise ValueError(
            f"{name} has shape {array.shape}: expected {PIXELS} values or {SIDE}×{SIDE}; "
            f"pass one picture, for example one row of an (n, {PIXELS}) array"
        )
    return array.reshape(SIDE, SIDE)


def as_digit(image):
    """Return a digit as (28, 28) floats in [0, 1]; bytes are divided by 255."""
    array = _as_square(as_numbers(image, "image"), "image")
    if array.dtype == np.uint8:
        return array / 255.0
    if array.dtype.kind != "f":
        raise ValueError(
            f"image holds {array.dtype} values: expected bytes (uint8, 0 to 255) or floats in "
            "[0, 1]; convert it with .astype('uint8') or divide it by its largest possible value"
        )
    low, high = array.min(), array.max()
    if low < 0 or high > 1:
        raise ValueError(
            f"image reaches from {low:.3g} to {high:.3g}: expected floats in [0, 1]; divide bytes "
            "by 255, and draw signed values with plot_signed"
        )
    return array.astype(float)


def as_signed(values, name="values"):
    """Return a signed picture as (28, 28) floats."""
    array = _as_square(as_numbers(values, name), name)
    if array.dtype.kind == "u":
        raise ValueError(
            f"{name} holds {array.dtype} bytes, which have no sign: expected weights or products; "
            "draw an image with plot_digit"
        )
    return array.astype(float)


def as_weights(weights):
    """Return the incoming weights of a layer as an (n, 784) float array."""
    array = as_numbers(weights, "weights")
    if array.ndim != 2 or array.shape[1] != PIXELS or len(array) == 0:
        raise ValueError(
            f"weights has shape {array.shape}: expected (n, {PIXELS}), one row a unit; pass the "
            "first layer's weights W1"
        )
    return array


def as_limit(limit):
    """Return the end of a signed scale as a positive float, or None."""
    if limit is None:
        return None
    if not is_number(limit) or limit <= 0:
        raise ValueError(
            f"limit={limit!r} cannot end a scale: expected a number above zero; leave it out for "
            "the largest absolute value"
        )
    return float(limit)


def as_limits(limits, values, name):
    """Return (low, high) that hold zero and all `values`; None takes them from the values."""
    low, high = min(0.0, *values), max(0.0, *values)
    if limits is None:
        return (low, high) if low < high else (-1.0, 1.0)
    ends = as_vector(limits, "limits", length=2)
    if ends[0] > 0 or ends[1] < 0 or ends[0] == ends[1]:
        raise ValueError(
            f"limits={limits!r} do not hold zero: expected (low, high) with low <= 0 <= high and "
            "low < high; bars begin at zero"
        )
    if low < ends[0] or high > ends[1]:
        raise ValueError(
            f"{name} reach from {low:.3g} to {high:.3g}, beyond limits ({ends[0]:g}, {ends[1]:g}): "
            "a bar would be cut off; pass wider limits"
        )
    return tuple(ends)


def as_units(units, n, name="units"):
    """Return distinct unit indices of a layer of `n` units as an integer vector."""
    array = np.atleast_1d(np.asarray(units))
    if array.dtype.kind not in "iu" or array.ndim != 1 or array.size == 0:
        raise ValueError(
            f"{name}={units!r} are no unit indices: expected whole numbers from 0 to {n - 1}; "
            "pass a list such as [3, 17]"
        )
    for unit in array:
        if not 0 <= unit < n:
            raise ValueError(
                f"{name} holds {unit}, which is out of range: there are {n} units (0 to {n - 1})"
            )
    if len(set(array.tolist())) < array.size:
        raise ValueError(f"{name} holds a unit twice: {array.tolist()}; pass each unit once")
    return array.astype(int)


def as_texts(texts, n, name):
    """Return `n` strings; None gives `n` times None."""
    if texts is None:
        return [None] * n
    wanted = f"expected {n}; pass a list with one entry a picture"
    entries = as_list(texts, name, wanted)
    if len(entries) != n:
        raise ValueError(f"{name} has {len(entries)} entries: {wanted}")
    return [None if text is None else str(text) for text in entries]


def as_list(values, name, wanted):
    """Return the entries of a sequence; a single string or number is none."""
    if isinstance(values, str) or not np.iterable(values):
        what = "has one string" if isinstance(values, str) else f"is {values!r}"
        raise ValueError(f"{name} {what}: {wanted}")
    return list(values)


def as_dict(values, name, wanted):
    """Return `values` if it is a dict, else raise ValueError with what was wanted."""
    if not isinstance(values, dict):
        raise ValueError(f"{name} is of type {type(values).__name__}: expected {wanted}")
    return values


def as_number(value, name, wanted):
    """Return one finite number, else raise ValueError with what was wanted."""
    if not is_number(value):
        raise ValueError(f"{name}={value!r}: expected {wanted}")
    return float(value)


def as_class(label, n, name="label"):
    """Return a class index below `n`, or None."""
    if label is None:
        return None
    if not isinstance(label, (int, np.integer)) or not 0 <= label < n:
        raise ValueError(
            f"{name}={label!r} is out of range: there are {n} classes (0 to {n - 1}); "
            "pass one as a whole number"
        )
    return int(label)


def as_count(value, name, least=1):
    """Return a whole number that is at least `least`."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or value < least:
        raise ValueError(f"{name}={value!r}: expected a whole number of at least {least}")
    return int(value)


def drawn(artists, maker):
    """Return `artists` of an Axes that `maker` has drawn on, else raise ValueError."""
    if not len(artists):
        raise ValueError(
            f"this Axes holds nothing to update: expected one drawn by {maker}; "
            f"call {maker} on it first"
        )
    return artists
