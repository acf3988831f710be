"""What the tests of the attribution room share: small random networks, and the stored ones."""

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.network import Network
from helpers.storage import load_network
from tests.attribution import SIZES


def a_network(sizes=(7, 5, 4), hidden="sigmoid", output="softmax", seed=1):
    rng = np.random.default_rng(seed)
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = [rng.normal(size=shape) for shape in shapes]
    return Network(sizes, weights, [rng.normal(size=n) for n in sizes[1:]], hidden, output)


@pytest.fixture(name="a_network")
def _a_network():
    return a_network


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@pytest.fixture
def network(a_network):
    """A network with two hidden layers, where a test's file has no other."""
    return a_network(SIZES)


@pytest.fixture
def images(rng):
    """Pixels of three images for it, likewise."""
    return rng.random((3, 7), dtype=np.float32)


@pytest.fixture(scope="session", params=["zero-or-one-book-start", "ten-digits"])
def stored(request):
    """A stored network and a few test images as pixels."""
    network = load_network(request.param)
    images, _ = load_digits("test", only=range(network.sizes[-1]))
    return network, as_pixels(images[:20])


@pytest.fixture(scope="session")
def ten_digits():
    return load_network("ten-digits")


@pytest.fixture(scope="session")
def digits():
    return load_digits("test")
