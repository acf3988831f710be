"""The exercises of notebook 02: answers, and what is said of them."""

import numpy as np

from helpers.checks import train_one_neuron as checks
from helpers.digits import as_pixels, load_digits
from helpers.network import sigmoid
from helpers.storage import load_network

NET = load_network("zero-or-one-book-start")
(W1, W2), (B1, B2) = NET.weights, NET.biases
IMAGES, _ = load_digits("test", only=(0, 1))
PIXELS = as_pixels(IMAGES[8])
SUM, BIAS = float(np.dot(W1[0], PIXELS)), float(B1[0])
THREE = {"zero": as_pixels(IMAGES[1]), "one": as_pixels(IMAGES[2]), "blank": np.zeros(784)}
H = sigmoid(B1[0])
SCORES = W2[:, 0] * H + B2
MIRRORED = -W1, -B1, -W2, B2 + W2[:, 0]

PRE_ACTIVATION_ANSWERS = [
    (
        SUM + BIAS,
        f"Yes: the products sum to {SUM:.3f}, the bias is {BIAS:.3f}, so z is {SUM + BIAS:.3f}.",
    ),
    (
        round(SUM + BIAS, 2),
        f"Yes: the products sum to {SUM:.3f}, …, so z is {SUM + BIAS:.3f}. Your ",
    ),
    (SUM, "Not quite: this is the sum of the products; the bias is missing."),
    (sigmoid(SUM + BIAS), "Not quite: this is the activation h"),
    (255 * SUM + BIAS, "Not quite: this used bytes"),
    (255 * SUM, "Not quite: this used bytes"),
    (W1[0].sum(), "Not quite: multiply each weight with its pixel"),
]

LOWEST_ANSWERS = [
    ("zero", "Yes: the activations are: zero 0."),
    ("blank", "Not quite: no ink leaves z at the bias"),
    ("one", "Not quite: this network's unit fires for ones"),
    ("Zero", "Not quite: choose one of 'zero', 'one' or 'blank', with its quotation marks."),
]
EXCHANGED = {"zero": THREE["one"], "one": THREE["zero"], "blank": THREE["blank"]}

BLANK_PAGE_ANSWERS = [
    (sigmoid(SCORES[1]), "Yes: an empty page scores 0."),
    (sigmoid(SCORES[1]) + 0.004, "Yes: "),
    (sigmoid(SCORES[0]), "Not quite: this is the output for zero"),
    (0.51, "Not quite: no ink is not 50 : 50"),
    (sigmoid(B2[1]), "Not quite: this takes h as 0"),
    (H, "Not quite: this is the hidden activation"),
    (SCORES[1], "Not quite: this is the score of one"),
    (0.123, "Not quite: without ink z is b1"),
]

MIRROR_ANSWERS = [
    (MIRRORED, "Yes: every picture has swapped its colours"),
    (list(MIRRORED), "Yes: "),
    ((-W1, -B1, ..., ...), "Not yet: "),
    ((-W1, -B1, W2, B2), "Not quite: h has become 1 − h, and W2 and b2 do not know it"),
    ((-W1, -B1, -W2, B2), "Not quite: W2 is right. Put 1 − h for h"),
    ((-W1, -B1, -W2, -B2), "Not quite: put 1 − h for h into W2"),
    ((W1, -B1, -W2, MIRRORED[3]), "Not quite: W1 and b1 are to be negated"),
    ((-W1, B1, -W2, MIRRORED[3]), "Not quite: W1 and b1 are to be negated"),
    ((-W1[0], -B1, -W2, B2), "Not quite: pass W1, b1, W2 and b2 in the shapes of the original"),
    ((-W1, -B1, -W2), "Not quite: pass W1, b1, W2 and b2"),
]

EXERCISES = [
    (checks.check_pre_activation, PRE_ACTIVATION_ANSWERS, [NET, PIXELS]),
    (checks.check_lowest, LOWEST_ANSWERS, [NET, THREE]),
    (checks.check_lowest, [("one", "Yes: ")], [NET, EXCHANGED]),
    (checks.check_blank_page, BLANK_PAGE_ANSWERS, [NET]),
    (checks.check_mirror, MIRROR_ANSWERS, [NET]),
]
