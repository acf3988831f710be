"""The exercises of notebook 05: answers, and what is said of them."""

import numpy as np

from helpers.checks import train_a_hundred_neurons as checks
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import confusion
from helpers.storage import load_network

IMAGES, LABELS = load_digits("test")
STUCK, LUCKY = load_network("ten-digits-book-stuck"), load_network("ten-digits-book-lucky")
COUNTS = confusion(STUCK, IMAGES, LABELS)
TRUST = COUNTS[2, 2] / COUNTS[:, 2].sum()
Z = STUCK.start.forward(as_pixels(IMAGES)).z[0]
SIZE = np.abs(Z)
(W1, W2), (B1, B2) = LUCKY.weights, LUCKY.biases
NEGATIVE = -W1, -B1, -W2, B2 + W2.sum(axis=1)

TRUST_ANSWERS = [
    (TRUST, "Yes: 1774 times it says 2, and 997 times it is one: 56.2%."),
    (COUNTS[2, 2] / COUNTS[2].sum(), "Not quite: this is the recall"),
    (1 - TRUST, "Not quite: this is how often it is wrong"),
    (COUNTS[2, 2] / COUNTS.sum(), "Not quite: divide by how often it says 2, not by all"),
    (100 * TRUST, "Not quite: this is in per cent"),
    (0.5, "Not quite: divide the count on the diagonal by the sum of column 2"),
]

QUARTERED_START_ANSWERS = [
    (np.mean(SIZE / 4 > 4), "Yes: from 66.0% to 9.2%"),
    (np.mean(SIZE > 4) / 4, "Not quite: this is a quarter of the share"),
    (np.mean(SIZE > 4), "Not quite: this is the share before the division"),
    (np.mean(SIZE > 1), "Not quite: this multiplies z by four; it is divided"),
    (np.mean(Z > 16), "Not quite: this leaves out the negative side"),
    (100 * np.mean(SIZE > 16), "Not quite: this is in per cent"),
    (0.5, "Not quite: divide z by four, take its absolute value"),
]

CORRELATE = "Yes: the new pictures correlate -1.00 with the old ones, and 100.0% of the answers"
SIGN = np.where(np.arange(100) < 75, -1, 1)
SHIFTED = np.roll(W1, 1, axis=0), np.roll(B1, 1), np.roll(W2, 1, axis=1), B2
MOST = W1 * SIGN[:, None], B1 * SIGN, W2 * SIGN, B2 + W2[:, :75].sum(axis=1)
PALER = np.arange(100)[:, None]  # by as much at each pixel of a picture: as alike as before

NEGATIVES_ANSWERS = [
    (*NEGATIVE, CORRELATE),
    (W1, B1, W2, B2, "Not quite: …they are as they were"),
    (*SHIFTED, "Not quite: …the order of the neurons"),
    (*MOST, "Not quite: the new pictures correlate -0.50 …every red is as strong a blue"),
    (-W1, -B1, -W2, B2, "Not quite: …repair b2"),
    (-W1, B1, *NEGATIVE[2:], "Not quite: …negate b1"),
    (-W1, -B1, W2, B2, "Not quite: …W2 is as it was"),
    (-9 * W1, -B1, -W2, B2, "Not quite: …the sign and nothing else"),
    (PALER - W1, -B1, -W2, B2, "Not quite: …the sign and nothing else"),
    (-W1, -B1, 0 * W2, B2, "Not quite: …choose W2 and b2"),
    (0 * W1, B1, W2, B2, "Not quite: the new pictures correlate +0.00 with the old ones"),
]

EXERCISES = [
    (checks.check_trust, TRUST_ANSWERS, [COUNTS, 2]),
    (checks.check_quartered_start, QUARTERED_START_ANSWERS, [Z]),
    (checks.check_negatives, NEGATIVES_ANSWERS, [LUCKY, IMAGES]),
]
