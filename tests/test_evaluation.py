"""Accuracy, recall and confusion, each against the obvious loop."""

import re

import numpy as np
import pytest

from helpers import evaluation
from helpers.digits import as_pixels
from helpers.evaluation import (
    accuracy,
    answers,
    confusion,
    largest_outputs,
    lost_and_gained,
    own_scores,
    recalls,
    same_answers,
    share,
)
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


def test_same_answers(network, images):
    other = Network((6, 3), [-network.weights[0]], [network.biases[0]])
    x = as_pixels(images)
    same = [network.forward(image).answer == other.forward(image).answer for image in x]
    assert same_answers(network, other, images) == pytest.approx(np.mean(same))
    assert same_answers(network, network, images) == 1


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


def test_own_scores_are_medians_over_a_classes_own_images(network, images, labels):
    found = own_scores(network, images, labels)
    for label in range(network.sizes[-1]):
        own = [
            network.forward(as_pixels(image)).scores[label]
            for image in images[np.asarray(labels) == label]
        ]
        assert found[label] == pytest.approx(np.median(own), rel=1e-5)


@pytest.mark.parametrize(
    "function", [answers, largest_outputs, accuracy, recalls, confusion, own_scores]
)
def test_what_is_refused(network, images, labels, function):
    more = [] if function in (answers, largest_outputs) else [labels]
    with pytest.raises(ValueError, match="network is a str: expected a Network"):
        function("ten-digits", images, *more)
    with pytest.raises(ValueError, match=r"shape \(6,\): expected bytes .* of shape \(n, 6\)"):
        function(network, images[0], *more)
    if more:
        with pytest.raises(ValueError, match="labels run from 1 to 3, but the classes are 0 to 2"):
            function(network, images, labels + 1)


def ends_of(words):
    return [float(end) for end in re.search(r"\(([\d.]+) to ([\d.]+)\)", words).groups()]


@pytest.mark.parametrize(
    ("n", "of", "told"),
    [
        # The first four: Newcombe (1998), Statistics in Medicine 17, 857, table I.
        (81, 263, "31% (26 to 37)"),
        (15, 148, "10% (6 to 16)"),
        (0, 20, "0% (0 to 16)"),
        (1, 29, "3% (1 to 17)"),
        (9791, 10_000, "97.9% (97.6 to 98.2)"),
        (np.int64(20), 20, "100% (84 to 100)"),
    ],
)
def test_a_share_says_where_it_may_lie(n, of, told):
    assert share(n, of) == told


@pytest.mark.parametrize(("truth", "of"), [(0.2, 50), (0.5, 20), (0.9, 100)])
def test_about_95_of_100_intervals_hold_the_true_share(truth, of):
    counts = np.random.default_rng(0).binomial(of, truth, 2000).tolist()
    ends = {n: ends_of(share(n, of)) for n in set(counts)}
    held = np.mean([ends[n][0] <= 100 * truth <= ends[n][1] for n in counts])
    assert 0.92 < held < 0.98


@pytest.mark.parametrize(
    ("n", "of", "message"),
    [(3, 2, "n=3: expected a whole number from 0 to 2"), (1, 0, "of=0"), (0.5, 1, "n=0.5")],
)
def test_a_share_of_what_was_not_counted_is_refused(n, of, message):
    with pytest.raises(ValueError, match=message):
        share(n, of)


def test_answers_lost_and_gained():
    labels = np.array([3, 3, 5, 5, 5, 7])
    before, after = [3, 3, 3, 5, 3, 1], [3, 5, 5, 3, 5, 2]
    assert lost_and_gained(labels, before, after) == (2, 2)
    assert lost_and_gained(labels, labels, after) == (3, 0)
    with pytest.raises(ValueError, match=r"after .*an answer for each label"):
        lost_and_gained(labels, before, after[:3])
