"""The hidden layer for one image: wall, bars and words recomputed; the unit that it opens."""

import numpy as np
import pytest

from helpers.explore import HiddenLayer, OneUnit
from helpers.network import Network
from tests.explore.page import click, crowding, faint, spot_at

WALL, BARS = 1, 2  # which Axes
COLUMNS, ROWS = 3, 2  # of a wall of six units
H = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "leaky relu": lambda z: np.maximum(z, z / 100),
}


def layer_of(network, image):
    """z and h of the hidden layer, unit by unit, in double precision."""
    z = network.weights[0].astype(float) @ (image / 255) + network.biases[0]
    return z, H[network.hidden](z)


def corner(place):
    """The upper left corner of a tile on the wall."""
    return 29 * (place % COLUMNS), 29 * (place // COLUMNS)


@pytest.mark.parametrize("hidden", H)
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
            left, top = corner(place)
            tile = tiles[top + 1 : top + 29, left + 1 : left + 29]
            np.testing.assert_array_equal(tile.ravel(), network.weights[0][unit])
        largest = np.abs(network.weights[0]).max()
        assert wall.images[0].get_clim() == pytest.approx((-largest, largest))
        outline = np.array(wall.lines[0].get_data())
        place = shown.index(4)
        assert np.nanmin(outline, axis=1).tolist() == list(corner(place))
        assert (np.nanmax(outline, axis=1) - np.nanmin(outline, axis=1)).tolist() == [29, 29]
        heights = bars.patches[0].get_data().values[::2]
        np.testing.assert_allclose(heights, h[shown], atol=1e-5)
        assert bars.texts[1].get_text() == "4" and bars.texts[1].xy[0] == place
        assert order in bars.texts[0].get_text()
        level = 0.5 if hidden == "sigmoid" else 0  # either is where z is 0
        expected = [image, labels[image], np.sum(z > 0), 6, level, 4, z[4], h[4]]
        level = [j for j in range(6) if h[j] == h[4]]  # a ReLU has many units at 0
        expected += [ranked.index(level[0]) + 1, len(level) - 1][: len(level)]
        assert numbers_in(layer.text) == pytest.approx(expected, abs=0.0051)


def test_units_that_tie_are_told_together(network, images, labels):
    W1, b1 = network.weights[0].copy(), network.biases[0].copy()
    W1[:], b1[:] = W1[0], b1[0]
    same = Network(network.sizes, [W1, network.weights[1]], [b1, network.biases[1]])
    layer = HiddenLayer(same, images, labels)
    for unit in (0, 3, 5):
        layer.unit.value = unit
        assert layer.text.endswith("number 1 from the top, with 5 others.")


@pytest.mark.parametrize("hidden", ["tanh", "relu", "leaky relu"])
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


@pytest.mark.parametrize("order", ["index order", "largest first"])
def test_tiles_and_bars_say_their_unit_and_open_it(a_network, images, labels, numbers_in, order):
    network = a_network("tanh")  # with negative activations
    layer = HiddenLayer(network, images, labels, image=3)
    layer.order.value = order
    z, h = layer_of(network, images[3])
    shown = np.argsort(-h) if order == "largest first" else np.arange(6)
    for place, unit in enumerate(shown.tolist()):
        left, top = corner(place)
        opens = {"unit": unit, "opened": True}
        for x, y in ((left, top), (left + 14, top + 14), (left + 28, top + 28)):
            words, choice = spot_at(layer.live, WALL, x, y)
            assert words.startswith(f"unit {unit}: activation ") and choice == opens
            assert numbers_in(words) == pytest.approx([unit, h[unit]], abs=0.0051)
        low, high = layer.axes[BARS].get_ylim()
        for y in (0.99 * low + 0.01 * high, 0.01 * low + 0.99 * high):
            words, choice = spot_at(layer.live, BARS, place, y)
            assert words.startswith(f"unit {unit}: z = ") and choice == opens
            assert numbers_in(words) == pytest.approx([unit, z[unit], h[unit]], abs=0.0051)


def test_pixels_of_digit_and_wall_can_be_pointed_at(build):
    layer = build("HiddenLayer")
    digit, wall = layer.live.panels
    assert [layer.live.figure.axes[panel["axes"]] for panel in (digit, wall)] == layer.axes[:2]
    assert digit["words"] == "row {row}, column {column}: ink {0}"
    assert wall["words"] == "row {row}, column {column}: ink {0} × weight {here} = {0*here}"
    assert (digit["step"], digit["lead"], wall["step"], wall["lead"]) == (28, 0, 29, 1)
    shape = layer.axes[1].images[0].get_array().shape
    assert shape == (ROWS * wall["step"], COLUMNS * wall["step"])


def test_opening_a_unit_shows_one_unit_on_the_same_image_and_unit(build, images, labels):
    layer = build("HiddenLayer", unit=2, image=3)
    closed = layer.children
    assert layer.one not in closed
    layer.opened.value = True
    assert layer.children == (*closed, layer.one)
    for name, value in (("unit", 5), ("digit", 2), ("image", 3), ("digit", "any")):
        getattr(layer, name).value = value
        shown = layer.chooser.chosen(layer.digit.value, layer.image.value)
        apart = OneUnit(layer.network, images, labels, layer.unit.value, shown.row)
        told = [text.partition(" shows a ")[2] for text in (layer.one.text, apart.text)]
        assert told[0] == told[1] and layer.one.text.startswith(shown.words)
        np.testing.assert_array_equal(
            layer.one.axes[2].images[0].get_array(), apart.axes[2].images[0].get_array()
        )
        assert layer.one.image.value == layer.image.value and layer.one.digit.value == (
            layer.digit.value
        )
    layer.opened.value = False
    assert layer.children == closed
    layer.unit.value = 1
    assert layer.one.unit.value == 5


def test_a_click_opens_a_unit_and_the_next_one_opens_another(build):
    layer = build("HiddenLayer")
    click(layer.live, WALL, *np.add(corner(4), 10))
    assert layer.opened.value and layer.one in layer.children
    assert (layer.unit.value, layer.one.unit.value) == (4, 4)
    click(layer.live, BARS, 1, 0.5)
    assert layer.children.count(layer.one) == 1
    assert (layer.unit.value, layer.one.unit.value) == (1, 1)


def test_what_a_click_opens_can_be_closed_where_the_button_is_not_shown(build):
    layer = build("HiddenLayer", controls=("image",))
    closed = layer.children
    click(layer.live, WALL, *np.add(corner(4), 10))
    assert layer.children == (*closed, layer.opened, layer.one)
    layer.opened.value = False
    assert layer.children == closed


def test_letters_keep_apart_on_every_page(a_network, images, labels):
    layer = HiddenLayer(a_network(sizes=(784, 100, 10)), images, labels)
    states = [{"unit": unit, "order": "largest first"} for unit in (0, 99)]
    assert crowding(layer.live, {}, *states) == []
    assert faint(layer.live) == []
