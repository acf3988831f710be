"""Rows of a layer's pictures, and the meter."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers.plots import (
    panel,
    panels,
    plot_layer_row,
    plot_meter,
    set_view,
    show_layer_rows,
    update_layer_row,
    update_meter,
)
from helpers.plots.style import SIGNED

TITLES = ["0", "1", "2"]


@pytest.fixture
def axes():
    return panels(3, height=2)[1]


def shown(ax):
    return ax.images[0].get_array().ravel()


def test_signed_row_has_one_scale_and_white_zero(axes, weights):
    plot_layer_row(axes, weights[:3], TITLES)
    largest = np.abs(weights[:3]).max()
    for ax, row, title in zip(axes, weights, TITLES, strict=False):
        np.testing.assert_allclose(shown(ax), row)
        assert ax.images[0].get_clim() == pytest.approx((-largest, largest))
        assert ax.images[0].get_cmap() == SIGNED
        assert ax.get_title() == title
        assert ax.texts[0].get_text() == f"scale ±{largest:.3g}"


def test_grey_row_stretches_each_picture_by_itself(axes, weights):
    plot_layer_row(axes, weights[:3], TITLES, "grey")
    for ax, row in zip(axes, weights, strict=False):
        assert ax.images[0].get_clim() == pytest.approx((row.min(), row.max()))
        assert ax.images[0].get_cmap().name == "gray"
        level = 255 * (0 - row.min()) / (row.max() - row.min())
        assert ax.texts[0].get_text() == f"zero {level:.0f}"


def test_grey_row_says_when_zero_is_outside(axes, weights):
    plot_layer_row(axes, weights[:3] + 100, TITLES, "grey")
    assert {ax.texts[0].get_text() for ax in axes} == {"zero outside"}


def test_update_gives_what_a_new_row_would_look_like(axes, weights, pixels_of):
    plot_layer_row(axes, weights[:3], TITLES)
    update_layer_row(axes, weights[3:6], ["a", "b", "c"], "grey", narrow=True)
    fig, fresh = panels(3, height=2)
    plot_layer_row(fresh, weights[3:6], ["a", "b", "c"], "grey", narrow=True)
    np.testing.assert_array_equal(pixels_of(axes[0].figure), pixels_of(fig))
    assert "\n" in axes[0].texts[0].get_text()
    update_layer_row(axes, weights[:3], TITLES)
    assert axes[0].images[0].get_cmap() == SIGNED


@pytest.mark.parametrize("view", ["page", "lecture"])
@pytest.mark.parametrize("colouring", ["signed", "grey"])
def test_letters_of_rows_keep_apart(weights, overlaps, outside, view, colouring):
    set_view(view)
    rows = {"first": 0.123 * weights[:10], "second\nrow": weights[:10] + 50, "third": weights[:10]}
    axes = show_layer_rows(rows, [f"unit {j}" for j in range(10)], colouring)
    set_view("page")
    axes[0, 0].figure.canvas.draw()
    texts = [t for ax in axes.flat for t in (ax.title, ax.texts[0], ax.yaxis.label)]
    assert overlaps(texts) == []
    assert outside(axes[0, 0].figure, texts) == []


def test_rows_under_each_other(weights):
    rows = {"first": weights[:10], "second\nrow": 2 * weights[:10]}
    axes = show_layer_rows(rows, range(10))
    assert axes.shape == (2, 10)
    for row, name in zip(axes, rows, strict=True):
        assert row[0].get_ylabel() == name
        largest = np.abs(rows[name]).max()
        assert [ax.images[0].get_clim()[1] for ax in row] == pytest.approx([largest] * 10)
    assert [ax.get_title() for ax in axes[1]] == [""] * 10


def test_rows_on_one_scale(weights):
    rows = {"first": weights[:3], "second": 2 * weights[:3]}
    for limit, ends in (("shared", 2 * np.abs(weights[:3]).max()), (7.0, 7.0)):
        axes = show_layer_rows(rows, TITLES, limit=limit)
        assert [ax.images[0].get_clim()[1] for ax in axes.flat] == pytest.approx([ends] * 6)


def test_meter_shows_shares(ax):
    plot_meter(ax, ["right", "agrees"], [0.855, 1.0], "meter")
    assert [bar.get_width() for bar in ax.patches] == [0.855, 1.0]
    assert [text.get_text() for text in ax.texts] == ["right: 85.5 %", "agrees: 100.0 %"]
    assert ax.get_title() == "meter"
    assert ax.get_xlim() == (0, 1)


def test_meter_updates_to_the_same_picture(pixels_of):
    first, second = panel(4, 2), panel(4, 2)
    plot_meter(first, ["a", "b"], [0.1, 0.2])
    update_meter(first, ["c", "d"], [0.5, 0.0])
    plot_meter(second, ["c", "d"], [0.5, 0.0])
    np.testing.assert_array_equal(pixels_of(first.figure), pixels_of(second.figure))


@pytest.mark.parametrize("width", [3.0, 10.0])
def test_meter_leaves_room_for_its_words(width, overlaps, outside):
    ax = panel(width, 2.2)
    plot_meter(ax, ["unit 510, on or off alike"] * 5, [0.999] * 5)
    ax.figure.canvas.draw()
    assert overlaps(ax.texts) == []
    assert outside(ax.figure, ax.texts) == []


def test_refusals(axes, ax, weights):
    with pytest.raises(ValueError, match=r"3 pictures for 2 Axes.*panels\(3\)"):
        plot_layer_row(axes[:2], weights[:3], TITLES)
    with pytest.raises(ValueError, match="titles has 3 entries: expected 2"):
        plot_layer_row(axes[:2], weights[:2], TITLES)
    with pytest.raises(ValueError, match="colouring='jet': expected 'signed' or 'grey'"):
        plot_layer_row(axes, weights[:3], TITLES, "jet")
    with pytest.raises(ValueError, match='limit=\'own\': expected "row", "shared" or a number'):
        show_layer_rows({"a": weights[:3]}, TITLES, limit="own")
    with pytest.raises(ValueError, match=r"shares reach from 0 to 1\.5: expected 0 to 1"):
        plot_meter(ax, ["a", "b"], [0, 1.5])
    with pytest.raises(ValueError, match="names has 1 entries: expected 2"):
        plot_meter(ax, ["a"], [0, 1])
    with pytest.raises(ValueError, match="expected one drawn by plot_meter"):
        update_meter(plt.figure().add_subplot(), ["a"], [0.5])
