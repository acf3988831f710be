"""Points in the plane, in two classes: blobs, rings, moons, xor and a spiral, about one unit wide.

A maker takes the class of each point and a generator, and for blobs an angle. It returns the
places, (n, 2), to which `sample` adds noise. A new set is one more of these, with its own noise
here and the settings of its training in `playground`.
"""

import numpy as np

from helpers import valid

CENTRE = 0.5  # distance of a blob's middle from the origin
RADII = 0.75, 0.3  # of the outer ring, class 0, and the inner one, class 1
GAP = 0.06  # between the squares of xor, to either side of an axis
TURNS = 1.25  # of each arm of the spiral
# Each set's own noise; with it, classes hardly touch.
NOISE = {"blobs": 0.12, "rings": 0.06, "moons": 0.06, "xor": 0.03, "spiral": 0.02}


def blobs(classes, rng, angle=45):
    """Two heaps opposite each other, round and as wide as the noise.

    angle: in which direction from the origin class 1 lies, in degrees. At 45, both of its
    coordinates are larger by the same amount.
    """
    direction = np.deg2rad(valid.number("angle", angle, such_as=45))
    return np.outer(2 * classes - 1, CENTRE * np.array([np.cos(direction), np.sin(direction)]))


def rings(classes, rng):
    """A ring, class 1, inside another one."""
    return _polar(np.take(RADII, classes), rng.uniform(0, 2 * np.pi, len(classes)))


def moons(classes, rng):
    """Two half rings, each reaching into the other's opening."""
    arc = _polar(0.55, rng.uniform(0, np.pi, len(classes))) - [0.275, 0.14]
    # The second moon is the first one, turned by half a turn.
    return arc * (2 * classes - 1)[:, None]


def xor(classes, rng):
    """Four squares; class 1 where both coordinates have one sign."""
    sizes = rng.uniform(GAP, 0.85, (len(classes), 2))
    right = rng.choice([-1, 1], len(classes))
    return sizes * np.column_stack([right, right * (2 * classes - 1)])


def spiral(classes, rng):
    """Two arms, wound around each other."""
    along = rng.uniform(0.1, 1, len(classes))
    return _polar(0.85 * along, 2 * np.pi * TURNS * along + np.pi * classes)


SETS = {"blobs": blobs, "rings": rings, "moons": moons, "xor": xor, "spiral": spiral}


def sample(name, n, rng, noise=None, **more):
    """`n` points of the set of a name: float32, (n, 2), and the class of each, int, (n,).

    Classes take turns, so half of the points are of class 1.

    name: one of `SETS`. n: at least two. noise: the standard deviation of what is added to each
    coordinate; the set's own without it, as in `NOISE`. more: for blobs, ``angle=135`` or so.

    >>> points, classes = sample("blobs", 4, np.random.default_rng(0), noise=0)
    >>> (10 * points).round().astype(int).tolist(), classes.tolist()
    ([[-4, -4], [4, 4], [-4, -4], [4, 4]], [0, 1, 0, 1])
    """
    make = SETS[valid.word("name", name, SETS)]
    classes = np.arange(valid.whole("n", n, least=2)) % 2
    noise = NOISE[name] if noise is None else valid.number("noise", noise, 0, such_as=0.05)
    valid.word("name", name, ["blobs"] if more else SETS)  # no other set takes more
    points = make(classes, valid.generator("rng", rng), **more)
    # The noise comes last, so that more of it moves the same points further.
    return (points + noise * rng.normal(size=points.shape)).astype(np.float32), classes


def _polar(radii, angles):
    return np.column_stack([radii * np.cos(angles), radii * np.sin(angles)])
