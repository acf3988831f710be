"""A model of Keras, PyTorch or scikit-learn, layer by layer: a layer is what it does.

The libraries are not imported: whoever passes a model has imported its library already. Each layer
is asked. Where it answers as a weighted sum would, it is one, and weighted sums in a row become
one; what is left has to behave as one of our activation functions.
"""

import copy
import itertools
import sys
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.digits import PIXELS
from helpers.network import ACTIVATIONS, HIDDEN, OUTPUT, activation_called
from helpers.own_network import arrays
from helpers.own_network.sums import PROBES, after, weighted_sum
from helpers.words import a, listed, many

MOST_UNITS = 4_000  # of a layer: each has to be asked for
EXPECTED = (
    "expected a model of Keras, PyTorch or scikit-learn, an object with weights and biases, the "
    f"path of a file, or arrays: {arrays.PAIRS}"
)
SMALL = "say with prepare= how its input is made of 784 pixels from 0 to 1"


class Found(NamedTuple):
    """What was found in a source.

    readings: the ways to read it, each a list of layers (weights, biases). hidden, output: their
    functions where they are known. expected: outputs that came with it. answer: the model itself,
    from rows of what it takes to its outputs. folded: layers that became part of others.
    """

    kind: str
    readings: list
    hidden: str = None
    output: str = None
    expected: np.ndarray = None
    answer: Callable = None
    classes: tuple = None
    folded: tuple = ()


class Step(NamedTuple):
    """One thing that a model does: a weighted sum, or an activation function by its name."""

    name: str
    weighted_sum: tuple = None
    activation: str = None


def read(model, n_in):
    """The layers of a model that takes `n_in` numbers, as `Found`."""
    for library, kind, opened in (
        ("keras", "Model", _keras),
        ("torch", "nn.Module", _torch),
        ("sklearn", "base.BaseEstimator", _sklearn),
    ):
        known = sys.modules.get(library)
        for part in kind.split("."):
            known = getattr(known, part, None)
        if known is not None and isinstance(model, known):
            return opened(model, n_in)
    if hasattr(model, "weights") and hasattr(model, "biases"):
        given = arrays.named_arrays((list(model.weights), list(model.biases)))
        kind = f"The arrays of {a(type(model).__name__)}"
        return Found(kind, arrays.readings(given, n_in), answer=_feedforward(model))
    raise ValueError(f"{a(type(model).__name__)} is no network that can be read: {EXPECTED}")


def _feedforward(model):
    """What Nielsen's own object answers, a column at a time; None where it has no such method."""
    if not hasattr(model, "feedforward"):
        return None
    return lambda rows: np.array([np.ravel(model.feedforward(row[:, np.newaxis])) for row in rows])


def _keras(model, n_in):
    numpy_of = sys.modules["keras"].ops.convert_to_numpy

    def answer(rows):
        rows = rows.reshape(-1, *shape).astype(np.float32)
        return numpy_of(model(rows, training=False)).astype(np.float64).reshape(len(rows), -1)

    if not getattr(model, "built", True) or not hasattr(model, "input_shape"):
        raise ValueError(
            "this Keras model does not know its input's shape yet: call it on an image first, as "
            "in model(x_test[:1])"
        )
    shape = tuple(model.input_shape[1:])
    steps, at = [], shape
    _takes(f"this Keras {type(model).__name__}", shape, n_in)
    for layer in _inner(model):
        activation = getattr(layer, "activation", None)
        split = callable(activation) and hasattr(layer, "kernel")
        try:
            if split:  # what it does before its activation function
                layer.activation = sys.modules["keras"].activations.linear
            steps.append(_step(layer.name, _called(layer, numpy_of, training=False), at))
        finally:
            if split:
                layer.activation = activation
        at = tuple(layer.compute_output_shape((None, *at))[1:])
        if split:
            name = f"the activation of {layer.name}"
            steps.append(_step(name, _called(activation, numpy_of), at))
    return _folded(f"A Keras {type(model).__name__}", steps, answer)


def _inner(model):
    """The layers of a model of Keras, those of models inside it too."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from _inner(layer)
        elif type(layer).__name__ != "InputLayer":
            yield layer


def _called(function, numpy_of, **arguments):
    return lambda rows: numpy_of(function(rows.astype(np.float32), **arguments))


def _torch(model, n_in):
    torch, name = sys.modules["torch"], type(model).__name__
    model = copy.deepcopy(model).cpu().double().eval()
    try:
        graph = torch.fx.symbolic_trace(model)
    except Exception as error:  # of the learner's own code
        raise ValueError(
            f"the steps of this {name} cannot be followed ({error}): write its arrays and outputs "
            "to a file instead, and pass its path"
        ) from error
    shape = _torch_shape(torch, graph, name, n_in)

    def answer(rows):
        with torch.no_grad():
            given = torch.from_numpy(rows.reshape(-1, *shape).copy())
            return graph(given).numpy().reshape(len(rows), -1)

    with torch.no_grad():
        return _folded(f"A PyTorch {name}", list(_torch_steps(torch, graph, shape)), answer)


def _torch_shape(torch, graph, name, n_in):
    """The shape of one input, which PyTorch does not tell: the first that the model takes."""
    shapes = [(n_in,)] + [(28, 28), (1, 28, 28)] * (n_in == PIXELS)
    for shape in shapes:
        try:
            with torch.no_grad():
                graph(torch.zeros(2, *shape, dtype=torch.float64))
            return shape
        except (RuntimeError, ValueError, IndexError, TypeError) as error:  # of its layers
            said = error
    raise ValueError(
        f"this PyTorch {name} does not take images of {n_in} numbers ({said}): {SMALL}"
    )


def _torch_steps(torch, graph, shape):
    """What a model does one after the other, from the graph that torch.fx finds."""

    def run(rows):  # each value on the way
        interpreter = torch.fx.Interpreter(graph, garbage_collect_values=False)
        interpreter.run(torch.zeros(rows, *shape, dtype=torch.float64))
        return interpreter

    nodes, values, path = list(graph.graph.nodes), run(2).env, []
    for node in nodes[:-1]:  # the last one hands over
        on_the_way = node.op == "placeholder" or set(path) & set(node.all_input_nodes)
        if on_the_way and isinstance(values[node], torch.Tensor):
            path.append(node)
    for before, node in itertools.pairwise(path):
        name = node.name
        if node.op == "call_module":
            name = f"layer {node.target} ({type(graph.get_submodule(node.target)).__name__})"
        if not set(path) & set(node.all_input_nodes) <= {before}:
            raise ValueError(
                f"{name} takes more than the numbers right before it, as a skip connection does: "
                "this series cannot show it"
            )

        def function(rows, before=before, node=node):
            interpreter = run(len(rows))
            interpreter.env[before] = torch.from_numpy(np.ascontiguousarray(rows).copy())
            return interpreter.run_node(node).numpy()

        yield _step(name, function, tuple(values[before].shape[1:]))


def _sklearn(model, n_in):
    *before, last = [step for _, step in model.steps] if hasattr(model, "steps") else [model]
    kind, steps, at = f"A scikit-learn {type(model).__name__}", [], n_in
    _takes(f"this {kind[2:]}", (getattr(model, "n_features_in_", n_in),), n_in)
    for step in before:
        name = type(step).__name__
        steps.append(_step(name, step.transform, (at,)))
        at = len(_asked_once(step.transform, at))
    if hasattr(last, "coefs_"):
        layers = list(zip(last.coefs_, last.intercepts_, strict=True))
        ends = [last.activation] * (len(layers) - 1) + [last.out_activation_]
    elif hasattr(last, "coef_") and hasattr(last, "predict_proba"):
        layers = [(last.coef_.T, last.intercept_)]
        ends = [OUTPUT[0] if len(last.coef_) > 1 else OUTPUT[1]]
    else:
        raise ValueError(f"{type(last).__name__} is not fitted yet, or is no network: {EXPECTED}")
    for number, ((weights, biases), end) in enumerate(zip(layers, ends, strict=True), start=1):
        pair = weights.T.astype(np.float64), np.asarray(biases, np.float64)
        steps.append(Step(f"layer {number}", pair))
        if end != "identity":
            steps.append(Step(end, activation=activation_called("activation", end, ACTIVATIONS)))
    classes = [str(c) for c in last.classes_]
    numbered = classes == [str(c) for c in range(len(classes))]
    return _folded(kind, steps, model.predict_proba, None if numbered else tuple(classes))


def _asked_once(function, n):
    return np.asarray(function(np.zeros((1, n))))[0]


def _takes(what, shape, n_in):
    if int(np.prod(shape)) != n_in:
        raise ValueError(f"{what} takes {shape} and not {n_in} numbers: {SMALL}")


def _step(name, function, shape):
    """A step of a model: asked, not looked up."""
    n = int(np.prod(shape))
    if n > MOST_UNITS:
        raise ValueError(f"{name} takes {many(n, 'number')}: at most {MOST_UNITS:,} can be asked")
    found = weighted_sum(function, shape, name, -10, 10)
    if found and len(found[0]) <= MOST_UNITS:
        return Step(name, found)
    rows = np.random.default_rng(1).uniform(-4, 4, (PROBES, n))
    answers = np.asarray(function(rows.reshape(-1, *shape)), np.float64).reshape(PROBES, -1)
    if not found and answers.shape == rows.shape:
        for known, activation in ACTIVATIONS.items():
            expected = activation.function(rows)
            logarithms = not activation.slope and np.allclose(np.exp(answers), expected, atol=1e-5)
            if np.allclose(answers, expected, atol=1e-5) or logarithms:
                return Step(name, activation=known)
    raise ValueError(
        f"{name} is neither a weighted sum nor one of the activation functions "
        f"{listed(ACTIVATIONS, 'or')}, or has more than {MOST_UNITS:,} units: this series cannot "
        "show it"
    )


def _folded(kind, steps, answer, classes=None):
    """The layers that steps come to: weighted sums in a row are one."""
    layers, functions, folded, waiting, names = [], [], [], None, []
    for step in steps:
        if step.weighted_sum and waiting is None and layers and _changes_nothing(step.weighted_sum):
            continue
        if step.weighted_sum:
            waiting = after(waiting, step.weighted_sum) if waiting else step.weighted_sum
            if not _changes_nothing(step.weighted_sum):
                names.append(step.name)
        elif waiting is None:
            raise ValueError(f"{step.name} follows no weighted sum: this series cannot show it")
        else:
            layers.append(waiting)
            functions.append(step.activation)
            folded += names[:-1]
            waiting, names = None, []
    if waiting:  # it ends in scores
        layers.append(waiting)
        functions.append(OUTPUT[0] if len(waiting[0]) > 1 else OUTPUT[1])
        folded += names[:-1]
    *hidden, output = functions or [None]
    if output not in OUTPUT or len(set(hidden)) > 1 or not set(hidden) <= set(HIDDEN):
        raise ValueError(
            f"its activation functions are {', then '.join(map(str, functions))}: expected one of "
            f"{listed(HIDDEN, 'or')} in all hidden layers, and {listed(OUTPUT, 'or')} at the end"
        )
    hidden = hidden[0] if hidden else None
    return Found(kind, [layers], hidden, output, None, answer, classes, tuple(folded))


def _changes_nothing(pair):
    """Whether a weighted sum hands on what it takes, as Flatten and Dropout do."""
    weights, biases = pair
    square = len(weights) == weights.shape[1]
    return square and not biases.any() and np.array_equal(weights, np.eye(len(weights)))
