"""The exercises of notebook 07: answers, and what is said of them."""

import numpy as np

from helpers.attribution import ablated_scores, hidden_activations, mean_activations
from helpers.checks import rank_the_hidden_neurons as checks
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

GOOD = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[18])
RUN, W2, B2 = GOOD.forward(PIXELS), GOOD.weights[1], GOOD.biases[1]
ADDED = W2[3] * RUN.h[0]
HIDDEN, MEAN = hidden_activations(GOOD, IMAGES[:500]), mean_activations(GOOD, IMAGES)
RIGHT = ablated_scores(GOOD, HIDDEN, [], 0.0).argmax(axis=1) == LABELS[:500]

CONTRIBUTIONS_ANSWERS = [
    (ADDED, "Yes: their sum plus the bias"),
    (ADDED.tolist(), "Yes: "),
    (W2[3], "Not quite: these are the weights alone"),
    (W2[8] * RUN.h[0], "Not quite: these are the contributions to 8"),
    (W2[3] * RUN.z[0], "Not quite: this used the pre-activation z"),
    (RUN.h[0], "Not quite: these are the activations"),
    (ADDED + B2[3], "Not quite: the bias belongs to the class"),
    (ADDED.sum(), "Not quite: this is their sum; one number for each"),
    (-ADDED, "Not quite: multiply each outgoing weight"),
    (W2[3][:7], "Not quite: this is "),
]


def flips(unit, value):
    after = ablated_scores(GOOD, HIDDEN, [unit], value).argmax(axis=1)
    return RIGHT & (after != LABELS[:500])


def first(condition):
    """The first (image, unit) for which `condition` of the unit holds."""
    found = ((np.flatnonzero(condition(unit)), unit) for unit in range(100))
    return next((int(images[0]), unit) for images, unit in found if len(images))


MISREAD = int(np.flatnonzero(~RIGHT)[0])

FLIP_ANSWERS = [
    (*first(lambda unit: flips(unit, MEAN)), "Yes: without unit "),
    (*first(lambda unit: flips(unit, 0.0) & ~flips(unit, MEAN)), "Not quite: with zero it flips"),
    (MISREAD, 3, f"Not quite: image {MISREAD} was misread from the start"),
    (
        *first(lambda unit: RIGHT & ~flips(unit, 0.0) & ~flips(unit, MEAN)),
        "Not quite: image …. Look where the lead is small.",
    ),
    (500, 3, "Not quite: the image is an integer from 0 to 499"),
    (-1, 3, "Not quite: the image is an integer"),
    (3, 100, "Not quite: a hidden unit is an integer from 0 to 99"),
]

EXERCISES = [
    (checks.check_contributions, CONTRIBUTIONS_ANSWERS, [GOOD, PIXELS, 3]),
    (checks.check_flip, FLIP_ANSWERS, [GOOD, HIDDEN, LABELS, MEAN]),
]
