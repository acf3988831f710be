"""Answers to the exercises of notebook 03, Find the signal in the noise."""

from dataclasses import replace
from types import GeneratorType

import numpy as np

from helpers.attribution.likeness import correlation
from helpers.attribution.pictures import class_difference, turned
from helpers.checks.verdict import exercise, judge, number, right, wrong
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import accuracy, answers
from helpers.network import Network
from helpers.words import a

RARE = 0.01  # lit in fewer than this share of the training images
RIGHT, ALIKE = 0.99, 0.7  # what the last exercise asks for


@exercise
def check_share(share, network, images):
    """Exercise 1: the share of the squared length of w that lies in rarely lit pixels.

    share: the answer, from 0 to 1. images: for training, of zeros and ones, as for 784→1→2.
    """
    share = number(share)
    w, lit = network.weights[0][0], (images > 0).mean(axis=0)
    rare, never = lit < RARE, lit == 0
    part, whole = float(w[rare] @ w[rare]), float(w @ w)
    absolute = np.abs(w[rare]).sum() / np.abs(w).sum()
    unlit = w[never] @ w[never] / whole
    otherwise = "square the weights, add up those of the rare pixels, divide by the sum of all."
    mistakes = {
        "this is in per cent; a share lies between 0 and 1.": 100 * part / whole,
        "this is the share of the other pixels, those that are lit more often.": 1 - part / whole,
        "this counts pixels; each pixel is to count with the square of its weight.": rare.mean(),
        "this adds up absolute values; the squared length adds up squares.": absolute,
        "these are the pixels that are never lit; take those below 1 % as well.": unlit,
        "this is the sum of squares; divide it by the same sum over all 784 pixels.": part,
    }
    judge(share, part / whole, mistakes, otherwise)
    right(f"{part / whole:.1%} of what is drawn lies where hardly an image has ink.")


@exercise
def check_erasing(changed, largest, network, images, test_images):
    """Exercise 2: what changes when the weights of never-lit pixels are set to zero.

    changed, largest: the answer, how many test images get another answer, and the largest absolute
    change of z among them all. images: for training, they say which pixels are never lit.
    test_images: bytes, (n, 784). The network is 784→1→2.
    """
    changed, largest = number(changed), number(largest)
    never = ~(images > 0).any(axis=0)
    W1, W2 = network.weights
    erased = replace(network, weights=[np.where(never, 0, W1), W2])
    flips = int(np.sum(answers(erased, test_images) != answers(network, test_images)))
    change = float(np.abs(as_pixels(test_images[:, never]) @ W1[0, never]).max())
    stay = len(test_images) - flips
    mistakes = {"this counts the answers that stay; count those that change.": stay}
    otherwise = "the count is off: compare answers(erased, …) with answers(net, …), image by image."
    judge(changed, flips, mistakes, otherwise, tolerance=0)
    mistakes = {
        "0 holds for the training images. One test image lights such a pixel.": largest == 0,
        "this used bytes; the network wants pixels from 0 to 1.": change * 255,
    }
    otherwise = (
        "the count is right. Take |z after − z before| for each test image, then the largest."
    )
    judge(largest, change, mistakes, otherwise)
    right(f"answers that change: {flips}. z moves by at most {change:.2f}.")


@exercise
def check_recipe(network):
    """Exercise 3: a trained network that is right, and whose picture shows what differs.

    network: the answer, 784→1→2, trained on zeros and ones.
    """
    if isinstance(network, GeneratorType):
        wrong("this is a generator of epochs: *_, last = train_recipe(…), then last.network.")
    if hasattr(network, "network"):
        wrong("this is an epoch; its network is in .network.")
    if not isinstance(network, Network):
        wrong(f"this is {a(type(network).__name__)}; a network is expected.")
    if network.sizes != (784, 1, 2):
        wrong(f"this network has sizes {network.sizes}; (784, 1, 2) is expected.")
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


def _alike(picture, other):
    """The correlation, or 0 where a picture is all one colour."""
    return correlation(picture, other) if np.ptp(picture) and np.ptp(other) else 0.0
