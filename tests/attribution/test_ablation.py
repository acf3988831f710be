"""Ablation against a forward pass with the hidden layer's values replaced by hand."""

import numpy as np
import pytest

from helpers.attribution import (
    ablated_scores,
    hidden_activations,
    leave_one_unit_out,
    random_units,
    removal_trial,
    top_k,
)

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


def test_stored_activations_stay_as_they_are(network, hidden):
    before = hidden.copy()
    ablated_scores(network, hidden, [0, 1], 0.0)
    np.testing.assert_array_equal(hidden, before)


def test_random_sets_hold_different_units_and_every_unit_has_its_turn(rng):
    sets = random_units(6, 4, rng, sets=200)
    assert sets.shape == (200, 4)
    assert all(len(set(chosen)) == 4 for chosen in sets.tolist())
    counts = np.bincount(sets.ravel(), minlength=6)
    assert len(counts) == 6 and counts.min() > 100
    again = random_units(6, 4, np.random.default_rng(5), sets=200)
    np.testing.assert_array_equal(sets, again)
    assert random_units(6, 0, rng).shape == (20, 0)


def share(scores, labels):
    right = 0
    for row, label in enumerate(labels):
        best = max(range(scores.shape[1]), key=lambda c, row=row: scores[row, c])
        right += best == label
    return right / len(labels)


@pytest.mark.parametrize("each", [False, True], ids=["one set", "a set an image"])
def test_removal_trial_against_a_loop(network, hidden, rng, each):
    labels = (hidden @ network.weights[-1].T + network.biases[-1]).argmax(axis=1)
    labels[0] = (labels[0] + 1) % 4
    zero, values = replacements(hidden)["zero"]
    units = top_k(hidden, 4) if each else np.array([3, 1, 0, 2])
    trial = removal_trial(network, hidden, labels, units, zero, np.random.default_rng(8), sets=7)
    sets = units if each else [units] * N
    assert trial.before == (N - 1) / N == share(by_hand(network, hidden, [[]] * N, values), labels)
    assert trial.after == share(by_hand(network, hidden, sets, values), labels)
    assert trial.after < trial.before, "removing these units must cost something"
    chance = random_units(5, 4, np.random.default_rng(8), sets=7)
    expected = [share(by_hand(network, hidden, [c] * N, values), labels) for c in chance]
    assert trial.random.tolist() == expected


LABELS = np.zeros(N, dtype=int)


@pytest.mark.parametrize(
    ("units", "replacement", "error", "message"),
    [
        ([5], 0, ValueError, r"unit=5 is out of range: this network has 5 hidden units \(0 to 4\)"),
        ([-1, 2], 0, ValueError, "unit=-1 is out of range"),
        ([1, 3, 1], 0, ValueError, "the same unit twice"),
        ([[0, 1], [2, 2]] + [[0, 1]] * (N - 2), 0, ValueError, "the same unit twice"),
        ([[0, 1], [2, 3]], 0, ValueError, f"2 sets for {N} images"),
        ([0.0, 1.0], 0, ValueError, r"type float64 and shape \(2,\), expected integers"),
        ([True, False], 0, ValueError, "type bool"),
        (3, 0, ValueError, r"shape \(\), expected"),
        ([0], np.zeros(4), ValueError, r"replacement has shape \(4,\) and hidden \(9, 5\)"),
        ([0], np.zeros((3, 5)), ValueError, f"replacement has 3 rows for {N} images"),
        ([0], np.nan, ValueError, "replacement: every entry must be a number"),
    ],
)
def test_refused(network, hidden, units, replacement, error, message):
    with pytest.raises(error, match=message):
        ablated_scores(network, hidden, units, replacement)
    with pytest.raises(error, match=message):
        removal_trial(network, hidden, LABELS, units, replacement, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (np.zeros((N, 4)), r"hidden has type float64 and shape \(9, 4\)"),
        (np.zeros((N, 5), np.uint8), "hidden has type uint8"),
        (np.full((N, 5), np.inf), "hidden holds NaN or infinity"),
    ],
)
def test_refused_activations(network, broken, message):
    with pytest.raises(ValueError, match=message):
        ablated_scores(network, broken, [0], 0.0)
    with pytest.raises(ValueError, match=message):
        list(leave_one_unit_out(network, broken, 0.0))


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS[1:], r"labels have shape \(8,\) .* expected 9 integers"),
        (LABELS + 4, "labels run from 4 to .* this network has classes 0 to 3"),
        (LABELS - 1, "labels run from -1 to"),
        (LABELS + 0.5, "type float64, expected 9 integers"),
        ([None] * 9, "type object, expected 9 integers"),
    ],
)
def test_refused_labels(network, hidden, labels, message):
    with pytest.raises(ValueError, match=message):
        removal_trial(network, hidden, labels, [0], 0.0, np.random.default_rng(1))


def test_a_trial_of_no_image_is_refused(network, hidden):
    none = np.array([], dtype=int)
    with pytest.raises(ValueError, match="there is no image"):
        removal_trial(network, hidden[:0], none, [0], 0.0, np.random.default_rng(1))


@pytest.mark.parametrize("k", [-1, 6])
def test_refused_sizes_of_random_sets(rng, k):
    with pytest.raises(ValueError, match=f"k={k} is out of range: choose an integer from 0 to 5"):
        random_units(5, k, rng)
