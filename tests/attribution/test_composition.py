"""Composed, exact and fitted maps against loops over layers, units and pixels."""

import numpy as np
import pytest

from helpers.attribution import (
    composed_map,
    composition_meter,
    exact_map,
    linear_fits,
)
from helpers.attribution.composition import (
    Meter,
    difference_of_maps,
)
from helpers.attribution.likeness import switched_alike
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import answers
from helpers.network import Network
from helpers.storage import load_network
from tests.attribution import SIZES

STRAIGHT = {"relu": 0.0, "leaky relu": 0.01}  # and their slopes where z is negative


@pytest.fixture
def net(a_network):
    return a_network(SIZES, "relu")


@pytest.fixture
def images(rng):
    return rng.random((40, 7), dtype=np.float32)


def run_by_loops(network, image, passes):
    """Pre-activations of every layer, unit by unit; `passes(layer, unit, z)` is what goes on."""
    below, found = [float(v) for v in image], []
    for depth, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        z = [
            float(b[j]) + sum(float(W[j, i]) * below[i] for i in range(len(below)))
            for j in range(len(b))
        ]
        found.append(z)
        below = [passes(depth, j, value) for j, value in enumerate(z)]
    return found


def test_composed_map_is_the_network_without_its_activation_functions(net, images):
    for image in images[:5]:
        straight = run_by_loops(net, image, lambda depth, j, z: z)
        for depth, layer in enumerate(("z1", "z2", "z3")):
            found = composed_map(net, layer).forward(image).scores
            np.testing.assert_allclose(found, straight[depth], rtol=1e-4, atol=1e-5)
        np.testing.assert_array_equal(
            composed_map(net).weights[0], composed_map(net, "z3").weights[0]
        )


def test_composed_map_is_exact_where_every_unit_is_on(net, images):
    biases = [b + push for b, push in zip(net.biases, (50, 5_000, 0), strict=True)]
    pushed = Network(SIZES, net.weights, biases, "relu")
    assert all((z > 0).all() for z in pushed.forward(images).z[:2])
    expected = pushed.forward(images).scores
    np.testing.assert_allclose(composed_map(pushed).forward(images).scores, expected, rtol=1e-4)


@pytest.mark.parametrize("hidden", STRAIGHT)
def test_exact_map_takes_what_each_unit_passes_on_at_the_image(a_network, images, hidden):
    net, low = a_network(SIZES, hidden), STRAIGHT[hidden]
    for image in images[:5]:
        own = run_by_loops(net, image, lambda depth, j, z: z if z > 0 else low * z)
        on = [[z > 0 for z in layer] for layer in own]
        for depth, layer in enumerate(("z1", "z2", "z3")):
            linear = exact_map(net, image, layer)
            np.testing.assert_allclose(
                linear.forward(image).scores, own[depth], rtol=1e-4, atol=1e-5
            )
        # At another image it is the network with this image's units, whatever they would do there.
        held = run_by_loops(
            net, images[30], lambda depth, j, z, on=on: z if on[depth][j] else low * z
        )
        found = exact_map(net, image).forward(images[30]).scores
        np.testing.assert_allclose(found, held[-1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ["wide-500", "wide-60000"])
def test_exact_map_of_a_stored_network_gives_its_scores(name):
    network, pixels = load_network(name), as_pixels(load_digits("test")[0][:10])
    for image in pixels:
        found = exact_map(network, image).forward(image).scores
        assert np.abs(found - network.forward(image).scores).max() < 1e-4


@pytest.mark.parametrize("ridge", [0.001, 0.1, 3.0])
def test_linear_fit_has_no_slope_left(net, images, ridge):
    """The gradient of what is minimised, by finite differences, is zero at the fit."""
    (fit,) = linear_fits(net, images, [ridge])
    W, b = fit.weights[0].astype(float), fit.biases[0].astype(float)
    target, x = net.forward(images).scores.astype(float), images.astype(float)

    def charged(W, b):
        return np.mean(np.sum((x @ W.T + b - target) ** 2, axis=1)) + ridge * np.sum(W**2)

    least, step = charged(W, b), 0.01
    for c in range(4):
        for i in range(7):
            for sign in (-1, 1):
                moved = W.copy()
                moved[c, i] += sign * step
                assert charged(moved, b) > least
        for sign in (-1, 1):
            assert charged(W, b + sign * step * np.eye(4)[c]) > least


def test_linear_fits_one_for_each_ridge_and_layer(net, images):
    fits = linear_fits(net, images, [0.01, 0.1, 1.0], "z2")
    assert [fit.sizes for fit in fits] == [(7, 6)] * 3
    norms = [np.sum(fit.weights[0] ** 2) for fit in fits]
    assert norms == sorted(norms, reverse=True)
    for fit in fits:  # the bias is free: mean values are the network's
        means = fit.forward(images).scores.mean(axis=0), net.forward(images).z[1].mean(axis=0)
        np.testing.assert_allclose(*means, rtol=1e-4, atol=1e-5)


def test_linear_fits_take_bytes_and_more_than_one_batch():
    network, (images, _) = load_network("ten-digits"), load_digits("test")
    (by_bytes,) = linear_fits(network, images[:2500], [0.1])
    (by_floats,) = linear_fits(network, as_pixels(images[:2500]), [0.1])
    np.testing.assert_allclose(by_bytes.weights[0], by_floats.weights[0], atol=1e-5)
    x = as_pixels(images[:2500]).astype(float)
    z = network.forward(as_pixels(images[:2500])).scores.astype(float)
    centred = x - x.mean(axis=0)
    normal = centred.T @ centred / len(x) + 0.1 * np.eye(784)
    expected = np.linalg.solve(normal, centred.T @ (z - z.mean(axis=0)) / len(x)).T
    np.testing.assert_allclose(by_bytes.weights[0], expected, atol=1e-4)


def test_difference_of_maps_subtracts_values(net, a_network, images):
    first, second = composed_map(net), composed_map(a_network(SIZES, "relu", seed=9))
    found = difference_of_maps(first, second).forward(images).scores
    expected = first.forward(images).scores - second.forward(images).scores
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)


def test_meter_counts_one_image_at_a_time(net, images, rng):
    linear, labels, said = composed_map(net), rng.integers(0, 4, 40), answers(net, images)
    right = agrees = 0
    for image, label in zip(images, labels, strict=True):
        alone = linear.forward(image).answer
        right += alone == label
        agrees += alone == net.forward(image).answer
    assert composition_meter(linear, images, labels, said) == Meter(right / 40, agrees / 40)
    assert composition_meter(net, images, said, said) == Meter(1.0, 1.0)


def test_switched_alike_over_several_batches():
    network, images = load_network("wide-500"), load_digits("test")[0][:4100]
    linear, x = composed_map(network, "z2"), as_pixels(load_digits("test")[0][:4100])
    on = network.forward(x).z[1] > 0
    expected = np.mean((linear.forward(x).scores > 0) == on, axis=0)
    np.testing.assert_allclose(switched_alike(linear, images, on), expected, atol=1e-3)
