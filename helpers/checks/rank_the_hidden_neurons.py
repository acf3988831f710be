"""Answers to the exercises of notebook 07, Rank the hidden neurons."""

import numpy as np

from helpers.attribution import ablated_scores, contributions
from helpers.checks.verdict import close, numbers, right, unanswered, wrong


def check_contributions(answer, network, pixels, digit):
    """Exercise 1: what each hidden unit adds to one class's score.

    Parameters
    ----------
    answer : ndarray of float, shape (n_hidden,)
        The answer.
    network : helpers.network.Network
        With one hidden layer.
    pixels : ndarray of float, shape (784,)
    digit : int
    """
    if unanswered(answer):
        return
    run, W2, b2 = network.forward(pixels), network.weights[-1], network.biases[-1]
    truth = contributions(network, run.h[-2], digit)
    if _is_number(answer) and close(answer, truth.sum()):
        wrong("this is their sum; one number for each hidden unit is expected.")
        return
    if (array := numbers(answer, truth.shape)) is None:
        return
    others = [c for c in range(len(W2)) if c != digit and close(array, W2[c] * run.h[-2])]
    if close(array, truth):
        score = f"{truth.sum() + b2[digit]:.2f}"
        right(f"their sum plus the bias {b2[digit]:.2f} is the score of {digit}, {score}.")
    elif others:
        wrong(f"these are the contributions to {others[0]}; row {digit} of W2 belongs to {digit}.")
    elif close(array, W2[digit]):
        wrong("these are the weights alone; a unit that is off adds nothing, so h is missing.")
    elif close(array, W2[digit] * run.z[-2]):
        wrong("this used the pre-activation z; what leaves a unit is its activation h.")
    elif close(array, run.h[-2]):
        wrong("these are the activations; what they add depends on the outgoing weights.")
    elif close(array, truth + b2[digit]):
        wrong("the bias belongs to the class: it is added once, not to every unit.")
    else:
        wrong("multiply each outgoing weight W2[digit, j] with the activation h[j].")


def check_reference(choice, network, hidden, digit, mean):
    """Exercise 2: which replacement of the strongest unit by weight costs more images.

    Parameters
    ----------
    choice : str
        The answer: ``"zero"``, ``"mean"`` or ``"same"``.
    network : helpers.network.Network
    hidden : ndarray of float, shape (n, n_hidden)
        Of images that show `digit`.
    digit : int
    mean : ndarray of float, shape (n_hidden,)
        `helpers.attribution.mean_activations` of many images.
    """
    if unanswered(choice):
        return
    unit = int(network.weights[-1][digit].argmax())
    left = {
        name: np.mean(ablated_scores(network, hidden, [unit], value).argmax(axis=1) == digit)
        for name, value in (("zero", 0.0), ("mean", mean))
    }
    options = [*left, "same"]
    truth = "same" if left["zero"] == left["mean"] else min(left, key=left.get)
    if not isinstance(choice, str) or choice not in options:
        wrong(f"choose one of {', '.join(map(repr, options))}, with its quotation marks.")
    elif choice == truth:
        right(f"with zero {left['zero']:.1%} stay right, with the mean {left['mean']:.1%}.")
    elif choice == "same":
        wrong(
            f"it is the same unit, but not the same change: it is {hidden[:, unit].mean():.2f} "
            f"on these images, and its mean is {mean[unit]:.2f}. How far is zero?"
        )
    else:
        wrong(
            f"what counts is how far h moves: from {hidden[:, unit].mean():.2f} on these images "
            f"to zero, or to its mean {mean[unit]:.2f}."
        )


def check_flip(image, unit, network, hidden, labels, mean):
    """Exercise 3: an image whose answer flips when one unit is set to its mean.

    Parameters
    ----------
    image, unit : int
        The answer: a row of `hidden`, and a hidden unit.
    network : helpers.network.Network
    hidden : ndarray of float, shape (n, n_hidden)
    labels : ndarray of int, shape (n,)
    mean : ndarray of float, shape (n_hidden,)
    """
    if unanswered(image, unit) or not _is_unit(unit, network):
        return
    if not _is_index(image, len(hidden)):
        wrong(f"the image is an integer from 0 to {len(hidden) - 1}.")
        return
    before = int(ablated_scores(network, hidden[image], [], mean).argmax())
    after = int(ablated_scores(network, hidden[image], [unit], mean).argmax())
    to_zero = int(ablated_scores(network, hidden[image], [unit], 0.0).argmax())
    if before != labels[image]:
        wrong(f"image {image} was misread from the start: a {labels[image]}, answered {before}.")
    elif after != before:
        right(f"without unit {unit} image {image} is read as {after}, a {before} before.")
    elif to_zero != before:
        wrong(f"with zero it flips to {to_zero}; with the mean it stays {before}. Use the mean.")
    else:
        wrong(f"image {image} is still read as {before}. Look where the lead is small.")


def _is_number(answer):
    return isinstance(answer, (int, float, np.number)) and not isinstance(answer, bool)


def _is_index(answer, size):
    whole = isinstance(answer, (int, np.integer)) and not isinstance(answer, bool)
    return whole and 0 <= answer < size


def _is_unit(unit, network):
    """Whether this is a hidden unit's number, and a line that says so if it is not."""
    size = network.sizes[-2]
    if _is_index(unit, size):
        return True
    wrong(f"a hidden unit is an integer from 0 to {size - 1}.")
    return False
