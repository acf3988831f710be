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
from explore.page import is_as_recorded_anew, open_page
from helpers.explore.parts import ImageChooser, slider
from tests.live.example import names_in

MOVES = {
    "OneUnit": [
        ("unit", 4),
        ("image", 5),
        ("view", "start"),
        ("view", "trained − start"),
        ("digit", 2),
        ("image", 1),
    ],
    "HiddenLayer": [
        ("unit", 4),
        ("image", 5),
        ("order", "largest first"),
        ("digit", 1),
        ("unit", 2),
    ],
    "TopContributors": [
        ("k", 2),
        ("image", 4),
        ("about", 2),
        ("ranking", "margin over the runner-up"),
        ("state", "set to 0"),
        ("state", "set to their mean"),
        ("k", 6),
        ("digit", 1),
    ],
    "WatchTraining": [("epoch", 1), ("view", "weights − start"), ("epoch", 2)],
}
# The sentence of these explorers does not speak of what these controls change.
UNSAID = {("HiddenLayer", "order"), ("WatchTraining", "view")}
NAMES = {
    "OneUnit": "OneUnit(image=0, unit=0)",
    "HiddenLayer": "HiddenLayer(image=0, unit=0)",
    "TopContributors": "TopContributors(image=0, class=0, k=4)",
    "WatchTraining": "WatchTraining(3 epochs)",
}
CONTROLS = {
    "OneUnit": ["digit", "image", "unit", "view"],
    "HiddenLayer": ["digit", "image", "unit", "order", "opened"],
    "TopContributors": ["digit", "image", "about", "k", "ranking", "state", "opened"],
    "WatchTraining": ["start", "stop", "epoch", "view"],
}


@pytest.mark.parametrize("name", MOVES)
def test_every_move_reaches_the_page_as_if_the_figure_were_written_down_anew(build, name):
    explorer = build(name)
    open_page(explorer.live)
    if name == "WatchTraining":
        assert is_as_recorded_anew(explorer.live)
        explorer.run()
    assert is_as_recorded_anew(explorer.live)
    for control, value in MOVES[name]:
        before = explorer.live._recording.frame(), explorer.text
        getattr(explorer, control).value = value
        assert explorer.live._recording.frame() != before[0], control
        assert (name, control) in UNSAID or explorer.text != before[1], control
        assert explorer.text == explorer.live.words
        assert is_as_recorded_anew(explorer.live)


@pytest.mark.parametrize("name", MOVES)
def test_a_frame_painted_ahead_leaves_no_trace(build, name):
    explorer = build(name)
    live = explorer.live
    open_page(live)
    if name == "WatchTraining":
        explorer.run()
    for control, value in MOVES[name]:
        getattr(explorer, control).value = value
        before, sent = live._recording.frame(), []
        live.send = lambda content, buffers=(), sent=sent: sent.append(content)
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


@pytest.mark.parametrize("name", CONTROLS)
def test_box_holds_all_controls_and_the_live_figure(build, name):
    explorer = build(name)
    row, *rest = explorer.children
    assert list(row.children) == [getattr(explorer, control) for control in CONTROLS[name]]
    assert rest[-1] is explorer.live
    assert "explorer" in explorer._dom_classes
    assert "explorer-figure" in explorer.live._dom_classes
    assert repr(explorer) == NAMES[name]


@pytest.mark.parametrize("name", CONTROLS)
def test_without_a_browser_there_is_the_picture_and_the_text(build, name):
    explorer = build(name)
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == NAMES[name]
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.model_id
    pixels = imread(BytesIO(base64.b64decode(bundle["image/png"])))
    height, width = (explorer.live.figure.bbox.size[::-1] + 0.5).astype(int)
    assert pixels.shape[:2] == (height, width) and np.ptp(pixels) > 0.5


@pytest.mark.parametrize("name", CONTROLS)
def test_some_controls_in_their_usual_order_and_no_others(build, name):
    first, *_, last = CONTROLS[name]
    explorer = build(name, controls=(last, first))
    shown = list(explorer.children[0].children)
    assert shown == [getattr(explorer, first), getattr(explorer, last)]
    with pytest.raises(ValueError, match=f"no control 'colour': choose from {first}, "):
        build(name, controls=(first, "colour"))


@pytest.mark.parametrize(
    ("names", "start", "message"),
    [
        (("OneUnit", "HiddenLayer"), {"unit": 6}, "unit=6 is out of range: choose from 0 to 5"),
        (("OneUnit", "HiddenLayer"), {"unit": -1}, "unit=-1 is out of range"),
        (("TopContributors",), {"about": 3}, "class=3 is out of range: choose from 0 to 2"),
        (("TopContributors",), {"about": -1}, "class=-1 is out of range"),
        (("TopContributors",), {"k": 0}, "k=0 is out of range: choose from 1 to 6"),
        (("TopContributors",), {"k": 7}, "k=7 is out of range"),
        (tuple(MOVES)[:3], {"image": 10}, "image=10 is out of range: choose from 0 to 9"),
        (tuple(MOVES)[:3], {"image": -1}, "image=-1 is out of range"),
    ],
)
def test_starts_out_of_range(build, names, start, message):
    for name in names:
        with pytest.raises(ValueError, match=message):
            build(name, **start)


def test_slider():
    control = slider("k", 8, 3, smallest=1)
    assert (control.min, control.value, control.max, control.description) == (1, 3, 8, "k")
    for value in (0, 9):
        with pytest.raises(ValueError, match=f"k={value} is out of range: choose from 1 to 8"):
            slider("k", 8, value, smallest=1)


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
            row, pixels, label = chooser.now
            assert row == rows[place] and label == labels[row]
            np.testing.assert_allclose(pixels, images[row] / 255, rtol=1e-6)
            assert pixels.dtype == np.float32


def test_the_image_follows_a_filter_that_passes_fewer(images, labels):
    chooser = ImageChooser(images, labels, image=9)
    chooser.digit.value = 1
    assert chooser.image.value == 2 and chooser.now.row == 7


def test_any_pair_of_values_chooses_an_image(images, labels):
    chooser = ImageChooser(images, labels, image=9)
    assert chooser.chosen(1, 0).row == 1 and chooser.chosen(1, 9).row == 7
    assert chooser.chosen("any", 9).row == chooser.chosen(None, 9).row == 9
    assert chooser.now.row == 9


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"images": np.zeros((10, 784))}, r"type float64 and shape \(10, 784\), expected uint8"),
        ({"images": np.zeros(784, np.uint8)}, r"shape \(784,\)"),
        ({"images": np.zeros((0, 784), np.uint8), "labels": []}, r"shape \(0, 784\)"),
        ({"labels": [0, 1]}, "expected 10 integers"),
        ({"labels": np.zeros(10)}, "type float64"),
        ({"labels": np.full(10, np.nan)}, "type float64"),
        ({"labels": np.full(10, -1)}, "labels run from -1"),
        ({"image": 10}, "image=10 is out of range: choose from 0 to 9"),
        ({"image": -1}, "image=-1 is out of range"),
    ],
)
def test_chooser_refuses(images, labels, change, message):
    with pytest.raises(ValueError, match=message):
        ImageChooser(**({"images": images, "labels": labels} | change))


SOURCES = sorted(Path(helpers.__file__).parent.rglob("*.py"))
HIDING = {"Output", "interact", "interactive", "interactive_output", "interact_manual"}


def hidden_errors(source):
    """Lines that catch every error and keep it, or show an explorer where errors are swallowed."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            passed_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
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


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException) as error:\n    pass",
        "try:\n    f()\nexcept:\n    pass",
        "out = widgets.Output()",
        "from ipywidgets import interact",
    ],
)
def test_a_hidden_error_is_found(source):
    assert hidden_errors(source)


def test_an_error_that_is_passed_on_is_not_hidden():
    assert not hidden_errors("try:\n    f()\nexcept BaseException:\n    g()\n    raise")
