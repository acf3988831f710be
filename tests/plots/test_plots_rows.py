"""One row of a digit: its outline on the picture, and its 28 numbers as bars."""

import numpy as np
import pytest

from helpers import plots


def test_the_outline_goes_round_the_row(ax, image):
    assert plots.plot_outlined(ax, image, 5, "a digit") is ax
    x, y = ax.lines[0].get_data()
    assert (min(x), max(x), min(y), max(y)) == (-0.5, 27.5, 4.5, 5.5)
    assert ax.get_title() == "a digit"


def test_update_moves_the_outline_and_changes_the_digit(ax, image):
    plots.plot_outlined(ax, image, 5)
    plots.update_outlined(ax, image[::-1], 27)
    assert set(ax.lines[0].get_ydata()) == {26.5, 27.5} and len(ax.lines) == 1
    np.testing.assert_array_equal(ax.images[0].get_array().ravel(), image[::-1] / 255)


def test_the_outline_is_seen_on_paper_and_on_ink(ax, image, contrast):
    outline = plots.plot_outlined(ax, image, 5).lines[0].get_color()
    assert contrast(outline, "white") >= 3 and contrast(outline, "black") >= 3


def test_bars_are_the_numbers_and_say_them(ax):
    plots.plot_row(ax, np.linspace(1, 0, 28), "row 3")
    plots.update_row(ax, [0, 0.001, 0.5, 0.999, *np.zeros(24)])
    assert [bar.get_height() for bar in ax.patches][:4] == [0, 0.001, 0.5, 0.999]
    assert [text.get_text() for text in ax.texts][:5] == ["0", ".00", ".50", "1", "0"]
    assert ax.texts[2].get_position() == (2, pytest.approx(0.51))
    assert ax.get_title() == "row 3" and len(ax.patches) == 28


def test_28_numbers_stand_side_by_side(overlaps, outside):
    axes = plots.show_row(np.full(784, 0.98), 4)
    figure = axes[0].figure
    figure.canvas.draw()
    assert not overlaps(axes[1].texts)
    assert not outside(figure, axes[1].texts)


@pytest.mark.parametrize(("width", "every"), [(5, 1), (3.2, 2)])
def test_upright_numbers_stand_above_all_bars(width, every, overlaps, outside):
    ax = plots.panel(width, 2.4)
    plots.plot_row(ax, np.linspace(0.98, 0.5, 28), upright=True, every=every)
    ax.figure.canvas.draw()
    shown = [text for text in ax.texts if text.get_visible()]
    assert shown == ax.texts[::every]
    assert not overlaps(shown) and not outside(ax.figure, shown)
    top = ax.transData.transform((0, 1))[1]
    for text in shown:
        box = text.get_window_extent()
        assert box.y0 > top and box.y1 < ax.bbox.y1
        assert text.get_text() == "0" or box.height > box.width
    plots.update_row(ax, np.full(28, 0.25))
    assert [text.get_text() for text in shown] == [".25"] * len(shown)
    assert {text.get_position()[1] for text in shown} == {1.03}


@pytest.mark.parametrize("every", [0, 1.5])
def test_every_is_a_count(ax, every):
    with pytest.raises(ValueError, match=f"every={every}: expected a whole number"):
        plots.plot_row(ax, np.zeros(28), every=every)


def test_show_row_shows_that_row(image):
    left, right = plots.show_row(image, 20)
    heights = [bar.get_height() for bar in right.patches]
    np.testing.assert_allclose(heights, image.reshape(28, 28)[20] / 255)
    assert set(left.lines[0].get_ydata()) == {19.5, 20.5}
    assert right.get_title() == "row 20"


@pytest.mark.parametrize("row", [-1, 28, 1.5, "a"])
def test_a_row_that_is_not_there_is_refused(ax, image, row):
    with pytest.raises(ValueError, match="row"):
        plots.plot_outlined(ax, image, row)
    with pytest.raises(ValueError, match="row"):
        plots.show_row(image, row)


@pytest.mark.parametrize("pixels", [np.zeros(27), np.full(28, 1.5), np.full(28, -0.5), ["a"] * 28])
def test_a_row_is_28_numbers_from_0_to_1(ax, pixels):
    with pytest.raises(ValueError, match="pixels"):
        plots.plot_row(ax, pixels)


def test_update_needs_something_drawn(ax, image):
    with pytest.raises(ValueError, match="plot_outlined"):
        plots.update_outlined(ax, image, 0)
    with pytest.raises(ValueError, match="plot_row"):
        plots.update_row(ax, np.zeros(28))
