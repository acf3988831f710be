"""Answers to the exercises of notebook 10, Doubt every picture."""

import numpy as np

from helpers.attribution import (
    class_picture,
    hidden_activations,
    inverted,
    overlap,
    rank_correlation,
    shifted,
    top_k,
)
from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.evaluation import accuracy
from helpers.network import Network

SIGNS = (np.array, np.abs)  # with and without


def check_overlap(share, picture, other, k):
    """Exercise 1: the share of the k strongest pixels that two pictures have in common.

    Parameters
    ----------
    share : float
        The answer.
    picture, other : ndarray of float, shape (784,)
        Signed.
    k : int
    """
    if unanswered(share) or (share := number(share)) is None:
        return
    truth = overlap(np.abs(picture), np.abs(other), k)
    signed = overlap(picture, other, k)
    lit = np.count_nonzero(picture)
    if close(share, truth):
        right(
            f"{truth:.2f}, and {k} pixels drawn by chance from the {lit} with ink would share "
            f"{k / lit:.2f}. The overlap says where the ink is."
        )
    elif close(share, k * truth):
        wrong(f"this is their number; divide by the {k} pixels that were chosen.")
    elif close(share, signed):
        wrong("this took the highest values; the strongest either way need absolute values.")
    elif close(share, truth / (2 - truth)):
        wrong(f"this divides by all pixels that one of the two has chosen; divide by {k}.")
    else:
        wrong("take the k largest absolute values of each, and count the pixels in both lists.")


def check_name(digit, share, network, unit, images, labels):
    """Exercise 2: a unit's name from its top nine images, tested on its top tenth.

    Parameters
    ----------
    digit : int
        The answer: the digit that most of the top nine show.
    share : float
        The answer: how much of the top tenth shows that digit.
    network : helpers.network.Network
    unit : int
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    """
    if unanswered(digit, share):
        return
    if (digit := number(digit)) is None or (share := number(share)) is None:
        return
    best = labels[top_k(hidden_activations(network, images)[:, unit], len(images) // 10)]
    name = int(np.bincount(best[:9]).argmax())
    nine, tenth = np.mean(best[:9] == name), np.mean(best == name)
    if digit != name:
        wrong(f"{digit:g} is not what most of its top nine show; rank by the unit's activation.")
    elif close(share, tenth):
        right(
            f"{nine:.0%} of the top nine are {name}s, and {tenth:.0%} of the top tenth. "
            "A name needs more than nine images."
        )
    elif close(share, nine):
        wrong("this is the share of the top nine; the name is to be tested on the top tenth.")
    elif close(share, len(best) * tenth):
        wrong(f"this is their number; divide by the {len(best)} images of the top tenth.")
    elif close(share, len(best) * tenth / np.sum(labels == name)):
        wrong(f"this is how many of the {name}s are in the top tenth; turn the question round.")
    else:
        wrong("take the tenth of the images with the highest activation, and count the name.")


def check_broken(two, four, exchanged, network, images, labels):
    """Exercise 3: how often the network is right on shifted and on inverted digits.

    Parameters
    ----------
    two, four, exchanged : float
        The answers: the share of right answers after a shift by two and by four pixels to the
        right, and with ink and paper exchanged.
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    """
    if unanswered(two, four, exchanged):
        return
    if (found := numbers([two, four, exchanged], (3,))) is None:
        return
    moved = {by: accuracy(network, shifted(images, right=by), labels) for by in (2, 4, -2, -4)}
    flipped = accuracy(network, inverted(images), labels)
    truth = np.array([moved[2], moved[4], flipped])
    if np.allclose(found, truth, atol=5e-4):
        right(
            f"{truth[0]:.0%}, {truth[1]:.0%} and {truth[2]:.0%}. Guessing gives about 10%: an "
            "inverted digit is worse than none."
        )
    elif np.allclose(found, 100 * truth, atol=0.05):
        wrong("these are per cent; shares from 0 to 1 are expected.")
    elif np.allclose(found[:2], [moved[-2], moved[-4]], atol=5e-4):
        wrong("these were moved to the left; a positive right= moves to the right.")
    elif np.allclose(found[:2], truth[:2], atol=5e-4):
        wrong("the shifts are right. For the third, exchange ink and paper of the unmoved digits.")
    elif close(found[0], accuracy(network, images, labels)):
        wrong("the first is the accuracy on digits as they are; move them before you ask.")
    else:
        wrong("compute accuracy(net, changed, labels) for each of the three.")


def check_control(weights, network, image, digit):
    """Exercise 4: a trained network's numbers in each layer, and nothing of what it learned.

    Parameters
    ----------
    weights : sequence of two ndarrays
        The answer: weights with the shapes of the network's.
    network : helpers.network.Network
        The trained one, with one hidden layer.
    image : ndarray of float, shape (784,)
    digit : int
        What the two networks' pictures are about.
    """
    if unanswered(weights):
        return
    try:
        sizes, biases = network.sizes, network.biases
        control = Network(sizes, list(weights), biases, network.hidden, network.output)
    except (ValueError, TypeError):
        shapes = " and ".join(str(W.shape) for W in network.weights)
        wrong(f"two arrays of finite numbers with the shapes {shapes} are expected.")
        return
    pairs = list(zip(control.weights, network.weights, strict=True))
    others = [n for n, pair in enumerate(pairs, start=1) if not _same(*pair)]
    in_place = [n for n, pair in enumerate(pairs, start=1) if np.mean(np.equal(*pair)) > 0.5]
    if others:
        wrong(
            f"W{others[0]} holds other numbers than the trained layer, so a picture may change "
            "because of their size alone. Move the trained numbers to other places."
        )
    elif in_place:
        wrong(f"W{in_place[0]} is as trained, so pictures of that layer pass. Shuffle it too.")
    elif _renamed(*pairs[0]):
        wrong("whole rows of W1 were moved: the same pictures under other numbers.")
    else:
        maps = [class_picture(n, image, digit, "gradient × input") for n in (control, network)]
        signed, without = (rank_correlation(*(f(m[image > 0]) for m in maps)) for f in SIGNS)
        right(
            f"gradient × input agrees with the trained network's by {signed:.2f} with signs, "
            f"and by {without:.2f} without."
        )


def _same(ours, theirs):
    """Whether two layers hold the same numbers, in whatever places."""
    return np.allclose(np.sort(ours.ravel()), np.sort(theirs.ravel()))


def _renamed(ours, theirs):
    """Whether a layer's rows are the trained rows, in another order."""
    return _same(ours[:, 400], theirs[:, 400]) and _same(ours.sum(axis=1), theirs.sum(axis=1))
