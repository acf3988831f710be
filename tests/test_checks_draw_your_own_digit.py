"""The exercises of notebook 11: blank, right, the typical wrong answers, and junk."""

import numpy as np
import pytest

from helpers.attribution import (
    hidden_activations,
    integrated_gradients,
    push_pixels,
    single_unit_repairs,
)
from helpers.checks.draw_your_own_digit import (
    check_explanation,
    check_made_an_8,
    check_repair,
    check_scribble,
)
from helpers.digits import as_pixels, load_digits
from helpers.drawings import as_mnist
from helpers.evaluation import answers
from helpers.pad import ink_of, stroke
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
TRAIN = load_digits("train")[0][:20_000]
BLANK = "Not yet:"


def said(capsys, check, *arguments):
    check(*arguments)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1, printed
    return printed


# ---- Exercise 1 ------------------------------------------------------------------------------

THREE = as_pixels(IMAGES[32])
MADE = push_pixels(NET, THREE, 8, 3, "slope")
SHARES = integrated_gradients(NET, THREE, "z2")
BY_SHARES = np.where(np.isin(range(784), (SHARES[:, 8] - SHARES[:, 3]).argsort()[-9:]), 1, THREE)
WASTEFUL = np.where(np.arange(784) < 20, 0.1, MADE)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (MADE, "Yes: 9 pixels have changed, and the network says 8."),
        (MADE.tolist(), "Yes: "),
        (THREE, "Not quite: no pixel has changed"),
        (BY_SHARES, "Not quite: "),
        (WASTEFUL, "Not quite: this is an 8, with 29 pixels changed; 12 are enough"),
        (np.zeros(784), "Not quite: "),
        (as_pixels(IMAGES[61]), "Not quite: "),
        (255 * MADE, "Not quite: ink lies between 0 and 1"),
        (-MADE, "Not quite: ink lies between 0 and 1"),
        (MADE.reshape(28, 28), "Not quite: this is shape (28, 28)"),
        (8, "Not quite: this is a int"),
        ("an 8", "Not quite: this is a str"),
        (MADE * np.nan, "Not quite: this holds NaN"),
        (None, "Not quite: "),
    ],
)
def test_made_an_8(capsys, answer, message):
    assert said(capsys, check_made_an_8, answer, NET, THREE, 12).startswith(message)


def test_too_few_pixels_are_told_where_to_look(capsys):
    most_of_it = push_pixels(NET, THREE, 8, 3, "slope", most=4)
    printed = said(capsys, check_made_an_8, most_of_it, NET, THREE, 12)
    assert "4 pixels have changed and the answer is 3" in printed and "Ask anew" in printed
    assert printed.startswith("Not quite: ")


# ---- Exercise 2 ------------------------------------------------------------------------------


def scribble(seed):
    places = np.random.default_rng(seed).uniform(3, 25, (8, 2))
    return as_mnist(ink_of([stroke(places)]))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (scribble(73), "Yes: the network says "),
        (scribble(1), "Not quite: the largest output is "),
        (np.zeros(784), "Not quite: the largest output is 0.6"),
        (as_pixels(TRAIN[6]), "Not quite: the network is sure"),
        (scribble(73).reshape(28, 28), "Not quite: this is shape (28, 28)"),
        (2 * scribble(73), "Not quite: ink lies between 0 and 1"),
        (0.99, "Not quite: this is a float"),
        ("scribble", "Not quite: this is a str"),
        (np.full(784, np.inf), "Not quite: this holds NaN or infinity"),
    ],
)
def test_scribble(capsys, answer, message):
    assert said(capsys, check_scribble, answer, NET, TRAIN).startswith(message)


# ---- Exercise 3 ------------------------------------------------------------------------------

HIDDEN = hidden_activations(NET, IMAGES)
SAID = answers(NET, IMAGES)
WRONG = np.flatnonzero(SAID != LABELS)
REPAIRS, PRICES = single_unit_repairs(NET, HIDDEN, LABELS)
PLACE = int(np.flatnonzero(WRONG == 619)[0])
(UNIT,) = map(int, np.flatnonzero(REPAIRS[:, PLACE]))
WITHOUT = NET.weights[1] * (np.arange(100) != UNIT)
STAYS = (HIDDEN @ WITHOUT.T + NET.biases[1]).argmax(axis=1) == LABELS
LOST = int(np.sum((SAID == LABELS) & ~STAYS))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((..., ...), BLANK),
        ((UNIT, ...), BLANK),
        ((UNIT, int(PRICES[UNIT])), "Yes: image 619 is repaired; "),
        ((np.int64(UNIT), float(PRICES[UNIT])), "Yes: "),
        ((UNIT, LOST), f"Not quite: {LOST} answers are lost, but "),
        ((UNIT, -int(PRICES[UNIT])), "Not quite: count how many fewer"),
        ((UNIT, 0), f"Not quite: unit {UNIT} repairs it. Now count"),
        (((UNIT + 1) % 100, 3), f"Not quite: with unit {(UNIT + 1) % 100} off, image 619 is read"),
        ((100, 3), "Not quite: a hidden unit is an integer from 0 to 99"),
        ((-1, 3), "Not quite: a hidden unit is an integer"),
        ((True, 3), "Not quite: a hidden unit is an integer"),
        (("41", 3), "Not quite: a hidden unit is an integer"),
        ((UNIT, "many"), "Not quite: this is a str"),
        ((UNIT, np.nan), "Not quite: this holds NaN"),
    ],
)
def test_repair(capsys, answer, message):
    assert said(capsys, check_repair, *answer, NET, 619, IMAGES, LABELS).startswith(message)


# ---- Exercise 4 ------------------------------------------------------------------------------


def four_numbers(image):
    run, true = NET.forward(as_pixels(IMAGES[image])), LABELS[image]
    shares = (NET.weights[1][run.answer] - NET.weights[1][true]) * run.h[0]
    lead = run.scores[run.answer] - run.scores[true]
    return float(run.outputs.max()), float(lead), int(shares.argmax()), float(shares.max())


OUTPUT, LEAD, BLAMED, ADDS = FOUND = four_numbers(340)
BY_SCORE = next(
    int(image)
    for image in WRONG
    if (NET.weights[1][SAID[image]] * HIDDEN[image]).argmax() != four_numbers(image)[2]
)
LOUD = int((NET.weights[1][SAID[BY_SCORE]] * HIDDEN[BY_SCORE]).argmax())


@pytest.mark.parametrize(
    ("image", "found", "message"),
    [
        (..., FOUND, BLANK),
        (340, ..., BLANK),
        (340, (..., ..., ..., ...), BLANK),
        (340, (OUTPUT, LEAD, BLAMED, ...), BLANK),
        (340, FOUND, "Yes: image 340, a 5 read as 3."),
        (340, [round(number, 2) for number in FOUND], "Yes: "),
        (340, np.array(FOUND), "Yes: "),
        (340, (OUTPUT, -LEAD, BLAMED, ADDS), "Not quite: the lead is the score of the wrong"),
        (340, (0.5, LEAD, BLAMED, ADDS), "Not quite: look again at the output"),
        (340, (OUTPUT, LEAD, BLAMED, 0.0), "Not quite: look again at what it adds"),
        (340, (OUTPUT, LEAD, BLAMED + 1, ADDS), "Not quite: look again at the unit"),
        (
            BY_SCORE,
            (*four_numbers(BY_SCORE)[:2], LOUD, 1.0),
            "Not quite: this unit adds most to the score",
        ),
        (0, FOUND, "Not quite: image 0 is a 7 and is read as one"),
        (10_000, FOUND, "Not quite: the image is an integer from 0 to 9999"),
        ("340", FOUND, "Not quite: the image is an integer"),
        (340, FOUND[:3], "Not quite: this is a tuple; numbers of shape (4,)"),
        (340, 0.79, "Not quite: this is a float"),
        (340, "words", "Not quite: this is a str"),
        (340, (OUTPUT, LEAD, np.nan, ADDS), "Not quite: this holds NaN"),
    ],
)
def test_explanation(capsys, image, found, message):
    assert said(capsys, check_explanation, image, found, NET, IMAGES, LABELS).startswith(message)
