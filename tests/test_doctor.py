"""The run doctor: each illness on a network made to have it, and silence on the healthy."""

import numpy as np
import pytest

from helpers import evaluation
from helpers.digits import as_pixels, load_digits
from helpers.doctor import ENOUGH, diagnose
from helpers.network import HIDDEN, OUTPUT, Network
from helpers.recipes import RECIPES
from helpers.storage import load_network

EACH = 40
LABELS = np.repeat(np.arange(3), EACH)
EYE = np.eye(3)


@pytest.fixture(scope="module")
def images():
    """Each class lights a pixel of its own, more or less."""
    lit = np.random.default_rng(0).integers(200, 256, (3 * EACH, 1))
    return (np.eye(3)[LABELS] * lit).astype(np.uint8)


def a_network(W1=10 * EYE, b1=(-5, -5, -5), W2=10 * EYE, b2=(-5, -5, -5), **kinds):
    """Three hidden units for three classes, a healthy network unless something is changed."""
    return Network((3, len(W1), 3), [W1, W2], [b1, b2], **kinds)


def first(found):
    return next(iter(found), None), next(iter(found.values()), "")


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("output", OUTPUT)
def test_of_a_healthy_network_nothing_is_said(images, hidden, output):
    network = a_network(hidden=hidden, output=output)
    assert diagnose(network, images, LABELS) == {}
    assert diagnose(network, as_pixels(images), LABELS, [0.5, 0.4]) == {}


@pytest.mark.parametrize("at_once", [1, 7])
def test_it_looks_at_all_images_however_many_at_once(images, at_once, monkeypatch):
    monkeypatch.setattr(evaluation, "AT_ONCE", at_once)
    assert diagnose(a_network(), images, LABELS) == {}
    assert diagnose(a_network(), images[::-1], LABELS[::-1]) == {}


@pytest.mark.parametrize("name", [name for name in RECIPES if name != "ten-digits-book-stuck"])
def test_of_a_healthy_stored_network_nothing_is_said(name):
    images, labels = load_digits("test", only=RECIPES[name].get("only"))
    assert diagnose(load_network(name), images, labels) == {}


def test_the_stuck_network_has_three_outputs_that_are_off():
    found = diagnose(load_network("ten-digits-book-stuck"), *load_digits("test"))
    assert list(found) == ["silent outputs", "lost digits"]
    assert found["silent outputs"] == (
        "Outputs 1, 5 and 8 are off for every image: never above 0.066."
    )
    assert found["lost digits"] == "Digits 1, 5 and 8 are lost: of 3,001 images 31 are recognised."


def test_a_cost_far_above_that_of_a_guess(images):
    network = a_network()
    assert first(diagnose(network, images, LABELS, [0.3, 1.7])) == (
        "diverging", "The cost is 1.70, and guessing costs 1.10: the steps are too large.",
    )  # fmt: skip
    assert diagnose(network, images, LABELS, [1.7, 1.6]) == {}


def test_units_that_began_alike(images):
    same = np.tile([[3.0, -1.0, 2.0]], (4, 1))
    W2 = np.random.default_rng(1).normal(size=(3, 4))
    sick = a_network(same, np.zeros(4), W2)
    illness, words = first(diagnose(sick, images, LABELS))
    assert illness == "units alike" and words.startswith("All 4 hidden units have the same weights")
    other = same + np.outer([0, 0, 0, 1], [0.1, 0, 0])
    assert "units alike" not in diagnose(a_network(other, np.zeros(4), W2), images, LABELS)
    one = Network((3, 1, 3), [same[:1], W2[:, :1]])
    assert "units alike" not in diagnose(one, images, LABELS)
    assert "units alike" not in diagnose(Network((3, 3), [same[:3]]), images, LABELS)


@pytest.mark.parametrize(("hidden", "bias", "weight", "words"), [
    ("relu", -100, 10, "are dead: near 0 for every image."),
    ("sigmoid", -100, 10, "are dead: near 0 for every image."),
    ("sigmoid", 100, 10, "are saturated: within 0.05 of an end of their curve for every image."),
    ("tanh", -100, 10, "are saturated: within 0.05 of an end of their curve for every image."),
    ("sigmoid", 1, 0.01, "say the same to every image: no two change one of them by 0.05."),
    ("relu", 7, 0.01, "say the same to every image: no two change one of them by 0.05."),
])  # fmt: skip
def test_units_that_are_the_same_for_every_image(images, hidden, bias, weight, words):
    W1, b1 = np.tile(10 * EYE, (3, 1)), np.full(9, -5.0)
    W1[:2], b1[:2] = weight * EYE[:2], bias
    W2 = np.tile(10 * EYE, 3) / 2
    W2[:, :2] = 0
    sick = a_network(W1, b1, W2, (-3, -3, -3), hidden=hidden)
    h = sick.forward(as_pixels(images)).h[0]
    assert np.sum(np.ptp(h, axis=0) < 0.05) == 2
    assert first(diagnose(sick, images, LABELS)) == (
        "dead units", f"2 of 9 hidden units {words}",
    )  # fmt: skip
    W1[1], b1[1] = 10 * EYE[1], -5
    one_of_nine = a_network(W1, b1, W2, (-3, -3, -3), hidden=hidden)
    assert "dead units" not in diagnose(one_of_nine, images, LABELS)


def test_the_layer_of_the_dead_units_is_said(images):
    second = (10 * EYE, np.array([-5.0, -100, -5]))
    sick = Network((3, 3, 3, 3), [10 * EYE, second[0], 10 * EYE], [[-5] * 3, second[1], [-5] * 3])
    found = diagnose(sick, images, LABELS)
    assert found["dead units"].startswith("1 of 3 hidden units of layer 2 are dead")


@pytest.mark.parametrize("output", OUTPUT)
def test_outputs_that_hardly_differ_from_a_guess(images, output):
    sick = a_network(W2=0.1 * EYE, b2=np.full(3, np.log(1 / 2)), output=output)
    certain = sick.forward(as_pixels(images)).outputs.max(axis=1).mean()
    assert first(diagnose(sick, images, LABELS)) == (
        "crawling",
        f"The outputs hardly differ from a guess: the largest is {certain:.2f} on average, and a "
        "guess is 0.33. Steps that are too small do that.",
    )


@pytest.mark.parametrize("output", OUTPUT)
def test_an_output_that_is_off_for_every_image(images, output):
    sick = a_network(b2=(-5, -20, -5), output=output)
    loudest = sick.forward(as_pixels(images)).outputs[:, 1].max()
    assert first(diagnose(sick, images, LABELS)) == (
        "silent outputs", f"Output 1 is off for every image: never above {loudest:.3f}.",
    )  # fmt: skip


def test_digits_that_are_never_recognised_though_their_outputs_are_loud(images):
    sick = a_network(W2=10 * EYE[[0, 2, 1]])
    assert diagnose(sick, images, LABELS) == {
        "lost digits": f"Digits 1 and 2 are lost: of {2 * EACH} images 0 are recognised."
    }


def test_nothing_is_said_of_a_digit_of_which_there_are_few_images(images):
    sick, others = a_network(b2=(-5, -20, -5)), LABELS != 1
    for n, said in ((ENOUGH - 1, []), (ENOUGH, ["silent outputs", "lost digits"])):
        kept = others | (np.arange(3 * EACH) < EACH + n)
        assert list(diagnose(sick, images[kept], LABELS[kept])) == said


def test_a_cost_that_has_stopped_falling_while_much_is_wrong(images):
    labels = LABELS.copy()
    labels[:20] = 1
    words = "The cost hardly falls any more, 0.500 and then 0.490, and 16.7% are still wrong."
    assert diagnose(a_network(), images, labels, [0.5, 0.49]) == {"stopped": words}
    assert diagnose(a_network(), images, labels, [0.5, 0.45]) == {}
    assert diagnose(a_network(), images, labels, [0.49]) == {}
    assert diagnose(a_network(), images, LABELS, [0.5, 0.49]) == {}


@pytest.mark.parametrize(("wrong", "message"), [
    ({"network": None}, "network is a NoneType: expected a Network"),
    ({"images": np.zeros((0, 3), np.uint8)}, "at least 1 of them"),
    ({"labels": LABELS[1:]}, "one label for each image"),
    ({"labels": LABELS + 1}, "the classes are 0 to 2"),
    ({"losses": 0.5}, "losses=0.5: expected a list of 0 or more losses"),
    ({"losses": ["low"]}, "losses='low': expected a number"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(images, wrong, message):
    given = {"network": a_network(), "images": images, "labels": LABELS, "losses": ()} | wrong
    with pytest.raises(ValueError, match=message):
        diagnose(**given)
