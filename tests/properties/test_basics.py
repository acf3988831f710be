"""All rooms of maths but attribution: a result, or a refusal in words."""

import re
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import digits, doctor, evaluation, network, recipes, storage, training
from helpers.network import Network
from tests import strategies as some
from tests.properties.asked import ARRAYS, COUNT, FEW, NAMES, NUMBERS, of
from tests.properties.lawful import Case, finite, properties


def shapes():
    return st.sampled_from([(4,), (1,), (3, 4), (0, 4), (2, 3, 4)])


def sums_to_one(found, arguments):
    finite(found, arguments)
    np.testing.assert_allclose(np.asarray(found, float).sum(axis=-1), 1, rtol=1e-2)


def same_shape(found, arguments):
    finite(found, arguments)
    assert found.shape == arguments["z"].shape


@st.composite
def a_network(draw):
    model = draw(some.networks())
    kinds = {"hidden": model.hidden, "output": model.output}
    kind = draw(st.sampled_from([np.float16, np.float32, np.float64, list]))
    arrays = [
        [W.tolist() if kind is list else W.astype(kind) for W in group]
        for group in (model.weights, model.biases)
    ]
    return {"sizes": model.sizes, "weights": arrays[0], "biases": arrays[1]} | kinds


@st.composite
def a_pass(draw):
    model = draw(some.networks())
    rows = draw(st.sampled_from([(), (0,), (1,), (3,)]))
    return {"args": (model,), "x": draw(some.pixels(*rows, model.sizes[0]))}


@st.composite
def on_labelled(draw, least=0):
    """A network, images and their labels."""
    model, n = draw(some.networks()), draw(st.integers(least, 5))
    images = st.one_of(some.bytes_(n, model.sizes[0]), some.pixels(n, model.sizes[0]))
    return {"network": model} | draw(of(images=images, labels=some.whole(model.sizes[-1], n)))


def sentences(found, arguments):
    assert all(words.endswith(".") for words in found.values())


def a_share(found, arguments):
    assert 0 <= found <= 1


def shares(found, arguments):
    present = np.isin(np.arange(len(found)), arguments["labels"])
    assert ((found[present] >= 0) & (found[present] <= 1)).all() and np.isnan(found[~present]).all()


def lies_within(found, arguments):
    low, high = map(float, re.search(r"\(([\d.]+) to ([\d.]+)\)", found).groups())
    assert 0 <= low <= 100 * arguments["n"] / arguments["of"] + 0.5 and high <= 100


def counts_everyone(found, arguments):
    assert found.sum() == len(arguments["labels"])


@st.composite
def a_training(draw):
    model, n = draw(some.networks()), draw(st.integers(1, 7))
    images, labels = some.bytes_(n, model.sizes[0]), some.whole(model.sizes[-1], n)
    found = of(
        images=images, labels=labels, epochs=st.integers(1, 3), batch_size=st.integers(1, n),
        learning_rate=some.numbers(1e-3, 0.5), rng=some.generators(),
        cost=st.sampled_from(training.COSTS), l2=some.numbers(0, 0.1),
        momentum=some.numbers(0, 0.9), decay=some.numbers(0.1, 1),
    )  # fmt: skip
    return {"network": model} | draw(found)


def one_network_an_epoch(found, arguments):
    assert [epoch.number for epoch in found] == list(range(1, arguments["epochs"] + 1))
    for epoch in found:
        finite((epoch.loss, *epoch.network.weights), arguments)


@st.composite
def a_start(draw):
    sizes = draw(st.sampled_from(some.SIZES))
    one = st.one_of(some.numbers(0, 3), st.sampled_from(["1/sqrt(n)", "sqrt(2/n)"]))
    each = st.lists(one, min_size=len(sizes) - 1, max_size=len(sizes) - 1)
    more = of(rng=some.generators(), std=st.one_of(one, each), bias_std=some.numbers(0, 3))
    return {"sizes": sizes} | draw(more)


@st.composite
def one_image(draw, **more):
    """A network, an image and its class."""
    model = draw(some.networks())
    found = of(
        image=some.pixels(model.sizes[0]).map(lambda image: image.astype(np.float32)),
        label=st.integers(0, model.sizes[-1] - 1), cost=st.sampled_from(training.COSTS), **more,
    )  # fmt: skip
    return {"network": model} | draw(found)


def the_image_scaled(found, arguments):
    finite((found.run.outputs, found.wrong, found.arrives, found.gradient(0)), arguments)
    np.testing.assert_array_equal(found.gradient(0)[arguments["image"] == 0], 0)


LABELLED = {"images": ARRAYS, "labels": ARRAYS}
CASES = [
    Case(
        digits.load_digits,
        of(part=st.sampled_from(["train", "test"]),
           only=st.one_of(st.none(), st.integers(0, 9), st.sets(st.integers(0, 9), min_size=1),
                          st.lists(st.integers(0, 9), min_size=1), some.whole(10, 3))),
        {"part": NAMES, "only": st.one_of(ARRAYS, NAMES)},
        examples=0.3,
    ),
    Case(digits.as_pixels, shapes().flatmap(lambda s: of(images=some.bytes_(*s))),
         {"images": ARRAYS}, holds=finite),
    *(Case(function, shapes().flatmap(lambda s: of(z=some.floats(s, low=-99, high=99))),
           holds=same_shape) for function in (network.sigmoid, network.relu, network.leaky_relu)),
    Case(network.softmax, shapes().flatmap(lambda s: of(z=some.floats(s, low=-99, high=99))),
         holds=sums_to_one),
    Case(
        Network, a_network(),
        {"hidden": NAMES, "output": NAMES, "sizes": ARRAYS, "weights": ARRAYS.filter(
            lambda a: a is not None), "biases": ARRAYS.filter(lambda a: a is not None)},
    ),
    Case(Network.forward, a_pass(), {"x": ARRAYS}, holds=lambda run, a: finite(run.outputs, a)),
    Case(evaluation.answers, on_labelled().map(lambda a: {k: a[k] for k in ("network", "images")}),
         {"images": ARRAYS}, holds=finite),
    Case(evaluation.accuracy, on_labelled(1), LABELLED, holds=a_share),
    Case(evaluation.same_answers, on_labelled(1).map(
             lambda a: {"network": a["network"], "other": a["network"], "images": a["images"]}),
         {"images": ARRAYS}, holds=lambda found, a: a_share(found, a)),
    Case(evaluation.recalls, on_labelled(), LABELLED, holds=shares),
    Case(evaluation.own_scores, on_labelled(), LABELLED),
    Case(evaluation.share, st.integers(1, 999).flatmap(
             lambda n: of(n=st.integers(0, n), of=st.just(n))),
         {"n": COUNT, "of": COUNT}, holds=lies_within),
    Case(evaluation.lost_and_gained, st.integers(0, 9).flatmap(
             lambda n: of(labels=some.whole(10, n), before=some.whole(10, n),
                          after=some.whole(10, n))),
         {"labels": ARRAYS, "before": ARRAYS, "after": ARRAYS}, holds=finite),
    Case(evaluation.confusion, on_labelled(), LABELLED, holds=counts_everyone),
    Case(doctor.diagnose, on_labelled(1), LABELLED | {"losses": ARRAYS}, holds=sentences),
    Case(training.random_start, a_start(),
         {"std": st.one_of(NAMES, NUMBERS), "bias_std": NUMBERS, "sizes": ARRAYS, "rng": COUNT}),
    Case(
        training.train, a_training(),
        {"images": ARRAYS, "labels": ARRAYS, "epochs": FEW,
         "batch_size": COUNT, "learning_rate": NUMBERS, "l2": NUMBERS, "momentum": NUMBERS,
         "decay": NUMBERS, "cost": NAMES, "rng": COUNT},
        raises=(ValueError, FloatingPointError),
        holds=one_network_an_epoch,
    ),
    Case(
        training.one_step,
        one_image(learning_rate=some.numbers(1e-3, 0.5), steps=st.integers(1, 3)),
        {"image": ARRAYS, "label": COUNT, "learning_rate": NUMBERS, "cost": NAMES, "steps": FEW},
        holds=the_image_scaled,
    ),
    Case(
        training.finite_difference,
        one_image(unit=st.just(0), pixel=st.just(0), by=some.numbers(1e-4, 1e-2)),
        {"image": ARRAYS, "label": COUNT, "unit": COUNT, "pixel": COUNT, "cost": NAMES,
         "by": NUMBERS},
        holds=finite,
    ),
    Case(recipes.train_recipe, of(name=st.sampled_from(list(recipes.RECIPES))).map(
        lambda a: a | {"epochs": 1, "images": 50, "seed": 1, "batch_size": 25}),
        {"name": NAMES, "epochs": FEW, "batch_size": COUNT,
         "learning_rate": NUMBERS, "cost": NAMES, "seed": COUNT}, examples=0.5,
         raises=(ValueError, FloatingPointError)),
]  # fmt: skip

test_good, test_bad = properties(CASES)


@given(a_pass())
def test_layout_and_type_change_nothing(arguments):
    model, x = arguments["args"][0], arguments["x"]
    plain = np.ascontiguousarray(x, dtype=np.float32)
    np.testing.assert_allclose(
        model.forward(x).outputs, model.forward(plain).outputs, rtol=1e-4, atol=1e-5
    )


@given(some.networks(), some.networks(), st.sampled_from(["float32", "float16"]))
def test_a_network_comes_back_from_its_file(model, start, stored_as):
    start = Network(model.sizes, hidden=model.hidden, output=model.output)
    model = Network(model.sizes, model.weights, model.biases, model.hidden, model.output,
                    {"only": (1, 2)}, 3, start)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a name with spaces & <signs>")
        storage.save_network(model, path, stored_as)
        found = storage.load_network(path)
    for a, b in zip(found.weights, model.weights, strict=True):
        np.testing.assert_array_equal(a, b.astype(stored_as))
    assert (found.hidden, found.output, found.recipe) == (model.hidden, model.output, model.recipe)


@given(st.one_of(NAMES, ARRAYS, st.text()), st.binary(max_size=200))
def test_no_other_name_or_content_is_a_network(name, content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "content.npz")
        path.write_bytes(content)
        with pytest.raises(ValueError, match="is damaged or is not a network"):
            storage.load_network(path)
    if str(name) not in storage.stored_networks():
        with pytest.raises((ValueError, FileNotFoundError), match="network"):
            storage.load_network(name)
