"""Likeness with the digits' portraits, against loops."""

import numpy as np
import pytest

from helpers.attribution import correlation, portrait_likeness


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


def test_likeness_does_not_see_scale_or_offset(images, rng):
    pictures = rng.normal(size=(2, 784))
    first = portrait_likeness(pictures, images, LABELS)
    np.testing.assert_allclose(portrait_likeness(3 * pictures + 5, images, LABELS), first)


def test_refusals(images):
    with pytest.raises(ValueError, match=r"no image of digits \[7\]"):
        portrait_likeness(np.eye(10, 784), images[LABELS != 7], LABELS[LABELS != 7])
    with pytest.raises(ValueError, match="none of them constant"):
        portrait_likeness(np.ones((2, 784)), images, LABELS)
    with pytest.raises(ValueError, match=r"pictures have shape \(784,\)"):
        portrait_likeness(np.arange(784), images, LABELS)
