"""What the room shows refuses what does not fit, in words of its own."""

import inspect

import numpy as np
import pytest

from helpers import attribution
from helpers.attribution import METHODS
from helpers.network import Network
from helpers.storage import load_network

NET = Network((7, 5, 4), hidden="sigmoid")
IMAGE, HIDDEN, PARTS = np.full(7, 0.5), np.ones((2, 5)), np.ones((7, 4))
IMAGES, LABELS, RNG = np.full((2, 7), 255, np.uint8), [0, 1], np.random.default_rng(0)
PAGES, MAP = np.zeros((9, 784)), Network((7, 4))
ONE_UNIT = Network((7, 1, 2))
TRAINED, RELU = load_network("ten-digits"), load_network("wide-500")
INKED, PAGE = np.full(784, 0.5), np.full((1, 784), 9, np.uint8)
TRIALS = {"weights": attribution.picture_trial({"a": TRAINED, "b": TRAINED}, PAGE, [3], "weights")}
ENOUGH = {"sum": 0.1, "random": 0.1, "second": 0.9, "patch": 0.9}
SEEDS, FOUND = {"a": TRAINED, "b": load_network("ten-digits-second")}, {"set": {"a": [0.7]}}
INKED_PAGES = np.tile(np.arange(784) % 256, (2, 1)).astype(np.uint8)
SHUFFLED = RNG.random((2, 5))

# What fits, and what is passed instead of one of its arguments, with words of the refusal.
DOORS = [
    ("hidden_activations", (NET, IMAGES), "images", IMAGES[0], r"expected bytes .* \(n, 7\)"),
    ("mean_activations", (NET, IMAGES), "images", IMAGES[:0], "at least 1 of them"),
    ("mean_activations", (NET, IMAGES), "network", MAP, "expected one with a hidden layer"),
    ("hidden_activations", (NET, IMAGES), "network", MAP, "expected one with a hidden layer"),
    ("contributions", (NET, HIDDEN, 0), "digit", 4, "from 0 to 3, one of the 4 classes"),
    ("rank_values", (NET, HIDDEN, 0, "weight"), "by", "effect", "choose one of weight, contr"),
    ("top_units", (NET, HIDDEN, LABELS, "weight", 2), "k", 6, "from 1 to 5"),
    ("top_k", (IMAGE, 2), "k", 8, "a whole number from 1 to 7"),
    ("ablated_scores", (NET, HIDDEN, [0], 0.0), "units", [[0], [1], [2]], "3 sets for 2 images"),
    ("ablated_scores", (NET, HIDDEN, [0], 0.0), "replacement", HIDDEN[:, 1:], "pass 0, one value"),
    ("random_units", (5, 2, RNG), "k", 6, "from 0 to 5"),
    ("single_unit_repairs", (NET, HIDDEN, LABELS), "hidden", HIDDEN[0], r"of shape \(n, 5\)"),
    ("lead_of_favourite", (np.eye(3), np.eye(3)), "means", np.eye(2), r"of shape \(n, 3\)"),
    ("neuron", (NET, IMAGE, 0), "since", RELU, "the same sizes and activation"),
    ("neuron", (NET, IMAGE, 0), "layer", "h2", "layer='h2' is not there: choose one of h1"),
    ("strongest_connections", (NET, IMAGE, 3), "k", 0, "k=0: expected a whole number from 1"),
    ("strongest_connections", (NET, IMAGE, 3), "node", (3, 0), "layer=3: .* from 0 to 2"),
    ("strongest_connections", (NET, IMAGE, 3), "node", (1, 5), "unit=5: .*units of layer 1"),
    ("strongest_connections", (NET, IMAGE, 3), "node", 4, "a list of 2 whole numbers"),
    ("pixel_products", (NET, IMAGE, 0), "unit", 5, "one of the 5 hidden units"),
    ("single_pixel_effects", (NET, IMAGE, "z1"), "layer", "h9", "one of z1, h1, z2, h2"),
    ("all_single_pixel_effects", (NET, IMAGE), "baseline", IMAGE[:3], "baseline has type"),
    ("shapley_values", (NET, IMAGE, "z1", RNG), "permutations", 1, "from 2"),
    ("layer_values", (NET.forward(IMAGE), "z1"), "layer", "z3", "one of z1, h1, z2, h2"),
    ("layer_values", (NET.forward(IMAGE), "z1"), "run", NET, "pass network.forward"),
    ("input_slopes", (NET, IMAGE, "z1"), "images", PAGES, "pass as_pixels"),
    ("integrated_gradients", (NET, IMAGE, "z1"), "steps", 0, "steps=0"),
    ("residual", (NET, IMAGE, "z2", PARTS), "parts", PARTS.T, "a method returns for layer='z2'"),
    ("method_trial", (NET, PARTS.T, METHODS["single pixel"], None), "judges", [], "a list of 4"),
    ("method_trial", (NET, PARTS.T, METHODS["single pixel"], None), "method", print, "returned"),
    ("class_difference", (IMAGES, LABELS), "of", 7, "no image of this class among the 2"),
    ("turned", (ONE_UNIT,), "network", NET, "expected one hidden unit"),
    ("pattern", (IMAGES, IMAGE), "weights", IMAGE[:3], r"of shape \(7,\)"),
    ("class_picture", (NET, IMAGE, 0, "weights"), "kind", "Cov·w", "made of images: pass data="),
    ("class_picture", (NET, IMAGE, 0, "weights"), "network", MAP, "is about one hidden unit"),
    ("class_pictures", ({"a": NET}, IMAGE, 0, ["weights"]), "kinds", ["Cov·w"], "pass data="),
    ("class_pictures", ({"a": NET}, IMAGE, 0, ["weights"]), "digit", 4, "one of the 4 classes"),
    ("agreements", (PARTS.T, IMAGE), "image", 0 * IMAGE, "has no ink"),
    ("patch_changes", (TRAINED, INKED, 3, INKED), "picture", IMAGE, r"of shape \(784,\)"),
    ("patch_changes", (TRAINED, INKED, 3, INKED), "network", RELU, "expected one hidden layer"),
    ("picture_trial", ({"a": TRAINED}, PAGE, [3], "weights"), "images", 0 * PAGE, "has no ink"),
    ("picture_trial", ({"a": TRAINED}, PAGE, [3], "weights"), "networks", {"a": NET}, "28×28"),
    ("by_groups", (TRIALS, {"g": ["b"]}), "groups", {"g": ["c"]}, "with the networks"),
    ("findings", (SEEDS, INKED_PAGES, [0, 1]), "networks", {"a": TRAINED}, "is only one"),
    ("findings", (SEEDS, INKED_PAGES, [0, 1]), "images", 0 * INKED_PAGES, "has no ink"),
    ("finding_by_finding", (FOUND, {"a": 0.5}, {}), "found", {"set": {"a": []}}, "at least 1"),
    ("finding_by_finding", (FOUND, {"a": 0.5}, {}), "above", {"b": 0.5}, "that every set has"),
    ("checklist", (TRIALS, ["b"], ["b"], ENOUGH), "enough", {}, "expected sum, random"),
    ("checklist", (TRIALS, ["b"], ["b"], ENOUGH), "trials", {"weights": 3}, "picture_trial ret"),
    ("eight_networks", (TRAINED, TRAINED, TRAINED, RNG), "second", NET, "with its start"),
    ("correlation", (HIDDEN[0] * range(5), range(5)), "other", np.ones(5), "the same everywhere"),
    ("rank_correlation", (IMAGE, IMAGE), "other", IMAGE[:3], r"of shape \(7,\)"),
    ("agreement", (PARTS, PARTS), "others", PARTS.T, r"of shape \(7, 4\)"),
    ("portrait_likeness", (np.eye(2, 784), np.eye(10, 784, dtype=np.uint8), range(10)),
     "labels", [3] * 10, r"no image of digits \[0, 1, 2, 4"),
    ("matched_units", (SHUFFLED, SHUFFLED), "other", SHUFFLED * [1, 0, 1, 1, 1], r"tion: \[1"),
    ("principal_components", (np.eye(3),), "k", 4, "from 1 to 3"),
    ("principal_components", (np.eye(3),), "rows", np.ones((3, 3)), "all rows are the same"),
    ("own_centre_share", (PARTS, range(7)), "labels", [1, 2], "one label for each of the places"),
    ("composed_map", (NET,), "layer", "h1", "comes after an activation .* 'z1'"),
    ("exact_map", (RELU, PAGES[0]), "network", NET, "expected one of relu, leaky"),
    ("linear_fits", (NET, IMAGES, [1.0]), "ridges", [0.0], "expected a number above 0"),
    ("composition_meter", (MAP, IMAGES, LABELS, LABELS), "said", [0], "one label for each"),
    ("control_networks", (TRAINED, NET, NET, RNG), "network", NET, "one with its start"),
    ("shuffled_outputs", (NET, RNG), "rng", 0, "expected a generator"),
    ("shuffled_layers", (NET, RNG), "rng", 0, "expected a generator"),
    ("shifted", (PAGES,), "right", 29, "from -28 to 28"),
    ("inverted", (PAGES,), "images", np.full(784, 255.0), "beyond 0 to 1"),
    ("inverted", (PAGES,), "images", PAGES[0, 1:], r"or \(n, 784\)"),
    ("noise", (1, RNG), "n", -1, "from 0"),
    ("random_steps", ([1.0], 2, RNG), "n_inputs", 0, "from 1"),
    ("oddities", (PAGES[0].astype(np.uint8), RNG), "image", PAGES[0], "pass bytes, such as"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fits", "argument", "bad", "words"), DOORS, ids=[f"{d[0]}-{d[2]}" for d in DOORS]
)
def test_what_does_not_fit_is_refused(name, fits, argument, bad, words):
    function = getattr(attribution, name)
    bound = inspect.signature(function).bind(*fits)
    function(**bound.arguments)
    with pytest.raises(ValueError, match=words):
        function(**(bound.arguments | {argument: bad}))


@pytest.mark.parametrize("name", METHODS)
def test_methods_refuse_too(name):
    for bad in ({"layer": "z9"}, {"image": IMAGES}, {"baseline": PAGES}, {"rng": 5}):
        fits = {"image": IMAGE, "layer": "z2", "baseline": None, "rng": RNG}
        with pytest.raises(ValueError, match=r"expected|choose one of"):
            METHODS[name](NET, **(fits | bad))
    if name in ("Shapley values", "expected gradients"):
        with pytest.raises(ValueError, match="rng=None: expected a generator"):
            METHODS[name](NET, IMAGE, "z2", None, None)


def test_every_door_is_asked_here():
    shown = {name for name, value in vars(attribution).items() if hasattr(value, "__wrapped__")}
    assert shown == {name for name, *_ in DOORS}
