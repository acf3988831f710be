"""Attribution from slopes: the gradient at one place, or averaged on the way to the image."""

import numpy as np

from helpers.attribution.pixels import as_rows
from helpers.evaluation import one_blas_thread
from helpers.network import backward, through_activation


def input_slopes(network, images, layer):
    """How much every node grows with every pixel, the gradient: (784, n_nodes), or one an image.

    Simonyan, Vedaldi, Zisserman (2013), arXiv:1312.6034 (saliency maps).

    images: float pixels, (784,) or (n, 784).

    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> input_slopes(tiny, np.zeros(2), "h1").ravel().tolist()  # the sigmoid's slope is 1/4 at 0
    [1.0, -0.5]
    """
    first = _first_slopes(network, network.run(images), layer)
    return np.moveaxis(first @ network.weights[0], 0, -1)


def gradient_times_input(network, image, layer, baseline=None):
    """The slope at the image times the way from the baseline: as if the slope had been the same."""
    away = image - as_rows(network, baseline).mean(axis=0)
    return input_slopes(network, image, layer) * away[:, None]


def integrated_gradients(network, image, layer, baseline=None, steps=50):
    """The slope averaged on the straight way from the baseline to the image, times the way.

    With enough steps the sum over the pixels of the result, (784, n_nodes), is the value at the
    image minus that at the baseline: completeness. What is missing is the error of a sum over
    steps, taken at their middles. Sundararajan, Taly, Yan (2017), arXiv:1703.01365.

    steps: how many slopes are averaged.

    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> shares = integrated_gradients(tiny, np.ones(2), "h1").ravel()
    >>> round(float(shares.sum()), 4) == round(float(1 / (1 + np.exp(-2)) - 0.5), 4)
    True
    """
    baseline = as_rows(network, baseline).mean(axis=0)
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
    at the baselines. Erion, Janizek, Sturmfels, Lundberg, Lee (2021),
    doi:10.1038/s42256-021-00343-w.

    baselines: rows, for example a few hundred training images; a blank page if it is None.
    samples: how often a baseline and a place on the way from it are drawn.
    """
    baselines = as_rows(network, baselines)
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
