"""Points drawn as numerals, and tables of pictures: where things are."""

import numpy as np
import pytest

from helpers.plots import panel, plot_points, show_points, show_table
from helpers.plots.scatter import COLOURS, point_boxes, scaled_places
from helpers.plots.style import SIGNED
from tests.explore.page import contrast

PLACES = np.array([[0.0, 2.0], [4.0, -8.0], [0.0, 6.0], [1.0, 1.0]])
LABELS = np.array([3, 3, 7, 0])


@pytest.fixture
def ax():
    return plot_points(panel(), PLACES, LABELS, title="somewhere", shares=(0.27, 0.2), marked=2)


def test_each_digit_has_its_points_and_its_centre(ax):
    assert len(ax.lines) == 31
    for digit in range(10):
        points, circle, centre = (ax.lines[n] for n in (digit, 10 + 2 * digit, 11 + 2 * digit))
        own = PLACES[digit == LABELS] / 8
        np.testing.assert_allclose(points.get_xydata(), own.reshape(-1, 2))
        expected = [own.mean(axis=0)] if len(own) else np.empty((0, 2))
        np.testing.assert_allclose(centre.get_xydata(), expected)
        np.testing.assert_allclose(circle.get_xydata(), expected)
        assert circle.get_markerfacecolor() == "white"
        for line in (points, centre):
            assert line.get_marker() == f"${digit}$" and line.get_color() == COLOURS[digit]
    layers = [line.get_zorder() for line in ax.lines[10:30]]
    assert layers == sorted(layers)  # a circle covers the numerals of those before, not its own
    np.testing.assert_allclose(ax.lines[30].get_xydata(), [[0, 0.75]])
    assert ax.get_title() == "somewhere" and ax.get_aspect() == 1
    words = [text.get_text() for text in ax.texts]
    assert words == [
        "first component: 27% of the variance",
        "second component: 20% of the variance",
    ]
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    assert left < -1 and right > 1 and low < -1 and high > 1


def test_update_moves_filters_and_leaves_alone_what_is_the_same(ax):
    ax.figure.canvas.draw()
    plot_points(ax, PLACES, LABELS, marked=0, shares=(0.27, 0.2))
    assert not any(line.stale for line in ax.lines[:30]) and ax.lines[30].stale
    plot_points(ax, PLACES, LABELS, only=7)
    assert [len(line.get_xydata()) for line in ax.lines[:10]] == [0] * 7 + [1, 0, 0]
    assert sum(len(line.get_xydata()) for line in ax.lines[10:30:2]) == 3
    assert len(ax.lines[30].get_xydata()) == 0
    assert all(text.get_text() == "" for text in ax.texts)


def test_boxes_lie_around_the_points():
    boxes, places = point_boxes(PLACES), scaled_places(PLACES)
    assert np.abs(places).max() == 1
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
            axes[1].lines[second[2]].get_xydata(), -PLACES[second == second[2]] / 8
        )


def test_a_table_has_its_names_and_white_zeros_and_fits_the_page():
    pictures = np.random.default_rng(0).normal(size=(2, 3, 784))
    axes = show_table(pictures, ["one", "two"], ["first of all", "b", "c"])
    assert len(axes) == 6
    for ax, values in zip(axes, pictures.reshape(6, 784), strict=True):
        image = ax.images[0]
        np.testing.assert_array_equal(image.get_array().ravel(), values)
        largest = np.abs(values).max()
        assert image.get_clim() == (-largest, largest) and image.cmap is SIGNED
        assert ax.texts[0].get_text() == ""
    assert [ax.get_title().replace("\n", " ") for ax in axes[:3]] == ["first of all", "b", "c"]
    assert [axes[place].get_ylabel() for place in (0, 3)] == ["one", "two"]
    assert not any(ax.get_title() for ax in axes[3:])
    pictures = np.zeros((5, 8, 784))
    axes = show_table(pictures, ["a rather long name"] * 5, ["integrated gradients"] * 8)
    width, height = axes[0].figure.get_size_inches()
    assert width <= 10.6 and height <= 4.6
