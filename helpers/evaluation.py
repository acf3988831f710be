"""How often a network is right: answers, accuracy, recall of each class, confusion."""

from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

from helpers import valid
from helpers.digits import as_pixels

AT_ONCE = 2_000  # images converted to float32 at a time


def forward_passes(network, images):
    """Forward passes over bytes or pixels that are known to fit, a few at a time, on one thread.

    Yields which images, as a slice of rows, and their `ForwardPass`.
    """
    for rows, pixels in pixel_batches(images):
        with one_blas_thread():
            run = network.run(pixels)
        yield rows, run


def pixel_batches(images):
    """Which images, as a slice of rows, and their pixels, a few at a time."""
    for begin in range(0, max(1, len(images)), AT_ONCE):  # without images one empty batch
        rows = slice(begin, begin + AT_ONCE)
        yield rows, as_pixels(images[rows]) if images.dtype == np.uint8 else images[rows]


def one_blas_thread():
    """A context in which matrix products use one thread.

    Two gain little at the sizes of these networks, and beside a busy neighbour they lose much.
    """
    return _blas().limit(limits=1, user_api="blas")


@cache
def _blas():
    return ThreadpoolController()


def answers(network, images):
    """The network's answer to each image, the class with the largest score: int, shape (n,)."""
    passes = forward_passes(network, _fitting(network, images))
    return np.concatenate([run.answer for _, run in passes])


def largest_outputs(network, images):
    """How large the output of the answer is, for each image: float32, shape (n,)."""
    passes = forward_passes(network, _fitting(network, images))
    return np.concatenate([run.outputs.max(axis=-1) for _, run in passes])


def accuracy(network, images, labels):
    """The share of images that the network answers rightly, from 0 to 1."""
    images = _fitting(network, images, least=1)
    labels = valid.labels("labels", labels, len(images), network.sizes[-1])
    return float(np.mean(answers(network, images) == labels))


def recalls(network, images, labels):
    """For each class, the share of its own images that the network answers rightly.

    NaN for a class of which there is no image.
    """
    return recalls_of(confusion(network, images, labels))


def recalls_of(counts):
    """The recall of each class, as `recalls`; counts: what `confusion` returned."""
    with np.errstate(invalid="ignore"):
        return counts.diagonal() / counts.sum(axis=1)


def confusion(network, images, labels):
    """How often each true class (row) got each answer (column); the sum is the number of images."""
    images, n = _fitting(network, images), network.sizes[-1]
    labels = valid.labels("labels", labels, len(images), n)
    return np.bincount(labels * n + answers(network, images), minlength=n * n).reshape(n, n)


def _fitting(network, images, least=0):
    """The images as an array, if they fit the network."""
    valid.a_network("network", network)
    return valid.images("images", images, network.sizes[0], least)
