"""The exercises of notebook 03: answers, and what is said of them."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.attribution import class_difference
from helpers.checks import find_the_signal_in_the_noise as checks
from helpers.digits import as_pixels, load_digits
from helpers.network import Network
from helpers.recipes import train_recipe
from helpers.storage import load_network

BOOK = load_network("zero-or-one-book-start")
TRAIN, TESTS = load_digits("train", only=(0, 1)), load_digits("test", only=(0, 1))[0]
IMAGES = TRAIN[0]


def by_whole_forward_passes():
    """Return the right count and the right change, from both networks' whole forward pass."""
    weights = BOOK.weights[0] * (IMAGES.max(axis=0) > 0)
    x = as_pixels(TESTS)
    before = BOOK.forward(x)
    after = replace(BOOK, weights=[weights, BOOK.weights[1]]).forward(x)
    return int(sum(after.answer != before.answer)), float(abs(after.z[0] - before.z[0]).max())


FLIPS, CHANGE = by_whole_forward_passes()

ERASING_ANSWERS = [
    (FLIPS, CHANGE, "Yes: answers that change: 0. z moves by at most 0.23"),
    (FLIPS, 0, "Not quite: 0 holds for the training images. One test image"),
    (FLIPS, 255 * CHANGE, "Not quite: this used bytes"),
    (FLIPS, CHANGE + 1, "Not quite: the count is right"),
    (2115 - FLIPS, CHANGE, "Not quite: this counts the answers that stay"),
    (167, CHANGE, "Not quite: the count is off"),
]


def test_erasing_counts_the_answers_that_change(said):
    lit, unlit = np.zeros((2, 1, 784), np.uint8)
    lit[0, 0], unlit[0, :2] = 255, 255
    weights = np.zeros((1, 784))
    weights[0, :2] = 1, -4  # one image says 1 + 0, the other 1 - 4
    net = Network((784, 1, 2), weights=[weights, [[-1], [1]]], biases=[[0], [0.5, -0.5]])
    printed = said(checks.check_erasing, 1, 4, net, lit, np.concatenate([lit, unlit]))
    assert "change: 1. z moves by at most 4.00" in printed


SMALL, LARGE = "zero-or-one-small-start", "zero-or-one-book-start"
PERFECT_PICTURE = [class_difference(*TRAIN)[None], BOOK.weights[1]]
USELESS = replace(BOOK, biases=[[999], BOOK.biases[1]], weights=PERFECT_PICTURE)


def trained(name, seed, l2):
    *_, last = train_recipe(name, seed, l2=l2)
    return last.network


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("name", "l2"), [(SMALL, 3e-3), (LARGE, 1e-3)])
def test_recipe_accepts_more_than_one_way(said, seed, name, l2):
    assert said(checks.check_recipe, trained(name, seed, l2)).startswith("Yes:")


RECIPE_ANSWERS = [
    (trained(SMALL, 0, 3e-3), "Yes: "),
    (trained(LARGE, 0, 1e-3), "Yes: "),
    (BOOK, "Not quite: the picture correlates with 0.28: it is still its own start"),
    (load_network(SMALL), "Not quite: the picture correlates with 0.68; try more l2"),
    (BOOK.start, "Not quite: …of the test images are right"),
    (Network((784, 1, 2)), "Not quite: …of the test images are right"),
    (USELESS, "Not quite: …of the test images are right"),
    (load_network("ten-digits"), "Not quite: …(784, 1, 2) is expected"),
    (train_recipe(SMALL), "Not quite: …last.network"),
    (
        next(train_recipe(SMALL, epochs=1)),
        "Not quite: this is an epoch; its network is in .network",
    ),
    (3, "Not quite: this is an int; a network is expected."),
]

EXERCISES = [
    (checks.check_erasing, ERASING_ANSWERS, [BOOK, IMAGES, TESTS]),
    (checks.check_recipe, RECIPE_ANSWERS, []),
]
