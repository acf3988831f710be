"""LiveFigure: what it sends when, so that the browser has it before the hand asks."""

import re
import zlib
from io import BytesIO
from itertools import pairwise

import matplotlib
import pytest
from matplotlib.image import imread

from helpers.live import LiveFigure

from .example import PAGE, Example, spots_in


def test_without_a_page_nothing_is_sent_but_words_and_png_follow(example):
    assert example.live.words == "3 of any"
    before = example.live.png()
    example.slider.value = 8
    assert example.live.words == "8 of any" and not example.sent
    assert example.live.png() != before
    pixels = imread(BytesIO(example.live.png()))
    assert pixels.shape[:2] == (200, 1050)


def test_a_page_that_is_ready_gets_the_whole_figure(open_example):
    (frame,), (_, blobs) = open_example.frames(), open_example.sent[0]
    assert frame["state"] == [3, 0] and frame["words"] == "3 of any"
    assert frame["size"] == [1050, 200] and frame["shown"] == [1050, 200]
    assert set(frame["places"]) <= set(range(len(frame["fresh"])))
    assert sum(length for _, length in frame["fresh"]) == len(blobs)


def test_a_move_sends_only_what_is_new(open_example):
    example = open_example
    example.slider.value = 4
    first, second = example.frames()
    assert second["state"] == [4, 0] and len(second["fresh"]) == 2  # the bar and its spot
    assert second["names"] == example.names_of(second) != first["names"]


def test_a_state_that_the_page_has_is_not_sent_again(open_example):
    example = open_example
    for value in (4, 3, 4, 5):
        example.slider.value = value
    assert [frame["state"][0] for frame in example.frames()] == [3, 4, 5]
    assert example.live.words == "5 of any"


def test_frames_are_painted_ahead_and_the_figure_stays_as_it_is(open_example):
    example = open_example
    example.want([4, 0], [3, 2])
    frames = example.frames()
    assert [frame["state"] for frame in frames] == [[3, 0], [4, 0], [3, 2]]
    assert len(example.sent) == len(frames)  # that all came is answer enough
    assert [frame["words"] for frame in frames] == ["3 of any", "4 of any", "3 of 9"]
    for frame in frames:
        assert frame["names"] == example.names_of(frame)
    assert example.live.words == "3 of any" and example.ax.get_title() == "any"
    example.slider.value = 4  # has been sent
    assert len(example.frames()) == 3 and example.ax.patches[0].get_width() == 4


@pytest.mark.parametrize("state", [[10, 0], [-1, 0], [3, 3]])
def test_a_state_that_cannot_be_is_refused_and_not_painted(open_example, state):
    open_example.want([4, 0], state)
    assert open_example.sent[-1][0]["kind"] == "unanswered" and len(open_example.frames()) == 2


def test_a_page_that_has_fallen_behind_is_not_answered(open_example):
    example = open_example
    old = example.sent[-1][0]["generation"]
    example.live.invalidate()
    n = len(example.sent)
    example.hear(kind="want", generation=old, states=[[4, 0]])
    assert len(example.sent) == n


@pytest.mark.parametrize(
    "begin_anew", [lambda example: example.live.invalidate(), lambda example: example.hear(**PAGE)]
)
def test_after_invalidate_or_a_reload_everything_is_sent_anew(open_example, begin_anew):
    example = open_example
    example.slider.value, example.factor = 4, 2
    begin_anew(example)
    before, after = example.frames()[-2:]
    assert after["generation"] > before["generation"] and after["state"] == [4, 0]
    assert set(after["places"]) <= set(range(len(after["fresh"])))
    assert set(after["names"]) != set(before["names"])
    assert after["names"] == example.names_of(after)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ({"width": 7.0}, 700),
        ({"width": 3.2}, 320),
        ({"width": 10.5, "scale": 2}, 2100),  # a projector
        ({"width": 7.0, "scale": 0.7}, 490),  # a low page
        ({"width": 7.0, "scale": 0.7, "ratio": 1.5}, 490),
    ],
)
def test_the_figure_is_built_as_the_page_wants_it(example, page, shown):
    page = PAGE | page
    example.hear(**page)
    frame = example.frames()[-1]
    assert example.width == page["width"] and frame["scale"] == pytest.approx(page["scale"])
    assert frame["shown"][0] == pytest.approx(shown, abs=1)
    assert frame["size"][0] == pytest.approx(shown * page["ratio"], abs=1)


def test_the_page_knows_the_shapes_that_the_figure_can_have(example):
    shapes = example.live.shapes
    assert shapes[0] == [3.2, 2] and shapes[-1] == [10.5, 2]
    assert all(width < wider for (width, _), (wider, _) in pairwise(shapes))


def test_in_a_lecture_letters_are_larger_and_the_figure_has_fewer_inches():
    with matplotlib.rc_context({"figure.dpi": 140}):
        live = Example().live
    assert live.zoom == 1.4 and live.figure.dpi == 140
    assert live.figure.get_figwidth() == pytest.approx(7.5)


def test_spots_stand_where_matplotlib_draws(open_example):
    example = open_example
    (spot,) = spots_in(*example.sent[-1])
    corners = example.ax.transData.transform([(0, 0.4), (3, -0.4)])
    (x0, y0), (x1, y1) = corners
    assert spot[:4] == [round(x0), round(200 - y0), round(x1 - x0), round(y0 - y1)]
    # In the browser a choice from a list is its place in the list.
    assert spot[4:] == ["the bar", {"name": 2, "length": 1}]


def test_the_page_is_told_what_to_follow_and_what_can_be_chosen(example):
    assert example.live.followed == ["length", "name"]
    assert set(example.live.controls) == {"length", "name", "opened"}
    assert example.live.panels == [{"axes": 0, "words": "row {row}", "step": 28, "lead": 0}]


def test_the_modules_can_be_joined():
    source = LiveFigure._esm
    assert "import" not in re.findall(r"^\w+", source, flags=re.MULTILINE)
    declared = r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)"
    names = re.findall(declared, source, flags=re.MULTILINE)
    assert len(names) > 20 and len(names) == len(set(names))


def test_what_an_earlier_frame_told_costs_little_in_a_later_one(open_example):
    """All frames of a generation are one stream; each by itself would tell all anew."""
    example, sent = open_example, []
    example.live.send = lambda content, buffers=(): sent.append(
        (len(buffers[0]), len(zlib.compress(example.page.read(content, buffers)[1])))
    )
    for length in (4, 5, 6):
        example.slider.value = length
    assert len(sent) == 3 and all(together < 0.8 * alone for together, alone in sent[1:]), sent
