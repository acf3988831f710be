"""What is wrong with a trained network, where something is, with the number that shows it."""

from dataclasses import dataclass

import numpy as np

from helpers import valid
from helpers.evaluation import forward_passes
from helpers.network import ACTIVATIONS
from helpers.words import either, listed, many, per_cent, plain_number

# Measured after each of three epochs of 57 recipes with three seeds each: the good one with one
# setting changed, the book's, and what lies between; and on all stored networks. "Well" are those
# with 85 % right or more and each digit over 50 %, 332 of them; what follows is of the illness.
TOO_HIGH = 1.5  # a cost, in guesses: well 0.71 at most, diverging 1.57 and more
ALIKE = 1e-3  # how far units' weights are apart, beside the largest: well 1.4, from equal ones 0
STILL = 0.05  # by how much a unit's activation differs between any two images
# The share of such units: stored networks 0.01 at most, dead 0.31 and more. Between them lie runs
# whose rate is too high for their activation function.
MANY = 0.2
FAINT = 0.3  # the largest output on average, 0 guessing and 1 sure: well 0.56, crawling 0.28
SILENT = 0.1  # an output's largest value over all images: well 0.65, the book's lost digits 0.12
LOST = 0.05  # the share of a digit's images that are right: well 0.57
ENOUGH = 20  # images of a digit, to say anything of it
SLOW = 0.05  # the share of itself that the cost still falls in an epoch
POOR = 0.9  # the share right: above it, the cost may fall slowly


def diagnose(network, images, labels, losses=()):
    """What is wrong with a trained network: sentences under the illnesses' names, the worst first.

    The worst is what the others may come from. Where nothing is wrong, the dict is empty. Of a
    network that was not trained it says that it knows nothing, in one way or another.

    losses: the cost of the training so far, one number per epoch; without them, whether it
    diverges or has stopped is not looked for.
    """
    valid.a_network("network", network)
    n = network.sizes[-1]
    images = valid.images("images", images, network.sizes[0], least=1)
    labels = valid.labels("labels", labels, len(images), n)
    losses = [valid.number("losses", loss) for loss in valid.listed("losses", losses, of="losses")]
    seen = _seen(network, images, labels)
    found = {
        "diverging": _diverging(losses, n),
        "units alike": _units_alike(network),
        "dead units": _dead_units(network, seen),
        "crawling": _crawling(seen),
        "silent outputs": _silent_outputs(seen),
        "lost digits": _lost_digits(network, seen),
        "stopped": _stopped(losses, seen),
    }
    return {illness: words for illness, words in found.items() if words}


@dataclass
class _Seen:
    """What is looked at, of all images.

    counts: as `confusion` returns them. loudest: each output's largest value. certain: the largest
    output, on average. ends: for each hidden layer each unit's lowest and highest activation.
    """

    counts: np.ndarray
    loudest: np.ndarray
    certain: float
    ends: list


def _seen(network, images, labels):
    n = network.sizes[-1]
    seen = _Seen(np.zeros((n, n), int), np.zeros(n), 0.0, [])
    seen.ends = [
        np.multiply.outer([np.inf, -np.inf], np.ones(size)) for size in network.sizes[1:-1]
    ]
    for rows, run in forward_passes(network, images):
        np.add.at(seen.counts, (labels[rows], run.answer), 1)
        seen.loudest = np.maximum(seen.loudest, run.outputs.max(axis=0))
        seen.certain += float(run.outputs.max(axis=1).sum()) / len(images)
        for (low, high), h in zip(seen.ends, run.h[:-1], strict=True):
            np.minimum(low, h.min(axis=0), out=low)
            np.maximum(high, h.max(axis=0), out=high)
    return seen


def _diverging(losses, n):
    guessing = np.log(n)
    if not losses or losses[-1] <= TOO_HIGH * guessing:
        return ""
    return (
        f"The cost is {plain_number(losses[-1])}, and guessing costs {plain_number(guessing)}: the "
        "steps are too large."
    )


def _units_alike(network):
    W1 = network.weights[0]
    alone = len(W1) == 1 or len(network.weights) == 1
    if alone or np.ptp(W1, axis=0).max() > ALIKE * np.abs(W1).max():
        return ""
    return f"All {len(W1)} hidden units have the same weights: together they can do what one can."


def _dead_units(network, seen):
    for layer, (low, high) in enumerate(seen.ends, start=1):
        still = high - low < STILL
        if still.mean() > MANY:
            where = f" of layer {layer}" if seen.ends[1:] else ""
            units = f"{still.sum()} of {len(still)} hidden units{where}"
            return f"{units} {_said(network, low[still], high[still])}"
    return ""


def _said(network, low, high):
    """What units have in common whose activations, from `low` to `high`, hardly change."""
    least, most = ACTIVATIONS[network.hidden].bounds
    if np.abs([low, high]).max() < STILL:
        return "are dead: near 0 for every image."
    if ((high < least + STILL) | (low > most - STILL)).all():
        return f"are saturated: within {STILL} of an end of their curve for every image."
    return f"say the same to every image: no two change one of them by {STILL}."


def _crawling(seen):
    guessing = 1 / len(seen.loudest)
    if seen.certain >= guessing + FAINT * (1 - guessing):
        return ""
    return (
        f"The outputs hardly differ from a guess: the largest is {plain_number(seen.certain)} on "
        f"average, and a guess is {plain_number(guessing)}. Steps that are too small do that."
    )


def _silent_outputs(seen):
    silent = np.flatnonzero((seen.loudest < SILENT) & _shown(seen))
    if not len(silent):
        return ""
    outputs = f"{either(len(silent), 'Output', 'Outputs')} {listed(silent)}"
    return (
        f"{outputs} {either(len(silent), 'is', 'are')} off for every image: never above "
        f"{plain_number(seen.loudest[silent].max(), 3)}."
    )


def _lost_digits(network, seen):
    own = seen.counts.sum(axis=1)
    lost = np.flatnonzero((seen.counts.diagonal() < LOST * own) & _shown(seen))
    if not len(lost):
        return ""
    one = ("Digit", "Digits") if network.classes is None else ("Class", "Classes")
    digits = f"{either(len(lost), *one)} {listed(network.names[c] for c in lost)}"
    return (
        f"{digits} {either(len(lost), 'is', 'are')} lost: of {many(own[lost].sum(), 'image')} "
        f"{many(seen.counts.diagonal()[lost].sum(), 'is', 'are')} recognised."
    )


def _stopped(losses, seen):
    right = seen.counts.trace() / seen.counts.sum()
    if not losses[1:] or right >= POOR or losses[-1] < (1 - SLOW) * losses[-2]:
        return ""
    return (
        f"The cost hardly falls any more, {plain_number(losses[-2], 3)} and then "
        f"{plain_number(losses[-1], 3)}, and {per_cent(1 - right)} are still wrong."
    )


def _shown(seen):
    """Of which classes there are images enough."""
    return seen.counts.sum(axis=1) >= ENOUGH
