"""Networks of two inputs and one output, trained in a moment, every stage of it kept.

All points in every step, by Adam. It is computed in double precision, so that another processor
comes to the same answers: what it rounds otherwise stays far behind the digits that are shown.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers import valid
from helpers.network import ACTIVATIONS, Network, backward
from helpers.points import sample

# What suits each set of points.
SETTINGS = {
    "blobs": {"steps": 300, "learning_rate": 0.1},
    "rings": {"steps": 300, "learning_rate": 0.1},
    "moons": {"steps": 600, "learning_rate": 0.05},
    "xor": {"steps": 600, "learning_rate": 0.05},
    "spiral": {"steps": 1500, "learning_rate": 0.03},
}
# Adam's memory of slopes and of their squares, as its authors propose them.
MEMORY, SQUARES, TINY = 0.9, 0.999, 1e-8
OPPOSITE = 1e-6  # sum of two directions, below which they point against each other
FRAMES = 30  # kept of a training, beside the start


@dataclass(frozen=True)
class Frame:
    """A stage of a training.

    Attributes
    ----------
    step : int
        How many steps were taken before it.
    network : helpers.network.Network
        As it was then.
    loss : float
        The cross-entropy per point.
    share : float
        Of the points that are answered rightly: above 0.5 for class 1.
    """

    step: int
    network: Network
    loss: float
    share: float


class Played(NamedTuple):
    """A whole training: its frames, the start first, and the points and classes it was for."""

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
    """Train a small network on the points of a set, with the settings that suit it: a `Played`.

    name, n, noise, more: which points and how many, as `helpers.points.sample` takes them; for
    blobs also ``angle=135``. They are the same for every seed.
    units, hidden, std: as `small_network` takes them. seed: of the starting weights.

    >>> played = play("rings", units=3, seed=0)
    >>> len(played.frames), played.network.sizes, played.share > 0.95
    (31, (2, 3, 1), True)
    """
    seed = valid.whole("seed", seed)
    points, classes = sample(name, n, np.random.default_rng(0), noise, **more)
    start = small_network(units, np.random.default_rng(seed), hidden, std)
    return Played(training(start, points, classes, **SETTINGS[name]), points, classes)


def shares(name, units, seeds, **more):
    """The share of the points that are right in the end, for each of some seeds.

    seeds: how many, 0, 1, 2 and so on. name, units, more: as `play` takes them.

    >>> bool(shares("rings", units=3, seeds=2).min() > shares("rings", units=2, seeds=2).max())
    True
    """
    seeds = range(valid.whole("seeds", seeds, 1))
    return np.array([play(name, units, seed, **more).share for seed in seeds])


def small_network(units, rng, hidden="tanh", std=1.0):
    """A network of two inputs, some hidden units and one sigmoid output, before training.

    Biases start at zero: every unit's line goes through the origin.

    units: how many. std: standard deviation of the incoming weights; of the outgoing ones it is one
    over the square root of `units`.

    >>> small_network(3, np.random.default_rng(0))
    Network(2→3→1, hidden='tanh', output='sigmoid', 13 parameters, untrained)
    """
    units, rng = valid.whole("units", units, 1), valid.generator("rng", rng)
    std = valid.number("std", std, least=0)
    incoming = rng.normal(0, std, (units, 2))
    outgoing = rng.normal(0, units**-0.5, (1, units))
    return Network((2, units, 1), (incoming, outgoing), hidden=hidden, output="sigmoid")


def training(network, points, classes, steps, learning_rate):
    """Train on all points at once: a list of `Frame`, the start and 30 more at even distances.

    By Adam: Kingma and Ba (2014), Adam: A Method for Stochastic Optimization, arXiv:1412.6980.

    network: two inputs and one sigmoid output. points: float, (n, 2). classes: zeros and ones.
    steps: how many; of fewer than 30 each is kept. learning_rate: Adam's, about as far as any one
    weight moves in a step.

    >>> rng = np.random.default_rng(0)
    >>> frames = training(small_network(3, rng), *sample("rings", 100, rng), 300, 0.1)
    >>> len(frames), frames[-1].step, frames[-1].share > 0.95
    (31, 300, True)
    """
    valid.a_network("network", network)
    ends = network.sizes[0], network.sizes[-1]
    if ends != (2, 1) or ACTIVATIONS[network.output].slope is None:
        raise ValueError(
            f"{network!r}: expected two inputs and one sigmoid output; make one with "
            "small_network(3, rng)"
        )
    points = valid.array("points", points, (None, 2), kinds="f", dtype=float, least=1)
    remedy = "a 0 or 1 for each point"
    classes = valid.array("classes", classes, (len(points),), kinds="biu", dtype=int, remedy=remedy)
    if not np.isin(classes, (0, 1)).all():
        raise ValueError(f"classes run from {classes.min()} to {classes.max()}: pass {remedy}")
    steps = valid.whole("steps", steps, 1)
    learning_rate = valid.number("learning_rate", learning_rate, above=0, such_as=0.1)
    keep = np.linspace(0, steps, FRAMES + 1).round().astype(int).tolist()
    trainer, frames = _Adam(network, learning_rate), []
    for step in range(steps + 1):
        h = trainer.activations(points)
        if step in keep:
            frames.append(Frame(step, trainer.network(), *_measured(h[-1], classes)))
        if step < steps:
            trainer.step(h, classes)
    return frames


def lines_again(network, other, within=10):
    """Which unit of another network has the line of each unit of this one; -1 where none has.

    Two lines count as the same if both networks answer class 1 on the same side of them, and their
    directions differ by less than `within` degrees. other: a network like the first.

    >>> network = play("rings", units=3, seed=0).network
    >>> lines_again(network, network).tolist()
    [0, 1, 2]
    """
    within = valid.number("within", within, such_as=10)
    for each in (network, other):
        _has_lines(each)
    turns = _inward(network)[:, None] - _inward(other)
    apart = np.abs((turns + 180) % 360 - 180)
    return np.where(apart.min(axis=1) < within, apart.argmin(axis=1), -1)


def way_out(network):
    """A direction along which no unit of two takes anything from the score: (2,), of length one.

    Whoever is answered 1 stays so however far they walk that way: two lines do not enclose.

    network: two inputs, two hidden units of an activation function that only rises, one output.

    >>> way_out(play("rings", units=2, seed=0).network).shape
    (2,)
    """
    _has_lines(network)
    if network.sizes[1] != 2:
        raise ValueError(f"{network!r}: expected two hidden units, which always leave a way out")
    incoming, outgoing = network.weights[0].astype(float), network.weights[1][0]
    inward = incoming * np.sign(outgoing)[:, None]
    lengths = np.linalg.norm(inward, axis=1, keepdims=True)
    along = (inward / np.where(lengths == 0, 1, lengths)).sum(axis=0)
    if np.linalg.norm(along) < OPPOSITE:  # they look at each other: along both lines
        along = np.array([-incoming[0, 1], incoming[0, 0]])
    length = np.linalg.norm(along)
    return along / length if length else np.array([1.0, 0.0])


def in_strip(points, start, way):
    """Which points lie in the strip that some others pass when they walk a way: bool, (n,).

    Its sides begin at the outermost of these, and a line between the two begins it.

    points: float, (n, 2). start: float, (m, 2), the points that walk. way: (2,), of length one.

    >>> points, start = np.array([[9.0, 0.1], [0.0, 5.0]]), np.array([[0.0, 0.0], [0.0, 1.0]])
    >>> in_strip(points, start, [1, 0]).tolist()
    [True, False]
    """
    points = valid.array("points", points, (None, 2), kinds="f", dtype=float)
    start = valid.array("start", start, (None, 2), kinds="f", dtype=float, least=1)
    way = valid.array("way", way, (2,), dtype=float)
    across = np.array([-way[1], way[0]])
    order = np.argsort(start @ across)[[0, -1]]
    ends, begins = (start @ across)[order], (start @ way)[order]
    beside = points @ across
    ahead = points @ way >= np.interp(beside, ends, begins)
    return ahead & (ends[0] <= beside) & (beside <= ends[1])


def _has_lines(network):
    """Refuse what is no network of two inputs, one hidden layer and one output."""
    valid.a_network("network", network)
    if len(network.sizes) != 3 or (network.sizes[0], network.sizes[2]) != (2, 1):
        raise ValueError(f"{network!r}: expected two inputs, one hidden layer and one output")


class _Adam:
    """The numbers being trained, all in one row, and what Adam remembers of each one's slopes."""

    def __init__(self, network, learning_rate):
        self.origin, self.learning_rate, self.steps = network, learning_rate, 0
        arrays = *network.weights, *network.biases
        self.values = np.concatenate([a.ravel() for a in arrays]).astype(float)
        self.slopes, self.mean, self.square = np.zeros((3, self.values.size))
        # The same numbers again, as the layers' arrays: what changes in one place does in both.
        self.weights, self.biases = _in_layers(self.values, network)
        self.weight_slopes, self.bias_slopes = _in_layers(self.slopes, network)

    def activations(self, points):
        """The points, then the activations of both layers."""
        h = [points]
        for W, b, name in zip(self.weights, self.biases, self.origin.activations, strict=True):
            h.append(ACTIVATIONS[name].function(h[-1] @ W.T + b))
        return h

    def step(self, h, classes):
        """One step down the slope of the mean cross-entropy."""
        # Of cross-entropy and a sigmoid together, the slope is output minus wanted output.
        delta = (h[-1] - classes[:, None]) / len(classes)
        for layer, slope in backward(self.weights, h, delta, self.origin.hidden):
            np.matmul(slope.T, h[layer], out=self.weight_slopes[layer])
            np.sum(slope, axis=0, out=self.bias_slopes[layer])
        self.steps += 1
        self.mean += (1 - MEMORY) * (self.slopes - self.mean)
        self.square += (1 - SQUARES) * (self.slopes**2 - self.square)
        # Each number moves by its mean slope, in units of that slope's usual size. Both memories
        # began at zero; divided by how full they are, they are means.
        usual = np.sqrt(self.square / (1 - SQUARES**self.steps)) + TINY
        self.values -= self.learning_rate * self.mean / (1 - MEMORY**self.steps) / usual

    def network(self):
        """The weights as they are now, as a network of its own."""
        n = self.origin
        return Network(n.sizes, self.weights, self.biases, n.hidden, n.output, start=n.start or n)


def _in_layers(row, network):
    """Parts of one row of numbers in the shapes of a network's weights and biases."""
    arrays = *network.weights, *network.biases
    cuts = np.split(row, np.cumsum([a.size for a in arrays])[:-1])
    parts = [cut.reshape(a.shape) for cut, a in zip(cuts, arrays, strict=True)]
    return parts[: len(network.weights)], parts[len(network.weights) :]


def _measured(outputs, classes):
    """Loss and share right."""
    given = np.where(classes == 1, outputs[:, 0], 1 - outputs[:, 0])  # to the right class
    loss = -np.log(np.maximum(given, 1e-30)).mean()
    return float(loss), float(np.mean((outputs[:, 0] > 0.5) == classes))


def _inward(network):
    """The direction in which each unit pushes the score up, in degrees."""
    across, up = (network.weights[1][0][:, None] * network.weights[0]).T
    return np.rad2deg(np.arctan2(up, across))
