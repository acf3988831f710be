"""One row of a digit: its outline on the picture, and its 28 numbers as bars."""

import numpy as np
import pytest

from helpers import plots
from helpers.plots.rows import RATIOS, plot_outlined, plot_row
from tests.explore.page import contrast
from tests.plots.look import assert_apart


def test_the_outline_goes_round_the_row_and_is_seen_on_paper_and_ink(ax, image):
    assert plot_outlined(ax, image, 5, "a digit") is ax
    x, y = ax.lines[0].get_data()
    assert (min(x), max(x), min(y), max(y)) == (-0.5, 27.5, 4.5, 5.5)
    assert ax.get_title() == "a digit"
    outline = ax.lines[0].get_color()
    assert contrast(outline, "white") >= 3 and contrast(outline, "black") >= 3


def test_bars_are_the_numbers_and_say_them(ax):
    plot_row(ax, np.linspace(1, 0, 28), "row 3")
    plot_row(ax, [0, 0.001, 0.5, 0.999, *np.zeros(24)])
    assert [bar.get_height() for bar in ax.patches][:4] == [0, 0.001, 0.5, 0.999]
    assert [text.get_text() for text in ax.texts][:5] == ["0", ".00", ".50", "1", "0"]
    assert ax.texts[2].get_position() == (2, pytest.approx(0.51))
    assert ax.get_title() == "row 3" and len(ax.patches) == 28


def test_28_numbers_stand_side_by_side():
    ax = plots.panels(2, ratios=RATIOS)[1][1]
    assert_apart(plot_row(ax, np.full(28, 0.98)).texts)


@pytest.mark.parametrize(("width", "every"), [(5, 1), (3.2, 2)])
def test_upright_numbers_stand_above_all_bars(width, every):
    ax = plots.panel(width, 2.4)
    plot_row(ax, np.linspace(0.98, 0.5, 28), upright=True, every=every)
    shown = [text for text in ax.texts if text.get_visible()]
    assert shown == ax.texts[::every]
    assert_apart(shown)
    top = ax.transData.transform((0, 1))[1]
    for text in shown:
        box = text.get_window_extent()
        assert box.y0 > top and box.y1 < ax.bbox.y1
        assert text.get_text() == "0" or box.height > box.width
    plot_row(ax, np.full(28, 0.25))
    assert [text.get_text() for text in shown] == [".25"] * len(shown)
    assert {text.get_position()[1] for text in shown} == {1.03}


def test_a_patch_is_framed_on_the_digit_and_has_its_numbers(image):
    left, right = plots.show_patch(image, (6, 12, 5, 13), ["a 7", "numbers"])
    for line in left.lines:
        x, y = line.get_data()
        assert (min(x), max(x), min(y), max(y)) == (4.5, 12.5, 5.5, 11.5)
    patch = image.reshape(28, 28)[6:12, 5:13] / 255
    np.testing.assert_allclose(right.images[0].get_array(), patch)
    assert len(right.texts) == patch.size
    shown = {text.get_position(): text for text in right.texts}
    assert float(shown[7, 8].get_text()) == pytest.approx(patch[2, 2], abs=0.005)
    for (column, row), text in shown.items():
        page = 1 - patch[row - 6, column - 5]
        assert contrast(text.get_color(), (page, page, page)) >= 3
    assert [ax.get_title() for ax in (left, right)] == ["a 7", "numbers"]
    assert_apart(right.texts)


@pytest.mark.parametrize("n", [2, 4, 5])
def test_framed_pictures_are_large_and_share_a_scale(n):
    pictures = [np.linspace(-1 - place, 1, 784) for place in range(n)]
    axes = plots.show_framed(pictures, (10, 19, 13, 17), [f"picture {place}" for place in range(n)])
    axes[0].figure.canvas.draw()
    assert [ax.images[0].get_clim() for ax in axes] == [(-n, n)] * n
    assert [ax.get_title() for ax in axes] == [f"picture {place}" for place in range(n)]
    for ax, picture in zip(axes, pictures, strict=True):
        np.testing.assert_array_equal(ax.images[0].get_array().ravel(), picture)
        assert {tuple(line.get_xdata()) for line in ax.lines} == {(12.5, 16.5, 16.5, 12.5, 12.5)}
        assert ax.get_window_extent().width > 185
