"""The exercises of notebook 07: blank, right, the typical wrong answers, and junk."""

import numpy as np
import pytest

from helpers.attribution import ablated_scores, hidden_activations, mean_activations
from helpers.checks.rank_the_hidden_neurons import (
    check_contributions,
    check_flip,
    check_reference,
)
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

GOOD, LUCKY = load_network("ten-digits"), load_network("ten-digits-book-lucky")
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[18])
RUN, W2, B2 = GOOD.forward(PIXELS), GOOD.weights[1], GOOD.biases[1]
ADDED = W2[3] * RUN.h[0]
HIDDEN, MEAN = hidden_activations(GOOD, IMAGES[:500]), mean_activations(GOOD, IMAGES)
RIGHT = ablated_scores(GOOD, HIDDEN, [], 0.0).argmax(axis=1) == LABELS[:500]
BLANK = "Not yet:"


def said(capsys, check, *arguments, **options):
    check(*arguments, **options)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1, printed
    return printed


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (ADDED, "Yes: their sum plus the bias"),
        (ADDED.tolist(), "Yes: "),
        (W2[3], "Not quite: these are the weights alone"),
        (W2[8] * RUN.h[0], "Not quite: these are the contributions to 8"),
        (W2[3] * RUN.z[0], "Not quite: this used the pre-activation z"),
        (RUN.h[0], "Not quite: these are the activations"),
        (ADDED + B2[3], "Not quite: the bias belongs to the class"),
        (ADDED.sum(), "Not quite: this is their sum; one number for each"),
        (-ADDED, "Not quite: multiply each outgoing weight"),
        (2.5, "Not quite: this is a float; numbers of shape (100,)"),
        (W2[3][:7], "Not quite: this is "),
        ("many", "Not quite: this is a str"),
        (ADDED * np.nan, "Not quite: this holds NaN"),
        (None, "Not quite: "),
    ],
)
def test_contributions(capsys, answer, message):
    assert said(capsys, check_contributions, answer, GOOD, PIXELS, 3).startswith(message)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (..., BLANK),
        ("zero", "Yes: with zero "),
        ("same", "Not quite: it is the same unit, but not the same change"),
        ("mean", "Not quite: what counts is how far h moves"),
        ("Zero", "Not quite: choose one of 'zero', 'mean', 'same'"),
        (np.nan, "Not quite: choose one of"),
        (np.zeros(3), "Not quite: choose one of"),
    ],
)
def test_reference(capsys, choice, message):
    hidden = hidden_activations(LUCKY, IMAGES[LABELS == 3])
    mean = mean_activations(LUCKY, IMAGES)
    assert said(capsys, check_reference, choice, LUCKY, hidden, 3, mean).startswith(message)


def test_reference_finds_another_truth(capsys):
    """On images that are all alike, the mean of these images changes nothing."""
    hidden = hidden_activations(LUCKY, IMAGES[LABELS == 3])
    printed = said(capsys, check_reference, "mean", LUCKY, hidden, 3, -hidden.mean(axis=0))
    assert printed.startswith("Yes: ")
    still = hidden[:1]
    assert said(capsys, check_reference, "same", LUCKY, still, 3, still[0] * 0).startswith("Yes: ")


def flips(unit, value):
    after = ablated_scores(GOOD, HIDDEN, [unit], value).argmax(axis=1)
    return RIGHT & (after != LABELS[:500])


def first(condition):
    """The first (image, unit) for which `condition` of the unit holds."""
    found = ((np.flatnonzero(condition(unit)), unit) for unit in range(100))
    return next((int(images[0]), unit) for images, unit in found if len(images))


MISREAD = int(np.flatnonzero(~RIGHT)[0])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((..., ...), BLANK),
        ((3, ...), BLANK),
        (first(lambda unit: flips(unit, MEAN)), "Yes: without unit "),
        (
            first(lambda unit: flips(unit, 0.0) & ~flips(unit, MEAN)),
            "Not quite: with zero it flips",
        ),
        ((MISREAD, 3), f"Not quite: image {MISREAD} was misread from the start"),
        (first(lambda unit: RIGHT & ~flips(unit, 0.0) & ~flips(unit, MEAN)), "Not quite: image "),
        ((500, 3), "Not quite: the image is an integer from 0 to 499"),
        ((-1, 3), "Not quite: the image is an integer"),
        (("first", 3), "Not quite: the image is an integer"),
        ((np.arange(3), 3), "Not quite: the image is an integer"),
        ((3, 100), "Not quite: a hidden unit is an integer from 0 to 99"),
        ((3, np.nan), "Not quite: a hidden unit is an integer"),
        ((3, True), "Not quite: a hidden unit is an integer"),
    ],
)
def test_flip(capsys, answer, message):
    labels = LABELS[:500]
    assert said(capsys, check_flip, *answer, GOOD, HIDDEN, labels, MEAN).startswith(message)


def test_a_flip_that_is_none_says_where_to_look(capsys):
    image, unit = first(lambda unit: RIGHT & ~flips(unit, 0.0) & ~flips(unit, MEAN))
    printed = said(capsys, check_flip, image, unit, GOOD, HIDDEN, LABELS[:500], MEAN)
    assert "is still read as" in printed and "where the lead is small" in printed
