"""The checks of notebook 05: blank, typical wrong answers, right answers, junk."""

import numpy as np
import pytest

from helpers.checks.train_a_hundred_neurons import (
    check_negatives,
    check_quartered_start,
    check_trust,
)
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import confusion
from helpers.storage import load_network

JUNK = ["five", np.nan, [1.5, 2], None, np.zeros((2, 2))]


@pytest.fixture(scope="module")
def digits():
    return load_digits("test")


@pytest.fixture(scope="module")
def counts(digits):
    return confusion(load_network("ten-digits-book-stuck"), *digits)


@pytest.fixture(scope="module")
def z(digits):
    return load_network("ten-digits-book-stuck").start.forward(as_pixels(digits[0])).z[0]


@pytest.fixture(scope="module")
def net():
    return load_network("ten-digits-book-lucky")


def said(capsys, check, *answer):
    check(*answer)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_trust_blank_and_right(capsys, counts):
    assert said(capsys, check_trust, ..., counts, 2).startswith("Not yet:")
    line = said(capsys, check_trust, counts[2, 2] / counts[:, 2].sum(), counts, 2)
    assert line == "Yes: 1774 times it says 2, and 997 times it is one: 56.2%."


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda counts: counts[2, 2] / counts[2].sum(), "this is the recall"),
        (lambda counts: 1 - counts[2, 2] / counts[:, 2].sum(), "how often it is wrong"),
        (lambda counts: counts[2, 2] / counts.sum(), "not by all images"),
        (lambda counts: 100 * counts[2, 2] / counts[:, 2].sum(), "per cent"),
        (lambda counts: 0.5, "the sum of column 2"),
    ],
)
def test_trust_names_the_mistake(capsys, counts, answer, mistake):
    line = said(capsys, check_trust, answer(counts), counts, 2)
    assert line.startswith("Not quite:") and mistake in line


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_trust_refuses_junk(capsys, counts, junk):
    assert "one number is expected" in said(capsys, check_trust, junk, counts, 2)


def test_quartered_start_blank_and_right(capsys, z):
    assert said(capsys, check_quartered_start, ..., z).startswith("Not yet:")
    line = said(capsys, check_quartered_start, np.mean(np.abs(z) / 4 > 4), z)
    assert line.startswith("Yes:") and "66.0% to 9.2%" in line


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda z: np.mean(np.abs(z) > 4) / 4, "a quarter of the share"),
        (lambda z: np.mean(np.abs(z) > 4), "before the division"),
        (lambda z: np.mean(np.abs(z) > 1), "it is divided"),
        (lambda z: np.mean(z > 16), "the negative side"),
        (lambda z: 100 * np.mean(np.abs(z) > 16), "per cent"),
        (lambda z: 0.5, "take its absolute value"),
    ],
)
def test_quartered_start_names_the_mistake(capsys, z, answer, mistake):
    line = said(capsys, check_quartered_start, answer(z), z)
    assert line.startswith("Not quite:") and mistake in line


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_quartered_start_refuses_junk(capsys, z, junk):
    assert "one number is expected" in said(capsys, check_quartered_start, junk, z)


def mirrored(net):
    (W1, W2), (b1, b2) = net.weights, net.biases
    return [-W1, -b1, -W2, b2 + W2.sum(axis=1)]


def test_negatives_blank_and_right(capsys, net, digits):
    blank = [..., *mirrored(net)[1:]]
    assert said(capsys, check_negatives, *blank, net, digits[0]).startswith("Not yet:")
    line = said(capsys, check_negatives, *mirrored(net), net, digits[0])
    assert line.startswith("Yes:") and "correlate -1.00" in line and "100.0%" in line


def shifted(W1, b1, W2, b2):
    return np.roll(W1, 1, axis=0), np.roll(b1, 1), np.roll(W2, 1, axis=1), b2


def half_negative(W1, b1, W2, b2):
    sign = np.where(np.arange(len(b1)) < 50, -1, 1)
    return W1 * sign[:, None], b1 * sign, W2 * sign, b2 + W2[:, :50].sum(axis=1)


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda *same: same, "they are as they were"),
        (shifted, "the order of the neurons"),
        (half_negative, "every red is as strong a blue"),
        (lambda W1, b1, W2, b2: (-W1, -b1, -W2, b2), "repair b2"),
        (lambda W1, b1, W2, b2: (-W1, b1, -W2, b2 + W2.sum(axis=1)), "negate b1"),
        (lambda W1, b1, W2, b2: (-W1, -b1, W2, b2), "W2 is as it was"),
        (lambda W1, b1, W2, b2: (-9 * W1, -b1, -W2, b2), "the sign and nothing else"),
        (lambda W1, b1, W2, b2: (-W1, -b1, 0 * W2, b2), "choose W2 and b2"),
    ],
)
def test_negatives_names_the_mistake(capsys, net, digits, change, mistake):
    (W1, W2), (b1, b2) = net.weights, net.biases
    line = said(capsys, check_negatives, *change(W1, b1, W2, b2), net, digits[0])
    assert line.startswith("Not quite:") and mistake in line


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("place", range(4))
def test_negatives_refuses_junk(capsys, net, digits, junk, place):
    answer = mirrored(net)
    answer[place] = junk
    line = said(capsys, check_negatives, *answer, net, digits[0])
    assert line.startswith("Not quite:") and "expected" in line
