"""Answers to the exercises of notebook 01, See a digit as numbers."""

import numpy as np

from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.digits import load_digits

AMONG = 1_000  # test images that the pair of the last exercise is chosen from


def check_place(place, row, column):
    """Exercise 1: which of the 784 numbers a pixel is.

    Parameters
    ----------
    place : int
        The answer.
    row, column : int
        Where the pixel is, both from 0.
    """
    if unanswered(place) or (place := number(place)) is None:
        return
    if place == 28 * row + column:
        right(f"{row} rows of 28 stand before it, then {column} pixels: number {place:.0f}.")
    elif place == 28 * column + row:
        wrong("row and column are swapped: the numbers run along the rows.")
    elif place == 28 * row + column + 1:
        wrong("this counts from 1; the first of the 784 numbers is number 0.")
    elif place == 28 * (row - 1) + column:
        wrong(f"{row} rows stand before row {row}, because the topmost is row 0.")
    elif place == row * column:
        wrong("this is the row times the column; a whole row is 28 pixels.")
    else:
        wrong("count the whole rows before it, 28 pixels each, then the pixels to its left.")


def check_most_ink(digit, ink):
    """Exercise 2: the digit with the most ink, and how much its images hold on average.

    Parameters
    ----------
    digit : int
        The answer.
    ink : float
        The answer: the mean sum of an image's pixels, each from 0 to 1.
    """
    if unanswered(digit, ink) or (digit := number(digit)) is None or (ink := number(ink)) is None:
        return
    images, labels = load_digits("train")
    inks = images.sum(axis=1) / 255
    means = np.array([inks[labels == d].mean() for d in range(10)])
    most = int(means.argmax())
    if digit == np.bincount(labels).argmax() != most:
        wrong(f"there are more images of {digit:.0f} than of any other; compare means, not sums.")
    elif digit == means.argmin():
        wrong(f"{digit:.0f} has the least ink: this took the smallest.")
    elif digit != most:
        wrong("another digit has more ink: take the mean ink of each digit's own images.")
    elif close(ink, means[most]):
        right(f"an image of {most} holds {means[most]:.1f} on average, {means.argmin()} the least.")
    elif close(ink, means[most] * 255):
        wrong("the digit is right, but these are bytes: divide by 255 for pixels from 0 to 1.")
    elif close(ink, means[most] / 784) or close(ink, means[most] * 255 / 784):
        wrong("the digit is right, but this is the mean of one pixel; ink is the sum of all 784.")
    elif close(ink, inks[labels == most].sum()):
        wrong("the digit is right, but this is the ink of all its images: divide by their number.")
    else:
        wrong("the digit is right. Sum the pixels of each of its images, then take the mean.")


def check_lit_only(by_lit, free, x, w):
    """Exercise 3: a dot product from the lit pixels alone, and the numbers that do not matter.

    Parameters
    ----------
    by_lit : float
        The answer: the dot product of `x` and `w`.
    free : int
        The answer: how many entries of `w` can change without changing it.
    x, w : ndarray of float, shape (784,)
    """
    if unanswered(by_lit, free):
        return
    if (by_lit := number(by_lit)) is None or (free := number(free)) is None:
        return
    lit = x > 0
    if close(by_lit, w[lit].sum()):
        wrong("this adds up w where x is lit; each one has to be multiplied with its pixel.")
    elif close(by_lit, x.sum()):
        wrong("this is the ink of x; each pixel has to be multiplied with w.")
    elif close(by_lit, 0):
        wrong("this took the pixels without ink: every product there is zero.")
    elif close(by_lit, (x * w)[lit].mean()):
        wrong("this is the mean of the products; a dot product is their sum.")
    elif not close(by_lit, x @ w):
        wrong("multiply x and w where x is lit, and add the products up.")
    elif free == lit.sum():
        wrong("the sum is right, but these are the pixels that count; the others are free.")
    elif free != len(x) - lit.sum():
        wrong("the sum is right. A number of w is free where x is zero: count those.")
    else:
        right(f"{lit.sum()} products make {by_lit:.2f}, and {free:.0f} numbers of w are free.")


def check_strange_pair(first, second):
    """Exercise 4: two images of different digits, nearer to each other than to most of their own.

    Parameters
    ----------
    first, second : int
        The answer: places among the first 1,000 test images.
    """
    if unanswered(first, second) or (pair := numbers([first, second], (2,))) is None:
        return
    if not (np.isin(pair, np.arange(AMONG))).all():
        wrong(f"both are whole numbers from 0 to {AMONG - 1}, places among the test images.")
        return
    first, second = pair.astype(int)
    images, labels = load_digits("test")
    if labels[first] == labels[second]:
        wrong(f"both show a {labels[first]}: set the distances within a digit to infinity first.")
        return
    shares = [_share_farther(images, labels, *two) for two in ((first, second), (second, first))]
    for one, share in zip((first, second), shares, strict=True):
        if share <= 0.5:
            wrong(
                f"image {one} has {1 - share:.0%} of its own digit at least as near: "
                "look for the smallest distance of all."
            )
            return
    right(
        f"a {labels[first]} and a {labels[second]}. {shares[0]:.0%} and {shares[1]:.0%} of their "
        "own digits are farther away."
    )


def _share_farther(images, labels, one, other):
    """The share of the images of one's own digit that are farther from it than the other is."""
    own = labels[:AMONG] == labels[one]
    own[one] = False
    pixels = images[:AMONG].astype(float)
    distances = ((pixels - pixels[one]) ** 2).sum(axis=1)
    return float(np.mean(distances[own] > distances[other]))
