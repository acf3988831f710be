"""The exercises of notebook 10: answers, and what is said of them."""

import numpy as np

from helpers.attribution import class_picture
from helpers.checks import doubt_every_picture as checks
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[18])
ONE, OTHER = (class_picture(n, PIXELS, 3, "gradient × input") for n in (NET, NET.start))


def shared(one, other):
    lists = [set(np.argsort(-v, kind="stable")[:100].tolist()) for v in (one, other)]
    return len(lists[0] & lists[1])


BOTH = shared(abs(ONE), abs(OTHER))

OVERLAP_ANSWERS = [
    (BOTH / 100, f"Yes: {BOTH / 100:.2f}, and 100 pixels drawn by chance"),
    (np.float32(BOTH / 100), "Yes: "),
    (BOTH, "Not quite: this is their number"),
    (shared(ONE, OTHER) / 100, "Not quite: this took the highest values"),
    (BOTH / (200 - BOTH), "Not quite: this divides by all pixels"),
    (0.0123, "Not quite: take the k largest absolute values"),
]


def test_the_overlap_is_that_of_chance(said):
    """What the exercise teaches: two pictures share as much as the ink forces them to."""
    lit = np.count_nonzero(ONE)
    assert abs(BOTH / 100 - 100 / lit) < 0.15


def mixed(layer, rng):
    W = NET.weights[layer]
    return rng.permutation(W.ravel()).reshape(W.shape)


RNG = np.random.default_rng(0)
W1, W2, ORDER_OF_UNITS = mixed(0, RNG), mixed(1, RNG), RNG.permutation(100)

CONTROL_ANSWERS = [
    ([W1, W2], "Yes: gradient × input agrees with the trained network's by "),
    ((W1, W2), "Yes: "),
    (NET.weights, "Not quite: W1 is as trained"),
    ([NET.weights[0], W2], "Not quite: W1 is as trained"),
    ([W1, NET.weights[1]], "Not quite: W2 is as trained"),
    (NET.start.weights, "Not quite: W1 holds other numbers"),
    ([W1, 2 * W2], "Not quite: W2 holds other numbers"),
    ([NET.weights[0][ORDER_OF_UNITS], W2], "Not quite: whole rows of W1 were moved"),
    ([W1], "Not quite: two arrays of finite numbers with the shapes (100, 784) and (10, 100)"),
    ([W1.T, W2.T], "Not quite: two arrays"),
    ([W1 * np.nan, W2], "Not quite: two arrays"),
]

EXERCISES = [
    (checks.check_overlap, OVERLAP_ANSWERS, [ONE, OTHER, 100]),
    (checks.check_control, CONTROL_ANSWERS, [NET, PIXELS, 3]),
]
