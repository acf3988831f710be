"""The exercises of notebook 05: answers, and what is said of them."""

import numpy as np

from helpers.checks import train_a_hundred_neurons as checks
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import confusion
from helpers.storage import load_network

STUCK = load_network("ten-digits-book-stuck")
COUNTS = confusion(STUCK, *load_digits("test"))
TRUST = COUNTS[2, 2] / COUNTS[:, 2].sum()
OUT = STUCK.start.forward(as_pixels(load_digits("train")[0][0])).outputs
WANTED = np.eye(10)[5]
ERROR, SLOPE = OUT - WANTED, OUT * (1 - OUT)

TRUST_ANSWERS = [
    (TRUST, "Yes: 1774 times it says 2, and 997 times it is one: 56.2%."),
    (COUNTS[2, 2] / COUNTS[2].sum(), "Not quite: this is the recall"),
    (1 - TRUST, "Not quite: this is how often it is wrong"),
    (COUNTS[2, 2] / COUNTS.sum(), "Not quite: divide by how often it says 2, not by all"),
    (100 * TRUST, "Not quite: this is in per cent"),
    (0.5, "Not quite: divide the count on the diagonal by the sum of column 2"),
]

HOW_WRONG_ANSWERS = [
    (ERROR * SLOPE, ERROR, "Yes: for … of ten outputs the slope leaves less than a hundredth"),
    (ERROR, ERROR, "Not quite: quadratic is only the error"),
    (SLOPE, ERROR, "Not quite: quadratic is only the slope"),
    (-ERROR * SLOPE, ERROR, "Not quite: quadratic has its sign turned round"),
    (ERROR * OUT, ERROR, "Not quite: the slope is out * (1 - out)"),
    (ERROR**2 / 2, ERROR, "Not quite: this is the cost of each output"),
    (7 * ERROR, ERROR, "Not quite: quadratic is the error"),
    (ERROR * SLOPE, ERROR * SLOPE, "Not quite: the slope cancels"),
    (ERROR * SLOPE, -ERROR, "Not quite: cross_entropy has its sign turned round"),
    (ERROR * SLOPE, SLOPE, "Not quite: cross_entropy is the error alone"),
]

EXERCISES = [
    (checks.check_trust, TRUST_ANSWERS, [COUNTS, 2]),
    (checks.check_how_wrong, HOW_WRONG_ANSWERS, [OUT, WANTED]),
]
