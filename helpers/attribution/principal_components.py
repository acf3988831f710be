"""Principal components: many numbers an image as two, and how much of the digits they keep."""

from typing import NamedTuple

import numpy as np


class PrincipalComponents(NamedTuple):
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

    Of the `PrincipalComponents`, ``places @ directions`` plus the mean row is the best
    approximation with k directions. With all of them it is the rows.

    rows: floats, (n, n_values), one row an image: pixels, activations or scores.
    k: at most n and n_values.

    >>> along = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
    >>> found = principal_components(along, k=1)
    >>> found.places.ravel().round(6).tolist(), found.shares.round(6).tolist()
    ([-5.0, 0.0, 5.0], [1.0])
    """
    rows = np.asarray(rows, dtype=float)
    centred = rows - rows.mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    if lengths[0] <= 1e-12 * max(1.0, np.abs(rows).max()):
        raise ValueError(
            "all rows are the same, so there is no direction in which they differ: pass the rows "
            "of different images"
        )
    directions = directions[:k]
    turn = np.where((directions**3).sum(axis=1) < 0, -1.0, 1.0)
    directions = directions * turn[:, None]
    shares = (lengths**2 / np.sum(lengths**2))[:k]
    return PrincipalComponents(centred @ directions.T, directions, shares)


def nearest_centres(places, labels):
    """For each place, the class whose centre, the mean of its own places, is nearest: int, (n,).

    How often that is the own class says how far apart the classes are.

    >>> nearest_centres(np.array([[0.0], [1.0], [9.0], [3.0]]), np.array([0, 0, 1, 1])).tolist()
    [0, 0, 1, 0]
    """
    places = np.asarray(places, dtype=float)
    classes = np.unique(labels)
    centres = np.array([places[labels == c].mean(axis=0) for c in classes])
    # |place - centre|² without |place|², which is the same for all centres.
    return classes[((centres**2).sum(axis=1) - 2 * places @ centres.T).argmin(axis=1)]


def own_centre_share(places, labels):
    """The share of places that are nearest to the centre of their own class, see `nearest_centres`.

    1 where the classes lie apart. Mixed classes reach more than one in as many classes as there
    are, because each place draws its own centre a little: shuffle the labels to see.

    places: (n, k), two components, or any numbers that an image has.
    labels: one for each place.

    >>> own_centre_share(np.array([[0.0], [1.0], [9.0], [3.0]]), np.array([0, 0, 1, 1]))
    0.75
    """
    return float(np.mean(nearest_centres(places, labels) == labels))
