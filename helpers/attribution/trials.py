"""Attribution methods on trial: the same four questions to each, averaged over images."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.layers import layer_names
from helpers.attribution.methods import agreement, deletion_curve, insertion_curve, residual
from helpers.evaluation import checked_images


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


def method_trial(network, images, method, rng, baseline=None, reference=None, judges=None):
    """Put a method on trial: do its parts add up, does its ranking tell, does a judge agree?

    Pixels are ranked by their parts in the score of the network's own answer.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of float, shape (n, 784)
    method : callable
        One of ``METHODS.values()``, or any function that is called in the same way.
    rng : numpy.random.Generator
        For methods that draw by chance.
    baseline : ndarray of float, shape (784,) or (m, 784), optional
        What the method compares with; black without it.
    reference : ndarray of float, shape (784,), optional
        What the images come from and turn into, black without it. A method is at an advantage where
        this is its own baseline.
    judges : sequence of ndarray of float, shapes (784, n_classes), optional
        For each image the attribution of the scores to agree with.

    Returns
    -------
    MethodTrial

    Raises
    ------
    ValueError
        If there are no images, not one judge for each, or the method cannot be called; and as
        `residual`.
    """
    if not callable(method):
        raise ValueError(f"method={method!r} cannot be called: pass one of METHODS.values()")
    images = checked_images(network, images)
    if judges is not None and (isinstance(judges, str) or not np.iterable(judges)):
        raise ValueError(f"judges={judges!r}: expected one attribution for each image, or None")
    if len(images) == 0 or (judges is not None and len(judges) != len(images)):
        raise ValueError(
            f"{len(images)} images and {0 if judges is None else len(judges)} judges: expected "
            "some images, and one judge for each or none at all"
        )
    scores, outputs = layer_names(network)[-2:]
    rows = []
    for number, image in enumerate(images):
        parts, answer = method(network, image, scores, baseline, rng), network.forward(image).answer
        curves = (
            curve(network, image, parts[:, answer], outputs, answer, reference).mean()
            for curve in (insertion_curve, deletion_curve)
        )
        agreed = np.nan if judges is None else agreement(parts, judges[number]).mean()
        rows.append(
            [residual(network, image, scores, parts, baseline).error, *map(float, curves), agreed]
        )
    return MethodTrial(*np.mean(rows, axis=0).tolist())
