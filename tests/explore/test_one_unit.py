"""One unit beside one image: the picture and the sentence against loops over 784 pixels."""

import math

import numpy as np
import pytest

from helpers.explore import OneUnit
from tests.explore.page import move

H = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "relu": lambda z: max(z, 0.0),
    "tanh": math.tanh,
    "leaky relu": lambda z: z if z > 0 else z / 100,
}
NAMES = {
    "sigmoid": "σ(z)",
    "relu": "max(z, 0)",
    "tanh": "tanh(z)",
    "leaky relu": "max(z, 0.01 z)",
}
VIEWS = ("trained", "start", "trained − start")


def viewed(network, view, unit):
    """The weights and the bias of a unit, as a view shows them."""
    now, then = network, network.start
    parts = {
        "trained": (now.weights[0][unit], now.biases[0][unit]),
        "start": (then.weights[0][unit], then.biases[0][unit]),
    }
    if view in parts:
        return parts[view]
    return [a - b for a, b in zip(parts["trained"], parts["start"], strict=True)]


def test_picture_shows_image_weights_and_products_on_one_scale(build, network, images):
    one = build("OneUnit")
    for unit, image, view in ((4, 5, VIEWS[0]), (1, 2, VIEWS[1]), (1, 3, VIEWS[2])):
        move(one, unit=unit, image=image, view=view)
        pixels = images[image] / 255
        weights, _ = viewed(network, view, unit)
        shown = [ax.images[0].get_array().ravel() for ax in one.axes]
        for found, expected in zip(shown, (pixels, weights, weights * pixels), strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-6)
        largest = max(np.abs(viewed(network, kind, unit)[0]).max() for kind in VIEWS[:2])
        for ax in one.axes[1:]:
            assert ax.images[0].get_clim() == pytest.approx((-largest, largest))
            assert ax.texts[0].get_text().startswith(f"scale ±{largest:.3g}")
        assert one.axes[0].images[0].get_clim() == (0, 1)
        titles = [ax.get_title() for ax in one.axes]
        assert titles == ["image", "weights of the unit", "weights × image"]


@pytest.mark.parametrize("hidden", H)
def test_sentence_does_the_arithmetic(a_network, images, labels, numbers_in, hidden):
    network = a_network(hidden)
    one = OneUnit(network, images, labels)
    trained, start, difference = VIEWS
    moves = ((4, 5, trained), (2, 9, trained), (2, 8, start), (0, 8, difference))
    for unit, image, view in moves:
        move(one, unit=unit, image=image, view=view)
        weights, bias = viewed(network, view, unit)
        products = [w * p / 255 for w, p in zip(weights.tolist(), images[image], strict=True)]
        red, blue = sum(p for p in products if p > 0), sum(p for p in products if p < 0)
        z = red + blue + float(bias)
        expected = [image, labels[image], unit, red, blue, red + blue, bias, z]
        text = one.text.replace(NAMES[hidden], "h")
        if view == difference:
            assert text.endswith("This is what training added to z.")
        else:
            assert NAMES[hidden] in one.text
            expected.append(H[hidden](z))
        assert numbers_in(text) == pytest.approx(expected, abs=0.0051)
        assert f"the red products sum to +{red:.2f}, the blue ones to −{-blue:.2f}, " in text


def test_images_of_one_digit(build, images, labels, numbers_in):
    one = build("OneUnit", image=1)
    move(one, digit=2, image=2)
    row = np.flatnonzero(labels == 2)[2]
    assert numbers_in(one.text)[:4] == [row, 2, 2, 2]
    found = one.axes[0].images[0].get_array().ravel()
    np.testing.assert_allclose(found, images[row] / 255, atol=1e-6)


def test_without_starting_weights_there_is_one_view(a_network, images, labels):
    one = OneUnit(a_network(start=False), images, labels)
    assert one.view.options == ("trained",)


def test_one_hidden_unit_needs_no_slider_for_it(a_network, images, labels):
    one = OneUnit(a_network(sizes=(784, 1, 2)), images, labels)
    assert list(one.children[0].children) == [one.digit, one.image, one.view]
