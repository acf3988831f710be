"""SideBySide: as each explorer alone, on the larger scale, and the difference in words."""

import numpy as np
import pytest

from helpers.explore import (
    Draw,
    EditNetwork,
    HiddenLayer,
    OneUnit,
    PixelEffects,
    SideBySide,
    TopContributors,
)
from helpers.network import Network
from helpers.plots.bars import row_texts
from tests.explore.page import click, crowding, faint, open_page, spot_at
from tests.plots.look import assert_apart

SIX = Network((784, 6, 3))
NAMES = 2  # the first Axes are for the names


@pytest.fixture
def two(network, images, labels):
    """A function that sets an explorer of the trained network beside one of its start."""
    each = {"trained": network, "start": network.start}
    return lambda kind, **more: SideBySide(kind, each, images=images, labels=labels, **more)


@pytest.fixture
def tops(network, images, labels, mean):
    """The same for an explorer that needs more: long bars to the right, short ones to the left."""
    W1, W2 = network.weights
    large, small = (
        Network(network.sizes, [W1, factor * abs(W2)], [abs(b) / 9 for b in network.biases])
        for factor in (5, -0.3)
    )
    each = {"trained": {"network": large}, "start": {"network": small, "mean": mean / 2}}
    return SideBySide(TopContributors, each, images=images, labels=labels, mean=mean, k=3, about=1)


def pictures(explorer):
    return [image for ax in explorer.axes for image in ax.images if image.get_visible()]


def test_both_are_as_alone_but_on_the_larger_scale(two, network, images, labels):
    both = two(HiddenLayer, unit=2)
    both.image.value, both.unit.value = 3, 4
    alone = [HiddenLayer(n, images, labels, 4, 3) for n in (network, network.start)]
    shown = pictures(both)
    expected = [image for one in alone for image in pictures(one)]
    for found, true in zip(shown, expected, strict=True):
        np.testing.assert_array_equal(found.get_array(), true.get_array())
    limits = [one.axes[1].images[0].get_clim()[1] for one in alone]
    assert limits[0] != limits[1]
    assert [image.get_clim()[1] for image in shown] == [1, max(limits), 1, max(limits)]
    words = [both.axes[NAMES + place].texts[0].get_text() for place in (1, 4)]
    assert words == [f"scale ±{max(limits):.3g}"] * 2
    assert [ax.texts[0].get_text() for ax in both.axes[:NAMES]] == ["trained", "start"]


def test_the_sentence_says_the_difference(two, network, images, numbers_in):
    both = two(HiddenLayer)
    both.image.value, both.unit.value = 3, 4
    hidden = [n.run(images[3].astype(np.float32) / 255).h[0] for n in (network, network.start)]
    on, one = ([int((h > 0.5).sum()) for h in hidden], [round(float(h[4]), 2) for h in hidden])
    assert both.text.startswith("Image 3 shows a 0. Units on: trained ")
    expected = [3, 0, *on, *([on[0] - on[1]] if on[0] != on[1] else [])]
    expected = expected[:3] if on[0] == on[1] else expected
    assert numbers_in(both.text) == pytest.approx([*expected, 4, *one, one[0] - one[1]])


def test_what_is_the_same_is_said_once_and_words_are_not_subtracted(tops):
    for tops.image.value in range(10):
        values = tops._both(tops.live._values(tops.live.state))
        told = [e._paint(**own) for e, own in zip(tops.pair, values, strict=True)]
        answers = [one.numbers["Answer"] for one in told]
        same = f"Answer: {answers[0]} in both."
        both = f"Answer: trained {answers[0]}, start {answers[1]}."
        assert (same if answers[0] == answers[1] else both) in tops.text


def test_without_numbers_each_says_all_that_only_it_says(two, images):
    both = two(PixelEffects, background=images[:3])
    assert both.text.startswith("Image 0 shows a 0. trained: ") and " start: " in both.text


def test_two_images_have_a_control_each(network, images, labels):
    each = {"one": {"image": 1}, "other": {"image": 4}}
    both = SideBySide(OneUnit, each, network=network, images=images, labels=labels)
    row = both.children[0].children
    assert [part.children[0].value for part in row if hasattr(part, "children")] == ["one", "other"]
    both.other_image.value, both.unit.value = 7, 3
    assert [explorer.unit.value for explorer in both.pair] == [3, 3]
    digits = [image.get_array().ravel() for image in pictures(both)[::3]]
    np.testing.assert_allclose(digits, images[[1, 7]] / 255, atol=1e-6)
    both.digit.value = 0  # the filter of both
    assert both.image.max == both.other_image.max == np.sum(labels == 0) - 1


def test_bars_have_one_axis_and_their_rows_answer_where_they_are(tops):
    bars = [NAMES + 7, NAMES + 7 + 9]
    limits = {tops.axes[place].get_xlim() for place in bars}
    assert len(limits) == 1
    open_page(tops.live)
    for place, name in zip(bars, ("trained", "start"), strict=True):
        ax = tops.axes[place]
        names, numbers = row_texts(ax)
        assert_apart([*names, *numbers])
        for text in (names[1], numbers[1]):
            box = text.get_window_extent()
            for x in (box.x0 + 1, box.x1 - 1):
                at = ax.transData.inverted().transform((x, box.y0 + 4))
                assert spot_at(tops.live, place, *at)[0].startswith(f"{name}: unit ")
        assert spot_at(tops.live, place, 0, 1)[1] is None, "there is nothing to open"


def test_a_click_on_either_side_chooses_for_both(two):
    both = two(HiddenLayer)
    for place, unit in ((1, 4), (4, 2)):
        click(both.live, NAMES + place, 29 * (unit % 3) + 10, 29 * (unit // 3) + 10)
        assert both.unit.value == unit


def test_pixels_of_the_second_are_its_own(two):
    words = [panel["words"] for panel in two(OneUnit).live.panels]
    n = len(words) // 2
    assert "{1}" in words[0] and f"{{{n + 1}}}" in words[n] and "{1}" not in words[n]


def test_letters_keep_apart_on_every_page(a_network, images, labels):
    network = a_network(sizes=(784, 100, 10))
    each = {"trained": network, "start": network.start}
    for kind, more in ((HiddenLayer, {}), (TopContributors, {"mean": np.zeros(100, np.float32)})):
        both = SideBySide(kind, each, images=images, labels=labels, **more)
        assert crowding(both.live, {}, {"image": 3}, {"image": 5}) == []
        assert faint(both.live) == []


@pytest.mark.parametrize(
    ("kind", "each", "message"),
    [
        (
            OneUnit,
            {"a": Network((784, 6, 3)), "b": Network((784, 5, 3))},
            "'unit' goes from 0 to 5",
        ),
        (OneUnit, {"a": Network((784, 6, 3))}, "each has 1 entries: expected two"),
        (OneUnit, {"a": Network((784, 6, 3)), "b": 3}, r"each\['b'\] is a int: expected a network"),
        (EditNetwork, {}, "whose picture depends on its controls alone"),
        (Draw, {}, "whose picture depends on its controls alone"),
        ("OneUnit", {}, "kind='OneUnit': expected an explorer"),
    ],
)
def test_what_cannot_stand_side_by_side_is_refused(images, labels, kind, each, message):
    with pytest.raises(ValueError, match=message):
        SideBySide(kind, each, images=images, labels=labels)
