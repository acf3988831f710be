"""Which hidden unit of one network does what a unit of another one does."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.valid import checked_doubles


class Matched(NamedTuple):
    """Pairs of hidden units of two networks, the most alike first.

    Attributes
    ----------
    units, others : ndarray of int, shape (n,)
        Unit ``units[i]`` of the one network is paired with ``others[i]`` of the other.
    correlations : ndarray of float, shape (n,)
        How alike the two units' activations are over the images.
    """

    units: np.ndarray
    others: np.ndarray
    correlations: np.ndarray


def matched_units(hidden, other):
    """Pair the units of two layers one to one by the correlation of their activations.

    Greedy: the most alike pair first, then the most alike of the rest, and so on. The last pairs
    get what is left over, so they say little. Two untrained layers are the control.

    Parameters
    ----------
    hidden, other : ndarray of float, shape (n_images, n_hidden)
        `hidden_activations` of two networks for the same images.

    Returns
    -------
    Matched

    Raises
    ------
    ValueError
        If the shapes differ, a number is not finite, there is no unit or no image, or a unit gives
        every image the same activation.

    References
    ----------
    Li, Yosinski, Clune, Lipson, Hopcroft (2015), arXiv:1511.07543 (do different networks learn the
    same units?).

    Examples
    --------
    >>> hidden = np.array([[0.1, 0.9], [0.2, 0.1], [0.3, 0.5]])
    >>> pairs = matched_units(hidden, hidden[:, ::-1])
    >>> sorted(zip(pairs.units.tolist(), pairs.others.tolist(), strict=True))
    [(0, 1), (1, 0)]
    """
    hidden, other = checked_doubles(hidden, "hidden"), checked_doubles(other, "other")
    if hidden.shape != other.shape or hidden.ndim != 2 or 0 in hidden.shape:
        raise ValueError(
            f"the activations have shapes {hidden.shape} and {other.shape}: pass two arrays "
            "(n_images, n_hidden), of the same images and as many units"
        )
    left = _standardised(hidden).T @ _standardised(other) / len(hidden)
    pairs = []
    for _ in range(len(left)):
        unit, partner = np.unravel_index(left.argmax(), left.shape)
        pairs.append((unit, partner, left[unit, partner]))
        left[unit], left[:, partner] = -np.inf, -np.inf
    units, others, correlations = map(np.array, zip(*pairs, strict=True))
    return Matched(units, others, correlations)


def _standardised(hidden):
    """Each unit's activations with mean 0 and variance 1."""
    reach = np.ptp(hidden, axis=0)  # a rounded mean gives a constant some spread
    if np.any(reach == 0):
        raise ValueError(
            f"unit {int(np.argmin(reach))} gives every image the same activation: "
            "there is nothing to match it by; pass more images"
        )
    return (hidden - hidden.mean(axis=0)) / hidden.std(axis=0)
