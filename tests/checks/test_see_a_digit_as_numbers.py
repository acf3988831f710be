"""The exercises of notebook 01: answers, and what is said of them."""

import numpy as np

from helpers.checks import see_a_digit_as_numbers as checks
from helpers.digits import load_digits

X = np.zeros(784)
X[:4] = [0.5, 0.25, 1.0, 0.75]
W = np.arange(784) / 7 + 0.1

TRAIN, LABELS = load_digits("train")
INK = TRAIN[LABELS == 0].sum(axis=1).mean() / 255  # of a zero

MOST_INK_ANSWERS = [
    (0, INK, "Yes: an image of 0 holds"),
    (0, INK * 1.0005, "Yes:"),
    (0, INK * 255, "Not quite: the digit is right, but these are bytes"),
    (0, INK / 784, "Not quite: the digit is right, but this is the mean of one pixel"),
    (0, INK * 255 / 784, "Not quite: the digit is right, but this is the mean of one pixel"),
    (0, INK * 5923, "Not quite: the digit is right, but this is the ink of all its images"),
    (0, INK * 2, "Not quite: the digit is right. Sum"),
    (1, INK, "Not quite: there are more images of 1 than of any other"),
    (8, INK, "Not quite: another digit has more ink"),
    (12, INK, "Not quite: another digit has more ink"),
]

LIT_ONLY_ANSWERS = [
    (X @ W, 780, "Yes: 4 products make"),
    (W[:4].sum(), 780, "Not quite: this adds up w where x is lit"),
    (X.sum(), 780, "Not quite: this is the ink of x"),
    (0, 780, "Not quite: this took the pixels without ink"),
    (X @ W / 4, 780, "Not quite: this is the mean"),
    (99, 780, "Not quite: multiply x and w where x is lit"),
    (X @ W, 4, "Not quite: the sum is right, but these are the pixels that count"),
    (X @ W, 784, "Not quite: the sum is right. A number of w is free"),
]

EXERCISES = [
    (checks.check_most_ink, MOST_INK_ANSWERS, []),
    (checks.check_lit_only, LIT_ONLY_ANSWERS, [X, W]),
]
