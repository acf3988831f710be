"""Whole trainings on named sets of points: their settings, how often they succeed, their lines."""

from typing import NamedTuple

import numpy as np

from helpers.playground.networks import checked_count, small_network, training
from helpers.points import is_number, sample

SETTINGS = {
    "blobs": {"steps": 300, "learning_rate": 0.1},
    "rings": {"steps": 300, "learning_rate": 0.1},
    "moons": {"steps": 600, "learning_rate": 0.05},
    "xor": {"steps": 600, "learning_rate": 0.05},
    "spiral": {"steps": 1500, "learning_rate": 0.03},
}


class Played(NamedTuple):
    """A whole training.

    Attributes
    ----------
    frames : list of Frame
        Its stages, the start first.
    points : ndarray of float32, shape (n, 2)
        What it was trained on.
    classes : ndarray of int, shape (n,)
    """

    frames: list
    points: np.ndarray
    classes: np.ndarray

    @property
    def network(self):
        """The network in the end."""
        return self.frames[-1].network

    @property
    def share(self):
        """The share of the points that are right in the end."""
        return self.frames[-1].share


def play(name, units, seed, noise=None, hidden="tanh", std=1.0, n=300, **more):
    """Train a small network on the points of a set, with the settings that suit it.

    Parameters
    ----------
    name : {"blobs", "rings", "moons", "xor", "spiral"}
    units : int
        Hidden units.
    seed : int
        Of the starting weights. The points are the same for every seed.
    noise : float, optional
        Of the points; by default the set's own.
    hidden : {"tanh", "sigmoid", "relu"}
    std : float
        Of the starting weights, as `small_network` takes it.
    n : int
        How many points.
    **more
        What else the maker of the points takes, for example ``angle=135`` for blobs.

    Returns
    -------
    Played

    Raises
    ------
    ValueError
        If there is no such set, or a number does not fit.

    Examples
    --------
    >>> played = play("rings", units=3, seed=0)
    >>> len(played.frames), played.network.sizes, played.share > 0.95
    (31, (2, 3, 1), True)
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise ValueError(f"seed={seed!r}: expected a whole number from 0")
    points, classes = sample(name, n, np.random.default_rng(0), noise, **more)
    start = small_network(units, np.random.default_rng(seed), hidden, std)
    return Played(training(start, points, classes, **SETTINGS[name]), points, classes)


def shares(name, units, seeds, **more):
    """What share of the points is right in the end, for some seeds.

    Parameters
    ----------
    name : str
    units : int
    seeds : int
        Seeds 0, 1, 2 and so on, as many as this.
    **more
        As `play` takes it.

    Returns
    -------
    ndarray of float, shape (seeds,)

    Raises
    ------
    ValueError
        If `seeds` is no whole number from 1; and as `play`.

    Examples
    --------
    >>> bool(shares("rings", units=3, seeds=2).min() > shares("rings", units=2, seeds=2).max())
    True
    """
    seeds = range(checked_count("seeds", seeds))
    return np.array([play(name, units, seed, **more).share for seed in seeds])


def lines_again(network, other, within=10):
    """Which unit of another network has the line of each unit of this one.

    Two lines count as the same if both networks answer class 1 on the same side of them, and their
    directions differ by less than `within` degrees.

    Parameters
    ----------
    network, other : helpers.network.Network
        2→units→1.
    within : float
        Degrees.

    Returns
    -------
    ndarray of int, shape (units of `network`,)
        Units of `other`; -1 where none has such a line.

    Raises
    ------
    ValueError
        If `within` is no number, or a network is not 2→units→1.

    Examples
    --------
    >>> network = play("rings", units=3, seed=0).network
    >>> lines_again(network, network).tolist()
    [0, 1, 2]
    """
    if not is_number(within):
        raise ValueError(f"within={within!r}: expected a number of degrees, such as 10")
    for each in (network, other):
        if len(each.sizes) != 3 or (each.sizes[0], each.sizes[2]) != (2, 1):
            raise ValueError(f"{each!r}: expected two inputs, one hidden layer and one output")
    turns = _inward(network)[:, None] - _inward(other)
    apart = np.abs((turns + 180) % 360 - 180)
    return np.where(apart.min(axis=1) < within, apart.argmin(axis=1), -1)


def _inward(network):
    """The direction in which each unit pushes the score up, in degrees."""
    across, up = (network.weights[1][0][:, None] * network.weights[0]).T
    return np.rad2deg(np.arctan2(up, across))
