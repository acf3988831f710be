"""Edited outgoing weights: against a whole forward pass of the edited network, and by hand."""

import numpy as np
import pytest

from helpers.attribution import (
    ablated_scores,
    edited_network,
    edited_scores,
    hidden_activations,
    single_unit_repairs,
)
from helpers.network import Network

RNG = np.random.default_rng(5)
NET = Network(
    (784, 7, 4),
    [RNG.normal(0, 0.1, (7, 784)), RNG.normal(size=(4, 7))],
    [RNG.normal(size=7), RNG.normal(size=4)],
)
IMAGES = RNG.integers(0, 256, (60, 784), dtype=np.uint8)
LABELS = RNG.integers(0, 4, 60)
HIDDEN = hidden_activations(NET, IMAGES)
SCORES = HIDDEN @ NET.weights[1].T + NET.biases[1]


@pytest.mark.parametrize("units", [[], [3], [0, 6], range(7)])
def test_scores_are_those_of_the_edited_network(units):
    outgoing = NET.weights[1].copy()
    for unit in units:
        outgoing[:, unit] *= RNG.uniform(0, 2, 4).astype(np.float32)
    edited = edited_network(NET, outgoing)
    expected = edited.forward(IMAGES / np.float32(255)).scores
    np.testing.assert_allclose(edited_scores(NET, HIDDEN, SCORES, outgoing), expected, atol=1e-4)
    one = edited_scores(NET, HIDDEN[0], SCORES[0], outgoing)
    np.testing.assert_allclose(one, expected[0], atol=1e-4)


def test_a_unit_scaled_by_zero_is_ablated():
    outgoing = NET.weights[1] * (np.arange(7) != 2)
    expected = ablated_scores(NET, HIDDEN, [2], 0.0)
    np.testing.assert_allclose(edited_scores(NET, HIDDEN, SCORES, outgoing), expected, atol=1e-5)


def test_nothing_that_was_passed_is_changed():
    before = [NET.weights[1].copy(), HIDDEN.copy(), SCORES.copy()]
    outgoing = 2 * NET.weights[1]
    edited = edited_network(NET, outgoing)
    edited_scores(NET, HIDDEN, SCORES, outgoing)
    for now, then in zip((NET.weights[1], HIDDEN, SCORES), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert edited.weights[0] is NET.weights[0] and edited.sizes == NET.sizes


def test_repairs_are_counted_one_unit_at_a_time():
    repairs, prices = single_unit_repairs(NET, HIDDEN, LABELS)
    wrong = np.flatnonzero(SCORES.argmax(axis=1) != LABELS)
    assert repairs.shape == (7, len(wrong)) and 0 < repairs.sum() < repairs.size
    for unit in range(7):
        after = ablated_scores(NET, HIDDEN, [unit], 0.0).argmax(axis=1)
        assert repairs[unit].tolist() == (after[wrong] == LABELS[wrong]).tolist()
        assert prices[unit] == 60 - len(wrong) - np.sum(after == LABELS)


@pytest.mark.parametrize(
    ("outgoing", "message"),
    [
        (np.zeros((7, 4)), r"shape \(7, 4\), expected finite weights of shape \(4, 7\)"),
        (np.full((4, 7), np.nan), "outgoing: every entry must be a number"),
    ],
)
def test_weights_that_do_not_fit_are_refused(outgoing, message):
    with pytest.raises(ValueError, match=message):
        edited_network(NET, outgoing)
    with pytest.raises(ValueError, match=message):
        edited_scores(NET, HIDDEN, SCORES, outgoing)


def test_scores_and_activations_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="one row of scores for each row of hidden"):
        edited_scores(NET, HIDDEN, SCORES[:5], NET.weights[1])
    with pytest.raises(ValueError, match="expected float activations"):
        edited_scores(NET, HIDDEN[:, :5], SCORES, NET.weights[1])
