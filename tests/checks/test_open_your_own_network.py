"""The exercises of notebook 12: answers, and what is said of them."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.checks import open_your_own_network as checks
from helpers.digits import load_digits
from helpers.network import Network
from helpers.own_images import FASHION
from helpers.own_network import EXAMPLES, network_from
from helpers.storage import load_network

IMAGES, LABELS = load_digits("test")
ARRAYS = checks.file_of_a_friend(IMAGES)
OWN, WORDS = network_from(f"{EXAMPLES}/sklearn-mlp.npz")
DEEP, _ = network_from(f"{EXAMPLES}/keras-784-512-256-10.npz")
NORMALISED = dict(np.load(f"{EXAMPLES}/torch-normalised.npz"))
del NORMALISED["expected"]
FORGOTTEN, _ = network_from(NORMALISED, hidden="relu", output="softmax")
TIDY = load_network("ten-digits")
TINY = Network((4, 10))
SMALL = Network((784, 5), [np.ones((5, 784))])
BLIND = Network((784, 10))

FORGOTTEN_ANSWERS = [
    (8, -2, "Yes: On 100 images its outputs are those of your network"),
    (np.float32(8), -2.0, "Yes: "),
    (1 / 8, 1 / 4, "Not quite: this leads the other way"),
    (6, -2, "Not quite: so full ink becomes 4"),
    (8, 2, "Not quite: the factor is right"),
    (4, 0.5, "Not quite: so an empty pixel becomes 0.5 and full ink 4.5"),
    ("8", -2, "Not quite: this is a str"),
]
OPENED_ANSWERS = [
    (OWN, "Yes: 784→50→10, right on 93.5%. By integrated gradients…the tidy network by 0."),
    (DEEP, "Yes: 784→512→256→10, right on 97.4%"),
    (replace(OWN, classes=FASHION), "Yes: 784→50→10, with classes T-shirt, trousers, pullover"),
    (SMALL, "Yes: 784→5, with classes 0, 1, 2"),
    ((OWN, WORDS), "Not quite: a network is expected, the first of the two"),
    (TIDY, "Not quite: this one was trained by the course"),
    (TIDY.start, "Not quite: it is right on 10.1%"),
    (TINY, "Not quite: it takes 4 numbers"),
    (BLIND, "Not quite: it is right on 9.8%"),
    (FORGOTTEN, "Not quite: it is right on 95.3%…prepare=lambda x: (x - 0.1307) / 0.3081"),
]
EXERCISES = [
    (checks.check_forgotten, FORGOTTEN_ANSWERS, [ARRAYS]),
    (checks.check_opened, OPENED_ANSWERS, [TIDY, IMAGES, LABELS]),
]


def test_the_friends_file_opens_with_none_of_the_usual_preparations():
    with pytest.raises(ValueError, match="Was something done to the pixels") as told:
        network_from(ARRAYS)
    assert "they are the same" not in str(told.value)
