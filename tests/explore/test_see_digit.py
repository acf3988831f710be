"""Explorer 0: what its sliders put into the picture and into the sentence."""

import numpy as np
import pytest

from helpers.explore import SeeDigit


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
    assert explorer.text.startswith("Image 2 shows a 4.")


def test_every_control_repaints(explorer):
    seen = {explorer.screen.picture.value}
    for move in ({"row": 9}, {"image": 1}, {"digit": 4}):
        for name, value in move.items():
            getattr(explorer, name).value = value
        seen.add(explorer.screen.picture.value)
    assert len(seen) == 4


def test_it_is_marked_for_the_page_and_its_repr_is_short(explorer):
    assert "explorer" in explorer._dom_classes
    assert repr(explorer) == "SeeDigit(image=0, row=2)"


def test_controls_can_be_chosen(explorer):
    images, labels = explorer.chooser.images, explorer.chooser.labels
    shown = SeeDigit(images, labels, controls=("row",))
    assert shown.children[0].children == (shown.row,)
    with pytest.raises(ValueError, match="choose from digit, image, row"):
        SeeDigit(images, labels, controls=("unit",))


@pytest.mark.parametrize(("name", "value"), [("row", 28), ("row", -1), ("image", 3)])
def test_a_start_that_is_not_there_is_refused(explorer, name, value):
    images, labels = explorer.chooser.images, explorer.chooser.labels
    with pytest.raises(ValueError, match=f"{name}={value} is out of range"):
        SeeDigit(images, labels, **{name: value})
