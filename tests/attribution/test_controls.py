"""Networks to compare with, how alike pictures are, and the pairing of units, each done slowly."""

import numpy as np
import pytest

from helpers.attribution import (
    PAINTED,
    PICTURES,
    alike,
    class_picture,
    control_networks,
    gradient_times_input,
    input_slopes,
    integrated_gradients,
    inverted,
    letter,
    matched_units,
    noise,
    oddities,
    overlap,
    pixel_products,
    rank_correlation,
    scattered,
    shifted,
    shuffled_outputs,
    single_pixel_effects,
    smoothness,
    untrained,
)
from helpers.attribution.nonsense import LETTERS
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network


@pytest.fixture(scope="module")
def network():
    return load_network("ten-digits")


@pytest.fixture(scope="module")
def digits():
    return load_digits("test")


def ranks_slowly(values):
    return [sum(v < w for v in values) + (sum(v == w for v in values) + 1) / 2 for w in values]


def spearman_slowly(a, b):
    a, b = (np.array(ranks_slowly(list(v))) for v in (a, b))
    a, b = a - a.mean(), b - b.mean()
    return np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b))


def test_rank_correlation_with_and_without_ties(rng):
    for values in (rng.normal(size=(2, 40)), rng.integers(-2, 3, (2, 40))):
        assert rank_correlation(*values) == pytest.approx(spearman_slowly(*values), abs=1e-12)
    a, b = rng.normal(size=(2, 40))
    assert rank_correlation(a, np.exp(a)) == pytest.approx(1)
    assert rank_correlation(a, -(a**3)) == pytest.approx(-1)
    assert rank_correlation(a, np.zeros(40)) == 0.0
    assert rank_correlation(a, b) == rank_correlation(b, a)


def test_overlap_counts_pixels_in_both_lists(rng):
    a, b = rng.normal(size=(2, 30))
    for k in (1, 7, 30):
        lists = [sorted(range(30), key=lambda i, v=v: -v[i])[:k] for v in (a, b)]
        assert overlap(a, b, k) == len(set(lists[0]) & set(lists[1])) / k
    assert overlap([1, 1, 0], [1, 0, 1], k=1) == 1.0  # the lower index first


def test_smoothness_pixel_by_pixel(rng):
    pictures = rng.normal(size=(3, 784)) + np.linspace(0, 3, 784)
    for picture, found in zip(pictures, smoothness(pictures), strict=True):
        page = (picture - picture.mean()).reshape(28, 28)
        across = [page[r, c] * page[r, c + 1] for r in range(28) for c in range(27)]
        down = [page[r, c] * page[r + 1, c] for r in range(27) for c in range(28)]
        expected = (np.mean(across) + np.mean(down)) / 2 / np.mean(page**2)
        assert found == pytest.approx(expected) == pytest.approx(smoothness(picture))


def test_noise_is_not_smooth_and_trained_weights_are(network):
    assert abs(smoothness(network.start.weights[0]).mean()) < 0.02
    assert smoothness(network.weights[0]).mean() > 0.7


def test_shuffled_outputs_keep_numbers_and_hidden_layer(network, rng):
    before = network.weights[1].copy()
    mixed = shuffled_outputs(network, rng)
    np.testing.assert_array_equal(np.sort(mixed.weights[1], axis=None), np.sort(before, axis=None))
    assert np.mean(mixed.weights[1] == before) < 0.05
    assert mixed.weights[0] is network.weights[0] or np.array_equal(
        mixed.weights[0], network.weights[0]
    )
    np.testing.assert_array_equal(network.weights[1], before)


def test_controls_by_name(network, rng):
    second, chance = load_network("ten-digits-second"), load_network("ten-digits-random-labels")
    found = control_networks(network, second, chance, rng)
    assert list(found) == ["trained", "second", "shuffled", "random labels", "untrained"]
    assert found["trained"] is network and found["second"] is second
    assert found["random labels"] is chance and found["untrained"] is network.start
    assert untrained(second) is second.start


def test_class_pictures_are_the_helpers_own(network, digits):
    x, data = as_pixels(digits[0][18]), digits[0][:300]
    unit = network.weights[1][3].argmax()
    weights = network.weights[0][unit]
    pixels = as_pixels(data)
    best = sorted(range(300), key=lambda i: -(pixels[i] @ weights))[:9]
    expected = {
        "weights": weights,
        "products": pixel_products(network, x, unit),
        "composed": sum(
            w * row for w, row in zip(network.weights[1][3], network.weights[0], strict=True)
        ),
        "gradient": input_slopes(network, x, "z2")[:, 3],
        "gradient × input": gradient_times_input(network, x, "z2")[:, 3],
        "integrated gradients": integrated_gradients(network, x, "z2", steps=200)[:, 3],
        "single pixel": single_pixel_effects(network, x, "z2")[:, 3],
        "top images": pixels[best].mean(axis=0),
        "Cov·w": np.cov(pixels.T, ddof=0) @ weights,
    }
    assert list(expected) == [*PICTURES, *PAINTED]
    for kind, picture in expected.items():
        found = class_picture(network, x, 3, kind, data)
        np.testing.assert_allclose(found, picture, atol=5e-3 if "integ" in kind else 1e-5)


def test_alike_image_by_image(network, digits, rng):
    images, labels = digits[0][:4], digits[1][:4]
    networks = {"a": network, "b": load_network("ten-digits-second"), "c": network.start}
    found = alike(networks, images, labels, "gradient × input")
    assert list(found) == ["b", "c"]
    for name in found:
        each = []
        for image, digit in zip(images, labels, strict=True):
            x = image / np.float32(255)
            maps = [gradient_times_input(networks[n], x, "z2")[:, digit] for n in ("a", name)]
            lit = [i for i in range(784) if image[i] > 0]
            signed = spearman_slowly(maps[0][lit], maps[1][lit])
            each.append((signed, spearman_slowly(abs(maps[0][lit]), abs(maps[1][lit]))))
        np.testing.assert_allclose(found[name], np.mean(each, axis=0), atol=1e-9)


def matched_slowly(hidden, other):
    left = {
        (i, j): np.corrcoef(hidden[:, i], other[:, j])[0, 1]
        for i in range(hidden.shape[1])
        for j in range(other.shape[1])
    }
    found = []
    while left:
        (i, j), r = max(left.items(), key=lambda pair: pair[1])
        found.append((i, j, r))
        left = {pair: r for pair, r in left.items() if pair[0] != i and pair[1] != j}
    return found


def test_matching_takes_the_most_alike_first(rng):
    hidden, other = rng.random((2, 60, 8))
    other[:, 3] = 5 * hidden[:, 6] + 0.01 * other[:, 3]
    found = matched_units(hidden, other)
    expected = matched_slowly(hidden, other)
    assert (found.units[0], found.others[0]) == (6, 3)
    for unit, partner, r, (i, j, truth) in zip(*found, expected, strict=True):
        assert (unit, partner) == (i, j) and r == pytest.approx(truth)
    assert sorted(found.units) == sorted(found.others) == list(range(8))


def test_a_permuted_layer_is_found_again(rng):
    hidden, order = rng.random((50, 12)), rng.permutation(12)
    found = matched_units(hidden, hidden[:, order])
    assert np.array_equal(order[found.others], found.units)
    assert found.correlations == pytest.approx(np.ones(12))


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


def test_inverted_scattered_and_noise(rng):
    images = rng.integers(0, 256, (3, 784), dtype=np.uint8)
    before = images.copy()
    assert np.array_equal(inverted(images).astype(int) + images, np.full((3, 784), 255))
    floats = as_pixels(images)
    assert inverted(floats).dtype == np.float32
    np.testing.assert_allclose(inverted(floats) + floats, 1)
    mixed = scattered(images, rng)
    np.testing.assert_array_equal(np.sort(mixed, axis=1), np.sort(images, axis=1))
    orders = [np.flatnonzero(mixed[i] == mixed[i].max()).tolist() for i in range(3)]
    assert np.mean(mixed == images) < 0.05 and len(set(map(str, orders))) == 3
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


ONES = np.ones(784)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda n, r: untrained(n.start), "carries no start: take one of load_network"),
        (lambda n, r: class_picture(n, ONES, 3, "hopes"), "kind='hopes' is not there: choose"),
        (lambda n, r: class_picture(n, ONES, 10, "weights"), "digit=10 is out of range"),
        (lambda n, r: class_picture(n, ONES[:5], 3, "weights"), "pass one image, as"),
        (lambda n, r: class_picture(n, ONES, 3, "Cov·w"), "made of images: pass data="),
        (lambda n, r: class_picture(load_network("two-layers"), ONES, 3, "weights"), "one hidden"),
        (lambda n, r: rank_correlation([1, 2], [1]), r"shapes \(2,\) and \(1,\)"),
        (lambda n, r: rank_correlation([1, np.nan], [1, 2]), "NaN or infinity"),
        (lambda n, r: rank_correlation([], []), "two rows of the same length"),
        (lambda n, r: overlap([1, 2], [2, 1], 3), "k=3 is out of range: .* from 1 to 2"),
        (lambda n, r: overlap([1, 2], [2, 1], True), "k=True is out of range"),
        (lambda n, r: smoothness(np.ones(784)), "constant: neighbours need values that vary"),
        (lambda n, r: smoothness(np.arange(10)), r"shape \(10,\), expected \(784,\)"),
        (lambda n, r: matched_units(np.ones((3, 2)), np.ones((3, 3))), "of the same images"),
        (lambda n, r: matched_units(r.random((9, 2)) * [1, 0], r.random((9, 2))), "unit 1 gives"),
        (lambda n, r: matched_units(np.full((9, 2), 0.1), r.random((9, 2))), "unit 0 gives"),
        (lambda n, r: shifted(ONES, right=29), "right=29: expected a whole number"),
        (lambda n, r: shifted(ONES, down=0.5), "down=0.5"),
        (lambda n, r: shifted(ONES[:4]), "expected bytes or floats of shape"),
        (lambda n, r: inverted(np.ones(784, dtype=int)), "have type int64"),
        (lambda n, r: letter("Q"), "name='Q' is not there: choose one of A, H"),
    ],
)
def test_refused(network, rng, call, message):
    with pytest.raises(ValueError, match=message):
        call(network, rng)
