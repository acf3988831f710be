"""What happens to a network when pixels change: one alone, or one after the other along a walk.

The first layer adds up weights times pixels, so a change of some pixels changes its pre-activations
by their columns of W1 times their steps. Only the small layers after it have to be computed anew.
"""

import numpy as np

from helpers.attribution.layers import checked_layer, checked_pixels, layer_names, layer_values
from helpers.attribution.valid import checked_count, checked_rng
from helpers.evaluation import one_blas_thread


def single_pixel_effects(network, image, layer, baseline=None):
    """What each pixel does to every node when it alone goes from the baseline to the image.

    Of the first pre-activations the effects add up to the whole change. After the first activation
    function they need not.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    baseline : ndarray of float, shape (784,), optional
        The image that all other pixels stay at; black without it.

    Returns
    -------
    ndarray of float32, shape (784, n_nodes)
        Row i is the value of the nodes with pixel i changed minus their value at the baseline; zero
        where image and baseline are the same.

    Raises
    ------
    ValueError
        If there is no such layer, or an image does not fit the network.

    Examples
    --------
    >>> from helpers.network import Network
    >>> both = Network((2, 1, 2), [[[1, 1]], [[1], [-1]]], [[-1], [0, 0]], hidden="relu")
    >>> single_pixel_effects(both, np.ones(2), "h1").ravel().tolist()  # each alone is not enough
    [0.0, 0.0]
    """
    checked_layer(network, layer)
    return _effects(*_alone(network, image, baseline), layer)


def all_single_pixel_effects(network, image, baseline=None):
    """The single-pixel effects on every node of every layer, with one pass for all of them.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    baseline : ndarray of float, shape (784,), optional
        Black without it.

    Returns
    -------
    dict of str to ndarray of float32, shape (784, n_nodes)
        For each of `layer_names` what `single_pixel_effects` returns.

    Raises
    ------
    ValueError
        If an image does not fit the network.

    Examples
    --------
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

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    baseline : ndarray of float, shape (784,), optional
        Black without it.

    Returns
    -------
    ndarray of float32, shape (784, n_nodes)
        Row i is the value of the nodes at the image minus their value with pixel i taken back.

    Raises
    ------
    ValueError
        As `single_pixel_effects`.
    """
    image, baseline, _ = _checked(network, image, layer, baseline)
    return -single_pixel_effects(network, baseline, layer, baseline=image)


def walk_values(network, begin, end, order, layer):
    """Every node's value while pixels go from one image's values to another's, one by one.

    The value after the last pixel minus that before the first is the whole change.

    Parameters
    ----------
    network : helpers.network.Network
    begin, end : ndarray of float, shape (784,)
        From black to an image this is insertion, from the image to black deletion.
    order : sequence of int, length n
        Different pixels, the first to change first.
    layer : str
        Which nodes, see `layer_names`.

    Returns
    -------
    ndarray of float32, shape (n + 1, n_nodes)

    Raises
    ------
    ValueError
        If `order` names a pixel twice or one that is not there, and as `single_pixel_effects`.

    References
    ----------
    Petsiuk, Das, Saenko (2018), arXiv:1806.07421 (deletion and insertion).
    """
    end, begin, z1 = _checked(network, end, layer, begin)
    order, n = np.asarray(order), len(begin)
    if order.shape == (0,):  # of an empty list numpy makes floats
        order = order.astype(int)
    if order.ndim != 1 or order.dtype.kind not in "iu" or len(np.unique(order)) < len(order):
        raise ValueError("order must name different pixels: pass each pixel's index once")
    if len(order) and not 0 <= order.min() <= order.max() < n:
        raise ValueError(
            f"order names pixels from {order.min()} to {order.max()}: there are {n} (0 to {n - 1})"
        )
    with one_blas_thread():
        return _walked(network, z1, _steps(network, begin, end, order), layer)


def shapley_values(network, image, layer, rng, baseline=None, permutations=100):
    """Each pixel's share in the change from the baseline to the image, by Shapley's rule.

    A pixel's share is the mean of what it changes when its turn comes, over random orders. The
    shares add up to the whole change for any number of orders; each has a standard error.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    layer : str
        Which nodes, see `layer_names`.
    rng : numpy.random.Generator
        Draws the orders.
    baseline : ndarray of float, shape (784,), optional
        Black without it.
    permutations : int
        How many orders, at least two.

    Returns
    -------
    shares : ndarray of float32, shape (784, n_nodes)
        Their sum over the pixels is the value at the image minus that at the baseline.
    errors : ndarray of float32, shape (784, n_nodes)
        The standard error of each share.

    Raises
    ------
    ValueError
        If there are fewer than two orders, and as `single_pixel_effects`.

    References
    ----------
    Shapley (1953); sampled as by Castro, Gómez, Tejada (2009), doi:10.1016/j.cor.2008.04.004.
    """
    image, baseline, z1 = _checked(network, image, layer, baseline)
    permutations = checked_count("permutations", permutations, 2)
    checked_rng(rng)
    moved = np.flatnonzero(image - baseline)
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
    image, baseline, z1 = _checked(network, image, "z1", baseline)
    steps = image - baseline
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


def _checked(network, image, layer, baseline):
    """Image and baseline as floats, and the baseline's first pre-activations."""
    checked_layer(network, layer)
    image = checked_pixels(network, image)
    baseline = checked_pixels(network, baseline, "baseline")
    return image, baseline, baseline @ network.weights[0].T + network.biases[0]
