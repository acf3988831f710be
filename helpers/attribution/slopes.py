"""Attribution from slopes: the gradient at one place, or averaged on the way to the image."""

import numpy as np

from helpers.attribution.layers import checked_layer, checked_pixels
from helpers.attribution.valid import checked_count, checked_numbers, checked_rng
from helpers.backward import backward, through_activation
from helpers.evaluation import one_blas_thread


def input_slopes(network, images, layer):
    """How much every node grows with every pixel, at each of some images: the gradient.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of float, shape (784,) or (n, 784)
    layer : str
        Which nodes, see `layer_names`.

    Returns
    -------
    ndarray of float32, shape (784, n_nodes) or (n, 784, n_nodes)

    Raises
    ------
    ValueError
        If there is no such layer, or the images do not fit the network.

    References
    ----------
    Simonyan, Vedaldi, Zisserman (2013), arXiv:1312.6034 (saliency maps).

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> input_slopes(tiny, np.zeros(2), "h1").ravel().tolist()  # the sigmoid's slope is 1/4 at 0
    [1.0, -0.5]
    """
    checked_layer(network, layer)
    first = _first_slopes(network, network.forward(images), layer)
    return np.moveaxis(first @ network.weights[0], 0, -1)


def gradient_times_input(network, image, layer, baseline=None):
    """The slope at the image times the way from the baseline: as if the slope had been the same.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    baseline : ndarray of float, shape (784,), optional
        Black without it, then it is the gradient times the image.

    Returns
    -------
    ndarray of float32, shape (784, n_nodes)

    Raises
    ------
    ValueError
        If there is no such layer, or an image does not fit the network.
    """
    image = checked_pixels(network, image)
    away = image - checked_pixels(network, baseline, "baseline")
    return input_slopes(network, image, layer) * away[:, None]


def integrated_gradients(network, image, layer, baseline=None, steps=50):
    """The slope averaged on the straight way from the baseline to the image, times the way.

    With enough steps the sum over the pixels is the value at the image minus that at the baseline:
    completeness. What is missing is the error of a sum over steps, taken at their middles.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    baseline : ndarray of float, shape (784,), optional
        Where the way begins; black without it.
    steps : int
        How many slopes are averaged.

    Returns
    -------
    ndarray of float32, shape (784, n_nodes)

    Raises
    ------
    ValueError
        If `steps` is no whole number from 1, there is no such layer, or an image does not fit.

    References
    ----------
    Sundararajan, Taly, Yan (2017), arXiv:1703.01365.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> shares = integrated_gradients(tiny, np.ones(2), "h1").ravel()
    >>> round(float(shares.sum()), 4) == round(float(1 / (1 + np.exp(-2)) - 0.5), 4)
    True
    """
    steps = checked_count("steps", steps, 1)
    image = checked_pixels(network, image)
    baseline = checked_pixels(network, baseline, "baseline")
    checked_layer(network, layer)
    W1, b1 = network.weights[0], network.biases[0]
    middles = (np.arange(steps, dtype=np.float32)[:, None] + np.float32(0.5)) / np.float32(steps)
    # The first pre-activations go a straight way too, and W1 is the same at every step: it is
    # needed at the two ends of the way and once more for the mean slope, not at each step.
    with one_blas_thread():
        run = network.onward(W1 @ baseline + b1 + middles * (W1 @ (image - baseline)))
        slopes = _first_slopes(network, run, layer).mean(axis=1) @ W1
    return slopes.T * (image - baseline)[:, None]


def expected_gradients(network, image, layer, baselines, rng, samples=200):
    """Integrated gradients averaged over many baselines, with random steps.

    Other images as baselines: a pixel counts for where its ink differs from theirs, so missing ink
    has a share too. The sum over the pixels comes near the value at the image minus the mean value
    at the baselines.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    baselines : ndarray of float, shape (n, 784)
        For example a few hundred training images, as `helpers.digits.as_pixels` makes them.
    rng : numpy.random.Generator
        Draws a baseline and a place on the way to it for each sample.
    samples : int

    Returns
    -------
    ndarray of float32, shape (784, n_nodes)

    Raises
    ------
    ValueError
        If `samples` is no whole number from 1, there is no such layer, or an image does not fit.

    References
    ----------
    Erion, Janizek, Sturmfels, Lundberg, Lee (2021), doi:10.1038/s42256-021-00343-w.
    """
    samples = checked_count("samples", samples, 1)
    checked_rng(rng)
    image = checked_pixels(network, image)
    baselines = np.asarray(baselines)
    fits = baselines.ndim == 2 and baselines.shape[1:] == image.shape and len(baselines)
    if not fits or baselines.dtype.kind != "f":
        raise ValueError(
            f"baselines have shape {baselines.shape} and type {baselines.dtype}, expected floats "
            f"of shape (n, {network.sizes[0]}): pass rows of pixels, such as "
            "as_pixels(images[:500])"
        )
    baselines = checked_numbers(baselines, "baselines", np.float32)
    chosen = baselines[rng.integers(0, len(baselines), samples)]
    # One place in each of as many equal pieces of the way: more even than chance alone.
    places = (rng.permutation(samples) + rng.random(samples)) / samples
    way = chosen + places[:, None] * (image - chosen)
    with one_blas_thread():
        slopes = input_slopes(network, way.astype(np.float32), layer)
    return (slopes * (image - chosen)[:, :, None]).mean(axis=0, dtype=np.float32)


def _first_slopes(network, run, layer):
    """How much every node grows with every first pre-activation: for each node as many as z1."""
    kind, depth = layer[0], int(layer[1:])
    size, *images = network.sizes[depth], *run.h[0].shape[:-1]
    # A node's own slope is one: for the first node a one at the first place, and so on.
    own = np.eye(size, dtype=np.float32).reshape(size, *[1] * len(images), size)
    slope = np.broadcast_to(own, (size, *images, size))
    if kind == "h":
        slope = through_activation(slope, run.h[depth - 1], network.activations[depth - 1])
    below = (run.x, *run.h[: depth - 1])
    *_, (_, first) = backward(network.weights[:depth], below, slope, network.hidden)
    return first
