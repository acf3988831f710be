"""The exercises of notebook 04: blank, right, the typical wrong answers, and junk."""

import numpy as np
import pytest

from helpers.checks.combine_a_few_neurons import check_lines, check_score, check_spiral
from helpers.network import Network
from helpers.playground import play
from helpers.points import rings

BLANK = "Not yet:"
POINT = [0.3, 1.0]
NET = play("rings", units=3, seed=3).network
OUTGOING, BIAS = NET.weights[1][0], NET.biases[1][0]
H = NET.forward(np.float32(POINT)).h[0]
SCORE = OUTGOING @ H + BIAS
POINTS, CLASSES = rings(300, np.random.default_rng(0))


def fence(*degrees, size=6, distance=0.4):
    return [[size * np.cos(a), size * np.sin(a), size * distance] for a in np.radians(degrees)]


THREE = fence(90, 210, 330)


def said(capsys, check, *arguments):
    check(*arguments)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1, printed
    return printed


def test_the_three_units_are_as_the_exercise_needs_them():
    assert np.abs(H).min() > 0.99 and (OUTGOING < 0).any() and (H < 0).any()
    answers = SCORE, SCORE - BIAS, np.abs(OUTGOING) @ H + BIAS, OUTGOING.sum() + BIAS
    gaps = np.abs(np.subtract.outer(answers, answers))[np.triu_indices(4, 1)]
    assert gaps.min() > 2  # each mistake is told from the others


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (SCORE, "Yes: the score is "),
        (OUTGOING @ np.sign(H) + BIAS, "Yes: "),
        (np.round(SCORE), "Yes: "),
        (SCORE - BIAS, "Not quite: that is the sum of the units; the bias "),
        (np.abs(OUTGOING) @ H + BIAS, "Not quite: an outgoing weight is negative"),
        (OUTGOING.sum() + BIAS, "Not quite: this takes every unit as +1"),
        (1 / (1 + np.exp(-SCORE)), "Not quite: this is the output"),
        (100, "Not quite: read each activation at the point"),
        ("white", "Not quite: this is a str; one number is expected."),
        ([1, 2], "Not quite: this is a list"),
        (np.nan, "Not quite: this holds NaN"),
        (None, "Not quite: "),
    ],
)
def test_score(capsys, answer, message):
    assert said(capsys, check_score, answer, NET, POINT).startswith(message)


def test_score_names_the_side(capsys):
    for point, side in ((POINT, "white"), ([0, 0], "dark")):
        truth = NET.forward(np.float32(point)).scores[0]
        assert f"answered {side}" in said(capsys, check_score, truth, NET, point)
    flipped = Network(NET.sizes, NET.weights, [NET.biases[0], [20]], "tanh", "sigmoid")
    truth = flipped.forward(np.float32(POINT)).scores[0]
    assert "answered dark" in said(capsys, check_score, truth, flipped, POINT)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        (6, "Yes: with 6 units 10 of 10 seeds"),
        (2, "Not quite: with 2 units 0 of 10 seeds"),
        (4, "Not quite: with 4 units "),
        (8, "Not quite: 10 of 10 seeds, and with one unit less it is still 10."),
        (1, "Not quite: choose a whole number of hidden units from 2 to 8."),
        (5.5, "Not quite: choose a whole number"),
        ("six", "Not quite: this is a str"),
        (np.inf, "Not quite: this holds NaN or infinity"),
    ],
)
def test_spiral(capsys, answer, message):
    assert said(capsys, check_spiral, answer).startswith(message)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (..., BLANK),
        ([[..., ..., ...], [..., ..., ...]], BLANK),
        ([*THREE[:2], [0, ..., 1]], BLANK),
        ([*THREE[:2], ...], BLANK),
        (THREE, "Yes: 9"),
        (np.array(THREE), "Yes: "),
        (tuple(map(tuple, THREE)), "Yes: "),
        (fence(0, 90, 180, 270), "Not quite: "),
        ((-np.array(THREE)).tolist(), "Not quite: the lines are in the right places"),
        (THREE[:2], "Not quite: "),
        (fence(90, 270), "Not quite: "),
        (fence(90, 210, 330, distance=0.1), "Not quite: "),
        (fence(90, 210, 330, distance=0.9), "Not quite: "),
        (THREE[0], "Not quite: this is a list; numbers of shape (3, 3) are expected."),
        ([], "Not quite: "),
        (5, "Not quite: this is a int; numbers of shape (3, 3)"),
        ("lines", "Not quite: this is a str"),
        (np.full((3, 3), np.nan), "Not quite: this holds NaN"),
        ([[1, 2], [3, 4], [5, 6]], "Not quite: "),
    ],
)
def test_lines(capsys, answer, message):
    assert said(capsys, check_lines, answer, POINTS, CLASSES).startswith(message)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (fence(0, 90, 180, 270), "with 4 lines. It can be done with fewer."),
        (THREE[:2], "With 2 there is a direction that crosses no line"),
        (fence(90, 210, 330, distance=0.1), "dark points on its negative side"),
        (fence(90, 210, 330, distance=0.9), "white ones are inside"),
    ],
)
def test_lines_names_the_mistake(capsys, answer, words):
    assert words in said(capsys, check_lines, answer, POINTS, CLASSES)


def test_lines_that_cut_are_named(capsys):
    lines = np.array(THREE)
    lines[1, 2] = -1.0
    printed = said(capsys, check_lines, lines, POINTS, CLASSES)
    z = POINTS @ lines[1, :2] + lines[1, 2]
    lost = int(np.sum((z <= 0) & (CLASSES == 1)))
    assert f"Line 1 leaves {lost} dark points" in printed


def test_share_is_that_of_the_network_that_the_lines_describe(capsys):
    lines = np.array(THREE)
    net = Network((2, 3, 1), [lines[:, :2], np.ones((1, 3))], [lines[:, 2], [-2]], "tanh")
    right = np.mean((net.forward(POINTS).scores[:, 0] > 0) == CLASSES)
    assert f"{right:.1%} of the points" in said(capsys, check_lines, lines, POINTS, CLASSES)
