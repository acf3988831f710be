"""A fully connected network and its forward pass, small enough to be read in one sitting."""

from dataclasses import dataclass, field

import numpy as np

HIDDEN = ("sigmoid", "tanh", "relu")
OUTPUT = ("softmax", "sigmoid")


def sigmoid(z, out=None):
    """The logistic function 1 / (1 + exp(-z)), of any shape.

    Computed as (1 + tanh(z / 2)) / 2, which is the same number and never overflows.

    Parameters
    ----------
    z : ndarray of float, any shape
    out : ndarray, same shape, optional
        Where to put the result, as in numpy. New memory without it.

    Returns
    -------
    ndarray, same shape

    Examples
    --------
    >>> sigmoid(np.float32([0, 100, -100])).tolist()
    [0.5, 1.0, 0.0]
    """
    h = np.tanh(np.multiply(z, 0.5, out=out), out=out)
    h *= 0.5
    h += 0.5
    return h


def softmax(z, out=None):
    """The exponentials along the last axis, divided by their sum.

    Parameters
    ----------
    z : ndarray of float, shape (..., n)
    out : ndarray, same shape, optional
        Where to put the result.

    Returns
    -------
    ndarray, same shape
        Along the last axis it sums to one.

    Examples
    --------
    >>> softmax(np.array([1000.0, 1000.0])).tolist()
    [0.5, 0.5]
    """
    powers = np.subtract(z, z.max(axis=-1, keepdims=True), out=out)
    np.exp(powers, out=powers)
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers


def relu(z, out=None):
    """Zero where z is negative, z elsewhere.

    Parameters
    ----------
    z : ndarray of float, any shape
    out : ndarray, same shape, optional
        Where to put the result.

    Returns
    -------
    ndarray, same shape
    """
    return np.maximum(z, 0, out=out)


ACTIVATIONS = {"sigmoid": sigmoid, "softmax": softmax, "tanh": np.tanh, "relu": relu}


@dataclass(frozen=True)
class ForwardPass:
    """Everything that a network computed on its way from input to output.

    Attributes
    ----------
    x : ndarray, shape (784,) or (n, 784)
        The input.
    z : tuple of ndarray
        The pre-activations of every layer: ``z[0] = x @ W1.T + b1``.
    h : tuple of ndarray
        The activations of every layer: ``h[0] = sigmoid(z[0])`` and so on.
    """

    x: np.ndarray
    z: tuple
    h: tuple

    @property
    def scores(self):
        """The last pre-activations, one a class: what the largest of decides the answer."""
        return self.z[-1]

    @property
    def outputs(self):
        """The last activations: for softmax, numbers that sum to one."""
        return self.h[-1]

    @property
    def answer(self):
        """The class with the largest score: an int for one image, an array for a batch."""
        best = self.scores.argmax(axis=-1)
        return int(best) if best.ndim == 0 else best


@dataclass(frozen=True, eq=False)
class Network:
    """A fully connected network: per layer, weights, biases and an activation function.

    Parameters
    ----------
    sizes : tuple of int
        Units of each layer, the input first: ``(784, 100, 10)``.
    weights : sequence of ndarray, shapes (n_out, n_in), optional
        ``weights[0]`` is W1, whose row ``W1[j]`` is hidden unit j's picture. Zeros without it.
    biases : sequence of ndarray, shapes (n_out,), optional
        ``biases[0]`` is b1. Zeros without it.
    hidden : {"sigmoid", "tanh", "relu"}
        Activation function of the hidden layers.
    output : {"softmax", "sigmoid"}
        Activation function of the output layer.
    recipe : dict, optional
        How it was trained, by the argument names of `helpers.training.train`.
    seed : int, optional
        Seed of the random numbers that it was started and trained with.
    start : Network, optional
        The same network before training. Trained minus start is what training wrote.

    Raises
    ------
    ValueError
        If shapes do not fit the sizes, a number is not finite, or an activation is unknown.

    Examples
    --------
    >>> Network(sizes=(784, 100, 10))
    Network(784→100→10, hidden='sigmoid', output='softmax', 79,510 parameters, untrained)
    """

    sizes: tuple
    weights: tuple = None
    biases: tuple = None
    hidden: str = "sigmoid"
    output: str = "softmax"
    recipe: dict = None
    seed: int = None
    start: "Network" = field(default=None, repr=False)

    def __post_init__(self):
        sizes = checked_sizes(self.sizes)
        for kind, name, known in (("hidden", self.hidden, HIDDEN), ("output", self.output, OUTPUT)):
            if not isinstance(name, str) or name not in known:
                raise ValueError(f"{kind}={name!r} is unknown: choose one of {', '.join(known)}")
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        set_field = object.__setattr__  # the dataclass is frozen for everyone else
        set_field(self, "sizes", sizes)
        set_field(self, "weights", _layers("weights", self.weights, shapes))
        set_field(self, "biases", _layers("biases", self.biases, [(n,) for n in sizes[1:]]))

    def __repr__(self):
        parameters = sum(a.size for a in self.weights + self.biases)
        past = f"trained with {self.recipe['name']!r}" if self.recipe else "untrained"
        seed = "" if self.seed is None else f", seed {self.seed}"
        return (
            f"Network({'→'.join(map(str, self.sizes))}, hidden={self.hidden!r}, "
            f"output={self.output!r}, {parameters:,} parameters, {past}{seed})"
        )

    def forward(self, x):
        """Compute every pre-activation and activation for one image or a batch.

        Parameters
        ----------
        x : ndarray of float, shape (784,) or (n, 784)
            Pixels from 0 to 1, as `helpers.digits.as_pixels` makes them.

        Returns
        -------
        ForwardPass
            With ``z`` and ``h``, one entry a layer.

        Raises
        ------
        ValueError
            If `x` has the wrong width, holds bytes, or is not finite.
        """
        x = self._checked_input(x)
        return self.onward(x @ self.weights[0].T + self.biases[0], x)

    def onward(self, z1, x=None):
        """Compute the rest of a forward pass from the first layer's pre-activations.

        Where only a few pixels change, ``z1`` follows by hand, and the large first layer need not
        be computed again.

        Parameters
        ----------
        z1 : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        x : ndarray of float, shape (784,) or (n, 784), optional
            The input that they come from, to be kept in the result.

        Returns
        -------
        ForwardPass
        """
        z, h = [z1], []
        for depth, name in enumerate(self.activations, start=1):
            h.append(ACTIVATIONS[name](z[-1]))
            if depth < len(self.weights):
                z.append(h[-1] @ self.weights[depth].T + self.biases[depth])
        return ForwardPass(x, tuple(z), tuple(h))

    @property
    def activations(self):
        """The name of each layer's activation function."""
        return (self.hidden,) * (len(self.weights) - 1) + (self.output,)

    def _checked_input(self, x):
        x = np.asarray(x)
        if x.dtype.kind not in "f":
            raise ValueError(
                f"forward was given {x.dtype} and expected float32 pixels from 0 to 1: "
                "convert bytes with as_pixels(images) first"
            )
        if x.ndim not in (1, 2) or x.shape[-1] != self.sizes[0]:
            raise ValueError(
                f"forward was given shape {x.shape} and expected ({self.sizes[0]},) or "
                f"(n, {self.sizes[0]}): flatten each image into one row"
            )
        with np.errstate(over="ignore"):  # what float32 cannot hold is refused below
            x = x.astype(np.float32, copy=False)
        if not np.isfinite(x).all():
            raise ValueError("forward was given NaN or infinity: every pixel must be a number")
        return x


def checked_sizes(sizes):
    """The sizes of a network's layers as a tuple of int, or a ValueError.

    Parameters
    ----------
    sizes : iterable of int

    Returns
    -------
    tuple of int
    """
    layers = tuple(sizes) if np.iterable(sizes) else ()
    whole = all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in layers)
    if not whole or len(layers) < 2 or min(layers) < 1:
        raise ValueError(
            f"sizes={sizes!r} needs at least an input and an output layer of one unit or more, as "
            "whole numbers: for example sizes=(784, 100, 10)"
        )
    return tuple(int(n) for n in layers)


def _layers(kind, arrays, shapes):
    if arrays is None:
        arrays = [np.zeros(shape, np.float32) for shape in shapes]
    arrays = [np.asarray(a) for a in arrays] if np.iterable(arrays) else []
    if not all(a.dtype.kind in "fiu" for a in arrays):
        raise ValueError(f"{kind} hold something that is no number: pass arrays of floats")
    with np.errstate(over="ignore"):  # what float32 cannot hold is refused below
        arrays = tuple(a.astype(np.float32, copy=False) for a in arrays)
    found = [a.shape for a in arrays]
    if found != shapes:
        raise ValueError(
            f"{kind} have shapes {found} and these sizes need {shapes}: "
            "one array a layer, outputs first"
        )
    if not all(np.isfinite(a).all() for a in arrays):
        raise ValueError(f"{kind} hold NaN or infinity: train again with a smaller learning rate")
    return arrays
