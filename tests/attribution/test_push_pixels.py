"""Pixels changed one by one: against a search that tries each, and its ends."""

import numpy as np
import pytest

from helpers.attribution import PUSHES, integrated_gradients, push_pixels
from helpers.network import Network

RNG = np.random.default_rng(2)

SIZES = (12, 5, 3)

NET = Network(
    SIZES,
    [RNG.normal(size=(5, 12)), 2 * RNG.normal(size=(3, 5))],
    [RNG.normal(size=5)] + [np.zeros(3)],
)

IMAGE = np.where(RNG.random(12) < 0.5, RNG.random(12), 0).astype(np.float32)

SAID = NET.forward(IMAGE).answer

OTHERS = [digit for digit in range(3) if digit != SAID]


def slowly(image, digit, rival, ink):
    """The same by trying every pixel with a forward pass of its own."""
    x = image.copy()
    while NET.forward(x).answer != digit:
        best, gain = None, -np.inf
        for place in np.flatnonzero(x != ink):
            page = x.copy()
            page[place] = ink
            scores = NET.forward(page).scores
            if scores[digit] - scores[rival] > gain:
                best, gain = place, scores[digit] - scores[rival]
        if best is None:
            break
        x[best] = ink
    return x


@pytest.mark.parametrize("ink", [0.0, 1.0])
@pytest.mark.parametrize("digit", OTHERS)
def test_by_trial_is_a_search_of_all(digit, ink):
    after = push_pixels(NET, IMAGE, digit, SAID, "trial", ink)
    np.testing.assert_array_equal(after, slowly(IMAGE, digit, SAID, ink))


@pytest.mark.parametrize("by", PUSHES)
@pytest.mark.parametrize("ink", [0.0, 1.0])
def test_only_some_pixels_change_and_the_image_stays(by, ink):
    before = IMAGE.copy()
    after = push_pixels(NET, IMAGE, OTHERS[0], SAID, by, ink, most=3, rng=np.random.default_rng(0))
    changed = after != before
    assert changed.sum() <= 3 and (after[changed] == ink).all() and after.dtype == np.float32
    np.testing.assert_array_equal(IMAGE, before)


def slope_of(place, digit, rival):
    step, ends = 1e-3, []
    for sign in (-1, 1):
        page = IMAGE.copy()
        page[place] += sign * step
        scores = NET.forward(page).scores.astype(float)
        ends.append(scores[digit] - scores[rival])
    return (ends[1] - ends[0]) / (2 * step)


@pytest.mark.parametrize("ink", [0.0, 1.0])
def test_the_slope_times_the_change_chooses(ink):
    digit = OTHERS[0]
    after = push_pixels(NET, IMAGE, digit, SAID, "slope", ink, most=1)
    gain = [slope_of(place, digit, SAID) * (ink - IMAGE[place]) for place in range(12)]
    free = np.flatnonzero(ink != IMAGE)
    (place,) = np.flatnonzero(after != IMAGE)
    assert gain[place] == pytest.approx(max(gain[one] for one in free), abs=0.02)


def test_integrated_gradients_choose_what_to_wipe():
    digit = OTHERS[0]
    shares = integrated_gradients(NET, IMAGE, "z2", steps=200)
    against = shares[:, SAID] - shares[:, digit]
    after = push_pixels(NET, IMAGE, digit, SAID, "integrated gradients", ink=0, most=1)
    (place,) = np.flatnonzero(after != IMAGE)
    assert against[place] == pytest.approx(against.max(), abs=0.05)


def test_an_answer_that_is_there_changes_nothing():
    for by in PUSHES:
        after = push_pixels(NET, IMAGE, SAID, OTHERS[0], by, rng=np.random.default_rng(0))
        np.testing.assert_array_equal(after, IMAGE)


def test_it_ends_when_no_pixel_is_left():
    hopeless = Network(SIZES, NET.weights, [NET.biases[0], [0, 0, -99]])
    after = push_pixels(hopeless, IMAGE, 2, 0, "chance", most=99, rng=np.random.default_rng(0))
    assert (after == 1).all()
