"""SeeDigit: what its sliders put into the picture, the sentence and the answers."""

import numpy as np
import pytest

from helpers.explore import SeeDigit
from tests.explore.page import click, crowding, open_page, spot_at


@pytest.fixture
def explorer():
    """Three images: a 4 with ink in row 2 alone, an empty 1, another 4 with full ink."""
    images = np.zeros((3, 784), dtype=np.uint8)
    images[0, 2 * 28 + 5 : 2 * 28 + 8] = (255, 51, 102)
    images[2] = 255
    return SeeDigit(images, np.array([4, 1, 4]), row=2)


def test_sentence_counts_places_and_sums_the_row(explorer):
    assert explorer.text == (
        "Image 0 shows a 4. Row 2 is pixels 56 to 83: 3 of its 28 are lit, their ink sums to 1.60. "
        "The whole image holds 1.6."
    )


def test_row_moves_outline_bars_title_and_sentence(explorer):
    explorer.row.value = 3
    digit, bars = explorer.axes
    assert set(digit.lines[0].get_ydata()) == {2.5, 3.5}
    assert [bar.get_height() for bar in bars.patches] == [0] * 28
    assert bars.get_title() == "row 3"
    assert "Row 3 is pixels 84 to 111: 0 of its 28 are lit" in explorer.text


def test_bars_are_the_row_of_the_chosen_image(explorer):
    heights = [bar.get_height() for bar in explorer.axes[1].patches]
    np.testing.assert_allclose(heights[4:9], [0, 1, 0.2, 0.4, 0], atol=1e-6)
    explorer.image.value = 2
    assert [bar.get_height() for bar in explorer.axes[1].patches] == [1] * 28
    assert explorer.axes[0].images[0].get_array().min() == 1


def test_digit_filter_walks_through_its_images_only(explorer):
    explorer.digit.value = 4
    explorer.image.value = 1
    assert explorer.image.max == 1
    assert explorer.text.startswith("Image 2, number 1 of the 4s, shows a 4.")


def test_a_row_of_the_digit_says_its_name_and_is_chosen_by_a_click(explorer):
    for row in range(28):
        assert spot_at(explorer.live, 0, 13, row) == (f"row {row}", {"row": row})
    click(explorer.live, 0, 0, 27)
    assert explorer.row.value == 27


def test_a_bar_says_its_place_and_its_ink_wherever_its_column_is_pointed_at(explorer):
    inks = {5: "1.00", 6: "0.20", 7: "0.40"}
    for column in range(28):
        words = f"row 2, column {column}: ink {inks.get(column, '0.00')}"
        for height in (0.01, 1.1):
            assert spot_at(explorer.live, 1, column, height) == (words, None)
    explorer.row.value = 3
    assert spot_at(explorer.live, 1, 5, 0.5)[0] == "row 3, column 5: ink 0.00"


def test_a_pixel_is_said_after_its_row(explorer):
    (panel,) = explorer.live.panels
    assert explorer.live.figure.axes[panel["axes"]] is explorer.axes[0]
    assert (panel["words"], panel["step"]) == ("column {column}, ink {0}", 28)


def test_letters_keep_apart_and_inside_on_any_page(explorer):
    assert crowding(explorer.live, {"image": 2}, {"row": 27}, {"image": 1}) == []


@pytest.mark.parametrize(("width", "beside", "upright", "shown"), [
    (10.5, True, False, 28), (7, False, False, 28), (5, False, True, 28), (3.4, False, True, 14),
])  # fmt: skip
def test_a_narrow_page_has_another_arrangement(explorer, width, beside, upright, shown):
    open_page(explorer.live, 100 * width)
    digit, bars = explorer.axes
    assert (digit.bbox.x1 < bars.bbox.x0) == beside
    assert (digit.bbox.y0 > bars.bbox.y1) != beside
    assert all((text.get_rotation() == 90) == upright for text in bars.texts)
    assert sum(text.get_visible() for text in bars.texts) == shown
