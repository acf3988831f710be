"""The exercises of notebook 01: answers, and what is said of them."""

import numpy as np

from helpers.checks import see_a_digit_as_numbers as checks
from helpers.digits import load_digits

X = np.zeros(784)
X[:4] = [0.5, 0.25, 1.0, 0.75]
W = np.arange(784) / 7 + 0.1

TRAIN, LABELS = load_digits("train")
INK = TRAIN[LABELS == 0].sum(axis=1).mean() / 255  # of a zero

PLACE_ANSWERS = [
    (565, "Yes: 20 rows of 28 stand before it, then 5 pixels"),
    (160, "Not quite: row and column are swapped"),
    (566, "Not quite: this counts from 1"),
    (537, "Not quite: 20 rows stand before row 20"),
    (100, "Not quite: this is the row times the column"),
    (7, "Not quite: count the whole rows"),
]

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

STRANGE_PAIR_ANSWERS = [
    (667, 963, "Yes: a 7 and a 1."),
    (963, 667, "Yes: a 1 and a 7."),
    (0, 17, "Not quite: both show a 7"),
    (0, 0, "Not quite: both show a 7"),
    (2, 3, "Not quite: image 2 has 100% of its own digit at least as near"),
    (667, 1000, "Not quite: both are whole numbers from 0 to 999"),
    (-1, 3, "Not quite: both are whole numbers from 0 to 999"),
    (0.5, 3, "Not quite: both are whole numbers from 0 to 999"),
    # Image 0 has its sevens farther away than this 1; the 1 has its own digit nearer.
    (0, 357, "Not quite: image 357 has 96%"),
    (357, 0, "Not quite: image 357 has 96%"),
    # Of the other nines 47 of 93 are farther: most. Counting the image itself, 47 of 94.
    (12, 349, "Yes: a 9 and a 3. 51%"),
]

EXERCISES = [
    (checks.check_place, PLACE_ANSWERS, [20, 5]),
    (checks.check_most_ink, MOST_INK_ANSWERS, []),
    (checks.check_lit_only, LIT_ONLY_ANSWERS, [X, W]),
    (checks.check_strange_pair, STRANGE_PAIR_ANSWERS, []),
]
