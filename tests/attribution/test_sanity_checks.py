"""Control networks, and images that a network was not trained for, pixel by pixel."""

import numpy as np

from helpers.attribution import (
    control_networks,
    inverted,
    noise,
    oddities,
    random_steps,
    shifted,
    shuffled_outputs,
)
from helpers.attribution.sanity_checks import LETTERS, letter
from helpers.digits import as_pixels
from helpers.storage import load_network


def test_shuffled_outputs_keep_numbers_and_hidden_layer(ten_digits, rng):
    before = ten_digits.weights[1].copy()
    mixed = shuffled_outputs(ten_digits, rng)
    np.testing.assert_array_equal(np.sort(mixed.weights[1], axis=None), np.sort(before, axis=None))
    assert np.mean(mixed.weights[1] == before) < 0.05
    assert mixed.weights[0] is ten_digits.weights[0] or np.array_equal(
        mixed.weights[0], ten_digits.weights[0]
    )
    np.testing.assert_array_equal(ten_digits.weights[1], before)


def test_control_networks_by_name(ten_digits, rng):
    second, chance = load_network("ten-digits-second"), load_network("ten-digits-random-labels")
    found = control_networks(ten_digits, second, chance, rng)
    assert list(found) == ["tidy", "second tidy", "shuffled", "random labels", "untrained"]
    assert found["tidy"] is ten_digits and found["second tidy"] is second
    assert found["random labels"] is chance and found["untrained"] is ten_digits.start


def test_shifts_pixel_by_pixel(rng):
    images = rng.integers(0, 256, (3, 784), dtype=np.uint8)
    for right, down in ((0, 0), (2, 0), (0, -4), (-3, 5), (28, 0), (-28, 28)):
        found = shifted(images, right, down)
        assert found.dtype == np.uint8
        for page, moved in zip(images.reshape(3, 28, 28), found.reshape(3, 28, 28), strict=True):
            for r, c in np.ndindex(28, 28):
                there = 0 <= r - down < 28 and 0 <= c - right < 28
                assert moved[r, c] == (page[r - down, c - right] if there else 0)
    np.testing.assert_array_equal(shifted(images[1], 2, 1), shifted(images, 2, 1)[1])


def test_inverted_and_noise(rng):
    images = rng.integers(0, 256, (3, 784), dtype=np.uint8)
    before = images.copy()
    assert np.array_equal(inverted(images).astype(int) + images, np.full((3, 784), 255))
    floats = as_pixels(images)
    assert inverted(floats).dtype == np.float32
    np.testing.assert_allclose(inverted(floats) + floats, 1)
    speckle = noise(5, rng)
    assert speckle.shape == (5, 784) and speckle.dtype == np.uint8
    assert 120 < speckle.mean() < 135 and not np.array_equal(speckle[0], speckle[1])
    np.testing.assert_array_equal(images, before)


def test_letters_are_inked_within_the_page():
    pages = [letter(name) for name in LETTERS]
    for page in pages:
        square = page.reshape(28, 28)
        assert page.dtype == np.uint8 and page.max() == 255
        assert not square[[0, -1]].any() and not square[:, [0, -1]].any()
    assert len({page.tobytes() for page in pages}) == len(LETTERS)
    square = letter("H").reshape(28, 28)
    np.testing.assert_array_equal(square[:, :27], square[:, 26::-1])  # its own mirror image


def test_oddities_begin_with_the_digit(digits, rng):
    found = oddities(digits[0][0], rng)
    assert next(iter(found)) == "the digit" and np.array_equal(found["the digit"], digits[0][0])
    assert all(image.shape == (784,) and image.dtype == np.uint8 for image in found.values())
    assert len({image.tobytes() for image in found.values()}) == len(found)


def test_random_steps_have_their_lengths_and_favour_no_direction(rng):
    steps = random_steps(np.full(4000, 3.0), 2, rng)
    np.testing.assert_allclose(np.linalg.norm(steps, axis=1), 3)
    assert np.abs(steps.mean(axis=0)).max() < 0.15
    assert np.abs(np.abs(steps).mean(axis=0) / 3 - 2 / np.pi).max() < 0.03
