"""Linear maps from the pixels straight to a layer, and how far a network agrees with one.

Such a map is a `Network` without a hidden layer, so its rows are pictures, and `answers` and
`accuracy` take it like any other.
"""

from typing import NamedTuple

import numpy as np

from helpers.attribution.layers import checked_layer, checked_pixels, layer_values
from helpers.evaluation import answers, checked_images, checked_labels, forward_passes
from helpers.network import Network


def composed_map(network, layer=None):
    """All weights multiplied through up to a layer, as if there were no activation functions.

    For the scores of 784→512→256→10 the weights are ``W3 @ W2 @ W1`` and the biases
    ``W3 @ (W2 @ b1 + b2) + b3``. Its values are the network's where every activation function
    passes on what it is given: in the first layer always, later if all ReLUs are on.

    Parameters
    ----------
    network : helpers.network.Network
    layer : str, optional
        Pre-activations, ``"z1"`` and so on; the scores without it.

    Returns
    -------
    helpers.network.Network
        Of sizes (784, n_nodes). Row j of its weights is node j's composed picture.

    Raises
    ------
    ValueError
        If there is no such layer, or it is no layer of pre-activations.

    Examples
    --------
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]], [[3], [0, 5]], hidden="relu")
    >>> linear = composed_map(tiny)
    >>> linear.weights[0].tolist(), linear.biases[0].tolist()
    ([[4.0, -2.0], [-4.0, 2.0]], [3.0, 2.0])
    """
    depth = _depth(network, layer)
    return _multiplied(network, [np.ones(n) for n in network.sizes[1:depth]])


def exact_map(network, image, layer=None):
    """The linear map that a ReLU network applies to one image.

    A ReLU passes z on or cuts it off. For one image it is known which units are on, so the weights
    can be multiplied through with the others left out. The values of this map at this image are the
    network's, exactly; at another image, with other units on, they need not be.

    Parameters
    ----------
    network : helpers.network.Network
        With ReLU in its hidden layers.
    image : ndarray of float, shape (784,)
    layer : str, optional
        Pre-activations, ``"z1"`` and so on; the scores without it.

    Returns
    -------
    helpers.network.Network
        Of sizes (784, n_nodes).

    Raises
    ------
    ValueError
        If the hidden layers are not ReLU, there is no such layer, or the image does not fit.

    References
    ----------
    Montufar, Pascanu, Cho, Bengio (2014), arXiv:1402.1869 (linear regions).

    Examples
    --------
    >>> tiny = Network((2, 2, 1), [[[1, 0], [0, -1]], [[2, 3]]], hidden="relu")
    >>> exact_map(tiny, np.array([1.0, 1.0])).weights[0].tolist()  # the second unit is off
    [[2.0, 0.0]]
    """
    depth = _depth(network, layer)
    if network.hidden != "relu":
        raise ValueError(
            f"this network has {network.hidden} in its hidden layers, which passes no z on as it "
            "is: expected relu; for other networks see composed_map and linear_fits"
        )
    run = network.forward(checked_pixels(network, image))
    return _multiplied(network, [z > 0 for z in run.z[: depth - 1]])


def difference_of_maps(linear, other):
    """The map whose values are one map's minus another's: trained minus start.

    Parameters
    ----------
    linear, other : helpers.network.Network
        Of the same sizes (784, n_nodes).

    Returns
    -------
    helpers.network.Network

    Raises
    ------
    ValueError
        If the sizes differ.
    """
    if linear.sizes != other.sizes or len(linear.sizes) != 2:
        raise ValueError(
            f"the maps have sizes {linear.sizes} and {other.sizes}: expected the same two sizes "
            "twice, as composed_map makes them for one layer of two networks"
        )
    return straight(linear.weights[0] - other.weights[0], linear.biases[0] - other.biases[0])


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
    """How often a linear map is right, and how often it gives the network's answer.

    Parameters
    ----------
    linear : helpers.network.Network
        From the pixels to the scores, as `composed_map` makes it.
    images : ndarray, shape (n, 784)
    labels : ndarray of int, shape (n,)
    said : ndarray of int, shape (n,)
        What the network says, `helpers.evaluation.answers`.

    Returns
    -------
    Meter

    Raises
    ------
    ValueError
        If there is no image, or not one label and one answer for each.

    Examples
    --------
    >>> linear = Network((2, 2), [[[1, 0], [2, 1]]])
    >>> composition_meter(linear, np.eye(2, dtype=np.float32), labels=[0, 1], said=[1, 1])
    Meter(right=0.5, agrees=1.0)
    """
    images = checked_images(linear, images, least=1)
    alone = answers(linear, images)
    labels, said = (checked_labels(a, len(images), linear.sizes[-1]) for a in (labels, said))
    return Meter(*(float(np.mean(alone == other)) for other in (labels, said)))


def switched_alike(linear, network, images, layer):
    """For each node of a layer, the share of images on which the map puts z on the same side of 0.

    The meter of a hidden layer: on or off as in the network.

    Parameters
    ----------
    linear : helpers.network.Network
        From the pixels to that layer.
    network : helpers.network.Network
    images : ndarray, shape (n, 784)
    layer : str
        Pre-activations, ``"z1"`` and so on.

    Returns
    -------
    ndarray of float, shape (n_nodes,)

    Raises
    ------
    ValueError
        If there is no image, no such layer, or the map does not lead from the pixels to it.
    """
    name, alike = z_name(network, layer), 0
    images = checked_images(network, images, least=1)
    expected = network.sizes[0], network.sizes[int(name[1:])]
    if linear.sizes != expected:
        raise ValueError(
            f"the map has sizes {linear.sizes}: expected {expected}, from the pixels to "
            f"layer={layer!r}, as composed_map makes it"
        )
    for rows, run in forward_passes(network, images):
        ((_, own),) = forward_passes(linear, images[rows])
        alike = alike + np.sum((own.scores > 0) == (layer_values(run, name) > 0), axis=0)
    return alike / len(images)


def z_name(network, layer):
    """A layer's name, the scores' if it is None, or a ValueError if it holds no pre-activations."""
    name = f"z{len(network.weights)}" if layer is None else layer
    kind, _ = checked_layer(network, name)
    if kind != "z":
        raise ValueError(
            f"layer={layer!r} comes after an activation function, where a linear map ends: "
            f"ask for its pre-activations, 'z{name[1:]}'"
        )
    return name


def _depth(network, layer):
    return int(z_name(network, layer)[1:])


def _multiplied(network, masks):
    """The weights and biases of the first layers multiplied through, with a mask between two."""
    # In float64: rounding the product of three matrices once is enough.
    weights, biases = network.weights[0].astype(float), network.biases[0].astype(float)
    for W, b, mask in zip(network.weights[1:], network.biases[1:], masks, strict=False):
        weights, biases = (W * mask) @ weights, (W * mask) @ biases + b
    return straight(weights, biases)


def straight(weights, biases):
    """The network without a hidden layer that has these weights and biases."""
    return Network(weights.shape[::-1], [weights], [biases])
