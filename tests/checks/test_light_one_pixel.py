"""The exercises of notebook 08: answers, and what is said of them."""

import numpy as np

from helpers.attribution import integrated_gradients, residual, single_pixel_effects
from helpers.checks import light_one_pixel as checks
from helpers.digits import as_pixels, load_digits
from helpers.network import sigmoid
from helpers.storage import load_network

NET = load_network("two-layers")
W1, B1 = NET.weights[0], NET.biases[0]
IMAGES, LABELS = load_digits("test")
X = as_pixels(IMAGES[18])
WHITE = np.ones_like(X)
ON_WHITE = W1.sum(axis=1) + B1
CHANGED = ON_WHITE + (X - 1)[:, None] * W1.T
TRUTH = sigmoid(CHANGED) - sigmoid(ON_WHITE)
EIGHT = as_pixels(IMAGES[LABELS == 8][0])

RANK_ONE_ANSWERS = [
    (TRUTH, "Yes: the largest is"),
    (TRUTH.tolist(), "Yes: "),
    (TRUTH.T, "Not quite: the right numbers, on their side"),
    ((X - 1)[:, None] * W1.T, "Not quite: these are the changes of z1"),
    (single_pixel_effects(NET, X, "h1"), "Not quite: this starts from black"),
    (-TRUTH, "Not quite: the sign is turned round"),
    (sigmoid(CHANGED), "Not quite: these are the values of h1 themselves"),
    (CHANGED, "Not quite: these are the values of z1 itself"),
    (X[:, None] * W1.T, "Not quite: start with z1 on white"),
    (W1.T, "Not quite: start with z1 on white"),
]


def fewest(image, layer):
    for steps in range(1, 100):
        parts = integrated_gradients(NET, image, layer, steps=steps)
        if residual(NET, image, layer, parts).error <= 0.01:
            return steps


def steps_exercise(image):
    steps = fewest(image, "z3")
    table = [
        (steps, f"Yes: {steps} steps leave 0."),
        (float(steps), "Yes: "),
        (np.int64(steps), "Yes: "),
        (steps - 1, f"Not quite: with {steps - 1} step"),
        (1, "Not quite: with 1 step the error is still"),
        (steps + 1, f"Not quite: {steps + 1} steps are enough"),
        (200, "Not quite: 200 steps are enough"),
    ]
    return checks.check_steps, table, [NET, image, "z3"]


STEPS_ANSWERS = [
    (1, "Yes: one step leaves"),  # nothing bends on the way to z1
    (2, "Not quite: 2 steps are enough"),
    *((number, "Not quite: a number of steps is") for number in (0, -3, 2.5, 10**6)),
]

WHY_NOT_ANSWERS = [
    (EIGHT, "Yes: compared with an image that is called 8"),
    (EIGHT.tolist(), "Yes: "),
    (0 * X, "Not quite: from black, pixels without ink have exactly no part"),
    (WHITE, "Not quite: this baseline is called 3"),
    (as_pixels(IMAGES[LABELS == 3][3]), "Not quite: this baseline is called 3"),
    (as_pixels(IMAGES[LABELS == 0][0]), "Not quite: this baseline is called 0"),
    (X, "Not quite: compared with itself"),
    (IMAGES[LABELS == 8][0], "Not quite: pixels go from 0 to 1"),
    (-EIGHT, "Not quite: pixels go from 0 to 1"),
]


def test_an_eight_without_more_ink_cannot_tell(said):
    """Ink taken away from an 8, so that the image has no ink that the baseline lacks."""
    rival = EIGHT.copy()
    image = np.where(rival > 0, np.maximum(rival, 0.6), 0).astype(np.float32)
    printed = said(checks.check_why_not, rival, NET, image, 3, 8)
    assert printed.startswith("Not quite: it is called 8, but only 0% of the parts")


AND_ANSWERS = [
    ([1, 1], -1, "Yes: each pixel alone changes nothing, both together 1.00"),
    (np.array([2.0, 3.0]), -4.5, "Yes: "),
    ([1, 1], 0, "Not quite: one pixel alone already changes h, by 1.00 and 1.00"),
    ([1, 1], -0.5, "Not quite: one pixel alone already changes h, by 0.50 and 0.50"),
    ([1, 0.2], -1.1, "Yes: "),
    ([1, 1], -2, "Not quite: with both pixels lit h is 0.00"),
    ([0, 0], 0, "Not quite: with both pixels lit h is 0.00"),
    ([-1, -1], 1, "Not quite: with both pixels lit h is 0.00, with none 1.00"),
]

EXERCISES = [
    (checks.check_rank_one, RANK_ONE_ANSWERS, [NET, X]),
    (checks.check_steps, STEPS_ANSWERS, [NET, X, "z1"]),
    *map(steps_exercise, as_pixels(IMAGES[[1, 2, 61]])),
    (checks.check_why_not, WHY_NOT_ANSWERS, [NET, X, 3, 8]),
    (checks.check_and, AND_ANSWERS, []),
]
