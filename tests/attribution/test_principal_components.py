"""Principal components against the covariance's own directions, centres one place at a time."""

import numpy as np
import pytest

from helpers.attribution import own_centre_share, principal_components
from helpers.attribution.principal_components import nearest_centres
from helpers.digits import as_pixels, load_digits


@pytest.fixture
def rows(rng):
    return (rng.normal(size=(40, 6)) * [5, 3, 2, 1, 0.5, 0.1]).astype(np.float32) + 7


def test_directions_are_those_of_the_covariance(rows):
    found = principal_components(rows, k=6)
    values, vectors = np.linalg.eigh(np.cov(rows.astype(float).T, ddof=0))
    values, vectors = values[::-1], vectors.T[::-1]
    np.testing.assert_allclose(found.shares, values / values.sum(), atol=1e-9)
    for direction, vector in zip(found.directions, vectors, strict=True):
        assert abs(direction @ vector) == pytest.approx(1)
    np.testing.assert_allclose(found.directions @ found.directions.T, np.eye(6), atol=1e-9)
    np.testing.assert_allclose(found.places.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(found.places.var(axis=0), values, atol=1e-6)


def test_all_directions_give_the_rows_back(rows):
    found = principal_components(rows, k=6)
    np.testing.assert_allclose(found.places @ found.directions + rows.mean(axis=0), rows, atol=1e-5)
    assert found.shares.sum() == pytest.approx(1)
    two = principal_components(rows)
    np.testing.assert_array_equal(two.places, found.places[:, :2])


def test_the_sign_does_not_depend_on_the_svd(rows, monkeypatch):
    found = principal_components(rows, k=3)
    assert np.all((found.directions**3).sum(axis=1) > 0)
    svd = np.linalg.svd

    def turned(*args, **kwargs):
        u, s, v = svd(*args, **kwargs)
        return -u, s, -v

    monkeypatch.setattr(np.linalg, "svd", turned)
    again = principal_components(rows, k=3)
    np.testing.assert_array_equal(again.directions, found.directions)
    np.testing.assert_allclose(again.places, found.places)


def test_digits_have_signs_with_a_margin():
    """A machine that rounds differently must not turn the pictures of the notebook over."""
    pixels = as_pixels(load_digits("test")[0][:500])
    cubes = principal_components(pixels).directions ** 3
    assert np.all(cubes.sum(axis=1) > 0.01 * np.abs(cubes).sum(axis=1))


def test_nearest_centres_place_by_place(rng):
    places, labels = rng.normal(size=(60, 3)), rng.choice([0, 4, 7], 60)
    centres = {
        c: np.mean([p for p, d in zip(places, labels, strict=True) if d == c], axis=0)
        for c in (0, 4, 7)
    }
    expected = [min(centres, key=lambda c, p=p: np.sum((p - centres[c]) ** 2)) for p in places]
    assert nearest_centres(places, labels).tolist() == expected
    assert own_centre_share(places, labels) == np.mean(np.array(expected) == labels)
