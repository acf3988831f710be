"""Points in the plane: classes, places without noise, what noise and a generator do, refusals."""

import numpy as np
import pytest

from helpers.points import CENTRE, GAP, NOISE, RADII, SETS, TURNS, sample


def made(name, n=200, seed=0, **more):
    return sample(name, n, np.random.default_rng(seed), **more)


@pytest.mark.parametrize("name", SETS)
def test_half_of_the_points_are_of_each_class_and_all_are_in_the_picture(name):
    points, classes = made(name)
    assert points.shape == (200, 2) and points.dtype == np.float32
    assert classes.dtype.kind == "i" and np.bincount(classes).tolist() == [100, 100]
    assert np.abs(points).max() < 1.2  # how far the pictures of the plane reach


@pytest.mark.parametrize("name", SETS)
def test_the_generator_decides_and_nothing_else(name):
    points, _ = made(name)
    np.testing.assert_array_equal(points, made(name)[0])
    assert not np.array_equal(points, made(name, seed=1)[0])


@pytest.mark.parametrize("name", SETS)
def test_noise_moves_the_same_points_further(name):
    still, classes = made(name, noise=0)
    little, much = (made(name, noise=noise)[0] - still for noise in (0.1, 0.2))
    np.testing.assert_allclose(much, 2 * little, atol=1e-6)
    assert little.std() == pytest.approx(0.1, rel=0.15)
    np.testing.assert_array_equal(classes, made(name, noise=0.2)[1])
    np.testing.assert_array_equal(made(name)[0], made(name, noise=NOISE[name])[0])


@pytest.mark.parametrize("angle", [0, 45, 135, -90])
def test_blobs_lie_opposite_each_other(angle):
    points, classes = made("blobs", 10, noise=0, angle=angle)
    towards = CENTRE * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    for point, c in zip(points, classes, strict=True):
        np.testing.assert_allclose(point, towards if c else -towards, atol=1e-6)


def test_rings_are_round():
    points, classes = made("rings", noise=0)
    outer, inner = RADII
    away = np.hypot(*points.T)
    np.testing.assert_allclose(away, np.where(classes == 1, inner, outer), rtol=1e-5)
    angles = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    assert np.histogram(angles, 6, (-180, 180))[0].min() > 10  # on all sides


def test_moons_are_one_moon_and_the_same_turned_by_half():
    points, classes = made("moons", noise=0)
    arcs = points[classes == 1], -points[classes == 0]
    for arc in arcs:
        np.testing.assert_allclose(np.hypot(*(arc + [0.275, 0.14]).T), 0.55, rtol=1e-5)
        assert (arc[:, 1] >= -0.14 - 1e-6).all()
    assert arcs[0][:, 1].min() < 0 < -arcs[1][:, 1].min()  # each reaches into the other


def test_xor_asks_for_the_same_sign():
    points, classes = made("xor", noise=0)
    for (x1, x2), c in zip(points, classes, strict=True):
        assert c == ((x1 > 0) == (x2 > 0))
        assert min(abs(x1), abs(x2)) >= GAP - 1e-6
    quadrants = {tuple(signs) for signs in np.sign(points).tolist()}
    assert len(quadrants) == 4


def test_spiral_arms_are_half_a_turn_apart():
    points, classes = made("spiral", noise=0)
    along = np.hypot(*points.T) / 0.85
    angles = np.arctan2(points[:, 1], points[:, 0]) - 2 * np.pi * TURNS * along
    np.testing.assert_allclose(np.cos(angles), np.where(classes == 1, -1, 1), atol=1e-4)


FITS = {"name": "blobs", "n": 9, "rng": np.random.default_rng(0)}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"name": "circles"}, "'circles' is not there: choose one of blo"),
        ({"n": 1}, "n=1: expected a whole number from 2"),
        ({"noise": -0.1}, "noise=-0.1: expected a number from 0"),
        ({"rng": 0}, "rng=0: expected a generator"),
        ({"angle": "up"}, "angle='up': expected a number, such as 45"),
    ],
)
def test_refusals(bad, message):
    with pytest.raises(ValueError, match=message):
        sample(**(FITS | bad))
