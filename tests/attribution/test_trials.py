"""Methods on trial against loops and forward passes."""

import numpy as np
import pytest

from helpers.attribution import (
    METHODS,
    agreement,
    integrated_gradients,
    method_trial,
    residual,
    single_pixel_effects,
)
from helpers.attribution.trials import ranked_curve
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network
from tests.attribution import value

COMPLETE = ("integrated gradients", "Shapley values")


@pytest.mark.parametrize("name", METHODS)
def test_residual_is_parts_minus_change(network, images, name):
    image, baseline, _ = images
    parts = METHODS[name](network, image, "h2", baseline, np.random.default_rng(1))
    found = residual(network, image, "h2", parts, baseline)
    change = value(network, image, "h2") - value(network, baseline, "h2")
    np.testing.assert_allclose(found.change, change, atol=1e-6)
    np.testing.assert_allclose(found.parts, [sum(map(float, column)) for column in parts.T])
    np.testing.assert_allclose(found.gap, found.parts - found.change)
    length = sum(gap * gap for gap in found.gap) ** 0.5 / sum(c * c for c in change) ** 0.5
    assert found.error == pytest.approx(length, rel=1e-5)
    if name in COMPLETE:
        assert found.error < 0.001


def test_residual_from_several_baselines_and_from_none(network, images):
    before = np.mean([value(network, image, "z3") for image in images], axis=0)
    found = residual(network, images[0], "z3", np.zeros((7, 4)), images)
    np.testing.assert_allclose(found.change, value(network, images[0], "z3") - before, atol=1e-6)
    found = residual(network, images[0], "z3", np.zeros((7, 4)))
    before = value(network, np.zeros(7), "z3")
    np.testing.assert_allclose(found.change, value(network, images[0], "z3") - before, atol=1e-6)
    assert residual(network, images[0], "z3", np.zeros((7, 4)), images[0]).error == 0


def test_curves_against_forward_passes(network, images, rng):
    begin, end, ranking = images[0], images[1].copy(), rng.normal(size=7)
    end[2] = begin[2]  # nothing changes there, so it is no step
    page, expected = begin.copy(), [value(network, begin, "h3")[1]]
    for pixel in sorted({0, 1, 3, 4, 5, 6}, key=lambda i: -ranking[i]):
        page[pixel] = end[pixel]
        expected.append(value(network, page, "h3")[1])
    found = ranked_curve(network, begin, end, ranking, "h3", 1)
    np.testing.assert_allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize("reference", [None, np.full(7, 0.3, np.float32)])
def test_trial_is_the_mean_over_images(network, images, reference):
    method, page = METHODS["single pixel"], np.zeros(7) if reference is None else reference
    judges = [integrated_gradients(network, image, "z3", images[2]) for image in images[:2]]
    found = method_trial(network, images[:2], method, None, images[2], reference, judges)
    rows = []
    for image, judge in zip(images[:2], judges, strict=True):
        parts = single_pixel_effects(network, image, "z3", images[2])
        answer = int(value(network, image, "h3").argmax())
        rows.append(
            [
                residual(network, image, "z3", parts, images[2]).error,
                ranked_curve(network, page, image, parts[:, answer], "h3", answer).mean(),
                ranked_curve(network, image, page, parts[:, answer], "h3", answer).mean(),
                agreement(parts, judge).mean(),
            ]
        )
    np.testing.assert_allclose(found, np.mean(rows, axis=0), rtol=1e-5)
    assert np.isnan(method_trial(network, images[:2], method, None).agreement)


def test_on_digits_only_some_methods_add_up_and_a_ranking_beats_chance(rng):
    network, pages = load_network("two-layers"), as_pixels(load_digits("test")[0][:10])
    found = {
        name: method_trial(network, pages, method, np.random.default_rng(0))
        for name, method in METHODS.items()
        if name != "expected gradients"
    }
    assert found["single pixel"].error > 1 and found["leave one out"].error > 0.3
    assert all(found[name].error < 0.001 for name in COMPLETE)
    chance = method_trial(network, pages, lambda *given: given[-1].random((784, 10)), rng)
    for trial in found.values():
        assert trial.insertion > chance.insertion + 0.1
        assert trial.deletion < chance.deletion - 0.1


def test_bytes_rank_as_numbers_do(network, images):
    """The largest first: a byte's negative would not be its opposite."""
    ranking = np.random.default_rng(3).permutation(network.sizes[0])
    curves = [
        ranked_curve(network, images[0], images[1], ranking.astype(kind), "h3", 0)
        for kind in (float, np.uint8)
    ]
    np.testing.assert_array_equal(*curves)
