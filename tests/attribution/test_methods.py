"""Methods by name: called alike, and those they are named after."""

import numpy as np
import pytest

from helpers.attribution import (
    METHODS,
    integrated_gradients,
    shapley_values,
    single_pixel_effects,
)
from helpers.attribution.pixels import leave_one_out
from tests.attribution import value


@pytest.mark.parametrize("name", METHODS)
def test_methods_are_called_alike(network, images, name):
    image, baseline, _ = images
    given = image.copy(), baseline.copy()
    for start in (None, baseline, images):
        for layer, size in (("z1", 5), ("h2", 6), ("h3", 4)):
            rng = np.random.default_rng(3)
            parts = METHODS[name](network, image, layer, start, rng)
            assert parts.shape == (7, size) and parts.dtype == np.float32
            again = METHODS[name](network, image, layer, start, np.random.default_rng(3))
            np.testing.assert_array_equal(parts, again)
    np.testing.assert_array_equal((image, baseline), given)


def test_methods_are_those_they_are_named_after(network, images):
    image, baseline, _ = images
    rng = np.random.default_rng
    same = {
        "single pixel": single_pixel_effects(network, image, "z3", baseline),
        "leave one out": leave_one_out(network, image, "z3", baseline),
        "integrated gradients": integrated_gradients(network, image, "z3", baseline),
        "Shapley values": shapley_values(network, image, "z3", rng(1), baseline, 30)[0],
    }
    for name, expected in same.items():
        np.testing.assert_array_equal(
            METHODS[name](network, image, "z3", baseline, rng(1)), expected
        )
    of_mean = METHODS["single pixel"](network, image, "z3", images, rng(1))
    expected = single_pixel_effects(network, image, "z3", images.mean(axis=0))
    np.testing.assert_allclose(of_mean, expected, atol=1e-6)


def test_expected_gradients_take_all_baselines(network, images):
    parts = METHODS["expected gradients"](
        network, images[0], "z3", images, np.random.default_rng(1)
    )
    before = np.mean([value(network, image, "z3") for image in images], axis=0)
    change = value(network, images[0], "z3") - before
    np.testing.assert_allclose(parts.sum(axis=0), change, atol=0.15 * np.abs(change).max())
    of_mean = value(network, images[0], "z3") - value(network, images.mean(axis=0), "z3")
    assert np.abs(of_mean - change).max() > 0.001  # so the mean is not what it came from
