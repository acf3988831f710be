"""The answers to notebook 06: blank, typical mistakes, right, and junk."""

import numpy as np
import pytest

from helpers.attribution import top_k
from helpers.checks.read_a_hidden_neuron import (
    check_painted,
    check_strongest_image,
    check_zero_not_white,
)
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network


@pytest.fixture(scope="module")
def net():
    return load_network("ten-digits")


@pytest.fixture
def says(capsys):
    """A function that calls a check and returns the one line that it prints."""

    def line(check, *arguments):
        check(*arguments)
        printed = capsys.readouterr().out
        assert printed.count("\n") == 1
        return printed

    return line


@pytest.fixture
def zero_not_white(net, says):
    W1, b1 = net.weights[0], net.biases[0]
    pictures = {"A": W1[2], "B": W1[46], "C": W1[33] + b1[33], "D": W1[77]}
    return lambda answer: says(check_zero_not_white, answer, pictures)


@pytest.fixture
def painted(net, says):
    images, labels = load_digits("test")
    w, x = net.weights[0][22], as_pixels(images[labels == 3][0])
    bar = w < -0.4
    return w, x, bar, lambda answer: says(check_painted, answer, w, x, bar)


@pytest.fixture
def strongest(net, says):
    w = net.weights[0][22]
    return w, lambda answer: says(check_strongest_image, answer, w, 100)


def test_blank(zero_not_white, painted, strongest):
    for check in (zero_not_white, painted[-1], strongest[-1]):
        assert check(...).startswith("Not yet:")


def test_zero_not_white(zero_not_white):
    assert zero_not_white("C").startswith("Yes: its corner is -0.29")
    for letter in "ABD":
        assert "corners are white" in zero_not_white(letter)


@pytest.mark.parametrize("junk", ["E", "c", 2, np.nan, ["C"], np.zeros(784)], ids=repr)
def test_zero_not_white_takes_a_letter(zero_not_white, junk):
    assert zero_not_white(junk).startswith("Not quite: choose one of 'A', 'B', 'C', 'D'")


def test_painted(painted):
    w, x, bar, check = painted
    before, full = np.sum((w * x)[bar]), np.sum(w[bar])
    assert check(full - before).startswith("Yes:")
    assert check(float(np.sum(w * np.where(bar, 1, x)) - np.sum(w * x))).startswith("Yes:")
    assert "ink that was there is still in it" in check(full)
    assert "the sign is turned" in check(before - full)
    assert "before painting" in check(before)
    assert "sum of all products after painting" in check(np.sum(w * np.where(bar, 1, x)))
    assert "only products on the bar change" in check(0.0)


def test_strongest_image(strongest):
    w, check = strongest
    assert check(_ink_on(top_k(w, 100))).startswith("Yes:")
    assert check(_ink_on(top_k(w, 100)).tolist()).startswith("Yes:")
    assert "no negative ink" in check(w)
    assert "a pixel is above 1" in check(200 * np.maximum(w, 0))
    assert "only 100 are allowed" in check(_ink_on(w > 0))
    assert "lies on negative weights" in check(_ink_on(top_k(abs(w), 100)))
    assert "red places are still empty" in check(_ink_on(top_k(w, 50)))
    assert "not on the reddest" in check(0.5 * _ink_on(top_k(w, 200)))


def test_strongest_image_as_a_mask_or_a_square(strongest):
    w, check = strongest
    mask = w >= np.sort(w)[-100]
    for image in (mask, mask.reshape(28, 28), _ink_on(mask).reshape(28, 28)):
        assert check(image).startswith("Yes:")
    assert "only 100 are allowed" in check(w > 0)
    assert "expected." in check(mask[:-1])


@pytest.mark.parametrize("junk", ["three", np.nan, [1, 2], np.zeros((14, 56)), None], ids=repr)
def test_numbers_are_wanted(painted, strongest, junk):
    for check in (painted[-1], strongest[-1]):
        assert "expected." in check(junk)


def test_not_a_number_in_an_image(strongest):
    assert "NaN or infinity" in strongest[-1](np.full(784, np.nan))


def _ink_on(pixels):
    image = np.zeros(784)
    image[pixels] = 1
    return image
