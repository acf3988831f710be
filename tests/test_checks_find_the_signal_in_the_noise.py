"""The checks of notebook 03: blank, the usual wrong answers, the right one, and junk."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.attribution import class_difference
from helpers.checks.find_the_signal_in_the_noise import check_erasing, check_recipe, check_share
from helpers.digits import as_pixels, load_digits
from helpers.network import Network
from helpers.recipes import train_recipe
from helpers.storage import load_network

JUNK = ["a word", np.nan, [1, 2], np.ones(3), None, 1j]


@pytest.fixture(scope="module")
def book():
    return load_network("zero-or-one-book-start")


@pytest.fixture(scope="module")
def images():
    return load_digits("train", only=(0, 1))[0]


@pytest.fixture(scope="module")
def tests():
    return load_digits("test", only=(0, 1))[0]


@pytest.fixture
def line(capsys):
    """What a check printed: one line."""

    def read():
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return out

    return read


@pytest.fixture
def share_of(book, images):
    """Answers to exercise 1, from the weights and how often each pixel is lit."""
    w, lit = book.weights[0][0].astype(float), np.count_nonzero(images, axis=0) / len(images)
    return lambda answer: answer(w, lit < 0.01, lit == 0)


@pytest.mark.parametrize(
    ("answer", "begins", "says"),
    [
        (lambda w, rare, never: np.sum(w[rare] ** 2) / np.sum(w**2), "Yes:", "41.2%"),
        (lambda w, rare, never: 100 * np.sum(w[rare] ** 2) / np.sum(w**2), "Not quite:", "cent"),
        (lambda w, rare, never: np.sum(w[~rare] ** 2) / np.sum(w**2), "Not quite:", "the other"),
        (lambda w, rare, never: np.mean(rare), "Not quite:", "counts pixels"),
        (lambda w, rare, never: abs(w[rare]).sum() / abs(w).sum(), "Not quite:", "absolute"),
        (lambda w, rare, never: np.sum(w[never] ** 2) / np.sum(w**2), "Not quite:", "never lit"),
        (lambda w, rare, never: np.sum(w[rare] ** 2), "Not quite:", "divide it"),
        (lambda w, rare, never: 0.9, "Not quite:", "square the weights"),
        (lambda w, rare, never: ..., "Not yet:", "replace"),
    ],
)
def test_share(answer, begins, says, share_of, book, images, line):
    check_share(share_of(answer), book, images)
    out = line()
    assert out.startswith(begins) and says in out


@pytest.fixture(scope="module")
def erasing(book, images, tests):
    """The right count and the right change, by way of both networks' whole forward pass."""
    weights = book.weights[0] * (images.max(axis=0) > 0)
    erased = replace(book, weights=[weights, book.weights[1]])
    x = as_pixels(tests)
    changed = sum(erased.forward(x).answer != book.forward(x).answer)
    return int(changed), float(abs(erased.forward(x).z[0] - book.forward(x).z[0]).max())


@pytest.mark.parametrize(
    ("answer", "begins", "says"),
    [
        (lambda n, c: (n, c), "Yes:", "change: 0. z moves by at most 0.23"),
        (lambda n, c: (n, 0), "Not quite:", "one test image"),
        (lambda n, c: (n, 255 * c), "Not quite:", "bytes"),
        (lambda n, c: (n, c + 1), "Not quite:", "the count is right"),
        (lambda n, c: (2115 - n, c), "Not quite:", "that stay"),
        (lambda n, c: (167, c), "Not quite:", "the count is off"),
        (lambda n, c: (..., ...), "Not yet:", "replace"),
        (lambda n, c: (n, ...), "Not yet:", "replace"),
    ],
)
def test_erasing(answer, begins, says, erasing, book, images, tests, line):
    check_erasing(*answer(*erasing), book, images, tests)
    out = line()
    assert out.startswith(begins) and says.lower() in out.lower()


def test_erasing_counts_the_answers_that_change(line):
    lit, unlit = np.zeros((2, 1, 784), np.uint8)
    lit[0, 0], unlit[0, :2] = 255, 255
    weights = np.zeros((1, 784))
    weights[0, :2] = 1, -4  # one image says 1 + 0, the other 1 - 4
    net = Network((784, 1, 2), weights=[weights, [[-1], [1]]], biases=[[0], [0.5, -0.5]])
    check_erasing(1, 4, net, lit, np.concatenate([lit, unlit]))
    assert "change: 1. z moves by at most 4.00" in line()


@pytest.mark.parametrize("junk", JUNK, ids=str)
def test_junk_is_answered_and_not_raised(junk, book, images, tests, line):
    check_share(junk, book, images)
    assert line().startswith("Not quite: this")
    check_erasing(junk, 0.2, book, images, tests)
    assert line().startswith("Not quite: this")
    check_erasing(0, junk, book, images, tests)
    assert line().startswith("Not quite: this")
    check_recipe(junk)
    assert line().startswith("Not quite: this is a")


def template(book):
    """The layers of a network whose picture is perfect."""
    return [class_difference(*load_digits("train", only=(0, 1)))[None], book.weights[1]]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_recipe_accepts_more_than_one_way(seed, line):
    for name, l2 in (("zero-or-one-small-start", 3e-3), ("zero-or-one-book-start", 1e-3)):
        *_, last = train_recipe(name, seed, l2=l2)
        check_recipe(last.network)
        assert line().startswith("Yes:")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda book: book, "0.28: it is still its own start"),
        (lambda book: load_network("zero-or-one-small-start"), "0.68; try more l2"),
        (lambda book: book.start, "of the test images are right"),
        (lambda book: Network((784, 1, 2)), "of the test images are right"),
        (
            lambda book: replace(book, biases=[[999], book.biases[1]], weights=template(book)),
            "images are right",
        ),
        (lambda book: load_network("ten-digits"), "(784, 1, 2) is expected"),
        (lambda book: train_recipe("zero-or-one-small-start"), "last.network"),
        (lambda book: next(train_recipe("zero-or-one-small-start", epochs=1)), "in .network"),
    ],
)
def test_recipe_names_the_mistake(answer, says, book, line):
    check_recipe(answer(book))
    out = line()
    assert out.startswith("Not quite:") and says in out


def test_recipe_blank(line):
    check_recipe(...)
    assert line().startswith("Not yet:")
