"""Points in the plane, in two classes: blobs, rings, moons, xor and a spiral, about one unit wide.

Every maker takes how many points, a generator, and the noise: the standard deviation of what is
added to each coordinate. Half of the points are of class 1, and classes take turns.
"""

import numpy as np

CENTRE = 0.5  # distance of a blob's middle from the origin
RADII = 0.75, 0.3  # of the outer ring, class 0, and the inner one, class 1
GAP = 0.06  # between the squares of xor, to either side of an axis
# Each set's own noise; with it, classes hardly touch.
NOISE = {"blobs": 0.12, "rings": 0.06, "moons": 0.06, "xor": 0.03, "spiral": 0.02}
TURNS = 1.25  # of each arm of the spiral


def blobs(n, rng, noise=NOISE["blobs"], angle=45):
    """Two round heaps, opposite each other.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float
        Standard deviation of each coordinate: how wide a heap is.
    angle : float
        In which direction from the origin class 1 lies, in degrees. At 45, both of its
        coordinates are larger by the same amount.

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If `n` is below 2, `rng` no generator, `noise` negative, or `angle` no number; so with the
        other sets.

    Examples
    --------
    >>> points, classes = blobs(4, np.random.default_rng(0), noise=0)
    >>> (10 * points).round().astype(int).tolist(), classes.tolist()
    ([[-4, -4], [4, 4], [-4, -4], [4, 4]], [0, 1, 0, 1])
    """
    classes = _classes(n, rng, noise)
    if not is_number(angle):
        raise ValueError(f"angle={angle!r} must be a number of degrees, such as 45")
    direction = np.deg2rad(float(angle))
    middles = CENTRE * np.array([np.cos(direction), np.sin(direction)])
    return _shaken(np.outer(2 * classes - 1, middles), classes, rng, noise)


def rings(n, rng, noise=NOISE["rings"]):
    """A ring, class 1, inside another one.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)
    """
    classes = _classes(n, rng, noise)
    return _shaken(
        _polar(np.take(RADII, classes), rng.uniform(0, 2 * np.pi, n)), classes, rng, noise
    )


def moons(n, rng, noise=NOISE["moons"]):
    """Two half rings, each reaching into the other's opening.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)
    """
    classes = _classes(n, rng, noise)
    arc = _polar(np.full(n, 0.55), rng.uniform(0, np.pi, n)) - [0.275, 0.14]
    # The second moon is the first one, turned by half a turn.
    return _shaken(arc * (2 * classes - 1)[:, None], classes, rng, noise)


def xor(n, rng, noise=NOISE["xor"]):
    """Four squares; class 1 where both coordinates have the same sign.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)
    """
    classes = _classes(n, rng, noise)
    sizes = rng.uniform(GAP, 0.85, (n, 2))
    right = rng.choice([-1, 1], n)
    signs = np.column_stack([right, right * (2 * classes - 1)])
    return _shaken(sizes * signs, classes, rng, noise)


def spiral(n, rng, noise=NOISE["spiral"]):
    """Two arms, wound around each other.

    Parameters
    ----------
    n : int
    rng : numpy.random.Generator
    noise : float

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)
    """
    classes = _classes(n, rng, noise)
    along = rng.uniform(0.1, 1, n)
    angles = 2 * np.pi * TURNS * along + np.pi * classes
    return _shaken(_polar(0.85 * along, angles), classes, rng, noise)


SETS = {"blobs": blobs, "rings": rings, "moons": moons, "xor": xor, "spiral": spiral}


def sample(name, n, rng, noise=None, **more):
    """Points of the set of a name.

    Parameters
    ----------
    name : {"blobs", "rings", "moons", "xor", "spiral"}
    n : int
    rng : numpy.random.Generator
    noise : float, optional
        By default the set's own, as in ``NOISE``.
    **more
        What else the set's maker takes.

    Returns
    -------
    points : ndarray of float32, shape (n, 2)
    classes : ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If there is no such set, `n` is below 2, `rng` is no generator, or `noise` is negative.

    Examples
    --------
    >>> points, classes = sample("rings", 300, np.random.default_rng(0))
    >>> points.shape, int(classes.sum())
    ((300, 2), 150)
    """
    if not isinstance(name, str) or name not in SETS:
        raise ValueError(f"there is no set {name!r}: choose one of {', '.join(SETS)}")
    return SETS[name](n, rng, NOISE[name] if noise is None else noise, **more)


def _classes(n, rng, noise):
    """The classes of n points, once it is sure that they can be made."""
    if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 2:
        raise ValueError(f"n={n!r} must be a whole number of at least 2, one point a class")
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng={rng!r} must be a generator, such as np.random.default_rng(0)")
    if not is_number(noise) or noise < 0:
        raise ValueError(f"noise={noise!r} must be zero or positive, such as 0.05")
    return np.arange(n) % 2


def is_number(value):
    """Whether a value is one real number that float32 can hold.

    Parameters
    ----------
    value : object

    Returns
    -------
    bool
    """
    if isinstance(value, np.generic):
        value = value.item()  # numpy would compare in the number's own type, which may overflow
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e30


def _polar(radii, angles):
    return np.column_stack([radii * np.cos(angles), radii * np.sin(angles)])


def _shaken(points, classes, rng, noise):
    """Add the noise, last, so that more of it moves the same points further."""
    return (points + noise * rng.normal(size=points.shape)).astype(np.float32), classes
