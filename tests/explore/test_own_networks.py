"""Every explorer on every network that a learner may bring: it opens, or says what has no answer.

The networks are in `tests.own_networks`: five as other programs saved them, and one of each shape
that is made here, all without starting weights. What a picture once told wrongly and without a
word has a test of its own below.
"""

import re
import warnings

import numpy as np
import pytest

from helpers import explore
from helpers.attribution import composed_map, input_slopes, shuffled_layers
from helpers.digits import load_digits
from helpers.network import ACTIVATIONS, Network
from helpers.storage import load_network
from tests.explore.makers import MAKERS, at_ends
from tests.explore.page import crowding, move, open_page
from tests.own_networks import BALANCED, FASHION, LEARNERS, MADE, NETWORKS, expected, made

MAKE = MAKERS | {"Mistakes": explore.Mistakes}
del MAKE["Fences"]  # of two inputs, which it trains itself
# What has no answer where there is no hidden unit, and what is said then.
NO_ANSWER = {
    "OneStep": "has no hidden layer, so there is no hidden unit that an image could teach",
    "TopContributors": "has no hidden layer, so no hidden unit adds to a class's score",
    "EditNetwork": "has no hidden layer, so it has no units that could be scaled or switched off",
}
# Those that name classes in their sentence, or what points at the picture.
NAMING = sorted(set(MAKE) - {"SideBySide", "SeeDigit"})
# Those whose sentence does not begin with the chosen image.
NO_CHOOSER = {"Draw", "Mistakes", "ThroughLayers", "Doubt", "EditNetwork", "WholeNetwork"}
NO_CHOOSER |= {"WatchTraining"}


def pages(network, n=12):
    """Images with some ink, and labels among which is each of the first classes."""
    rng = np.random.default_rng(1)
    ink = rng.random((n, 784)) < 0.3
    return rng.integers(0, 256, (n, 784), dtype=np.uint8) * ink, np.arange(n) % network.sizes[-1]


def built(name, network):
    return MAKE[name](network, *pages(network))


@pytest.fixture(scope="module")
def known():
    found = {}
    return lambda key: found.get(key) or found.setdefault(key, NETWORKS[key]())


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.parametrize("key", NETWORKS)
def test_it_opens_and_each_control_goes_to_its_ends(known, key, name):
    network = known(key)
    if name in NO_ANSWER and len(network.sizes) == 2:
        with pytest.raises(ValueError, match=NO_ANSWER[name]):
            built(name, network)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explorer = built(name, network)
        if name == "WatchTraining":
            explorer.run()
        told = [explorer.text, *(explorer.text for _ in at_ends(explorer))]
    assert all(told) and not [words for words in told if "nan" in words or "inf " in words]
    assert max(map(len, told)) <= explorer.live.longest  # for which the page keeps room


@pytest.mark.parametrize("key", LEARNERS)
def test_the_learners_networks_give_the_answers_that_came_with_them(known, key):
    images, _ = load_digits("test")
    found = known(key).forward(np.float32(images[:100] / 255)).outputs
    truth = expected(key)
    if truth is not None:
        np.testing.assert_allclose(found, truth, atol=2e-6)
    assert truth is not None or key == "nielsen-network2"


@pytest.mark.parametrize("key", ["clothes", "two classes, no digits", "26 letters", "47 classes"])
@pytest.mark.parametrize("name", NAMING)
def test_a_class_is_called_by_its_name(known, key, name):
    network = known(key)
    explorer = built(name, network)
    if name == "ThroughLayers":
        explorer.how.value = "best linear fit"
    told = [explorer.text, *(explorer.text for _ in at_ends(explorer))]
    told += [words for told in [explorer._paint(**explorer.live._values(explorer.live.state))]
             for spots in told.spots for words in spots.words]  # fmt: skip
    assert any(re.search(rf"\b{re.escape(c)}\b", words) for c in network.classes for words in told)
    number = r"(shows an? |score of |output for |answers? (is )?|true |to )\d\b(?![.,]?\d)"
    if not set("0123456789") & set(network.classes):
        assert not [words for words in told if re.search(number, words)]


# How deeper units, no hidden unit and a lone network are shown.


def test_pictures_of_a_deeper_unit_are_its_slopes_and_its_products_add_up(known, numbers_in):
    network = known("deeper")
    images, labels = pages(network)
    one, layer = (
        explore.OneUnit(network, images, labels),
        explore.HiddenLayer(network, images, labels),
    )
    x = np.float32(images[2] / 255)
    run = network.forward(x)
    for depth in (2, 3):
        for explorer in (one, layer):
            move(explorer, layer=f"h{depth}", image=2, unit=7)
            assert (
                f"hidden layer {depth}" in explorer.text and "slopes at this image" in explorer.text
            )
        slopes = input_slopes(network, x, f"z{depth}")[:, 7]
        step = 1e-2 * slopes.astype(float) / np.linalg.norm(slopes)
        grown = Network(network.sizes, network.weights, network.biases, network.hidden)
        more = grown.forward((x + step).astype(np.float32)).z[depth - 1][7]
        rise = float(more - run.z[depth - 1][7])
        assert rise == pytest.approx(1e-2 * np.linalg.norm(slopes), rel=0.2)
        shown = one.axes[1].images[0].get_array().ravel()
        np.testing.assert_allclose(shown, slopes, atol=1e-6)
        products = network.weights[depth - 1][7] * run.h[depth - 2]
        red, blue, total, bias, z = numbers_in(one.text.partition("above 0 sum to")[2])[:5]
        assert red == pytest.approx(products[products > 0].sum(), abs=0.02)
        assert blue == pytest.approx(products[products < 0].sum(), abs=0.02)
        assert (total, z) == pytest.approx((red + blue, red + blue + bias), abs=0.0051)
        assert z == pytest.approx(run.z[depth - 1][7], abs=0.0051)
    move(layer, unit=0, opened=True)
    assert (layer.one.layer.value, layer.one.unit.value) == ("h3", 0)
    move(layer, layer="h1", unit=11)
    assert (layer.one.layer.value, layer.one.unit.value) == ("h1", 11)


def test_the_units_of_the_last_hidden_layer_add_up_to_the_score(known, numbers_in):
    network = known("deep")
    images, labels = pages(network)
    top = MAKE["TopContributors"](network, images, labels)
    score = network.forward(np.float32(images[0] / 255)).scores[0]
    assert numbers_in(top.text.partition("together ")[2])[0] == pytest.approx(score, abs=0.0051)
    assert top.text.endswith("The pictures of hidden layer 2 are the slopes at this image.")
    edit = explore.EditNetwork(network, images, labels, unit=5)
    composed = composed_map(network, "z2").weights[0][5]
    np.testing.assert_allclose(edit.axes[0].images[0].get_array().ravel(), composed)
    assert "hidden layer 2, whose picture is composed" in edit.text


def test_layers_are_looked_through_without_starting_weights(known):
    explorer = built("ThroughLayers", known("deep"))
    assert explorer.view.options == ("trained",) and explorer.view.disabled
    assert "exact for one image" not in explorer.how.options  # a tanh bends everywhere
    assert "exact for one image" in built("ThroughLayers", known("deeper")).how.options


def test_a_lone_network_is_doubted_beside_its_own_shuffled_layers(known):
    images = {"a digit": pages(known("deep"))[0][0]}
    doubt = explore.Doubt({"mine": known("torch-normalised")}, images)
    assert doubt.network.options == ("layers shuffled", "ten-digits")
    assert "weights" in doubt.picture.options
    mixed = doubt.networks["layers shuffled"]
    for W, own in zip(mixed.weights, known("torch-normalised").weights, strict=True):
        np.testing.assert_array_equal(np.sort(W.ravel()), np.sort(own.ravel()))
        assert np.mean(W == own) < 0.1
    tidy = load_network("ten-digits")
    np.testing.assert_array_equal(doubt.networks["ten-digits"].weights[0], tidy.weights[0])
    deep = explore.Doubt({"mine": known("deep")}, images)
    assert not {"weights", "products"} & set(deep.picture.options)
    assert len(deep.picture.options) == 7
    clothes = explore.Doubt({"mine": known("clothes")}, images)
    assert clothes.network.options == ("layers shuffled",)  # ten-digits knows no clothes


def test_shuffled_layers_leave_the_network_alone():
    network = made((784, 5, 3))
    before = [W.copy() for W in network.weights]
    shuffled_layers(network, np.random.default_rng(0))
    for W, was in zip(network.weights, before, strict=True):
        np.testing.assert_array_equal(W, was)


# What was told wrongly, and quietly.


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
def test_without_a_hidden_layer_a_class_is_called_one_and_has_its_own_output(output, numbers_in):
    network = made((784, 10), output=output)
    images, labels = pages(network)
    run = network.forward(np.float32(images[3] / 255))
    for explorer in (
        explore.OneUnit(network, images, labels, 4, 3),
        explore.HiddenLayer(network, images, labels, 4, 3),
    ):
        assert "no hidden layer" in explorer.text and "class 4" in explorer.text.lower()
        assert not re.search(r"\bunits?\b|activation", explorer.text)
        said = explorer.text.partition("score ")[2]
        score, shown = (numbers_in(part)[0] for part in (said, said.partition("output")[2]))
        assert score == pytest.approx(run.scores[4], abs=0.0051)
        assert shown == pytest.approx(run.outputs[4], abs=0.0051)
        assert explorer.unit.description == "class"
    dot = explore.OneUnit(network, images, labels, 4, 3).axes[4].lines[1].get_xydata()[1]
    assert dot == pytest.approx([run.scores[4], run.outputs[4]], abs=1e-4)


@pytest.mark.parametrize("hidden", ["relu", "leaky relu", "tanh", "sigmoid"])
def test_on_is_z_above_zero_whatever_the_activation_function(hidden, numbers_in):
    network = made((784, 40, 10), hidden)
    images, labels = pages(network)
    layer = explore.HiddenLayer(network, images, labels)
    run = network.forward(np.float32(images[0] / 255))
    on = int(np.sum(run.z[0] > 0))
    if hidden != "sigmoid":
        assert on != np.sum(run.h[0] > 0.5)  # what was counted before
    assert f" {on} of 40 units are on" in layer.text
    _, _, bars = layer.axes
    dark = bars.patches[1].get_data().values[::2]
    level = ACTIVATIONS[hidden].function(np.zeros(1))[0]
    assert np.sum(np.abs(dark) > level) == on
    assert set(bars.lines[1].get_ydata()) == {level}


def test_axes_of_a_relu_end_where_images_reach(known):
    network = known("torch-normalised")
    images, labels = pages(network)
    reached = network.forward(np.float32(images / 255)).h[0].max()
    possible = (np.maximum(network.weights[0], 0).sum(axis=1) + network.biases[0]).max()
    assert possible > 2 * reached  # where the axis of all images that there can be would end
    bars = explore.HiddenLayer(network, images, labels).axes[2]
    assert reached < bars.get_ylim()[1] < 1.3 * reached
    one = explore.OneUnit(network, images, labels)
    assert one.highest == pytest.approx([reached])


def test_clothes_are_no_digits(known):
    network = known("clothes")
    images, labels = pages(network)
    for name in sorted({"SeeDigit", *NAMING} - NO_CHOOSER):
        explorer = built(name, network)
        assert explorer.digit.description == "class"
        explorer.digit.value = 9
        assert "class ankle boot, shows an ankle boot." in explorer.text
    rows = explore.Mistakes(network, images, labels, 9, 9).text
    assert rows.startswith("Of 1 image of class ankle boot, ")
    draw = explore.Draw(network, images, labels, image=3)
    assert draw.form.options == ("as drawn",)
    np.testing.assert_allclose(draw.pixels, images[3] / 255, atol=1e-6)  # as it is, not centred
    assert "centred and scaled" in explore.Draw(known("deep")).form.options
    answer = FASHION[network.forward(np.float32(images[3] / 255)).answer]
    assert f"answer is {answer} (output" in draw.text


@pytest.mark.parametrize(
    ("key", "shown"), [("26 classes", "a 13"), ("26 letters", "an N"), ("47 classes", "a D")]
)
def test_more_than_ten_classes_are_not_denied(known, key, shown):
    network = known(key)
    images, labels = pages(network)
    chosen = explore.HiddenLayer(network, images, labels + 13)
    assert chosen.text.startswith(f"Image 0 shows {shown}. ")
    with pytest.raises(ValueError, match=f"the classes are 0 to {network.sizes[-1] - 1}:"):
        explore.HiddenLayer(network, images, labels + network.sizes[-1])


def test_a_network_of_two_units_needs_no_k(known):
    assert built("TopContributors", known("one hidden unit")).k.value == 1
    assert built("Draw", known("one hidden unit")).k.value == 1
    assert built("TopContributors", known("one output")).k.value == 3


# What can be read.


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("deep-learning-from-scratch", ("OneStep",)),  # of whose next layer others are summed up
        ("47 classes", ("PixelEffects", "OneStep", "WholeNetwork", "EditNetwork")),
        ("26 classes", ("Doubt", "TopContributors", "Mistakes", "OneStep")),
        ("clothes", ("PixelEffects", "OneStep", "WholeNetwork", "Mistakes", "OneUnit")),
        ("two classes, no digits", ("Draw", "Doubt", "EditNetwork", "TopContributors")),
        ("one unit a layer", ("TopContributors", "PixelEffects")),
    ],
)
def test_letters_have_room(known, key, names):
    for name in names:
        assert not crowding(built(name, known(key)).live), name


def test_the_wall_of_each_layer_has_room(known):
    layer = built("HiddenLayer", known("deeper"))  # walls of 3 to 4 tiles, and of 3 to 3
    assert crowding(layer.live, *({"layer": name} for name in ("h1", "h2", "h3"))) == []
    beside = explore.SideBySide(
        explore.HiddenLayer,
        {"one": known("deeper"), "other": known("deeper")},
        images=pages(known("deeper"))[0],
        labels=pages(known("deeper"))[1],
    )
    assert crowding(beside.live, {"layer": "h3"}) == []


def test_numbers_of_two_digits_have_room(known):
    explorer = built("PixelEffects", known("26 classes"))
    assert crowding(explorer.live, {"digit": 11}, {"digit": 3}) == []


def test_as_many_rows_as_classes_stand_apart(known):
    explorer = built("PixelEffects", known("47 classes"))
    for width in (320, 1050):
        open_page(explorer.live, width)
        bars = explorer.axes[3]
        figure = explorer.live.figure
        rows = bars.get_window_extent().height / figure.dpi / len(BALANCED)
        assert rows > 0.13  # inches: letters of 10 points


def test_every_shape_of_the_study_is_made():
    sizes = [make().sizes for make in MADE.values()]
    assert {len(each) - 2 for each in sizes} == {0, 1, 2, 3}
    assert {each[-1] for each in sizes} == {2, 10, 26, 47}
