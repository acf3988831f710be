"""Draw: its panels against the network asked directly, its controls, files and pages."""

import numpy as np
import pytest

from helpers.attribution.slopes import integrated_gradients
from helpers.drawings import as_drawn, as_mnist
from helpers.explore import Draw
from helpers.pad import stroke
from helpers.plots.bars import row_texts
from tests.explore.page import click, crowding, faint, open_page, spot_at

IMAGE, SHARES, GRADIENT, OUTPUTS, BARS = range(5)  # which Axes
LINE, OTHER = stroke([(8, 5), (20, 23)]), stroke([(3, 12), (25, 9)])
FORMS = {"centred and scaled": as_mnist, "as drawn": as_drawn}


@pytest.fixture
def draw(network, images, labels):
    return Draw(network, images, labels, strokes=[LINE])


def seen(network, pixels, about, off=None):
    """What must be shown, by hand: activations, outputs, what units add, integrated gradients."""
    W2 = network.weights[1].astype(float)
    if off is not None:
        W2[:, off] = 0
    h = 1 / (1 + np.exp(-(network.weights[0].astype(float) @ pixels + network.biases[0])))
    scores = W2 @ h + network.biases[1]
    outputs = np.exp(scores) / np.exp(scores).sum()
    about = scores.argmax() if about == "the answer" else about
    return h, scores, outputs, about, W2[about] * h


def widths(ax):
    return [bar.get_width() for bar in ax.patches if bar.get_visible()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("about", "off"), [("the answer", "none"), (2, "none"), (0, 4)])
def test_panels_show_what_the_network_makes_of_the_ink(draw, network, form, about, off):
    draw.form.value, draw.about.value, draw.off.value, draw.k.value = form, about, off, 3
    draw.pad.strokes = [LINE, OTHER]
    pixels = FORMS[form](draw.pad.ink)
    np.testing.assert_array_equal(draw.pixels, pixels)
    h, scores, outputs, asked, added = seen(network, pixels, about, None if off == "none" else off)
    axes = draw.axes
    np.testing.assert_allclose(axes[IMAGE].images[0].get_array().ravel(), pixels, atol=1e-6)
    np.testing.assert_allclose(widths(axes[OUTPUTS]), outputs, atol=1e-5)
    best, second = np.argsort(-scores)[:2]
    rival = second if asked == best else best
    W2 = network.weights[1] * (np.arange(len(h)) != off)
    slopes = (W2[asked] - W2[rival]) * h * (1 - h) @ network.weights[0]
    np.testing.assert_allclose(axes[GRADIENT].images[0].get_array().ravel(), slopes, atol=1e-5)
    assert axes[GRADIENT].get_title().endswith(f"{asked} against {rival}")
    row, column = divmod(int(np.where(pixels == 0, slopes, -np.inf).argmax()), 28)
    assert f"raised most by ink at row {row}, column {column}" in draw.text
    top = np.argsort(-added, kind="stable")[:3]
    expected = [network.biases[1][asked], *added[top], added.sum() - added[top].sum()]
    expected.append(sum(expected))
    np.testing.assert_allclose(widths(axes[BARS]), expected, atol=1e-5)
    assert axes[BARS].get_title().endswith(f"to the score of {asked}")
    assert f"he answer is {scores.argmax()} (output {outputs.max():.2f})" in draw.text
    if off == "none":
        shares = integrated_gradients(network, pixels, "z2", steps=20)[:, asked]
        found = axes[SHARES].images[0].get_array().ravel()
        np.testing.assert_allclose(found, shares, atol=1e-5)


def test_the_sums_are_in_words(draw, network, numbers_in):
    draw.k.value, draw.about.value = 2, 1
    _, scores, _, _, added = seen(network, draw.pixels, 1)
    top = np.sort(added)[-2:].sum()
    words = draw.text.partition("To the score of ")[2].partition(" Lead over ")[0]
    blank = seen(network, np.zeros(784), 1)[1]
    expected = [1, 2, top, 4, added.sum() - top, network.biases[1][1], scores[1]]
    expected += [scores[1] - blank[1]]
    assert numbers_in(words) == pytest.approx(expected, abs=0.02)


def test_an_empty_pad_is_said_to_be_empty(network):
    draw = Draw(network)
    assert draw.text.startswith("The pad is empty. The answer is ")
    draw.pad.strokes = [LINE]
    assert draw.text.startswith("The answer is ")
    draw.pad.clear()
    assert draw.text.startswith("The pad is empty")


def test_a_test_image_is_taken_and_its_changes_are_counted(draw, images, labels):
    draw.image.value = 4
    draw.put.click()
    assert draw.pad.told == f"Test image 4, a {labels[4]}."
    np.testing.assert_array_equal(draw.pad.image.ravel(), images[4])
    assert draw.axes[OUTPUTS].texts[0].get_text().endswith(f"true {labels[4]}")
    assert "differ" not in draw.text
    draw.pad.strokes = [*draw.pad.strokes, stroke([(2.5, 2.5), (5.5, 2.5)], tool="pixel")]
    expected = np.sum(images[4].reshape(28, 28)[2, 2:6] != 255)
    assert draw.text.startswith(f"{expected} pixels differ from test image 4. ")
    assert "true" not in draw.axes[OUTPUTS].texts[0].get_text()
    draw.pad.undo()
    assert "differ" not in draw.text
    draw.pad.clear()
    draw.pad.strokes = [*draw.pad.strokes, LINE]
    assert "differ" not in draw.text and "true" not in draw.axes[OUTPUTS].texts[0].get_text()


def test_an_image_can_be_there_from_the_start(network, images, labels):
    draw = Draw(network, images, labels, image=3)
    np.testing.assert_array_equal(draw.pad.image.ravel(), images[3])
    assert draw.image.value == 3


def test_units_are_switched_off_and_classes_asked_about_by_clicks(draw):
    click(draw.live, OUTPUTS, 0.01, 2)
    assert draw.about.value == 2
    unit = int(row_texts(draw.axes[BARS])[0][1].get_text().split()[1])
    words, choice = spot_at(draw.live, BARS, 0.0, 1)
    assert words.startswith(f"unit {unit}: activation ")
    assert choice == {"off": unit + 1}  # its place in the list
    click(draw.live, BARS, 0.0, 1)
    assert draw.off.value == unit
    assert draw.text.startswith(f"With unit {unit} switched off the answer is ")


def test_files_are_read_and_refused(draw, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draw.pad._handle_custom_msg({"kind": "save"}, [])
    assert draw.pad.told == "Saved as drawing-1.png, beside the notebook."
    content, before = (tmp_path / "drawing-1.png").read_bytes(), draw.pixels
    draw.pad.clear()
    draw.pad._handle_custom_msg({"kind": "file", "name": "a.png", "size": 1}, [content])
    assert draw.pad.told == "a.png: 280×280 pixels, dark on light."
    np.testing.assert_allclose(draw.pixels, before, atol=0.01)
    draw.pad._handle_custom_msg({"kind": "file", "name": "b.png", "size": 5}, [b"words"])
    assert draw.pad.told.startswith("b.png is no PNG or JPEG picture") and draw.pad.refused
    draw.pad._handle_custom_msg({"kind": "file", "name": "c.png", "size": 3 * 10**7}, [])
    assert draw.pad.told.startswith("c.png has more than 20 MB")
    np.testing.assert_allclose(draw.pixels, before, atol=0.01)


def test_each_stroke_is_a_frame_of_its_own_and_late_questions_do_no_harm(draw):
    open_page(draw.live)
    sent = []
    draw.live.send = lambda content, buffers=(): sent.append(content)
    states = []
    for n in range(1, 5):
        draw.pad.strokes = [stroke([(5, 5), (5 + n, 20)])]
        states.append(sent[-1]["state"])
    assert len({str(state) for state in states}) == 4
    assert [content["kind"] for content in sent] == ["frame"] * 4


def test_letters_keep_apart_on_every_page(a_network, images, labels):
    network = a_network(sizes=(784, 100, 10))
    network.weights[1][3] *= 9  # contributions and scores of two digits
    draw = Draw(network, images, labels, image=2)
    states = [{"about": 3, "k": 6}, {"k": 1, "about": 0}, {"form": "as drawn", "about": 9}]
    assert crowding(draw.live, {}, *states) == []
    draw.off.value = 99
    assert crowding(draw.live, {}, *states) == []
    assert faint(draw.live) == []


def test_the_pad_stands_beside_the_picture(draw):
    assert draw.children[1].children == (draw.pad, draw.live)
