"""What the attribution room says when it is asked for something that is not there."""

import numpy as np


def checked_index(name, value, size, what):
    """An integer from 0 to size - 1, or an error that says what there is.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : int
    size : int
        How many there are.
    what : str
        What they are, for the message: ``"hidden units"``.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        ``unit=140 is out of range: this network has 100 hidden units (0 to 99)``.
    TypeError
        If `value` is not an integer.
    """
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name}={value!r} is not an integer: choose one from 0 to {size - 1}")
    if not 0 <= value < size:
        raise ValueError(
            f"{name}={value} is out of range: this network has {size} {what} (0 to {size - 1})"
        )
    return int(value)


def checked_count(name, value, least, most=None):
    """A whole number in a range, or an error that says what was expected.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : int
    least, most : int
        The range's ends, both included; without `most` it has no upper end.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        ``k=0 is out of range: choose an integer from 1 to 100``.
    """
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or value < least or (most is not None and value > most):
        ends = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name}={value!r} is out of range: choose an integer {ends}")
    return int(value)


def checked_rng(rng):
    """The generator, or an error for a seed and all else.

    Parameters
    ----------
    rng : numpy.random.Generator

    Returns
    -------
    numpy.random.Generator

    Raises
    ------
    ValueError
        ``rng=0 must be a generator, such as np.random.default_rng(0)``.
    """
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng={rng!r} must be a generator, such as np.random.default_rng(0)")
    return rng


def checked_numbers(values, name, dtype=None):
    """An array of finite numbers, or an error.

    Parameters
    ----------
    values : array_like
    name : str
        The argument's name, for the message.
    dtype : type, optional
        What to convert them to.

    Returns
    -------
    ndarray

    Raises
    ------
    ValueError
        If an entry is no number, NaN, infinite, or too large for `dtype`.
    """
    try:
        values = np.asarray(values)
    except ValueError:  # rows of different lengths
        raise ValueError(f"{name} holds rows of different lengths: pass an array") from None
    if values.dtype.kind not in "fiu":
        raise ValueError(f"{name}: expected numbers, not entries of type {values.dtype}")
    with np.errstate(over="ignore"):  # what `dtype` cannot hold is refused below
        values = values.astype(dtype or values.dtype, copy=False)
    if not np.isfinite(values).all():
        raise ValueError(f"{name}: every entry must be a number, not NaN or infinity")
    return values


def checked_doubles(values, name):
    """As `checked_numbers`, in double precision, and no larger than what pixels and weights are.

    Raises
    ------
    ValueError
        Also if an entry is too large for float32: its square would be infinite.
    """
    checked_numbers(values, name, np.float32)
    return np.asarray(values, dtype=float)


def checked_word(name, value, known):
    """One of a few words, or a ValueError that lists them."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name}={value!r} is not there: choose one of {', '.join(known)}")
    return value


def checked_units(units, n_hidden):
    """Distinct indices of hidden units along the last axis, or an error.

    Parameters
    ----------
    units : array_like of int, shape (k,) or (n, k)
    n_hidden : int

    Returns
    -------
    ndarray of int, same shape

    Raises
    ------
    ValueError
        If a unit is out of range or named twice in one set.
    """
    units = np.asarray(units)
    if units.size == 0:
        return units.astype(np.int64)
    if units.dtype.kind not in "iu" or units.ndim not in (1, 2):
        raise ValueError(
            f"units have type {units.dtype} and shape {units.shape}, expected integers of shape "
            "(k,) or (n, k): one set of hidden units, or one set for each image"
        )
    if units.min() < 0 or units.max() >= n_hidden:
        worst = units.max() if units.max() >= n_hidden else units.min()
        checked_index("unit", int(worst), n_hidden, "hidden units")
    ordered = np.sort(units, axis=-1)
    if (ordered[..., 1:] == ordered[..., :-1]).any():
        raise ValueError("units name the same unit twice: each can be removed once only")
    return units


def checked_hidden(hidden, n_hidden, name="hidden"):
    """Activations of the last hidden layer, or an error that says how to get them.

    Parameters
    ----------
    hidden : array_like of float, shape (n_hidden,) or (n, n_hidden)
    n_hidden : int
    name : str
        The argument's name, for the message: ``"hidden"`` or ``"mean"``.

    Returns
    -------
    ndarray of float, same shape

    Raises
    ------
    ValueError
        If the width is not the layer's or a number is not finite.
    """
    hidden = np.asarray(hidden)
    if hidden.ndim not in (1, 2) or hidden.shape[-1] != n_hidden or hidden.dtype.kind != "f":
        raise ValueError(
            f"{name} has type {hidden.dtype} and shape {hidden.shape}, expected float activations "
            f"of shape ({n_hidden},) or (n, {n_hidden}): pass {name}_activations(network, images)"
        )
    if not np.isfinite(hidden).all():
        raise ValueError(f"{name} holds NaN or infinity: every activation must be a number")
    return hidden
