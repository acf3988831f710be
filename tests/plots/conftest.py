"""What the tests of the drawing room share: no window, no figure left open, small networks."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers.plots.style import DOTS

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def _no_figure_left_open():
    yield
    plt.close("all")


@pytest.fixture(params=DOTS)
def _view(request):
    with matplotlib.rc_context({"figure.dpi": DOTS[request.param]}):
        yield


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def ax():
    return plt.figure(figsize=(5, 3)).add_subplot()


@pytest.fixture
def weights(rng):
    return rng.standard_normal((23, 784)).astype(np.float32)


@pytest.fixture
def image(rng):
    return rng.integers(0, 256, 784, dtype=np.uint8)
