"""What the tests of the explorers share: tiny networks and images, and an eye for numbers."""

import re

import numpy as np
import pytest

from helpers.explore import HiddenLayer, OneUnit, TopContributors, WatchTraining
from helpers.network import Network
from helpers.training import Epoch

SIZES = (784, 6, 3)
EPOCHS = 3


def a_network(hidden="sigmoid", seed=1, sizes=SIZES, start=True):
    rng = np.random.default_rng(seed)
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    # Sums over 784 pixels about as large as the biases: half of the units are on.
    weights = [rng.normal(0, n_in**-0.5, (n_out, n_in)) for n_out, n_in in shapes]
    biases = [rng.normal(0, 0.5, n) for n in sizes[1:]]
    before = a_network(hidden, seed + 100, sizes, start=False) if start else None
    return Network(sizes, weights, biases, hidden, start=before)


@pytest.fixture(name="a_network", scope="session")
def _a_network():
    return a_network


@pytest.fixture(scope="session")
def network():
    return a_network()


@pytest.fixture(scope="session")
def images():
    return np.random.default_rng(2).integers(0, 256, (10, 784), dtype=np.uint8)


@pytest.fixture(scope="session")
def labels():
    return np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 2])


@pytest.fixture(scope="session")
def mean():
    return np.random.default_rng(3).random(SIZES[1], dtype=np.float32)


@pytest.fixture(scope="session")
def epochs():
    """What a training of three epochs would leave behind, without training."""
    networks = [a_network(seed=seed, start=False) for seed in (11, 12, 13)]
    losses = (0.5, 0.9, 0.25)  # the second needs a higher axis
    return [Epoch(i + 1, *pair) for i, pair in enumerate(zip(networks, losses, strict=True))]


@pytest.fixture
def build(network, images, labels, mean, epochs):
    """A function that makes the explorer of a name."""
    makers = {
        "OneUnit": lambda **more: OneUnit(network, images, labels, **more),
        "HiddenLayer": lambda **more: HiddenLayer(network, images, labels, **more),
        "TopContributors": lambda **more: TopContributors(network, images, labels, mean, **more),
        "WatchTraining": lambda **more: WatchTraining(
            lambda: iter(epochs), EPOCHS, network, images, labels, **more
        ),
    }
    return lambda name, **more: makers[name](**more)


@pytest.fixture
def watch(build):
    return build("WatchTraining")


@pytest.fixture(name="numbers_in")
def _numbers_in():
    def find(text):
        found = re.findall(r"[+−]?\d+(?:\.\d+)?", text)
        return [float(number.replace("−", "-")) for number in found]

    return find
