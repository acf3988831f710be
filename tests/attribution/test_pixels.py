"""Products add up; single pixels, walks and Shapley values against many forward passes."""

import itertools
import math

import numpy as np
import pytest

from helpers.attribution import (
    all_single_pixel_effects,
    layer_names,
    pixel_products,
    shapley_values,
    single_pixel_effects,
)
from helpers.attribution.pixels import leave_one_out, walk_values
from helpers.digits import as_pixels, load_digits
from helpers.network import HIDDEN
from helpers.storage import load_network
from tests.attribution import KINDS, LAYERS, SIZES, value


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("sizes", [(7, 5, 4), (7, 5, 6, 4)])
def test_products_are_weight_times_pixel_and_sum_to_z1(a_network, rng, sizes, hidden):
    network, image = a_network(sizes, hidden), rng.random(7, dtype=np.float32)
    for unit in range(5):
        by_hand = [
            float(w) * float(p) for w, p in zip(network.weights[0][unit], image, strict=True)
        ]
        products = pixel_products(network, image, unit)
        assert products.dtype == np.float32
        np.testing.assert_allclose(products, by_hand, rtol=1e-6)
        z = sum(by_hand) + float(network.biases[0][unit])
        np.testing.assert_allclose(network.forward(image).z[0][unit], z, rtol=1e-5, atol=1e-6)


def two_images(rng):
    image, baseline = rng.random((2, 7), dtype=np.float32)
    image[2] = baseline[2]  # one pixel is the same in both
    return image, baseline


@pytest.mark.parametrize(("hidden", "output"), KINDS)
@pytest.mark.parametrize("layer", LAYERS)
def test_single_pixels_against_forward_passes(a_network, rng, hidden, output, layer):
    network = a_network(SIZES, hidden, output)
    image, baseline = two_images(rng)
    for begin in (None, baseline):
        start = np.zeros(7, dtype=np.float32) if begin is None else begin
        found = single_pixel_effects(network, image, layer, begin)
        back = leave_one_out(network, image, layer, begin)
        assert found.dtype == np.float32
        for pixel in range(7):
            alone, without = start.copy(), image.copy()
            alone[pixel], without[pixel] = image[pixel], start[pixel]
            expected = value(network, alone, layer) - value(network, start, layer)
            np.testing.assert_allclose(found[pixel], expected, atol=2e-6)
            expected = value(network, image, layer) - value(network, without, layer)
            np.testing.assert_allclose(back[pixel], expected, atol=2e-6)
    assert not single_pixel_effects(network, image, layer, baseline)[2].any()


@pytest.fixture(scope="module", params=["two-layers", "wide-500"])
def deep(request):
    return load_network(request.param), as_pixels(load_digits("test")[0][18])


@pytest.mark.parametrize("layer", LAYERS)
def test_all_784_pixels_of_a_stored_network(deep, layer):
    """784 real forward passes, each from the pixels."""
    network, image = deep
    alone = np.diag(image)
    before = value(network, np.zeros(784), layer)
    expected = np.stack([value(network, pixels, layer) for pixels in alone]) - before
    found = single_pixel_effects(network, image, layer)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_first_sum_is_the_only_one_that_adds_up(deep):
    network, image = deep
    whole = {layer: value(network, image, layer) for layer in LAYERS}
    black = {layer: value(network, 0 * image, layer) for layer in LAYERS}
    for layer in LAYERS:
        total = single_pixel_effects(network, image, layer).sum(axis=0, dtype=float)
        gap = np.linalg.norm(total - (whole[layer] - black[layer]))
        gap /= np.linalg.norm(whole[layer] - black[layer])
        assert (gap < 1e-5) == (layer == "z1"), (layer, gap)


@pytest.mark.parametrize(("hidden", "output"), KINDS)
@pytest.mark.parametrize("layer", LAYERS)
def test_a_walk_against_forward_passes(a_network, rng, hidden, output, layer):
    network = a_network(SIZES, hidden, output)
    image, baseline = two_images(rng)
    order = [4, 0, 6, 2]
    found = walk_values(network, baseline, image, order, layer)
    pixels = baseline.copy()
    assert len(found) == 5
    np.testing.assert_allclose(found[0], value(network, pixels, layer), atol=2e-6)
    for step, pixel in enumerate(order, start=1):
        pixels[pixel] = image[pixel]
        np.testing.assert_allclose(found[step], value(network, pixels, layer), atol=2e-6)


def test_a_walk_of_no_step(a_network, rng):
    network, (image, baseline) = a_network(SIZES), two_images(rng)
    found = walk_values(network, baseline, image, np.array([], dtype=int), "z3")
    np.testing.assert_allclose(found, value(network, baseline, "z3")[None], atol=2e-6)


def all_subsets(network, image, baseline, layer):
    """Shapley's formula written out: 2^7 subsets for each of seven pixels."""
    n = len(image)
    shares = np.zeros((n, len(value(network, image, layer))))
    for pixel in range(n):
        others = [i for i in range(n) if i != pixel]
        for size in range(n):
            weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            for subset in itertools.combinations(others, size):
                pixels = baseline.copy()
                pixels[list(subset)] = image[list(subset)]
                before = value(network, pixels, layer)
                pixels[pixel] = image[pixel]
                shares[pixel] += weight * (value(network, pixels, layer) - before)
    return shares


@pytest.mark.parametrize(("hidden", "output"), KINDS)
@pytest.mark.parametrize("layer", ["z1", "h2", "h3"])
def test_shapley_against_all_subsets(a_network, rng, hidden, output, layer):
    network = a_network(SIZES, hidden, output)
    image, baseline = two_images(rng)
    exact = all_subsets(network, image, baseline, layer)
    found, errors = shapley_values(network, image, layer, rng, baseline, permutations=2_000)
    assert found.shape == errors.shape == exact.shape
    assert np.all(np.abs(found - exact) <= 5 * errors + 1e-5)
    assert errors.max() < 0.05 * np.abs(exact).max()
    assert not found[2].any() and not errors[2].any()


def test_shapley_against_walks_of_forward_passes(deep):
    """The same orders, one forward pass for each pixel of each."""
    network, image = deep
    moved, begin = np.flatnonzero(image), np.zeros(784, dtype=np.float32)
    found, errors = shapley_values(network, image, "z3", np.random.default_rng(4), permutations=3)
    shares, rng = np.zeros((3, 784, 10)), np.random.default_rng(4)
    for share in shares:
        pixels, before = begin.copy(), value(network, begin, "z3")
        for pixel in moved[rng.permutation(len(moved))]:
            pixels[pixel] = image[pixel]
            after = value(network, pixels, "z3")
            share[pixel], before = after - before, after
    np.testing.assert_allclose(found, shares.mean(axis=0), atol=1e-5)
    np.testing.assert_allclose(errors, shares.std(axis=0, ddof=1) / np.sqrt(3), atol=1e-5)


@pytest.mark.parametrize("permutations", [2, 10])
def test_shapley_shares_add_up_for_any_number_of_orders(deep, rng, permutations):
    network, image = deep
    found, _ = shapley_values(network, image, "z3", rng, permutations=permutations)
    change = value(network, image, "z3") - value(network, 0 * image, "z3")
    np.testing.assert_allclose(found.sum(axis=0, dtype=float), change, atol=1e-4)


def test_all_layers_at_once_are_the_layers_one_by_one(a_network, rng):
    network, (image, baseline) = a_network(SIZES), two_images(rng)
    for start in (None, baseline):
        found = all_single_pixel_effects(network, image, start)
        assert tuple(found) == layer_names(network)
        for layer, effects in found.items():
            expected = single_pixel_effects(network, image, layer, start)
            np.testing.assert_array_equal(effects, expected)
