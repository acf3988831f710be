"""The author's whole picture: a wall for each layer beside the outputs; and lines over a share."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers.plots import panel, plot_curves, set_view, show_effects
from helpers.plots.wall import STEP


@pytest.fixture
def effects(rng):
    return {"h1": rng.normal(size=(784, 23)), "z3": rng.normal(size=(784, 10))}


def tile(ax, row, column):
    wall = ax.images[0].get_array()
    return wall[row * STEP + 1 : (row + 1) * STEP, column * STEP + 1 : (column + 1) * STEP].ravel()


def test_each_tile_is_its_node_down_the_columns(effects, image, rng):
    axes = show_effects(image, effects, np.full(10, 0.1), label=3)
    assert len(axes) == 4
    np.testing.assert_allclose(axes[0].images[0].get_array().ravel(), image / 255)
    for row in range(10):
        np.testing.assert_allclose(tile(axes[2], row, 0), effects["z3"][:, row])
    for node in range(23):  # three columns that do not come out even
        np.testing.assert_allclose(tile(axes[1], *divmod(node, 3)), effects["h1"][:, node])
    many = rng.normal(size=(784, 50))
    axes = show_effects(image, {"h1": many}, np.full(10, 0.1))
    for node in range(50):
        column, row = divmod(node, 10)
        np.testing.assert_allclose(tile(axes[1], row, column), many[:, node])


def test_names_stand_over_the_layers(effects, image):
    axes = show_effects(image, effects, np.full(10, 0.1), label=3)
    assert [ax.get_title() for ax in axes] == ["image", "h1, 23 nodes", "z3", "outputs"]
    assert axes[3].texts[0].get_text() == "answer 0, true 3"


def test_zero_is_white_and_each_layer_has_its_scale(effects, image):
    axes = show_effects(image, effects, np.full(10, 0.1))
    for ax, (_, parts) in zip(axes[1:3], effects.items(), strict=True):
        low, high = ax.images[0].get_clim()
        assert low == -high == pytest.approx(-np.abs(parts).max())
        assert ax.images[0].cmap(0.5) == (1.0, 1.0, 1.0, 1.0)
    axes = show_effects(image, effects, np.full(10, 0.1), limits={"z3": 7.0})
    assert axes[2].images[0].get_clim() == (-7, 7)
    assert "7" in axes[2].texts[0].get_text()


@pytest.mark.parametrize("view", ["page", "lecture"])
def test_nothing_overlaps(effects, image, overlaps, outside, view):
    set_view(view)
    try:
        effects["h2"] = np.tile(effects["z3"], 10)
        axes = show_effects(image, effects, np.eye(10)[4], label=7)
    finally:
        set_view("page")
    figure = axes[0].figure
    figure.canvas.draw()
    texts = [text for ax in axes for text in (*ax.texts, ax.title)]
    assert overlaps(texts) == [] and outside(figure, texts) == []


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (np.zeros(784), "expected one row a pixel and one column"),
        (np.zeros((10, 784)), r"expected \(n, 784\)"),
        (np.full((784, 2), np.nan), "NaN or infinite"),
        (np.zeros((784, 0)), r"expected \(n, 784\)"),
    ],
)
def test_effects_that_are_none_are_refused(image, parts, message):
    before = plt.get_fignums()
    with pytest.raises(ValueError, match=message):
        show_effects(image, {"h1": parts}, np.full(10, 0.1))
    assert plt.get_fignums() == before  # no empty figure is left


def test_curves_run_from_nothing_to_all(ax):
    plot_curves(ax, {"a": [0.0, 1.0, 4.0], "b": np.arange(5)}, "share", "title", "y", {"a": 1.66})
    assert ax.lines[0].get_xdata().tolist() == [0, 0.5, 1]
    assert ax.lines[1].get_xdata().tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert ax.lines[1].get_ydata().tolist() == [0, 1, 2, 3, 4]
    named = [text.get_text() for text in ax.get_legend().get_texts()]
    assert named == ["a: 1.66", "b"]
    assert (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()) == ("title", "share", "y")
    assert [text.get_text() for text in ax.get_xticklabels()][::5] == ["0%", "100%"]


def test_curves_can_be_told_apart_without_colour():
    ax = plot_curves(panel(), {str(n): [0, n] for n in range(6)}, "share")
    looks = {(line.get_marker(), str(line.get_linestyle())) for line in ax.lines}
    assert len({marker for marker, _ in looks}) == 6


def test_legend_stays_inside(ax, outside):
    names = ["slope of the image, kept", "single pixel"]
    ax = plot_curves(panel(), {name: [0, 1] for name in names}, "share", "title", "y")
    ax.figure.canvas.draw()
    assert outside(ax.figure, [*ax.get_legend().get_texts(), ax.title]) == []


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        ({}, "0 curves: expected 1 to 6"),
        ({str(n): [0, 1] for n in range(7)}, "7 curves"),
        ({"a": [1.0]}, "curve 'a' has one number"),
        ({"a": [0, np.nan]}, "curve 'a' holds 1 NaN"),
        ({"a": np.zeros((2, 2))}, "in one dimension"),
    ],
)
def test_curves_that_are_none_are_refused(ax, curves, message):
    with pytest.raises(ValueError, match=message):
        plot_curves(ax, curves, "share")
