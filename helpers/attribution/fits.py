"""The linear map nearest to a network's values over many images, and offsets that match them."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.composition import Meter, composition_meter, straight, z_name
from helpers.attribution.layers import layer_values
from helpers.attribution.valid import checked_doubles
from helpers.evaluation import answers, checked_images, forward_passes


def linear_fits(network, images, ridges, layer=None):
    """The linear maps nearest to a network's values over many images, for growing ridge.

    Each minimises the mean squared distance to the values plus ``ridge`` times the sum of its
    squared weights, by the normal equations: only the mean and the covariance of the pixels and
    their covariance with the values are needed. The bias is free, so a fit's mean value over these
    images is the network's.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray, shape (n, 784)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1. A few thousand.
    ridges : sequence of float
        Above zero, in units of a pixel's variance.
    layer : str, optional
        Pre-activations, ``"z1"`` and so on; the scores without it.

    Returns
    -------
    tuple of helpers.network.Network
        One of sizes (784, n_nodes) for each ridge.

    Raises
    ------
    ValueError
        If a ridge is not above zero, there is no image, no such layer, or the images do not fit.

    Examples
    --------
    >>> from helpers.network import Network
    >>> line = Network((2, 1), [[[3, -1]]], [[0.5]])
    >>> images = np.float32([[0, 0], [1, 0], [0, 1], [1, 1]])
    >>> fit, = linear_fits(line, images, [1e-6])
    >>> np.round(fit.weights[0], 3).tolist(), np.round(fit.biases[0], 3).tolist()
    ([[3.0, -1.0]], [0.5])
    """
    ridges = checked_doubles(ridges, "ridges")
    if ridges.ndim != 1 or not np.all(ridges > 0):
        raise ValueError(
            f"ridges={ridges.tolist()}: expected a list of numbers above zero, such as [0.01, 1]; "
            "pixels that are never lit leave their weights open without any"
        )
    mean, spread, values, together = _moments(network, images, z_name(network, layer))
    along, axes = np.linalg.eigh(spread)  # once: each ridge then only divides
    fits = ((together @ axes) / (along + ridge) @ axes.T for ridge in ridges)
    return tuple(straight(weights, values - weights @ mean) for weights in fits)


def means_over(network, images, layer=None):
    """The mean image, and the mean of a layer's values over these images.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray, shape (n, 784)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1.
    layer : str, optional
        Pre-activations, ``"z1"`` and so on; the scores without it.

    Returns
    -------
    image : ndarray of float, shape (784,)
    values : ndarray of float, shape (n_nodes,)

    Raises
    ------
    ValueError
        If there is no image, no such layer, or the images do not fit.
    """
    name, image, values = z_name(network, layer), 0, 0
    images = checked_images(network, images, least=1)
    for _, run in forward_passes(network, images):
        image = image + run.x.sum(axis=0, dtype=float)
        values = values + layer_values(run, name).sum(axis=0, dtype=float)
    return image / len(images), values / len(images)


def with_matched_offsets(linear, image, values):
    """The same pictures with other biases, so that the map's mean values are the network's.

    Where a map's answers differ from the network's, this tells a wrong offset from a wrong picture.

    Parameters
    ----------
    linear : helpers.network.Network
        Of sizes (784, n_nodes), as `composed_map` makes it.
    image : ndarray of float, shape (784,)
    values : ndarray of float, shape (n_nodes,)
        Both from `means_over` the same images, which should not be those that judge the map.

    Returns
    -------
    helpers.network.Network
        At `image` it gives `values`. It is linear, so they are its mean values too.

    Raises
    ------
    ValueError
        If `image` is not one number a pixel, or `values` not one number a node.

    Examples
    --------
    >>> from helpers.network import Network
    >>> one = Network((2, 1), [[[3, -1]]])
    >>> with_matched_offsets(one, np.array([0.5, 0.5]), np.array([4.0])).biases[0].tolist()
    [3.0]
    """
    image, values = checked_doubles(image, "image"), checked_doubles(values, "values")
    if (*image.shape, *values.shape) != linear.sizes:
        raise ValueError(
            f"image has shape {image.shape} and values {values.shape} for a map of sizes "
            f"{linear.sizes}: pass what means_over returns for the map's layer"
        )
    return straight(linear.weights[0], values - linear.weights[0] @ image)


class CompositionTrial(NamedTuple):
    """A map on trial beside two others, each with its meter.

    Attributes
    ----------
    alone : helpers.attribution.Meter
        Of the map as it is.
    matched : helpers.attribution.Meter
        With the offsets that fit best.
    fit : helpers.attribution.Meter
        Of the best linear fit to the network's scores, whatever its pictures.
    """

    alone: Meter
    matched: Meter
    fit: Meter


def composition_trial(linear, network, images, labels, others, ridge=0.01):
    """What a linear map can do alone, and what is wrong with it: the offsets, or being linear.

    Parameters
    ----------
    linear : helpers.network.Network
        From the pixels to the scores.
    network : helpers.network.Network
    images : ndarray, shape (n, 784)
        The judges.
    labels : ndarray of int, shape (n,)
    others : ndarray, shape (m, 784)
        For the offsets and for the fit; not the judges.
    ridge : float
        Of the fit.

    Returns
    -------
    CompositionTrial

    Raises
    ------
    ValueError
        As `composition_meter`, `means_over` and `linear_fits`.
    """
    matched = with_matched_offsets(linear, *means_over(network, others))
    (fit,) = linear_fits(network, others, [ridge])
    said = answers(network, images)
    return CompositionTrial(
        *(composition_meter(m, images, labels, said) for m in (linear, matched, fit))
    )


def _moments(network, images, name):
    """Mean and covariance of the pixels, mean of the values, their covariance with the pixels."""
    images = checked_images(network, images, least=1)
    n, sums = len(images), [0.0, 0.0, 0.0, 0.0]
    for _, run in forward_passes(network, images):
        x, z = run.x, layer_values(run, name)
        parts = x.sum(axis=0, dtype=float), x.T @ x, z.sum(axis=0, dtype=float), z.T @ x
        sums = [total + part for total, part in zip(sums, parts, strict=True)]
    mean, spread, values, together = (total / n for total in sums)
    return mean, spread - np.outer(mean, mean), values, together - np.outer(values, mean)
