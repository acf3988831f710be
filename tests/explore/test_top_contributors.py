"""Top-k contributors: pictures, bars, sums and the switch, recomputed unit by unit."""

import itertools
import re
from zlib import decompressobj

import numpy as np
import pytest

from helpers.attribution import mean_activations
from helpers.attribution.ablation import ablated_scores
from helpers.digits import load_digits
from helpers.explore import OneUnit, TopContributors
from helpers.live.figure import HERE as LIVE
from helpers.plots.bars import row_texts
from helpers.storage import load_network
from tests.explore.page import click, crowding, faint, move, open_page, spot_at

BY = ("weight", "contribution", "contribution from the mean", "margin over the runner-up")
STATES = ("on", "set to 0", "set to their mean")
DIGIT, FIRST, BARS, OUTPUTS = 0, 1, 7, 8  # which Axes; up to six units from FIRST on


@pytest.fixture
def top(build):
    return build("TopContributors")


def activations(network, image):
    z = network.weights[0].astype(float) @ (image / 255) + network.biases[0]
    return 1 / (1 + np.exp(-z))


def ranked(network, h, mean, about, by):
    """Units from the first to the last, ranked by the definition of each ranking."""
    W2, b2 = (part[-1].astype(float) for part in (network.weights, network.biases))
    scores = W2 @ h + b2
    rival = max((c for c in range(3) if c != about), key=lambda c: scores[c])
    values = {
        BY[0]: W2[about],
        BY[1]: W2[about] * h,
        BY[2]: W2[about] * (h - mean),
        BY[3]: (W2[about] - W2[rival]) * (h - mean),
    }[by]
    return sorted(range(len(h)), key=lambda j: -values[j])


def replaced(network, h, units, state, mean):
    """The scores with the units' activations replaced by hand."""
    h = h.copy()
    for unit in units if state != "on" else ():
        h[unit] = 0.0 if state == "set to 0" else mean[unit]
    return network.weights[1].astype(float) @ h + network.biases[1]


def visible(artists):
    return [artist for artist in artists if artist.get_visible()]


def words(texts):
    return [text.get_text() for text in texts if text.get_text()]


@pytest.mark.parametrize("by", BY)
def test_picture_shows_the_units_and_how_they_add_up(top, network, images, mean, by):
    top.ranking.value, top.k.value = by, 3
    for image, about in ((4, 2), (8, 0)):
        top.image.value, top.about.value = image, about
        h = activations(network, images[image])
        units = ranked(network, h, mean, about, by)[:3]
        W1, W2 = (W.astype(float) for W in network.weights)
        np.testing.assert_allclose(
            top.axes[DIGIT].images[0].get_array().ravel(), images[image] / 255, atol=1e-6
        )
        largest = np.abs(W1[units]).max()
        for ax, unit in zip(top.axes[FIRST:], units, strict=False):
            assert ax.get_title() == f"unit {unit}"
            np.testing.assert_allclose(ax.images[0].get_array().ravel(), W1[unit])
            assert ax.images[0].get_clim() == pytest.approx((-largest, largest))
        assert not any(
            ax.images[0].get_visible() or ax.title.get_visible()
            for ax in top.axes[FIRST + 3 : BARS]
        )
        added, bias = W2[about] * h, network.biases[1][about]
        bars = [bias, *added[units], added.sum() - added[units].sum()]
        score = replaced(network, h, [], "on", mean)[about]
        widths = [bar.get_width() for bar in visible(top.axes[BARS].patches)]
        np.testing.assert_allclose(widths, [*bars, score], atol=1e-5)
        names, numbers = map(words, row_texts(top.axes[BARS]))
        assert names == ["bias", *(f"unit {unit}" for unit in units), "the other 3", "score"]
        assert float(numbers[-1].replace("−", "-")) == pytest.approx(score, abs=0.0051)
        assert top.axes[BARS].get_title() == f"what the units add to the score of {about}"


@pytest.mark.parametrize("state", STATES)
def test_state_gives_the_ablated_outputs(top, network, images, labels, mean, numbers_in, state):
    top.state.value = state
    for image, about, k in ((4, 2, 2), (8, 0, 1), (3, 1, 5)):
        top.image.value, top.about.value, top.k.value = image, about, k
        h = activations(network, images[image])
        units = ranked(network, h, mean, about, "contribution")[:k]
        scores = replaced(network, h, units, state, mean)
        outputs = np.exp(scores) / np.exp(scores).sum()
        widths = [bar.get_width() for bar in top.axes[OUTPUTS].patches]
        np.testing.assert_allclose(widths, outputs, atol=1e-5)
        replacement = {STATES[1]: 0.0, STATES[2]: mean}.get(state)
        if replacement is not None:
            again = ablated_scores(network, h, units, replacement)
            np.testing.assert_allclose(scores, again, atol=1e-5)
        remark = f"answer {scores.argmax()}, true {labels[image]}"
        assert top.axes[OUTPUTS].texts[0].get_text() == remark
        h_now = h.copy()
        h_now[units] = h[units] if replacement is None else np.broadcast_to(replacement, 6)[units]
        added, before = network.weights[1][about] * h_now, replaced(network, h, [], "on", mean)
        bars = visible(top.axes[BARS].patches)
        rest = added.sum() - added[units].sum()
        bias = network.biases[1][about]
        widths = [bias, *added[units], rest, scores[about]]
        np.testing.assert_allclose([bar.get_width() for bar in bars], widths, atol=1e-5)
        hatches = [bar.get_hatch() for bar in bars[1:-2]]
        assert hatches == [None if state == "on" else "////"] * k
        zero = [0] if state == "set to 0" else []
        expected = [image, labels[image], about, *units, *zero, added[units].sum(), 6 - k, rest]
        expected += [bias, scores[about], scores.argmax()]
        if state != "on":
            expected += [before[about], before.argmax()]
        # Where parts are to add up as written, rounding leaves something: half a digit for each.
        assert numbers_in(top.text) == pytest.approx(expected, abs=0.0051 + 0.005 * k)
        means = {STATES[1]: "set to 0", STATES[2]: f"set to {'its' if k == 1 else 'their'} mean"}
        assert means.get(state, "") in top.text


@pytest.mark.parametrize("state", STATES)
def test_what_is_written_adds_up(top, network, images, mean, numbers_in, state):
    """In the sentence and in the bars, and they say the same."""
    top.state.value = state
    for image, about, k in itertools.product(range(10), range(3), (1, 3, 6)):
        top.image.value, top.about.value, top.k.value = image, about, k
        told = top.text.partition(" add")[2].partition(". The answer")[0].replace("the other", "")
        *parts, score = [n for n in numbers_in(told) if not float(n).is_integer() or n == 0]
        assert sum(parts) == pytest.approx(score, abs=1e-9), top.text
        *numbers, drawn = numbers_in(" ".join(words(row_texts(top.axes[BARS])[1])))
        assert sum(numbers) == pytest.approx(drawn, abs=1e-9)
        h = activations(network, images[image])
        units = ranked(network, h, mean, about, "contribution")[:k]
        true = replaced(network, h, units, state, mean)[about]
        assert drawn == score == pytest.approx(true, abs=0.00501)


def test_all_units_leave_none_over(top):
    top.k.value = 6
    assert "the other" not in top.text
    assert len(visible(top.axes[BARS].patches)) == 1 + 6 + 1


def opens(unit):
    return {"unit": unit, "opened": True}


@pytest.mark.parametrize("by", BY[:2])
def test_pictures_and_bars_say_what_a_unit_adds_and_open_it(
    top, network, images, mean, numbers_in, by
):
    top.ranking.value, top.k.value, top.about.value, top.image.value = by, 3, 2, 4
    h = activations(network, images[4])
    outgoing = network.weights[1][2].astype(float)
    units = ranked(network, h, mean, 2, by)[:3]
    for place, unit in enumerate(units):
        expected = [unit, h[unit], outgoing[unit], outgoing[unit] * h[unit]]
        found = [spot_at(top.live, FIRST + place, x, y) for x, y in ((0, 0), (27, 27))]
        found += [spot_at(top.live, BARS, 0, y) for y in (place + 0.6, place + 1.4)]
        assert len({words for words, _ in found}) == 1
        words = found[0][0]
        assert words.startswith(f"unit {unit}: activation ")
        assert " × outgoing weight " in words and " = contribution " in words
        assert numbers_in(words) == pytest.approx(expected, abs=0.0051)
        assert [choice for _, choice in found] == 4 * [opens(unit)]
    rest = (outgoing * h).sum() - (outgoing * h)[units].sum()
    first, last, end = (spot_at(top.live, BARS, 0, y) for y in (0, 4, 5))
    assert first[0].startswith("bias ") and last[0].startswith("the other 3 units: contributions ")
    assert numbers_in(first[0]) == pytest.approx([network.biases[1][2]], abs=0.0051)
    assert numbers_in(last[0]) == pytest.approx([3, rest], abs=0.0051)
    score = (outgoing * h).sum() + network.biases[1][2]
    assert end[0].startswith("score ") and numbers_in(end[0]) == pytest.approx([score], abs=0.0051)
    assert first[1] is None and last[1] is None and end[1] is None
    for axes, y in ((FIRST + 3, 14), (BARS, 6)):
        with pytest.raises(LookupError):
            spot_at(top.live, axes, 0, y)


def test_a_row_answers_from_its_label_to_its_number(top, mean):
    top.k.value = 1
    spot_at(top.live, BARS, 0, 0)  # puts it on a page
    names, numbers = row_texts(top.axes[BARS])
    for text in (names[1], numbers[1]):
        box = text.get_window_extent()
        for x in (box.x0 + 1, box.x1 - 1):
            place = top.axes[BARS].transData.inverted().transform((x, box.y0 + 4))
            assert text.get_text() and spot_at(top.live, BARS, *place)[0].startswith("unit ")


@pytest.mark.parametrize("state", STATES)
def test_classes_say_their_score_and_choose_themselves(
    top, network, images, mean, numbers_in, state
):
    top.state.value, top.k.value, top.image.value = state, 2, 8
    h = activations(network, images[8])
    units = ranked(network, h, mean, 0, "contribution")[:2]
    scores = replaced(network, h, units, state, mean)
    outputs = np.exp(scores) / np.exp(scores).sum()
    for c in range(3):
        words, choice = spot_at(top.live, OUTPUTS, 0.5, c)
        assert words.startswith(f"class {c}: score ") and choice == {"about": c}
        assert numbers_in(words) == pytest.approx([c, scores[c], outputs[c]], abs=0.0051)
    click(top.live, OUTPUTS, 0.01, 2)
    assert top.about.value == 2 and top.axes[BARS].get_title().endswith("score of 2")


def test_pixels_of_digit_and_units_can_be_pointed_at(top):
    digit, *units = top.live.panels
    shown = [top.live.figure.axes[panel["axes"]] for panel in (digit, *units)]
    assert shown == top.axes[:BARS]
    assert digit["words"] == "row {row}, column {column}: ink {0}"
    for panel in units:
        assert panel["words"] == "row {row}, column {column}: ink {0} × weight {here} = {0*here}"
        assert (panel["step"], panel["lead"]) == (28, 0)


def test_a_click_opens_a_unit_below_on_the_same_image(top, network, images, labels):
    closed = top.children
    top.digit.value, top.image.value = 2, 1
    for place in (2, 0):
        unit = int(top.axes[FIRST + place].get_title().removeprefix("unit "))
        click(top.live, FIRST + place, 3, 3)
        assert top.children == (*closed, top.one) and top.one.unit.value == unit
    top.image.value = 3
    apart = OneUnit(network, images, labels, unit, image=9)
    told = [one.text.partition(" shows a ")[2] for one in (top.one, apart)]
    assert told[0] == told[1] and top.one.text.startswith("Image 9, number 3 of the 2s, ")
    top.opened.value = False
    assert top.children == closed
    top.image.value = 0
    assert top.one.image.value == 3


def test_the_unit_to_open_is_at_first_the_strongest(build, network, images, mean):
    top = build("TopContributors", image=4, about=2)
    h = activations(network, images[4])
    assert top.one.unit.value == ranked(network, h, mean, 2, "contribution")[0]
    assert top.one.image.value == 4


def test_letters_keep_apart_on_every_page(a_network, images, labels):
    network = a_network(sizes=(784, 100, 10))
    network.weights[1][3] *= 9  # contributions and scores of two digits
    top = TopContributors(network, images, labels, np.zeros(100, np.float32), about=3, k=2)
    states = [{"k": 8}, {"k": 1, "about": 0, "state": "set to 0"}]
    states += [{"k": 8, "ranking": BY[2], "image": image} for image in (3, 5)]
    assert crowding(top.live, {}, *states) == []
    assert faint(top.live) == []


def test_the_largest_page_still_asks_for_pictures_ahead():
    """Above a size of frame the page does not: each arrow key would wait for the kernel."""
    heavy = re.search(r"HEAVY = (\d+) \* 1024", (LIVE / "live.js").read_text(encoding="utf-8"))
    net, (images, labels) = load_network("ten-digits"), load_digits("test")
    mean = mean_activations(net, images[:1000])
    top = TopContributors(net, images[:100], labels[:100], mean, about=3, k=5)
    sizes = []
    stream = decompressobj()  # of all frames
    top.live.send = lambda _, buffers=(): sizes.extend(len(stream.decompress(b)) for b in buffers)
    open_page(top.live, 1050, "lecture", ratio=2)
    del sizes[:]
    move(top, image=1)
    move(top, image=2)
    assert 100 * 1024 < max(sizes) < int(heavy[1]) * 1024 / 2
