"""How alike two pictures are, two units or two networks: what the eye judges, counted."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.units import top_k
from helpers.evaluation import forward_passes


def correlation(picture, other):
    """How alike two pictures are, whatever their scale and offset.

    1 for the same picture, 0 for unrelated ones, -1 for one and its negative.

    picture, other: (784,), neither constant: then nothing varies together.

    >>> round(correlation(np.array([1.0, 2.0, 3.0]), np.array([60.0, 50.0, 40.0])), 6)
    -1.0
    """
    return float(np.corrcoef(np.asarray(picture, float), np.asarray(other, float))[0, 1])


def rank_correlation(picture, other):
    """How alike the order of two pictures' values is, from the lowest to the highest.

    Spearman's (1904, doi:10.2307/1412159): the correlation of the ranks; equal values share the
    mean of their ranks. 1 for the same order, -1 for the reverse, 0 for unrelated ones and where
    one picture is constant and has no order.

    picture, other: (n,). Signs count: pass ``abs(picture)`` for a comparison without them.

    >>> round(rank_correlation([1, 2, 3, 400], [-5, 0, 0.1, 0.2]), 6)
    1.0
    """
    a, b = _ranks(picture), _ranks(other)
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def overlap(picture, other, k):
    """The share of one picture's k largest pixels that are among the other's k largest.

    By chance it is near k divided by the number of pixels that can be chosen. Ties go to the lower
    index.

    >>> overlap([5, 1, 4, 0], [3, 9, 0, 0], k=2)
    0.5
    """
    return len(np.intersect1d(top_k(picture, k), top_k(other, k))) / k


def agreement(parts, others):
    """How alike two attributions are, node by node: the correlation over the pixels, (n_nodes,).

    0 where one of the two is the same at every pixel.

    parts, others: (784, n_nodes), as `METHODS` return them.

    >>> parts = np.array([[1.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    >>> agreement(parts, -parts).round(6).tolist()
    [-1.0, 0.0]
    """
    a, b = np.asarray(parts, float), np.asarray(others, float)
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    lengths = np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))
    together = (a * b).sum(axis=0)
    return np.divide(together, lengths, out=np.zeros_like(together), where=lengths > 0)


def portrait_likeness(pictures, images, labels):
    """The correlation of every picture (row) with every digit's portrait (column): (n, 10).

    A portrait is the mean image of a digit minus the mean image of all: what sets it apart.

    pictures: (n, 784), for example the weights of a `composed_map`.
    labels: of all ten digits.

    >>> images = np.zeros((10, 784), dtype=np.uint8)
    >>> images[range(10), range(10)] = 255
    >>> portrait_likeness(images / 255.0, images, range(10)).argmax(axis=1).tolist()
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    everything, labels = np.mean(images, axis=0), np.asarray(labels)
    means = [np.mean(images[labels == digit], axis=0) for digit in range(10)]
    portraits = (np.array(means) - everything) / 255
    if np.any(np.ptp(portraits, axis=1) == 0):
        raise ValueError(
            "a digit's mean image is that of all, so nothing sets it apart: pass more images"
        )
    both = np.corrcoef(np.concatenate([np.asarray(pictures, float), portraits]))
    return both[: len(pictures), len(pictures) :]


class Matched(NamedTuple):
    """Pairs of hidden units of two networks, the most alike first.

    Attributes
    ----------
    units, others : ndarray of int, shape (n,)
        Unit ``units[i]`` of the one network is paired with ``others[i]`` of the other.
    correlations : ndarray of float, shape (n,)
        How alike the two units' activations are over the images.
    """

    units: np.ndarray
    others: np.ndarray
    correlations: np.ndarray


def matched_units(hidden, other):
    """Pair the units of two layers one to one by the correlation of their activations.

    Greedy: the most alike pair first, then the most alike of the rest, and so on. The last pairs
    get what is left over, so they say little: compare with two untrained layers. Li, Yosinski,
    Clune, Lipson, Hopcroft (2015), arXiv:1511.07543 (do different networks learn the same units?).

    hidden, other: `hidden_activations` of two networks for the same images.

    >>> hidden = np.array([[0.1, 0.9], [0.2, 0.1], [0.3, 0.5]])
    >>> pairs = matched_units(hidden, hidden[:, ::-1])
    >>> sorted(zip(pairs.units.tolist(), pairs.others.tolist(), strict=True))
    [(0, 1), (1, 0)]
    """
    left = _standardised(hidden).T @ _standardised(other) / len(hidden)
    pairs = []
    for _ in range(len(left)):
        unit, partner = np.unravel_index(left.argmax(), left.shape)
        pairs.append((unit, partner, left[unit, partner]))
        left[unit], left[:, partner] = -np.inf, -np.inf
    units, others, correlations = map(np.array, zip(*pairs, strict=True))
    return Matched(units, others, correlations)


def switched_alike(linear, images, on):
    """For each node of a layer, the share of images on which the map has it on or off rightly.

    The meter of a hidden layer. `linear` leads to that layer of z.

    on: whether the network has z above 0, bool, (n, n_nodes).
    """
    same = 0
    for rows, run in forward_passes(linear, images):
        same = same + np.sum((run.scores > 0) == on[rows], axis=0)
    return same / len(images)


def _ranks(values):
    """Each value's rank; equal values share the mean of their ranks."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[places]


def _standardised(hidden):
    """Each unit's activations with mean 0 and variance 1."""
    hidden = np.asarray(hidden, float)
    return (hidden - hidden.mean(axis=0)) / hidden.std(axis=0)
