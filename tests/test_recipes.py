"""The stored networks: each reaches what it must, and the small ones can be made again."""

import numpy as np
import pytest

from helpers.digits import load_digits
from helpers.evaluation import accuracy, confusion
from helpers.recipes import (
    CALLED,
    RECIPES,
    card,
    composed_by_seed,
    recalls_by_seed,
    scores_by_seed,
    train_recipe,
    training_images,
)
from helpers.storage import FOLDER, load_network, stored_networks
from helpers.training import random_start

SMALL = ("zero-or-one-book-start", "zero-or-one-small-start")
AT_LEAST = {
    "zero-or-one-book-start": 0.994,
    "zero-or-one-small-start": 0.994,
    "ten-digits": 0.977,
    "ten-digits-book": 0.975,
    "ten-digits-book-lucky": 0.95,
    "ten-digits-second": 0.977,
    "two-layers": 0.970,
    "wide-500": 0.82,
    "wide-60000": 0.98,
}
STUCK, RANDOM = "ten-digits-book-stuck", "ten-digits-random-labels"
WIDE = ("wide-500", "wide-60000")


def images_of(name):
    return load_digits("test", only=RECIPES[name].get("only"))


def test_every_recipe_has_its_network():
    assert stored_networks() == sorted(RECIPES)
    assert sorted(RECIPES) == sorted([*AT_LEAST, STUCK, RANDOM])


@pytest.mark.parametrize("name", AT_LEAST)
def test_a_stored_network_reaches(name):
    assert accuracy(load_network(name), *images_of(name)) >= AT_LEAST[name]


def test_the_stuck_network_recognises_no_image_of_some_digit():
    counts = confusion(load_network(STUCK), *images_of(STUCK))
    assert counts.sum() == 10_000 and counts.diagonal().min() == 0


def test_few_images_make_composed_pictures_agree_and_not_more_like_digits():
    agrees, likeness = composed_by_seed()
    assert agrees.shape == likeness.shape == (2, 3)
    assert agrees[0].min() > agrees[1].max() and likeness[0].max() < likeness[1].min()


def test_with_the_books_start_most_seeds_lose_digits_and_some_find_them_again():
    recalls = recalls_by_seed()
    assert recalls.shape == (20, 30, 10) and 0 <= recalls.min() and recalls.max() <= 1
    lost, lost_at_the_end = np.sum(recalls < 0.05, axis=2), recalls[:, -1] < 0.05
    scores = scores_by_seed()
    assert scores.shape == (20, 10) and scores[lost_at_the_end].max() < -4
    assert np.mean(lost[:, 0] > 0) > 0.8 and 0 < np.sum(lost[:, -1] == 0) < 20


def test_random_labels_are_known_by_heart_and_say_nothing_of_other_images():
    network, rng = load_network(RANDOM), np.random.default_rng(RECIPES[RANDOM]["seed"])
    random_start(rng=rng, sizes=network.sizes, std=RECIPES[RANDOM]["std"])
    images, labels = training_images(RECIPES[RANDOM], rng)
    assert len(images) == 2_000 and accuracy(network, images, labels) == 1.0
    assert np.mean(labels == load_digits("train")[1][:2_000]) < 0.15
    assert accuracy(network, *load_digits("test")) < 0.15


def test_the_wide_networks_are_kept_small():
    assert sum((FOLDER / f"{name}.npz").stat().st_size for name in WIDE) < 5_000_000


def test_what_a_recipe_trains_on():
    images, labels = training_images({"only": (3, 5), "images": 40}, None)
    expected = load_digits("train", only=(3, 5))
    np.testing.assert_array_equal(images, expected[0][:40])
    np.testing.assert_array_equal(labels, expected[1][:40])
    assert len(training_images({}, None)[0]) == 60_000


@pytest.mark.parametrize("name", RECIPES)
def test_a_stored_network_carries_its_recipe_and_its_start(name):
    network = load_network(name)
    recipe = RECIPES[name]
    assert network.recipe | {"seed": network.seed} == recipe | {"name": name}
    assert network.sizes == recipe["sizes"]
    assert network.output == recipe.get("output", "softmax")
    settings = ("sizes", "std", "bias_std", "hidden", "output")
    chosen = {key: value for key, value in RECIPES[name].items() if key in settings}
    start = random_start(rng=np.random.default_rng(network.seed), **chosen)
    kept = RECIPES[name].get("stored_as", "float32")
    found = [a.tobytes() for a in network.start.weights + network.start.biases]
    rounded = [a.astype(kept).astype(np.float32) for a in start.weights + start.biases]
    expected = [a.tobytes() for a in rounded]
    assert found == expected, "the recipe has changed, or numpy's random stream has"
    assert (network.weights[0] != network.start.weights[0]).any()


@pytest.fixture(scope="module", params=SMALL)
def retrained(request):
    *_, last = train_recipe(request.param)
    return last.network


def test_the_small_ones_reach_their_accuracy_again(retrained):
    name = retrained.recipe["name"]
    images, labels = images_of(name)
    found, stored = (accuracy(n, images, labels) for n in (retrained, load_network(name)))
    assert found >= AT_LEAST[name]
    # Four of the 2,115 images. Other processors' last digits were seen to move two of them.
    assert abs(found - stored) <= 4.5 / len(images)


def test_the_small_ones_learn_the_same_picture_again(retrained):
    """Not to the last digit: on the same processor the weights come out the same to the bit.

    On another one a matrix product rounds otherwise, and 12,660 steps at a learning rate of 3
    amplify that: with the products of four kinds of processor, what W1 learned had a cosine
    of 0.92 to 1 with the stored one. A pixel that is never lit keeps its start everywhere.
    """
    stored = load_network(retrained.recipe["name"])
    learned, expected = (n.weights[0][0] - n.start.weights[0][0] for n in (retrained, stored))
    cosine = learned @ expected / np.linalg.norm(learned) / np.linalg.norm(expected)
    assert cosine >= 0.85
    images, _ = load_digits("train", only=(0, 1))
    dark = ~images.any(axis=0)
    assert dark.sum() > 100 and not learned[dark].any() and not expected[dark].any()


@pytest.mark.parametrize("name", SMALL)
def test_seed_and_settings_can_be_replaced(name):
    epochs = list(train_recipe(name, seed=1, epochs=2, learning_rate=0.5))
    assert [epoch.number for epoch in epochs] == [1, 2] and epochs[1].loss < epochs[0].loss
    network = epochs[-1].network
    changed = {"name": name, "epochs": 2, "learning_rate": 0.5}
    assert network.seed == 1 and network.recipe | {"seed": 0} == RECIPES[name] | changed
    assert (network.start.weights[0] != load_network(name).start.weights[0]).mean() > 0.99


def test_the_images_can_come_in_another_order_from_the_same_start():
    one, other = ([*train_recipe(SMALL[0], order=order, epochs=1)][-1] for order in (1, 2))
    assert (one.network.start.weights[0] == other.network.start.weights[0]).all()
    assert (one.network.weights[0] != other.network.weights[0]).any()
    with pytest.raises(ValueError, match="order=-1"):
        next(train_recipe(SMALL[0], order=-1))


def test_an_unknown_recipe_lists_those_there_are():
    with pytest.raises(ValueError, match=r"name='ten_digits' is not .* one of .*ten-digits"):
        train_recipe("ten_digits")


def test_a_card_says_name_recipe_and_accuracy():
    called, recipe, right = card("two-layers").splitlines()
    assert called == (
        "The two-layer network (two-layers): 784→50→100→10, sigmoid neurons, softmax outputs"
    )
    assert recipe.startswith("recipe: 12 epochs on all training images, batches of 32, rate 0.5, ")
    share = accuracy(load_network("two-layers"), *load_digits("test"))
    assert right == f"right: {share:.2%} of the test images"


def test_every_network_has_a_name_that_a_reader_can_keep():
    assert sorted(CALLED) == sorted(RECIPES) and len({*CALLED.values()}) == len(RECIPES)
