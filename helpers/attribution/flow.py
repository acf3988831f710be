"""What passes through every connection of a network for one image, and the strongest of them."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.units import top_k
from helpers.digits import PIXELS


class Connections(NamedTuple):
    """Some connections into one layer, the strongest first.

    Attributes
    ----------
    sources : int, (k,), or None
        The units or inputs that they come from. None: each is a bundle, from all pixels at once.
    targets : int, (k,)
        The units that they go to.
    amounts : float, (k,)
        What passes through each: weight times what goes into it, a bundle's added up.
    """

    sources: np.ndarray | None
    targets: np.ndarray
    amounts: np.ndarray


def strongest_connections(network, image, k, node=None):
    """The connections through which most passes, either way: a `Connections` for each layer.

    What passes through one is its weight times what goes into it: what all connections into a unit
    bring adds up, with its bias, to its pre-activation. Of 784 pixels nobody could follow each, so
    what all of them bring to a unit of the first layer is one bundle.

    k: at most so many for each layer. node: ``(layer, unit)``, the inputs being layer 0: only what
    comes into this unit, then also pixel by pixel, and what goes out of it.

    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), weights=[[[2, -1]], [[1], [-4]]], hidden="relu")
    >>> into, out_of = strongest_connections(tiny, np.array([1.0, 0.5]), k=1)
    >>> out_of.sources.tolist(), out_of.targets.tolist(), out_of.amounts.tolist()
    ([0], [1], [-6.0])
    """
    run = network.run(image)
    layers = zip(network.weights, (run.x, *run.h), strict=False)
    return tuple(_strongest(W, into, k, n, node) for n, (W, into) in enumerate(layers, start=1))


def _strongest(W, into, k, layer, node):
    """The strongest connections of one layer."""
    n_out, n_in = W.shape
    if node is None and n_in == PIXELS:
        bundles = W @ into
        chosen = top_k(abs(bundles), min(k, n_out))
        return Connections(None, chosen, bundles[chosen])
    sources, targets = np.arange(n_in), np.arange(n_out)
    if node is not None:
        here, unit = node
        sources = sources[[unit]] if here == layer - 1 else sources[: n_in * (here == layer)]
        targets = targets[[unit]] if here == layer else targets[: n_out * (here == layer - 1)]
    passing = (W[np.ix_(targets, sources)] * into[sources]).ravel()
    chosen = _largest(abs(passing), min(k, len(passing)))
    to, of = np.divmod(chosen, max(len(sources), 1))
    return Connections(sources[of], targets[to], passing[chosen])


def _largest(sizes, k):
    """As `top_k`, of many numbers: only those that can be among the largest are put in order."""
    if k == 0:
        return np.zeros(0, int)
    candidates = np.flatnonzero(sizes >= np.partition(sizes, -k)[-k])
    return candidates[top_k(sizes[candidates], k)]
