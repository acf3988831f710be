"""A wall of pictures for each layer beside the image and the outputs."""

import numpy as np
import pytest

from helpers.plots import show_effects
from helpers.plots.wall import STEP
from tests.plots.look import assert_fits

OUTPUTS = np.full(10, 0.1)


@pytest.fixture
def effects(rng):
    return {"h1": rng.normal(size=(784, 23)), "z3": rng.normal(size=(784, 10))}


def tile(ax, row, column):
    wall = ax.images[0].get_array()
    return wall[row * STEP + 1 : (row + 1) * STEP, column * STEP + 1 : (column + 1) * STEP].ravel()


def test_each_tile_is_its_node_down_the_columns(effects, image, rng):
    axes = show_effects(image, effects, OUTPUTS, label=3)
    assert [ax.get_title() for ax in axes] == ["image", "h1, 23 nodes", "z3", "outputs"]
    assert axes[3].texts[0].get_text() == "answer 0, true 3"
    np.testing.assert_allclose(axes[0].images[0].get_array().ravel(), image / 255)
    for row in range(10):
        np.testing.assert_allclose(tile(axes[2], row, 0), effects["z3"][:, row])
    for node in range(23):  # three columns that do not come out even
        np.testing.assert_allclose(tile(axes[1], *divmod(node, 3)), effects["h1"][:, node])
    many = rng.normal(size=(784, 50))
    axes = show_effects(image, {"h1": many}, OUTPUTS)
    for node in range(50):
        column, row = divmod(node, 10)
        np.testing.assert_allclose(tile(axes[1], row, column), many[:, node])


def test_zero_is_white_and_each_layer_has_its_scale(effects, image):
    axes = show_effects(image, effects, OUTPUTS)
    for ax, (_, parts) in zip(axes[1:3], effects.items(), strict=True):
        low, high = ax.images[0].get_clim()
        assert low == -high == pytest.approx(-np.abs(parts).max())
        assert ax.images[0].cmap(0.5) == (1.0, 1.0, 1.0, 1.0)
    axes = show_effects(image, effects, OUTPUTS, limits={"z3": 7.0})
    assert axes[2].images[0].get_clim() == (-7, 7)
    assert "7" in axes[2].texts[0].get_text()


@pytest.mark.usefixtures("_view")
def test_nothing_overlaps(effects, image):
    effects["h2"] = np.tile(effects["z3"], 10)
    assert_fits(show_effects(image, effects, np.eye(10)[4], label=7))
