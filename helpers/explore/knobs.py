"""Knobs: the settings of a training that a learner can turn, each with the choices that matter."""

from typing import NamedTuple

import numpy as np

from helpers import valid
from helpers.explore.controls import dropdown
from helpers.network import HIDDEN, OUTPUT
from helpers.recipes import RECIPES, train_recipe
from helpers.training import COSTS, random_start

GOOD = "ten-digits"  # the recipe that the knobs begin with, and whose other settings hold
STARTS = {
    "zero": {"std": 0.0},
    "small": {"std": RECIPES[GOOD]["std"]},
    "large": {"std": 1.0, "bias_std": 1.0},  # that of the book's chapter 1
}


class Knob(NamedTuple):
    """What is written beside a knob, how wide it is in pixels, its choices and the good one."""

    words: str
    width: int
    choices: tuple
    good: object


_GOOD = RECIPES[GOOD]
KNOBS = {
    "learning_rate": Knob(
        "learning rate", 165, (0.001, 0.1, 1.0, 3.0, 30.0), _GOOD["learning_rate"]
    ),
    "batch_size": Knob("batch", 130, (10, 32, 1_000, 10_000), _GOOD["batch_size"]),
    "hidden_units": Knob("hidden units", 155, (3, 10, 30, 100, 300), _GOOD["sizes"][1]),
    "first_weights": Knob("first weights", 165, tuple(STARTS), "small"),
    "cost": Knob("cost", 175, COSTS, COSTS[0]),
    "l2": Knob("L2", 110, (0.0, 1e-4, 1e-2, 1e-1), _GOOD["l2"]),
    "activation": Knob("activation", 170, HIDDEN, HIDDEN[0]),
    "seed": Knob("seed", 95, tuple(range(5)), _GOOD["seed"]),
}


def knobs(given):
    """The lists to choose from, by name; given: which of them begin with another value."""
    for name in given:
        valid.word("knob", name, KNOBS)
    made = {}
    for name, knob in KNOBS.items():
        options = [(_written(choice), choice) for choice in knob.choices]
        made[name] = dropdown(knob.words, options, given.get(name, knob.good), knob.width)
        made[name].style.description_width = "initial"  # as wide as the words are
    return made


def start_of(settings):
    """The network before training, with the knobs at these values."""
    changed, rng = _as_recipe(settings), np.random.default_rng(settings["seed"])
    start = {key: changed[key] for key in ("sizes", "std", "bias_std", "hidden", "output")}
    return random_start(rng=rng, **start)


def train_with(settings, epochs):
    """Train with the knobs at these values, and yield an `Epoch` after each."""
    return train_recipe(GOOD, settings["seed"], epochs=epochs, **_as_recipe(settings))


def _as_recipe(settings):
    same = {key: settings[key] for key in ("learning_rate", "batch_size", "cost", "l2")}
    n_in, _, n_out = _GOOD["sizes"]
    sizes = (n_in, settings["hidden_units"], n_out)
    # As in the book, where the quadratic cost comes with an output for each digit by itself.
    output = dict(zip(COSTS, OUTPUT, strict=True))[settings["cost"]]
    shape = {"sizes": sizes, "hidden": settings["activation"], "output": output}
    return same | shape | {"bias_std": 0.0} | STARTS[settings["first_weights"]]


def changes(settings, other):
    """What differs from other settings, in words: ``learning rate 30 instead of 1``."""
    return [
        f"{KNOBS[name].words} {_written(value)} instead of {_written(other[name])}"
        for name, value in settings.items()
        if value != other[name]
    ]


def _written(value):
    return value if isinstance(value, str) else f"{value:,.12g}"
