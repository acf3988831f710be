"""How alike pictures, units and networks are, each counted slowly."""

import numpy as np
import pytest

from helpers.attribution import (
    agreement,
    correlation,
    matched_units,
    portrait_likeness,
    rank_correlation,
)
from helpers.attribution.likeness import overlap


def test_correlation_knows_neither_scale_nor_offset():
    a, b = np.random.default_rng(1).normal(size=(2, 50))
    assert correlation(a, 3 * a + 7) == pytest.approx(1)
    assert correlation(a, -a) == pytest.approx(-1)
    centred = (a - a.mean()) / a.std() * (b - b.mean()) / b.std()
    assert correlation(a, b) == pytest.approx(centred.mean())


def ranks_slowly(values):
    return [sum(v < w for v in values) + (sum(v == w for v in values) + 1) / 2 for w in values]


def spearman_slowly(a, b):
    a, b = (np.array(ranks_slowly(list(v))) for v in (a, b))
    a, b = a - a.mean(), b - b.mean()
    return np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b))


def test_rank_correlation_with_and_without_ties(rng):
    for values in (rng.normal(size=(2, 40)), rng.integers(-2, 3, (2, 40))):
        assert rank_correlation(*values) == pytest.approx(spearman_slowly(*values), abs=1e-12)
    a, b = rng.normal(size=(2, 40))
    assert rank_correlation(a, np.exp(a)) == pytest.approx(1)
    assert rank_correlation(a, -(a**3)) == pytest.approx(-1)
    assert rank_correlation(a, np.zeros(40)) == 0.0
    assert rank_correlation(a, b) == rank_correlation(b, a)


def test_overlap_counts_pixels_in_both_lists(rng):
    a, b = rng.normal(size=(2, 30))
    for k in (1, 7, 30):
        lists = [sorted(range(30), key=lambda i, v=v: -v[i])[:k] for v in (a, b)]
        assert overlap(a, b, k) == len(set(lists[0]) & set(lists[1])) / k
    assert overlap([1, 1, 0], [1, 0, 1], k=1) == 1.0  # the lower index first


def test_agreement_is_the_correlation_of_each_node(rng):
    a, b = rng.normal(size=(2, 7, 3))
    found = agreement(a, b)
    for node in range(3):
        assert found[node] == pytest.approx(np.corrcoef(a[:, node], b[:, node])[0, 1])
    np.testing.assert_allclose(agreement(a, 2 * a + 1), 1)
    np.testing.assert_array_equal(agreement(a, np.ones((7, 3))), 0)


@pytest.fixture
def images(rng):
    return rng.integers(0, 256, (40, 784), dtype=np.uint8)


LABELS = np.arange(40) % 10


def test_likeness_is_the_correlation_with_each_portrait(images, rng):
    pictures = rng.normal(size=(3, 784))
    found = portrait_likeness(pictures, images, LABELS)
    assert found.shape == (3, 10)
    everything = sum(image.astype(float) for image in images) / 40
    for digit in range(10):
        own = [
            image.astype(float)
            for image, label in zip(images, LABELS, strict=True)
            if label == digit
        ]
        portrait = sum(own) / len(own) - everything
        for row, picture in zip(found, pictures, strict=True):
            assert row[digit] == pytest.approx(correlation(picture, portrait))


def matched_slowly(hidden, other):
    left = {
        (i, j): np.corrcoef(hidden[:, i], other[:, j])[0, 1]
        for i in range(hidden.shape[1])
        for j in range(other.shape[1])
    }
    found = []
    while left:
        (i, j), r = max(left.items(), key=lambda pair: pair[1])
        found.append((i, j, r))
        left = {pair: r for pair, r in left.items() if pair[0] != i and pair[1] != j}
    return found


def test_matching_takes_the_most_alike_first(rng):
    hidden, other = rng.random((2, 60, 8))
    other[:, 3] = 5 * hidden[:, 6] + 0.01 * other[:, 3]
    found = matched_units(hidden, other)
    expected = matched_slowly(hidden, other)
    assert (found.units[0], found.others[0]) == (6, 3)
    for unit, partner, r, (i, j, truth) in zip(*found, expected, strict=True):
        assert (unit, partner) == (i, j) and r == pytest.approx(truth)
    assert sorted(found.units) == sorted(found.others) == list(range(8))
