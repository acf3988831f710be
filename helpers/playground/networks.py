"""Training a network of two inputs and one output in a moment, every stage of it kept.

All points in every step, by Adam. It is computed in double precision, so that another processor
comes to the same answers: what it rounds otherwise stays far behind the digits that are shown.
"""

from dataclasses import dataclass

import numpy as np

from helpers.backward import backward
from helpers.network import ACTIVATIONS, Network
from helpers.points import is_number

# Adam's memory of slopes and of their squares, as its authors propose them.
MEMORY, SQUARES, TINY = 0.9, 0.999, 1e-8


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


def small_network(units, rng, hidden="tanh", std=1.0):
    """A network of two inputs, some hidden units and one output, before training.

    Biases start at zero: every unit's line goes through the origin.

    Parameters
    ----------
    units : int
        How many hidden units.
    rng : numpy.random.Generator
    hidden : {"sigmoid", "tanh", "relu"}
    std : float
        Standard deviation of the incoming weights; of the outgoing ones it is one over the square
        root of `units`.

    Returns
    -------
    helpers.network.Network
        2→units→1, with a sigmoid output.

    Raises
    ------
    ValueError
        If `units` is no whole number from 1, `rng` no generator, `std` no number from 0, or there
        is no such activation function.

    Examples
    --------
    >>> small_network(3, np.random.default_rng(0))
    Network(2→3→1, hidden='tanh', output='sigmoid', 13 parameters, untrained)
    """
    checked_count("units", units)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng={rng!r} must be a generator, such as np.random.default_rng(0)")
    if not is_number(std) or std < 0:
        raise ValueError(f"std={std!r}: expected zero or a positive number, such as 1.0")
    incoming = rng.normal(0, std, (units, 2))
    outgoing = rng.normal(0, float(units) ** -0.5, (1, units))
    return Network((2, units, 1), (incoming, outgoing), hidden=hidden, output="sigmoid")


def training(network, points, classes, steps, learning_rate, stages=30):
    """Train on all points at once, and keep stages at even distances.

    Parameters
    ----------
    network : helpers.network.Network
        With two inputs and one sigmoid output. It stays as it is.
    points : ndarray of float, shape (n, 2)
    classes : ndarray of int, shape (n,)
        Zeros and ones.
    steps : int
    learning_rate : float
        Adam's, about as far as any one weight moves in a step.
    stages : int
        How many frames to keep, beside the start.

    Returns
    -------
    list of Frame, length stages + 1
        The start first, the end last.

    Raises
    ------
    ValueError
        If the network, the points or the settings do not fit.

    References
    ----------
    Kingma and Ba (2014), Adam: A Method for Stochastic Optimization, arXiv:1412.6980.

    Examples
    --------
    >>> from helpers.points import rings
    >>> rng = np.random.default_rng(0)
    >>> frames = training(small_network(3, rng), *rings(100, rng), 300, 0.1)
    >>> len(frames), frames[-1].step, frames[-1].share > 0.95
    (31, 300, True)
    """
    points, classes = _checked(network, points, classes)
    checked_count("stages", stages)
    checked_count("steps", steps)
    if stages > steps or not is_number(learning_rate) or learning_rate <= 0:
        raise ValueError(
            f"steps={steps}, stages={stages}, learning_rate={learning_rate}: expected stages from "
            "1 to steps, and a positive learning rate, for example 300, 30 and 0.1"
        )
    keep = set(np.linspace(0, steps, stages + 1).round().astype(int).tolist())
    trainer = _Adam(network, learning_rate)
    frames = []
    for step in range(steps + 1):
        h = trainer.activations(points)
        if step in keep:
            frames.append(Frame(step, trainer.network(), *_measured(h[-1], classes)))
        if step < steps:
            trainer.step(h, classes)
    return frames


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
            h.append(ACTIVATIONS[name](h[-1] @ W.T + b))
        return h

    def step(self, h, classes):
        """One step down the slope of the mean cross-entropy."""
        # Of cross-entropy and a sigmoid together, the slope is output minus wanted output.
        delta = (h[-1] - classes[:, None]) / len(classes)
        for layer, slope in backward(self.weights, h, delta, self.origin.hidden):
            np.matmul(slope.T, h[layer], out=self.weight_slopes[layer])
            np.sum(slope, axis=0, out=self.bias_slopes[layer])
        self.apply()

    def apply(self):
        """Move each number by its mean slope, in units of that slope's usual size."""
        self.steps += 1
        self.mean += (1 - MEMORY) * (self.slopes - self.mean)
        self.square += (1 - SQUARES) * (self.slopes**2 - self.square)
        # Both memories began at zero; divided by how full they are, they are means.
        usual = np.sqrt(self.square / (1 - SQUARES**self.steps)) + TINY
        self.values -= self.learning_rate * self.mean / (1 - MEMORY**self.steps) / usual

    def network(self):
        """The weights as they are now, as a network of its own."""
        n = self.origin
        return Network(n.sizes, self.weights, self.biases, n.hidden, n.output, start=n.start or n)


def checked_count(name, value):
    """A whole number from 1, or a ValueError."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise ValueError(f"{name}={value!r}: expected a whole number of at least 1")
    return int(value)


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


def _checked(network, points, classes):
    """The points as doubles and the classes as integers, if they and the network fit."""
    points, classes = np.asarray(points), np.asarray(classes)
    if network.sizes[0] != 2 or network.sizes[-1] != 1 or network.output != "sigmoid":
        raise ValueError(
            f"{network!r}: expected two inputs and one sigmoid output; make one with "
            "small_network(3, rng)"
        )
    fits = points.dtype.kind == "f" and points.ndim == 2 and points.shape[1:] == (2,)
    if not fits or not np.isfinite(points).all() or len(points) == 0:
        raise ValueError(
            f"points have type {points.dtype} and shape {points.shape}: expected finite numbers of "
            "shape (n, 2); make some with points.sample"
        )
    if classes.shape != points.shape[:1] or not np.isin(classes, (0, 1)).all():
        raise ValueError(
            f"classes have type {classes.dtype} and shape {classes.shape}: expected a 0 or 1 for "
            f"each of the {len(points)} points"
        )
    return points.astype(float), classes.astype(int)
