"""The training benchmark: its contestants in numpy agree with ours, and its goals can fail."""

from importlib import import_module

import pytest

from benchmarks.training import goals, speed
from benchmarks.training.field import CHECKED_IMAGES, FIELD, SAME, Entry
from benchmarks.training.recipes import BATCH_SIZES, flop_an_image, recipe

IN_NUMPY = [name for name, entry in FIELD.items() if entry.trains and not entry.packages]


def after_one_epoch(name, batch_size, **changed):
    module = import_module(f"benchmarks.training.contestants.{FIELD[name].module}")
    contestant = module.Contestant()
    contestant.begin(images=640, **recipe(batch_size) | changed)
    contestant.epoch(given=True)
    weights, biases = contestant.parameters()
    return [*weights, *biases]


def apart(some, others):
    return max(float(abs(a - b).max()) for a, b in zip(some, others, strict=True))


@pytest.mark.parametrize("batch_size", [10, 64])
def test_contestants_in_numpy_train_what_we_train(batch_size):
    assert set(IN_NUMPY) == {"ours", "numpy", "book", "book-float32"}
    strong = {"l2": 0.1}  # so that weight decay left out shows
    ours, *others = [after_one_epoch(name, batch_size, **strong) for name in IN_NUMPY]
    assert max(apart(ours, other) for other in others) < SAME / 10
    assert apart(ours, after_one_epoch("ours", batch_size)) > SAME


def test_every_batch_size_fits_the_images_of_the_check():
    # A contestant that trains on a last, smaller batch would rightly differ.
    assert all(CHECKED_IMAGES % size == 0 for size in BATCH_SIZES)


def test_flop_an_image():
    assert flop_an_image((784, 100, 10)) == 319_600
    first, second, third = 784 * 512, 512 * 256, 256 * 10
    assert flop_an_image((784, 512, 256, 10)) == 2 * (2 * first + 3 * second + 3 * third)


def seconds(ours, torch, jax):
    return {"ours": [ours] * 3, "torch": [torch] * 3, "jax": [jax] * 3, "products": [0.1] * 3}


def test_goals_hold_and_fall_short():
    fast = seconds(ours=0.2, torch=1.0, jax=0.3)
    slow = seconds(ours=0.2, torch=1.0, jax=0.1)
    found = goals.of({"one": {10: fast, 32: fast}, "many": {10: slow}})
    by_words = {goal.words.split(" (")[0]: goal for goal in found}
    torch = by_words["Ours beside PyTorch, eager, one thread, batch 10"]
    assert torch.holds and torch.measured == pytest.approx(0.2)
    ahead = by_words["Ahead of every peer, batch 10"]  # by the worse of the two columns
    assert not ahead.holds and ahead.measured == pytest.approx(2)
    assert "JAX, jitted scan, as it comes" in ahead.words
    assert "matrix products alone take" in str(ahead)
    assert by_words["Level with JAX, batch 32"].holds


def test_a_peer_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setitem(FIELD, "torch", Entry("torch_eager", "PyTorch", ("no-such-package",)))
    row = speed._row("torch", 10, {"one": {10: {"ours": [1.0]}}})
    assert row == ["PyTorch: no-such-package not installed", *["–"] * 6]
    assert len(row) == len(speed.COLUMNS)
