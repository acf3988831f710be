"""How often a network is right: answers, accuracy, recall, confusion; and how sure a share is."""

from contextlib import nullcontext
from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

from helpers import browser, valid
from helpers.digits import as_pixels
from helpers.words import per_cent

SURE = 1.96  # standard deviations, which hold 95 of 100
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
    if browser.in_browser():  # it has one thread, and its numpy no BLAS to be told so
        return nullcontext()
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


def same_answers(network, other, images):
    """The share of images to which two networks give the same answer, right or wrong, from 0 to 1.

    other: a `helpers.network.Network` with as many inputs.
    """
    images = _fitting(other, _fitting(network, images, least=1), least=1)
    return float(np.mean(answers(network, images) == answers(other, images)))


def recalls(network, images, labels):
    """For each class, the share of its own images that the network answers rightly.

    NaN for a class of which there is no image.
    """
    return recalls_of(confusion(network, images, labels))


def recalls_of(counts):
    """The recall of each class, as `recalls`; counts: what `confusion` returned."""
    with np.errstate(invalid="ignore"):
        return counts.diagonal() / counts.sum(axis=1)


def own_scores(network, images, labels):
    """For each class the median of its own score over its own images: where its output stands.

    NaN for a class of which there is no image.
    """
    images, n = _fitting(network, images), network.sizes[-1]
    labels = valid.labels("labels", labels, len(images), n)
    scores = np.concatenate([run.scores for _, run in forward_passes(network, images)])
    own = [scores[labels == label, label] for label in range(n)]
    return np.array([np.median(values) if len(values) else np.nan for values in own])


def confusion(network, images, labels):
    """How often each true class (row) got each answer (column); the sum is the number of images."""
    images, n = _fitting(network, images), network.sizes[-1]
    labels = valid.labels("labels", labels, len(images), n)
    return np.bincount(labels * n + answers(network, images), minlength=n * n).reshape(n, n)


def lost_and_gained(labels, before, after):
    """How many right answers were lost by a change of the network, and how many gained.

    labels: the true classes. before, after: the answers to the same images, with and without it.

    >>> lost_and_gained([3, 5, 8, 8], before=[3, 3, 8, 1], after=[5, 5, 8, 8])
    (1, 2)
    """
    labels = valid.array("labels", labels, (None,), kinds="iu")
    given = {"before": before, "after": after}
    was, now = (
        valid.array(name, them, labels.shape, kinds="iu", remedy="an answer for each label")
        == labels
        for name, them in given.items()
    )
    return int(np.sum(was & ~now)), int(np.sum(now & ~was))


def share(n, of):
    """A share in words, and where it may lie for all that could have been counted.

    In brackets is Wilson's interval, of which 95 in 100 hold the true share (Wilson 1927,
    doi:10.1080/01621459.1927.10502953). The usual plus and minus two standard errors leaves 0 to
    100 % where few were counted, and is nothing at all after 0 of 20 (Brown, Cai and DasGupta 2001,
    doi:10.1214/ss/1009213286). What is counted, images or seeds, must be drawn independently.

    n: how many are so. of: how many were counted.

    >>> share(73, 100), share(0, 20), share(9791, 10_000)
    ('73% (64 to 81)', '0% (0 to 16)', '97.9% (97.6 to 98.2)')
    """
    of = valid.whole("of", of, 1)
    n = valid.whole("n", n, 0, of)
    found, widening = n / of, SURE**2 / of
    middle = found + widening / 2
    half = SURE * ((found * (1 - found) + widening / 4) / of) ** 0.5
    low, high = ((middle + end) / (1 + widening) for end in (-half, half))
    # As many decimals as the interval's width allows.
    decimals = sum(high - low < width for width in (0.02, 0.002))
    low, high = (f"{100 * min(max(end, 0), 1):.{decimals}f}" for end in (low, high))
    return f"{per_cent(found, decimals)} ({low} to {high})"


def _fitting(network, images, least=0):
    """The images as an array, if they fit the network."""
    valid.a_network("network", network)
    return valid.images("images", images, network.sizes[0], least)
