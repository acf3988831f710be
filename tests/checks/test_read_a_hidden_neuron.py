"""The exercises of notebook 06: answers, and what is said of them."""

import numpy as np

from helpers.attribution import top_k
from helpers.checks import read_a_hidden_neuron as checks
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
W, X = NET.weights[0][22], as_pixels(IMAGES[LABELS == 3][0])
BAR = W < -0.4
BEFORE, FULL = np.sum((W * X)[BAR]), np.sum(W[BAR])
AFTER = np.sum(W * np.where(BAR, 1, X))

PAINTED_ANSWERS = [
    (FULL - BEFORE, "Yes: "),
    (float(AFTER - np.sum(W * X)), "Yes: "),
    (FULL, "Not quite: this is what the bar adds with full ink"),
    (BEFORE - FULL, "Not quite: the sign is turned"),
    (BEFORE, "Not quite: this is what the bar adds before painting"),
    (AFTER, "Not quite: this is the sum of all products after painting"),
    (0.0, "Not quite: only products on the bar change"),
]


def ink_on(pixels):
    image = np.zeros(784)
    image[pixels] = 1
    return image


BEST = ink_on(top_k(W, 100))
TOO_MUCH = f"Not quite: there are {np.sum(W > 0)} units of ink on the page; only 100 are allowed"

STRONGEST_IMAGE_ANSWERS = [
    (BEST, "Yes: its products sum to "),
    (BEST.tolist(), "Yes: "),
    (BEST > 0, "Yes: "),
    (BEST.reshape(28, 28), "Yes: "),
    ((BEST > 0).reshape(28, 28), "Yes: "),
    (W, "Not quite: a pixel is below 0"),
    (200 * np.maximum(W, 0), "Not quite: a pixel is above 1"),
    (ink_on(W > 0), TOO_MUCH),
    (W > 0, TOO_MUCH),
    (ink_on(top_k(abs(W), 100)), "Not quite: some of the ink lies on negative weights"),
    (ink_on(top_k(W, 50)), "Not quite: only 50 units of ink are spent"),
    (0.5 * ink_on(top_k(W, 200)), "Not quite: all ink is on red, but not on the reddest"),
    ((BEST > 0)[:-1], "Not quite: this is shape (783,); numbers of shape (784,) are expected."),
    (np.zeros((14, 56)), "Not quite: this is shape (14, 56)"),
]

EXERCISES = [
    (checks.check_painted, PAINTED_ANSWERS, [W, X, BAR]),
    (checks.check_strongest_image, STRONGEST_IMAGE_ANSWERS, [W, 100]),
]
