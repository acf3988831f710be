"""Answers to the exercises of notebook 10, Doubt every picture."""

from dataclasses import replace

import numpy as np

from helpers.attribution.likeness import overlap, rank_correlation
from helpers.attribution.pictures import class_picture
from helpers.attribution.sanity_checks import inverted, shifted
from helpers.attribution.units import hidden_activations, top_k
from helpers.checks.verdict import close, exercise, judge, number, numbers, right, wrong
from helpers.evaluation import accuracy
from helpers.words import listed

SIGNS = (np.array, np.abs)  # with and without


@exercise
def check_overlap(share, picture, other, k):
    """Exercise 1: the share of the k strongest pixels that two pictures have in common.

    share: the answer. picture, other: signed, (784,). k: how many pixels count as the strongest.
    """
    share = number(share)
    truth = overlap(np.abs(picture), np.abs(other), k)
    signed = overlap(picture, other, k)
    of_either = truth / (2 - truth)
    chance = k / np.count_nonzero(picture)
    otherwise = "take the k largest absolute values of each, and count the pixels in both lists."
    mistakes = {
        f"this is their number; divide by the {k} pixels that were chosen.": k * truth,
        "this took the highest values; the strongest either way need absolute values.": signed,
        f"this divides by all pixels that one of the two has chosen; divide by {k}.": of_either,
    }
    judge(share, truth, mistakes, otherwise)
    right(
        f"{truth:.2f}, and {k} pixels drawn by chance from the {np.count_nonzero(picture)} with "
        f"ink would share {chance:.2f}. The overlap says where the ink is."
    )


@exercise
def check_name(digit, share, network, unit, images, labels):
    """Exercise 2: a unit's name from its top nine images, tested on its top tenth.

    digit: the answer, what most of the top nine show. share: the answer, how much of the top tenth
    shows that digit.
    """
    digit, share = number(digit), number(share)
    best = labels[top_k(hidden_activations(network, images)[:, unit], len(images) // 10)]
    name = int(np.bincount(best[:9]).argmax())
    if digit != name:
        wrong(f"{digit:g} is not what most of its top nine show; rank by the unit's activation.")
    nine, tenth = np.mean(best[:9] == name), np.mean(best == name)
    number_of, of_name = len(best) * tenth, len(best) * tenth / np.sum(labels == name)
    otherwise = "take the tenth of the images with the highest activation, and count the name."
    mistakes = {
        "this is the share of the top nine; the name is to be tested on the top tenth.": nine,
        f"this is their number; divide by the {len(best)} images of the top tenth.": number_of,
        f"this is how many of the {name}s are in the top tenth; turn the question round.": of_name,
    }
    judge(share, tenth, mistakes, otherwise)
    right(
        f"{nine:.0%} of the top nine are {name}s, and {tenth:.0%} of the top tenth. "
        "A name needs more than nine images."
    )


@exercise
def check_broken(two, four, exchanged, network, images, labels):
    """Exercise 3: how often the network is right on shifted and on inverted digits.

    two, four, exchanged: the answer, the share of right answers after a shift by two and by four
    pixels to the right, and with ink and paper exchanged.
    """
    found = numbers([two, four, exchanged], (3,))
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


@exercise
def check_control(weights, network, image, digit):
    """Exercise 4: a trained network's numbers in each layer, and nothing of what it learned.

    weights: the answer, two arrays with the shapes of the network's, which is the trained one, with
    one hidden layer. image, digit: what both networks' pictures are about.
    """
    try:
        control = replace(network, weights=list(weights))
    except (ValueError, TypeError):
        shapes = listed(W.shape for W in network.weights)
        wrong(f"two arrays of finite numbers with the shapes {shapes} are expected.")
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
