"""Weighted sums are found by asking: preparations that are, and those that only look so."""

import numpy as np
import pytest

from helpers.own_network.sums import after, prepared, weighted_sum

RNG = np.random.default_rng(0)
X = RNG.uniform(0, 1, (5, 784))
STRAIGHT = {
    "as it is": lambda x: x,
    "normalised": lambda x: (x - 0.1307) / 0.3081,
    "bytes": lambda x: 255 * x,
    "Rashid's": lambda x: 0.99 * x + 0.01,
    "inverted": lambda x: 1 - x,
    "half the size": lambda x: x.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(len(x), 196),
    "transposed": lambda x: x.reshape(-1, 28, 28).transpose(0, 2, 1),
    "images, cut": lambda x: x[:, 4:24, 4:24],
    "with a channel": lambda x: x.reshape(-1, 1, 28, 28) * 2 - 1,
}


@pytest.mark.parametrize("name", STRAIGHT)
def test_a_preparation_that_is_a_weighted_sum_is_found_exactly(name):
    prepare = STRAIGHT[name]
    weights, biases = prepared(prepare)
    shape = (-1, 28, 28) if name == "images, cut" else (-1, 784)
    expected = prepare(X.reshape(shape)).reshape(len(X), -1)
    np.testing.assert_allclose(X @ weights.T + biases, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    "prepare",
    [lambda x: x / 255, lambda x: (x / 255 - 0.1307) / 0.3081, lambda x: (x / 255 - 0.5) / 0.5],
)
def test_a_preparation_that_divides_by_255_is_given_bytes(prepare):
    weights, biases = prepared(prepare)
    np.testing.assert_allclose(X @ weights.T + biases, prepare(255 * X), rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda x: x > 0.5, "no weighted sum"),
        (lambda x: np.clip(x, 0, 0.5), "no weighted sum"),
        (lambda x: x / np.maximum(x.max(axis=1, keepdims=True), 1e-9), "no weighted sum"),
        (lambda x: x @ np.ones(3), "prepare cannot take"),
        (lambda x: np.log(x), "not finite"),
        (lambda x: "paper", "prepare cannot take"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_a_preparation_that_is_no_weighted_sum_is_refused(prepare, words):
    with pytest.raises(ValueError, match=words):
        prepared(prepare)


def test_a_function_with_a_bend_is_no_weighted_sum():
    assert weighted_sum(lambda x: np.maximum(x, 0), (4,), "relu", -1, 1) is None


def test_two_weighted_sums_are_one():
    one, two = ((RNG.normal(size=(n, m)), RNG.normal(size=n)) for m, n in ((4, 3), (3, 2)))
    x = RNG.normal(size=4)
    weights, biases = after(one, two)
    np.testing.assert_allclose(weights @ x + biases, two[0] @ (one[0] @ x + one[1]) + two[1])
