"""Which arrays are a network's weights and biases, in which order and which way round.

A layer that takes n numbers needs weights with n rows or n columns. So, from the pixels on, each
array finds its place by its shape, and where a shape does not decide, by the order in which the
arrays were given. What then still fits in several ways is yielded in all of them, the likeliest
first, and whoever knows the network's outputs can choose.
"""

import itertools
import re
from typing import NamedTuple

import numpy as np

from helpers.words import a, many

MOST_ARRAYS = 60
MOST_READINGS = 32  # of the same arrays
MOST_STEPS = 5_000  # on the way to them
PAIRS = (
    "a dict such as {'W1': …, 'b1': …}, pairs such as [(W1, b1), (W2, b2)], or (weights, biases)"
)


class Given(NamedTuple):
    """One array as it was given: its name, its numbers in float64, and "W" or "b" where known."""

    name: str
    values: np.ndarray
    role: str = ""


def named_arrays(source):
    """The arrays in a dict, a list, pairs, or (weights, biases), as a list of `Given`."""
    if isinstance(source, dict):
        given = [_given(str(name), value, _role(str(name))) for name, value in source.items()]
        numbers = [re.findall(r"\d+", one.name) for one in given]
        if all(numbers):  # W10 after W9; without a number in each name, the order of the dict
            order = sorted(range(len(given)), key=lambda n: [int(d) for d in numbers[n]])
            given = [given[n] for n in order]
    elif all(isinstance(part, (list, tuple)) for part in source) and _in_pairs(source):
        given = _pairs(source)
    elif len(source) == 2 and all(isinstance(part, (list, tuple)) for part in source):
        given = _weights_and_biases(*source)
    else:
        given = [_given(f"array {n}", value) for n, value in enumerate(source)]
    given = [one for one in given if one.values.ndim]  # a counter of batches, for example
    _refuse_others(given)
    return given


def readings(given, n_in):
    """Yield the ways in which arrays follow each other from `n_in` numbers on.

    Each is a list of layers, ``(weights, biases)`` with one output a row; biases may be None.
    """
    ways = _ways_on(n_in, given, True, iter(range(MOST_STEPS)))
    found = list(itertools.islice(ways, MOST_READINGS))
    if not found:
        shapes = ", ".join(f"{one.name} {one.values.shape}" for one in given)
        raise ValueError(
            f"these arrays do not follow each other from {n_in} numbers on: {shapes}; "
            f"expected weights of shapes ({n_in}, n), (n, m) and so on, or the other way round, "
            "and either a bias for each unit of every layer or none at all. Arrays of a "
            "normalisation between layers say too little: pass the model itself. A network for "
            "images of another size needs prepare=, which makes its input of 784 pixels"
        )
    return found


def _ways_on(n, left, turned, steps):
    """All ways on from n numbers with the arrays that are left.

    turned: whether the layers before have one input a row. steps: how many more may be taken, so
    that no arrays keep us for long.
    """
    if not left:
        yield []
    shapes = set()
    for place, one in enumerate(left):
        if one.role == "b" or one.values.ndim != 2 or one.values.shape in shapes:
            continue  # of several arrays of one shape, the first is the first layer
        shapes.add(one.values.shape)
        for turn in (turned, not turned):
            weights = one.values.T if turn else one.values
            if weights.shape[1] != n or next(steps, None) is None:
                continue
            for biases, others in _biases(len(weights), left[:place] + left[place + 1 :]):
                for layers in _ways_on(len(weights), others, turn, steps):
                    if all((b is None) == (biases is None) for _, b in layers):
                        yield [(weights, biases), *layers]


def _biases(n, left):
    """The arrays that may be the biases of n units, each with what then is left; none, too."""
    for place, one in enumerate(left):
        if one.role != "W" and one.values.shape in ((n,), (n, 1), (1, n)):
            yield one.values.ravel(), left[:place] + left[place + 1 :]
    yield None, left


def _pairs(source):
    return [
        _given(f"{name} of layer {layer}", value, role)
        for layer, pair in enumerate(source, start=1)
        for name, value, role in zip(("weights", "biases"), pair, "Wb", strict=True)
    ]


def _weights_and_biases(weights, biases):
    pairs = (("weights", weights, "W"), ("biases", biases, "b"))
    return [
        _given(f"{name}[{n}]", value, role)
        for name, values, role in pairs
        for n, value in enumerate(values)
    ]


def _role(name):
    """Whether a name says that an array holds weights or biases, as in "fc1.weight" or "b1"."""
    if re.search(r"^b\d*$|bias|intercept", name, re.IGNORECASE):
        return "b"
    return "W" if re.search(r"^w|weight|kernel|coef", name, re.IGNORECASE) else ""


def _in_pairs(source):
    """Whether each part of a list is a layer's weights and biases."""
    return all(
        len(part) == 2
        and np.ndim(part[0]) == 2
        and np.size(part[1]) == max(np.shape(part[1]))
        and np.size(part[1]) in np.shape(part[0])
        for part in source
    )


def _given(name, value, role=""):
    return Given(name, _numbers(name, value), role)


def _numbers(name, value):
    """A learner's array, or a tensor of PyTorch, as float64."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    try:
        numbers = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{name} holds {a(type(value).__name__)} that is no array of numbers ({error}): "
            f"expected {PAIRS}"
        ) from error
    if not np.isfinite(numbers).all():
        raise ValueError(
            f"{name} holds numbers that are not finite (NaN or infinite): its training has failed, "
            "or it was stored wrongly; train again with a smaller learning rate"
        )
    return numbers


def _refuse_others(given):
    if not given or len(given) > MOST_ARRAYS:
        raise ValueError(
            f"{many(len(given), 'array')} were given: expected from 1 to {MOST_ARRAYS}, as {PAIRS}"
        )
    for one in given:
        if one.values.ndim > 2:
            raise ValueError(
                f"{one.name} has shape {one.values.shape}: expected weights of two dimensions and "
                "biases of one; the arrays of a convolution do not say how it was used, so pass "
                "the model itself"
            )
