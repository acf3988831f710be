"""Fences: pictures, crosses and sentence recomputed point by point; off, frames, other sets."""

import numpy as np
import pytest

from helpers.explore import Fences
from helpers.playground import play
from helpers.plots import plane_points
from helpers.points import NOISE
from tests.explore.page import click, crowding, faint, is_as_recorded_anew, open_page, spot_at
from tests.live.example import Inflating, spots_in

PLANE = plane_points()
ONES, WRONG = 3, 4
NAMES = ["data", "units", "noise", "seed", "frame", "off", "by"]


@pytest.fixture(scope="module")
def shared():
    """One explorer for tests that put it where they want it."""
    return Fences("rings", units=3, most=4)


@pytest.fixture
def fences(shared):
    start = {"data": "rings", "units": 3, "seed": 0, "frame": 30, "off": "none", "by": "its mean"}
    for name, value in (start | {"noise": 6}).items():
        getattr(shared, name).value = value
    return shared


def scores(network, points, off=None, value=0.0):
    """The scores with one unit's activation fixed, unit by unit, in double precision."""
    (W1, W2), (b1, b2) = network.weights, network.biases
    total = np.full(len(points), float(b2[0]))
    for unit in range(len(b1)):
        h = np.tanh(points.astype(float) @ W1[unit].astype(float) + b1[unit])
        total += W2[0, unit] * (np.full(len(points), value) if unit == off else h)
    return total


def test_pictures_are_the_units_and_their_sum(fences, numbers_in):
    for seed, frame, units in ((0, 30, 3), (4, 7, 2), (2, 0, 4)):
        fences.units.value, fences.seed.value, fences.frame.value = units, seed, frame
        played = play("rings", units, seed)
        net = played.frames[frame].network
        for unit, ax in enumerate(fences.axes[1:]):
            assert ax.get_visible() == (unit < units)
            if unit < units:
                h = np.tanh(PLANE @ net.weights[0][unit] + net.biases[0][unit])
                np.testing.assert_allclose(ax.images[0].get_array().ravel(), h, atol=1e-5)
                assert ax.images[0].get_clim() == pytest.approx((-1, 1), abs=1e-3)
                below = ax.texts[0].get_text().split()[-1].replace("−", "-")
                assert float(below) == pytest.approx(net.weights[1][0, unit], abs=0.0051)
        picture = fences.axes[0].images[0]
        np.testing.assert_allclose(picture.get_array().ravel(), scores(net, PLANE), atol=1e-3)
        last = np.abs(scores(played.network, PLANE)).max()
        assert picture.get_clim() == pytest.approx((-last, last), rel=1e-3)  # for all frames
        right = (scores(net, played.points) > 0) == played.classes
        wrong = played.points[~right]
        np.testing.assert_array_equal(fences.axes[0].lines[WRONG].get_xydata(), wrong)
        dark = [np.sum(~right & (played.classes == c)) for c in (1, 0)]
        expected = [6, frame, 30, played.frames[frame].step, 300, units, seed, right.sum(), 300]
        assert numbers_in(fences.text) == pytest.approx(expected + ([] if right.all() else dark))


@pytest.mark.parametrize("by", ["its mean", "zero"])
@pytest.mark.parametrize("off", [0, 2])
def test_a_unit_that_is_off_is_fixed_and_the_score_computed_without_it(fences, numbers_in, by, off):
    whole = fences.axes[0].images[0].get_array().copy()
    fences.off.value, fences.by.value = off, by
    played = play("rings", 3, 0)
    net = played.network
    h = np.tanh(played.points @ net.weights[0][off] + net.biases[0][off])
    value = float(h.mean()) if by == "its mean" else 0.0
    picture = fences.axes[1 + off].images[0].get_array()
    np.testing.assert_allclose(picture, value, atol=1e-6)
    np.testing.assert_allclose(
        fences.axes[0].images[0].get_array().ravel(), scores(net, PLANE, off, value), atol=1e-3
    )
    assert not np.allclose(fences.axes[0].images[0].get_array(), whole)
    assert len(fences.axes[0].lines[0].get_xydata()) == 2 * 3  # its line is gone
    right = (scores(net, played.points, off, value) > 0) == played.classes
    dark = [np.sum(~right & (played.classes == c)) for c in (1, 0)]
    tail = [300, right.sum(), off, value, *dark]
    assert numbers_in(fences.text)[-6:] == pytest.approx(tail, abs=0.0051)
    assert "fixed at" in fences.text
    fences.off.value = "none"
    np.testing.assert_array_equal(fences.axes[0].images[0].get_array(), whole)


def test_a_unit_that_is_not_there_cannot_be_off(fences):
    fences.units.value = 2
    whole = fences.text
    fences.off.value = 3
    assert fences.text == whole.replace("right", "right. There is no unit 3 to be off")
    assert fences.by.disabled
    fences.units.value = 4
    assert not fences.by.disabled
    assert "with unit 3 fixed at" in fences.text


def test_frames_of_other_numbers_of_units_can_be_painted_ahead(fences):
    """Their spots choose units that are not there now."""
    page, sent, states = Inflating(), [], []
    fences.live.send = lambda *message: sent.append(page.read(*message))
    open_page(fences.live)
    sent.clear()
    for units in (1, 2, 4):
        state = list(fences.live.state)
        state[NAMES.index("units")] = units
        states.append(state)
    want = {"kind": "want", "generation": fences.live._generation, "states": states}
    fences.live._handle_custom_msg(want, [])
    del fences.live.send
    assert [content["kind"] for content, _ in sent] == ["frame"] * 3
    assert [len(spots_in(*message)) for message in sent] == [1, 2, 4]


def test_another_set_brings_its_own_noise(fences, numbers_in):
    for name in ("spiral", "xor", "moons", "blobs"):
        fences.data.value = name
        assert fences.noise.value == round(100 * NOISE[name])
        words = f"The points of the set {name} are scattered by {100 * NOISE[name]:.0f}% noise. "
        assert fences.text.startswith(words)
        played = play(name, 3, 0)
        ones = fences.axes[0].lines[ONES].get_xydata()
        np.testing.assert_array_equal(ones, played.points[played.classes == 1])
    fences.noise.value = 0
    still = play("blobs", 3, 0, noise=0)
    ones = fences.axes[0].lines[ONES].get_xydata()
    np.testing.assert_array_equal(ones, still.points[still.classes == 1])


def test_painting_depends_on_its_arguments_only(fences):
    open_page(fences.live)
    for name, value in (("frame", 4), ("seed", 2), ("off", 1), ("units", 2), ("data", "moons")):
        getattr(fences, name).value = value
        assert is_as_recorded_anew(fences.live)
    before = fences.live._recording.frame()
    fences._paint("spiral", 4, 3, 5, 12, 2, "zero")
    assert fences.live._recording.frame() != before
    fences.live._paint(**fences.live._values(fences.live.state))
    assert fences.live._recording.frame() == before


def test_a_training_is_remembered_and_only_some_are(fences):
    fences.seed.value = 1
    hits = fences._trained.cache_info().hits
    for frame in (3, 9, 30):
        fences.frame.value = frame
    assert fences._trained.cache_info().hits == hits + 3
    assert fences._trained.cache_info().maxsize < 50


def test_a_click_on_a_unit_switches_it_off_and_on(fences):
    words, _ = spot_at(fences.live, 2, 0, 0)
    net = play("rings", 3, 0).network
    assert words.startswith("unit 1: z = ") and f"{net.weights[1][0, 1]:+.2f}" in words
    click(fences.live, 2, 0, 0)
    assert fences.off.value == 1
    click(fences.live, 2, 0, 0)
    assert fences.off.value == "none"


def test_letters_and_lines_can_be_read_on_every_page(fences):
    states = (
        {"units": 4, "frame": 0},
        {"off": 1},
        {"off": 1, "by": "zero", "units": 2},
        {"units": 1},
    )
    assert crowding(fences.live, *states) == []
    assert faint(fences.live) == []


@pytest.mark.parametrize("most", [1, 3, 8])
def test_letters_can_be_read_with_few_units_and_with_many(most):
    fences = Fences("xor", units=most, most=most)
    assert crowding(fences.live, {"off": 0}) == []
    assert [line for line in faint(fences.live)] == []


def test_relu_has_its_own_scale():
    fences = Fences("rings", units=2, most=2, hidden="relu")
    h = np.maximum(PLANE @ play("rings", 2, 0, hidden="relu").network.weights[0].T, -9)
    shown = fences.axes[1].images[0]
    assert shown.get_array().min() >= 0 and shown.get_clim()[1] > 1 and h.max() > 1
