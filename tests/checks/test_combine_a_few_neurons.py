"""The exercises of notebook 04: answers, and what is said of them."""

import numpy as np

from helpers.checks import combine_a_few_neurons as checks
from helpers.network import Network
from helpers.playground import play
from helpers.points import sample

POINT = [0.3, 1.0]
NET = play("rings", units=3, seed=3).network
OUTGOING, BIAS = NET.weights[1][0], NET.biases[1][0]
H = NET.forward(np.float32(POINT)).h[0]
SCORE = OUTGOING @ H + BIAS
POINTS, CLASSES = sample("rings", 300, np.random.default_rng(0))


def fence(*degrees, size=6, distance=0.4):
    return [[size * np.cos(a), size * np.sin(a), size * distance] for a in np.radians(degrees)]


THREE = fence(90, 210, 330)


def test_the_three_units_are_as_the_exercise_needs_them():
    assert np.abs(H).min() > 0.99 and (OUTGOING < 0).any() and (H < 0).any()
    answers = SCORE, SCORE - BIAS, np.abs(OUTGOING) @ H + BIAS, OUTGOING.sum() + BIAS
    gaps = np.abs(np.subtract.outer(answers, answers))[np.triu_indices(4, 1)]
    assert gaps.min() > 2  # each mistake is told from the others


SCORE_ANSWERS = [
    (SCORE, "Yes: the score is "),
    (OUTGOING @ np.sign(H) + BIAS, "Yes: "),
    (np.round(SCORE), "Yes: "),
    (SCORE - BIAS, "Not quite: that is the sum of the units; the bias "),
    (np.abs(OUTGOING) @ H + BIAS, "Not quite: an outgoing weight is negative"),
    (OUTGOING.sum() + BIAS, "Not quite: this takes every unit as +1"),
    (1 / (1 + np.exp(-SCORE)), "Not quite: this is the output"),
    (100, "Not quite: read each activation at the point"),
]


def test_score_names_the_side(said):
    for point, side in ((POINT, "white"), ([0, 0], "dark")):
        truth = NET.forward(np.float32(point)).scores[0]
        assert f"answered {side}" in said(checks.check_score, truth, NET, point)
    flipped = Network(NET.sizes, NET.weights, [NET.biases[0], [20]], "tanh", "sigmoid")
    truth = flipped.forward(np.float32(POINT)).scores[0]
    assert "answered dark" in said(checks.check_score, truth, flipped, POINT)


LINES_ANSWERS = [
    (THREE, "Yes: 9"),
    (np.array(THREE), "Yes: "),
    (tuple(map(tuple, THREE)), "Yes: "),
    ((-np.array(THREE)).tolist(), "Not quite: the lines are in the right places"),
    (fence(0, 90, 180, 270), "Not quite: …with 4 lines. It can be done with fewer."),
    (THREE[:2], "Not quite: …With 2 there is a direction that crosses no line"),
    (fence(90, 210, 330, distance=0.1), "Not quite: …dark points on its negative side"),
    (fence(90, 210, 330, distance=0.9), "Not quite: …white ones are inside"),
    ([*THREE[:2], ...], "Not yet: "),
    ([*THREE[:2], [0, ..., 1]], "Not yet: "),
]


def test_lines_that_cut_are_named(said):
    lines = np.array(THREE)
    lines[1, 2] = -1.0
    printed = said(checks.check_lines, lines, POINTS, CLASSES)
    z = POINTS @ lines[1, :2] + lines[1, 2]
    lost = int(np.sum((z <= 0) & (CLASSES == 1)))
    assert f"Line 1 leaves {lost} dark points" in printed


def test_share_is_that_of_the_network_that_the_lines_describe(said):
    lines = np.array(THREE)
    net = Network((2, 3, 1), [lines[:, :2], np.ones((1, 3))], [lines[:, 2], [-2]], "tanh")
    right = np.mean((net.forward(POINTS).scores[:, 0] > 0) == CLASSES)
    assert f"{right:.1%} of the points" in said(checks.check_lines, lines, POINTS, CLASSES)


EXERCISES = [
    (checks.check_score, SCORE_ANSWERS, [NET, POINT]),
    (checks.check_lines, LINES_ANSWERS, [POINTS, CLASSES]),
]
