"""Ablation and edited weights against a forward pass with the values replaced by hand."""

import numpy as np
import pytest

from helpers.attribution import (
    ablated_scores,
    hidden_activations,
    random_units,
    single_unit_repairs,
)
from helpers.attribution.ablation import edited_network, edited_scores, leave_one_unit_out

N = 9  # images


@pytest.fixture(params=[(7, 5, 4), (7, 6, 5, 4)], ids=str)
def network(request, a_network):
    return a_network(request.param)


@pytest.fixture
def hidden(network, rng):
    return hidden_activations(network, rng.random((N, 7), dtype=np.float32))


def by_hand(network, hidden, sets, values):
    """The scores of each image, its units given `values` one by one, class by class."""
    W2, b2 = network.weights[-1], network.biases[-1]
    scores = np.zeros((len(hidden), len(b2)))
    for row, h in enumerate(hidden):
        replaced = [float(a) for a in h]
        for unit in sets[row]:
            replaced[unit] = float(values[row][unit])
        for c in range(len(b2)):
            scores[row, c] = float(b2[c]) + sum(
                float(W2[c, j]) * replaced[j] for j in range(len(replaced))
            )
    return scores


def replacements(hidden):
    """Each kind of replacement, as it is passed and as one row an image."""
    mean, others = hidden.mean(axis=0), np.roll(hidden, 1, axis=0)
    return {
        "zero": (0.0, np.zeros_like(hidden)),
        "mean": (mean, np.tile(mean, (len(hidden), 1))),
        "another image": (hidden[3], np.tile(hidden[3], (len(hidden), 1))),
        "an image each": (others, others),
    }


@pytest.mark.parametrize("kind", ["zero", "mean", "another image", "an image each"])
def test_scores_are_those_of_the_replaced_layer(network, hidden, rng, kind):
    replacement, values = replacements(hidden)[kind]
    for chosen in ([2], [4, 0, 1], range(5), []):
        found = ablated_scores(network, hidden, list(chosen), replacement)
        assert found.dtype == np.float32
        expected = by_hand(network, hidden, [chosen] * N, values)
        np.testing.assert_allclose(found, expected, atol=1e-5)
    sets = random_units(5, 3, rng, sets=N)
    found = ablated_scores(network, hidden, sets, replacement)
    np.testing.assert_allclose(found, by_hand(network, hidden, sets, values), atol=1e-5)


@pytest.mark.parametrize("kind", ["zero", "mean", "another image", "an image each"])
def test_each_unit_in_turn_is_each_unit_alone(network, hidden, kind):
    replacement, values = replacements(hidden)[kind]
    found = list(leave_one_unit_out(network, hidden, replacement))
    assert len(found) == 5 and {scores.dtype for scores in found} == {np.dtype(np.float32)}
    for unit, scores in enumerate(found):
        expected = by_hand(network, hidden, [[unit]] * N, values)
        np.testing.assert_allclose(scores, expected, atol=1e-5)
    one = list(leave_one_unit_out(network, hidden[3], values[3]))
    np.testing.assert_allclose(one, np.array(found)[:, 3], atol=1e-5)


def test_one_image(network, hidden):
    expected = by_hand(network, hidden[:1], [[1, 4]], np.zeros((1, 5)))
    for units in ([1, 4], [[1, 4]]):
        found = ablated_scores(network, hidden[0], units, 0.0)
        assert found.shape == (4,)
        np.testing.assert_allclose(found, expected[0], atol=1e-5)


def test_nothing_replaced_are_the_networks_own_scores(stored):
    network, pixels = stored
    passed = network.forward(pixels)
    for units, replacement in (([], 0.0), ([0], passed.h[-2])):
        found = ablated_scores(network, passed.h[-2], units, replacement)
        np.testing.assert_allclose(found, passed.scores, atol=1e-4)


def test_random_sets_hold_different_units_and_every_unit_has_its_turn(rng):
    sets = random_units(6, 4, rng, sets=200)
    assert sets.shape == (200, 4)
    assert all(len(set(chosen)) == 4 for chosen in sets.tolist())
    counts = np.bincount(sets.ravel(), minlength=6)
    assert len(counts) == 6 and counts.min() > 100
    again = random_units(6, 4, np.random.default_rng(5), sets=200)
    np.testing.assert_array_equal(sets, again)
    assert random_units(6, 0, rng).shape == (20, 0)


@pytest.mark.parametrize("units", [[], [3], [0, 4], [0, 1, 2, 3, 4]])
def test_scores_are_those_of_the_edited_network(network, rng, units):
    images, outgoing = rng.random((N, 7), dtype=np.float32), network.weights[-1].copy()
    outgoing[1:, units] *= rng.uniform(0, 2, (3, len(units)))
    edited, run = edited_network(network, outgoing), network.forward(images)
    expected, hidden = edited.forward(images).scores, run.h[-2]
    found = edited_scores(network, hidden, run.scores, outgoing)
    np.testing.assert_allclose(found, expected, atol=1e-5)
    one = edited_scores(network, hidden[0], run.scores[0], outgoing)
    np.testing.assert_allclose(one, expected[0], atol=1e-5)
    assert edited.weights[0] is network.weights[0] and edited.sizes == network.sizes


def test_a_unit_scaled_by_zero_is_ablated(network, hidden):
    outgoing = network.weights[-1] * (np.arange(5) != 2)
    scores, expected = (ablated_scores(network, hidden, units, 0.0) for units in ([], [2]))
    found = edited_scores(network, hidden, scores, outgoing)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_repairs_are_counted_one_unit_at_a_time(network, rng):
    hidden, labels = rng.random((60, 5), dtype=np.float32), rng.integers(0, 4, 60)
    repairs, prices = single_unit_repairs(network, hidden, labels)
    wrong = np.flatnonzero(ablated_scores(network, hidden, [], 0).argmax(axis=1) != labels)
    assert repairs.shape == (5, len(wrong)) and 0 < repairs.sum() < repairs.size
    for unit in range(5):
        after = ablated_scores(network, hidden, [unit], 0.0).argmax(axis=1)
        assert repairs[unit].tolist() == (after[wrong] == labels[wrong]).tolist()
        assert prices[unit] == 60 - len(wrong) - np.sum(after == labels)
