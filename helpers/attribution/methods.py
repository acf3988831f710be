"""Attribution methods side by side: called alike, and held against the same four questions.

Do the parts add up? Does the answer come early when the pixels ranked first come first, and go
early when they go first? Does another method agree?
"""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers.attribution.layers import (
    checked_baselines,
    checked_layer,
    checked_pixels,
    layer_values,
)
from helpers.attribution.slopes import (
    expected_gradients,
    gradient_times_input,
    integrated_gradients,
)
from helpers.attribution.valid import checked_doubles
from helpers.attribution.walks import (
    leave_one_out,
    shapley_values,
    single_pixel_effects,
    walk_values,
)

ORDERS, SAMPLES = 30, 100  # enough for a picture; the functions themselves take any number


def _without_chance(method):
    def called(network, image, layer, baseline, rng):
        return method(network, image, layer, _one(network, baseline))

    return called


def _shapley(network, image, layer, baseline, rng):
    baseline = _one(network, baseline)
    return shapley_values(network, image, layer, rng, baseline, permutations=ORDERS)[0]


def _expected(network, image, layer, baseline, rng):
    baselines = checked_baselines(network, baseline)
    return expected_gradients(network, image, layer, baselines, rng, samples=SAMPLES)


def _one(network, baseline):
    """The baseline as one image: of several, their mean."""
    return checked_baselines(network, baseline).mean(axis=0)


# Each is called as method(network, image, layer, baseline, rng) and returns an array of shape
# (784, n_nodes). The baseline is one image, None for black, or several as rows: only expected
# gradients takes them as they are, the others take their mean.
METHODS = MappingProxyType(
    {
        "single pixel": _without_chance(single_pixel_effects),
        "leave one out": _without_chance(leave_one_out),
        "gradient × input": _without_chance(gradient_times_input),
        "integrated gradients": _without_chance(integrated_gradients),
        "Shapley values": _shapley,
        "expected gradients": _expected,
    }
)


class Residual(NamedTuple):
    """What the parts of an attribution add up to, beside what they should.

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
    """How far the parts of an attribution are from adding up to the true change.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    parts : ndarray of float, shape (784, n_nodes)
        What a method gives each pixel for each node of this layer.
    baseline : ndarray of float, shape (784,) or (n, 784), optional
        What the image is compared with, black without it; of several, the change is from the mean
        of the nodes' values.

    Returns
    -------
    Residual
        With ``parts - change = gap`` for every node.

    Raises
    ------
    ValueError
        If there is no such layer, or image, baseline or parts do not fit the network.

    Examples
    --------
    >>> from helpers.network import Network
    >>> both = Network((2, 1, 2), [[[1, 1]], [[1], [-1]]], [[-1], [0, 0]], hidden="relu")
    >>> alone = single_pixel_effects(both, np.ones(2), "h1")
    >>> [part.tolist() for part in residual(both, np.ones(2), "h1", alone)]
    [[0.0], [1.0], [-1.0]]
    """
    _, depth = checked_layer(network, layer)
    parts, expected = checked_doubles(parts, "parts"), (network.sizes[0], network.sizes[depth])
    if parts.shape != expected:
        raise ValueError(
            f"parts have shape {parts.shape}, expected {expected}, one row a pixel: pass what a "
            f"method returns for layer={layer!r}"
        )
    image = checked_pixels(network, image)
    rows = checked_baselines(network, baseline)
    before = layer_values(network.forward(rows), layer).mean(axis=0, dtype=float)
    change = layer_values(network.forward(image), layer) - before
    total = parts.sum(axis=0, dtype=float)
    return Residual(total, change, total - change)


def insertion_curve(network, image, ranking, layer, node, baseline=None):
    """One node's value while the image appears on the baseline, the pixels ranked first first.

    The higher the mean of the curve, the earlier comes what the node answers to.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    ranking : ndarray of float, shape (784,)
        One number a pixel, such as a method's parts for the node; the largest comes first. Pixels
        with the same number keep their order.
    layer : str
        Which layer, see `layer_names`.
    node : int
        Which of its nodes.
    baseline : ndarray of float, shape (784,), optional
        Black without it.

    Returns
    -------
    ndarray of float32, shape (n + 1,)
        From the baseline to the image; n pixels differ.

    Raises
    ------
    ValueError
        If there is no such layer or node, or an image or the ranking does not fit the network.

    References
    ----------
    Petsiuk, Das, Saenko (2018), arXiv:1806.07421.
    """
    image, baseline, order = _ranked(network, image, ranking, baseline)
    return walk_values(network, baseline, image, order, layer)[:, _checked(network, layer, node)]


def deletion_curve(network, image, ranking, layer, node, baseline=None):
    """One node's value while the image turns into the baseline, the pixels ranked first first.

    The lower the mean of the curve, the earlier goes what the node answers to.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    ranking : ndarray of float, shape (784,)
        As for `insertion_curve`.
    layer : str
        Which layer, see `layer_names`.
    node : int
        Which of its nodes.
    baseline : ndarray of float, shape (784,), optional
        Black without it.

    Returns
    -------
    ndarray of float32, shape (n + 1,)
        From the image to the baseline; n pixels differ.

    Raises
    ------
    ValueError
        As `insertion_curve`.
    """
    image, baseline, order = _ranked(network, image, ranking, baseline)
    return walk_values(network, image, baseline, order, layer)[:, _checked(network, layer, node)]


def agreement(parts, others):
    """How alike two attributions are, node by node: the correlation over the pixels.

    Parameters
    ----------
    parts, others : ndarray of float, shape (784, n_nodes)

    Returns
    -------
    ndarray of float, shape (n_nodes,)
        From -1 to 1; 0 where one of the two is the same at every pixel.

    Raises
    ------
    ValueError
        If the two are not of the same nodes, have no row, or a number is not finite.

    Examples
    --------
    >>> parts = np.array([[1.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    >>> agreement(parts, -parts).round(6).tolist()
    [-1.0, 0.0]
    """
    a, b = checked_doubles(parts, "parts"), checked_doubles(others, "others")
    if a.shape != b.shape or a.ndim != 2 or len(a) == 0:
        raise ValueError(
            f"parts have shape {a.shape} and others {b.shape}: expected two attributions of the "
            "same nodes, one row a pixel"
        )
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    lengths = np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))
    together = (a * b).sum(axis=0)
    return np.divide(together, lengths, out=np.zeros_like(together), where=lengths > 0)


def _ranked(network, image, ranking, baseline):
    """The two images, and the pixels in which they differ, the one ranked first at the front."""
    image = checked_pixels(network, image)
    baseline = checked_pixels(network, baseline, "baseline")
    ranking = checked_doubles(ranking, "ranking")
    if ranking.shape != image.shape:
        raise ValueError(
            f"ranking has shape {ranking.shape}, expected {image.shape} finite numbers: pass one "
            "column of an attribution, such as parts[:, node]"
        )
    order = np.argsort(-ranking, kind="stable")
    return image, baseline, order[(image != baseline)[order]]


def _checked(network, layer, node):
    size = network.sizes[checked_layer(network, layer)[1]]
    whole = isinstance(node, (int, np.integer)) and not isinstance(node, bool)
    if not whole or not 0 <= node < size:
        raise ValueError(
            f"node={node!r} is out of range: layer {layer!r} has {size} nodes (0 to {size - 1})"
        )
    return int(node)
