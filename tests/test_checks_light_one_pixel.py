"""The exercises of notebook 08: blank, right, the typical wrong answers, and junk."""

import numpy as np
import pytest

from helpers.attribution import integrated_gradients, residual, single_pixel_effects
from helpers.checks.light_one_pixel import (
    check_and,
    check_rank_one,
    check_steps,
    check_why_not,
)
from helpers.digits import as_pixels, load_digits
from helpers.network import sigmoid
from helpers.storage import load_network

NET = load_network("two-layers")
W1, B1 = NET.weights[0], NET.biases[0]
IMAGES, LABELS = load_digits("test")
X = as_pixels(IMAGES[18])
WHITE = np.ones_like(X)
ON_WHITE = W1.sum(axis=1) + B1
CHANGED = ON_WHITE + (X - 1)[:, None] * W1.T
TRUTH = sigmoid(CHANGED) - sigmoid(ON_WHITE)
EIGHT = as_pixels(IMAGES[LABELS == 8][0])
BLANK = "Not yet:"


def said(capsys, check, *arguments):
    check(*arguments)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1, printed
    return printed


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (TRUTH, "Yes: the largest is"),
        (TRUTH.tolist(), "Yes: "),
        (TRUTH.T, "Not quite: the right numbers, on their side"),
        ((X - 1)[:, None] * W1.T, "Not quite: these are the changes of z1"),
        (single_pixel_effects(NET, X, "h1"), "Not quite: this starts from black"),
        (-TRUTH, "Not quite: the sign is turned round"),
        (sigmoid(CHANGED), "Not quite: these are the values of h1 themselves"),
        (CHANGED, "Not quite: these are the values of z1 itself"),
        (X[:, None] * W1.T, "Not quite: start with z1 on white"),
        (W1.T, "Not quite: start with z1 on white"),
        (TRUTH[:9], "Not quite: this is shape (9, 50)"),
        (0.5, "Not quite: this is a float"),
        ("many", "Not quite: this is a str"),
        (TRUTH * np.nan, "Not quite: this holds NaN"),
        (None, "Not quite: "),
    ],
)
def test_rank_one(capsys, answer, message):
    assert said(capsys, check_rank_one, answer, NET, X).startswith(message)


def fewest(image, layer):
    for steps in range(1, 100):
        parts = integrated_gradients(NET, image, layer, steps=steps)
        if residual(NET, image, layer, parts).error <= 0.01:
            return steps


@pytest.mark.parametrize("number", [1, 2, 61])
def test_steps(capsys, number):
    image = as_pixels(IMAGES[number])
    right = fewest(image, "z3")
    for answer, message in (
        (..., BLANK),
        (right, f"Yes: {right} steps leave 0."),
        (float(right), "Yes: "),
        (np.int64(right), "Yes: "),
        (right - 1, f"Not quite: with {right - 1} step"),
        (1, "Not quite: with 1 step the error is still"),
        (right + 1, f"Not quite: {right + 1} steps are enough"),
        (200, "Not quite: 200 steps are enough"),
    ):
        assert said(capsys, check_steps, answer, NET, image, "z3").startswith(message)


def test_one_step_is_enough_where_nothing_bends(capsys):
    assert said(capsys, check_steps, 1, NET, X, "z1").startswith("Yes: one step leaves")
    assert said(capsys, check_steps, 2, NET, X, "z1").startswith("Not quite: 2 steps are enough")


@pytest.mark.parametrize("junk", [0, -3, 2.5, True, 10**6, "six", [6], np.nan, None])
def test_steps_that_are_none(capsys, junk):
    assert said(capsys, check_steps, junk, NET, X, "z3").startswith("Not quite: ")


@pytest.mark.parametrize(
    ("baseline", "message"),
    [
        (..., BLANK),
        (EIGHT, "Yes: compared with an image that is called 8"),
        (EIGHT.tolist(), "Yes: "),
        (0 * X, "Not quite: from black, pixels without ink have exactly no part"),
        (WHITE, "Not quite: this baseline is called 3"),
        (as_pixels(IMAGES[LABELS == 3][3]), "Not quite: this baseline is called 3"),
        (as_pixels(IMAGES[LABELS == 0][0]), "Not quite: this baseline is called 0"),
        (X, "Not quite: compared with itself"),
        (IMAGES[LABELS == 8][0], "Not quite: pixels go from 0 to 1"),
        (-EIGHT, "Not quite: pixels go from 0 to 1"),
        (EIGHT[:9], "Not quite: this is shape (9,)"),
        (8, "Not quite: this is a int"),
        (EIGHT * np.nan, "Not quite: this holds NaN"),
    ],
)
def test_why_not(capsys, baseline, message):
    assert said(capsys, check_why_not, baseline, NET, X, 3, 8).startswith(message)


def test_an_eight_without_more_ink_cannot_tell(capsys):
    """Ink taken away from an 8, so that the image has no ink that the baseline lacks."""
    rival = EIGHT.copy()
    image = np.where(rival > 0, np.maximum(rival, 0.6), 0).astype(np.float32)
    printed = said(capsys, check_why_not, rival, NET, image, 3, 8)
    assert printed.startswith("Not quite: it is called 8, but only 0% of the parts")


@pytest.mark.parametrize(
    ("weights", "bias", "message"),
    [
        (..., ..., BLANK),
        ([1, 1], ..., BLANK),
        ([1, 1], -1, "Yes: each pixel alone changes nothing, both together 1.00"),
        (np.array([2.0, 3.0]), -4.5, "Yes: "),
        ([1, 1], 0, "Not quite: one pixel alone already changes h, by 1.00 and 1.00"),
        ([1, 1], -0.5, "Not quite: one pixel alone already changes h, by 0.50 and 0.50"),
        ([1, 0.2], -1.1, "Yes: "),
        ([1, 1], -2, "Not quite: with both pixels lit h is 0.00"),
        ([0, 0], 0, "Not quite: with both pixels lit h is 0.00"),
        ([-1, -1], 1, "Not quite: with both pixels lit h is 0.00, with none 1.00"),
        ([1, 1, 1], -1, "Not quite: this is a list; numbers of shape (2,)"),
        (1, -1, "Not quite: this is a int"),
        ([1, 1], [-1], "Not quite: this is a list; one number"),
        ([1, np.inf], -1, "Not quite: this holds NaN or infinity"),
        ("and", -1, "Not quite: this is a str"),
    ],
)
def test_and(capsys, weights, bias, message):
    assert said(capsys, check_and, weights, bias).startswith(message)
