"""Answers to the exercises of notebook 05, Train a hundred neurons."""

import numpy as np

from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.evaluation import accuracy
from helpers.network import Network

SATURATED = 4  # |z|
COST = 0.001  # of accuracy
ALIKE = 0.5  # mean correlation of two layers' pictures, place by place


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


def check_other_pictures(W1, b1, W2, b2, network, images, labels):
    """Exercise 3: other pictures in every place, and the same answers.

    Parameters
    ----------
    W1, b1, W2, b2 : ndarray
        The answer, in the shapes of `network`.
    network : helpers.network.Network
        With one hidden layer.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
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
    W1, b1, W2, b2 = arrays
    alike = _mean_correlation(W1, old_W1)
    if alike > ALIKE:
        wrong(f"the pictures correlate {alike:+.2f} with those in their places; get below +0.50.")
        return
    new = Network(network.sizes, (W1, W2), (b1, b2), network.hidden, network.output)
    before, after = accuracy(network, images, labels), accuracy(new, images, labels)
    if before - after <= COST:
        right(
            f"the pictures correlate {alike:+.2f} with those in their places, and the accuracy "
            f"went from {before:.1%} to {after:.1%}."
        )
    else:
        wrong(f"the accuracy fell from {before:.1%} to {after:.1%}: {_mistake(arrays, network)}")


def _mean_correlation(W1, old):
    # The epsilon leaves a picture of zeros with a correlation of 0.
    new, old = (W - W.mean(axis=1, keepdims=True) for W in (W1, old))
    lengths = np.linalg.norm(new, axis=1) * np.linalg.norm(old, axis=1)
    return float(np.mean((new * old).sum(axis=1) / (lengths + 1e-12)))


def _mistake(arrays, network):
    """The likeliest reason for answers that have changed."""
    W1, b1, W2, b2 = arrays
    (old_W1, old_W2), (old_b1, old_b2) = network.weights, network.biases
    if close(W1, -old_W1) and close(b1, -old_b1) and close(W2, -old_W2):
        return "every h is now 1 − h; repair b2 with the sum of each row of W2 (axis=1)."
    if close(W1, -old_W1) and not close(b1, -old_b1):
        return "negate b1 together with W1, or z does not change its sign."
    if close(W2, old_W2) and close(b2, old_b2):
        return "W2 is as it was; its columns belong to the hidden neurons, so they move with them."
    return "say what happens to each h, and choose W2 and b2 so that the scores stay the same."
