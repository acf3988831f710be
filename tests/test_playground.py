"""Full-batch Adam against the same written with loops and differences; stages; what is refused."""

import numpy as np
import pytest

from helpers.network import ACTIVATIONS, HIDDEN, Network
from helpers.playground import (
    SETTINGS,
    in_strip,
    lines_again,
    play,
    shares,
    small_network,
    training,
    way_out,
)
from helpers.points import SETS, sample

POINTS, CLASSES = sample("rings", 12, np.random.default_rng(3))


def loss_of(parameters, shapes, hidden, points, classes):
    """The mean cross-entropy, one point after the other."""
    arrays, start = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        arrays.append(parameters[start : start + size].reshape(shape))
        start += size
    W1, W2, b1, b2 = arrays
    total = 0.0
    for point, c in zip(points.astype(float), classes, strict=True):
        score = W2[0] @ ACTIVATIONS[hidden].function(W1 @ point + b1) + b2[0]
        total -= np.log(1 / (1 + np.exp(-score if c else score)))
    return total / len(points)


def slow_adam(network, points, classes, steps, learning_rate):
    """Adam as its authors write it, with slopes from differences."""
    arrays = [*network.weights, *network.biases]
    shapes = [a.shape for a in arrays]
    theta = np.concatenate([a.ravel() for a in arrays]).astype(float)
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for t in range(1, steps + 1):
        slope = np.zeros_like(theta)
        for i in range(len(theta)):
            ends = []
            for nudge in (1e-6, -1e-6):
                moved = theta.copy()
                moved[i] += nudge
                ends.append(loss_of(moved, shapes, network.hidden, points, classes))
            slope[i] = (ends[0] - ends[1]) / 2e-6
        m = 0.9 * m + 0.1 * slope
        v = 0.999 * v + 0.001 * slope**2
        theta -= learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return theta, loss_of(theta, shapes, network.hidden, points, classes)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_steps_are_those_of_the_paper(hidden):
    network = small_network(3, np.random.default_rng(1), hidden)
    last = training(network, POINTS, CLASSES, steps=5, learning_rate=0.1)[-1]
    theta, loss = slow_adam(network, POINTS, CLASSES, 5, 0.1)
    arrays = [*last.network.weights, *last.network.biases]
    np.testing.assert_allclose(np.concatenate([a.ravel() for a in arrays]), theta, atol=2e-5)
    assert last.loss == pytest.approx(loss, abs=1e-5)


def test_stages_are_at_even_distances_and_tell_what_was_then():
    network = small_network(3, np.random.default_rng(0))
    frames = training(network, POINTS, CLASSES, steps=120, learning_rate=0.1)
    assert [frame.step for frame in frames] == list(range(0, 121, 4))
    for W, start in zip(frames[0].network.weights, network.weights, strict=True):
        np.testing.assert_array_equal(W, start)
    for frame in frames:
        outputs = frame.network.forward(POINTS).outputs[:, 0]
        assert frame.share == np.mean((outputs > 0.5) == CLASSES)
        given = [p if c else 1 - p for p, c in zip(outputs, CLASSES, strict=True)]
        assert frame.loss == pytest.approx(-np.mean(np.log(given)), rel=1e-3, abs=1e-5)
        assert frame.network.start is network or frame.step == 0
    assert frames[-1].loss < frames[0].loss / 2
    shorter = training(network, POINTS, CLASSES, steps=60, learning_rate=0.1)
    np.testing.assert_array_equal(shorter[-1].network.weights[0], frames[15].network.weights[0])


def test_a_rounding_error_is_not_amplified_to_what_is_shown():
    """Why this is computed in double precision: other processors round otherwise."""
    for name, units in (("rings", 3), ("moons", 3), ("xor", 4), ("spiral", 8)):
        points, classes = sample(name, 300, np.random.default_rng(0))
        network = small_network(units, np.random.default_rng(0))
        # Less than single precision can tell, and ten thousand times what another kernel does.
        moved = points + 1e-12 * np.random.default_rng(9).normal(size=points.shape)
        ends = [
            training(network, there, classes, **SETTINGS[name])[-1]
            for there in (points.astype(float), moved)
        ]
        for a, b in zip(ends[0].network.weights, ends[1].network.weights, strict=True):
            np.testing.assert_allclose(a, b, atol=1e-3)
        assert ends[0].share == ends[1].share


def test_small_network_has_the_asked_start():
    network = small_network(400, np.random.default_rng(0), "relu", std=0.1)
    assert network.sizes == (2, 400, 1) and network.hidden == "relu"
    assert network.weights[0].std() == pytest.approx(0.1, rel=0.1)
    assert network.weights[1].std() == pytest.approx(0.05, rel=0.1)
    assert not any(b.any() for b in network.biases)


@pytest.mark.parametrize("name", SETS)
def test_play_is_sample_start_and_training(name):
    played = play(name, 2, seed=4, noise=0.05, n=40)
    points, classes = sample(name, 40, np.random.default_rng(0), 0.05)
    np.testing.assert_array_equal(played.points, points)
    np.testing.assert_array_equal(played.classes, classes)
    start = small_network(2, np.random.default_rng(4))
    np.testing.assert_array_equal(played.frames[0].network.weights[0], start.weights[0])
    assert played.frames[-1].step == SETTINGS[name]["steps"]
    assert played.network is played.frames[-1].network
    assert played.share == played.frames[-1].share


def test_play_passes_on_what_the_points_take():
    played = play("blobs", 1, seed=0, noise=0, std=0.1, n=4, angle=0)
    np.testing.assert_allclose(np.abs(played.points), [[0.5, 0]] * 4, atol=1e-6)


def test_play_passes_on_the_spread_of_the_start():
    start = small_network(3, np.random.default_rng(1), std=0.2)
    played = play("rings", 3, seed=1, std=0.2, n=40)
    np.testing.assert_array_equal(played.frames[0].network.weights[0], start.weights[0])


def test_shares_are_those_of_each_seed():
    found = shares("rings", 3, seeds=3, n=60, hidden="relu")
    expected = [play("rings", 3, seed, n=60, hidden="relu").share for seed in range(3)]
    assert found.tolist() == expected


def turned(degrees, signs=(1, 1, 1), order=(0, 1, 2)):
    """Three lines that look inwards from three sides, turned, some with all signs flipped."""
    angles = np.radians(np.array([90, 210, 330]) + degrees)
    signs, order = np.array(signs), list(order)
    W1 = (signs[:, None] * np.column_stack([np.cos(angles), np.sin(angles)]))[order]
    return Network((2, 3, 1), [W1, signs[None, order]], hidden="tanh", output="sigmoid")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (turned(0), [0, 1, 2]),
        (turned(9), [0, 1, 2]),
        (turned(11), [-1, -1, -1]),
        (turned(0, signs=(1, -1, -1)), [0, 1, 2]),
        (turned(0, order=(2, 0, 1)), [1, 2, 0]),
        (turned(5, (1, -1, 1), (1, 0, 2)), [1, 0, 2]),
        (turned(120), [2, 0, 1]),
        (turned(180), [-1, -1, -1]),  # the same lines from the other side
        (turned(355), [0, 1, 2]),
    ],
)
def test_lines_again(other, expected):
    assert lines_again(turned(0), other).tolist() == expected


def test_lines_again_of_fewer_units():
    one = Network((2, 1, 1), [[[0, 2]], [[3]]], hidden="tanh", output="sigmoid")
    assert lines_again(turned(0), one).tolist() == [0, -1, -1]
    assert lines_again(one, turned(100), within=30).tolist() == [2]


FITTING = {
    "network": small_network(2, np.random.default_rng(0)),
    "points": POINTS, "classes": CLASSES, "steps": 30, "learning_rate": 0.1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"network": Network((3, 2, 1), output="sigmoid")}, "expected two inputs and one sigmoid"),
        ({"network": Network((2, 2, 1))}, "expected two inputs and one sigmoid"),
        ({"points": np.zeros((12, 3))}, r"shape \(12, 3\): expected floats of shape \(n, 2\)"),
        ({"classes": CLASSES + 1}, "classes run from 1 to 2: pass a 0 or 1 for each point"),
        ({"steps": 0}, "steps=0: expected a whole number from 1"),
        ({"learning_rate": 0}, "learning_rate=0: expected a number above 0, such as 0.1"),
    ],
)
def test_training_refuses(change, message):
    with pytest.raises(ValueError, match=message):
        training(**(FITTING | change))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: play("rings", 3, seed=-1), "seed=-1: expected a whole number from 0"),
        (lambda: shares("rings", 3, seeds=0), "seeds=0: expected a whole number from 1"),
        (lambda: small_network(0, np.random.default_rng(0)), "units=0: expected a whole number"),
        (lambda: lines_again(turned(0), Network((2, 1))), "one hidden layer and one output"),
    ],
)
def test_what_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("seed", range(5))
def test_along_the_way_out_the_score_never_falls(hidden, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=(2, 2)), rng.normal(size=(1, 2))
    network = Network((2, 2, 1), weights, [rng.normal(size=2), [0]], hidden, "sigmoid")
    way = way_out(network)
    assert np.linalg.norm(way) == pytest.approx(1)
    for start in rng.normal(size=(5, 2)):
        walked = np.float32([start + step * way for step in np.linspace(0, 9, 40)])
        assert np.diff(network.forward(walked).scores[:, 0]).min() > -1e-4


def test_units_that_look_at_each_other_leave_a_strip():
    for turned in (1, -1):
        weights = [[[0, 2], [0, -turned]], [[1, turned]]]
        network = Network((2, 2, 1), weights, [[1, 1], [0]], "tanh", "sigmoid")
        assert np.abs(way_out(network)).round(9).tolist() == [1, 0]
    still = Network((2, 2, 1), [np.zeros((2, 2)), [[1, 1]]], None, "tanh", "sigmoid")
    assert way_out(still).tolist() == [1, 0]


def test_what_lies_in_the_strip():
    points = np.array([[0, 0.5], [0, -0.5], [3, 0.4], [3, 0.6], [-1, 0], [9, -0.5]])
    found = in_strip(points, points[:2], [1, 0])
    assert found.tolist() == [True, True, True, False, False, True]


def test_the_way_out_is_of_two_units_and_the_strip_of_some_points():
    with pytest.raises(ValueError, match="expected two hidden units, which always leave a way out"):
        way_out(small_network(3, np.random.default_rng(0)))
    with pytest.raises(ValueError, match="start"):
        in_strip(POINTS, POINTS[:0], [1.0, 0.0])
