"""The network: its forward pass against arithmetic by hand, the way back against differences."""

import dataclasses
import math

import numpy as np
import pytest

from helpers.network import (
    ACTIVATIONS,
    HIDDEN,
    OUTPUT,
    ForwardPass,
    Network,
    backward,
    layer_names,
    layer_values,
    leaky_relu,
    relu,
    sigmoid,
    softmax,
    through_activation,
)

W1 = [[1.0, -2.0], [0.5, 0.25]]
B1 = [0.5, -1.0]
W2 = [[2.0, -1.0], [0.0, 3.0], [1.0, 1.0]]
B2 = [0.0, -0.5, 1.0]
X = [1.0, 0.5]
Z1 = [1 * 1 - 2 * 0.5 + 0.5, 0.5 * 1 + 0.25 * 0.5 - 1]  # 0.5 and -0.375, by hand

BY_HAND = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(2 * z) - 1) / (math.exp(2 * z) + 1),
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky relu": lambda z: z if z > 0 else z / 100,
}


def tiny(**changes):
    return Network((2, 2, 3), [W1, W2], [B1, B2], **changes)


def random_network(sizes=(6, 5, 4, 3), **changes):
    rng = np.random.default_rng(3)
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = [rng.normal(size=shape) for shape in shapes]
    return Network(sizes, weights, [rng.normal(size=n) for n in sizes[1:]], **changes)


@pytest.mark.parametrize("output", OUTPUT)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_forward_by_hand(hidden, output):
    h1 = [BY_HAND[hidden](z) for z in Z1]
    z2 = [row[0] * h1[0] + row[1] * h1[1] + b for row, b in zip(W2, B2, strict=True)]
    if output == "softmax":
        total = sum(math.exp(z) for z in z2)
        h2 = [math.exp(z) / total for z in z2]
    else:
        h2 = [BY_HAND["sigmoid"](z) for z in z2]

    passed = tiny(hidden=hidden, output=output).forward(X)

    assert isinstance(passed, ForwardPass)
    for found, expected in zip((*passed.z, *passed.h), (Z1, z2, h1, h2), strict=True):
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected, rtol=1e-6)
    np.testing.assert_array_equal(passed.x, X)
    assert passed.scores is passed.z[-1] and passed.outputs is passed.h[-1]
    assert passed.answer == z2.index(max(z2)) and isinstance(passed.answer, int)


def test_one_image_and_a_batch_agree():
    network, images = random_network(), np.random.default_rng(4).random((7, 6), dtype=np.float32)
    batch = network.forward(images)
    assert batch.answer.shape == (7,)
    for i, image in enumerate(images):
        single = network.forward(image)
        for found, expected in zip((*single.z, *single.h), (*batch.z, *batch.h), strict=True):
            assert found.shape == expected.shape[1:]
            np.testing.assert_allclose(found, expected[i], rtol=1e-5, atol=1e-6)
        assert single.answer == batch.answer[i]


def test_activations_at_their_ends():
    z = np.float32([-1e4, -1, 0, 1, 1e4])
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(sigmoid(z), [0, 0.26894143, 0.5, 0.73105857, 1], rtol=1e-6)
        np.testing.assert_array_equal(relu(z), [0, 0, 0, 1, 1e4])
        np.testing.assert_allclose(leaky_relu(z), [-100, -0.01, 0, 1, 1e4], rtol=1e-6)
        np.testing.assert_array_equal(softmax(z), [0, 0, 0, 0, 1])
        np.testing.assert_allclose(softmax(z[1:4]), [0.09003057, 0.24472847, 0.66524096], rtol=1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_leave_their_argument_alone(name):
    z, function = np.float32([[-1, 2], [3, -4]]), ACTIVATIONS[name].function
    h = function(z)
    np.testing.assert_array_equal(z, [[-1, 2], [3, -4]])
    assert function(z, out=z) is z, "or put it where it is told to"
    np.testing.assert_array_equal(z, h)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_are_what_their_record_says(name):
    line = np.linspace(-50, 50, 1001, dtype=np.float32)
    record, z = ACTIVATIONS[name], np.column_stack([line, -line])
    h = record.function(z)
    low, high = record.bounds
    assert h.min() >= low and h.max() <= high
    for end, farthest in ((low, h.min()), (high, h.max())):
        # An end is nearly reached, or there is none and h goes on.
        assert abs(end - farthest) < 0.1 if np.isfinite(end) else abs(farthest) >= 0.5
    if record.slope:
        assert record.slope(h).dtype == np.float32, "training would become slow in float64"
        assert record.straight == np.allclose(h, z * record.slope(h))
    assert "z" in record.formula


def test_weights_are_zero_unless_given():
    network = Network((4, 3, 2))
    assert [W.shape for W in network.weights] == [(3, 4), (2, 3)]
    assert [b.shape for b in network.biases] == [(3,), (2,)]
    assert not any(a.any() for a in network.weights + network.biases)
    np.testing.assert_array_equal(network.forward(np.ones(4)).outputs, [0.5, 0.5])
    for made in (network, tiny()):
        assert {a.dtype for a in made.weights + made.biases} == {np.dtype(np.float32)}


def test_repr():
    assert repr(tiny()) == (
        "Network(2→2→3, hidden='sigmoid', output='softmax', 15 parameters, untrained)"
    )
    trained = tiny(hidden="relu", recipe={"name": "mine"}, seed=0, start=tiny())
    assert repr(trained) == repr(tiny()).replace("sigmoid", "relu").replace(
        "untrained", "trained with 'mine', seed 0"
    )


def test_classes_have_names_or_numbers():
    names = ("a sandal", "bag", "ankle boot")
    assert tiny().classes is None and tiny().names == ("0", "1", "2")
    named = tiny(classes=list(names))
    assert named.classes == named.names == names
    assert dataclasses.replace(named, hidden="relu").classes == names
    assert repr(named) == repr(tiny())


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        (("sandal", "bag"), "classes has 2 entries: expected a list of 3 names, one a class"),
        ("bag", "classes='bag': expected a list of 3 names"),
        (("sandal", "bag", 3), "classes hold 3: expected names of 1 to 24 letters"),
        (("sandal", "bag", " "), "classes hold ' ': expected names of 1 to 24 letters"),
        (("sandal", "bag", 25 * "x"), "classes hold 'xx*': expected names of 1 to 24 letters"),
        (("sandal", "bag", "bag"), "classes hold 'bag' twice: expected a name of its own for each"),
    ],
)
def test_classes_that_cannot_be_told_apart_are_refused(classes, message):
    with pytest.raises(ValueError, match=message):
        tiny(classes=classes)


def test_networks_and_passes_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny().seed = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny().forward(X).x = None


def test_layers_have_names():
    network = random_network()
    run = network.forward(np.ones(6))
    assert layer_names(network) == ("z1", "h1", "z2", "h2", "z3", "h3")
    for n, (z, h) in enumerate(zip(run.z, run.h, strict=True), start=1):
        assert layer_values(run, f"z{n}") is z and layer_values(run, f"h{n}") is h


def test_the_rest_of_a_pass_from_the_first_pre_activations():
    network, x = random_network(), np.random.default_rng(8).random((3, 6), dtype=np.float32)
    whole = network.forward(x)
    rest = network.onward(whole.z[0])
    assert rest.x is None
    for found, expected in zip((*rest.z, *rest.h), (*whole.z, *whole.h), strict=True):
        np.testing.assert_array_equal(found, expected)


class OfALibrary:
    """A model or a tensor that tells of itself at length and is no array."""

    def __repr__(self):
        return "layer after layer " * 50

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Network(OfALibrary()), r"^sizes=<an OfALibrary>: .*network_from opens a model"),
        (
            lambda: Network((2, 3), [OfALibrary()]),
            r"^weights\[0\] is an OfALibrary .*grad",
        ),
        (lambda: tiny(hidden="softmax"), "hidden='softmax' is not there: choose one of sigmoid, "),
        (lambda: tiny(output="relu"), "output='relu' is not there: choose one of softmax, sigmoid"),
        (lambda: Network((784, 0, 10)), "sizes=0: expected a whole number from 1"),
        (lambda: Network((2, 3), [np.ones((2, 3))]), r"weights\[0\] .*\(3, 2\); pass the outputs"),
        (lambda: Network((2, 2, 3), [W1]), "weights has 1 entry: expected a list of 2 arrays"),
        (lambda: Network((2, 1), biases=[[np.nan]]), r"biases\[0\] holds NaN"),
        (lambda: tiny().forward(np.ones(2, np.uint8)), r"expected floats .*as_pixels\(images\)"),
    ],
)
def test_what_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# The way back: nudge one number at a time and run the network again.

SIZES = (5, 4, 3, 2)


def scores(weights, biases, hidden, x):
    """The last pre-activations in float64, written out."""
    h = x
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = ACTIVATIONS[hidden].function(W.astype(float) @ h + b)
    return weights[-1].astype(float) @ h + biases[-1]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_slopes_of_every_layer(hidden):
    network, x = random_network(SIZES, hidden=hidden), np.random.default_rng(6).random(5)
    wanted = np.array([1.0, -2.0])  # the slope of what is asked about: score 0 minus twice score 1
    h = [x.astype(np.float32), *network.forward(x).h]
    found = dict(backward(network.weights, h, wanted, hidden))
    assert list(found) == [2, 1, 0]
    for layer, slope in found.items():
        for unit in range(SIZES[layer + 1]):
            ends = []
            for nudge in (1e-5, -1e-5):
                biases = [b.astype(float) for b in network.biases]
                biases[layer][unit] += nudge
                ends.append(wanted @ scores(network.weights, biases, hidden, x))
            assert slope[unit] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-4, abs=1e-6)


def test_who_takes_a_layer_may_change_its_weights():
    network = random_network(SIZES, hidden="tanh")
    h = [np.ones(5, dtype=np.float32), *network.forward(np.ones(5)).h]
    expected = dict(backward(network.weights, h, np.ones(2), "tanh"))
    weights = [W.copy() for W in network.weights]
    for layer, slope in backward(weights, h, np.ones(2), "tanh"):
        weights[layer][:] = np.nan
        np.testing.assert_array_equal(slope, expected[layer])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_through_activation(name):
    z, slope = np.array([0.3, -0.8, 1.7]), np.array([1.0, 2.0, -0.5])
    function = ACTIVATIONS[name].function
    steps = 1e-6 * np.eye(3)
    numeric = [slope @ (function(z + step) - function(z - step)) / 2e-6 for step in steps]
    found = through_activation(slope, function(z), name)
    np.testing.assert_allclose(found, numeric, rtol=1e-6)
