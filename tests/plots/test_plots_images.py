"""Digits, signed pictures, rows of units and the wall, seen on their Axes."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgba

from helpers import plots
from helpers.plots.boxes import tile_boxes
from helpers.plots.images import plot_stretched, plot_unit_row
from helpers.plots.style import INK, LINE_GREY, SIGNED
from helpers.plots.wall import mosaic
from tests.plots.look import pixels_of

WHITE = (1.0, 1.0, 1.0, 1.0)


def colour_of(image, value):
    return image.cmap(image.norm(value))


def unit_at(x, y, n, columns, order=None):
    """The unit whose box holds a place of the wall, or None."""
    order = range(n) if order is None else order
    for unit, (left, right, low, high) in zip(order, tile_boxes(len(order), columns), strict=True):
        if left <= x < right and high <= y < low:
            return unit
    return None


def test_bytes_become_ink_between_0_and_1(ax, image):
    assert plots.plot_digit(ax, image, "a digit") is ax
    shown = ax.images[0]
    np.testing.assert_array_equal(shown.get_array(), image.reshape(28, 28) / 255)
    assert shown.get_interpolation() == "nearest"
    assert ax.get_title() == "a digit"
    assert len(ax.get_xticks()) == len(ax.get_yticks()) == 0
    plots.plot_digit(ax, np.full((28, 28), 0.5))  # a constant image keeps its grey
    assert shown.get_clim() == (0, 1)
    assert colour_of(shown, 0) == WHITE and colour_of(shown, 1) == (0, 0, 0, 1)
    assert 0.4 < colour_of(shown, 0.5)[0] < 0.6


class TestSigned:
    @pytest.mark.parametrize("limit", [None, 0.1, 7.0])
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_zero_is_exactly_white_between_blue_and_red(self, ax, weights, limit, dtype):
        values = weights[0].astype(dtype) + dtype(0.3)
        plots.plot_signed(ax, values, limit)
        low, high = ax.images[0].get_clim()
        assert -low == high == pytest.approx(limit or np.abs(values).max())
        red, blue = colour_of(ax.images[0], 0.9 * high), colour_of(ax.images[0], -0.9 * high)
        assert colour_of(ax.images[0], 0) == WHITE
        assert red[0] > 2 * red[2] and blue[2] > 2 * blue[0]

    def test_zero_is_white_on_the_page_too(self, ax, weights):
        values = weights[0].copy()
        values[406] = 0.0  # row 14, column 14
        plots.plot_signed(ax, values)
        page = pixels_of(ax.figure)
        x, y = ax.transData.transform((14, 14))
        assert tuple(page[page.shape[0] - int(y) - 1, int(x)]) == (255, 255, 255, 255)

    def test_scale_is_written_in_words(self, ax):
        values = np.zeros(784)
        values[3] = -1.3
        plots.plot_signed(ax, values)
        assert ax.texts[0].get_text() == "scale ±1.3"
        plots.plot_signed(ax, values, limit=0.5)
        assert ax.texts[0].get_text() == "scale ±0.5\nlargest 1.3"
        assert ax.images[0].get_clim() == (-0.5, 0.5)
        plots.plot_signed(ax, np.zeros(784))
        assert colour_of(ax.images[0], 0) == WHITE
        assert ax.texts[0].get_text() == "all zero"
        plots.plot_signed(ax, np.zeros(784), limit=2.0)
        assert ax.texts[0].get_text() == "scale ±2"

    def test_what_is_hidden_is_grey_and_does_not_count(self, ax, weights):
        values = weights[0].copy()
        values[np.abs(values).argmax()], values[0] = np.nan, np.nan
        plots.plot_signed(ax, values)
        shown = ax.images[0].to_rgba(ax.images[0].get_array()).reshape(784, 4)
        assert [tuple(colour) == to_rgba(LINE_GREY) for colour in shown] == np.isnan(
            values
        ).tolist()
        assert ax.images[0].get_clim()[1] == np.nanmax(np.abs(values))
        axes = plots.show_signed([values, values / 2])
        assert axes[1].images[0].get_clim()[1] == np.nanmax(np.abs(values))


def test_neighbouring_colours_darken_away_from_white():
    brightness = SIGNED(np.arange(257))[:, :3].sum(axis=1)
    assert brightness.argmax() == 128
    assert (np.diff(brightness[:129]) > 0).all() and (np.diff(brightness[128:]) < 0).all()
    assert INK(0) == WHITE


class TestUnitRow:
    def test_all_share_one_scale_and_say_their_unit(self, weights):
        _, axes = plots.panels(3)
        plot_unit_row(axes, weights, [4, 0, 9])
        limit = np.abs(weights[[4, 0, 9]]).max()
        for ax, unit in zip(axes, [4, 0, 9], strict=True):
            assert ax.images[0].get_clim() == (-limit, limit)
            np.testing.assert_array_equal(ax.images[0].get_array().ravel(), weights[unit])
        assert [ax.get_title() for ax in axes] == ["unit 4", "unit 0", "unit 9"]

    def test_update_to_fewer_units_blanks_the_rest_and_back(self, weights):
        fig, axes = plt.subplots(1, 3)  # a fixed layout, so that pages can be compared
        plot_unit_row(axes, weights, [1, 2, 3])
        full = pixels_of(fig)
        plot_unit_row(axes, weights, [2])
        assert axes[0].get_title() == "unit 2"
        empty = pixels_of(fig)[:, int(axes[1].get_window_extent().x0) :]
        assert (empty == 255).all()
        plot_unit_row(axes, weights, [1, 2, 3])
        np.testing.assert_array_equal(pixels_of(fig), full)


class TestWall:
    def test_matches_one_imshow_a_unit_pixel_for_pixel_between_grey_lines(self, weights):
        # Each tile is placed by matplotlib itself, on a page where a value is one screen pixel.
        rows, columns = 3, 10
        fig = plt.figure(figsize=(columns * 0.29, rows * 0.29), dpi=100, facecolor=LINE_GREY)
        limit = np.abs(weights).max()
        for unit, picture in enumerate(weights):
            row, column = divmod(unit, columns)
            box = (column * 29 + 1, (rows - 1 - row) * 29, 28, 28)
            ax = fig.add_axes(np.array(box) / (290, 87, 290, 87))
            ax.imshow(picture.reshape(28, 28), cmap=SIGNED, vmin=-limit, vmax=limit, aspect="auto")
            ax.axis("off")
        fig.canvas.draw()
        expected = np.asarray(fig.canvas.buffer_rgba())

        ax = plots.plot_mosaic(plt.figure().add_subplot(), weights)
        shown = ax.images[0].to_rgba(ax.images[0].get_array(), bytes=True)
        np.testing.assert_array_equal(shown, expected)
        line = tuple(ax.images[0].cmap.get_bad())
        assert line == to_rgba(LINE_GREY)
        assert line not in [tuple(colour) for colour in SIGNED(np.arange(257))]

    def test_order_and_columns_place_the_units(self, weights):
        wall = mosaic(weights, columns=2, order=[5, 3, 8])
        assert wall.shape == (58, 58)
        np.testing.assert_array_equal(wall[1:29, 30:58].ravel(), weights[3])
        np.testing.assert_array_equal(wall[30:58, 1:29].ravel(), weights[8])
        assert np.isnan(wall[30:58, 30:58]).all()
        assert np.isnan(wall[0]).all() and np.isnan(wall[:, 29]).all()

    @pytest.mark.parametrize("order", [None, [8, 3, 5, 0, 22]])
    def test_a_tiles_box_is_where_the_units_weights_are(self, weights, order):
        wall = mosaic(weights, 4, order)
        for y, x in np.argwhere(np.isfinite(wall))[::97]:
            unit = unit_at(x, y, len(weights), 4, order)
            assert wall[y, x] == weights[unit].reshape(28, 28)[y % 29 - 1, x % 29 - 1]
        rows = wall.shape[0] // 29
        for x, y in ((-1, 5), (4 * 29, 5), (5, rows * 29), (5, -1)):
            assert unit_at(x, y, len(weights), 4, order) is None
        assert unit_at(3 * 29 + 5, 5 * 29 + 5, 23, 4) is None  # the place after unit 22

    def test_marks_outline_their_unit(self, ax, weights):
        plots.plot_mosaic(ax, weights, columns=5, order=[7, 1, 2, 3, 4, 9], marked=[9, 1])
        x, y = (np.asarray(c).reshape(2, 6)[:, :5] for c in ax.lines[0].get_data())
        for corners_x, corners_y, unit in zip(x, y, [9, 1], strict=True):
            inside = corners_x[:4].mean(), corners_y[:4].mean()
            assert unit_at(*inside, 23, 5, [7, 1, 2, 3, 4, 9]) == unit
            assert np.ptp(corners_x) == np.ptp(corners_y) == 29
        plots.plot_mosaic(ax, weights, columns=5, order=[7, 1, 2, 3, 4, 9])
        assert len(ax.lines[0].get_xdata()) == 0

    def test_margin_numbers_add_up_to_the_unit_on_the_whole_wall(self, ax, weights):
        plots.plot_mosaic(ax, weights, columns=5)
        for y, first in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True):
            for x, more in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True):
                unit = int(first.get_text()) + int(more.get_text())
                assert unit_at(x, y, 23, 5) == (unit if unit < 23 else None)
        assert ax.get_xlim() == (-0.5, 5 * 29 - 0.5) and ax.get_ylim() == (5 * 29 - 0.5, -0.5)
        assert ax.images[0].get_extent() == [-0.5, 144.5, 144.5, -0.5]
        plots.plot_mosaic(ax, weights, order=[2, 1])
        assert len(ax.get_xticks()) == 0

    def test_scale_holds_the_units_shown(self, ax, weights):
        plots.plot_mosaic(ax, weights, order=[6])
        assert ax.images[0].get_clim()[1] == np.abs(weights[6]).max()
        plots.plot_mosaic(ax, weights, order=[6], limit=3)
        assert ax.images[0].get_clim() == (-3, 3)
        assert ax.texts[0].get_text().startswith("scale ±3")


class TestStretched:
    @pytest.mark.parametrize(("colouring", "name"), [("jet", "jet"), ("grey", "gray")])
    def test_it_reaches_to_its_own_ends_and_says_where_zero_is(self, ax, weights, colouring, name):
        level = plots.grey_level_of_zero(weights[0])
        plot_stretched(ax, weights[0], colouring)
        shown = ax.images[0]
        assert shown.get_clim() == (weights[0].min(), weights[0].max())
        assert shown.cmap.name == name
        np.testing.assert_allclose(colour_of(shown, 0), shown.cmap(round(level)), atol=0.02)
        word = {"jet": "colour", "grey": "grey"}[colouring]
        assert ax.texts[0].get_text() == f"zero is {word} {level:.0f} of 0…255"
        plot_stretched(ax, np.abs(weights[0]) + 1, colouring)
        assert ax.texts[0].get_text() == "zero is not on this scale"
        assert plots.grey_level_of_zero(np.abs(weights[0]) + 1) < 0

    def test_adding_a_bias_changes_no_pixel_of_the_grey_picture(self, weights):
        # The lesson that the trap is kept for.
        pages = []
        for bias in (0.0, 2.0):
            ax = plot_stretched(plots.panel(), np.round(weights[0], 1) + bias, "grey")
            ax.texts[0].remove()
            pages.append(pixels_of(ax.figure).astype(int))
        assert np.abs(pages[0] - pages[1]).max() <= 1


def test_every_line_between_tiles_is_drawn_however_few_pixels_a_tile_has(ax, weights):
    """Of an image 1 in 29 values wide, a small picture would show some lines and not others."""
    plots.plot_mosaic(ax, weights, columns=3)
    rows, columns = (side // 29 for side in ax.images[0].get_array().shape)
    corners = ax.lines[1].get_xydata()
    upright = corners[:-1][corners[:-1, 0] == corners[1:, 0]]
    level = corners[:-1][corners[:-1, 1] == corners[1:, 1]]
    assert upright[:, 0].tolist() == [29 * column for column in range(columns)]
    assert level[:, 1].tolist() == [29 * row for row in range(rows)]
