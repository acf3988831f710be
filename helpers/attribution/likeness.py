"""How alike two pictures are, and whether one looks like anything: what the eye judges, counted."""

import numpy as np

from helpers.attribution.valid import checked_count, checked_doubles


def rank_correlation(picture, other):
    """How alike the order of two pictures' values is, from the lowest to the highest.

    Spearman's: the correlation of the ranks; equal values share the mean of their ranks. Signs
    count: pass ``abs(picture)`` for a comparison without them.

    Parameters
    ----------
    picture, other : array_like of float, shape (n,)

    Returns
    -------
    float
        1 for the same order, -1 for the reverse, 0 for unrelated ones and where one picture is
        constant and has no order.

    Raises
    ------
    ValueError
        If the shapes differ or are empty, or a value is not finite.

    References
    ----------
    Spearman (1904), doi:10.2307/1412159.

    Examples
    --------
    >>> round(rank_correlation([1, 2, 3, 400], [-5, 0, 0.1, 0.2]), 6)
    1.0
    """
    picture, other = _pair(picture, other)
    a, b = _ranks(picture), _ranks(other)
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def overlap(picture, other, k):
    """The share of one picture's k largest pixels that are among the other's k largest.

    Parameters
    ----------
    picture, other : array_like of float, shape (n,)
        For pixels that stand out either way, pass absolute values. Ties go to the lower index.
    k : int
        From 1 to n.

    Returns
    -------
    float
        From 0 to 1. By chance it is near k divided by the number of pixels that can be chosen.

    Raises
    ------
    ValueError
        If the shapes differ, a value is not finite, or there are not k pixels.

    Examples
    --------
    >>> overlap([5, 1, 4, 0], [3, 9, 0, 0], k=2)
    0.5
    """
    picture, other = _pair(picture, other)
    k = checked_count("k", k, 1, picture.size)
    best, best_other = (np.argsort(-v, kind="stable")[:k] for v in (picture, other))
    return len(np.intersect1d(best, best_other)) / k


def smoothness(pictures):
    """How alike neighbouring pixels are: noise has none, a picture of strokes has much.

    The lag-1 autocorrelation: the mean product of neighbours, across and down, divided by the
    variance, both about the picture's mean.

    Parameters
    ----------
    pictures : array_like of float, shape (784,) or (n, 784)
        None of them constant.

    Returns
    -------
    float or ndarray of float, shape (n,)
        Near 0 for noise, towards 1 the smoother the picture.

    Raises
    ------
    ValueError
        If the shape is another, a value is not finite, or a picture is constant.

    Examples
    --------
    >>> rows = np.repeat(np.arange(28), 28)  # brighter and brighter from top to bottom
    >>> round(smoothness(rows), 2)
    0.96
    """
    pictures = checked_doubles(pictures, "pictures")
    if pictures.ndim not in (1, 2) or pictures.shape[-1] != 784:
        raise ValueError(f"pictures have shape {pictures.shape}, expected (784,) or (n, 784)")
    if np.any(np.ptp(pictures, axis=-1) == 0):
        raise ValueError("one of the pictures is constant: neighbours need values that vary")
    v = (pictures - pictures.mean(axis=-1, keepdims=True)).reshape(*pictures.shape[:-1], 28, 28)
    across = (v[..., 1:] * v[..., :-1]).mean(axis=(-2, -1))
    down = (v[..., 1:, :] * v[..., :-1, :]).mean(axis=(-2, -1))
    found = (across + down) / 2 / (v**2).mean(axis=(-2, -1))
    return float(found) if pictures.ndim == 1 else found


def _pair(picture, other):
    picture, other = (checked_doubles(p, "a picture") for p in (picture, other))
    if picture.shape != other.shape or picture.ndim != 1 or picture.size == 0:
        raise ValueError(
            f"the pictures have shapes {picture.shape} and {other.shape}: "
            "expected two rows of the same length"
        )
    return picture, other


def _ranks(values):
    """Each value's rank; equal values share the mean of their ranks."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[places]
