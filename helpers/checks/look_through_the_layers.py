"""Answers to the exercises of notebook 09, Look through the layers."""

import numpy as np

from helpers.attribution import composed_map, composition_meter, exact_map
from helpers.checks.verdict import close, numbers, right, unanswered, wrong
from helpers.evaluation import answers
from helpers.network import Network


def check_composed_by_hand(matrix, offset, failing, network):
    """Exercise 1: the composed map of a small ReLU network, and an input where it fails.

    Parameters
    ----------
    matrix : array_like of float, shape (n_out, n_in)
    offset : array_like of float, shape (n_out,)
    failing : array_like of float, shape (n_in,)
        The answer: an input from 0 to 1 at which the map's answer is not the network's.
    network : helpers.network.Network
        With one hidden layer of ReLU.
    """
    if unanswered(matrix, offset, failing):
        return
    (W1, W2), (b1, b2), linear = network.weights, network.biases, composed_map(network)
    if (matrix := numbers(matrix, linear.weights[0].shape)) is None:
        return
    if not close(matrix, linear.weights[0]):
        if close(matrix, np.maximum(linear.weights[0], 0)) or close(matrix, W2 @ np.maximum(W1, 0)):
            wrong("the ReLU is left out of the composed map; multiply the matrices as they are.")
        else:
            wrong("the matrix is W2 @ W1: row by column, the later layer on the left.")
        return
    if (offset := numbers(offset, b2.shape)) is None:
        return
    if close(offset, b1[: len(b2)] + b2) and not close(offset, linear.biases[0]):
        wrong("b1 goes through W2 too, before b2 is added.")
    elif close(offset, W2 @ b1) and not close(offset, linear.biases[0]):
        wrong("the bias of the last layer, b2, is missing.")
    elif not close(offset, linear.biases[0]):
        wrong("the offset is what the map gives for an input of zeros: W2 @ b1 + b2.")
    elif (failing := numbers(failing, (network.sizes[0],))) is not None:
        _judge_failing(failing, network, linear)


def _judge_failing(failing, network, linear):
    if failing.min() < 0 or failing.max() > 1:
        wrong(f"the input reaches from {failing.min():g} to {failing.max():g}; pixels are 0 to 1.")
        return
    own, straight = network.forward(failing), linear.forward(failing)
    if own.answer != straight.answer:
        off = np.flatnonzero(own.z[0] <= 0).tolist()
        right(
            f"the network says {own.answer} and the map {straight.answer}: hidden unit "
            f"{' and '.join(map(str, off))} is off there, and the map does not know it."
        )
    elif np.all(own.z[0] > 0):
        wrong("all hidden units are on there, so the map is exact. Switch one off first.")
    else:
        wrong(f"a unit is off there, but both still say {own.answer}. Go further.")


def check_halved(choice, network, images, labels):
    """Exercise 2: the composition meter of the network with every layer's z halved once more.

    Parameters
    ----------
    choice : str
        The answer: ``"higher"``, ``"lower"`` or ``"same"``.
    network : helpers.network.Network
        With ReLU in its hidden layers.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    """
    if unanswered(choice):
        return
    weights = [W / 2 for W in network.weights]
    biases = [b / 2**depth for depth, b in enumerate(network.biases, start=1)]
    halved = Network(network.sizes, weights, biases, network.hidden, network.output)
    before, after = (
        composition_meter(composed_map(net), images, labels, answers(net, images)).agrees
        for net in (network, halved)
    )
    truth = "same" if before == after else "higher" if after > before else "lower"
    if not isinstance(choice, str) or choice not in ("higher", "lower", "same"):
        wrong("choose one of 'higher', 'lower', 'same', with its quotation marks.")
    elif choice == truth:
        right(f"{before:.1%} before and {after:.1%} after: half of z is on where z is on.")
    elif choice == "higher":
        wrong(
            "small weights make a sigmoid nearly straight, because its bend is far from 0. Where "
            "is the bend of a ReLU?"
        )
    else:
        wrong("which units does an image switch on, before and after z is halved?")


def check_collapsed(matrix, offset, network, pixels, images):
    """Exercise 3: the one matrix and offset that a ReLU network is at one image.

    Parameters
    ----------
    matrix : ndarray of float, shape (n_out, 784)
    offset : ndarray of float, shape (n_out,)
        The answer.
    network : helpers.network.Network
        With ReLU in its hidden layers.
    pixels : ndarray of float, shape (784,)
    images : ndarray of uint8, shape (n, 784)
        On which the map is tried.
    """
    if unanswered(matrix, offset):
        return
    truth, plain = exact_map(network, pixels), composed_map(network)
    if (matrix := numbers(matrix, truth.weights[0].shape)) is None:
        return
    if (offset := numbers(offset, truth.biases[0].shape)) is None:
        return
    scores = network.forward(pixels).scores
    found = matrix @ pixels + offset
    if close(matrix, truth.weights[0]) and close(offset, truth.biases[0]):
        same = np.mean(answers(truth, images) == answers(network, images))
        right(
            f"exact at this image; on {len(images):,} images it gives the network's answer in "
            f"{same:.0%}."
        )
    elif close(matrix, plain.weights[0]):
        wrong("this is W3 @ W2 @ W1 with all units on; cut out those that are off here.")
    elif close(matrix, truth.weights[0]):
        wrong("the matrix is right; the biases go through the same masks.")
    elif close(found, scores):
        wrong("the scores are right, the matrix is another: many matrices fit a single image.")
    else:
        wrong("mask a layer's units by z > 0 at this image, before the next matrix.")


def check_corner_shares(shares, images, labels, corner):
    """Exercise 4: for each digit, the share of its images with ink in a corner.

    Parameters
    ----------
    shares : array_like of float, shape (10,)
        The answer.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    corner : ndarray of bool, shape (784,)
        Its pixels.
    """
    if unanswered(shares) or (found := numbers(shares, (10,))) is None:
        return
    inked = np.any(images[:, corner] > 0, axis=1)
    truth = np.array([inked[labels == digit].mean() for digit in range(10)])
    counts = np.bincount(labels[inked], minlength=10)
    most = " and ".join(f"{d} ({truth[d]:.0%})" for d in truth.argsort()[::-1][:2])
    if close(found, truth, 1e-4):
        right(f"the claim is false; {most} write there most, and no digit has it to itself.")
    elif close(found, 100 * truth, 1e-3):
        wrong("these are per cent; shares are from 0 to 1.")
    elif close(found, counts):
        wrong("these are counts; divide each by how many images of that digit there are.")
    elif close(found, counts / counts.sum()) or close(found, counts / len(labels)):
        wrong("these are shares of all images; divide by the images of each digit by itself.")
    elif close(found, [np.mean(images[labels == d][:, corner] > 0) for d in range(10)]):
        wrong("this is the share of the pixels; ask for each image whether any pixel has ink.")
    else:
        wrong("for each digit: take its images, ask any(axis=1) of the corner, then the mean.")
