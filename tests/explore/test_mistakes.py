"""Mistakes: the confusion matrix and its images, against a count of one image at a time."""

import numpy as np
import pytest

from helpers.digits import as_pixels
from helpers.explore import Draw, Mistakes
from helpers.network import Network
from tests.explore.page import click, crowding, is_as_recorded_anew, open_page, spot_at

NAMES = ("zeros", "ones", "twos")


@pytest.fixture(scope="module")
def network(network):
    """One that answers differently: large weights, no biases."""
    weights = [20 * network.weights[0], network.weights[1]]
    return Network(network.sizes, weights, [np.zeros_like(bias) for bias in network.biases])


@pytest.fixture(scope="module")
def many():
    """Sixty spotted images and their labels, none of them a 1."""
    rng = np.random.default_rng(13)
    spots = rng.random((60, 784)) < 0.2
    return spots * rng.integers(0, 256, spots.shape, dtype=np.uint8), np.array([0, 2, 2] * 20)


@pytest.fixture(scope="module")
def rows(network, many):
    """The rows of each (true digit, answer)."""
    found = {cell: [] for cell in np.ndindex(3, 3)}
    for row, (image, label) in enumerate(zip(*many, strict=True)):
        found[int(label), int(network.forward(as_pixels(image)).answer)].append(row)
    return found


@pytest.fixture
def explorer(network, many):
    return Mistakes(network, *many, true=0, answer=2)


def pictures(explorer):
    return [ax for ax in explorer.tiles if ax.images[0].get_visible()]


def move(explorer, true, answer):
    explorer.true.value, explorer.answer.value = true, answer


def test_the_examples_hold_what_they_are_meant_to(rows):
    sizes = {cell: len(found) for cell, found in rows.items()}
    assert max(sizes.values()) > 12 and 0 < min(n for n in sizes.values() if n) <= 12
    assert sum(sizes[1, answer] for answer in range(3)) == 0
    assert any(n == 0 for (true, _), n in sizes.items() if true != 1)


def test_images_of_the_cell_are_shown_with_their_rows(explorer, rows, many):
    for cell, expected in rows.items():
        move(explorer, *cell)
        shown = pictures(explorer)
        assert [ax.get_title() for ax in shown] == [str(row) for row in expected[:12]]
        for ax, row in zip(shown, expected, strict=False):
            found = ax.images[0].get_array().ravel()
            np.testing.assert_allclose(found, many[0][row] / 255, atol=1e-6)
            assert ax.spines["left"].get_visible()
        for ax in set(explorer.tiles) - set(shown):
            assert ax.get_title() == " " and not ax.spines["left"].get_visible()
        assert explorer.none.get_visible() == (len(expected) == 0)
        assert explorer.rows(*cell).tolist() == expected


def test_matrix_counts_and_outlines_the_cell(explorer, rows):
    counts = [text.get_text() for text in explorer.matrix.texts]
    assert counts == [str(len(rows[cell])) for cell in np.ndindex(3, 3)]
    assert explorer.counts.tolist() == np.reshape([len(r) for r in rows.values()], (3, 3)).tolist()
    for true, answer in rows:
        move(explorer, true, answer)
        x, y = explorer.matrix.lines[0].get_data()
        assert (np.mean([min(x), max(x)]), np.mean([min(y), max(y)])) == (answer, true)


def test_sentence_says_how_many_of_whom_and_which(explorer, rows):
    for (true, answer), found in rows.items():
        move(explorer, true, answer)
        of = sum(len(rows[true, other]) for other in range(3))
        *named, last = map(str, found[:12] or [0])
        named = f"{', '.join(named)} and {last}" if named else last
        images = "image" if len(found) == 1 else "images"
        images = "the first 12 are images" if len(found) > 12 else images
        right = ", rightly" if true == answer else ""
        are = "is" if len(found) == 1 else "are"
        expected = f"Of {of} {NAMES[true]}, {len(found) or 'none'} {are} answered {answer}"
        expected += f"{right}: {images} {named}." if found else "."
        if of == 0:
            expected = f"There is no {true} among these images."
        assert explorer.text == expected


def test_one_image_is_not_called_images(network, many, rows):
    some = np.array(sorted(rows[0, 2][:1] + rows[2, 2]))
    explorer = Mistakes(network, many[0][some], many[1][some], true=0, answer=2)
    row = some.tolist().index(rows[0, 2][0])
    assert explorer.text == f"Of 1 zero, 1 is answered 2: image {row}."
    assert spot_at(explorer.live, 0, 2, 0)[0] == "true 0, answered 2: 1 image"


def test_a_cell_says_its_count_and_is_chosen_by_a_click(explorer, rows):
    for (true, answer), found in rows.items():
        images = "image" if len(found) == 1 else "images"
        words = f"true {true}, answered {answer}: {len(found)} {images}"
        assert spot_at(explorer.live, 0, answer, true) == (
            words, {"true": true, "answer": answer},
        )  # fmt: skip
    click(explorer.live, 0, 1.4, -0.4)
    assert (explorer.true.value, explorer.answer.value) == (0, 1)


def test_a_picture_says_its_row_and_its_pixels(explorer, rows):
    for cell, found in rows.items():
        move(explorer, *cell)
        for place in range(12):
            if place < len(found):
                words = f"image {found[place]}"
                assert spot_at(explorer.live, place + 1, 0, 27) == (words, None)
            else:
                with pytest.raises(LookupError):
                    spot_at(explorer.live, place + 1, 0, 27)
    for panel, ax in zip(explorer.live.panels, explorer.tiles, strict=True):
        assert explorer.live.figure.axes[panel["axes"]] is ax
        assert panel["words"] == "row {row}, column {column}: ink {here}"


@pytest.fixture
def crowded(a_network):
    """Rows and counts of four digits: as long as they get with MNIST."""
    network = a_network(sizes=(784, 6, 10))
    images = np.full((10_000, 784), 99, dtype=np.uint8)
    usual = int(network.forward(as_pixels(images[0])).answer)
    labels = np.repeat(np.arange(10), 1000)
    return Mistakes(network, images, labels, true=9, answer=usual)


def test_letters_keep_apart_and_inside_on_any_page(crowded):
    usual = crowded.answer.value
    assert len(crowded.rows(9, usual)) == 1000 and len(pictures(crowded)) == 12
    assert crowding(crowded.live, {}, {"answer": (usual + 1) % 10}) == []


def test_letters_keep_apart_when_it_was_laid_out_without_an_image(crowded):
    usual = crowded.answer.value
    crowded.answer.value = (usual + 1) % 10
    assert crowded.none.get_visible()
    assert crowding(crowded.live, {"answer": usual}) == []


def test_on_a_narrow_page_the_images_stand_below(explorer):
    for width, beside in ((7.0, True), (6.9, False)):
        open_page(explorer.live, 100 * width)
        first = explorer.tiles[0].bbox
        assert (explorer.matrix.bbox.x1 < first.x0) == beside
        assert (explorer.matrix.bbox.y0 > first.y1) != beside


def test_no_trace_of_another_cell_is_left(explorer, rows):
    for cell in [*rows, (0, 0), (1, 0), (2, 2)]:
        move(explorer, *cell)
        assert is_as_recorded_anew(explorer.live)


# ---- Images opened on a pad, and the surest first ------------------------------------------------


@pytest.fixture
def opening(network, many):
    draw = Draw(network, *many)
    return Mistakes(network, *many, true=0, answer=2, draw=draw, worst_first=True)


def test_the_surest_answers_come_first(opening, network, many, rows):
    for cell, found in rows.items():
        sure = [network.forward(as_pixels(many[0][row])).outputs.max() for row in found]
        expected = [found[place] for place in np.argsort(-np.array(sure), kind="stable")]
        assert opening.rows(*cell).tolist() == expected


def test_a_click_opens_an_image_on_the_pad_below_and_a_button_closes_it(opening, many):
    closed = opening.children
    row = opening.rows(0, 2)[1]
    words, choice = spot_at(opening.live, 2, 14, 14)
    assert words == f"image {row}" and choice == {"opened": 2}
    click(opening.live, 2, 14, 14)
    assert opening.children == (*closed, opening.away, opening.draw)
    np.testing.assert_array_equal(opening.draw.pad.image.ravel(), many[0][row])
    assert opening.draw.pad.told == f"Test image {row}, a 0."
    click(opening.live, 1, 14, 14)
    np.testing.assert_array_equal(opening.draw.pad.image.ravel(), many[0][opening.rows(0, 2)[0]])
    opening.away.click()
    assert opening.children == closed and opening.opened.value == 0


def test_another_cell_closes_what_is_open(opening):
    closed = opening.children
    opening.opened.value = 1
    assert len(opening.children) > len(closed)
    opening.answer.value = 1
    assert opening.children == closed


def test_what_is_not_there_is_not_opened(opening):
    closed = opening.children
    opening.true.value = 1  # there is none
    opening.opened.value = 3
    assert opening.children == closed


def test_the_same_image_can_be_opened_again(opening, many):
    opening.opened.value = 1
    opening.draw.pad.clear()
    opening.away.click()
    opening.opened.value = 1
    np.testing.assert_array_equal(opening.draw.pad.image.ravel(), many[0][opening.rows(0, 2)[0]])


def test_without_a_pad_images_open_nothing(explorer):
    assert spot_at(explorer.live, 1, 14, 14)[1] is None
    assert [type(child).__name__ for child in explorer.children] == ["HBox", "LiveFigure"]
