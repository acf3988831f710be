"""Attribution methods on trial: do the parts add up, does the ranking tell, does a judge agree?"""

from typing import NamedTuple

import numpy as np

from helpers.attribution.likeness import agreement
from helpers.attribution.pixels import as_rows, walk_values
from helpers.network import layer_names, layer_values


class Residual(NamedTuple):
    """What the parts of an attribution add up to, beside what they should, for each node.

    Attributes
    ----------
    parts : ndarray of float, shape (n_nodes,)
        The sum of the parts over all pixels.
    change : ndarray of float, shape (n_nodes,)
        The true change: every node's value at the image minus that at the baseline.
    gap : ndarray of float, shape (n_nodes,)
        The sum of the parts minus the true change; zero where the method is complete.
    """

    parts: np.ndarray
    change: np.ndarray
    gap: np.ndarray

    @property
    def error(self):
        """The length of the gap over all nodes, as a share of the length of the change."""
        whole = np.linalg.norm(self.change)
        return float(np.linalg.norm(self.gap) / whole) if whole else 0.0


def residual(network, image, layer, parts, baseline=None):
    """How far the parts of an attribution are from adding up to the true change: a `Residual`.

    For every node ``parts - change = gap``.

    parts: what a method gives each pixel for each node of this layer, (784, n_nodes).
    baseline: of several, as rows, the change is from the mean of the nodes' values.

    >>> from helpers.attribution.pixels import single_pixel_effects
    >>> from helpers.network import Network
    >>> both = Network((2, 1, 2), [[[1, 1]], [[1], [-1]]], [[-1], [0, 0]], hidden="relu")
    >>> alone = single_pixel_effects(both, np.ones(2), "h1")
    >>> [part.tolist() for part in residual(both, np.ones(2), "h1", alone)]
    [[0.0], [1.0], [-1.0]]
    """
    before = layer_values(network.run(as_rows(network, baseline)), layer).mean(axis=0, dtype=float)
    change = layer_values(network.run(image), layer) - before
    total = parts.sum(axis=0, dtype=float)
    return Residual(total, change, total - change)


def ranked_curve(network, begin, end, ranking, layer, node):
    """One node's value while one image turns into another, the pixels ranked first first.

    From a baseline to the image this is insertion: the higher the mean of the curve, the earlier
    comes what the node answers to. From the image to a baseline it is deletion: the lower the mean,
    the earlier that goes. Petsiuk, Das, Saenko (2018), arXiv:1806.07421.

    ranking: one number a pixel, such as a method's parts for the node; the largest comes first.
    Pixels with the same number keep their order.
    """
    order = np.argsort(-np.asarray(ranking, float), kind="stable")
    order = order[(begin != end)[order]]
    return walk_values(network, begin, end, order, layer)[:, node]


class MethodTrial(NamedTuple):
    """What came of a method, each a mean over the images.

    Attributes
    ----------
    error : float
        Completeness error over the scores: 0 if the parts add up, 1 if the gap is as large as the
        true change.
    insertion, deletion : float
        Mean output for the answer while the pixels ranked first come, or go, first. A good ranking
        has a high insertion and a low deletion.
    agreement : float
        Correlation with the judge over the pixels, mean over the classes; NaN without a judge.
    """

    error: float
    insertion: float
    deletion: float
    agreement: float


def method_trial(network, images, method, rng=None, baseline=None, reference=None, judges=None):
    """Put a method on trial: do its parts add up, does its ranking tell, does a judge agree?

    Pixels are ranked by their parts in the score of the network's own answer. A `MethodTrial`.

    images: float pixels, (n, 784).
    method: one of ``METHODS.values()``, or any function that is called in the same way.
    rng: for methods that draw by chance.
    baseline: what the method compares with, one image or several as rows.
    reference: what the images come from and turn into, black without it. A method is at an
    advantage where this is its own baseline.
    judges: for each image the attribution of the scores to agree with, (784, n_classes).
    """
    scores, outputs = layer_names(network)[-2:]
    (start,), rows = as_rows(network, reference), []
    for number, image in enumerate(images):
        parts, answer = method(network, image, scores, baseline, rng), network.run(image).answer
        insertion, deletion = (
            float(ranked_curve(network, *ends, parts[:, answer], outputs, answer).mean())
            for ends in ((start, image), (image, start))
        )
        error = residual(network, image, scores, parts, baseline).error
        agreed = np.nan if judges is None else agreement(parts, judges[number]).mean()
        rows.append([error, insertion, deletion, agreed])
    return MethodTrial(*np.mean(rows, axis=0).tolist())
