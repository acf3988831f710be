"""Accuracy, recall and confusion, each against the obvious loop."""

import numpy as np
import pytest

from helpers import evaluation
from helpers.digits import as_pixels
from helpers.evaluation import accuracy, answers, confusion, largest_outputs, recalls
from helpers.network import Network

N = 57


@pytest.fixture
def network():
    rng = np.random.default_rng(11)
    return Network((6, 3), [rng.normal(size=(3, 6))], [rng.normal(size=3)])


@pytest.fixture
def images():
    return np.random.default_rng(12).integers(0, 256, (N, 6), dtype=np.uint8)


@pytest.fixture
def labels():
    return np.random.default_rng(13).integers(0, 3, N)


def one_by_one(network, images):
    return [network.forward(as_pixels(image)).answer for image in images]


@pytest.mark.parametrize("at_once", [1, 10, N, 2_000])
def test_answers(network, images, at_once, monkeypatch):
    monkeypatch.setattr(evaluation, "AT_ONCE", at_once)
    expected = one_by_one(network, images)
    assert len(set(expected)) == 3, "a network that gives one answer only tests nothing"
    assert answers(network, images).tolist() == expected
    assert answers(network, as_pixels(images)).tolist() == expected


@pytest.mark.parametrize("at_once", [10, 2_000])
def test_largest_outputs(network, images, at_once, monkeypatch):
    monkeypatch.setattr(evaluation, "AT_ONCE", at_once)
    expected = [network.forward(as_pixels(image)).outputs.max() for image in images]
    np.testing.assert_allclose(largest_outputs(network, images), expected, rtol=1e-5)


def test_bytes_are_converted_a_few_at_a_time(network, images, monkeypatch):
    sizes = []
    monkeypatch.setattr(evaluation, "AT_ONCE", 10)
    monkeypatch.setattr(evaluation, "as_pixels", lambda b: (sizes.append(len(b)), as_pixels(b))[1])
    answers(network, images)
    assert sizes == [10] * 5 + [7]


def test_accuracy(network, images, labels):
    pairs = list(zip(one_by_one(network, images), labels, strict=True))
    right = sum(answer == label for answer, label in pairs)
    assert 0 < right < N
    assert accuracy(network, images, labels) == right / N
    assert accuracy(network, as_pixels(images), labels.tolist()) == right / N


def test_confusion_and_recalls(network, images, labels):
    expected = [[0] * 3 for _ in range(3)]
    for answer, label in zip(one_by_one(network, images), labels, strict=True):
        expected[label][answer] += 1
    found = confusion(network, images, labels)
    assert found.tolist() == expected and found.sum() == N
    assert found.tolist() != found.T.tolist(), "a symmetric table would hide a swap"
    by_hand = [expected[c][c] / sum(expected[c]) for c in range(3)]
    np.testing.assert_allclose(recalls(network, images, labels), by_hand)


def test_the_recall_of_a_class_without_images_is_nan(network, images, labels, recwarn):
    kept = labels != 1
    found = recalls(network, images[kept], labels[kept])
    assert np.isnan(found).tolist() == [False, True, False]
    assert not recwarn.list


@pytest.mark.parametrize("function", [answers, largest_outputs, accuracy, recalls, confusion])
def test_what_is_refused(network, images, labels, function):
    more = [] if function in (answers, largest_outputs) else [labels]
    with pytest.raises(ValueError, match="network is a str: expected a Network"):
        function("ten-digits", images, *more)
    with pytest.raises(ValueError, match=r"shape \(6,\): expected bytes .* of shape \(n, 6\)"):
        function(network, images[0], *more)
    if more:
        with pytest.raises(ValueError, match="labels run from 1 to 3, but the classes are 0 to 2"):
            function(network, images, labels + 1)
