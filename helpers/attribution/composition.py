"""Linear maps from the pixels straight to a layer, and how far a network agrees with one.

Such a map is a `Network` without a hidden layer, so its rows are pictures, and `answers` and
`accuracy` take it like any other. Its layer is one of pre-activations, ``"z1"`` and so on; the
scores where none is named.
"""

from typing import NamedTuple

import numpy as np

from helpers.evaluation import answers, forward_passes, pixel_batches
from helpers.network import ACTIVATIONS, Network


def composed_map(network, layer=None):
    """All weights multiplied through up to a layer, as if there were no activation functions.

    For the scores of 784→512→256→10 the weights are ``W3 @ W2 @ W1`` and the biases
    ``W3 @ (W2 @ b1 + b2) + b3``. Its values are the network's where every activation function
    passes on what it is given: in the first layer always, later if all ReLUs are on.

    layer: pre-activations, ``"z1"`` and so on; the scores without it. Row j of the weights of the
    result, a `Network` of sizes (784, n_nodes), is node j's composed picture.

    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]], [[3], [0, 5]], hidden="relu")
    >>> linear = composed_map(tiny)
    >>> linear.weights[0].tolist(), linear.biases[0].tolist()
    ([[4.0, -2.0], [-4.0, 2.0]], [3.0, 2.0])
    """
    depth = _depth(network, layer)
    return _multiplied(network, [np.ones(n) for n in network.sizes[1:depth]])


def exact_map(network, image, layer=None):
    """The linear map that a network applies to one image if its activation is z times a slope.

    A ReLU passes z on or cuts it off. For one image it is known which units are on, so the weights
    can be multiplied through with the others left out. The values of this map at this image are the
    network's, exactly; at another image, with other units on, they need not be. Montufar, Pascanu,
    Cho, Bengio (2014), arXiv:1402.1869 (linear regions).

    network: with an activation function of straight pieces through zero, such as ReLU.
    layer: as for `composed_map`.

    >>> tiny = Network((2, 2, 1), [[[1, 0], [0, -1]], [[2, 3]]], hidden="relu")
    >>> exact_map(tiny, np.array([1.0, 1.0])).weights[0].tolist()  # the second unit is off
    [[2.0, 0.0]]
    """
    slope, run = ACTIVATIONS[network.hidden].slope, network.run(image)
    return _multiplied(network, [slope(h) for h in run.h[: _depth(network, layer) - 1]])


def difference_of_maps(linear, other):
    """The map whose values are one map's minus another's: trained minus start."""
    return _map(linear.weights[0] - other.weights[0], linear.biases[0] - other.biases[0])


def linear_fits(network, images, ridges, layer=None):
    """The linear maps nearest to a network's values over many images: one `Network` for each ridge.

    Each minimises the mean squared distance to the values plus ``ridge`` times the sum of its
    squared weights, by the normal equations: only the mean and the covariance of the pixels and
    their covariance with the values are needed. The bias is free, so a fit's mean value over these
    images is the network's.

    images: a few thousand, bytes or float32 pixels.
    ridges: numbers above zero, in units of a pixel's variance.
    layer: as for `composed_map`.

    >>> line = Network((2, 1), [[[3, -1]]], [[0.5]])
    >>> images = np.float32([[0, 0], [1, 0], [0, 1], [1, 1]])
    >>> fit, = linear_fits(line, images, [1e-6])
    >>> np.round(fit.weights[0], 3).tolist(), np.round(fit.biases[0], 3).tolist()
    ([[3.0, -1.0]], [0.5])
    """
    pixels = pixel_moments(images)
    (values,) = value_moments(network, images, pixels, [layer])
    return tuple(fitted(pixels, values, ridge) for ridge in ridges)


class PixelMoments(NamedTuple):
    """What a linear fit needs to know of many images, whichever network looks at them.

    Attributes
    ----------
    mean : ndarray of float, shape (784,)
    along, axes : ndarray of float, shapes (784,) and (784, 784)
        The covariance of the pixels as its eigenvalues and eigenvectors: each ridge only divides.
    """

    mean: np.ndarray
    along: np.ndarray
    axes: np.ndarray


class ValueMoments(NamedTuple):
    """What it needs to know of a layer's values.

    Attributes
    ----------
    mean : ndarray of float, shape (n_nodes,)
    together : ndarray of float, shape (n_nodes, 784)
        Their covariance with the pixels.
    """

    mean: np.ndarray
    together: np.ndarray


def pixel_moments(images):
    """The `PixelMoments` of many images."""
    image, squares = 0.0, 0.0
    for _, x in pixel_batches(images):
        image, squares = image + x.sum(axis=0, dtype=float), squares + x.T @ x
    mean = image / len(images)
    return PixelMoments(mean, *np.linalg.eigh(squares / len(images) - np.outer(mean, mean)))


def value_moments(network, images, pixels, layers):
    """The `ValueMoments` of some layers; one pass over the images serves all.

    pixels: the `pixel_moments` of the same images.
    """
    depths = [_depth(network, layer) - 1 for layer in layers]
    sums = [(0.0, 0.0)] * len(depths)
    for _, run in forward_passes(network, images):
        parts = [
            (run.z[depth].sum(axis=0, dtype=float), run.z[depth].T @ run.x) for depth in depths
        ]
        sums = [(a + c, b + d) for (a, b), (c, d) in zip(sums, parts, strict=True)]
    means = [(values / len(images), together / len(images)) for values, together in sums]
    return [ValueMoments(mean, both - np.outer(mean, pixels.mean)) for mean, both in means]


def fitted(pixels, values, ridge):
    """The linear fit of one ridge, see `linear_fits`, from both moments."""
    weights = (values.together @ pixels.axes) / (pixels.along + ridge) @ pixels.axes.T
    return _map(weights, values.mean - weights @ pixels.mean)


class Meter(NamedTuple):
    """The composition meter: what a linear map can do alone, as shares of the images.

    Attributes
    ----------
    right : float
        Where its answer is the label.
    agrees : float
        Where its answer is the network's, be that right or wrong.
    """

    right: float
    agrees: float


def composition_meter(linear, images, labels, said):
    """How often a linear map is right, and how often it gives the network's answer: a `Meter`.

    linear: from the pixels to the scores, as `composed_map` makes it.
    said: what the network says, `helpers.evaluation.answers`.

    >>> linear = Network((2, 2), [[[1, 0], [2, 1]]])
    >>> composition_meter(linear, np.eye(2, dtype=np.float32), labels=[0, 1], said=[1, 1])
    Meter(right=0.5, agrees=1.0)
    """
    alone = answers(linear, images)
    return Meter(*(float(np.mean(alone == other)) for other in (labels, said)))


def _depth(network, layer):
    """How many layers lead to these pre-activations; all of them if none are named."""
    return len(network.weights) if layer is None else int(layer[1:])


def _multiplied(network, slopes):
    """The weights and biases of the first layers multiplied through, with slopes between two."""
    # In float64: rounding the product of three matrices once is enough.
    weights, biases = network.weights[0].astype(float), network.biases[0].astype(float)
    for W, b, slope in zip(network.weights[1:], network.biases[1:], slopes, strict=False):
        weights, biases = (W * slope) @ weights, (W * slope) @ biases + b
    return _map(weights, biases)


def _map(weights, biases):
    """The network without a hidden layer that has these weights and biases."""
    return Network(weights.shape[::-1], [weights], [biases])
