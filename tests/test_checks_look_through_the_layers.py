"""The exercises of notebook 09: blank, right, the typical wrong answers, and junk."""

import numpy as np
import pytest

from helpers.attribution import composed_map, exact_map
from helpers.checks.look_through_the_layers import (
    check_collapsed,
    check_composed_by_hand,
    check_corner_shares,
    check_halved,
)
from helpers.digits import as_pixels, load_digits
from helpers.network import Network
from helpers.storage import load_network

WEIGHTS = [[1, -2, 0], [0, 1, 1]], [[2, 1], [1, 0]]
TINY = Network((3, 2, 2), WEIGHTS, biases=([0.5, 0], [0, 0.5]), hidden="relu")
MATRIX, OFFSET, FAILS = [[2, -3, 1], [1, -2, 0]], [1, 1], [0.0, 1.0, 0.0]
NET = load_network("wide-60000")
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[18])
EXACT, PLAIN = exact_map(NET, PIXELS), composed_map(NET)
BLANK = "Not yet:"


def said(capsys, check, *arguments):
    check(*arguments)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1, printed
    return printed


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((..., ..., ...), BLANK),
        ((MATRIX, OFFSET, ...), BLANK),
        ((MATRIX, OFFSET, FAILS), "Yes: the network says 0 and the map 1: hidden unit 0 is off"),
        ((np.array(MATRIX, float), np.array(OFFSET, float), np.array(FAILS)), "Yes: "),
        ((np.array(MATRIX)[::-1], OFFSET, FAILS), "Not quite: the matrix is W2 @ W1"),
        (([[2, 0, 1], [1, 0, 0]], OFFSET, FAILS), "Not quite: the ReLU is left out"),
        (([[2, 1, 1], [1, 0, 0]], OFFSET, FAILS), "Not quite: the ReLU is left out"),
        ((np.transpose(MATRIX), OFFSET, FAILS), "Not quite: this is shape (3, 2)"),
        ((MATRIX, [0.5, 0.5], FAILS), "Not quite: b1 goes through W2 too"),
        ((MATRIX, [1, 0.5], FAILS), "Not quite: the bias of the last layer"),
        ((MATRIX, [0, 0], FAILS), "Not quite: the offset is what the map gives"),
        ((MATRIX, 1, FAILS), "Not quite: this is a int; numbers of shape (2,)"),
        ((MATRIX, OFFSET, [0, 3, 0]), "Not quite: the input reaches from 0 to 3"),
        ((MATRIX, OFFSET, [1, 0, 1]), "Not quite: all hidden units are on there"),
        ((MATRIX, OFFSET, [0.9, 0.8, 1]), "Not quite: a unit is off there, but both still say 0"),
        ((MATRIX, OFFSET, [0, 1]), "Not quite: this is a list; numbers of shape (3,)"),
        ((MATRIX, OFFSET, [0, np.nan, 0]), "Not quite: this holds NaN"),
        (("matrix", OFFSET, FAILS), "Not quite: this is a str"),
        ((None, None, None), "Not quite: "),
    ],
)
def test_composed_by_hand(capsys, answer, message):
    assert said(capsys, check_composed_by_hand, *answer, TINY).startswith(message)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (..., BLANK),
        ("same", "Yes: 58.0% before and 58.0% after"),
        ("higher", "Not quite: small weights make a sigmoid nearly straight"),
        ("lower", "Not quite: which units does an image switch on"),
        ("Same", "Not quite: choose one of"),
        (0.5, "Not quite: choose one of"),
        (np.zeros(3), "Not quite: choose one of"),
    ],
)
def test_halved(capsys, choice, message):
    assert said(capsys, check_halved, choice, NET, IMAGES, LABELS).startswith(message)


def test_halved_finds_another_truth(capsys):
    """With sigmoids the meter does move, and the check says what it measures."""
    sigmoid = load_network("ten-digits")
    assert said(capsys, check_halved, "lower", sigmoid, IMAGES, LABELS).startswith("Yes: 18.9%")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((..., ...), BLANK),
        ((EXACT.weights[0], ...), BLANK),
        ((EXACT.weights[0], EXACT.biases[0]), "Yes: exact at this image; on 10,000 images"),
        ((EXACT.weights[0].tolist(), EXACT.biases[0].tolist()), "Yes: "),
        ((PLAIN.weights[0], PLAIN.biases[0]), "Not quite: this is W3 @ W2 @ W1 with all units on"),
        ((EXACT.weights[0], PLAIN.biases[0]), "Not quite: the matrix is right; the biases go"),
        ((0 * EXACT.weights[0], NET.forward(PIXELS).scores), "Not quite: the scores are right"),
        ((-EXACT.weights[0], EXACT.biases[0]), "Not quite: mask a layer's units by z > 0"),
        ((EXACT.weights[0].T, EXACT.biases[0]), "Not quite: this is shape (784, 10)"),
        ((EXACT.weights[0], 3), "Not quite: this is a int"),
        ((EXACT.weights[0] * np.nan, EXACT.biases[0]), "Not quite: this holds NaN"),
        (("matrix", "offset"), "Not quite: this is a str"),
        ((None, None), "Not quite: "),
    ],
)
def test_collapsed(capsys, answer, message):
    assert said(capsys, check_collapsed, *answer, NET, PIXELS, IMAGES).startswith(message)


ROW, COLUMN = np.divmod(np.arange(784), 28)
CORNER = (ROW < 6) & (COLUMN > 21)
INK = (IMAGES[:, CORNER] > 0).any(axis=1)
SHARES = np.array([INK[LABELS == d].mean() for d in range(10)])
COUNTS = np.array([INK[LABELS == d].sum() for d in range(10)])
PIXEL_SHARES = np.array([(IMAGES[LABELS == d][:, CORNER] > 0).mean() for d in range(10)])


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        (..., BLANK),
        (SHARES, "Yes: the claim is false; 5 ("),
        (SHARES.tolist(), "Yes: "),
        (100 * SHARES, "Not quite: these are per cent"),
        (COUNTS, "Not quite: these are counts"),
        (COUNTS / COUNTS.sum(), "Not quite: these are shares of all images"),
        (COUNTS / len(LABELS), "Not quite: these are shares of all images"),
        (PIXEL_SHARES, "Not quite: this is the share of the pixels"),
        (SHARES[::-1], "Not quite: for each digit: take its images"),
        (SHARES[5], "Not quite: this is a float64; numbers of shape (10,)"),
        (SHARES[:9], "Not quite: this is shape (9,)"),
        (SHARES * np.nan, "Not quite: this holds NaN"),
        ("only 5", "Not quite: this is a str"),
        (None, "Not quite: "),
    ],
)
def test_corner_shares(capsys, shares, message):
    assert said(capsys, check_corner_shares, shares, IMAGES, LABELS, CORNER).startswith(message)
