"""The knobs of a training: what they choose, two runs side by side, and the doctor asked."""

import re

import numpy as np
import pytest

from helpers.explore import WatchTraining, watch_training
from helpers.explore.knobs import KNOBS, _as_recipe, changes, start_of, train_with
from helpers.network import Network
from helpers.recipes import RECIPES
from helpers.training import Epoch
from tests.explore.page import crowding, open_page

GOOD = {name: knob.good for name, knob in KNOBS.items()}
LABELS = np.arange(10)


@pytest.fixture
def images():
    return np.random.default_rng(3).integers(0, 256, (10, 784), dtype=np.uint8)


@pytest.fixture
def turned(monkeypatch, images):
    """An explorer with knobs whose training only takes other random networks of that kind."""

    def trained(settings, epochs):
        for number in range(1, epochs + 1):
            loss = settings["learning_rate"] / number
            yield Epoch(number, start_of(settings | {"seed": 10 + number}), loss)

    monkeypatch.setattr(watch_training, "train_with", trained)
    return WatchTraining(images=images, labels=LABELS)


def test_the_knobs_begin_with_the_good_recipe():
    recipe = {key: value for key, value in RECIPES["ten-digits"].items() if key != "seed"}
    found = recipe | _as_recipe(GOOD)
    assert {key: found[key] for key in recipe} == recipe
    assert found.keys() - recipe.keys() == {"hidden", "output", "cost", "bias_std"}
    assert (found["hidden"], found["output"], found["cost"], found["bias_std"]) == (
        "sigmoid", "softmax", "cross-entropy", 0,
    )  # fmt: skip
    assert GOOD["seed"] == RECIPES["ten-digits"]["seed"]


def test_the_start_on_the_page_is_the_one_that_is_trained():
    settings = GOOD | {"hidden_units": 3, "first_weights": "large", "seed": 4}
    before = start_of(settings)
    epoch = next(train_with(settings, 1))
    for mine, theirs in zip(before.weights, epoch.network.start.weights, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    for mine, theirs in zip(before.biases, epoch.network.start.biases, strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize(("knob", "value", "key", "found"), [
    ("learning_rate", 30.0, "learning_rate", 30), ("batch_size", 10, "batch_size", 10),
    ("hidden_units", 30, "sizes", (784, 30, 10)), ("first_weights", "large", "bias_std", 1),
    ("first_weights", "zero", "std", 0), ("cost", "quadratic", "cost", "quadratic"),
    ("cost", "quadratic", "output", "sigmoid"), ("l2", 0.1, "l2", 0.1),
    ("activation", "relu", "hidden", "relu"),
])  # fmt: skip
def test_a_knob_changes_its_setting(knob, value, key, found):
    assert value in KNOBS[knob].choices
    assert _as_recipe(GOOD | {knob: value})[key] == found
    assert _as_recipe(GOOD)[key] != found


def test_what_was_turned_is_said_before_and_after_the_run(turned):
    assert "Press Start" not in turned.text
    turned.run()
    assert "run before" not in turned.text and "Changed" not in turned.text
    share, worst = turned.shares[-1], min(turned.recalls[-1])
    turned.learning_rate.value, turned.batch_size.value = 30.0, 1_000
    said = "learning rate 30 instead of 1 and batch 1,000 instead of 32"
    assert turned.text.endswith(f" Press Start to train with {said}.")
    turned.run()
    assert "Press Start" not in turned.text
    assert f" Changed: {said}. The run before, after 3 epochs: {share:.1%}, " in turned.text
    assert turned.text.endswith(f": {worst:.1%}.")
    turned.run(1)
    assert " Nothing was changed. The run before, after 1 epoch: " in turned.text


def test_the_run_before_stays_as_a_grey_line_without_its_networks(turned):
    turned.run()
    losses, shares = turned.losses, turned.shares
    loss_lines, share_lines = turned.axes[0].lines, turned.axes[1].lines
    assert len(loss_lines[1].get_ydata()) == len(share_lines[11].get_ydata()) == 0
    turned.learning_rate.value = 30.0
    turned.run()
    assert list(loss_lines[0].get_ydata()) == [30, 15, 10]
    assert list(loss_lines[1].get_ydata()) == losses
    assert list(share_lines[10].get_ydata()) == turned.shares
    assert list(share_lines[11].get_ydata()) == shares
    assert turned.axes[0].get_ylim()[1] == pytest.approx(33)
    kept = turned._runs[1].history
    assert [moment.network for moment in kept] == [None] * 4
    turned.epoch.value = 0
    assert len(share_lines[11].get_ydata()) == 4  # to look ahead at


def test_a_loss_of_another_cost_is_not_drawn_beside(turned):
    turned.run()
    turned.cost.value = "quadratic"
    turned.run()
    assert len(turned.axes[0].lines[1].get_ydata()) == 0
    assert len(turned.axes[1].lines[11].get_ydata()) == 4


def test_a_run_that_diverges_is_said_and_leaves_the_run_before(turned):
    turned.run()

    def diverging():
        raise FloatingPointError("training diverged in epoch 1")
        yield

    good = turned.make_epochs
    turned.make_epochs, turned.learning_rate.value = diverging, 30.0
    with pytest.raises(FloatingPointError):
        turned.run()
    assert " It ended there: training diverged in epoch 1. Changed: learning rate 30" in turned.text
    assert " The run before, after 3 epochs: " in turned.text
    turned.make_epochs, turned.learning_rate.value = good, 3.0
    turned.run()
    assert " Changed: learning rate 3 instead of 1. " in turned.text  # of the last that has epochs


def test_knobs_cannot_be_turned_while_it_trains(turned):
    seen, trained = [], turned.make_epochs

    def watched():
        for epoch in trained():
            seen.append([knob.disabled for knob in turned.knobs.values()])
            yield epoch

    assert not any(knob.disabled for knob in turned.knobs.values())
    turned.make_epochs = watched
    turned.run()
    assert np.all(seen) and np.shape(seen) == (3, 8)
    assert not any(knob.disabled for knob in turned.knobs.values())


def test_a_layer_of_another_size_is_drawn(turned):
    open_page(turned.live)
    for n in KNOBS["hidden_units"].choices:
        turned.hidden_units.value = n
        turned.run(1)
        side = int(np.ceil(np.sqrt(n)))
        height, width = turned.axes[2].images[0].get_array().shape
        assert width == 29 * side and height == 29 * -(-n // side)
        assert turned.network.sizes == (784, n, 10)


def test_letters_keep_apart_beside_a_run_before(turned):
    turned.run()
    turned.learning_rate.value, turned.hidden_units.value = 3.0, 300
    turned.run()
    assert crowding(turned.live, *({"epoch": epoch} for epoch in range(4))) == []


def test_the_doctor_is_asked_after_each_epoch_and_not_before(turned, monkeypatch):
    asked = []

    def diagnosed(network, images, labels, losses):
        asked.append(losses)
        return {"first": "The first word.", "second": "Another."} if len(losses) == 2 else {}

    monkeypatch.setattr(watch_training, "diagnose", diagnosed)
    turned.run()
    assert asked == [[1.0], [1.0, 0.5], [1.0, 0.5, pytest.approx(1 / 3)]]
    said = []
    for epoch in range(4):
        turned.epoch.value = epoch
        said.append(re.findall("Doctor: .*", turned.text))
    assert said == [[], [], ["Doctor: The first word. Another."], []]


def test_values_to_begin_with(images):
    watch = WatchTraining(images=images, labels=LABELS, hidden_units=3, activation="relu")
    assert (watch.hidden_units.value, watch.activation.value) == (3, "relu")
    assert watch.network.sizes == (784, 3, 10) and watch.network.hidden == "relu"


@pytest.mark.parametrize(("wrong", "message"), [
    ({"rate": 3}, "knob='rate' is not there: choose one of learning_rate, batch_size"),
    ({"learning_rate": 7}, "learning rate=7 is not there: choose one of 0.001, 0.1, 1.0"),
    ({"images": None}, "images have type object"),
    ({"start": Network((784, 3, 10))}, "start: expected none without make_epochs"),
    ({"make_epochs": list, "learning_rate": 3.0}, "learning_rate: expected no knobs beside make_e"),
    ({"make_epochs": list}, "network is a NoneType: expected a Network"),
    ({"epochs": 0}, "epochs=0: expected a whole number from 1"),
    ({"make_epochs": 3, "start": Network((784, 3, 10))}, "make_epochs=3: expected a function"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(images, wrong, message):
    with pytest.raises(ValueError, match=message):
        WatchTraining(**({"images": images, "labels": LABELS} | wrong))


def test_changes_are_written_as_on_the_page():
    other = GOOD | {"l2": 0.0, "cost": "quadratic", "batch_size": 10_000}
    assert changes(other, GOOD) == [
        "batch 10,000 instead of 32", "cost quadratic instead of cross-entropy",
        "L2 0 instead of 0.0001",
    ]  # fmt: skip
    assert changes(GOOD, GOOD) == []
