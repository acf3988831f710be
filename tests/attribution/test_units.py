"""Contributions add up to scores; each ranking against a loop; ties, runner-up, top units."""

import numpy as np
import pytest

from helpers import evaluation
from helpers.attribution import (
    RANKINGS,
    contributions,
    hidden_activations,
    mean_activations,
    rank_values,
    top_k,
    top_units,
)
from helpers.attribution.units import runner_up


@pytest.mark.parametrize("sizes", [(7, 5, 4), (7, 6, 5, 4)])
def test_contributions_plus_bias_are_the_score(a_network, rng, sizes):
    network = a_network(sizes)
    passed = network.forward(rng.random((3, 7)))
    W2, b2 = network.weights[-1], network.biases[-1]
    for digit in range(4):
        found = contributions(network, passed.h[-2], digit)
        assert found.dtype == np.float32 and found.shape == (3, 5)
        for row in range(3):
            by_hand = [float(W2[digit, j]) * float(passed.h[-2][row, j]) for j in range(5)]
            np.testing.assert_allclose(found[row], by_hand, rtol=1e-6)
            score = sum(by_hand) + float(b2[digit])
            assert passed.scores[row, digit] == pytest.approx(score, abs=1e-5)
        one = contributions(network, passed.h[-2][0], digit)
        np.testing.assert_array_equal(one, found[0])


def best_other(W2, b2, h, digit):
    best, largest = None, -np.inf
    for c in range(len(b2)):
        score = sum(float(w) * float(a) for w, a in zip(W2[c], h, strict=True)) + float(b2[c])
        if c != digit and score > largest:
            best, largest = c, score
    return best


def test_runner_up(a_network, rng):
    network = a_network()
    W2, b2 = network.weights[-1], network.biases[-1]
    hidden = rng.random((30, 5))
    for digit in range(4):
        expected = [best_other(W2, b2, h, digit) for h in hidden]
        assert runner_up(network, hidden, digit).tolist() == expected
        one = runner_up(network, hidden[0], digit)
        assert one == expected[0] and isinstance(one, int)
        assert len(set(expected)) > 1


def by_definition(network, h, mean, digit, by):
    W2, b2 = network.weights[-1], network.biases[-1]
    rival = best_other(W2, b2, h, digit)
    values = []
    for j in range(len(h)):
        if by == "weight":
            values.append(W2[digit, j])
        elif by == "contribution":
            values.append(W2[digit, j] * h[j])
        elif by == "contribution from the mean":
            values.append(W2[digit, j] * (h[j] - mean[j]))
        else:
            values.append((W2[digit, j] - W2[rival, j]) * (h[j] - mean[j]))
    return values


@pytest.mark.parametrize("by", RANKINGS)
def test_each_ranking_by_its_definition(a_network, rng, by):
    network, mean = a_network(), rng.random(5)
    hidden = rng.random((6, 5))
    for digit in range(4):
        found = rank_values(network, hidden, digit, by, mean)
        for row, h in enumerate(hidden):
            expected = by_definition(network, h, mean, digit, by)
            np.testing.assert_allclose(found[row], expected, rtol=1e-6)
            np.testing.assert_allclose(rank_values(network, h, digit, by, mean), expected)


def test_from_the_mean_and_margin_add_up_to_differences_of_scores(stored):
    network, pixels = stored
    hidden = network.forward(pixels).h[-2]
    mean = hidden.mean(axis=0)
    scores = hidden @ network.weights[-1].T + network.biases[-1]
    average = mean @ network.weights[-1].T + network.biases[-1]
    rows, digit = np.arange(len(hidden)), 1
    total = rank_values(network, hidden, digit, "contribution from the mean", mean).sum(axis=1)
    np.testing.assert_allclose(total, scores[:, digit] - average[digit], atol=1e-3)
    rival = runner_up(network, hidden, digit)
    lead = scores[:, digit] - scores[rows, rival]
    total = rank_values(network, hidden, digit, "margin over the runner-up", mean).sum(axis=1)
    np.testing.assert_allclose(total, lead - (average[digit] - average[rival]), atol=1e-3)


def test_top_k_orders_from_the_largest_and_ties_go_to_the_lower_index(rng):
    assert top_k([1.0, 2.0, 2.0, -5.0, 2.0], 4).tolist() == [1, 2, 4, 0]
    assert top_k(np.zeros(50), 50).tolist() == list(range(50))
    assert top_k(np.array([0, 3, 1], dtype=np.uint8), 3).tolist() == [1, 2, 0]
    values = rng.integers(0, 4, (7, 30)).astype(np.float32)
    for row, found in enumerate(top_k(values, 9)):
        expected = sorted(range(30), key=lambda j, row=row: (-values[row, j], j))[:9]
        assert found.tolist() == expected


def test_top_k_keeps_the_few_that_were_asked_for_and_not_the_order_of_all(rng):
    few = top_k(rng.random((50, 100)), 5)
    assert few.base is None and few.nbytes == 50 * 5 * 8


def test_hidden_activations_of_bytes_and_pixels_a_few_at_a_time(a_network, rng, monkeypatch):
    network = a_network((7, 6, 5, 4))
    images = rng.integers(0, 256, (8, 7), dtype=np.uint8)
    expected = np.array([network.forward(np.float32(image) / 255).h[1] for image in images])
    for at_once in (2_000, 3):
        monkeypatch.setattr(evaluation, "AT_ONCE", at_once)
        found = hidden_activations(network, images)
        assert found.shape == (8, 5) and found.dtype == np.float32
        np.testing.assert_allclose(found, expected, rtol=1e-5)
        pixels = np.float32(images) / 255
        np.testing.assert_allclose(hidden_activations(network, pixels), found, rtol=1e-5)
    np.testing.assert_allclose(mean_activations(network, images), expected.mean(axis=0), rtol=1e-5)


@pytest.mark.parametrize("by", RANKINGS)
def test_each_row_is_ranked_for_its_own_class(a_network, rng, by):
    network, hidden = a_network(), rng.random((20, 5))
    digits, mean = rng.integers(4, size=20), rng.random(5)
    found = top_units(network, hidden, digits, by, 3, mean)
    for row, digit in enumerate(digits):
        expected = top_k(rank_values(network, hidden[row], digit, by, mean), 3)
        assert found[row].tolist() == expected.tolist()
