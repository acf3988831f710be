"""Answers to the exercises of notebook 05, Train a hundred neurons."""

import numpy as np

from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.evaluation import answers
from helpers.network import Network

SATURATED = 4  # |z|
CHANGED = 0.001  # of the answers: rounding may turn one
OPPOSITE = -0.95  # mean correlation of two layers' pictures, place by place


def check_trust(share, counts, digit):
    """Exercise 1: how often the network is right when it gives one answer.

    Parameters
    ----------
    share : float
        The answer.
    counts : ndarray of int, shape (10, 10)
        Rows are true digits, columns are answers.
    digit : int
        The answer of the network that is asked about.
    """
    if unanswered(share) or (share := number(share)) is None:
        return
    hits, given, own = counts[digit, digit], counts[:, digit].sum(), counts[digit].sum()
    if close(share, hits / given):
        right(f"{given} times it says {digit}, and {hits} times it is one: {hits / given:.1%}.")
    elif close(share, hits / own):
        wrong(f"this is the recall, a row: how many of the true {digit}s are answered {digit}.")
    elif close(share, 1 - hits / given):
        wrong("this is how often it is wrong; the question asks how often it is right.")
    elif close(share, hits / counts.sum()):
        wrong(f"divide by how often it says {digit}, not by all images.")
    elif close(share, 100 * hits / given):
        wrong("this is in per cent; a share lies between 0 and 1.")
    else:
        wrong(f"divide the count on the diagonal by the sum of column {digit}.")


def check_quartered_start(share, z):
    """Exercise 2: the share of saturated activations once the hidden layer is divided by four.

    Parameters
    ----------
    share : float
        The answer.
    z : ndarray of float, any shape
        The pre-activations before the division.
    """
    if unanswered(share) or (share := number(share)) is None:
        return
    size = np.abs(z)
    now, then = float(np.mean(size > SATURATED)), float(np.mean(size > 4 * SATURATED))
    if close(share, then):
        right(f"from {now:.1%} to {then:.1%}, because few z lie beyond 16.")
    elif close(share, now / 4):
        wrong("this is a quarter of the share. z is divided by four, and a share of z is not z.")
    elif close(share, now):
        wrong("this is the share before the division: compare |z| / 4 with 4.")
    elif close(share, np.mean(size > SATURATED / 4)):
        wrong("this multiplies z by four; it is divided.")
    elif close(share, np.mean(z > 4 * SATURATED)):
        wrong("this leaves out the negative side: very negative z are saturated too.")
    elif close(share, 100 * then):
        wrong("this is in per cent; a share lies between 0 and 1.")
    else:
        wrong("divide z by four, take its absolute value, and count the share above 4.")


def check_negatives(W1, b1, W2, b2, network, images):
    """Exercise 3: the negative of every picture, and the same answers.

    Parameters
    ----------
    W1, b1, W2, b2 : ndarray
        The answer, in the shapes of `network`.
    network : helpers.network.Network
        With one hidden layer of sigmoids.
    images : ndarray of uint8, shape (n, 784)
        The answers to these are compared.
    """
    if unanswered(W1, b1, W2, b2):
        return
    (old_W1, old_W2), (old_b1, old_b2) = network.weights, network.biases
    given = ((W1, old_W1), (b1, old_b1), (W2, old_W2), (b2, old_b2))
    arrays = []
    for answer, old in given:
        if (array := numbers(answer, old.shape)) is None:
            return
        arrays.append(array)
    alike = _mean_correlation(arrays[0], old_W1)
    correlate = f"the new pictures correlate {alike:+.2f} with the old ones"
    if alike >= OPPOSITE:
        wrong(f"{correlate}, and the goal is −1: {_other_than_negative(arrays[0], old_W1)}")
        return
    new = Network(network.sizes, arrays[::2], arrays[1::2], network.hidden, network.output)
    changed = np.mean(answers(new, images) != answers(network, images))
    if changed <= CHANGED:
        right(f"{correlate}, and {1 - changed:.1%} of the answers are the same.")
    else:
        wrong(f"{changed:.1%} of the answers have changed: {_mistake(arrays, network)}")


def _other_than_negative(W1, old):
    """What pictures that are no negatives seem to be."""
    if close(W1, old):
        return "they are as they were."
    if close(np.sort(W1, axis=0), np.sort(old, axis=0)):
        return "you changed the order of the neurons; the negative of a picture stays in its place."
    return "in a negative every red is as strong a blue, and every blue a red."


def _mean_correlation(W1, old):
    # The epsilon leaves a picture of zeros with a correlation of 0.
    new, old = (W - W.mean(axis=1, keepdims=True) for W in (W1, old))
    lengths = np.linalg.norm(new, axis=1) * np.linalg.norm(old, axis=1)
    return float(np.mean((new * old).sum(axis=1) / (lengths + 1e-12)))


def _mistake(arrays, network):
    """The likeliest reason for answers that have changed."""
    W1, b1, W2, _ = arrays
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
