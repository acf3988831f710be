"""attribution/pictures: class means, turned weights, correlation, pattern, and what they refuse."""

import numpy as np
import pytest

from helpers.attribution import class_difference, correlation, pattern, turned
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
    with pytest.raises(ValueError, match=r"no image of class 7 among the 40.*only="):
        class_difference(images, labels, of=7)


@pytest.mark.parametrize(("outgoing", "sign"), [((-1, 2), 1), ((2, -1), -1), ((3, 1), -1)])
def test_turned_speaks_for_one(outgoing, sign):
    net = Network((4, 1, 2), weights=[[[1, -2, 3, 0]], [[outgoing[0]], [outgoing[1]]]])
    assert turned(net).tolist() == [sign * w for w in (1, -2, 3, 0)]
    assert turned(net, [5.0, 0.0, 0.0, -1.0]).tolist() == [sign * w for w in (5, 0, 0, -1)]


def test_turned_needs_one_unit_two_classes_and_a_picture():
    with pytest.raises(ValueError, match=r"\(4, 2, 2\).*such as \(784, 1, 2\)"):
        turned(Network((4, 2, 2)))
    with pytest.raises(ValueError, match=r"shape \(3,\): expected \(4,\)"):
        turned(Network((4, 1, 2)), np.zeros(3))


def test_correlation_knows_neither_scale_nor_offset():
    a, b = np.random.default_rng(1).normal(size=(2, 50))
    assert correlation(a, 3 * a + 7) == pytest.approx(1)
    assert correlation(a, -a) == pytest.approx(-1)
    centred = (a - a.mean()) / a.std() * (b - b.mean()) / b.std()
    assert correlation(a, b) == pytest.approx(centred.mean())


def test_correlation_refuses():
    with pytest.raises(ValueError, match=r"\(3,\) and \(4,\)"):
        correlation(np.arange(3), np.arange(4))
    for pair in ((np.arange(3), np.ones(3)), (np.ones(3), np.arange(3))):
        with pytest.raises(ValueError, match="constant"):
            correlation(*pair)


def test_pattern_is_covariance_times_weights(images):
    w = np.random.default_rng(2).normal(size=6)
    expected = np.cov(images.T / 255, bias=True) @ w
    assert np.allclose(pattern(images, w), expected, atol=1e-6)
    with pytest.raises(ValueError, match="expected uint8"):
        pattern(images / 255, w)
