"""What the tests of the explorers share: tiny networks and images, and an eye for numbers."""

import re

import numpy as np
import pytest

from helpers.explore import WatchTraining
from helpers.network import Network
from helpers.training import Epoch
from tests.explore.makers import MAKERS

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
    return np.linspace(0.1, 0.9, SIZES[1], dtype=np.float32)  # that of `build`


@pytest.fixture(scope="session")
def epochs():
    """What a training of three epochs would leave behind, without training."""
    networks = [a_network(seed=seed, start=False) for seed in (11, 12, 13)]
    losses = (0.5, 0.9, 0.25)  # the second needs a higher axis
    return [Epoch(i + 1, *pair) for i, pair in enumerate(zip(networks, losses, strict=True))]


@pytest.fixture
def build(network, images, labels):
    """A function that makes the explorer of a name."""
    return lambda name, **more: MAKERS[name](network, images, labels, **more)


@pytest.fixture
def watch(network, images, labels, epochs):
    return WatchTraining(lambda: iter(epochs), EPOCHS, network, images, labels)


@pytest.fixture(name="numbers_in")
def _numbers_in():
    def find(text):
        found = re.findall(r"[+−]?\d+(?:\.\d+)?", text)
        return [float(number.replace("−", "-")) for number in found]

    return find
