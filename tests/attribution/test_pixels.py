"""Pixel products: that they add up to the pre-activation, and what is refused."""

import numpy as np
import pytest

from helpers.attribution import pixel_products


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
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


def test_products_sum_to_z1_for_every_unit_of_a_stored_network(stored):
    network, pixels = stored
    for image in pixels[:3]:
        z = network.forward(image).z[0]
        for unit, bias in enumerate(network.biases[0]):
            total = pixel_products(network, image, unit).sum(dtype=np.float64) + bias
            assert total == pytest.approx(z[unit], abs=1e-4)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"unit": 5}, ValueError, r"unit=5 is out of range: this network has 5 hidden units"),
        ({"unit": -1}, ValueError, r"unit=-1 is out of range: .* \(0 to 4\)"),
        ({"unit": 2.0}, TypeError, r"unit=2.0 is not an integer: choose one from 0 to 4"),
        ({"unit": True}, TypeError, r"unit=True is not an integer"),
        ({"image": np.zeros((2, 7))}, ValueError, r"shape \(2, 7\): pass one image of \(7,\)"),
        ({"image": np.zeros(8)}, ValueError, r"shape \(8,\) and expected \(7,\)"),
        ({"image": np.zeros(7, np.uint8)}, ValueError, r"uint8 .* as_pixels"),
        ({"image": np.full(7, np.nan)}, ValueError, "NaN or infinity"),
    ],
)
def test_refused(a_network, change, error, message):
    with pytest.raises(error, match=message):
        pixel_products(a_network(), **{"image": np.zeros(7), "unit": 0} | change)


def test_an_integer_of_numpy_is_an_integer(a_network):
    assert pixel_products(a_network(), np.ones(7), np.int64(4)).shape == (7,)
