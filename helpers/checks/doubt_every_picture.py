"""Answers to the exercises of notebook 10, Doubt every picture."""

from dataclasses import replace

import numpy as np

from helpers.attribution.likeness import overlap, rank_correlation
from helpers.attribution.pictures import class_picture
from helpers.checks.verdict import exercise, judge, number, right, wrong
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
def check_control(weights, network, image, digit):
    """Exercise 2: a trained network's numbers in each layer, and nothing of what it learned.

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
