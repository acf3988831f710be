"""The hidden layer for one image: wall, bars and words recomputed; the unit that it opens."""

import numpy as np
import pytest

from helpers.explore import HiddenLayer, OneUnit
from helpers.network import Network


def layer_of(network, image):
    """z and h of the hidden layer, unit by unit, in double precision."""
    z = network.weights[0].astype(float) @ (image / 255) + network.biases[0]
    h = {"sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z), "relu": np.maximum(z, 0)}
    return z, h[network.hidden]


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
def test_picture_and_sentence(a_network, images, labels, numbers_in, hidden):
    network = a_network(hidden)
    layer = HiddenLayer(network, images, labels, unit=4)
    for image, order in ((7, "index order"), (2, "largest first"), (7, "largest first")):
        layer.image.value, layer.order.value = image, order
        z, h = layer_of(network, images[image])
        ranked = sorted(range(6), key=lambda j, h=h: (-h[j], j))
        shown = ranked if order == "largest first" else list(range(6))
        digit, wall, bars = layer.axes
        np.testing.assert_allclose(digit.images[0].get_array().ravel(), images[image] / 255)
        tiles = wall.images[0].get_array()
        for place, unit in enumerate(shown):
            tile = tiles[1:29, 29 * place + 1 : 29 * place + 29]
            np.testing.assert_array_equal(tile.ravel(), network.weights[0][unit])
        largest = np.abs(network.weights[0]).max()
        assert wall.images[0].get_clim() == pytest.approx((-largest, largest))
        outline = wall.lines[0].get_xdata()
        place = shown.index(4)
        assert (np.nanmin(outline), np.nanmax(outline)) == (29 * place, 29 * place + 29)
        heights = bars.patches[0].get_data().values[::2]
        np.testing.assert_allclose(heights, h[shown], atol=1e-5)
        assert bars.texts[1].get_text() == "4" and bars.texts[1].xy[0] == place
        assert order in bars.texts[0].get_text()
        expected = [image, labels[image], np.sum(h > 0.5), 6, 0.5, 4, z[4], h[4]]
        expected.append(ranked.index(4) + 1)
        assert numbers_in(layer.text) == pytest.approx(expected, abs=0.0051)


def test_units_that_tie_are_numbered_in_index_order(network, images, labels):
    W1, b1 = network.weights[0].copy(), network.biases[0].copy()
    W1[:], b1[:] = W1[0], b1[0]
    same = Network(network.sizes, [W1, network.weights[1]], [b1, network.biases[1]])
    layer = HiddenLayer(same, images, labels)
    for unit in (0, 3, 5):
        layer.unit.value = unit
        assert layer.text.endswith(f"number {unit + 1} from the top.")


@pytest.mark.parametrize("hidden", ["tanh", "relu"])
def test_the_axis_has_room_for_every_image(a_network, images, labels, hidden):
    images = np.concatenate([np.zeros_like(images[:1]), images[1:]])  # the first says little
    layer = HiddenLayer(a_network(hidden), images, labels)
    low, high = layer.axes[2].get_ylim()
    activations = np.array([layer_of(layer.network, image)[1] for image in images])
    for extreme in (activations.min(), activations.max()):
        layer.image.value = int(np.argwhere(activations == extreme)[0, 0])
        heights = layer.axes[2].patches[0].get_data().values
        assert low < heights.min() and heights.max() < high and np.isclose(heights, extreme).any()
        assert layer.axes[2].get_ylim() == (low, high)


def test_opening_a_unit_shows_one_unit_on_the_same_image_and_unit(build, images, labels):
    layer = build("HiddenLayer", unit=2, image=3)
    closed = layer.children
    assert layer.one not in closed
    layer.opened.value = True
    assert layer.children == (*closed, layer.one)
    for name, value in (("unit", 5), ("digit", 2), ("image", 3), ("digit", "any")):
        getattr(layer, name).value = value
        apart = OneUnit(layer.network, images, labels, layer.unit.value, layer.chooser.row)
        assert layer.one.text == apart.text
        assert layer.one.screen.picture.value == apart.screen.picture.value
        assert layer.one.image.value == layer.image.value and layer.one.digit.value == (
            layer.digit.value
        )
    layer.opened.value = False
    assert layer.children == closed
