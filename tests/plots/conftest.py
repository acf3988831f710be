"""What the tests of the drawing room share: no window, no figure left open, small networks."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.text import Text

from tests.explore import page

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def _no_figure_left_open():
    yield
    plt.close("all")


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


def pixels_of(figure):
    """Return what a figure looks like, as an RGBA array."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def boxes_of(texts):
    """Return the shown texts with the boxes of their letters, without an annotation's arrow."""
    texts = [text for text in texts if text.get_text() and text.get_visible()]
    return [(text.get_text(), Text.get_window_extent(text)) for text in texts]


def overlaps(texts):
    """Return the pairs of texts whose drawn letters overlap."""
    boxes = boxes_of(texts)
    return [
        (a, b)
        for i, (a, box) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if box.padded(-1).overlaps(other.padded(-1))
    ]


def outside(figure, texts):
    """Return the texts that reach beyond the figure's edge."""
    edge = figure.bbox
    return [
        name
        for name, box in boxes_of(texts)
        if box.x0 < edge.x0 or box.y0 < edge.y0 or box.x1 > edge.x1 or box.y1 > edge.y1
    ]


@pytest.fixture(name="contrast")
def _contrast():
    return page.contrast


@pytest.fixture(name="pixels_of")
def _pixels_of():
    return pixels_of


@pytest.fixture(name="overlaps")
def _overlaps():
    return overlaps


@pytest.fixture(name="outside")
def _outside():
    return outside
