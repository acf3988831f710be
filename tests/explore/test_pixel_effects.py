"""What each pixel does to one node: pictures and sentence against one forward pass a pixel."""

import numpy as np
import pytest

from helpers.attribution import METHODS
from helpers.explore import PixelEffects
from helpers.network import layer_names, layer_values
from tests.explore.page import click, crowding, faint, move, open_page, spot_at

IMAGE, BASELINE, PARTS, OUTPUTS = range(4)  # which Axes
DEEP = (784, 6, 5, 3)
NAMES = {
    "blank page": "a blank page",
    "full ink": "full ink",
    "mean": "the mean",
    "another image": "image 7, a 1",
}


@pytest.fixture(scope="module")
def network(a_network):
    return a_network(sizes=DEEP)


@pytest.fixture(scope="module")
def background():
    return np.random.default_rng(8).integers(0, 256, (4, 784), dtype=np.uint8)


@pytest.fixture
def pixels(network, images, labels, background):
    return PixelEffects(network, images, labels, background)


def value(network, page, layer):
    run = network.forward(np.asarray(page, dtype=np.float32))
    return layer_values(run, layer).astype(float)


def shown(explorer, axes):
    return explorer.axes[axes].images[0].get_array().ravel()


def starts(images, background):
    return {
        "blank page": np.zeros(784),
        "full ink": np.ones(784),
        "mean": background.mean(axis=0) / 255,
        "another image": images[7] / 255,
    }


@pytest.mark.parametrize("baseline", ["blank page", "full ink", "mean", "another image"])
@pytest.mark.parametrize(("layer", "node"), [("z1", 5), ("h2", 4), ("h3", 1)])
def test_single_pixels_one_by_one(
    pixels, network, images, labels, background, numbers_in, baseline, layer, node
):
    move(pixels, image=4, layer=layer, node=node, baseline=baseline, other=7)
    image, start = images[4] / 255, starts(images, background)[baseline]
    before = value(network, start, layer)[node]
    parts = []
    for pixel in range(784):
        page = start.copy()
        page[pixel] = image[pixel]
        parts.append(value(network, page, layer)[node] - before)
    np.testing.assert_allclose(shown(pixels, IMAGE), image, atol=1e-6)
    np.testing.assert_allclose(shown(pixels, BASELINE), start, atol=1e-6)
    np.testing.assert_allclose(shown(pixels, PARTS), parts, atol=3e-6)
    assert pixels.axes[PARTS].get_title() == f"added to {layer}[{node}]"
    low, high = pixels.axes[PARTS].images[0].get_clim()
    assert low == -high == pytest.approx(-np.abs(parts).max(), abs=3e-6)
    change = value(network, image, layer)[node] - before
    label, kind = labels[4], NAMES[baseline]
    called = "the output for 1" if layer == "h3" else f"neuron {node} of {layer}"
    begin = f"Image 4 shows a {label}. For {called}, by single pixel, from {kind}, "
    assert pixels.text.startswith(f"{begin}the attributions add up to ")
    assert pixels.axes[BASELINE].get_title() == f"from {kind.removeprefix('image 7, ')}"
    tail = pixels.text.split("attributions add up to ")[1]
    expected = [sum(parts), change, sum(parts) - change, value(network, image, layer)[node]]
    assert numbers_in(tail) == pytest.approx(expected, abs=0.0052)


@pytest.mark.parametrize("name", METHODS)
def test_each_method_shows_its_parts_and_what_they_add_up_to(
    pixels, network, images, background, numbers_in, name
):
    move(pixels, image=2, layer="z3", node=2, method=name, baseline="full ink")
    image, many = (images[2] / 255).astype(np.float32), (background / 255).astype(np.float32)
    start = many if name == "expected gradients" else np.ones(784, dtype=np.float32)
    parts = METHODS[name](network, image, "z3", start, np.random.default_rng(0))[:, 2]
    np.testing.assert_allclose(shown(pixels, PARTS), parts, atol=1e-5)
    before = np.mean([value(network, page, "z3")[2] for page in np.atleast_2d(start)])
    change = value(network, image, "z3")[2] - before
    total = float(parts.sum(dtype=float))
    assert f"by {name}" in pixels.text
    assert ("from 4 images" in pixels.text) == (name == "expected gradients")
    if name == "expected gradients":
        assert pixels.axes[BASELINE].get_title() == "from 4 images"
    assert ("from full ink" in pixels.text) == (name != "expected gradients")
    found = numbers_in(pixels.text.split("attributions add up to ")[1])[:3]
    assert found == pytest.approx([total, change, total - change], abs=0.0151)
    assert found[0] - found[1] == pytest.approx(found[2], abs=1e-9)  # as it is written
    assert name == "expected gradients" or abs(change) > 0.015  # three times what rounding takes
    assert " the true change is " in pixels.text and " the gap " in pixels.text
    assert pixels.baseline.disabled == (name == "expected gradients")


def test_the_page_of_full_ink(pixels, network, numbers_in):
    move(pixels, page="full ink", layer="h1", node=3)
    np.testing.assert_array_equal(shown(pixels, IMAGE), 1)
    assert pixels.text.startswith("The page is full ink everywhere. For neuron 3 of h1")
    outputs = value(network, np.ones(784), "h3")
    widths = [bar.get_width() for bar in pixels.axes[OUTPUTS].patches]
    np.testing.assert_allclose(widths, outputs, atol=1e-5)
    remark = pixels.axes[OUTPUTS].texts[0].get_text()
    assert remark == f"answer {outputs.argmax()}"  # no true class
    assert repr(pixels) == "PixelEffects(image=full ink, node=3 of h1)"
    move(pixels, page="the image")
    assert repr(pixels) == "PixelEffects(image=0, node=3 of h1)"
    assert ", true 0" in pixels.axes[OUTPUTS].texts[0].get_text()


def test_the_node_slider_knows_how_many_there_are(pixels):
    assert (pixels.layer.value, pixels.node.max) == ("z3", 2)
    move(pixels, layer="h1", node=5)
    move(pixels, layer="h2")
    assert (pixels.node.max, pixels.node.value) == (4, 4)
    assert "For neuron 4 of h2" in pixels.text
    ahead = {"layer": "z3", "node": 4}  # a frame that is asked for before the slider has followed
    told = pixels.live._paint(**(pixels.live._values(pixels.live.state) | ahead))
    assert "For the score of 2" in told.words


def test_the_same_state_is_painted_in_the_same_way(pixels):
    state = pixels.live._values(pixels.live.state)
    for name in ("Shapley values", "expected gradients"):
        drawn = []
        for _ in range(2):
            pixels.live._paint(**(state | {"method": name}))
            drawn.append(np.array(shown(pixels, PARTS)))
            pixels.live._paint(**state)
        np.testing.assert_array_equal(*drawn)


def test_a_class_answers_and_opens_its_score(pixels, network, images):
    open_page(pixels.live)
    output = value(network, images[0] / 255, "h3")[1]
    words, _ = spot_at(pixels.live, OUTPUTS, 0.5, 1)
    assert words == f"class 1: output {output:.2f}"
    move(pixels, layer="h1", node=5)
    click(pixels.live, OUTPUTS, 0.5, 1)
    assert (pixels.layer.value, pixels.node.value) == ("z3", 1)


def test_controls_can_be_chosen(network, images, labels, background):
    some = PixelEffects(network, images, labels, background, 3, "h2", 4, controls=("image", "node"))
    assert list(some.children[0].children) == [some.image, some.node]
    assert repr(some) == "PixelEffects(image=3, node=4 of h2)"
    assert tuple(some.layer.options) == layer_names(network)


def test_letters_have_room_and_stand_out(pixels):
    states = (
        {"baseline": "another image", "other": 9},
        {"method": "expected gradients", "layer": "h1", "node": 5},
        {"page": "full ink", "baseline": "another image", "layer": "h2"},
        {"page": "full ink", "baseline": "full ink"},
        {"baseline": "mean"},
    )
    assert crowding(pixels.live, *states) == []
    assert faint(pixels.live) == []
