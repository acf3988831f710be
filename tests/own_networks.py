"""Networks as learners bring them: five that other programs wrote, and made ones of every shape.

The files are as those programs saved them, each with its outputs for the first
test images; here they are taken apart by hand, as somebody would who knows how each was made.
"""

import json
from itertools import pairwise

import numpy as np

from helpers.network import Network
from helpers.own_images import FASHION
from helpers.own_network import EXAMPLES

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
BALANCED = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")  # EMNIST's 47 classes


def _arrays(name):
    with np.load(EXAMPLES / f"{name}.npz") as file:
        return dict(file)


def _deep_learning_from_scratch():
    a = _arrays("deep-learning-from-scratch")
    weights = [a[f"W{n}"].T for n in (1, 2, 3)]
    return Network((784, 50, 100, 10), weights, [a[f"b{n}"] for n in (1, 2, 3)])


def _keras():
    a = _arrays("keras-784-512-256-10")
    weights, biases = [a[f"arr_{n}"].T for n in (0, 2, 4)], [a[f"arr_{n}"] for n in (1, 3, 5)]
    return Network((784, 512, 256, 10), weights, biases, "relu")


def _nielsen():
    a = json.loads((EXAMPLES / "nielsen-network2.json").read_text())
    return Network(a["sizes"], a["weights"], list(map(np.ravel, a["biases"])), output="sigmoid")


def _scikit_learn():
    a = _arrays("sklearn-mlp")
    return Network((784, 50, 10), [a["arr_0"].T, a["arr_1"].T], [a["arr_2"], a["arr_3"]], "relu")


def _torch():
    a = _arrays("torch-normalised")  # trained on (x - 0.1307) / 0.3081, which goes into W1 and b1
    W1, b1 = a["1.weight"].astype(float), a["1.bias"].astype(float)
    first = b1 - W1.sum(axis=1) * 0.1307 / 0.3081
    return Network(
        (784, 128, 10), [W1 / 0.3081, a["3.weight"]], [first, a["3.bias"]], hidden="relu"
    )


LEARNERS = {
    "deep-learning-from-scratch": _deep_learning_from_scratch,
    "keras-784-512-256-10": _keras,
    "nielsen-network2": _nielsen,
    "sklearn-mlp": _scikit_learn,
    "torch-normalised": _torch,
}


def made(sizes, hidden="sigmoid", output="softmax", classes=None, seed=0):
    """A network of random weights, without a start: about half of its units are on."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, 1.5 * n_in**-0.5, (n_out, n_in)) for n_in, n_out in pairwise(sizes)]
    biases = [rng.normal(0, 0.3, n) for n in sizes[1:]]
    return Network(sizes, weights, biases, hidden, output, classes=classes)


MADE = {
    "no hidden layer": lambda: made((784, 10)),
    "no hidden layer, clothes": lambda: made((784, 10), output="sigmoid", classes=FASHION),
    "one hidden unit": lambda: made((784, 1, 2)),
    "one output": lambda: made((784, 3, 2), output="sigmoid"),
    "one unit a layer": lambda: made((784, 1, 1, 10), "relu", seed=2),
    "two classes, no digits": lambda: made(
        (784, 5, 2), "relu", "sigmoid", ("sandal", "ankle boot")
    ),
    "deep": lambda: made((784, 64, 64, 10), "tanh"),
    "deeper": lambda: made((784, 12, 11, 9, 10), "leaky relu"),
    "clothes": lambda: made((784, 20, 10), "leaky relu", classes=FASHION),
    "26 classes": lambda: made((784, 16, 26)),
    "26 letters": lambda: made((784, 16, 12, 26), "relu", classes=LETTERS),
    "47 classes": lambda: made((784, 24, 47), classes=BALANCED),
}
NETWORKS = LEARNERS | MADE


def expected(key):
    """The outputs for the first hundred test images that came with a learner's network, or None."""
    if key == "nielsen-network2":
        return None
    outputs = _arrays(key)["expected"]
    return np.exp(outputs) if key == "torch-normalised" else outputs  # which ends in LogSoftmax
