"""Images as dots, with a label for each digit: where things are."""

import numpy as np
import pytest

from helpers.plots import panel, plot_points, show_points
from helpers.plots.scatter import COLOURS, point_boxes, scaled_places
from tests.explore.page import contrast

PLACES = np.array([[0.0, 2.0], [4.0, -8.0], [0.0, 6.0], [1.0, 1.0]])
LABELS = np.array([3, 3, 7, 0])


@pytest.fixture
def ax():
    return plot_points(panel(), PLACES, LABELS, title="somewhere", shares=(0.27, 0.2), marked=2)


def test_each_digit_has_its_dots_and_a_label_outside(ax):
    assert len(ax.lines) == 21
    ax.figure.canvas.draw()
    scaled = PLACES / np.sqrt(80)
    for digit in range(10):
        dots, leader, label = ax.lines[digit], ax.lines[10 + digit], ax.texts[2 + digit]
        own = scaled[digit == LABELS]
        np.testing.assert_allclose(dots.get_xydata(), own.reshape(-1, 2))
        assert {dots.get_color(), leader.get_color(), label.get_color()} == {COLOURS[digit]}
        assert label.get_text() == str(digit) and label.get_visible() == (len(own) > 0)
        if len(own):
            np.testing.assert_allclose(leader.get_xydata()[0], own.mean(axis=0))
            assert np.hypot(*leader.get_xydata()[1]) > 0.95 and np.hypot(*label.get_position()) > 1
            box = label.get_window_extent().padded(1)  # a line that ends in a 7 is a part of it
            assert not box.contains(*ax.transData.transform(leader.get_xydata()[1]))
    np.testing.assert_allclose(ax.lines[20].get_xydata(), scaled[[2]])
    assert ax.get_title() == "somewhere" and ax.get_aspect() == 1
    assert [text.get_text() for text in ax.texts[:2]] == [
        "first component: 27% of the variance",
        "second component: 20% of the variance",
    ]


def test_more_classes_than_colours_differ_in_shape_and_have_their_names():
    names = [f"class {n}" for n in range(47)]
    rng = np.random.default_rng(0)
    ax = plot_points(panel(9, 9), rng.normal(size=(94, 2)), np.arange(94) % 47, names=names)
    assert len(ax.lines) == 95
    assert [text.get_text() for text in ax.texts[2:]] == names
    looks = {(line.get_color(), line.get_marker()) for line in ax.lines[:47]}
    assert len(looks) == 47
    for text in ax.texts[2:]:
        x, y = text.get_position()
        assert text.get_horizontalalignment() == ("left" if x > 0 else "right")
        assert abs(x) < ax.get_xlim()[1] and abs(y) < ax.get_ylim()[1]
    heights = np.array([text.get_position() for text in ax.texts[2:]])
    apart = np.linalg.norm(heights[:, None] - heights, axis=-1) + 9 * np.eye(47)
    assert apart.min() > 0.1


def test_labels_keep_apart_where_digits_lie_on_each_other():
    ax = plot_points(panel(), np.ones((10, 2)), range(10))
    places = np.array([text.get_position() for text in ax.texts[2:]])
    apart = np.linalg.norm(places[:, None] - places, axis=-1) + 9 * np.eye(10)
    assert apart.min() > 0.25


def test_update_moves_filters_and_leaves_alone_what_is_the_same(ax):
    ax.figure.canvas.draw()
    plot_points(ax, PLACES, LABELS, marked=0, shares=(0.27, 0.2))
    assert not any(line.stale for line in ax.lines[:20]) and ax.lines[20].stale
    assert not any(text.stale for text in ax.texts[2:] if text.get_visible())
    plot_points(ax, PLACES, LABELS, only=7)
    assert [len(line.get_xydata()) for line in ax.lines[:10]] == [0] * 7 + [1, 0, 0]
    assert sum(len(line.get_xydata()) == 2 for line in ax.lines[10:20]) == 3
    assert len(ax.lines[20].get_xydata()) == 0
    assert all(text.get_text() == "" for text in ax.texts[:2])


def test_boxes_lie_around_the_points():
    boxes, places = point_boxes(PLACES), scaled_places(PLACES)
    assert np.linalg.norm(places, axis=1).max() == pytest.approx(1)
    np.testing.assert_allclose(boxes[:, :2].mean(axis=1), places[:, 0])
    np.testing.assert_allclose(boxes[:, 2:].mean(axis=1), places[:, 1])
    np.testing.assert_allclose(np.diff(boxes)[:, ::2], 0.05)
    assert np.array_equal(scaled_places(np.zeros((2, 2))), np.zeros((2, 2)))


def test_colours_are_seen_on_paper():
    assert len(set(COLOURS)) == 10 and min(contrast(colour, "white") for colour in COLOURS) >= 4.5


def test_show_points_takes_one_labelling_or_one_for_each():
    for labels in (LABELS, [LABELS, 9 - LABELS]):
        axes = show_points([PLACES, -PLACES], labels, ["a", "b"])
        assert [ax.get_title() for ax in axes] == ["a", "b"]
        second = LABELS if labels is LABELS else 9 - LABELS
        np.testing.assert_allclose(
            axes[1].lines[second[2]].get_xydata(), -PLACES[second == second[2]] / np.sqrt(80)
        )
