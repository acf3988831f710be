"""Answers to the exercises of notebook 12, Open your own network."""

import numpy as np

from helpers.attribution.picture_trials import picture_trial
from helpers.checks.verdict import exercise, judge, number, right, wrong
from helpers.digits import as_pixels
from helpers.evaluation import accuracy
from helpers.network import Network
from helpers.own_network import EXAMPLES, network_from, trial
from helpers.words import per_cent

EMPTY, INK = -2, 6  # what an empty and a fully inked pixel became where the file was made
ENOUGH = 0.5  # of the images have to be right


def file_of_a_friend(images):
    """Arrays as they come from elsewhere, with outputs for the first hundred images.

    Something was done to the pixels where this network was trained, and nobody wrote it down.

    >>> from helpers.digits import load_digits
    >>> sorted(file_of_a_friend(load_digits("test")[0]))
    ['W1', 'W2', 'b1', 'b2', 'expected']
    """
    network, _ = network_from(f"{EXAMPLES}/sklearn-mlp.npz")
    (W1, W2), (b1, b2) = network.weights, network.biases
    W1 = W1.astype(np.float64) / (INK - EMPTY)
    arrays = {"W1": W1.T, "b1": b1 - EMPTY * W1.sum(axis=1), "W2": W2.T, "b2": b2}
    return arrays | {"expected": network.run(as_pixels(images[:100])).outputs}


@exercise
def check_forgotten(factor, added, arrays):
    """Exercise 1: what was done to pixels from 0 to 1, as a factor and what is added.

    factor, added: the answers. arrays: as `file_of_a_friend` gives them.
    """
    factor, added = number(factor), number(added)
    truth, wide = np.array([INK - EMPTY, EMPTY]), INK - EMPTY
    otherwise = (
        f"so an empty pixel becomes {added:g} and full ink {factor + added:g}. {EMPTY} and {INK} "
        "are asked for: what is added is what an empty pixel becomes."
    )
    mistakes = {
        "this leads the other way, from their numbers to yours.": [1 / wide, -EMPTY / wide],
        f"so full ink becomes {INK + EMPTY}: the factor has to lead all the way from "
        f"{EMPTY} to {INK}.": [INK, EMPTY],
        "the factor is right, and what is added has the wrong sign.": [wide, -EMPTY],
    }
    judge(np.array([factor, added]), truth, mistakes, otherwise)
    _, words = network_from(arrays, prepare=lambda x: factor * x + added)
    right(words.splitlines()[1])


@exercise
def check_opened(network, tidy, images, labels):
    """Exercise 2: a network of the learner's own, as far as it can be checked.

    network: the answer. tidy: one of the course's, with which it is compared. images, labels: test
    images.
    """
    if not isinstance(network, Network):
        wrong("a network is expected, the first of the two things that network_from returns.")
    if network.sizes[0] != images.shape[1]:
        wrong(f"it takes {network.sizes[0]} numbers, and these images have {images.shape[1]}.")
    if network.recipe:
        wrong("this one was trained by the course. Open one with network_from.")
    sizes = "→".join(map(str, network.sizes))
    if network.sizes[-1] != 10 or network.classes:
        right(
            f"{sizes}, with classes {', '.join(network.names[:3])} and so on. These digits cannot "
            "tell how often it is right: count that on images of your own."
        )
        return
    layers = list(zip(network.weights, network.biases, strict=True))
    better = trial.better_prepared(layers, images, labels, network.hidden)
    share = accuracy(network, images, labels)
    if better:
        wrong(
            f"it is right on {per_cent(better[1])} of 1,000 images, and with {better[0]} on "
            f"{per_cent(better[2])}. Was this done to the pixels where it was trained?"
        )
    if share < ENOUGH:
        wrong(
            f"it is right on {per_cent(share)} of the test images. Is the order of its layers "
            "right, and are its activation functions?"
        )
    words = f"{sizes}, right on {per_cent(share)}."
    if len(network.sizes) != 3:
        right(f"{words} A picture of it is compared where it has one hidden layer.")
        return
    few, pair = slice(20), {"own": network, "tidy": tidy}
    trial_of = picture_trial(pair, images[few], labels[few], "integrated gradients")
    right(
        f"{words} By integrated gradients, with signs, it agrees with the tidy network by "
        f"{trial_of.signed['tidy']:.2f}, mean of 20 images."
    )
