"""What each hidden unit adds to a class's score, and the ways to rank the units by it."""

import numpy as np

from helpers.evaluation import forward_passes


def hidden_activations(network, images):
    """The last hidden layer's activations, one row an image: float32, shape (n, n_hidden).

    images: float pixels from 0 to 1 will do too.
    """
    hidden = np.empty((len(images), network.sizes[-2]), dtype=np.float32)
    for rows, run in forward_passes(network, images):
        hidden[rows] = run.h[-2]
    return hidden


def mean_activations(network, images):
    """The mean activation of each hidden unit over many images: float32, shape (n_hidden,)."""
    return hidden_activations(network, images).mean(axis=0)


def contributions(network, hidden, digit):
    """What each hidden unit adds to the score of one class: ``W2[digit] * hidden``, its shape.

    The sum over the units plus ``b2[digit]`` is the class's score ``z2[digit]``. In the literature
    on transformers the same sum is called direct logit attribution: Elhage et al. (2021), A
    Mathematical Framework for Transformer Circuits.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> contributions(tiny, np.array([0.5, 1.0]), digit=0).tolist()
    [1.5, -1.0]
    """
    return network.weights[-1][digit] * hidden


def runner_up(network, hidden, digit):
    """The class with the highest score, `digit` itself left out; for many images, an array."""
    scores = hidden @ network.weights[-1].T + network.biases[-1]
    scores[..., digit] = -np.inf
    best = scores.argmax(axis=-1)
    return int(best) if best.ndim == 0 else best


def _by_weight(network, hidden, digit, mean):
    return np.broadcast_to(network.weights[-1][digit], hidden.shape)


def _by_contribution(network, hidden, digit, mean):
    return contributions(network, hidden, digit)


def _from_the_mean(network, hidden, digit, mean):
    return network.weights[-1][digit] * _away(hidden, mean)


def _by_margin(network, hidden, digit, mean):
    W2 = network.weights[-1]
    return (W2[digit] - W2[runner_up(network, hidden, digit)]) * _away(hidden, mean)


def _away(hidden, mean):
    if mean is None:
        raise ValueError("this ranking needs mean=: pass mean_activations(network, images)")
    return hidden - mean


# Each is called as ranking(network, hidden, digit, mean) and returns one value a unit.
RANKINGS = {
    "weight": _by_weight,
    "contribution": _by_contribution,
    "contribution from the mean": _from_the_mean,
    "margin over the runner-up": _by_margin,
}


def rank_values(network, hidden, digit, by, mean=None):
    """The signed value by which each hidden unit is ranked, of the shape of `hidden`.

    ======================================  ================================
    ``"weight"``                            ``W2[c]``
    ``"contribution"``                      ``W2[c] * h``
    ``"contribution from the mean"``        ``W2[c] * (h - mean)``
    ``"margin over the runner-up"``         ``(W2[c] - W2[r]) * (h - mean)``
    ======================================  ================================

    The last three add up: to the score less its bias, to what the score differs from an
    average image's, and to what the lead over class r differs from an average image's.

    by: one of `RANKINGS`.
    mean: what "the mean" is, `mean_activations` of many images. The last two need it.
    """
    return RANKINGS[by](network, hidden, digit, mean)


def top_units(network, hidden, digits, by, k, mean=None):
    """For each image, the k units that rank highest for the class asked about: int, shape (n, k).

    They are sets for `ablated_scores`, the first unit of each the highest.

    digits: for each image the class, its label, the network's answer, or a wrong one.
    by, mean: as for `rank_values`. k: from 1 to n_hidden.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> top_units(tiny, np.ones((2, 2)), digits=[0, 1], by="weight", k=1).tolist()
    [[0], [1]]
    """
    values = np.empty_like(hidden)
    for digit in np.unique(digits):
        own = digits == digit
        values[own] = rank_values(network, hidden[own], digit, by, mean)
    return top_k(values, k)


def top_k(values, k):
    """Indices of the k largest values, the largest first; ties go to the lower index.

    values: signed, of shape (n,) or (m, n). For the strongest *against*, pass ``-values``; for the
    strongest either way, ``abs(values)``.
    k: from 1 to n.

    >>> top_k([0.5, -3.0, 2.0, 2.0], k=3).tolist()
    [2, 3, 0]
    """
    order = np.argsort(-np.asarray(values, dtype=float), axis=-1, kind="stable")
    return order[..., :k].copy()  # a view would keep all of the order: 8 MB of 10,000 rows
