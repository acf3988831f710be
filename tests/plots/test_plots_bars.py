"""Contributions, outputs, activations and the square of cells, seen on their Axes."""

import numpy as np
import pytest
from matplotlib.colors import same_color
from matplotlib.text import Text

from helpers import plots
from helpers.plots.bars import row_texts
from helpers.plots.style import BLUE_TAKES, DARK, RED_ADDS, decimals_for, spread
from helpers.words import signed_number
from tests.plots.look import assert_apart


def widths(ax):
    return [bar.get_width() for bar in ax.patches if bar.get_visible()]


def words(texts):
    return [text.get_text() for text in texts if text.get_text()]


class TestContributions:
    def test_bars_go_left_and_right_of_zero_with_numbers_beyond_their_ends(self, ax):
        plots.plot_contributions(ax, [1.5, -0.75], ["unit 4", "unit 9"], "to a 3")
        assert widths(ax) == [1.5, -0.75]
        assert all(bar.get_x() == 0 for bar in ax.patches)
        assert words(ax.texts) == ["unit 4", "+1.50", "unit 9", "−0.75"]
        assert ax.get_title() == "to a 3"
        assert list(ax.lines[0].get_xdata()) == [0, 0]
        low, high = ax.get_xlim()
        assert low < -0.75 and high > 1.5
        assert same_color(ax.patches[0].get_facecolor(), RED_ADDS)
        assert same_color(ax.patches[1].get_facecolor(), BLUE_TAKES)
        ax.figure.canvas.draw()
        right, left = (text.get_window_extent() for text in row_texts(ax)[1])
        assert right.x0 > ax.patches[0].get_window_extent().x1
        assert left.x1 < ax.patches[1].get_window_extent().x0

    def test_a_waterfall_falls_from_the_bias_to_the_score(self, ax, rng):
        values = rng.standard_normal(6)
        plots.plot_contributions(ax, values, list("abcdef"), running_from=0.25)
        sums = 0.25 + np.concatenate([[0], np.cumsum(values)])
        ends = [bar.get_x() + bar.get_width() for bar in ax.patches]
        np.testing.assert_allclose([bar.get_x() for bar in ax.patches], [0, *sums[:-1], 0])
        np.testing.assert_allclose(ends, [*sums, sums[-1]])
        names, numbers = row_texts(ax)
        assert words(names) == ["bias", *"abcdef", "sum"]
        *rounded, last = [round(value, 2) for value in (0.25, *values)]
        written = [*rounded, round(sums[-1], 2) - sum(rounded), round(sums[-1], 2)]
        assert words(numbers) == [signed_number(number) for number in written]
        assert abs(written[-2] - last) < 0.035
        assert ax.get_xlim()[0] < sums.min() and ax.get_xlim()[1] > sums.max()
        colours = [bar.get_facecolor() for bar in ax.patches]
        expected = [RED_ADDS if value > 0 else BLUE_TAKES for value in values]
        assert all(map(same_color, colours, ["white", *expected, DARK]))

    def test_it_can_begin_without_a_bar_of_its_own_and_end_under_another_name(self, ax):
        names = {"start_label": None, "end_label": "z"}
        plots.plot_contributions(ax, [3.0, -4.0], ["red", "blue"], running_from=0.5, **names)
        assert words(row_texts(ax)[0]) == ["red", "blue", "z"]
        assert words(row_texts(ax)[1]) == ["+3.00", "−4.00", "−0.50"]
        assert [bar.get_x() for bar in ax.patches] == [0.5, 3.5, 0]
        assert same_color(ax.patches[0].get_facecolor(), RED_ADDS)

    def test_bars_that_are_not_as_they_were_are_hatched(self, ax):
        plots.plot_contributions(ax, [1.0, -2, 3], list("abc"), running_from=0.5, hatched=2)
        assert [bar.get_hatch() for bar in ax.patches] == [None, "////", "////", None, None]
        assert same_color(ax.patches[2].get_edgecolor(), BLUE_TAKES)
        plots.plot_contributions(ax, [1.0, -2], list("ab"), running_from=0.5, hatched=2)
        assert [bar.get_hatch() for bar in ax.patches][:4] == [None, "////", "////", None]
        plots.plot_contributions(ax, [1.0, -2, 3], list("abc"), running_from=0.5)
        assert {bar.get_hatch() for bar in ax.patches} == {None}

    def test_thin_lines_lead_from_the_end_of_each_bar_to_the_next(self, ax):
        plots.plot_contributions(ax, [2.0, -1.0], ["a", "b"], running_from=1.0)
        lines = ax.lines[1].get_xydata().reshape(3, 3, 2)
        assert np.isnan(lines[:, 2]).all()
        np.testing.assert_allclose(lines[:, :2, 0], [[1, 1], [3, 3], [2, 2]])
        np.testing.assert_allclose(lines[:, :2, 1], [[0.33, 0.67], [1.33, 1.67], [2.33, 2.67]])

    @pytest.mark.parametrize("sign", [1, -1])
    def test_numbers_stand_on_no_line_and_on_no_bar(self, ax, sign):
        ax.figure.set_size_inches(5, 2)
        values = sign * np.array([1.0, 1.5, 0.002, -1.5, 0.0, -0.4])
        plots.plot_contributions(ax, values, list("abcdef"), running_from=sign * 0.1)
        ax.figure.canvas.draw()
        line, edge = ax.lines[1].get_path(), ax.get_window_extent()
        bars = [bar.get_window_extent() for bar in ax.patches]
        for row, number in enumerate(row_texts(ax)[1]):
            box = Text.get_window_extent(number)
            assert not line.intersects_bbox(box.transformed(ax.transData.inverted()), filled=False)
            assert edge.x0 <= box.x0 and box.x1 <= edge.x1
            assert not box.overlaps(bars[row])

    def test_update_fills_the_room_that_rows_left(self, ax):
        plots.plot_contributions(ax, [3.0, -1, 2], ["a", "b", "c"], running_from=0.5)
        bars = list(ax.patches)
        plots.plot_contributions(ax, [1.0], ["a"], running_from=0.0)
        assert widths(ax) == [0, 1, 1] and list(ax.patches) == bars
        plots.plot_contributions(ax, [4.0], ["d"])
        assert widths(ax) == [4]
        assert words(ax.texts) == ["d", "+4.00"]
        assert len(ax.lines[1].get_xdata()) == 0

    def test_given_limits_stay_and_all_zero_still_draws(self, ax):
        low, high = plots.plot_contributions(ax, [1.0], ["a"], limits=(-5, 5)).get_xlim()
        assert low < -5 and high > 5
        plots.plot_contributions(ax, [-4.0], ["a"], limits=(-5, 5))
        assert ax.get_xlim() == (low, high)
        plots.plot_contributions(ax, [0.0, 0.0], ["a", "b"])
        assert ax.get_xlim()[0] < -1 and ax.get_xlim()[1] > 1
        assert words(ax.texts) == ["a", "0.00", "b", "0.00"]


class TestOutputs:
    def test_ten_bars_with_the_answer_and_the_true_class_in_words(self, ax):
        values = np.array([0.01, 0, 0, 0.2, 0, 0, 0.7, 0.05, 0.04, 0])
        plots.plot_outputs(ax, values, label=3, title="outputs")
        np.testing.assert_array_equal(widths(ax), values)
        names, numbers = row_texts(ax)
        assert words(names) == ["0", "1", "2", "true 3", *"456789"]
        assert words(numbers)[6] == "0.70"
        assert [text.get_fontweight() for text in numbers].index("bold") == 6
        assert ax.texts[0].get_text() == "answer 6, true 3"
        assert [bar.get_hatch() for bar in ax.patches].count("////") == 1
        assert ax.patches[3].get_hatch() == "////"
        assert ax.get_xlim()[1] > 1

    def test_classes_stand_by_their_names_which_may_be_long(self, ax):
        names = ("T-shirt/top", "ankle boot", "latin small letter q")
        plots.plot_outputs(ax, [0.2, 0.7, 0.1], label=2, names=names)
        labels, _ = row_texts(ax)
        assert words(labels) == ["T-shirt/top", "ankle boot", "latin small…"]
        assert ax.texts[0].get_text() == "answer ankle boot,\ntrue latin small…"
        assert [bar.get_hatch() for bar in ax.patches] == [None, None, "////"]
        plots.plot_outputs(ax, [0.2, 0.7, 0.1], names=names)
        assert ax.texts[0].get_text() == "answer ankle boot"

    def test_scores_are_signed(self, ax):
        plots.plot_outputs(ax, [-2.0, 3.25], label=0)
        assert words(ax.texts) == ["answer 1, true 0", "true 0", "−2.00", "1", "+3.25"]
        assert widths(ax) == [-2, 3.25]

    def test_update_moves_the_marks_and_keeps_the_scale_of_shares(self, ax):
        before = plots.plot_outputs(ax, [0.1, 0.2], label=0).get_xlim()
        plots.plot_outputs(ax, [0.8, 0.2], label=1)
        assert ax.get_xlim() == before
        assert words(ax.texts) == ["answer 0, true 1", "0", "0.80", "true 1", "0.20"]
        assert [bar.get_hatch() for bar in ax.patches] == [None, "////"]
        plots.plot_outputs(ax, [0.8, 0.2])
        assert words(ax.texts) == ["answer 0", "0", "0.80", "1", "0.20"]


def heights(ax):
    return ax.patches[0].get_data().values[::2].tolist()


class TestActivations:
    def test_index_order_each_bar_on_its_place(self, ax, rng):
        h = rng.random(30)
        plots.plot_activations(ax, h, title="hidden")
        assert heights(ax) == h.tolist()
        assert "index order" in ax.texts[0].get_text() and "29" in ax.texts[0].get_text()
        assert ax.get_ylim()[0] <= 0 and ax.get_ylim()[1] > 1

        edges = ax.patches[0].get_data().edges
        np.testing.assert_allclose((edges[::2] + edges[1::2]) / 2, np.arange(30))
        assert (ax.patches[0].get_data().values[1::2] == 0).all()

    def test_sorted_with_ties_in_index_order_and_given_order(self, ax, rng):
        h = rng.random(30)
        plots.plot_activations(ax, h, order="sorted")
        assert heights(ax) == np.sort(h)[::-1].tolist()
        assert "largest first" in ax.texts[0].get_text()
        plots.plot_activations(ax, h, order=[3, 1])
        assert heights(ax) == h[[3, 1]].tolist()
        ties = np.tile([0.5, 0.25], 20)
        plots.plot_activations(ax, ties, order="sorted", marked=[0, 2, 38])
        assert [mark.xy[0] for mark in ax.texts[1:]] == [0, 1, 19]

    def test_marks_point_at_their_bar_and_keep_apart(self, ax, rng):
        h = np.sort(rng.random(100))[::-1]
        plots.plot_activations(ax, h, marked=[0, 50, 51, 52, 99])
        assert words(ax.texts[1:]) == ["0", "50", "51", "52", "99"]
        for mark, unit in zip(ax.texts[1:], [0, 50, 51, 52, 99], strict=True):
            assert mark.xy == (unit, h[unit])
        assert_apart(ax.texts)

    def test_update_reuses_marks_and_drops_those_left_over(self, ax, rng):
        h = rng.random(30)
        plots.plot_activations(ax, h, marked=[1, 2])
        first = ax.texts[1]
        plots.plot_activations(ax, h, order="sorted", marked=7)
        assert ax.texts[1] is first and words(ax.texts[1:]) == ["7"]
        assert first.xy == ((h > h[7]).sum(), h[7])
        plots.plot_activations(ax, h)
        assert len(ax.texts) == 1

    def test_bars_above_a_level_are_dark(self, ax):
        plots.plot_activations(ax, [0.2, 0.75, 0.5], level=0.5)
        assert ax.patches[1].get_data().values[::2].tolist() == [0, 0.75, 0]
        assert ax.lines[1].get_ydata().tolist() == [0.5, 0.5]
        plots.plot_activations(ax, [0.2, 0.75, 0.5])
        assert not ax.patches[1].get_data().values.any() and not len(ax.lines[1].get_xdata())

    def test_negative_activations_hang_below_zero(self, ax):
        plots.plot_activations(ax, [-0.5, 2.0])
        assert heights(ax) == [-0.5, 2.0]
        assert ax.get_ylim()[0] < -0.5 and ax.get_ylim()[1] > 2
        assert ax.get_yticks().tolist() == [-0.5, 0, 1, 2]


def test_cells_stand_row_by_row_from_white_to_black(ax):
    values = np.linspace(0, 1, 9)
    assert plots.plot_square(ax, values, "a layer") is ax
    picture = ax.images[0]
    assert np.array_equal(picture.get_array(), values.reshape(3, 3))
    assert picture.get_clim() == (0, 1)
    assert picture.cmap(0.0)[:3] == (1, 1, 1) and picture.cmap(1.0)[:3] == (0, 0, 0)
    assert ax.get_title() == "a layer"


def test_numbers_carry_a_sign_and_zero_none():
    assert [signed_number(v) for v in (2, -2, 0, -0.004)] == ["+2.00", "−2.00", "0.00", "0.00"]
    assert signed_number(0.0042, decimals_for([0.0042])) == "+0.0042"


@pytest.mark.parametrize("n", [1, 2, 6, 9])
def test_spread_keeps_order_and_gap_inside(rng, n):
    for _ in range(50):
        positions = rng.random(n) * rng.choice([0.01, 0.5, 1.0]) + rng.choice([0.0, 0.4])
        placed = np.array(spread(list(positions), gap=0.1))
        order = np.argsort(positions)
        assert (np.diff(placed[order]) >= 0.1 - 1e-9).all()
        assert placed.min() >= -1e-9 and placed.max() <= 1 + 1e-9
    assert spread([0.1, 0.9], gap=0.1) == [0.1, 0.9]


@pytest.mark.parametrize("narrow", [False, True])
def test_of_a_sum_the_last_number_alone_can_be_written(ax, narrow):
    more = {"running_from": 1.0, "start_label": None, "narrow": narrow}
    plots.plot_contributions(ax, [2.0, -0.5], ["red", "blue"], numbers=False, **more)
    texts = [text.get_text() for text in ax.texts if text.get_text()]
    assert texts == (["red", "blue", "sum  +2.50"] if narrow else ["red", "blue", "sum", "+2.50"])
