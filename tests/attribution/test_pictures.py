"""Class means, turned weights, pattern; and every picture of a class, each made by hand."""

import runpy

import numpy as np
import pytest

from helpers.attribution import (
    PAINTED,
    PICTURES,
    class_difference,
    class_picture,
    input_slopes,
    integrated_gradients,
    linear_fits,
    methods,
    pattern,
    pictures,
    pixel_products,
    single_pixel_effects,
    turned,
)
from helpers.attribution.pixels import leave_one_out
from helpers.attribution.slopes import gradient_times_input
from helpers.digits import as_pixels
from helpers.network import Network


@pytest.fixture
def images():
    return np.random.default_rng(5).integers(0, 256, (40, 6)).astype(np.uint8)


def test_class_difference_is_what_one_class_has_more(images):
    labels = np.arange(40) % 3
    expected = [
        np.mean([i[p] / 255 for i in images[labels == 2]])
        - np.mean([i[p] / 255 for i in images[labels == 0]])
        for p in range(6)
    ]
    assert np.allclose(class_difference(images, labels, of=2, minus=0), expected)


@pytest.mark.parametrize(("outgoing", "sign"), [((-1, 2), 1), ((2, -1), -1), ((3, 1), -1)])
def test_turned_speaks_for_one(outgoing, sign):
    net = Network((4, 1, 2), weights=[[[1, -2, 3, 0]], [[outgoing[0]], [outgoing[1]]]])
    assert turned(net).tolist() == [sign * w for w in (1, -2, 3, 0)]
    assert turned(net, [5.0, 0.0, 0.0, -1.0]).tolist() == [sign * w for w in (5, 0, 0, -1)]


def test_pattern_is_covariance_times_weights(images):
    w = np.random.default_rng(2).normal(size=6)
    expected = np.cov(images.T / 255, bias=True) @ w
    assert np.allclose(pattern(images, w), expected, atol=1e-6)


def test_class_pictures_are_the_helpers_own(ten_digits, digits):
    x, data = as_pixels(digits[0][18]), digits[0][:300]
    unit = ten_digits.weights[1][3].argmax()
    weights = ten_digits.weights[0][unit]
    pixels = as_pixels(data)
    best = sorted(range(300), key=lambda i: -(pixels[i] @ weights))[:9]
    expected = {
        "weights": weights,
        "products": pixel_products(ten_digits, x, unit),
        "composed": sum(
            w * row for w, row in zip(ten_digits.weights[1][3], ten_digits.weights[0], strict=True)
        ),
        "gradient": input_slopes(ten_digits, x, "z2")[:, 3],
        "single pixel": single_pixel_effects(ten_digits, x, "z2")[:, 3],
        "leave one out": leave_one_out(ten_digits, x, "z2")[:, 3],
        "gradient × input": gradient_times_input(ten_digits, x, "z2")[:, 3],
        "integrated gradients": integrated_gradients(ten_digits, x, "z2", steps=200)[:, 3],
        "Shapley values": integrated_gradients(ten_digits, x, "z2", steps=200)[:, 3],
        "top images": pixels[best].mean(axis=0),
        "Cov·w": np.cov(pixels.T, ddof=0) @ weights,
        "fitted": linear_fits(ten_digits, data, [1])[0].weights[0][3],
        "expected gradients": np.mean(
            [integrated_gradients(ten_digits, x, "z2", page)[:, 3] for page in pixels], axis=0
        ),
    }
    assert list(expected) == [*PICTURES, *PAINTED]
    for kind, picture in expected.items():
        found = class_picture(ten_digits, x, 3, kind, data)
        if kind in ("Shapley values", "expected gradients"):  # both draw by chance
            assert np.corrcoef(found, picture)[0, 1] > 0.95
        else:
            np.testing.assert_allclose(found, picture, atol=5e-3 if "integ" in kind else 1e-5)


def test_a_new_method_makes_a_picture_by_itself(monkeypatch, ten_digits):
    def ones(network, image, layer, baseline, rng):
        return np.ones((784, network.sizes[-1]))

    monkeypatch.setitem(methods.METHODS, "ones", ones)
    again = runpy.run_path(pictures.__file__)
    found = again["class_picture"](ten_digits, np.zeros(784), 3, "ones")
    assert found.tolist() == [1.0] * 784
    assert set(again["METHODS"]) - set(again["PICTURES"]) == set(again["OWN_BASELINE"])
