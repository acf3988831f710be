"""The named recipes: how each stored network was started and trained."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from helpers import valid
from helpers.browser import fetched
from helpers.digits import load_digits
from helpers.evaluation import accuracy
from helpers.storage import load_network
from helpers.training import random_start, train
from helpers.words import listed, many

_BOOK = {
    "sizes": (784, 100, 10),
    "epochs": 30,
    "batch_size": 10,
    "learning_rate": 3.0,
    "cost": "quadratic",
    "output": "sigmoid",
}
_ONE = _BOOK | {"sizes": (784, 1, 2), "only": (0, 1), "epochs": 10}
_GOOD = {
    "sizes": (784, 100, 10),
    "std": (0.01, "1/sqrt(n)"),
    "epochs": 15,
    "batch_size": 32,
    "learning_rate": 1.0,
    "decay": 0.85,
    "l2": 1e-4,
}
_WIDE = {
    "sizes": (784, 512, 256, 10),
    "std": "sqrt(2/n)",
    "hidden": "relu",
    "stored_as": "float16",
    "seed": 0,
}

# Nielsen's book, chapter 1, starts every weight and bias from N(0, 1); chapter 3 from N(0, 1/n).
# With chapter 1's start most seeds end with a digit lost: see `recalls_by_seed`.
RECIPES = {
    "zero-or-one-book-start": _ONE | {"std": 1.0, "bias_std": 1.0, "seed": 0},
    "zero-or-one-small-start": _ONE | {"std": "1/sqrt(n)", "seed": 0},
    "ten-digits": _GOOD | {"seed": 0},
    "ten-digits-second": _GOOD | {"seed": 1},
    "ten-digits-book": _BOOK | {"std": "1/sqrt(n)", "seed": 0},
    "ten-digits-book-stuck": _BOOK | {"std": 1.0, "bias_std": 1.0, "seed": 4},
    "ten-digits-book-lucky": _BOOK | {"std": 1.0, "bias_std": 1.0, "seed": 0},
    # The labels are drawn anew: there is nothing to learn but the images themselves.
    "ten-digits-random-labels": _GOOD
    | {"images": 2_000, "random_labels": True, "epochs": 200, "decay": 1.0, "l2": 0.0, "seed": 0},
    "two-layers": {
        "sizes": (784, 50, 100, 10),
        "std": "1/sqrt(n)",
        "epochs": 12,
        "batch_size": 32,
        "learning_rate": 0.5,
        "decay": 0.85,
        "seed": 0,
    },
    "wide-60000": _WIDE
    | {"epochs": 12, "batch_size": 64, "learning_rate": 0.05, "decay": 0.8, "momentum": 0.9},
    "wide-500": _WIDE
    | {"images": 500, "epochs": 60, "batch_size": 20, "learning_rate": 0.05, "momentum": 0.5},
}
# What the notebooks call them.
CALLED = {
    "zero-or-one-book-start": "The one-neuron network",
    "zero-or-one-small-start": "The one-neuron network with a small start",
    "ten-digits": "The tidy network",
    "ten-digits-second": "The second tidy network",
    "ten-digits-book": "The book's later network",
    "ten-digits-book-stuck": "The stuck network",
    "ten-digits-book-lucky": "The book's network",
    "ten-digits-random-labels": "The random-labels network",
    "two-layers": "The two-layer network",
    "wide-60000": "The wide network",
    "wide-500": "The wide network of 500 images",
}
SEEDS = Path(__file__).parent / "data" / "seeds.npz"  # what tools/seeds.py found
_START = ("sizes", "std", "bias_std", "output", "hidden")
_DATA = ("only", "images", "random_labels")
_NOT_TRAINING = ("name", "stored_as", "order", *_START, *_DATA)


def train_recipe(name, seed=None, **changes):
    """Train one of the named recipes, and yield a `helpers.training.Epoch` after each.

    Each network carries the recipe, the seed and the starting weights.

    name: one of `RECIPES`. seed: of the start and of the shuffling; the recipe's own without it.
    changes: settings that replace the recipe's, for example ``epochs=2``; and ``order=1``, another
    seed for the shuffling alone.
    """
    settings = RECIPES[valid.word("name", name, RECIPES)] | changes
    own_seed = settings.pop("seed")
    seed = valid.whole("seed", own_seed if seed is None else seed)
    return _run({"name": name} | settings, seed)


def card(name):
    """Introduce a stored network in three lines: its name in the texts, recipe, and accuracy.

    The last is over the test images of the digits that it knows.
    """
    network, recipe = load_network(name), RECIPES[valid.word("name", name, RECIPES)]
    right = accuracy(network, *load_digits("test", only=recipe.get("only")))
    start = [recipe["std"]] if isinstance(recipe["std"], (str, float)) else recipe["std"]
    trained_on = recipe.get("images", "all")
    settings = [
        f"{many(recipe['epochs'], 'epoch')} on {trained_on} training images",
        f"batches of {recipe['batch_size']}",
        f"rate {recipe['learning_rate']}",
        f"{recipe.get('cost', 'cross-entropy')} cost",
        *(["L2"] if recipe.get("l2") else []),
        f"start: noise of size {listed(start)}",
        f"seed {recipe['seed']}",
    ]
    return "\n".join(
        [
            f"{CALLED[name]} ({name}): {'→'.join(map(str, network.sizes))}, "
            f"{network.hidden} neurons, {network.output} outputs",
            "recipe: " + ", ".join(settings),
            f"right: {right:.2%} of the test images",
        ]
    )


def recalls_by_seed():
    """Each digit's recall in twenty trainings of ten-digits-book-stuck, seeds 0 to 19: stored.

    After each of 30 epochs, (20, 30, 10). `tools/seeds.py` trains them again, which takes minutes;
    another processor rounds otherwise, and may keep or lose another digit with the same seed.
    """
    return np.load(fetched(SEEDS))["right"] / np.bincount(load_digits("test")[1])


def scores_by_seed():
    """Each output's score for its own digit after the first epoch of these trainings: (20, 10).

    The median over the digit's test images, as `helpers.evaluation.own_scores`.
    """
    return np.load(fetched(SEEDS))["scores"]


def composed_by_seed():
    """What the ten composed pictures of six networks of wide-500 do: two arrays, (2, 3), stored.

    On what share of the test images they give their network's answer, and their mean likeness to
    the digits. Rows: trained on 500 images sixty times, and with as many steps on 30,000 images
    once. Columns: seeds 0 to 2. `tools/seeds.py` trains them again.
    """
    found = np.load(fetched(SEEDS))
    return found["agrees"], found["likeness"]


def training_images(recipe, rng):
    """The images and labels that a recipe trains on: all, unless it says otherwise.

    recipe: a dict in which ``only`` names digits, ``images`` says how many of the first images, and
    ``random_labels`` gives each image a digit that has nothing to do with it.
    """
    images, labels = load_digits("train", only=recipe.get("only"))
    images, labels = images[: recipe.get("images")], labels[: recipe.get("images")]
    if recipe.get("random_labels"):
        labels = rng.integers(0, 10, len(labels))
    return images, labels


def _run(recipe, seed):
    rng = np.random.default_rng(seed)
    settings = {key: value for key, value in recipe.items() if key not in _NOT_TRAINING}
    start = random_start(rng=rng, **{key: recipe[key] for key in _START if key in recipe})
    images, labels = training_images(recipe, rng)
    if "order" in recipe:
        rng = np.random.default_rng(valid.whole("order", recipe["order"]))
    for epoch in train(start, images, labels, rng=rng, **settings):
        yield replace(epoch, network=replace(epoch.network, recipe=recipe, seed=seed))
