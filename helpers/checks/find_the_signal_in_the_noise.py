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

RIGHT, ALIKE = 0.99, 0.7  # what the last exercise asks for


@exercise
def check_erasing(changed, largest, network, images, test_images):
    """Exercise 1: what changes when the weights of never-lit pixels are set to zero.

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
    """Exercise 2: a trained network that is right, and whose picture shows what differs.

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
