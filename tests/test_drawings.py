"""MNIST's form, and saving: against slow ways, and with every bad input."""

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.drawings import (
    as_drawn,
    as_mnist,
    free_name,
    half_size,
    save_drawing,
)
from helpers.photographs import read_picture

IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[:300])


# ---- MNIST's form ----------------------------------------------------------------------------


def test_images_of_mnist_are_left_as_they_are():
    again = np.array([as_mnist(image.reshape(28, 28)) for image in PIXELS])
    assert np.mean(np.all(again == PIXELS, axis=1)) > 0.99
    fine = np.array([as_mnist(np.kron(x.reshape(28, 28), np.ones((5, 5)))) for x in PIXELS[:50]])
    np.testing.assert_allclose(fine, again[:50], atol=1e-6)


@pytest.mark.parametrize("shape", [(80, 40), (31, 200), (7, 5), (1, 1), (300, 300)])
def test_a_block_of_ink_is_scaled_and_centred(shape):
    page = np.zeros((400, 400))
    page[20 : 20 + shape[0], 55 : 55 + shape[1]] = 1
    digit = as_mnist(page).reshape(28, 28)
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    assert max(len(rows), len(columns)) == 20
    high, wide = (max(1, round(20 * side / max(shape))) for side in shape)
    assert (len(rows), len(columns)) == (high, wide)
    mass = digit.sum()
    for axis in (0, 1):
        centre = digit.sum(axis=1 - axis) @ np.arange(28) / mass
        assert abs(centre - 14) <= 0.5 + 1e-6
    np.testing.assert_allclose(digit[digit > 0], 1)


def test_scaling_is_the_mean_of_areas():
    rng = np.random.default_rng(0)
    page = rng.random((60, 39))
    page[0, 0] = page[-1, -1] = 1  # so that the box is all of it
    digit = as_mnist(page).reshape(28, 28)
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    cut = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    slow = [[page[r : r + 3, c : c + 3].mean() for c in range(0, 39, 3)] for r in range(0, 60, 3)]
    np.testing.assert_allclose(cut, slow, atol=1e-5)


def test_lopsided_ink_stays_on_the_page():
    page = np.zeros((200, 200))
    page[0:190, 0:1] = 1  # a hair
    page[180:199, 0:60] = 1  # and a foot
    digit = as_mnist(page).reshape(28, 28)
    assert not as_mnist(0 * page).any()
    assert digit[-1].sum() < digit.sum() and 15 < len(np.flatnonzero(digit.any(axis=1))) <= 20


def test_as_drawn_is_the_mean_of_each_place():
    page = np.random.default_rng(1).random((84, 84))
    slow = [page[3 * r : 3 * r + 3, 3 * c : 3 * c + 3].mean() for r in range(28) for c in range(28)]
    before = page.copy()
    np.testing.assert_allclose(as_drawn(page), slow, atol=1e-6)
    as_mnist(page)
    np.testing.assert_array_equal(page, before)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: as_mnist(np.zeros(784)), "a row of 784 reshaped"),
        (lambda: as_drawn(np.zeros((28, 28), np.uint8)), "pass bytes divided by 255"),
        (lambda: as_drawn(np.full((28, 28), 1.5)), "must hold numbers from 0, paper, to 1"),
        (lambda: as_drawn(np.zeros((30, 30))), "28 n fine pixels"),
        (lambda: half_size(PIXELS[3], 15, 0), "top=15: expected a whole number from 0 to 14"),
    ],
)
def test_what_is_no_ink_or_image_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_half_size():
    page = half_size(PIXELS[3], top=5, left=14)
    slow = PIXELS[3].reshape(28, 28)
    for r in range(14):
        for c in range(14):
            block = slow[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            assert page[5 + r, 14 + c] == pytest.approx(block.mean(), abs=1e-6)
    assert page.sum() == pytest.approx(PIXELS[3].sum() / 4, rel=1e-5)


# ---- Saving ----------------------------------------------------------------------------------


def test_what_is_saved_is_read_again(tmp_path):
    ink = np.kron(PIXELS[18].reshape(28, 28), np.ones((10, 10), np.float32))
    path = save_drawing(free_name(tmp_path), ink)
    assert path.name == "drawing-1.png" and free_name(tmp_path).name == "drawing-2.png"
    again = read_picture(path.read_bytes(), path.name)
    assert "dark on light" in again.told
    np.testing.assert_allclose(as_mnist(again.ink()), PIXELS[18], atol=0.005)


def test_nothing_is_overwritten(tmp_path):
    path, blank = tmp_path / "mine.png", np.zeros((28, 28))
    save_drawing(path, blank)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        save_drawing(path, blank + 1)
    assert path.read_bytes() == before


def test_a_drawing_is_saved_as_png_only(tmp_path):
    with pytest.raises(ValueError, match=r"does not end in \.png"):
        save_drawing(tmp_path / "mine.jpg", np.zeros((28, 28)))
    assert not list(tmp_path.iterdir())
