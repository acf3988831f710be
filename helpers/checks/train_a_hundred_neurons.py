"""Answers to the exercises of notebook 05, Train a hundred neurons."""

from dataclasses import replace

import numpy as np

from helpers.attribution.likeness import agreement
from helpers.checks.verdict import close, exercise, judge, number, numbers, right, wrong
from helpers.evaluation import answers

SATURATED = 4  # |z|
CHANGED = 0.001  # of the answers: rounding may turn one
OPPOSITE = -0.95  # mean correlation of two layers' pictures, place by place


@exercise
def check_trust(share, counts, digit):
    """Exercise 1: how often the network is right when it gives one answer.

    share: the answer. counts: int, (10, 10), rows are true digits, columns are answers. digit: the
    answer of the network that is asked about.
    """
    share = number(share)
    hits, given, own = counts[digit, digit], counts[:, digit].sum(), counts[digit].sum()
    truth = hits / given
    recall = f"this is the recall, a row: how many of the true {digit}s are answered {digit}."
    mistakes = {
        recall: hits / own,
        "this is how often it is wrong; the question asks how often it is right.": 1 - truth,
        f"divide by how often it says {digit}, not by all images.": hits / counts.sum(),
        "this is in per cent; a share lies between 0 and 1.": 100 * truth,
    }
    judge(share, truth, mistakes, f"divide the count on the diagonal by the sum of column {digit}.")
    right(f"{given} times it says {digit}, and {hits} times it is one: {truth:.1%}.")


@exercise
def check_quartered_start(share, z):
    """Exercise 2: the share of saturated activations once the hidden layer is divided by four.

    share: the answer. z: float, the pre-activations before the division, of any shape.
    """
    share = number(share)
    size = np.abs(z)
    now, then = float(np.mean(size > SATURATED)), float(np.mean(size > 4 * SATURATED))
    multiplied, positive = np.mean(size > SATURATED / 4), np.mean(z > 4 * SATURATED)
    otherwise = "divide z by four, take its absolute value, and count the share above 4."
    mistakes = {
        "this is a quarter of the share. z is divided by four, and a share of z is not z.": now / 4,
        "this is the share before the division: compare |z| / 4 with 4.": now,
        "this multiplies z by four; it is divided.": multiplied,
        "this leaves out the negative side: very negative z are saturated too.": positive,
        "this is in per cent; a share lies between 0 and 1.": 100 * then,
    }
    judge(share, then, mistakes, otherwise)
    right(f"from {now:.1%} to {then:.1%}, because few z lie beyond 16.")


@exercise
def check_negatives(W1, b1, W2, b2, network, images):
    """Exercise 3: the negative of every picture, and the same answers to `images`.

    W1, b1, W2, b2: the answer, in the shapes of `network`, which has one hidden layer of sigmoids.
    """
    (old_W1, old_W2), (old_b1, old_b2) = network.weights, network.biases
    pairs = (W1, old_W1), (b1, old_b1), (W2, old_W2), (b2, old_b2)
    W1, b1, W2, b2 = (numbers(answer, old.shape) for answer, old in pairs)
    alike = float(agreement(W1.T, old_W1.T).mean())
    correlate = f"the new pictures correlate {alike:+.2f} with the old ones"
    if alike >= OPPOSITE:
        wrong(f"{correlate}, and the goal is −1: {_other_than_negative(W1, old_W1)}")
    negative = replace(network, weights=[W1, W2], biases=[b1, b2])
    changed = np.mean(answers(negative, images) != answers(network, images))
    if changed <= CHANGED:
        right(f"{correlate}, and {1 - changed:.1%} of the answers are the same.")
    else:
        wrong(f"{changed:.1%} of the answers have changed: {_mistake(W1, b1, W2, network)}")


def _other_than_negative(W1, old):
    """What pictures that are no negatives seem to be."""
    if close(W1, old):
        return "they are as they were."
    if close(np.sort(W1, axis=0), np.sort(old, axis=0)):
        return "you changed the order of the neurons; the negative of a picture stays in its place."
    return "in a negative every red is as strong a blue, and every blue a red."


def _mistake(W1, b1, W2, network):
    """The likeliest reason for answers that have changed."""
    (old_W1, old_W2), (old_b1, _) = network.weights, network.biases
    if not close(W1, -old_W1):
        return "W1 is not exactly the negative of what it was; change the sign and nothing else."
    if not close(b1, -old_b1):
        return "negate b1 together with W1, or z does not change its sign."
    if close(W2, old_W2):
        return "W2 is as it was, but every h is now 1 − h: what counted for a digit counts against."
    if close(W2, -old_W2):
        return "every h is now 1 − h; repair b2 with the sum of each row of W2 (axis=1)."
    return "every h is now 1 − h; choose W2 and b2 so that the scores stay the same."
