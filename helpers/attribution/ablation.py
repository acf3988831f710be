"""The network's answer with some hidden units replaced, without computing the first layer again."""

from dataclasses import dataclass

import numpy as np

from helpers.attribution.valid import (
    checked_count,
    checked_hidden,
    checked_numbers,
    checked_rng,
    checked_units,
)
from helpers.evaluation import checked_labels


@dataclass(frozen=True)
class RemovalTrial:
    """What removing a set of units cost, beside random sets of the same size.

    Attributes
    ----------
    before, after : float
        Share of images answered as labelled, with all units and with the set replaced.
    random : ndarray of float, shape (sets,)
        The same share with each of the random sets replaced.
    """

    before: float
    after: float
    random: np.ndarray


def ablated_scores(network, hidden, units, replacement):
    """Class scores after hidden units are given other activations.

    The scores are linear in the last hidden layer, so only the change is computed:
    ``scores + (replacement - hidden)[units] @ W2[:, units].T``.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    units : array_like of int, shape (k,) or (n, k)
        The units to replace: one set, or one set for each image.
    replacement : float or ndarray of float, shape (n_hidden,) or (n, n_hidden)
        What they are given instead: 0 (zero ablation), `mean_activations` of many images (mean
        ablation) or another image's activations. The answer depends on it: always say which.

    Returns
    -------
    ndarray of float32, shape (n_out,) or (n, n_out)

    Raises
    ------
    ValueError
        If a unit is not there or named twice, or a shape does not fit.

    References
    ----------
    Meyes et al. (2020), arXiv:2004.01254, on what ablation can and cannot tell.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> ablated_scores(tiny, np.array([0.5, 1.0]), units=[0], replacement=0.0).tolist()
    [-1.0, 2.0]
    """
    W2, b2 = network.weights[-1], network.biases[-1]
    hidden = checked_hidden(hidden, network.sizes[-2])
    units = checked_units(units, network.sizes[-2])
    if units.ndim == 2 and units.shape[0] != len(np.atleast_2d(hidden)):
        raise ValueError(
            f"units hold {units.shape[0]} sets for {len(np.atleast_2d(hidden))} images: "
            "pass one set for all images, or one for each"
        )
    scores = hidden @ W2.T + b2
    if units.size == 0:
        return scores
    values = _replacement(replacement, hidden)
    if units.ndim == 1:
        return scores + (values[..., units] - hidden[..., units]) @ W2[:, units].T
    chosen = np.take_along_axis(np.atleast_2d(values - hidden), units, axis=1)
    return scores + np.einsum("nk,nkc->nc", chosen, W2.T[units]).reshape(scores.shape)


def leave_one_unit_out(network, hidden, replacement):
    """Class scores with each hidden unit in turn given another activation, the others as they are.

    One product for all scores, then for each unit an update of rank one:
    ``scores + outer(replacement - hidden[:, unit], W2[:, unit])``.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    replacement : float or ndarray of float, shape (n_hidden,) or (n, n_hidden)
        What a unit is given instead, see `ablated_scores`.

    Yields
    ------
    ndarray of float32, shape (n_out,) or (n, n_out)
        What ``ablated_scores(network, hidden, [unit], replacement)`` is, from unit 0 on.

    Raises
    ------
    ValueError
        If a shape does not fit or a number is not finite.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> hidden = np.array([0.5, 1.0])
    >>> [scores.tolist() for scores in leave_one_unit_out(tiny, hidden, replacement=0.0)]
    [[-1.0, 2.0], [1.5, 0.0]]
    """
    W2, b2 = network.weights[-1], network.biases[-1]
    hidden = checked_hidden(hidden, network.sizes[-2])
    # A row for each class, and for each unit, so that a step runs along neighbouring numbers.
    scores = np.ascontiguousarray((hidden @ W2.T + b2).T)
    changes = np.ascontiguousarray((_replacement(replacement, hidden) - hidden).T)
    for weights, change in zip(W2.T, changes, strict=True):
        yield (scores + np.multiply.outer(weights, change)).T


def random_units(n_hidden, k, rng, sets=20):
    """Random sets of k different hidden units: what every ablation is compared with.

    Parameters
    ----------
    n_hidden, k : int
        Choose k of n_hidden.
    rng : numpy.random.Generator
    sets : int
        How many sets.

    Returns
    -------
    ndarray of int, shape (sets, k)

    Raises
    ------
    ValueError
        If there are not k units to choose from.
    """
    n_hidden = checked_count("n_hidden", n_hidden, 1)
    k, sets = checked_count("k", k, 0, n_hidden), checked_count("sets", sets, 0)
    checked_rng(rng)
    return np.array([rng.permutation(n_hidden)[:k] for _ in range(sets)]).reshape(sets, k)


def removal_trial(network, hidden, labels, units, replacement, rng, sets=20):
    """Remove a set of units, and random sets of the same size, and count right answers.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    labels : ndarray of int, shape (n,)
    units : array_like of int, shape (k,) or (n, k)
        One set, or one set for each image.
    replacement : float or ndarray of float, shape (n_hidden,) or (n, n_hidden)
        See `ablated_scores`.
    rng : numpy.random.Generator
        Chooses the random sets.
    sets : int
        How many random sets.

    Returns
    -------
    RemovalTrial

    Raises
    ------
    ValueError
        If there is not one label of a class for each image, or for what `ablated_scores` refuses.
    """
    labels = checked_labels(labels, len(np.atleast_2d(hidden)), network.sizes[-1])
    if labels.size == 0:
        raise ValueError("there is no image: pass one row of hidden for each, at least one")

    def share(removed):
        scores = ablated_scores(network, hidden, removed, replacement)
        return float(np.mean(np.atleast_2d(scores).argmax(axis=1) == labels))

    units = checked_units(units, network.sizes[-2])
    chance = random_units(network.sizes[-2], units.shape[-1], rng, sets)
    return RemovalTrial(share([]), share(units), np.array([share(chosen) for chosen in chance]))


def _replacement(replacement, hidden):
    values = checked_numbers(replacement, "replacement", hidden.dtype)
    if values.ndim and values.shape[-1] != hidden.shape[-1]:
        raise ValueError(
            f"replacement has shape {values.shape} and hidden {hidden.shape}: pass 0, one value "
            "for each hidden unit, or one row for each image"
        )
    if not np.isfinite(values).all():
        raise ValueError("replacement holds NaN or infinity: every activation must be a number")
    try:
        return np.broadcast_to(values, hidden.shape)
    except ValueError:
        raise ValueError(
            f"replacement has {len(values)} rows for {hidden.shape[0] if hidden.ndim > 1 else 1} "
            "images: pass one row, or one for each image"
        ) from None
