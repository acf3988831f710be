"""The network: its forward pass against arithmetic by hand, and what it refuses."""

import dataclasses
import math

import numpy as np
import pytest

from helpers.network import ACTIVATIONS, ForwardPass, Network, relu, sigmoid, softmax

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
}


def tiny(**changes):
    return Network((2, 2, 3), [W1, W2], [B1, B2], **changes)


def random_network(sizes=(6, 5, 4, 3), **changes):
    rng = np.random.default_rng(3)
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = [rng.normal(size=shape) for shape in shapes]
    return Network(sizes, weights, [rng.normal(size=n) for n in sizes[1:]], **changes)


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
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


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
def test_one_image_and_a_batch_agree(hidden):
    network = random_network(hidden=hidden)
    images = np.random.default_rng(4).random((7, 6), dtype=np.float32)
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
        np.testing.assert_array_equal(softmax(z), [0, 0, 0, 0, 1])
        np.testing.assert_allclose(softmax(z[1:4]), [0.09003057, 0.24472847, 0.66524096], rtol=1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_leave_their_argument_alone(name):
    z = np.float32([[-1, 2], [3, -4]])
    ACTIVATIONS[name](z)
    np.testing.assert_array_equal(z, [[-1, 2], [3, -4]])


def test_softmax_of_a_batch_is_row_by_row():
    z = np.random.default_rng(5).normal(size=(4, 3))
    np.testing.assert_allclose(softmax(z), [softmax(row) for row in z])
    np.testing.assert_allclose(softmax(z).sum(axis=1), 1)


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, bool])
def test_forward_refuses_bytes(dtype):
    with pytest.raises(ValueError, match=r"expected float32.*as_pixels\(images\)"):
        tiny().forward(np.ones(2, dtype))


@pytest.mark.parametrize("shape", [(3,), (2, 3), (1,), (4, 2, 2), ()], ids=str)
def test_forward_refuses_other_widths(shape):
    with pytest.raises(ValueError, match=r"expected \(2,\) or \(n, 2\)"):
        tiny().forward(np.ones(shape))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_forward_refuses_what_is_no_number(bad):
    with pytest.raises(ValueError, match="NaN or infinity"):
        tiny().forward([[0.0, 1.0], [bad, 0.0]])


def test_weights_are_zero_unless_given():
    network = Network((4, 3, 2))
    assert [W.shape for W in network.weights] == [(3, 4), (2, 3)]
    assert [b.shape for b in network.biases] == [(3,), (2,)]
    assert not any(a.any() for a in network.weights + network.biases)
    np.testing.assert_array_equal(network.forward(np.ones(4)).outputs, [0.5, 0.5])


def test_weights_are_float32():
    assert {a.dtype for a in tiny().weights + tiny().biases} == {np.dtype(np.float32)}


@pytest.mark.parametrize("sizes", [(), (784,), (784, 0, 10), (784, -1)], ids=str)
def test_sizes_need_two_layers(sizes):
    with pytest.raises(ValueError, match="at least an input and an output layer"):
        Network(sizes)


@pytest.mark.parametrize(
    ("weights", "biases", "message"),
    [
        ([np.transpose(W1), np.transpose(W2)], [B1, B2], "weights have shapes"),
        ([W1], [B1, B2], "weights have shapes"),
        ([W1, W2], [B1, [0.0]], "biases have shapes"),
        ([W1, W2], [B1], "biases have shapes"),
        ([W1, np.full((3, 2), np.nan)], [B1, B2], "weights hold NaN or infinity"),
        ([W1, W2], [[0, np.inf], B2], "biases hold NaN or infinity"),
    ],
)
def test_arrays_that_do_not_fit(weights, biases, message):
    with pytest.raises(ValueError, match=message):
        Network((2, 2, 3), weights, biases)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hidden": "softmax"}, "hidden='softmax' is unknown: choose one of sigmoid, tanh, relu"),
        ({"hidden": "sigmoïd"}, "hidden='sigmoïd' is unknown"),
        ({"output": "relu"}, "output='relu' is unknown: choose one of softmax, sigmoid"),
        ({"output": None}, "output=None is unknown"),
    ],
)
def test_unknown_activations(changes, message):
    with pytest.raises(ValueError, match=message):
        tiny(**changes)


def test_repr():
    assert repr(tiny()) == (
        "Network(2→2→3, hidden='sigmoid', output='softmax', 15 parameters, untrained)"
    )
    trained = tiny(hidden="relu", recipe={"name": "mine"}, seed=0, start=tiny())
    assert repr(trained) == repr(tiny()).replace("sigmoid", "relu").replace(
        "untrained", "trained with 'mine', seed 0"
    )


def test_networks_and_passes_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny().seed = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny().forward(X).x = None
