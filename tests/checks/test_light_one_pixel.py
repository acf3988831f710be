"""The exercises of notebook 08: answers, and what is said of them."""

import numpy as np

from helpers.attribution import integrated_gradients, residual
from helpers.checks import light_one_pixel as checks
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

NET = load_network("two-layers")
IMAGES = load_digits("test")[0]
X = as_pixels(IMAGES[18])


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
    (checks.check_steps, STEPS_ANSWERS, [NET, X, "z1"]),
    *map(steps_exercise, as_pixels(IMAGES[[1, 2, 61]])),
    (checks.check_and, AND_ANSWERS, []),
]
