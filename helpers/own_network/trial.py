"""Layers on trial: which activation functions and which preparation give the learner's own outputs.

A network is read rightly if it answers as it did where it was trained. Without such outputs there
are only hints: how many images are answered rightly, and the weights of pixels that never have ink.
"""

from typing import NamedTuple

import numpy as np

from helpers.digits import as_pixels, load_digits
from helpers.evaluation import one_blas_thread
from helpers.network import ACTIVATIONS, HIDDEN, OUTPUT

SAME = 1e-4  # outputs that differ by less are the same: float32, in another order
CHANCE = 3.0  # `moved_together` of weights that no training has moved is about 1
GAIN = 0.05  # more right answers than chance gives a wrong preparation
HALF = 0.5  # of the images have to be right with it: what knows nothing gains by chance
ALIKE = 0.005  # of two preparations with shares as near as that, the more usual one is named
TRIED = 1_000  # images on which a preparation is tried
USUAL = {  # what is usually done to pixels from 0 to 1: as a factor, and what is added
    "(x - 0.1307) / 0.3081": (1 / 0.3081, -0.1307 / 0.3081),
    "(x - 0.5) / 0.5": (2.0, -1.0),
    "255 * x": (255.0, 0.0),
    "0.99 * x + 0.01": (0.99, 0.01),
    "x - 0.1307": (1.0, -0.1307),
    "1 - x": (-1.0, 1.0),
}
SCALED = "(x - x_train.mean(axis=0)) / (x_train.std(axis=0) + 1e-9)"  # as a StandardScaler does


class Answered(NamedTuple):
    """How near a network comes to the learner's outputs, and with which functions.

    ends_in: what the learner's outputs were: a function of `OUTPUT`, "scores", or "log".
    """

    difference: float
    hidden: str
    output: str
    ends_in: str


def forward(layers, pixels, hidden):
    """The scores of a network that is no `Network` yet, in float64: (n, n_classes)."""
    values = pixels
    with one_blas_thread(), np.errstate(over="ignore"):
        for number, (weights, biases) in enumerate(layers, start=1):
            values = values @ weights.T + biases
            if number < len(layers):
                values = ACTIVATIONS[hidden].function(values)
    return values


def nearest(layers, pixels, expected, hidden=None, output=None):
    """The functions with which a network's outputs come nearest to the learner's, as `Answered`.

    hidden, output: the only ones to be tried.
    """
    functions = [hidden] if hidden else HIDDEN if len(layers) > 1 else HIDDEN[:1]
    tried = []
    for name in functions:
        scores = forward(layers, pixels, name)
        if not np.isfinite(scores).all():
            continue
        for ends_in, given in _outputs(scores).items():
            if output and ends_in in OUTPUT and ends_in != output:
                continue
            found = output or (ends_in if ends_in in OUTPUT else OUTPUT[0])
            for truth in _shaped(expected, given, ends_in):
                difference = float(np.abs(given - truth).max() / max(1.0, np.abs(truth).max()))
                tried.append(Answered(difference, name, found, ends_in))
    return min(tried) if tried else Answered(np.inf, functions[0], OUTPUT[0], OUTPUT[0])


def _outputs(scores):
    """What a network with these scores could have answered with."""
    if scores.shape[1] == 1:  # one output: the second of two classes
        scores = np.hstack([-scores, scores])
        return {OUTPUT[1]: ACTIVATIONS[OUTPUT[1]].function(scores), "scores": scores}
    given = {name: ACTIVATIONS[name].function(scores) for name in OUTPUT}
    return given | {"scores": scores, "log": np.log(np.maximum(given[OUTPUT[0]], 1e-300))}


def _shaped(expected, given, ends_in):
    """The learner's outputs as an array like `given`, if they can be that."""
    if expected.shape == given.shape:
        yield expected
    elif given.shape[1] == 2 and expected.size == len(given):
        one = expected.reshape(-1, 1)
        yield np.hstack([1 - one if ends_in in OUTPUT else -one, one])


def share_right(layers, images, labels, hidden):
    """The share of images that are answered rightly."""
    scores = forward(layers, as_pixels(images), hidden)
    if scores.shape[1] == 1:
        scores = np.hstack([-scores, scores])
    return float((scores.argmax(axis=1) == labels).mean())


def usual_preparations():
    """What is often done to the pixels before a network sees them: a text, and a weighted sum."""
    for text, (factor, added) in USUAL.items():
        yield f"prepare=lambda x: {text}", (np.full(784, factor), np.full(784, added))
    images = load_digits("train")[0][:10_000]
    mean = images.mean(axis=0) / 255
    std = np.maximum(images.std(axis=0) / 255, 1e-9)
    lit = std > 1e-8
    yield (
        f"prepare=lambda x: {SCALED}",
        (np.where(lit, 1 / std, 1.0), np.where(lit, -mean / std, 0.0)),
    )


def with_preparation(layers, preparation):
    """The layers as they would be had the pixels been prepared so."""
    (factor, added), (weights, biases) = preparation, layers[0]
    return [(weights * factor, weights @ added + biases), *layers[1:]]


def moved_together(weights):
    """How far the weights of pixels that never have ink have moved together: about 1 by chance.

    Where paper is 0, no gradient ever reaches these weights, and each unit's mean over them is as
    chance makes it. Where paper is another number, every step moves all of them alike.
    The variance of the units' means, over what chance gives: the mean variance over 67.
    """
    dark = weights[:, load_digits("train")[0].max(axis=0) == 0]
    spread = dark.var(axis=1).mean()
    return float(dark.shape[1] * dark.mean(axis=1).var() / spread) if spread > 0 else 0.0


def explain(layers, pixels, expected, hidden=None, output=None):
    """Which usual preparation and functions give the learner's outputs, or None."""
    for text, preparation in usual_preparations():
        found = nearest(with_preparation(layers, preparation), pixels, expected, hidden, output)
        if found.difference <= SAME:
            return text, found
    return None


def better_prepared(layers, images, labels, hidden):
    """The usual preparation with which clearly more images are answered rightly, or None.

    Returns its text, and both shares of right answers.
    """
    now = share_right(layers, images[:TRIED], labels[:TRIED], hidden)
    needed = 0.002 if moved_together(layers[0][0]) > CHANCE else GAIN
    tried = [
        (share_right(with_preparation(layers, how), images[:TRIED], labels[:TRIED], hidden), text)
        for text, how in usual_preparations()
    ]
    most = max(share for share, _ in tried)
    best, text = next(one for one in tried if one[0] > most - ALIKE)  # the most usual of the best
    return (text, now, best) if best - now > needed and best > HALF else None
