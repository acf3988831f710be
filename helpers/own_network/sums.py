"""Weighted sums, found by asking and made into one: what is done to pixels, and whole layers.

A function that answers as a weighted sum would is one, whatever it is called: a normalisation, a
scaler, principal components, a layer. Two weighted sums in a row are one, and so whatever stands
before a layer's activation function becomes part of that layer's weights and biases, exactly.
"""

import numpy as np

from helpers.words import a

PROBES = 20  # random rows that have to be answered as the weighted sum would
BYTES = 0.015  # a preparation that makes a full pixel less than that divides by 255
NEAR = 1e-5  # relative; libraries compute in float32


def weighted_sum(function, shape, name, least=0, most=1):
    """What a function does to numbers, as ``(weights, biases)``; None if it is no weighted sum.

    It is asked for zeros, for each number alone and for random rows.

    shape: of one input; name: what the function is called where it fails. least, most: the range
    of the random numbers.
    """
    n = int(np.prod(shape))
    rows = np.random.default_rng(0).uniform(least, most, (PROBES, n))
    biases = _asked(function, np.zeros((1, n)), shape, name)[0]
    weights = (_asked(function, np.eye(n), shape, name) - biases).T
    expected, answered = rows @ weights.T + biases, _asked(function, rows, shape, name)
    scale = max(np.abs(answered).max(initial=0), np.abs(weights).max(initial=0), 1e-12)
    return (weights, biases) if np.abs(answered - expected).max() <= NEAR * scale else None


def prepared(prepare):
    """What a learner's preparation does to 784 pixels from 0 to 1, as ``(weights, biases)``.

    It may take rows of pixels or images of 28×28. One that divides by 255 was made for bytes, and
    is given bytes.
    """
    found = error = None
    for shape in ((784,), (28, 28)):
        try:
            found = weighted_sum(prepare, shape, "prepare")
        except ValueError as this:
            error = error or this
        if found:
            break
    else:
        raise error or ValueError(
            "prepare is no weighted sum of the pixels, so it cannot become part of the weights: "
            "expected something like lambda x: (x - 0.1307) / 0.3081, without clipping, rounding "
            "or a scale that each image has of its own"
        )
    weights, biases = found
    return (weights * 255, biases) if 0 < np.abs(weights).max() < BYTES else (weights, biases)


def after(first, second):
    """Two weighted sums, one after the other, as one."""
    (W1, b1), (W2, b2) = first, second
    return W2 @ W1, W2 @ b1 + b2


def _asked(function, rows, shape, name):
    """The function's answers to some rows, in float64, one row each."""
    try:
        answers = np.asarray(function(rows.reshape(-1, *shape)), np.float64)
        answers = answers.reshape(len(rows), -1)
    except Exception as error:  # it is the learner's, or a library's, and may fail in any way
        raise ValueError(
            f"{name} cannot take {len(rows)} images as an array of shape "
            f"{(len(rows), *shape)}: {a(type(error).__name__)}, {error}"
        ) from error
    if not np.isfinite(answers).all():
        raise ValueError(f"{name} answers with numbers that are not finite (NaN or infinite)")
    return answers
