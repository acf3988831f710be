"""Training: its gradient, its steps against a slow and obvious program, and its manners."""

import itertools
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from helpers import training
from helpers.digits import as_pixels
from helpers.network import HIDDEN, OUTPUT, Network
from helpers.training import (
    COSTS,
    Descent,
    Epoch,
    finite_difference,
    one_step,
    random_start,
    train,
)

SIZES = (6, 5, 4, 3)
KINDS = list(itertools.product(HIDDEN, OUTPUT, COSTS))
SETTINGS = {"epochs": 2, "batch_size": 5, "learning_rate": 0.5}


@pytest.fixture
def images():
    return np.random.default_rng(31).integers(0, 256, (22, SIZES[0]), dtype=np.uint8)


@pytest.fixture
def labels():
    return np.random.default_rng(32).integers(0, SIZES[-1], 22)


def a_start(hidden="sigmoid", output="softmax"):
    rng = np.random.default_rng(33)
    return random_start(SIZES, rng, 1.0, hidden, output, bias_std=1.0)


def run(start, images, labels, **changes):
    settings = SETTINGS | {"rng": np.random.default_rng(34)} | changes
    return train(start, images, labels, **settings)


def arrays(network):
    return network.weights + network.biases


def same(network, other):
    return [a.tobytes() for a in arrays(network)] == [a.tobytes() for a in arrays(other)]


# The obvious program: one image after the other, in float64, every formula written out.


ACTIVATE = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z > 0, z, 0),
    "leaky relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(),
}
DERIVATIVE = {  # from z and h, the matrix of dh[i] / dz[j]
    "sigmoid": lambda z, h: np.diag(h * (1 - h)),
    "tanh": lambda z, h: np.diag(1 - h**2),
    "relu": lambda z, h: np.diag(np.where(z > 0, 1.0, 0.0)),
    "leaky relu": lambda z, h: np.diag(np.where(z > 0, 1.0, 0.01)),
    "softmax": lambda z, h: np.diag(h) - np.outer(h, h),
}


def passed(weights, biases, names, x):
    z, h = [], [x]
    for W, b, name in zip(weights, biases, names, strict=True):
        z.append(W @ h[-1] + b)
        h.append(ACTIVATE[name](z[-1]))
    return z, h


def cost_of_one(cost, names, outputs, wanted):
    if cost == "quadratic":
        return 0.5 * ((outputs - wanted) ** 2).sum()
    if names[-1] == "softmax":
        return -(wanted * np.log(outputs)).sum()
    return -(wanted * np.log(outputs) + (1 - wanted) * np.log(1 - outputs)).sum()


def cost_slope(cost, names, outputs, wanted):
    """The derivative of an image's cost by its outputs."""
    if cost == "quadratic":
        return outputs - wanted
    if names[-1] == "softmax":
        return -wanted / outputs
    return -wanted / outputs + (1 - wanted) / (1 - outputs)


def gradients_of_one(weights, biases, names, cost, x, wanted):
    z, h = passed(weights, biases, names, x)
    slope, by_weights, by_biases = cost_slope(cost, names, h[-1], wanted), [], []
    for layer in reversed(range(len(weights))):
        delta = slope @ DERIVATIVE[names[layer]](z[layer], h[layer + 1])
        by_weights.insert(0, np.outer(delta, h[layer]))
        by_biases.insert(0, delta)
        slope = delta @ weights[layer]
    return by_weights + by_biases


def obvious(start, images, labels, cost, rng, *, l2, momentum, decay, **settings):
    """What `train` promises: the weights and biases after the last epoch, the loss of each."""
    names = [start.hidden] * (len(SIZES) - 2) + [start.output]
    parameters = [a.astype(float) for a in arrays(start)]
    velocity = [np.zeros_like(a) for a in parameters]
    n_layers, rate, losses = len(start.weights), settings["learning_rate"], []
    size = settings["batch_size"]
    for _ in range(settings["epochs"]):
        order, costs = rng.permutation(len(images)), []
        for i in range(len(images) // size):
            weights, biases = parameters[:n_layers], parameters[n_layers:]
            total = [np.zeros_like(a) for a in parameters]
            for row in order[i * size : (i + 1) * size]:
                x, wanted = images[row] / 255, np.eye(SIZES[-1])[labels[row]]
                outputs = passed(weights, biases, names, x)[1][-1]
                costs.append(cost_of_one(cost, names, outputs, wanted))
                gradients = gradients_of_one(weights, biases, names, cost, x, wanted)
                total = [a + b for a, b in zip(total, gradients, strict=True)]
            steps = zip(velocity, total, strict=True)
            velocity = [momentum * v - rate * g / size for v, g in steps]
            shrunk = [W * (1 - rate * l2) for W in weights] + biases
            parameters = [a + v for a, v in zip(shrunk, velocity, strict=True)]
        losses.append(np.mean(costs))
        rate *= decay
    return parameters, losses


@pytest.mark.parametrize(("hidden", "output", "cost"), KINDS)
@pytest.mark.parametrize(
    "extras",
    [{"l2": 0.0, "momentum": 0.0, "decay": 1.0}, {"l2": 0.05, "momentum": 0.6, "decay": 0.5}],
    ids=["plain", "all"],
)
def test_agrees_with_the_obvious_program(images, labels, hidden, output, cost, extras):
    start = a_start(hidden, output)
    *_, last = epochs = list(run(start, images, labels, cost=cost, **extras))
    rng = np.random.default_rng(34)
    expected, losses = obvious(start, images, labels, cost, rng, **SETTINGS, **extras)
    assert [epoch.number for epoch in epochs] == [1, 2]
    np.testing.assert_allclose([epoch.loss for epoch in epochs], losses, rtol=1e-5)
    for a, b, before in zip(arrays(last.network), expected, arrays(start), strict=True):
        assert np.abs(b - before).max() > 1e-3, "nothing was trained"
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("hidden", "output", "cost"), KINDS)
@pytest.mark.parametrize("l2", [0.0, 0.25])
def test_gradient_against_finite_differences(images, labels, hidden, output, cost, l2):
    """One step over all images, in float64, so that differences can be tiny.

    With a learning rate of 1 the gradient is what the step took away.
    """
    start = a_start(hidden, output)
    descent = Descent(start, len(images), cost, l2, 0.0, dtype=float)
    before = [a.astype(float) for a in arrays(start)]
    names, wanted = [hidden] * (len(SIZES) - 2) + [output], np.eye(SIZES[-1])[labels]

    def total_cost(parameters):
        weights, biases = parameters[: len(SIZES) - 1], parameters[len(SIZES) - 1 :]
        costs = [
            cost_of_one(cost, names, passed(weights, biases, names, x)[1][-1], y)
            for x, y in zip(images / 255, wanted, strict=True)
        ]
        return np.mean(costs) + 0.5 * l2 * sum((W**2).sum() for W in weights)

    descent.step(images / 255, wanted, np.empty(wanted.shape), 1.0)

    for old, new in zip(before, descent.weights + descent.biases, strict=True):
        numeric = np.empty_like(old)
        for place in np.ndindex(old.shape):
            value, costs = old[place], []
            for nudged in (value + 1e-5, value - 1e-5):
                old[place] = nudged
                costs.append(total_cost(before))
            old[place] = value
            numeric[place] = (costs[0] - costs[1]) / 2e-5
        np.testing.assert_allclose(old - new, numeric, rtol=1e-6, atol=1e-8)


def test_start_and_epochs_stay_as_they_are(images, labels):
    start, more = a_start(), {"l2": 0.1, "momentum": 0.5}
    epochs = run(start, images, labels, epochs=1_000, **more)
    first, second = next(epochs), next(epochs)
    epochs.close()
    assert isinstance(first, Epoch) and isinstance(first.network, Network)
    (alone,) = run(a_start(), images, labels, epochs=1, **more)
    assert same(start, a_start()) and same(first.network, alone.network)
    pairs = zip(first.network.weights, second.network.weights, strict=True)
    assert all((a != b).any() for a, b in pairs)


def test_training_on_keeps_the_first_start(images, labels):
    start = a_start()
    *_, first = run(start, images, labels)
    *_, second = run(first.network, images, labels)
    assert first.network.start is second.network.start is start


@pytest.mark.parametrize(("at_once", "sizes"), [(3, [5] * 4), (10, [10, 10]), (17, [15, 5])])
def test_bytes_are_converted_a_few_at_a_time(images, labels, monkeypatch, at_once, sizes):
    """22 images are four whole batches of five; how many are converted at once changes nothing."""
    (expected,) = run(a_start(), images, labels, epochs=1)
    seen = []
    monkeypatch.setattr(training, "AT_ONCE", at_once)
    monkeypatch.setattr(training, "as_pixels", lambda b: (seen.append(len(b)), as_pixels(b))[1])
    (found,) = run(a_start(), images, labels, epochs=1)
    assert seen == sizes
    assert found.loss == pytest.approx(expected.loss, rel=1e-6)
    assert same(found.network, expected.network)


def test_everything_is_float32(images, labels):
    *_, last = run(a_start(), images, labels, l2=0.1, momentum=0.5, decay=0.9)
    assert {a.dtype for a in last.network.weights} == {np.dtype(np.float32)}
    down = Descent(a_start(), 5, "quadratic", 0.1, 0.5)
    wanted = np.eye(SIZES[-1], dtype=np.float32)[labels[:5]]
    down.step(as_pixels(images[:5]), wanted, np.empty_like(wanted), 0.1)
    rows = down.parameters, down.change, down.velocity, *down.hidden
    assert {a.dtype for a in rows} == {np.dtype(np.float32)}


def blas_threads():
    """Numpy's own: scipy, if something has loaded it, brings another that no network uses."""
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return {pool["num_threads"] for pool in pools if "scipy.libs" not in pool["filepath"]}


def test_one_blas_thread_while_training_only(images, labels, monkeypatch):
    during = []

    def watched(batch):
        during.append(blas_threads())
        return as_pixels(batch)

    monkeypatch.setattr(training, "as_pixels", watched)
    with threadpool_limits(limits=2, user_api="blas"):
        assert blas_threads() == {2}
        for _ in run(a_start(), images, labels):
            assert blas_threads() == {2}, "between two epochs the caller has them back"
        assert blas_threads() == {2}
    assert during == [{1}] * 2, "two epochs, each of which fits into memory at once"


@pytest.mark.parametrize(("epoch", "growth"), [(1, 1e10), (3, 1e4)])
def test_divergence_names_the_epoch(images, labels, epoch, growth):
    """Weight decay that overshoots: each of an epoch's four steps multiplies by minus `growth`."""
    epochs = run(a_start(), images, labels, epochs=5, learning_rate=1.0, l2=growth)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(1, epoch):
            assert next(epochs).number == number
        message = rf"diverged in epoch {epoch}: .* at learning rate 1\. Start again with a smaller"
        with pytest.raises(FloatingPointError, match=message):
            next(epochs)


def test_divergence_is_noticed_at_the_step_that_it_comes_with(images, labels, monkeypatch):
    steps, step = [], Descent.step

    def poisoned(down, *batch):
        steps.append(len(steps) + 1)
        if len(steps) == 6:
            down.weights[0][2, 3] = np.nan
        step(down, *batch)

    monkeypatch.setattr(Descent, "step", poisoned)
    monkeypatch.setattr(training, "AT_ONCE", 10)
    epochs = run(a_start(), images, labels, epochs=5)
    kept = next(epochs)
    message = r"diverged in epoch 2: the cost is nan after 2 of 4 steps, at learning rate 0\.5\."
    with pytest.raises(FloatingPointError, match=message):
        next(epochs)
    assert len(steps) == 6, "the rest of the epoch was trained although the loss was no number"
    assert np.isfinite(kept.network.forward(as_pixels(images)).outputs).all()


def many(n, seed=5):
    images = np.random.default_rng(seed).integers(0, 256, (n, SIZES[0]), dtype=np.uint8)
    return images, np.argmax(images[:, : SIZES[-1]], axis=1)


@pytest.mark.parametrize("output", OUTPUT)
def test_a_loss_far_above_a_guess_is_divergence_while_all_numbers_are_finite(output):
    message = r"diverged in epoch 1: the cost is .*guessing costs or more, at learning rate 1000\."
    with pytest.raises(FloatingPointError, match=message):
        next(run(a_start("sigmoid", output), *many(600), learning_rate=1e3))


@pytest.mark.parametrize(("seed", "std"), [(0, 3.0), (1, 3.0), (3, 0.1)])
@pytest.mark.parametrize(("hidden", "output", "cost"), KINDS)
def test_a_bad_start_is_no_divergence(hidden, output, cost, seed, std):
    """A start that is far too large or too small, and labels that nobody could learn."""
    images, labels = many(600, seed)
    rng = np.random.default_rng(seed)
    start = random_start(SIZES, rng, std, hidden, output, bias_std=std)
    for answers in (labels, rng.permutation(labels)):
        rate = 0.01 if "relu" in hidden else 0.5
        assert len(list(run(start, images, answers, cost=cost, learning_rate=rate))) == 2


@pytest.mark.parametrize("kind", ["weights", "biases"])
def test_a_weight_that_is_no_number_after_the_last_step(images, labels, monkeypatch, kind):
    steps, step = [], Descent.step

    def poisoned(down, *batch):
        step(down, *batch)
        steps.append(batch)
        if len(steps) == 4:
            getattr(down, kind)[1][..., 1] = np.inf

    monkeypatch.setattr(Descent, "step", poisoned)
    with pytest.raises(FloatingPointError, match="in epoch 1: a weight is no longer a number"):
        next(run(a_start(), images, labels))


def test_random_start():
    rng = np.random.default_rng(41)
    network = random_start((400, 300, 200), rng, (0.01, "1/sqrt(n)"), "relu", "sigmoid")
    stds = [W.std() for W in network.weights]
    np.testing.assert_allclose(stds, [0.01, 300**-0.5], rtol=0.02)
    assert all(abs(W.mean()) < W.std() / 50 for W in network.weights)
    assert not any(b.any() for b in network.biases)
    assert (network.hidden, network.output) == ("relu", "sigmoid")


@pytest.mark.parametrize(
    ("std", "expected"), [(2, (2, 2)), ("1/sqrt(n)", (0.05, 0.1)), ("sqrt(2/n)", (0.0707, 0.1414))]
)
def test_random_start_with_one_std(std, expected):
    network = random_start((400, 100, 300), np.random.default_rng(42), std, bias_std=3.0)
    np.testing.assert_allclose([W.std() for W in network.weights], expected, rtol=0.03)
    np.testing.assert_allclose(np.concatenate(network.biases).std(), 3, rtol=0.15)


def test_random_start_depends_on_the_generator_only():
    first, again, other = (
        random_start(SIZES, np.random.default_rng(seed), 1.0, bias_std=1.0) for seed in (1, 1, 2)
    )
    assert same(first, again)
    assert all((a != b).any() for a, b in zip(arrays(first), arrays(other), strict=True))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "ten-digits"}, "network is a str: expected a Network"),
        ({"epochs": 0}, "epochs=0: expected a whole number from 1"),
        ({"batch_size": 23}, "batch_size=23: expected a whole number from 1 to 22"),
        ({"learning_rate": 0}, "learning_rate=0: expected a number above 0, such as 0.5"),
        ({"l2": -1e-4}, "l2=-0.0001: expected a number from 0, such as 0.0001"),
        ({"momentum": 1.0}, "momentum=1.0: expected a number from 0 below 1, such as 0.9"),
        ({"decay": np.inf}, "decay=inf: expected a number above 0"),
        ({"cost": "hinge"}, "cost='hinge' is not there: choose one of cross-entropy, quadratic"),
        ({"rng": 0}, "rng=0: expected a generator"),
        ({"images": np.zeros((22, 6))}, r"expected bytes \(uint8\) of shape \(n, 6\)"),
        ({"labels": np.arange(22)}, "labels run from 0 to 21, but the classes are 0 to 2"),
    ],
    ids=str,
)
def test_train_refuses(images, labels, changes, message):
    with pytest.raises(ValueError, match=message):
        run(**({"start": a_start(), "images": images, "labels": labels} | changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"std": "1/n"}, r"std='1/n' is not there: choose one of 1/sqrt\(n\), sqrt\(2/n\)"),
        ({"std": (1.0, 1.0)}, "std has 2 entries: expected a list of 3"),
        ({"bias_std": np.nan}, "bias_std=nan: expected a number from 0"),
        ({"rng": None}, "rng=None: expected a generator"),
    ],
    ids=str,
)
def test_random_start_refuses(changes, message):
    settings = {"sizes": SIZES, "rng": np.random.default_rng(0), "std": 1.0} | changes
    with pytest.raises(ValueError, match=message):
        random_start(**settings)


@pytest.mark.parametrize(("hidden", "output", "cost"), KINDS)
def test_one_step_is_how_wrong_times_how_steep_times_how_much_ink(
    images, labels, hidden, output, cost
):
    start, image, label = a_start(hidden, output), as_pixels(images[0]), int(labels[0])
    names, wanted = [hidden] * (len(SIZES) - 2) + [output], np.eye(SIZES[-1])[label]
    parameters = [a.astype(float) for a in arrays(start)]
    weights, biases = parameters[: len(SIZES) - 1], parameters[len(SIZES) - 1 :]
    expected = gradients_of_one(weights, biases, names, cost, image.astype(float), wanted)
    found = one_step(start, image, label, 0.5, cost)
    for unit in range(SIZES[1]):
        np.testing.assert_allclose(found.gradient(unit), expected[0][unit], rtol=1e-4, atol=1e-7)
        by_hand = found.arrives[unit] * found.steep[unit] * image
        np.testing.assert_allclose(found.gradient(unit), by_hand, rtol=1e-6)
        np.testing.assert_allclose(found.change(unit), -0.5 * by_hand, atol=1e-6)
    outputs = passed(weights, biases, names, image)[1][-1]
    before = cost_of_one(cost, names, outputs, wanted)
    assert found.costs[0] == pytest.approx(before, rel=1e-5) and found.costs[1] < before
    for network, run in ((found.before, found.run), (found.after, found.run_after)):
        np.testing.assert_array_equal(run.outputs, network.forward(image).outputs)
    assert found.before is start


def test_many_steps_are_one_after_the_other_and_the_change_is_still_the_image(images, labels):
    start, image, label = a_start(), as_pixels(images[0]), int(labels[0])
    one_by_one = start
    for _ in range(3):
        one_by_one = one_step(one_by_one, image, label, 2.0).after
    found = one_step(start, image, label, 2.0, steps=3)
    for a, b in zip(arrays(found.after), arrays(one_by_one), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6)
    scale = found.change(0)[image > 0] / image[image > 0]
    assert np.ptp(scale) < 1e-4 < abs(scale).max()


@pytest.mark.parametrize(("hidden", "output", "cost"), KINDS)
def test_a_finite_difference_needs_no_chain_rule(images, labels, hidden, output, cost):
    start, image, label = a_start(hidden, output), as_pixels(images[0]), int(labels[0])
    step = one_step(start, image, label, 0.5, cost)
    for unit, pixel in ((0, int(image.argmax())), (1, 0)):
        found = finite_difference(start, image, label, unit, pixel, cost)
        assert found == pytest.approx(step.gradient(unit)[pixel], rel=1e-3, abs=1e-7)
    assert same(start, a_start(hidden, output))


def test_on_the_flat_of_a_curve_nothing_is_learned(images, labels):
    image, label = as_pixels(images[0]), int(labels[0])
    n_out = SIZES[-1]
    sure = np.full(n_out, -60.0)
    sure[(label + 1) % n_out] = 60.0  # as wrong as can be, and sure of it
    start = a_start("sigmoid", "sigmoid")
    flat = Network(start.sizes, start.weights, [*start.biases[:-1], sure], output="sigmoid")
    quadratic = one_step(flat, image, label, 1.0, "quadratic")
    assert not np.abs(quadratic.wrong).max() > 1e-9 and not np.any(quadratic.change(0))
    other = one_step(flat, image, label, 1.0, "cross-entropy")
    assert np.abs(other.wrong).max() == pytest.approx(1) and np.any(other.change(0))
    off = [np.full(SIZES[1], 60.0), *start.biases[1:]]
    dead = one_step(Network(start.sizes, start.weights, off), image, label, 1.0)
    assert not np.any(dead.change(0)) and np.abs(dead.arrives).max() > 1e-3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"image": np.zeros(3, np.float32)}, "image has type float32 and shape"),
        ({"label": SIZES[-1]}, f"label={SIZES[-1]}: expected a whole number from 0 to"),
        ({"learning_rate": 0}, "learning_rate=0: expected a number above 0"),
        ({"cost": "hinge"}, "cost='hinge' is not there"),
        ({"steps": 0}, "steps=0: expected a whole number from 1"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused(images, labels, change, message):
    given = {"image": as_pixels(images[0]), "label": 0, "learning_rate": 0.5} | change
    with pytest.raises(ValueError, match=message):
        one_step(a_start(), **given)
    for name in {"learning_rate", "steps"} & set(given):
        del given[name]
    if set(change) & {"image", "label", "cost"}:
        with pytest.raises(ValueError, match=message):
            finite_difference(a_start(), **given, unit=0, pixel=0)


def test_a_network_without_a_hidden_layer_has_no_step_to_take_apart(images):
    bare, image = Network((SIZES[0], SIZES[-1])), as_pixels(images[0])
    with pytest.raises(ValueError, match="expected one with a hidden layer"):
        one_step(bare, image, 0, 0.5)
    with pytest.raises(ValueError, match="expected one with a hidden layer"):
        finite_difference(bare, image, 0, 0, 0)


def test_a_weight_that_is_not_there_has_no_difference(images):
    image = as_pixels(images[0])
    for where, message in (((SIZES[1], 0), "unit="), ((0, SIZES[0]), "pixel=")):
        with pytest.raises(ValueError, match=message):
            finite_difference(a_start(), image, 0, *where)
