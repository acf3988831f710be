"""The exercises of notebook 09: answers, and what is said of them."""

import numpy as np

from helpers.attribution import composed_map, exact_map
from helpers.checks import look_through_the_layers as checks
from helpers.digits import as_pixels, load_digits
from helpers.network import Network
from helpers.storage import load_network

WEIGHTS = [[1, -2, 0], [0, 1, 1]], [[2, 1], [1, 0]]
TINY = Network((3, 2, 2), WEIGHTS, biases=([0.5, 0], [0, 0.5]), hidden="relu")
MATRIX, OFFSET, FAILS = [[2, -3, 1], [1, -2, 0]], [1, 1], [0.0, 1.0, 0.0]
NET = load_network("wide-60000")
IMAGES = load_digits("test")[0]
PIXELS = as_pixels(IMAGES[18])
EXACT, PLAIN = exact_map(NET, PIXELS), composed_map(NET)

COMPOSED_BY_HAND_ANSWERS = [
    (MATRIX, OFFSET, FAILS, "Yes: the network says 0 and the map 1: hidden unit 0 is off"),
    (np.array(MATRIX, float), np.array(OFFSET, float), np.array(FAILS), "Yes: "),
    (np.array(MATRIX)[::-1], OFFSET, FAILS, "Not quite: the matrix is W2 @ W1"),
    ([[2, 0, 1], [1, 0, 0]], OFFSET, FAILS, "Not quite: the ReLU is left out"),
    ([[2, 1, 1], [1, 0, 0]], OFFSET, FAILS, "Not quite: the ReLU is left out"),
    (MATRIX, [0.5, 0.5], FAILS, "Not quite: b1 goes through W2 too"),
    (MATRIX, [1, 0.5], FAILS, "Not quite: the bias of the last layer"),
    (MATRIX, [0, 0], FAILS, "Not quite: the offset is what the map gives"),
    (MATRIX, OFFSET, [0, 3, 0], "Not quite: the input reaches from 0 to 3"),
    (MATRIX, OFFSET, [1, 0, 1], "Not quite: all hidden units are on there"),
    (MATRIX, OFFSET, [0.9, 0.8, 1], "Not quite: a unit is off there, but both still say 0"),
]

COLLAPSED_ANSWERS = [
    (EXACT.weights[0], EXACT.biases[0], "Yes: exact at this image; on 10,000 images"),
    (EXACT.weights[0].tolist(), EXACT.biases[0].tolist(), "Yes: "),
    (PLAIN.weights[0], PLAIN.biases[0], "Not quite: this is W3 @ W2 @ W1 with all units on"),
    (EXACT.weights[0], PLAIN.biases[0], "Not quite: the matrix is right; the biases go"),
    (0 * EXACT.weights[0], NET.forward(PIXELS).scores, "Not quite: the scores are right"),
    (-EXACT.weights[0], EXACT.biases[0], "Not quite: mask a layer's units by z > 0"),
]

EXERCISES = [
    (checks.check_composed_by_hand, COMPOSED_BY_HAND_ANSWERS, [TINY]),
    (checks.check_collapsed, COLLAPSED_ANSWERS, [NET, PIXELS, IMAGES]),
]
