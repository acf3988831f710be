"""Many numbers an image as two: principal components, and how much of the digits they keep."""

from typing import NamedTuple

import numpy as np

from helpers.attribution.valid import checked_count, checked_doubles


class Components(NamedTuple):
    """The main directions of some data.

    Attributes
    ----------
    places : ndarray of float, shape (n, k)
        Each row's place along the k directions; the mean of each column is zero.
    directions : ndarray of float, shape (k, n_values)
        Of length one, at right angles to each other.
    shares : ndarray of float, shape (k,)
        Each direction's share of the whole variance, the largest first.
    """

    places: np.ndarray
    directions: np.ndarray
    shares: np.ndarray


def principal_components(rows, k=2):
    """The k directions along which rows of numbers differ most, and each row's place on them.

    By numpy's singular value decomposition. A direction and its opposite are equally good, and
    machines differ in which they return: here each direction is turned so that its third powers
    add up to more than zero, which means that its larger values are positive.

    Parameters
    ----------
    rows : ndarray of float, shape (n, n_values)
        One row an image: pixels, activations or scores.
    k : int
        How many directions, at most n and n_values.

    Returns
    -------
    Components
        ``places @ directions`` plus the mean row is the best approximation with k directions. With
        all of them it is the rows.

    Raises
    ------
    ValueError
        If the rows are no finite numbers of two dimensions, are all the same, or k does not fit.

    Examples
    --------
    >>> along = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
    >>> found = principal_components(along, k=1)
    >>> found.places.ravel().round(6).tolist(), found.shares.round(6).tolist()
    ([-5.0, 0.0, 5.0], [1.0])
    """
    rows = np.asarray(rows)
    if rows.ndim != 2 or rows.dtype.kind != "f" or not np.isfinite(rows).all():
        raise ValueError(
            f"rows have type {rows.dtype} and shape {rows.shape}, expected finite floats of shape "
            "(n, n_values): pass as_pixels(images) or activations, one row an image"
        )
    k = checked_count("k", k, 1, min(rows.shape))
    rows = checked_doubles(rows, "rows")
    centred = rows - rows.mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    if lengths[0] <= 1e-12 * max(1.0, np.abs(rows).max()):
        raise ValueError("all rows are the same: there is no direction in which they differ")
    directions = directions[:k]
    turn = np.where((directions**3).sum(axis=1) < 0, -1.0, 1.0)
    directions = directions * turn[:, None]
    return Components(centred @ directions.T, directions, (lengths**2 / np.sum(lengths**2))[:k])


def nearest_centres(places, labels):
    """For each place, the class whose centre, the mean of its own places, is nearest.

    How often that is the own class says how far apart the classes are.

    Parameters
    ----------
    places : ndarray of float, shape (n, k)
        Two components, or any numbers that an image has.
    labels : ndarray of int, shape (n,)

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If there is not one label for each place.

    Examples
    --------
    >>> nearest_centres(np.array([[0.0], [1.0], [9.0], [3.0]]), np.array([0, 0, 1, 1])).tolist()
    [0, 0, 1, 0]
    """
    places, labels = checked_doubles(places, "places"), np.asarray(labels)
    fits = places.ndim == 2 and len(places) and labels.shape == places.shape[:1]
    if not fits or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels have type {labels.dtype} and shape {labels.shape} for places of shape "
            f"{places.shape}: pass rows of numbers, and one label, an integer, for each row"
        )
    classes = np.unique(labels)
    centres = np.array([places[labels == c].mean(axis=0) for c in classes])
    # |place - centre|² without |place|², which is the same for all centres.
    return classes[((centres**2).sum(axis=1) - 2 * places @ centres.T).argmin(axis=1)]


def own_centre_share(places, labels):
    """The share of places that are nearest to the centre of their own class.

    Parameters
    ----------
    places : ndarray of float, shape (n, k)
    labels : ndarray of int, shape (n,)

    Returns
    -------
    float
        1 where the classes lie apart. Mixed classes reach more than one in as many classes as
        there are, because each place draws its own centre a little: shuffle the labels to see.

    Raises
    ------
    ValueError
        If there is not one label for each place.

    Examples
    --------
    >>> own_centre_share(np.array([[0.0], [1.0], [9.0], [3.0]]), np.array([0, 0, 1, 1]))
    0.75
    """
    return float(np.mean(nearest_centres(places, labels) == np.asarray(labels)))
