"""The plane: where its pixels lie, white zero, border and lines, points and crosses, figures."""

import numpy as np
import pytest

from helpers.network import Network
from helpers.plots import panel, plane_points, plot_plane, show_fence, show_planes, show_way_out
from helpers.plots.plane import EDGE
from tests.plots.look import assert_fits

PLANE = plane_points()
LINES, BORDER, ZEROS, ONES, WRONG = range(5)


def corners(line):
    """The parts of a line, which are kept apart by NaN."""
    xy = line.get_xydata()
    breaks = np.flatnonzero(np.isnan(xy[:, 0]))
    return [part[~np.isnan(part[:, 0])] for part in np.split(xy, breaks) if len(part) > 1]


def test_pixels_are_read_from_the_upper_left():
    points = plane_points(4)
    assert points.dtype == np.float32 and len(points) == 16
    step = 2 * EDGE / 4
    for row in range(4):
        for column in range(4):
            expected = -EDGE + (column + 0.5) * step, EDGE - (row + 0.5) * step
            np.testing.assert_allclose(points[4 * row + column], expected, rtol=1e-6)


@pytest.mark.parametrize("which", [0, 1])
def test_every_pixel_is_drawn_where_it_lies(which):
    ax = plot_plane(panel(), PLANE[:, which])
    ax.figure.canvas.draw()
    image = ax.images[0]
    for x, y in ((-1.0, -0.5), (0.9, 0.1), (0.2, 1.1)):
        left, right, low, high = image.get_extent()
        side = len(image.get_array())
        column, row = int((x - left) / (right - left) * side), int((high - y) / (high - low) * side)
        assert image.get_array()[row, column] == pytest.approx(
            (x, y)[which], abs=1.01 * EDGE / side
        )
    assert image.origin == "upper" and ax.get_ylim() == (-EDGE, EDGE)


def test_zero_is_white_and_the_scale_symmetric():
    ax = plot_plane(panel(), PLANE[:, 0] - 0.3)
    image = ax.images[0]
    assert image.get_clim() == pytest.approx((-1.475, 1.475))
    assert image.to_rgba(np.array([[0.0]]))[0, 0].tolist() == [1, 1, 1, 1]
    red, blue = image.to_rgba(np.array([[1.0, -1.0]]))[0]
    assert red[0] > red[2] and blue[2] > blue[0]
    assert plot_plane(panel(), PLANE[:, 0], limit=3).images[0].get_clim() == (-3, 3)
    assert plot_plane(panel(), 0 * PLANE[:, 0]).images[0].get_clim() == (-1, 1)


def test_border_runs_where_the_sign_changes():
    values = 0.5 - np.hypot(*PLANE.T)
    (circle,) = corners(plot_plane(panel(), values).lines[BORDER])
    np.testing.assert_allclose(np.hypot(*circle.T), 0.5, atol=0.003)
    np.testing.assert_allclose(circle[0], circle[-1])
    two = np.minimum(np.hypot(*(PLANE - [0.6, 0.6]).T), np.hypot(*(PLANE + [0.6, 0.6]).T)) - 0.3
    assert len(corners(plot_plane(panel(), two).lines[BORDER])) == 2
    for values in (np.ones(len(PLANE)), np.zeros(len(PLANE))):
        assert corners(plot_plane(panel(), values).lines[BORDER]) == []


@pytest.mark.parametrize(
    "line", [(1, 0, 0.4), (0, -2, 0.4), (3, 1, -0.2), (-1, 1, 0), (1, 2, 2.5), (5, -4, 1)]
)
def test_lines_are_where_z_is_zero_from_edge_to_edge(line):
    w1, w2, b = line
    (ends,) = corners(plot_plane(panel(), PLANE[:, 0], lines=[line]).lines[LINES])
    np.testing.assert_allclose(ends @ [w1, w2] + b, 0, atol=1e-9)
    assert np.abs(ends).max(axis=1) == pytest.approx(EDGE)
    assert np.abs(ends).max() <= EDGE + 1e-9
    assert np.hypot(*(ends[1] - ends[0])) > 0.1


def test_lines_beyond_the_picture_and_no_lines_are_not_drawn():
    ax = plot_plane(panel(), PLANE[:, 0], lines=[(1, 0, 5), (0, 0, 1), (1, 1, 3), (1, 0, 0)])
    assert len(corners(ax.lines[LINES])) == 1
    assert corners(plot_plane(ax, PLANE[:, 0]).lines[LINES]) == []


def test_points_crosses_and_words():
    points = np.array([[0.1, 0.2], [-0.5, 1.0], [0.3, -0.3]])
    classes, wrong = np.array([1, 0, 1]), np.array([False, True, True])
    ax = plot_plane(
        panel(), PLANE[:, 0], title="t", below="b", points=points, classes=classes, wrong=wrong
    )
    assert ax.lines[ONES].get_xydata().tolist() == points[[0, 2]].tolist()
    assert ax.lines[ZEROS].get_xydata().tolist() == points[[1]].tolist()
    assert ax.lines[WRONG].get_xydata().tolist() == points[[1, 2]].tolist()
    assert ax.lines[ZEROS].get_markerfacecolor() != ax.lines[ONES].get_markerfacecolor()
    assert (ax.get_title(), ax.texts[0].get_text()) == ("t", "b")
    plot_plane(ax, PLANE[:, 0])
    assert not any(len(ax.lines[i].get_xydata()) for i in (ONES, ZEROS, WRONG))
    assert ax.texts[0].get_text() == ""


def a_network(units):
    rng = np.random.default_rng(units)
    weights = [3 * rng.normal(size=(units, 2)), 9 * rng.normal(size=(1, units))]
    return Network((2, units, 1), weights, [rng.normal(size=units), [1]], "tanh", "sigmoid")


@pytest.mark.usefixtures("_view")
@pytest.mark.parametrize("units", [1, 2, 3, 5, 8])
def test_show_fence_draws_units_and_score(units):
    net = a_network(units)
    points, classes = PLANE[::50], np.arange(len(PLANE[::50])) % 2
    run = net.forward(PLANE)
    axes = show_fence(net.weights, net.biases, run, points, classes)
    for unit, ax in enumerate(axes[:-1]):
        assert ax.get_title().startswith(f"unit {unit}  × ")
        assert ax.images[0].get_clim() == (-1, 1)
        np.testing.assert_allclose(ax.images[0].get_array().ravel(), run.h[0][:, unit])
        written = ax.get_title().split()[-1].replace("−", "-")
        assert float(written) == pytest.approx(net.weights[1][0, unit], abs=0.0051)
    score = axes[-1]
    np.testing.assert_allclose(score.images[0].get_array().ravel(), run.scores[:, 0])
    assert score.texts[0].get_text().endswith(f"\nscale ±{np.abs(run.scores).max():.3g}")
    assert len(score.lines[ONES].get_xydata()) == classes.sum()
    for ends in corners(score.lines[LINES]):
        z = ends @ net.weights[0].T + net.biases[0]
        assert np.abs(z).min(axis=1).max() < 1e-5
    assert_fits(axes)


def test_the_strip_leads_along_the_way_as_wide_as_the_dark_points():
    net = a_network(2)
    points, classes = np.array([[0.2, 0.1], [-0.2, 0.3], [0.9, 0.9]]), np.array([1, 1, 0])
    run = net.forward(PLANE)
    ax = show_way_out(net.weights, net.biases, run, points, classes, points[:2], [0.0, 1.0])
    corners_of = ax.patches[0].get_xy()[:-1]
    assert sorted(set(corners_of[:, 0].round(9))) == [-0.2, 0.2]
    assert sorted(corners_of[:, 1].round(9))[:2] == [0.1, 0.3] and corners_of[:, 1].max() > EDGE
    assert len(corners(ax.lines[LINES])) <= 2


@pytest.mark.usefixtures("_view")
@pytest.mark.parametrize("n", [1, 3, 4, 5])
def test_show_planes_has_one_scale(n):
    maps = [PLANE[:, 0] * (i + 1) for i in range(n)]
    lines = [[(1, 0, 0.1 * i)] for i in range(n)]
    seen = {"points": [[0, 0.5]], "classes": [1], "lines": lines}
    names = [f"without unit {i}" for i in range(n)]
    axes = show_planes(maps, names, **seen)
    assert len(axes) == n
    for i, ax in enumerate(axes):
        assert ax.images[0].get_clim()[1] == pytest.approx(n * PLANE[:, 0].max())
        np.testing.assert_allclose(corners(ax.lines[LINES])[0][:, 0], -0.1 * i, atol=1e-9)
        assert ax.lines[ONES].get_xydata().tolist() == [[0, 0.5]]
    assert_fits(axes)
