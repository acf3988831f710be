"""What explorers have in common: controls, repaints, the image chooser, and no hidden errors."""

import ast
import base64
import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.image import imread

import helpers
from helpers.explore.controls import ImageChooser
from tests.explore.makers import MAKERS, moved
from tests.explore.page import is_as_recorded_anew, open_page
from tests.live.example import Inflating, names_in

# What shows nothing new in a tour of the controls: others would have to be elsewhere.
IDLE = {
    "TopContributors": "ranking",
    "PixelEffects": "baseline other",
    "ThroughLayers": "network view image",
    "Draw": "about pad",
    "EditNetwork": "elsewhere",
    "WholeNetwork": "lines",
}
# What the sentence does not speak of.
UNSAID = {"HiddenLayer": "order", "Draw": "form", "WatchTraining": "view", "Doubt": "signs"}
UNSAID |= {"SideBySide": "order"}  # of two hidden layers
CONTROLS = {
    "SeeDigit(image=0, row=14)": "digit image row",
    "OneUnit(image=0, unit=0)": "digit image unit view",
    "OneStep(image=0, unit=0, rate=1.0, steps=1)": "digit image unit cost rate steps",
    "HiddenLayer(image=0, unit=0)": "digit image unit order opened",
    "TopContributors(image=0, class=0, k=4)": "digit image about k ranking state opened",
    "PixelEffects(image=0, node=0 of z2)": "digit image page layer node method baseline other",
    "ThroughLayers(net, z2, composed)": "network layer how view drawing unit bias ridge image",
    "Mistakes(true=2, answer=1)": "true answer",
    "Draw(1 strokes on the pad)": "form about k off image put",
    "EditNetwork(unit=0, class=0)": "unit scale about factor reset",
    "WatchTraining(3 epochs)": "start stop epoch view",
    "Fences(rings, 2 units, seed 0)": "data units noise seed frame off by",
    "WhereDigitsGo(layer='pixels', image=0)": "layer digit image",
    "WholeNetwork(image=0, step=6)": "digit image step lines node next opened",
    "Doubt(image='a', network='start', picture='gradient × input')": "image network picture signs",
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_move_reaches_the_page_as_if_the_figure_were_written_down_anew(build, name):
    explorer = build(name)
    open_page(explorer.live)
    if name == "WatchTraining":
        assert is_as_recorded_anew(explorer.live)
        explorer.run()
    live, at_first = explorer.live, explorer.live.state
    shown, idle, unsaid = [(live._recording.frame(), explorer.text)], [], []
    for control in moved(explorer):
        shown.append((live._recording.frame(), explorer.text))
        (frame, text), (before, said) = shown[-1], shown[-2]
        idle += [control] if frame == before else []
        unsaid += [control] if frame != before and text == said else []
        assert is_as_recorded_anew(live)
    assert (idle, unsaid) == (IDLE.get(name, "").split(), UNSAID.get(name, "").split())
    for control, value in reversed(list(live._values(at_first).items())):  # and all the way back
        if live.controls[control].value != value:
            live.controls[control].value = value
            assert is_as_recorded_anew(live)


@pytest.mark.parametrize("name", MAKERS)
def test_a_frame_painted_ahead_leaves_no_trace(build, name):
    explorer = build(name)
    live, sent = explorer.live, []
    page = Inflating()
    live.send = lambda *message: sent.append(page.read(*message)[0])
    open_page(live)
    if name == "WatchTraining":
        explorer.run()
    for _ in moved(explorer):
        before = live._recording.frame()
        sent.clear()
        ahead = [_other(live, place) for place in range(len(live.state))]
        want = {"kind": "want", "generation": live._generation, "states": ahead}
        live._handle_custom_msg(want, [])
        unanswered = {"kind": "unanswered", "generation": live._generation}
        frames = [content for content in sent if content["kind"] == "frame"]
        assert len(frames) >= len(ahead) // 2 and sent[len(frames) :] in ([], [unanswered])
        assert live._recording.frame() == before and is_as_recorded_anew(live)
        for content in frames:
            assert names_in(live, content) == _painted_alone(live, content["state"])


def _other(live, place):
    """The present state but for one control, which stands elsewhere if it can."""
    state = list(live.state)
    state[place] = 0 if state[place] else 1
    return state


def _painted_alone(live, state):
    live._paint(**live._values(state))
    names = live._recording.frame()
    live._paint(**live._values(live.state))
    return names


@pytest.mark.parametrize(("shown", "controls"), CONTROLS.items())
def test_it_shows_its_controls_its_name_and_without_a_browser_its_picture(build, shown, controls):
    explorer = build(shown.partition("(")[0])
    row = explorer.children[0].children
    assert list(row) == [getattr(explorer, control) for control in controls.split()]
    assert "explorer" in explorer._dom_classes
    bundle, about = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == repr(explorer) == shown
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.model_id
    alt = f"{explorer.label}. {explorer.text}"
    assert about == {"image/png": {"alt": alt, "sliders": True}}
    pixels = imread(BytesIO(base64.b64decode(bundle["image/png"])))
    height, width = (explorer.live.figure.bbox.size[::-1] + 0.5).astype(int)
    assert pixels.shape[:2] == (height, width) and np.ptp(pixels) > 0.5


@pytest.mark.parametrize(("shown", "controls"), CONTROLS.items())
def test_some_controls_in_their_usual_order_and_no_others(build, shown, controls):
    first, *_, last = controls.split()
    explorer = build(shown.partition("(")[0], controls=(last, first))
    row = list(explorer.children[0].children)
    assert row == [getattr(explorer, first), getattr(explorer, last)]


def test_figures_are_unknown_to_pyplot(build):
    before = plt.get_fignums()
    build("OneUnit")
    assert plt.get_fignums() == before


def test_digit_filter_and_image_slider_go_together(images, labels):
    chooser = ImageChooser(images, labels, image=9)
    assert chooser.digit.options == ("any", 0, 1, 2)
    for digit in (2, 0, 1, "any", 2):
        chooser.digit.value = digit
        rows = [row for row in range(10) if digit in ("any", labels[row])]
        assert (chooser.image.min, chooser.image.max) == (0, len(rows) - 1)
        assert 0 <= chooser.image.value < len(rows)
        for place in (len(rows) - 1, 0, 1):
            chooser.image.value = place
            row, pixels, label, words = chooser.chosen(digit, place)
            assert row == rows[place] and label == labels[row]
            where = "" if digit == "any" else f", number {place} of the {digit}s,"
            assert words == f"Image {row}{where} shows a {label}."
            assert chooser.image.description == ("image" if digit == "any" else f"which {digit}")
            np.testing.assert_allclose(pixels, images[row] / 255, rtol=1e-6)
            assert pixels.dtype == np.float32


def test_images_that_are_some_of_many_keep_their_own_numbers(build, images):
    some = {"images": images[:4], "labels": np.array([3, 8, 3, 8]), "numbers": [7, 18, 32, 40]}
    chooser = ImageChooser(**some)
    assert chooser.chosen("any", 1).words == "Image 18, number 1 of these, shows an 8."
    assert chooser.image.description == "which one"
    threes = ImageChooser(**some | {"labels": np.full(4, 3)})
    assert threes.chosen("any", 2).words == "Image 32, number 2 of the 3s, shows a 3."
    assert (threes.image.description, threes.digit.options) == ("which 3", ("any",))
    with pytest.raises(ValueError, match="numbers"):
        ImageChooser(**some | {"numbers": [7, 18]})


def test_the_image_follows_a_filter_that_passes_fewer(images, labels):
    chooser = ImageChooser(images, labels, image=9)
    chooser.digit.value = 1
    assert chooser.image.value == 2


def test_any_pair_of_values_chooses_an_image(images, labels):
    chooser = ImageChooser(images, labels, image=9)
    assert chooser.chosen(1, 0).row == 1 and chooser.chosen(1, 9).row == 7
    assert chooser.chosen("any", 9).row == chooser.chosen(None, 9).row == 9


SOURCES = sorted(Path(helpers.__file__).parent.rglob("*.py"))
HIDING = {"Output", "interact", "interactive", "interactive_output", "interact_manual"}


def hidden_errors(source):
    """Lines that catch every error and keep it, or show an explorer where errors are swallowed."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            passed_on = isinstance(node.body[-1], ast.Raise)  # the same error or one in words
            if not passed_on and {"Exception", "BaseException"} & set(re.findall(r"\w+", caught)):
                found.append(node.lineno)
        elif isinstance(node, (ast.Name, ast.Attribute, ast.alias)):
            name = getattr(node, "id", None) or getattr(node, "attr", None) or node.name
            if name in HIDING:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_error_is_hidden(path):
    assert hidden_errors(path.read_text(encoding="utf-8")) == []


def test_a_hidden_error_is_found():
    assert hidden_errors("try:\n    f()\nexcept (ValueError, BaseException):\n    pass")
    assert hidden_errors("try:\n    f()\nexcept:\n    pass")
    assert hidden_errors("from ipywidgets import interact")
    assert not hidden_errors("try:\n    f()\nexcept BaseException:\n    g()\n    raise")
    assert not hidden_errors(
        "try:\n    f()\nexcept Exception as e:\n    raise ValueError(g) from e"
    )
