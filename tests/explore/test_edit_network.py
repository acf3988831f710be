"""EditNetwork: accuracy, recalls and weights against a network that was edited by hand."""

import numpy as np
import pytest

from helpers.digits import as_pixels
from helpers.explore import EditNetwork
from helpers.network import Network
from tests.explore.page import click, crowding, faint, spot_at

PICTURE, WEIGHTS, CHANGE = range(3)  # which Axes


@pytest.fixture(scope="module")
def network(network):
    """One that answers differently: large weights."""
    return Network(network.sizes, [20 * network.weights[0], network.weights[1]], network.biases)


@pytest.fixture(scope="module")
def many():
    rng = np.random.default_rng(13)
    spots = rng.random((90, 784)) < 0.2
    return spots * rng.integers(0, 256, spots.shape, dtype=np.uint8), np.arange(90) % 3


@pytest.fixture
def edit(network, many):
    return EditNetwork(network, *many, unit=2, about=1)


def by_hand(network, many, scales=(), factors=()):
    """Answers of a network whose units and weights were multiplied one by one."""
    W2 = network.weights[1].copy()
    for unit, scale in scales:
        W2[:, unit] *= np.float32(scale)
    for about, unit, factor in factors:
        W2[about, unit] *= np.float32(factor)
    h = network.forward(as_pixels(many[0])).h[0]
    return W2, (h @ W2.T + network.biases[1]).argmax(axis=1)


def shows(edit, network, many, scales=(), factors=()):
    """Whether all that is shown fits these edits."""
    labels = many[1]
    W2, said = by_hand(network, many, scales, factors)
    _, before = by_hand(network, many)
    np.testing.assert_allclose(edit.network.weights[1], W2, atol=1e-6)
    lost = np.sum((before == labels) & (said != labels))
    gained = np.sum((before != labels) & (said == labels))
    assert f"{np.mean(said == labels):.2%} of 90 images are answered rightly, " in edit.text
    assert f"{np.mean(before == labels):.2%} before: {lost} answer" in edit.text
    assert f"{' is' if lost == 1 else 's are'} lost, {gained} gained." in edit.text
    assert f" {np.sum(W2 != network.weights[1])} of 18 outgoing weights " in edit.text
    _, weights, change = edit.axes
    widths = [[bar.get_width() for bar in ax.patches] for ax in (weights, change)]
    np.testing.assert_allclose(widths[0], W2[:, edit.unit.value], atol=1e-6)
    frames = weights.lines[2].get_xdata()[1::6]  # six corners a frame, the second at its end
    np.testing.assert_allclose(frames, network.weights[1][:, edit.unit.value], atol=1e-6)
    # The scale has room for every factor, and zero in its middle.
    low, high = weights.get_xlim()
    assert -low == pytest.approx(high)
    assert high >= 2 * np.abs(network.weights[1][:, edit.unit.value]).max()
    recall = [
        100 * (np.mean(said[labels == c] == c) - np.mean(before[labels == c] == c))
        for c in range(3)
    ]
    np.testing.assert_allclose(widths[1], recall, atol=1e-4)
    return True


def test_as_trained_at_first(edit, network, many):
    assert shows(edit, network, many) and "in 0 units" in edit.text


def test_edits_of_units_and_weights_add_up_and_are_reset(edit, network, many):
    edit.scale.value = 0.0
    assert shows(edit, network, many, [(2, 0)]) and "in 1 unit." in edit.text
    edit.unit.value = 4
    assert edit.scale.value == 1 and shows(edit, network, many, [(2, 0)])
    edit.scale.value = 1.5
    edit.about.value, edit.factor.value = 0, 0.2
    assert shows(edit, network, many, [(2, 0), (4, 1.5)], [(0, 4, 0.2)])
    edit.about.value = 1
    assert edit.factor.value == 1 and edit.scale.value == 1.5
    edit.unit.value = 2
    assert edit.scale.value == 0 and shows(edit, network, many, [(2, 0), (4, 1.5)], [(0, 4, 0.2)])
    edit.unit.value, edit.about.value = 4, 0
    assert edit.factor.value == pytest.approx(0.2)
    edit.unit.value, edit.about.value = 1, 2
    edit.reset.click()
    assert edit.scale.value == edit.factor.value == 1 and shows(edit, network, many)


def test_the_network_that_was_given_is_not_changed(edit, network):
    before = network.weights[1].copy()
    edit.scale.value = 0.0
    np.testing.assert_array_equal(network.weights[1], before)
    assert edit.trained is network


def test_some_edit_changes_an_answer(edit):
    for edit.unit.value in range(6):
        edit.scale.value = 0.0
    assert " 0 answers are lost, 0 gained." not in edit.text


def test_no_state_has_two_pictures(edit):
    """A frame is kept under its state: the same state must never mean another picture."""
    seen = {}
    moves = [("scale", 0.0), ("unit", 4), ("unit", 2), ("scale", 1.0), ("unit", 4), ("about", 0)]
    moves += [("factor", 0.0), ("about", 1), ("unit", 2), ("about", 0), ("unit", 4), ("factor", 1)]
    for name, value in moves:
        getattr(edit, name).value = value
        assert seen.setdefault(str(edit.live.state), edit.text) == edit.text
    edit.reset.click()
    assert seen.setdefault(str(edit.live.state), edit.text) == edit.text


def test_classes_are_chosen_by_clicks(edit, network):
    words, choice = spot_at(edit.live, WEIGHTS, 0, 2)
    assert words == f"unit 2 to class 2: {network.weights[1][2, 2]:+.2f}".replace("-", "−")
    assert choice == {"about": 2}
    click(edit.live, WEIGHTS, 0, 0)
    assert edit.about.value == 0 and edit.axes[WEIGHTS].texts[0].get_text().startswith("▸ class 0")


def test_letters_keep_apart_on_every_page(a_network):
    network = a_network(sizes=(784, 100, 10))
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (50, 784), dtype=np.uint8), np.arange(50) % 10
    edit = EditNetwork(network, images, labels, unit=99, about=9)
    usual = int(network.forward(as_pixels(images[0])).answer)
    edit.about.value = usual
    states = [{"scale": 2.0, "factor": 2.0}, {"scale": 0.0}, {"unit": 0, "factor": 0.0}]
    assert crowding(edit.live, {}, *states) == []
    assert faint(edit.live) == []
