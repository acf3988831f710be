"""The strongest connections: against a plain loop, with and without a unit, few and many."""

import numpy as np
import pytest

from helpers.attribution import strongest_connections
from helpers.network import Network
from tests.explore.conftest import a_network

DEEP = (5, 4, 7, 3)


def by_hand(network, image):
    """(amount, source, target) of every connection of each layer, the strongest first."""
    run = network.forward(image)
    for W, into in zip(network.weights, (image, *run.h), strict=False):
        n_out, n_in = W.shape
        found = [(W[j, i] * into[i], i, j) for j in range(n_out) for i in range(n_in)]
        yield sorted(found, key=lambda one: -abs(one[0]))


def told(connections):
    amounts, sources, targets = connections.amounts, connections.sources, connections.targets
    return [*zip(amounts, sources, targets, strict=True)]


@pytest.fixture
def image():
    return np.random.default_rng(3).random(5).astype(np.float32)


@pytest.mark.parametrize("k", [1, 4, 1000])
def test_they_are_those_through_which_most_passes_either_way(image, k):
    network = a_network(sizes=DEEP)
    for found, expected in zip(
        strongest_connections(network, image, k), by_hand(network, image), strict=True
    ):
        assert told(found) == expected[:k]


@pytest.mark.parametrize("node", [(0, 2), (1, 3), (2, 6), (3, 0)])
def test_of_a_unit_they_are_what_comes_in_and_what_goes_out(image, node):
    network, (layer, unit) = a_network(sizes=DEEP), node
    everything = by_hand(network, image)
    found = strongest_connections(network, image, 3, node)
    for gap, (some, expected) in enumerate(zip(found, everything, strict=True), start=1):
        end = {layer: 2, layer + 1: 1}.get(gap)  # of what it is the target or the source
        own = [one for one in expected if end and one[end] == unit]
        assert told(some) == own[:3]


def test_what_784_pixels_bring_to_a_unit_is_one_bundle_unless_it_is_asked_about():
    network, image = a_network(), np.random.default_rng(3).random(784).astype(np.float32)
    bundles, _ = strongest_connections(network, image, 4)
    run = network.forward(image)
    brought = run.z[0] - network.biases[0]
    assert bundles.sources is None
    assert bundles.targets.tolist() == np.argsort(-abs(brought))[:4].tolist()
    np.testing.assert_allclose(bundles.amounts, brought[bundles.targets], atol=1e-5)
    pixels, _ = strongest_connections(network, image, 4, node=(1, 2))
    products = network.weights[0][2] * image
    assert pixels.sources.tolist() == np.argsort(-abs(products))[:4].tolist()


def test_ties_go_to_the_lower_numbers():
    network = Network((2, 3, 2), [np.ones((3, 2)), -np.ones((2, 3))])
    into, out_of = strongest_connections(network, np.ones(2, np.float32), 3)
    assert [*zip(into.targets, into.sources, strict=True)] == [(0, 0), (0, 1), (1, 0)]
    assert [*zip(out_of.targets, out_of.sources, strict=True)] == [(0, 0), (0, 1), (0, 2)]
