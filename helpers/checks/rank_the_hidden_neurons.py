"""Answers to the exercises of notebook 07, Rank the hidden neurons."""

import numpy as np

from helpers.attribution.ablation import ablated_scores
from helpers.attribution.units import contributions
from helpers.checks.verdict import close, exercise, index, judge, numbers, right, wrong
from helpers.words import a


@exercise
def check_contributions(answer, network, pixels, digit):
    """Exercise 1: what each hidden unit adds to the score of `digit`.

    answer: the answer, (n_hidden,). pixels: the image. The network has one hidden layer.
    """
    run, W2, b2 = network.forward(pixels), network.weights[-1], network.biases[-1]
    h, by_z = run.h[-2], W2[digit] * run.z[-2]
    truth = contributions(network, h, digit)
    if isinstance(answer, (float, np.number)) and close(answer, float(truth.sum())):
        wrong("this is their sum; one number for each hidden unit is expected.")
    array = numbers(answer, truth.shape)
    score = truth.sum() + b2[digit]
    otherwise = "multiply each outgoing weight W2[digit, j] with the activation h[j]."
    mistakes = {
        f"these are the contributions to {c}; row {digit} of W2 belongs to {digit}.": W2[c] * h
        for c in range(len(W2))
        if c != digit
    }
    mistakes |= {
        "these are the weights alone; a unit that is off adds nothing, so h is missing.": W2[digit],
        "this used the pre-activation z; what leaves a unit is its activation h.": by_z,
        "these are the activations; what they add depends on the outgoing weights.": h,
        "the bias belongs to the class: it is added once, not to every unit.": truth + b2[digit],
    }
    judge(array, truth, mistakes, otherwise)
    right(f"their sum plus the bias {b2[digit]:.2f} is the score of {digit}, {score:.2f}.")


@exercise
def check_flip(image, unit, network, hidden, labels, mean):
    """Exercise 2: an image whose answer flips when one unit is set to its mean.

    image, unit: the answer; the image is a row of `hidden`, (n, n_hidden). mean: float,
    (n_hidden,).
    """
    index(unit, network.sizes[-2], "a hidden unit")
    index(image, len(hidden), "the image")
    before = int(ablated_scores(network, hidden[image], [], mean).argmax())
    after = int(ablated_scores(network, hidden[image], [unit], mean).argmax())
    to_zero = int(ablated_scores(network, hidden[image], [unit], 0.0).argmax())
    if before != labels[image]:
        wrong(f"image {image} was misread from the start: {a(labels[image])}, answered {before}.")
    elif after != before:
        right(f"without unit {unit} image {image} is read as {after}, {a(before)} before.")
    elif to_zero != before:
        wrong(f"with zero it flips to {to_zero}; with the mean it stays {before}. Use the mean.")
    else:
        wrong(f"image {image} is still read as {before}. Look where the lead is small.")
