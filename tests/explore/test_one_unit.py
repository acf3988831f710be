"""One unit beside one image: the picture and the sentence against loops over 784 pixels."""

import math
import re

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.explore import OneUnit
from helpers.plots.neuron import round_limit
from helpers.storage import load_network
from tests.explore.page import crowding, move, open_page, spot_at

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
        shown = [ax.images[0].get_array().ravel() for ax in one.axes[:3]]
        for found, expected in zip(shown, (pixels, weights, weights * pixels), strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-6)
        largest = max(np.abs(viewed(network, kind, unit)[0]).max() for kind in VIEWS)
        _, limit = one.axes[1].images[0].get_clim()
        assert limit == round_limit([largest]), "of all views, and round"
        assert one.axes[1].texts[0].get_text() == f"scale ±{limit:.3g}"
        _, limit = one.axes[2].images[0].get_clim()
        assert 1 <= limit / np.abs(weights * pixels).max() < 1.34, "the products' own"
        assert one.axes[2].texts[0].get_text() == f"scale ±{limit:.3g}"
        assert one.axes[0].images[0].get_clim() == (0, 1)
        titles = [ax.get_title() for ax in one.axes[:3]]
        added = " added" if view == VIEWS[2] else ""
        assert titles == ["image", f"weights{added}", f"{added.strip() or 'weights'} × image"]


@pytest.mark.parametrize("hidden", H)
def test_sum_curve_and_what_is_passed_on(a_network, images, labels, hidden):
    network = a_network(hidden)
    one = OneUnit(network, images, labels)
    for unit, image, view in ((4, 5, VIEWS[0]), (1, 2, VIEWS[1]), (1, 3, VIEWS[2])):
        move(one, unit=unit, image=image, view=view)
        seen = network.start if view == VIEWS[1] else network
        now, then = (n.forward(images[image] / np.float32(255)) for n in (seen, network.start))
        z, before = (float(run.z[0][unit]) for run in (now, then))
        *_, total, curve, passed_on = one.axes
        assert total.patches[3].get_width() == pytest.approx(z, abs=0.011)
        begin = before if view == VIEWS[2] else 0
        assert total.patches[0].get_x() == pytest.approx(begin, abs=0.011)
        assert curve.lines[1].get_xydata()[1] == pytest.approx([z, H[hidden](z)], abs=1e-5)
        hollow = curve.lines[2].get_xdata().tolist()
        assert hollow == ([pytest.approx(before)] if view == VIEWS[2] else [])
        adds = seen.weights[1][:, unit] * now.h[0][unit]
        frames, red, blue = (p.get_data().values[::2] for p in passed_on.patches)
        np.testing.assert_allclose(red + blue, adds, atol=1e-6)
        was = network.start.weights[1][:, unit] * then.h[0][unit]
        framed = was if view == VIEWS[2] else seen.weights[1][:, unit]
        np.testing.assert_allclose(frames, framed, atol=1e-6)


def test_of_a_deep_network_it_passes_on_to_the_next_layer(a_network, images, labels):
    one = OneUnit(a_network(sizes=(784, 6, 12, 3)), images, labels, unit=2)
    assert one.axes[5].get_title() == "added to the next layer"
    assert len(one.axes[5].texts[1::2]) == 8 and "z of unit" in one.text


def test_a_bar_says_its_weight(build):
    one = build("OneUnit")
    words, _ = spot_at(one.live, 5, 0, 1)
    assert re.fullmatch(r"class 1: h × outgoing weight [+−]\d\.\d\d", words)


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
        text = one.text.replace(NAMES[hidden], "h").replace("next layer", "")
        h = H[hidden](z)
        if view == difference:
            ws, bs = viewed(network, start, unit)
            was = sum(w * p / 255 for w, p in zip(ws.tolist(), images[image], strict=True)) + bs
            expected[2:3] = [unit]
            expected[-1:] = [was, was + z, H[hidden](was), H[hidden](was + z)]
        else:
            seen = network.start if view == start else network
            adds = seen.weights[1][:, unit] * h
            most = int(np.abs(adds).argmax())
            slope = (H[hidden](z + 1e-6) - H[hidden](z - 1e-6)) / 2e-6
            if adds[most]:
                expected += [h, slope, most, h, seen.weights[1][most, unit], adds[most]]
            else:
                expected += [h, slope]
        assert NAMES[hidden] in one.text
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


def test_letters_can_be_read_at_any_width(a_network, images, labels):
    states = [{"view": view, "unit": unit} for view in VIEWS for unit in (0, 5)]
    for sizes in ((784, 6, 10), (784, 6, 12, 3)):
        assert crowding(OneUnit(a_network(sizes=sizes), images, labels).live, *states) == []


def test_a_move_brings_little_beside_its_pictures(a_network, labels):
    """Of the texts only z, h and slope change, and their scales: no picture of the others."""
    rng = np.random.default_rng(3)
    images = np.zeros((len(labels), 784), dtype=np.uint8)
    for image in images:  # so few pixels that the pictures weigh next to nothing
        image[rng.integers(0, 784, 3)] = 255
    one, sent = OneUnit(a_network(), images, labels), []
    open_page(one.live)
    one.live.send = lambda content, buffers=(): sent.append(len(str(content)) + len(buffers[0]))
    for image in range(1, len(images)):
        move(one, image=image)
    assert len(sent) == len(images) - 1 and np.median(sent) < 700, sent


def test_a_sum_that_grows_stays_inside_the_figure():
    # From one figure before the point at the start to three after training, of the images shown.
    network, (images, labels) = load_network("zero-or-one-book-start"), load_digits("test", (0, 1))
    one = OneUnit(network, images[:40], labels[:40], image=2)
    one.view.value = "start"
    rows = [int(f(network.forward(as_pixels(images[:40])).z[0])) for f in (np.argmin, np.argmax)]
    states = [{"image": image, "view": view} for image in rows for view in VIEWS[:2]]
    assert crowding(one.live, *states) == []
