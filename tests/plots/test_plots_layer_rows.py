"""Rows of a layer's pictures, and the meter."""

import numpy as np
import pytest

from helpers.plots import panel, panels, show_layer_rows
from helpers.plots.layer_rows import plot_layer_row, plot_meter
from helpers.plots.style import SIGNED
from tests.plots.look import assert_apart

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
    plot_layer_row(axes, weights[:3] + 100, TITLES, "grey")
    assert {ax.texts[0].get_text() for ax in axes} == {"zero outside"}


@pytest.mark.usefixtures("_view")
@pytest.mark.parametrize("colouring", ["signed", "grey"])
def test_letters_of_rows_keep_apart(weights, colouring):
    rows = {"first": 0.123 * weights[:10], "second\nrow": weights[:10] + 50, "third": weights[:10]}
    axes = show_layer_rows(rows, [f"unit {j}" for j in range(10)], colouring)
    assert_apart([t for ax in axes.flat for t in (ax.title, ax.texts[0], ax.yaxis.label)])


def test_rows_under_each_other(weights):
    rows = {"first": weights[:10], "second\nrow": 2 * weights[:10]}
    axes = show_layer_rows(rows, range(10))
    assert axes.shape == (2, 10)
    for row, name in zip(axes, rows, strict=True):
        assert row[0].get_ylabel() == name
        largest = np.abs(rows[name]).max()
        assert [ax.images[0].get_clim()[1] for ax in row] == pytest.approx([largest] * 10)
    assert [ax.get_title() for ax in axes[1]] == [""] * 10
    axes = show_layer_rows(rows, range(10), limit="shared")
    assert [ax.images[0].get_clim()[1] for ax in axes.flat] == pytest.approx([largest] * 20)


def test_meter_shows_shares(ax):
    plot_meter(ax, ["right", "agrees"], [0.855, 1.0])
    assert [bar.get_width() for bar in ax.patches] == [0.855, 1.0]
    assert [text.get_text() for text in ax.texts] == ["right: 85.5%", "agrees: 100.0%"]
    assert ax.get_xlim() == (0, 1)


@pytest.mark.parametrize("width", [3.0, 10.0])
def test_meter_leaves_room_for_its_words(width):
    ax = panel(width, 2.2)
    plot_meter(ax, ["unit 510, on or off alike"] * 5, [0.999] * 5)
    assert_apart(ax.texts)
