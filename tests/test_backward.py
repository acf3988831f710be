"""The way back against differences: nudge one number at a time and run the network again."""

import numpy as np
import pytest

from helpers.backward import backward, through_activation
from helpers.network import ACTIVATIONS, Network

SIZES = (5, 4, 3, 2)


def a_network(hidden):
    rng = np.random.default_rng(5)
    shapes = list(zip(SIZES[1:], SIZES[:-1], strict=True))
    weights = [rng.normal(0, 0.7, shape) for shape in shapes]
    return Network(SIZES, weights, [rng.normal(0, 0.3, n) for n in SIZES[1:]], hidden)


def scores(weights, biases, hidden, x):
    """The last pre-activations in float64, written out."""
    h = x
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = ACTIVATIONS[hidden](W.astype(float) @ h + b)
    return weights[-1].astype(float) @ h + biases[-1]


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
def test_slopes_of_every_layer(hidden):
    network, x = a_network(hidden), np.random.default_rng(6).random(5)
    wanted = np.array([1.0, -2.0])  # the slope of what is asked about: score 0 minus twice score 1
    h = [x.astype(np.float32), *network.forward(x).h]
    found = dict(backward(network.weights, h, wanted, hidden))
    assert list(found) == [2, 1, 0]
    for layer, slope in found.items():
        for unit in range(SIZES[layer + 1]):
            ends = []
            for nudge in (1e-5, -1e-5):
                biases = [b.astype(float) for b in network.biases]
                biases[layer][unit] += nudge
                ends.append(wanted @ scores(network.weights, biases, hidden, x))
            assert slope[unit] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-4, abs=1e-6)


def test_who_takes_a_layer_may_change_its_weights():
    network = a_network("tanh")
    h = [np.ones(5, dtype=np.float32), *network.forward(np.ones(5)).h]
    expected = dict(backward(network.weights, h, np.ones(2), "tanh"))
    weights = [W.copy() for W in network.weights]
    for layer, slope in backward(weights, h, np.ones(2), "tanh"):
        weights[layer][:] = np.nan
        np.testing.assert_array_equal(slope, expected[layer])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_through_activation(name):
    z, slope = np.array([0.3, -0.8, 1.7]), np.array([1.0, 2.0, -0.5])
    numeric = [
        slope @ (ACTIVATIONS[name](z + step) - ACTIVATIONS[name](z - step)) / 2e-6
        for step in 1e-6 * np.eye(3)
    ]
    found = through_activation(slope, ACTIVATIONS[name](z), name)
    np.testing.assert_allclose(found, numeric, rtol=1e-6)
