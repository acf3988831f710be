"""A fully connected network: its forward pass, and the way back through it by the chain rule."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from helpers import browser, valid


def sigmoid(z, out=None):
    """The logistic function 1 / (1 + exp(-z)); `out` is where to put it, as in numpy.

    Computed as (1 + tanh(z / 2)) / 2, which is the same number and never overflows.

    >>> sigmoid(np.float32([0, 100, -100])).tolist()
    [0.5, 1.0, 0.0]
    """
    h = np.tanh(np.multiply(z, 0.5, out=out), out=out)
    h *= 0.5
    h += 0.5
    return h


def softmax(z, out=None):
    """The exponentials of z along the last axis, divided by their sum; `out` as in numpy.

    >>> softmax(np.array([1000.0, 1000.0])).tolist()
    [0.5, 0.5]
    """
    powers = np.subtract(z, z.max(axis=-1, keepdims=True), out=out)
    np.exp(powers, out=powers)
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers


def relu(z, out=None):
    """Zero where z is negative, z elsewhere; `out` as in numpy."""
    return np.maximum(z, 0, out=out)


def leaky_relu(z, out=None):
    """A hundredth of z where z is negative, z elsewhere; `out` as in numpy."""
    return np.maximum(z, 0.01 * z, out=out)


@dataclass(frozen=True)
class Activation:
    """All that the package knows of an activation function: a new one is one more of these.

    Attributes
    ----------
    function : callable
        From pre-activations z to activations h, with numpy's `out`.
    slope : callable or None
        The slope of each number's own function, from h. None where outputs depend on all z.
    formula : str
        In words, for a sentence.
    bounds : (float, float)
        What h cannot go beyond.
    straight : bool
        Whether h is z times the slope, as with pieces of lines through zero.
    """

    function: Callable
    slope: Callable | None
    formula: str
    bounds: tuple
    straight: bool = False


# Slopes that are constant are float32: in float64 all that they are multiplied with would be too.
ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, lambda h: h * (1 - h), "σ(z)", (0, 1)),
    "tanh": Activation(np.tanh, lambda h: 1 - h * h, "tanh(z)", (-1, 1)),
    "relu": Activation(
        relu, lambda h: (h > 0).astype(np.float32), "max(z, 0)", (0, np.inf), straight=True
    ),
    "leaky relu": Activation(
        leaky_relu,
        lambda h: np.where(h > 0, np.float32(1), np.float32(0.01)),
        "max(z, 0.01 z)",
        (-np.inf, np.inf),
        straight=True,
    ),
    "softmax": Activation(softmax, None, "softmax(z)", (0, 1)),
}


def of_one_score(name, scores, unit):
    """How one output depends on its own score, the other scores being what they are: `Activation`.

    The softmax of one score among others is a sigmoid, in the middle where the others together
    are. name: the last layer's activation function. scores: (n_classes,), those of one image.

    >>> softmax(np.array([0.0, 1.0, 2.0])).round(4).tolist()
    [0.09, 0.2447, 0.6652]
    >>> of_one_score("softmax", np.array([0.0, 1.0, 2.0]), 1).function(1.0).round(4).tolist()
    0.2447
    """
    own = ACTIVATIONS[name]
    if own.slope is not None:
        return own
    others = np.logaddexp.reduce(np.delete(scores, unit).astype(float), initial=-np.inf)
    return replace(
        own,
        function=lambda z: sigmoid(np.asarray(z - others, dtype=float)),
        slope=ACTIVATIONS["sigmoid"].slope,
    )


HIDDEN = tuple(name for name, activation in ACTIVATIONS.items() if activation.slope)
OUTPUT = ("softmax", "sigmoid")  # those whose outputs are shares of certainty
LONGEST_NAME = 24  # letters of a class's name, which has to stand beside a bar
ELSEWHERE = {"logistic": "sigmoid", "leakyrelu": "leaky relu"}  # what libraries call them


def activation_called(name, called, known):
    """The activation function that is called so here or in a library.

    name: the argument's name, for the message. called: ``"ReLU"``, ``"logistic"`` and so on.
    known: the names here.

    >>> activation_called("hidden", "logistic", HIDDEN), activation_called("hidden", "ReLU", HIDDEN)
    ('sigmoid', 'relu')
    """
    if isinstance(called, str):
        plain = called.lower().replace("_", " ").strip()
        called = ELSEWHERE.get(plain.replace(" ", ""), plain)
    return valid.word(name, called, known)


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
    hidden, output : str
        Activation functions of the hidden layers, one of `HIDDEN`, and of the last, of `OUTPUT`.
    recipe : dict, optional
        How it was trained, by the argument names of `helpers.training.train`.
    seed : int, optional
        Seed of the random numbers that it was started and trained with.
    start : Network, optional
        The same network before training. Trained minus start is what training wrote.
    classes : tuple of str, optional
        The names of the classes, such as ``"ankle boot"``. Digits, or numbers, without it.

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
    classes: tuple = field(default=None, repr=False)

    def __post_init__(self):
        sizes = checked_sizes(self.sizes)
        hidden = activation_called("hidden", self.hidden, HIDDEN)
        output = activation_called("output", self.output, OUTPUT)
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        set_field = object.__setattr__  # the dataclass is frozen for everyone else
        set_field(self, "sizes", sizes)
        set_field(self, "hidden", hidden)
        set_field(self, "output", output)
        set_field(self, "weights", _layers("weights", self.weights, shapes))
        set_field(self, "biases", _layers("biases", self.biases, [(n,) for n in sizes[1:]]))
        if self.classes is not None:
            set_field(self, "classes", class_names(self.classes, sizes[-1]))

    def __repr__(self):
        parameters = sum(a.size for a in self.weights + self.biases)
        past = f"trained with {self.recipe['name']!r}" if self.recipe else "untrained"
        seed = "" if self.seed is None else f", seed {self.seed}"
        return (
            f"Network({'→'.join(map(str, self.sizes))}, hidden={self.hidden!r}, "
            f"output={self.output!r}, {parameters:,} parameters, {past}{seed})"
        )

    @property
    def activations(self):
        """The name of each layer's activation function."""
        return (self.hidden,) * (len(self.weights) - 1) + (self.output,)

    @property
    def names(self):
        """What each class is called: its name, or its number.

        >>> Network((784, 2)).names, Network((784, 2), classes=("sandal", "bag")).names
        (('0', '1'), ('sandal', 'bag'))
        """
        return self.classes or tuple(map(str, range(self.sizes[-1])))

    def forward(self, x):
        """Every pre-activation and activation, as a `ForwardPass`, for one image or for many.

        x: float pixels from 0 to 1, shape (784,) or (n, 784), as `as_pixels` makes them.
        """
        n, remedy = self.sizes[0], "as_pixels(images)"
        return self.run(valid.array("x", x, (n,), (None, n), kinds="f", remedy=remedy))

    def run(self, x):
        """What `forward` computes, of an `x` that is known to fit."""
        x = x.astype(np.float32, copy=False)
        return self.onward(product(x, self.weights[0].T) + self.biases[0], x)

    def onward(self, z1, x=None):
        """The rest of a forward pass, from the first layer's pre-activations.

        Where only a few pixels change, ``z1`` follows by hand, and the large first layer need not
        be computed again. x: the input that they come from, to be kept in the result.
        """
        z, h = [z1], []
        for depth, name in enumerate(self.activations, start=1):
            h.append(ACTIVATIONS[name].function(z[-1]))
            if depth < len(self.weights):
                z.append(product(h[-1], self.weights[depth].T) + self.biases[depth])
        return ForwardPass(x, tuple(z), tuple(h))


def layer_names(network):
    """The names of all layers of a network, from the first pre-activations to the outputs.

    >>> layer_names(Network((784, 50, 10)))
    ('z1', 'h1', 'z2', 'h2')
    """
    return tuple(f"{kind}{n}" for n in range(1, len(network.sizes)) for kind in "zh")


def layer_values(run, layer):
    """The numbers of a layer that is there, from a `ForwardPass`.

    >>> run = Network((1, 1, 2), [[[2]], [[1], [3]]]).forward(np.zeros(1))
    >>> layer_values(run, "h1").tolist(), layer_values(run, "z2").tolist()
    ([0.5], [0.5, 1.5])
    """
    return (run.z if layer[0] == "z" else run.h)[int(layer[1:]) - 1]


def through_activation(slope, h, name):
    """From the slope with respect to a layer's activations `h` to that with respect to its z.

    name: the layer's activation function, one of `ACTIVATIONS`.

    >>> through_activation(np.array([2.0, 2.0]), np.array([0.5, 1.0]), "sigmoid").tolist()
    [0.5, 0.0]
    """
    own = ACTIVATIONS[name].slope
    if own is None:  # softmax: each output depends on all scores
        return h * (slope - (slope * h).sum(axis=-1, keepdims=True))
    return slope * own(h)


def product(a, b, out=None):
    """``a @ b``; in a browser, where numpy has no BLAS, by its `einsum`, which is quicker there.

    a: shape (..., n). b: a matrix, (n, m). out: where the product is written, if it is given.
    """
    if browser.in_browser():
        return np.einsum("...j,jk->...k", a, b, out=out)
    return np.matmul(a, b, out=out)


def backward(weights, h, delta, hidden):
    """Take a slope back through the layers by the chain rule, the last layer first.

    Training reads the gradient of each layer's weights off it (``delta.T @ h[layer]``), attribution
    the gradient of the input (the last ``delta @ weights[0]``).

    h: what goes into each of these layers, the input first. delta: the slope with respect to the
    last layer's pre-activations, shape (..., n). hidden: the hidden layers' activation function.
    Yields each layer's number, counted from 0, and the slope with respect to its pre-activations.
    """
    for layer in reversed(range(len(weights))):
        # Before the layer is handed out: whoever takes it may change its weights.
        below = (
            through_activation(product(delta, weights[layer]), h[layer], hidden) if layer else None
        )
        yield layer, delta
        delta = below


def checked_sizes(sizes):
    """The sizes of a network's layers as a tuple of int."""
    of = "numbers of units, such as (784, 100, 10); network_from opens a model trained elsewhere"
    layers = valid.listed("sizes", sizes, least=2, of=of)
    return tuple(valid.whole("sizes", n, least=1) for n in layers)


def class_names(names, n=None):
    """Names of n classes as a tuple, if they can be: all different, and short enough for a bar.

    names: one a class. n: how many there have to be; any number without it.
    """
    found = tuple(valid.listed("classes", names, n, of="names, one a class"))
    for name in found:
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
            raise ValueError(
                f"classes hold {name!r}: expected names of 1 to {LONGEST_NAME} letters, such as "
                "'ankle boot'"
            )
    if len(set(found)) < len(found):
        twice = next(name for name in found if found.count(name) > 1)
        raise ValueError(f"classes hold {twice!r} twice: expected a name of its own for each class")
    return found


def _layers(name, arrays, shapes):
    if arrays is None:
        return tuple(np.zeros(shape, np.float32) for shape in shapes)
    arrays = valid.listed(name, arrays, len(shapes), of="arrays, one a layer")
    return tuple(
        valid.array(f"{name}[{n}]", array, shape, dtype=np.float32, remedy="the outputs as rows")
        for n, (array, shape) in enumerate(zip(arrays, shapes, strict=True))
    )
