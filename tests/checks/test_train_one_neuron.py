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
    (checks.check_mirror, MIRROR_ANSWERS, [NET]),
]
