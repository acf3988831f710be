"""Slopes against differences, integrated gradients against an integral taken numerically."""

import numpy as np
import pytest

from helpers.attribution import input_slopes, integrated_gradients
from helpers.attribution.slopes import expected_gradients, gradient_times_input
from helpers.digits import as_pixels, load_digits
from helpers.network import ACTIVATIONS
from helpers.storage import load_network
from tests.attribution import KINDS, LAYERS, SIZES


def value(network, pixels, layer):
    """The layer's values in float64, so that differences can be tiny."""
    found, h = {}, np.asarray(pixels, dtype=float)
    layers = zip(network.weights, network.biases, network.activations, strict=True)
    for depth, (W, b, name) in enumerate(layers, start=1):
        found[f"z{depth}"] = W.astype(float) @ h + b
        h = found[f"h{depth}"] = ACTIVATIONS[name].function(found[f"z{depth}"])
    return found[layer]


def slopes_by_differences(network, pixels, layer, step=1e-6):
    nudges = step * np.eye(len(pixels))
    ends = [value(network, pixels + n, layer) - value(network, pixels - n, layer) for n in nudges]
    return np.array(ends) / (2 * step)


@pytest.mark.parametrize(("hidden", "output"), KINDS)
@pytest.mark.parametrize("layer", LAYERS)
def test_slopes_against_differences(a_network, rng, hidden, output, layer):
    network, images = a_network(SIZES, hidden, output), rng.random((3, 7), dtype=np.float32)
    together = input_slopes(network, images, layer)
    for image, found in zip(images, together, strict=True):
        expected = slopes_by_differences(network, image, layer)
        np.testing.assert_allclose(found, expected, rtol=2e-4, atol=2e-6)
        np.testing.assert_allclose(input_slopes(network, image, layer), found, atol=1e-6)
        times = gradient_times_input(network, image, layer, images[0])
        np.testing.assert_allclose(times, expected * (image - images[0])[:, None], atol=1e-5)


@pytest.mark.parametrize(("hidden", "output"), KINDS[:2])
@pytest.mark.parametrize("layer", ["h1", "z2", "h3"])
def test_integrated_gradients_against_an_integral(a_network, rng, hidden, output, layer):
    """Simpson's rule on slopes by differences, an integral of its own."""
    network = a_network(SIZES, hidden, output)
    image, baseline = rng.random((2, 7), dtype=np.float32)
    places = np.linspace(0, 1, 41)
    weights = np.array([1, *[4, 2] * 19, 4, 1]) / 120
    way = [baseline + place * (image - baseline).astype(float) for place in places]
    slopes = np.array([slopes_by_differences(network, pixels, layer) for pixels in way])
    expected = np.einsum("s,spn->pn", weights, slopes) * (image - baseline)[:, None]
    found = integrated_gradients(network, image, layer, baseline, steps=300)
    np.testing.assert_allclose(found, expected, atol=3e-5)


@pytest.fixture(scope="module")
def two_layers():
    return load_network("two-layers"), as_pixels(load_digits("test")[0][18])


@pytest.mark.parametrize("layer", LAYERS)
def test_completeness(two_layers, layer):
    network, image = two_layers
    change = value(network, image, layer) - value(network, 0 * image, layer)
    gaps = []
    for steps in (1, 10, 100):
        total = integrated_gradients(network, image, layer, steps=steps).sum(axis=0, dtype=float)
        gaps.append(np.linalg.norm(total - change) / np.linalg.norm(change))
    assert gaps[-1] < 1e-3
    assert layer == "z1" or gaps[0] > 10 * gaps[1]


@pytest.mark.parametrize(("hidden", "output"), KINDS)
@pytest.mark.parametrize("layer", LAYERS)
def test_integrated_gradients_are_slopes_taken_one_by_one(a_network, rng, hidden, output, layer):
    """The same steps, each with a slope of its own from the pixels."""
    network = a_network(SIZES, hidden, output)
    image, baseline = rng.random((2, 7), dtype=np.float32)
    places = (np.arange(20) + 0.5) / 20
    way = [np.float32(baseline + place * (image - baseline)) for place in places]
    mean = np.mean([input_slopes(network, pixels, layer) for pixels in way], axis=0)
    found = integrated_gradients(network, image, layer, baseline, steps=20)
    np.testing.assert_allclose(found, mean * (image - baseline)[:, None], atol=1e-6)


def test_expected_gradients_are_integrated_ones_on_average(a_network, rng):
    network = a_network(SIZES, "tanh")
    image, baselines = rng.random(7, dtype=np.float32), rng.random((3, 7), dtype=np.float32)
    expected = np.mean(
        [integrated_gradients(network, image, "z3", b, steps=200) for b in baselines], axis=0
    )
    found = expected_gradients(network, image, "z3", baselines, rng, samples=30_000)
    np.testing.assert_allclose(found, expected, atol=0.02 * np.abs(expected).max())


def test_with_one_baseline_expected_gradients_add_up(two_layers, rng):
    network, image = two_layers
    baseline = as_pixels(load_digits("test")[0][7])
    found = expected_gradients(network, image, "z3", baseline[None], rng, samples=400)
    change = value(network, image, "z3") - value(network, baseline, "z3")
    np.testing.assert_allclose(found.sum(axis=0, dtype=float), change, atol=0.05)
