"""Answers to the exercises of notebook 03, Find the signal in the noise."""

from types import GeneratorType

import numpy as np

from helpers.attribution import class_difference, correlation, turned
from helpers.checks.verdict import close, number, right, unanswered, wrong
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import accuracy, answers
from helpers.network import Network

RARE = 0.01  # lit in fewer than this share of the training images
RIGHT, ALIKE = 0.99, 0.7  # what the last exercise asks for


def check_share(share, network, images):
    """Exercise 1: the share of the squared length of w that lies in rarely lit pixels.

    Parameters
    ----------
    share : float
        The answer, from 0 to 1.
    network : helpers.network.Network
        784→1→2.
    images : ndarray of uint8, shape (n, 784)
        Training images.
    """
    if unanswered(share) or (share := number(share)) is None:
        return
    w, lit = network.weights[0][0], (images > 0).mean(axis=0)
    rare, never = lit < RARE, lit == 0
    part, whole = float(w[rare] @ w[rare]), float(w @ w)
    if close(share, part / whole):
        right(f"{part / whole:.1%} of what is drawn lies where hardly an image has ink.")
    elif close(share, 100 * part / whole):
        wrong("this is in per cent; a share lies between 0 and 1.")
    elif close(share, 1 - part / whole):
        wrong("this is the share of the other pixels, those that are lit more often.")
    elif close(share, rare.mean()):
        wrong("this counts pixels; each pixel is to count with the square of its weight.")
    elif close(share, np.abs(w[rare]).sum() / np.abs(w).sum()):
        wrong("this adds up absolute values; the squared length adds up squares.")
    elif close(share, w[never] @ w[never] / whole):
        wrong("these are the pixels that are never lit; take those below 1 % as well.")
    elif close(share, part):
        wrong("this is the sum of squares; divide it by the same sum over all 784 pixels.")
    else:
        wrong("square the weights, add up those of the rare pixels, divide by the sum of all.")


def check_erasing(changed, largest, network, images, test_images):
    """Exercise 2: what changes when the weights of never-lit pixels are set to zero.

    Parameters
    ----------
    changed : int
        How many test images get another answer.
    largest : float
        The largest absolute change of z among the test images.
    network : helpers.network.Network
        784→1→2.
    images, test_images : ndarray of uint8, shape (n, 784)
        The training images say which pixels are never lit.
    """
    if unanswered(changed, largest):
        return
    if (changed := number(changed)) is None or (largest := number(largest)) is None:
        return
    never = ~(images > 0).any(axis=0)
    weights = [network.weights[0].copy(), *network.weights[1:]]
    weights[0][:, never] = 0
    erased = Network(network.sizes, weights, network.biases, network.hidden, network.output)
    flips = int(np.sum(answers(erased, test_images) != answers(network, test_images)))
    change = float(np.abs(as_pixels(test_images[:, never]) @ network.weights[0][0, never]).max())
    if changed == flips and close(largest, change):
        right(f"answers that change: {flips}. z moves by at most {change:.2f}.")
    elif changed != flips and changed == len(test_images) - flips:
        wrong("this counts the answers that stay; count those that change.")
    elif changed != flips:
        wrong("the count is off: compare answers(erased, …) with answers(net, …), image by image.")
    elif largest == 0:
        wrong("0 holds for the training images. One test image lights such a pixel.")
    elif close(largest, change * 255):
        wrong("this used bytes; the network wants pixels from 0 to 1.")
    else:
        wrong(
            "the count is right. Take |z after − z before| for each test image, then the largest."
        )


def check_recipe(network):
    """Exercise 3: a trained network that is right, and whose picture shows what differs.

    Parameters
    ----------
    network : helpers.network.Network
        784→1→2, trained on zeros and ones.
    """
    if unanswered(network):
        return
    problem = _not_a_network(network)
    if problem:
        wrong(problem)
        return
    share = accuracy(network, *load_digits("test", only=(0, 1)))
    w = turned(network)
    alike = _alike(w, class_difference(*load_digits("train", only=(0, 1))))
    if share >= RIGHT and alike >= ALIKE:
        right("right on at least 99 % of the test images, and the picture correlates above 0.7.")
    elif share < RIGHT:
        wrong(f"only {share:.1%} of the test images are right: train it, or train it more gently.")
    elif network.start and _alike(w, network.start.weights[0][0]) ** 2 > ALIKE:
        wrong(f"the picture correlates with {alike:.2f}: it is still its own start.")
    else:
        wrong(f"the picture correlates with {alike:.2f}; try more l2, with the start small or not.")


def _not_a_network(network):
    """What is wrong with an answer that is no trained 784→1→2, or None."""
    if isinstance(network, GeneratorType):
        return "this is a generator of epochs: *_, last = train_recipe(…), then last.network."
    if hasattr(network, "network"):
        return "this is an epoch; its network is in .network."
    if not isinstance(network, Network):
        return f"this is a {type(network).__name__}; a network is expected."
    if network.sizes != (784, 1, 2):
        return f"this network has sizes {network.sizes}; (784, 1, 2) is expected."
    return None


def _alike(picture, other):
    """The correlation, or 0 where a picture is all one colour."""
    return correlation(picture, other) if np.ptp(picture) and np.ptp(other) else 0.0
