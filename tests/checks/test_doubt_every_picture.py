"""The exercises of notebook 10: answers, and what is said of them."""

import numpy as np

from helpers.attribution import class_picture, hidden_activations, inverted, shifted
from helpers.checks import doubt_every_picture as checks
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import accuracy
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[18])
ONE, OTHER = (class_picture(n, PIXELS, 3, "gradient × input") for n in (NET, NET.start))
UNIT = 60


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


ORDER = np.argsort(-hidden_activations(NET, IMAGES)[:, UNIT].astype(float), kind="stable")
BEST = LABELS[ORDER[:1000]]
NAME = int(np.bincount(BEST[:9]).argmax())
TENTH, NINE = np.mean(BEST == NAME), np.mean(BEST[:9] == NAME)

NAME_ANSWERS = [
    (NAME, TENTH, f"Yes: {NINE:.0%} of the top nine are {NAME}s"),
    (np.int64(NAME), float(TENTH), "Yes: "),
    (NAME + 1, TENTH, f"Not quite: {NAME + 1} is not what most"),
    (NAME, NINE, "Not quite: this is the share of the top nine"),
    (NAME, 1000 * TENTH, "Not quite: this is their number"),
    (NAME, 1000 * TENTH / np.sum(LABELS == NAME), "Not quite: this is how many of the"),
    (NAME, 0.777, "Not quite: take the tenth of the images"),
]


def test_the_name_does_not_last():
    assert NINE > 0.8 and TENTH < 0.2


FEW, WHICH = IMAGES[:2000], LABELS[:2000]
TWO, FOUR, LEFT, LEFT4 = (accuracy(NET, shifted(FEW, right=by), WHICH) for by in (2, 4, -2, -4))
TURNED, PLAIN = accuracy(NET, inverted(FEW), WHICH), accuracy(NET, FEW, WHICH)

BROKEN_ANSWERS = [
    (TWO, FOUR, TURNED, "Yes: "),
    (100 * TWO, 100 * FOUR, 100 * TURNED, "Not quite: these are per cent"),
    (LEFT, LEFT4, TURNED, "Not quite: these were moved to the left"),
    (TWO, FOUR, PLAIN, "Not quite: the shifts are right"),
    (PLAIN, PLAIN, PLAIN, "Not quite: the first is the accuracy on digits as they are"),
    (0.1, 0.2, 0.3, "Not quite: compute accuracy"),
]


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
    (checks.check_name, NAME_ANSWERS, [NET, UNIT, IMAGES, LABELS]),
    (checks.check_broken, BROKEN_ANSWERS, [NET, FEW, WHICH]),
    (checks.check_control, CONTROL_ANSWERS, [NET, PIXELS, 3]),
]
