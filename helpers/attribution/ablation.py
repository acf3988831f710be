"""Hidden units replaced, or their outgoing weights changed: the answers, from the last layer alone.

The scores are linear in the last hidden layer, so the first layer is never computed again.
"""

from dataclasses import replace

import numpy as np


def ablated_scores(network, hidden, units, replacement):
    """Class scores after hidden units are given other activations: shape (n_out,) or (n, n_out).

    Only the change is computed: ``scores + (replacement - hidden)[units] @ W2[:, units].T``.
    Meyes et al. (2020), arXiv:2004.01254, on what ablation can and cannot tell.

    units: one set of units, (k,), or one set for each image, (n, k).
    replacement: what they are given instead, 0 (zero ablation), `mean_activations` of many images
    (mean ablation) or another image's activations; one number, one row or one row an image. The
    answer depends on it: always say which.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> ablated_scores(tiny, np.array([0.5, 1.0]), units=[0], replacement=0.0).tolist()
    [-1.0, 2.0]
    """
    W2, b2 = network.weights[-1], network.biases[-1]
    scores, units = hidden @ W2.T + b2, np.asarray(units)
    if units.size == 0:
        return scores
    values = _like(hidden, replacement)
    if units.ndim == 1:
        return scores + (values[..., units] - hidden[..., units]) @ W2[:, units].T
    chosen = np.take_along_axis(np.atleast_2d(values - hidden), units, axis=1)
    return scores + np.einsum("nk,nkc->nc", chosen, W2.T[units]).reshape(scores.shape)


def leave_one_unit_out(network, hidden, replacement):
    """Yield, from unit 0 on, what ``ablated_scores(network, hidden, [unit], replacement)`` is.

    One product for all scores, then for each unit an update of rank one:
    ``scores + outer(replacement - hidden[:, unit], W2[:, unit])``.
    """
    W2, b2 = network.weights[-1], network.biases[-1]
    # A row for each class, and for each unit, so that a step runs along neighbouring numbers.
    scores = np.ascontiguousarray((hidden @ W2.T + b2).T)
    changes = np.ascontiguousarray((_like(hidden, replacement) - hidden).T)
    for weights, change in zip(W2.T, changes, strict=True):
        yield (scores + np.multiply.outer(weights, change)).T


def random_units(n_hidden, k, rng, sets=20):
    """Random sets of k different hidden units out of n_hidden: int, shape (sets, k).

    They are what every ablation is compared with.
    """
    return np.array([rng.permutation(n_hidden)[:k] for _ in range(sets)]).reshape(sets, k)


def edited_network(network, outgoing):
    """The same network with other weights from the last hidden layer to the classes.

    To scale a unit's activation by s is to scale its column by s; 0 switches the unit off.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> without_unit_0 = edited_network(tiny, tiny.weights[-1] * [0, 1])
    >>> without_unit_0.weights[-1].tolist()
    [[0.0, -1.0], [0.0, 2.0]]
    """
    return replace(network, weights=(*network.weights[:-1], outgoing))


def edited_scores(network, hidden, scores, outgoing):
    """Class scores with other outgoing weights: only what the changed units add is computed anew.

    ``scores + hidden[:, changed] @ (outgoing - W2)[:, changed].T``, which for one unit is an update
    of rank one. The result is what the edited network would say.
    """
    change = np.asarray(outgoing, np.float32) - network.weights[-1]
    changed = np.flatnonzero(change.any(axis=0))
    return scores + hidden[..., changed] @ change[:, changed].T


def single_unit_repairs(network, hidden, labels):
    """Which mistakes are repaired by setting one hidden unit to zero, and what each unit costs.

    Returns for each unit which of the images that are misread it repairs, bool, (n_hidden,
    n_wrong); and how many fewer of all images are right with the unit at zero, lost less gained,
    int, (n_hidden,).

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 1]]])
    >>> repairs, prices = single_unit_repairs(tiny, np.ones((2, 2)), np.array([0, 1]))
    >>> repairs.tolist(), prices.tolist()  # unit 0 loses the first image and gains the second
    ([[True], [False]], [0, 0])
    """
    silenced = leave_one_unit_out(network, hidden, 0.0)
    right = np.array([scores.argmax(axis=1) == labels for scores in silenced])
    was_right = ablated_scores(network, hidden, [], 0.0).argmax(axis=1) == labels
    return right[:, ~was_right], was_right.sum() - right.sum(axis=1)


def _like(hidden, replacement):
    """The replacement in the shape of what it replaces."""
    kind = np.result_type(hidden, np.float32)
    return np.broadcast_to(np.asarray(replacement, kind), hidden.shape)
