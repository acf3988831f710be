"""Ink of strokes, against the distance of every fine pixel to the line."""

import numpy as np
import pytest

from helpers.pad import ink_of, stroke
from helpers.pad.raster import Paper, as_text, checked_actions, fine, from_text

SIDE = 280
CENTRES = (np.arange(SIDE) + 0.5) / 10
ZIGZAG = [(4, 5), (20.3, 7), (9, 15), (9, 15), (22, 26)]


def slow_ink(points, width):
    """The ink of a line, one fine pixel at a time along each segment, by brute force."""
    x, y = np.meshgrid(CENTRES, CENTRES)
    nearest = np.full((SIDE, SIDE), np.inf)
    for (x0, y0), (x1, y1) in zip(points, points[1:] or points, strict=False):
        for share in np.linspace(0, 1, 400):
            away = np.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))
            nearest = np.minimum(nearest, away)
    return np.clip(10 * (width / 2 - nearest) + 0.5, 0, 1)


@pytest.mark.parametrize("width", [1, 2.4, 5])
def test_a_line_covers_what_is_near_to_it(width):
    np.testing.assert_allclose(ink_of([stroke(ZIGZAG, width)]), slow_ink(ZIGZAG, width), atol=0.02)


def test_a_point_is_a_disc():
    ink = ink_of([stroke([(14, 14)], width=4)])
    assert ink.sum() == pytest.approx(np.pi * 20**2, rel=0.01)


def test_lines_beyond_the_pad_are_cut():
    ink = ink_of([stroke([(-10, 14), (40, 14)], width=2), stroke([(90, 90), (95, 99)])])
    assert ink[140].min() == 1 and ink.sum() == pytest.approx(20 * SIDE, rel=0.02)


def test_an_eraser_takes_ink_away():
    first = stroke([(2, 14), (26, 14)], 4)
    ink = ink_of([first, stroke([(14, 2), (14, 26)], 3, "eraser")])
    expected = np.minimum(slow_ink([(2, 14), (26, 14)], 4), 1 - slow_ink([(14, 2), (14, 26)], 3))
    np.testing.assert_allclose(ink, expected, atol=0.02)


def test_pixels_are_filled_whole_and_none_is_skipped():
    ink = ink_of([stroke([(3.9, 5.2), (9.1, 5.2), (9.1, 5.2)], tool="pixel")])
    whole = np.zeros((28, 28))
    whole[5, 3:10] = 1
    np.testing.assert_array_equal(ink, np.kron(whole, np.ones((10, 10))))
    assert ink_of([stroke([(-3, 5), (40, 5)], tool="pixel")]).sum() == 28 * 100


def test_a_growing_stroke_is_followed_as_if_drawn_at_once():
    rng = np.random.default_rng(0)
    points, paper = rng.uniform(0, 28, (40, 2)), Paper()
    before = [stroke(ZIGZAG), stroke([(5, 5), (20, 20)], 3, "eraser")]
    for tool in ("pen", "eraser", "pixel"):
        for n in (1, 2, 3, 7, 40):
            actions = [*before, stroke(points[:n], 2, tool)]
            np.testing.assert_array_equal(paper.follow(actions, ()), Paper().follow(actions, ()))


def test_following_draws_only_what_is_new(monkeypatch):
    drawn = []
    line = Paper._line
    monkeypatch.setattr(Paper, "_line", lambda *args: (drawn.append(1), line(*args))[1])
    paper, points = Paper(), [(x, 10) for x in range(28)]
    paper.follow([stroke(points[:20])], ())
    drawn.clear()
    paper.follow([stroke(points[:23])], ())
    assert len(drawn) == 3
    drawn.clear()
    paper.follow([stroke(points[:23])], ())
    assert not drawn


FIRST, SECOND = stroke(ZIGZAG), stroke([(5, 20), (20, 20)], 2)
CHANGES = {
    "undone": [FIRST],
    "cleared": [FIRST, SECOND, {"tool": "clear"}],
    "shorter": [FIRST, {**SECOND, "points": SECOND["points"][:2]}],
    "thicker": [FIRST, {**SECOND, "width": 4.0}],
    "other": [SECOND, FIRST],
}


@pytest.mark.parametrize("after", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_otherwise_is_drawn_anew(after):
    paper = Paper()
    for actions in ([FIRST, SECOND], after, [FIRST, SECOND]):
        np.testing.assert_array_equal(paper.follow(actions, ()), Paper().follow(actions, ()))


def test_pictures_are_put_down_whole_or_fine():
    rng = np.random.default_rng(1)
    for side in (28, 280):
        picture = rng.integers(0, 256, (side, side), dtype=np.uint8)
        np.testing.assert_array_equal(from_text(as_text(picture)), picture)
        actions = [stroke(ZIGZAG), {"tool": "image", "number": 0}]
        ink = Paper().follow(actions, [as_text(picture)])
        np.testing.assert_allclose(ink, fine(picture))
        step = SIDE // side
        np.testing.assert_allclose(ink[::step, ::step], picture / 255, atol=1e-6)


@pytest.mark.parametrize(
    ("points", "more", "message"),
    [
        ([1, 2, 3], {}, r"expected numbers of shape \(n, 2\), with n at least 1; pass places"),
        ([(1, 2)], {"width": 99}, "width=99: expected a number above 0 to 28"),
        ([(1, 2)], {"tool": "image"}, "tool='image' is not there: choose one of pen, eraser, pix"),
    ],
)
def test_what_is_no_stroke_is_refused(points, more, message):
    with pytest.raises(ValueError, match=message):
        stroke(points, **more)


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ({}, r"strokes\[0\]: tool=None is not there: choose one of pen, eraser"),
        ({"tool": "pen"}, r"strokes\[0\]: points has .* with n at least 2"),
        ({"tool": "pen", "points": [1, 2, 3]}, "needs points"),
        ({"tool": "pen", "points": [1, 2] * 30_000}, "at most 20000: clear the pad"),
        ({"tool": "pen", "points": [1, 2], "width": "fat"}, "width='fat': expected a number above"),
        ({"tool": "image", "number": 2}, "number=2: expected a whole number from 0 to 1, one of"),
    ],
)
def test_actions_that_cannot_be_followed(action, message):
    with pytest.raises(ValueError, match=message):
        checked_actions([action], 2)
