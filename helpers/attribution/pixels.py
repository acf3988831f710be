"""What a pixel adds to one hidden unit, and what happens when pixels change: alone, or in turn.

The first layer adds up weights times pixels, so a change of some pixels changes its pre-activations
by their columns of W1 times their steps. Only the small layers after it have to be computed anew.
"""

import numpy as np

from helpers.evaluation import one_blas_thread
from helpers.network import layer_names, layer_values


def pixel_products(network, image, unit):
    """What each pixel adds to one hidden unit of the first layer: ``W1[unit] * image``, (784,).

    Positive where the pixel pushes the unit to fire. The sum plus ``b1[unit]`` is the unit's
    pre-activation ``z1[unit]``.

    >>> from helpers.network import Network
    >>> tiny = Network((3, 1, 2), weights=[[[2, -1, 5]], [[1], [-1]]])
    >>> pixel_products(tiny, np.array([1.0, 0.5, 0.0]), unit=0).tolist()
    [2.0, -0.5, 0.0]
    """
    return network.weights[0][unit] * image


def single_pixel_effects(network, image, layer, baseline=None):
    """What each pixel does to every node when it alone goes from the baseline to the image.

    Row i of the result, (784, n_nodes), is the value of the nodes with pixel i changed minus their
    value at the baseline; zero where image and baseline are the same. Of the first pre-activations
    the effects add up to the whole change. After the first activation function they need not.

    >>> from helpers.network import Network
    >>> both = Network((2, 1, 2), [[[1, 1]], [[1], [-1]]], [[-1], [0, 0]], hidden="relu")
    >>> single_pixel_effects(both, np.ones(2), "h1").ravel().tolist()  # each alone is not enough
    [0.0, 0.0]
    """
    return _effects(*_alone(network, image, baseline), layer)


def all_single_pixel_effects(network, image, baseline=None):
    """The single-pixel effects on every node of every layer, with one pass for all of them.

    A dict: for each of `layer_names` what `single_pixel_effects` returns.

    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> effects = all_single_pixel_effects(tiny, np.ones(2))
    >>> list(effects), effects["z1"].ravel().tolist()
    (['z1', 'h1', 'z2', 'h2'], [4.0, -2.0])
    """
    runs = _alone(network, image, baseline)
    return {layer: _effects(*runs, layer) for layer in layer_names(network)}


def leave_one_out(network, image, layer, baseline=None):
    """What every node loses when one pixel alone goes from the image back to the baseline.

    It is the single-pixel effect seen from the other end.
    """
    blank = as_rows(network, baseline).mean(axis=0)
    return -single_pixel_effects(network, blank, layer, baseline=image)


def walk_values(network, begin, end, order, layer):
    """Every node's value while pixels go from one image's values to another's, one by one.

    From black to an image this is insertion, from the image to black deletion: Petsiuk, Das, Saenko
    (2018), arXiv:1806.07421. The value after the last of n pixels minus that before the first, in
    the rows of (n + 1, n_nodes), is the whole change.

    order: different pixels, the first to change first.
    """
    z1, steps = _first(network, begin), _steps(network, begin, end, order)
    with one_blas_thread():
        return _walked(network, z1, steps, layer)


def shapley_values(network, image, layer, rng, baseline=None, permutations=100):
    """Each pixel's share in the change from the baseline to the image, by Shapley's rule.

    A pixel's share is the mean of what it changes when its turn comes, over random orders. The
    shares add up to the whole change for any number of orders. Returns them and the standard error
    of each, both of shape (784, n_nodes).

    Shapley (1953); sampled as by Castro, Gómez, Tejada (2009), doi:10.1016/j.cor.2008.04.004.

    permutations: how many orders, at least two.
    """
    baseline = as_rows(network, baseline).mean(axis=0)
    moved = np.flatnonzero(image - baseline)
    z1 = _first(network, baseline)
    steps = _steps(network, baseline, image, moved)  # each walk takes them in another order
    total, squares = np.zeros((2, len(moved), network.sizes[int(layer[1:])]))
    with one_blas_thread():
        for _ in range(permutations):
            order = rng.permutation(len(moved))
            shares = np.diff(_walked(network, z1, steps[order], layer), axis=0)
            total[order] += shares
            squares[order] += shares.astype(float) ** 2
    mean = total / permutations
    spread = np.maximum(squares / permutations - mean**2, 0) / (permutations - 1)
    found = np.zeros((2, len(image), total.shape[1]), dtype=np.float32)
    found[:, moved] = mean, np.sqrt(spread)
    return found[0], found[1]


def as_rows(network, baseline):
    """What an image is compared with, one or several, as rows; a blank page if it is None."""
    blank = np.zeros(network.sizes[0], dtype=np.float32)
    return np.atleast_2d(blank if baseline is None else baseline)


def _first(network, image):
    """The first layer's pre-activations."""
    return image @ network.weights[0].T + network.biases[0]


def _steps(network, begin, end, pixels):
    """What each of some pixels adds to the first pre-activations when its turn comes."""
    return (end - begin)[pixels, None] * network.weights[0][:, pixels].T


def _walked(network, z1, steps, layer):
    """A layer's values before the first of some steps from z1, and after each of them."""
    changes = np.cumsum(steps, axis=0, dtype=np.float64).astype(np.float32)
    return layer_values(network.onward(z1 + np.vstack([0 * z1, changes])), layer)


def _alone(network, image, baseline):
    """Which pixels differ, the run at the baseline, and the runs with each of them changed alone.

    Pixel i alone changes z1 by ``steps[i] * W1[:, i]``, one column of W1 for one number: a step of
    rank one. No other product of the first layer is needed.
    """
    baseline = as_rows(network, baseline).mean(axis=0)
    z1, steps = _first(network, baseline), image - baseline
    moved = np.flatnonzero(steps)
    changed = z1 + (steps[moved] * network.weights[0][:, moved]).T
    with one_blas_thread():
        return steps != 0, network.onward(z1), network.onward(changed)


def _effects(moved, before, after, layer):
    """What the runs change in a layer, with a row of zeros for each pixel that did not move."""
    found = layer_values(after, layer) - layer_values(before, layer)
    if len(found) == len(moved):
        return found
    effects = np.zeros((len(moved), found.shape[1]), dtype=np.float32)
    effects[moved] = found
    return effects
