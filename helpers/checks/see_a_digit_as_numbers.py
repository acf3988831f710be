"""Answers to the exercises of notebook 01, See a digit as numbers."""

import numpy as np

from helpers.checks.verdict import close, exercise, judge, number, right, wrong, yours
from helpers.digits import load_digits


@exercise
def check_most_ink(digit, ink):
    """Exercise 1: the digit with the most ink, and how much its images hold on average.

    digit, ink: the answer; ink is the mean sum of an image's pixels, each from 0 to 1.
    """
    digit, ink = number(digit), number(ink)
    images, labels = load_digits("train")
    inks = images.sum(axis=1) / 255
    means = np.array([inks[labels == d].mean() for d in range(10)])
    most = int(means.argmax())
    if digit == np.bincount(labels).argmax() != most:
        wrong(f"there are more images of {digit:.0f} than of any other; compare means, not sums.")
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


@exercise
def check_lit_only(by_lit, free, x, w):
    """Exercise 2: a dot product from the lit pixels alone, and the numbers that do not matter.

    by_lit: the answer, the dot product of `x` and `w`. free: the answer, how many entries of `w`
    can change without changing it. x, w: float, (784,).
    """
    by_lit, free, lit = number(by_lit), number(free), x > 0
    sum_w = w[lit].sum()
    mistakes = {
        "this adds up w where x is lit; each one has to be multiplied with its pixel.": sum_w,
        "this is the ink of x; each pixel has to be multiplied with w.": x.sum(),
        "this took the pixels without ink: every product there is zero.": 0,
        "this is the mean of the products; a dot product is their sum.": (x * w)[lit].mean(),
    }
    judge(by_lit, x @ w, mistakes, "multiply x and w where x is lit, and add the products up.")
    if free == lit.sum():
        wrong("the sum is right, but these are the pixels that count; the others are free.")
    elif free != len(x) - lit.sum():
        wrong("the sum is right. A number of w is free where x is zero: count those.")
    else:
        right(
            f"{lit.sum()} products make {x @ w:.2f}, and {free:.0f} numbers of w are free."
            f"{yours(by_lit, x @ w)}"
        )
