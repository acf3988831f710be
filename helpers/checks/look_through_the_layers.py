"""Answers to the exercises of notebook 09, Look through the layers."""

import numpy as np

from helpers.attribution.composition import composed_map, exact_map
from helpers.checks.verdict import close, exercise, judge, numbers, right, wrong
from helpers.evaluation import answers
from helpers.words import either, listed


@exercise
def check_composed_by_hand(matrix, offset, failing, network):
    """Exercise 1: the composed map of a small ReLU network, and an input where it fails.

    matrix, offset: the answer, (n_out, n_in) and (n_out,). failing: the answer, an input from 0 to
    1 at which the map's answer is not the network's. The network has one hidden layer.
    """
    (W1, W2), (b1, b2), linear = network.weights, network.biases, composed_map(network)
    true_matrix, true_offset = linear.weights[0], linear.biases[0]
    matrix = numbers(matrix, true_matrix.shape)
    if not close(matrix, true_matrix):
        cut = W2 @ np.maximum(W1, 0)
        if close(matrix, np.maximum(true_matrix, 0)) or close(matrix, cut):
            wrong("the ReLU is left out of the composed map; multiply the matrices as they are.")
        wrong("the matrix is W2 @ W1: row by column, the later layer on the left.")
    offset = numbers(offset, b2.shape)
    otherwise = "the offset is what the map gives for an input of zeros: W2 @ b1 + b2."
    mistakes = {
        "b1 goes through W2 too, before b2 is added.": b1[: len(b2)] + b2,
        "the bias of the last layer, b2, is missing.": W2 @ b1,
    }
    judge(offset, true_offset, mistakes, otherwise)
    failing = numbers(failing, (network.sizes[0],))
    if failing.min() < 0 or failing.max() > 1:
        wrong(f"the input reaches from {failing.min():g} to {failing.max():g}; pixels are 0 to 1.")
    own, straight = network.forward(failing), linear.forward(failing)
    if own.answer != straight.answer:
        off = np.flatnonzero(own.z[0] <= 0).tolist()
        right(
            f"the network says {own.answer} and the map {straight.answer}: hidden "
            f"{either(len(off), 'unit', 'units')} {listed(off)} {either(len(off), 'is', 'are')} "
            "off there, and the map does not know it."
        )
    elif np.all(own.z[0] > 0):
        wrong("all hidden units are on there, so the map is exact. Switch one off first.")
    else:
        wrong(f"a unit is off there, but both still say {own.answer}. Go further.")


@exercise
def check_collapsed(matrix, offset, network, pixels, images):
    """Exercise 2: the one matrix and offset that a ReLU network is at one image.

    matrix, offset: the answer, (n_out, 784) and (n_out,). pixels: the image. images: on which the
    map is tried.
    """
    truth, all_on = exact_map(network, pixels), composed_map(network).weights[0]
    true_matrix, true_offset = truth.weights[0], truth.biases[0]
    matrix = numbers(matrix, true_matrix.shape)
    offset = numbers(offset, true_offset.shape)
    both = close(matrix, true_matrix) and close(offset, true_offset)
    fits = close(matrix @ pixels + offset, network.forward(pixels).scores)
    otherwise = "mask a layer's units by z > 0 at this image, before the next matrix."
    mistakes = {
        "this is W3 @ W2 @ W1 with all units on; cut out those that are off here.": all_on,
        "the matrix is right; the biases go through the same masks.": true_matrix,
        "the scores are right, the matrix is another: many matrices fit a single image.": fits,
    }
    judge(matrix, both, mistakes, otherwise)
    same = np.mean(answers(truth, images) == answers(network, images))
    right(
        f"exact at this image; on {len(images):,} images it gives the network's answer in "
        f"{same:.0%}."
    )
