"""The checks of notebook 01: blank, right, typically wrong, and junk."""

import numpy as np
import pytest

from helpers.checks.see_a_digit_as_numbers import (
    check_lit_only,
    check_most_ink,
    check_place,
    check_strange_pair,
)
from helpers.digits import load_digits

JUNK = ["a seven", np.nan, np.zeros(3), [1, 2, 3], None]
X = np.zeros(784)
X[:4] = [0.5, 0.25, 1.0, 0.75]
W = np.arange(784) / 7 + 0.1


@pytest.fixture
def verdict(capsys):
    """Run a check and return its only line."""

    def of(check, *answer):
        check(*answer)
        (line,) = capsys.readouterr().out.splitlines()
        return line

    return of


@pytest.fixture(scope="module")
def inks():
    """Mean ink of each digit's training images."""
    images, labels = load_digits("train")
    return [images[labels == d].sum(axis=1).mean() / 255 for d in range(10)]


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        (..., "Not yet:"),
        (565, "Yes: 20 rows of 28 stand before it, then 5 pixels"),
        (160, "Not quite: row and column are swapped"),
        (566, "Not quite: this counts from 1"),
        (537, "Not quite: 20 rows stand before row 20"),
        (100, "Not quite: this is the row times the column"),
        (7, "Not quite: count the whole rows"),
    ],
)
def test_place(verdict, place, begins):
    assert verdict(check_place, place, 20, 5).startswith(begins)


@pytest.mark.parametrize(
    ("digit", "factor", "begins"),
    [
        (0, 1, "Yes: an image of 0 holds"),
        (0, 1.0005, "Yes:"),
        (0, 255, "Not quite: the digit is right, but these are bytes"),
        (0, 1 / 784, "Not quite: the digit is right, but this is the mean of one pixel"),
        (0, 255 / 784, "Not quite: the digit is right, but this is the mean of one pixel"),
        (0, 5923, "Not quite: the digit is right, but this is the ink of all its images"),
        (0, 2, "Not quite: the digit is right. Sum"),
        (1, 1, "Not quite: there are more images of 1 than of any other"),
        (8, 1, "Not quite: another digit has more ink"),
        (12, 1, "Not quite: another digit has more ink"),
    ],
)
def test_most_ink(verdict, inks, digit, factor, begins):
    assert verdict(check_most_ink, digit, inks[0] * factor).startswith(begins)


@pytest.mark.parametrize(
    ("by_lit", "free", "begins"),
    [
        (X @ W, 780, "Yes: 4 products make"),
        (W[:4].sum(), 780, "Not quite: this adds up w where x is lit"),
        (X.sum(), 780, "Not quite: this is the ink of x"),
        (0, 780, "Not quite: this took the pixels without ink"),
        (X @ W / 4, 780, "Not quite: this is the mean"),
        (99, 780, "Not quite: multiply x and w where x is lit"),
        (X @ W, 4, "Not quite: the sum is right, but these are the pixels that count"),
        (X @ W, 784, "Not quite: the sum is right. A number of w is free"),
    ],
)
def test_lit_only(verdict, by_lit, free, begins):
    assert verdict(check_lit_only, by_lit, free, X, W).startswith(begins)


@pytest.mark.parametrize(
    ("first", "second", "begins"),
    [
        (667, 963, "Yes: a 7 and a 1."),
        (963, 667, "Yes: a 1 and a 7."),
        (0, 17, "Not quite: both show a 7"),
        (0, 0, "Not quite: both show a 7"),
        (2, 3, "Not quite: image 2 has 100% of its own digit at least as near"),
        (667, 1000, "Not quite: both are whole numbers from 0 to 999"),
        (-1, 3, "Not quite: both are whole numbers from 0 to 999"),
        (0.5, 3, "Not quite: both are whole numbers from 0 to 999"),
    ],
)
def test_strange_pair(verdict, first, second, begins):
    assert verdict(check_strange_pair, first, second).startswith(begins)


@pytest.mark.parametrize("pair", [(0, 357), (357, 0)])
def test_both_images_of_a_pair_are_asked(verdict, pair):
    """Image 0 has its sevens farther away than this 1; the 1 has its own digit nearer."""
    assert verdict(check_strange_pair, *pair).startswith("Not quite: image 357 has 96%")


def test_an_image_is_not_one_of_its_own_neighbours(verdict):
    """Of the other nines 47 of 93 are farther: most. Counting the image itself, 47 of 94."""
    assert verdict(check_strange_pair, 12, 349).startswith("Yes: a 9 and a 3. 51%")


@pytest.mark.parametrize("blanks", [(..., 1), (1, ...), (..., ...)])
@pytest.mark.parametrize("check", [check_most_ink, check_strange_pair, check_lit_only])
def test_half_an_answer_is_not_yet_one(verdict, check, blanks):
    rest = (X, W) if check is check_lit_only else ()
    assert verdict(check, *blanks, *rest).startswith("Not yet:")


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("check", [check_most_ink, check_strange_pair, check_lit_only])
def test_junk_is_not_quite_right(verdict, check, junk):
    rest = (X, W) if check is check_lit_only else ()
    assert verdict(check, junk, 1, *rest).startswith("Not quite:")
    assert verdict(check, 1, junk, *rest).startswith("Not quite:")


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_is_no_place(verdict, junk):
    assert verdict(check_place, junk, 20, 5).startswith("Not quite:")
