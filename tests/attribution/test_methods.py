"""Methods by name, and what is asked of them, against loops and forward passes."""

import numpy as np
import pytest

from helpers.attribution import (
    METHODS,
    agreement,
    all_single_pixel_effects,
    deletion_curve,
    insertion_curve,
    integrated_gradients,
    layer_names,
    layer_values,
    leave_one_out,
    method_trial,
    residual,
    shapley_values,
    single_pixel_effects,
)
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

SIZES = (7, 5, 6, 4)
COMPLETE = ("integrated gradients", "Shapley values")


def value(network, pixels, layer):
    run = network.forward(np.asarray(pixels, dtype=np.float32))
    return layer_values(run, layer).astype(float)


@pytest.fixture
def network(a_network):
    return a_network(SIZES)


@pytest.fixture
def images(rng):
    return rng.random((3, 7), dtype=np.float32)


def test_all_layers_at_once_are_the_layers_one_by_one(network, images):
    image, baseline, _ = images
    for start in (None, baseline):
        found = all_single_pixel_effects(network, image, start)
        assert tuple(found) == layer_names(network)
        for layer, effects in found.items():
            expected = single_pixel_effects(network, image, layer, start)
            np.testing.assert_array_equal(effects, expected)


def test_all_layers_at_once_against_784_forward_passes():
    network, image = load_network("two-layers"), as_pixels(load_digits("test")[0][18])
    for pixels in (image, np.ones_like(image)):
        runs, black = network.forward(np.diag(pixels)), network.forward(0 * pixels)
        for layer, found in all_single_pixel_effects(network, pixels).items():
            expected = layer_values(runs, layer) - layer_values(black, layer)
            np.testing.assert_allclose(found, expected, atol=1e-5)


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


@pytest.mark.parametrize("baseline", [None, "another"])
def test_curves_against_forward_passes(network, images, rng, baseline):
    image, start = images[0].copy(), np.zeros(7, np.float32) if baseline is None else images[1]
    image[2] = start[2]  # nothing changes there, so it is no step
    ranking = rng.normal(size=7)
    order = [i for i in sorted(range(7), key=lambda i: -ranking[i]) if i != 2]
    page, expected = start.copy(), [value(network, start, "h3")[1]]
    for pixel in order:
        page[pixel] = image[pixel]
        expected.append(value(network, page, "h3")[1])
    found = insertion_curve(network, image, ranking, "h3", 1, None if baseline is None else start)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    page, expected = image.copy(), [value(network, image, "h3")[1]]
    for pixel in order:
        page[pixel] = start[pixel]
        expected.append(value(network, page, "h3")[1])
    found = deletion_curve(network, image, ranking, "h3", 1, None if baseline is None else start)
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_agreement_is_the_correlation_of_each_node(rng):
    a, b = rng.normal(size=(2, 7, 3))
    found = agreement(a, b)
    for node in range(3):
        assert found[node] == pytest.approx(np.corrcoef(a[:, node], b[:, node])[0, 1])
    np.testing.assert_allclose(agreement(a, 2 * a + 1), 1)
    np.testing.assert_array_equal(agreement(a, np.ones((7, 3))), 0)


def test_trial_is_the_mean_over_images(network, images):
    method = METHODS["single pixel"]
    judges = [integrated_gradients(network, image, "z3", images[2]) for image in images[:2]]
    found = method_trial(network, images[:2], method, None, images[2], None, judges)
    rows = []
    for image, judge in zip(images[:2], judges, strict=True):
        parts = single_pixel_effects(network, image, "z3", images[2])
        answer = int(value(network, image, "h3").argmax())
        rows.append(
            [
                residual(network, image, "z3", parts, images[2]).error,
                insertion_curve(network, image, parts[:, answer], "h3", answer).mean(),
                deletion_curve(network, image, parts[:, answer], "h3", answer).mean(),
                agreement(parts, judge).mean(),
            ]
        )
    np.testing.assert_allclose(found, np.mean(rows, axis=0), rtol=1e-5)
    assert np.isnan(method_trial(network, images[:2], method, None).agreement)


def test_on_digits_only_some_methods_add_up_and_a_ranking_beats_chance():
    network, pages = load_network("two-layers"), as_pixels(load_digits("test")[0][:10])
    found = {
        name: method_trial(network, pages, method, np.random.default_rng(0))
        for name, method in METHODS.items()
        if name != "expected gradients"
    }
    assert found["single pixel"].error > 1 and found["leave one out"].error > 0.3
    assert all(found[name].error < 0.001 for name in COMPLETE)
    chance = method_trial(network, pages, lambda *given: given[-1].random((784, 10)), _rng())
    for trial in found.values():
        assert trial.insertion > chance.insertion + 0.1
        assert trial.deletion < chance.deletion - 0.1


def _rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda n, x: residual(n, x, "z3", np.zeros((7, 5))), r"parts have shape \(7, 5\), expect"),
        (lambda n, x: residual(n, x, "z4", np.zeros((7, 4))), "layer='z4' is not there"),
        (lambda n, x: residual(n, x[:3], "z3", np.zeros((7, 4))), "image has type"),
        (lambda n, x: insertion_curve(n, x, x[:3], "h3", 0), r"ranking has shape \(3,\)"),
        (lambda n, x: deletion_curve(n, x, x * np.nan, "h3", 0), "ranking: every entry must be"),
        (lambda n, x: insertion_curve(n, x, x, "h3", 4), r"has 4 nodes \(0 to 3\)"),
        (lambda n, x: deletion_curve(n, x, x, "h3", 1.5), "node=1.5 is out of range"),
        (lambda n, x: insertion_curve(n, x, x, "h9", 0), "layer='h9'"),
        (lambda n, x: agreement(np.zeros((7, 3)), np.zeros((7, 4))), "the same nodes"),
        (lambda n, x: agreement(x, x), "one row a pixel"),
        (lambda n, x: agreement(np.zeros((0, 3)), np.zeros((0, 3))), "one row a pixel"),
        (lambda n, x: residual(n, x, "h3", np.zeros((7, 4)), x[None][:0]), "baseline has no row"),
        (lambda n, x: method_trial(n, x[None][:0], METHODS["single pixel"], None), "0 images"),
        (
            lambda n, x: method_trial(n, x[None], METHODS["single pixel"], None, judges=[]),
            "1 images and 0 judges",
        ),
        (lambda n, x: all_single_pixel_effects(n, x[:3]), "image has type"),
    ],
)
def test_what_does_not_fit_is_refused(network, images, call, message):
    with pytest.raises(ValueError, match=message):
        call(network, images[0])


def test_bytes_rank_as_numbers_do(network, images):
    """The largest first: a byte's negative would not be its opposite."""
    ranking = np.random.default_rng(3).permutation(network.sizes[0])
    curves = [
        insertion_curve(network, images[0], ranking.astype(kind), "h3", 0)
        for kind in (float, np.uint8)
    ]
    np.testing.assert_array_equal(*curves)
