"""Pictures of the layers and their meter, against products and loops written out here."""

import numpy as np
import pytest

from helpers.explore import ThroughLayers, through_layers
from helpers.explore.one_unit import VIEWS
from helpers.explore.through_layers import DRAWINGS, HOW, JUDGES, RIDGES, SHOWN
from helpers.network import HIDDEN
from tests.explore.page import click, crowding, faint, is_as_recorded_anew, move, open_page

SIZES = (784, 24, 15, 10)


@pytest.fixture(scope="module")
def networks(a_network):
    return {"few": a_network("relu", 1, SIZES), "many": a_network("relu", 2, SIZES)}


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(4)
    images = rng.integers(0, 256, (50, 784), dtype=np.uint8)
    return images, rng.integers(0, 10, 50), rng.integers(0, 256, (80, 784), dtype=np.uint8)


@pytest.fixture(scope="module")
def make(networks, data):
    return lambda **more: ThroughLayers(networks, *data, **more)


@pytest.fixture
def explorer(make):
    return make()


def pictures(explorer):
    shown = [ax for ax in explorer.axes[:SHOWN] if ax.get_visible()]
    return np.array([ax.images[0].get_array().ravel() for ax in shown])


def straight(network, layer):
    """Weights and biases multiplied through."""
    W, b = network.weights[0].astype(float), network.biases[0].astype(float)
    for V, c in list(zip(network.weights, network.biases, strict=True))[1 : int(layer[1])]:
        W, b = V @ W, V @ b + c
    return W, b


def test_composed_pictures_of_every_layer_network_and_view(explorer, networks):
    for name, network in networks.items():
        for layer in ("z1", "z2", "z3"):
            now, then = straight(network, layer)[0], straight(network.start, layer)[0]
            for view, expected in zip(VIEWS, (now, then, now - then), strict=True):
                move(explorer, network=name, layer=layer, view=view, unit=3)
                np.testing.assert_allclose(pictures(explorer), expected[:SHOWN], atol=1e-5)


def test_units_are_shown_ten_at_a_time(explorer, networks):
    move(explorer, layer="z1")
    W1 = networks["few"].weights[0]
    for unit, first in ((0, 0), (9, 0), (10, 10), (23, 14)):  # the last ten, if fewer are left
        move(explorer, unit=unit)
        np.testing.assert_allclose(pictures(explorer), W1[first : first + SHOWN])
        titles = [ax.get_title() for ax in explorer.axes[:SHOWN]]
        assert titles == [f"{'▸' if j == unit else ''}{j}" for j in range(first, first + SHOWN)]


def test_a_smaller_layer_takes_the_unit_with_it(explorer):
    move(explorer, layer="z1", unit=23)
    move(explorer, layer="z3")
    assert (explorer.unit.max, explorer.unit.value) == (9, 9)
    move(explorer, layer="z2")
    assert (explorer.unit.max, explorer.unit.value) == (14, 9)
    values = explorer.live._values(explorer.live.state)
    ahead = {"layer": "z3", "unit": 14}  # a frame asked for before the slider has followed
    assert explorer._paint(**(values | ahead)) and explorer.axes[9].get_title() == "▸9"


def test_drawing_and_bias(explorer, networks):
    W, b = straight(networks["few"], "z3")
    move(explorer, bias=True)
    np.testing.assert_allclose(pictures(explorer), W + b[:, None], atol=1e-5)
    assert "The bias is added to every weight." in explorer.text
    largest = np.abs(W + b[:, None]).max()
    assert explorer.axes[4].images[0].get_clim() == pytest.approx((-largest, largest))
    move(explorer, bias=False, drawing=DRAWINGS[1])
    levels = 255 * (0 - W.min(axis=1)) / np.ptp(W, axis=1)
    for ax, row, level in zip(explorer.axes, W, levels, strict=False):
        assert ax.images[0].get_clim() == pytest.approx((row.min(), row.max()), abs=1e-5)
        assert ax.texts[0].get_text() == f"zero {level:.0f}"
    assert f"Zero lies on grey {min(levels):.0f} to {max(levels):.0f}" in explorer.text


def answers_of(network, images):
    return network.forward(images / np.float32(255)).answer


def test_meter_of_the_output(explorer, networks, data, numbers_in):
    images, labels, _ = data
    network = networks["many"]
    move(explorer, network="many")
    W, b = straight(network, "z3")
    x, said = images / 255, answers_of(network, images)
    alone = (x @ W.T + b).argmax(axis=1)
    expected = [np.mean(a == b) for a, b in ((said, labels), (alone, labels), (alone, said))]
    shares = [bar.get_width() for bar in explorer.axes[SHOWN].patches]
    assert shares == pytest.approx(expected)
    meter = explorer.text.partition("On 50 test images ")[2]
    assert numbers_in(meter) == pytest.approx([100 * share for share in shares], abs=0.051)


def test_meter_of_a_start_compares_with_the_start(explorer, networks, data):
    images, labels, _ = data
    move(explorer, view="start")
    W, b = straight(networks["few"].start, "z3")
    said = answers_of(networks["few"].start, images)
    shares = [bar.get_width() for bar in explorer.axes[SHOWN].patches]
    assert shares[0] == pytest.approx(np.mean(said == labels))
    assert shares[2] == pytest.approx(np.mean((images / 255 @ W.T + b).argmax(axis=1) == said))


def test_meter_of_a_hidden_layer_counts_units_alike(explorer, networks, data, numbers_in):
    images = data[0][:JUDGES]
    move(explorer, layer="z2", unit=12)
    W, b = straight(networks["few"], "z2")
    own = networks["few"].forward(images / np.float32(255)).z[1] > 0
    alike = np.mean((images / 255 @ W.T + b > 0) == own, axis=0)
    shares = [bar.get_width() for bar in explorer.axes[SHOWN].patches]
    assert shares[0] == pytest.approx(alike[12])
    assert shares[1] == pytest.approx(alike.mean())
    assert "picture 12 alone is on or off as its unit is for " in explorer.text
    assert numbers_in(explorer.text.partition(" test images ")[2]) == pytest.approx(
        [12, *(100 * share for share in shares)], abs=0.051
    )
    move(explorer, layer="z1")
    assert explorer.axes[SHOWN].patches[0].get_width() == 1


@pytest.mark.parametrize("controls", [None, ("network", "ridge")])
def test_a_first_look_elsewhere_asks_the_training_images_nothing_more(make, monkeypatch, controls):
    explorer, passes = make(controls=controls), []
    for name in ("value_moments", "pixel_moments", "answers"):
        monkeypatch.setattr(through_layers, name, passes.append)
    layers = ("z3",) if controls else ("z1", "z2", "z3")
    for name in ("many", "few"):
        for layer in layers:
            move(explorer, network=name, layer=layer, ridge=RIDGES[0])
    assert passes == []


def test_exact_map_gives_the_network_s_value(explorer, networks, data, numbers_in):
    images, labels, _ = data
    move(explorer, how=HOW[2])
    for layer, unit, image in (("z3", 4, 7), ("z2", 12, 0)):
        move(explorer, layer=layer, unit=unit, image=image)
        x = images[image] / np.float32(255)
        value = networks["few"].forward(x).z[int(layer[1]) - 1][unit]
        told = numbers_in(explorer.text.partition(" exact for ")[2])
        assert told[:3] == [image, labels[image], unit]
        assert explorer.view.disabled and explorer.ridge.disabled and not explorer.image.disabled
        told = numbers_in(explorer.text.partition("At its image ")[2])
        assert told[:2] == pytest.approx([value, value], abs=0.0051)


def test_ridge_shrinks_the_pictures(explorer):
    move(explorer, how=HOW[1])
    sizes = []
    for ridge in RIDGES:
        move(explorer, ridge=ridge)
        sizes.append(np.sum(pictures(explorer) ** 2))
        assert f"ridge {ridge:g}." in explorer.text
    assert sizes == sorted(sizes, reverse=True)


def test_click_chooses_a_unit(explorer):
    open_page(explorer.live)
    click(explorer.live, 6, 10, 10)
    assert explorer.unit.value == 6
    assert explorer.axes[6].get_title() == "▸6"
    picture = explorer.networks["few"]  # a sentence says what was chosen, and a frame shows it
    W, b = straight(picture, "z3")
    told = (
        f"Picture 6 reaches from {W[6].min():.2f} to {W[6].max():.2f}, and its bias is {b[6]:+.2f}."
    )
    assert told.replace("-", "−") in explorer.text
    widths = [ax.spines["left"].get_linewidth() for ax in explorer.axes[:SHOWN]]
    assert widths[6] == 2 and max(widths[:6] + widths[7:]) < 1


def test_frames_do_not_depend_on_what_was_shown_before(make):
    first, second = make(), make()
    open_page(first.live), open_page(second.live)
    move(first, how=HOW[2], image=3, drawing="grey", layer="z2", unit=14)
    move(first, how=HOW[0], layer="z3", unit=2, drawing="signed", image=0)
    move(second, unit=2)
    assert first.text == second.text
    assert is_as_recorded_anew(first.live)
    np.testing.assert_array_equal(pictures(first), pictures(second))


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_letters_keep_apart_on_every_page(make, drawing):
    explorer = make()
    states = (
        {"drawing": drawing},
        {"drawing": drawing, "bias": True},
        {"drawing": drawing, "layer": "z1", "unit": 23},
        {"drawing": drawing, "how": HOW[1], "ridge": RIDGES[-1]},
    )
    assert crowding(explorer.live, *states) == []
    assert faint(explorer.live) == []


def test_a_layer_of_few_units_leaves_places_empty(a_network, data):
    images, labels, others = data
    network = a_network("relu", sizes=(784, 12, 4, 3))
    explorer = ThroughLayers({"small": network}, images, labels % 3, others)
    for layer, n in (("z3", 3), ("z2", 4), ("z1", 10)):
        move(explorer, layer=layer, unit=n - 1)
        assert [ax.get_visible() for ax in explorer.axes[:SHOWN]] == [j < n for j in range(SHOWN)]
        expected = straight(network, layer)[0][:n]
        np.testing.assert_allclose(pictures(explorer), expected, atol=1e-5)
        assert is_as_recorded_anew(explorer.live)
    move(explorer, layer="z3")
    assert crowding(explorer.live, {"layer": "z1", "unit": 11}, {"layer": "z2"}) == []


def test_only_straight_activation_functions_have_an_exact_map(a_network, data):
    for hidden in HIDDEN:
        explorer = ThroughLayers({"one": a_network(hidden, sizes=(784, 5, 10))}, *data)
        assert (HOW[2] in explorer.how.options) == (hidden in ("relu", "leaky relu"))
