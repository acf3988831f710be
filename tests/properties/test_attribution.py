"""Attribution: sums that hold for any network and layout, and refusals in words."""

import numpy as np
from hypothesis import strategies as st

from helpers import attribution
from helpers.attribution import RANKINGS, layer_names
from tests import strategies as some
from tests.properties import test_comparisons, test_other_networks
from tests.properties.asked import (
    COUNT,
    FEW,
    HIDDEN,
    IMAGES,
    LAYER,
    a_mean,
    digit,
    on_an_image,
    on_hidden,
    on_images,
    replacement,
    units_of,
)
from tests.properties.lawful import Case, finite, properties, public_functions


def adds_up_to_the_score(found, arguments):
    network, hidden = arguments["network"], np.asarray(arguments["hidden"], float)
    c = arguments["digit"]
    score = hidden @ network.weights[-1][c].astype(float) + network.biases[-1][c]
    total = np.asarray(found, float).sum(axis=-1) + network.biases[-1][c]
    np.testing.assert_allclose(total, score, rtol=1e-2, atol=1e-1)


def first_layer_adds_up(found, arguments):
    """Of the first pre-activations the effects add up, in float32, to the whole change."""
    finite(found, arguments)
    if arguments["layer"] == "z1":
        network, image = arguments["network"], arguments["image"].astype(np.float32)
        away = image - arguments.get("baseline", np.zeros_like(image)).astype(np.float32)
        np.testing.assert_allclose(
            np.asarray(found).sum(axis=0), away @ network.weights[0].T, rtol=1e-3, atol=1e-2
        )


def one_row_each(found, arguments):
    finite(found, arguments)
    assert len(found) == len(arguments["images"])


@st.composite
def a_walk(draw):
    network = draw(some.networks())
    n = network.sizes[0]
    layer = draw(st.sampled_from(layer_names(network)))
    found = {"network": network, "begin": draw(some.pixels(n)), "end": draw(some.pixels(n))}
    return found | {"order": draw(some.chosen(n)), "layer": layer}


@st.composite
def a_trial(draw):
    found = draw(on_hidden(rows=draw(st.integers(1, 4)), units=units_of, replacement=replacement))
    labels = some.whole(found["network"].sizes[-1], len(found["hidden"]))
    return found | {"labels": draw(labels), "rng": draw(some.generators()), "sets": 2}


@st.composite
def ranked(draw):
    found = draw(on_hidden(rows=draw(st.integers(0, 4)), mean=a_mean))
    network, n = found["network"], len(found["hidden"])
    found["digits"] = draw(some.whole(network.sizes[-1], n))
    k = draw(st.integers(1, network.sizes[-2]))
    return found | {"by": draw(st.sampled_from(RANKINGS)), "k": k}


@st.composite
def sorted_values(draw):
    shape = draw(st.sampled_from([(4,), (1,), (3, 4), (0, 4)]))
    return {"values": draw(some.floats(shape)), "k": draw(st.integers(1, shape[-1]))}


def largest_first(found, arguments):
    values = np.asarray(arguments["values"], float)
    picked = np.take_along_axis(values, found, axis=-1)
    assert (np.diff(picked, axis=-1) <= 0).all()
    np.testing.assert_array_equal(picked, -np.sort(-values, axis=-1)[..., : arguments["k"]])


@st.composite
def two_pictures(draw):
    n = draw(st.integers(2, 9))
    varied = some.floats((n,), np.float64).filter(np.ptp)
    return {"picture": draw(varied), "other": draw(varied)}


@st.composite
def a_difference(draw):
    n = draw(st.integers(0, 4))
    labels = np.array([1, 0, *draw(some.whole(2, n))], int)
    return {"images": draw(some.bytes_(n + 2, 5)), "labels": labels}


@st.composite
def a_pattern(draw):
    n = draw(st.integers(1, 5))
    return {"images": draw(some.bytes_(n, 5)), "weights": draw(some.floats((5,)))}


def between_one_and_minus_one(found, arguments):
    assert -1.0000001 <= found <= 1.0000001


one_hidden = some.networks([(4, 1, 2), (6, 1, 2)])
CASES = [
    Case(attribution.hidden_activations, on_images(), IMAGES, holds=one_row_each),
    Case(attribution.mean_activations, on_images(n=3), IMAGES, holds=finite),
    Case(attribution.contributions, on_hidden(digit=digit), HIDDEN, holds=adds_up_to_the_score),
    Case(attribution.runner_up, on_hidden(digit=digit), HIDDEN, holds=finite),
    Case(
        attribution.rank_values,
        on_hidden(digit=digit, mean=a_mean, by=lambda *_: st.sampled_from(RANKINGS)),
        HIDDEN | {"mean": some.no_arrays(), "by": some.no_names()},
        holds=finite,
    ),
    Case(
        attribution.top_units,
        ranked(),
        {"hidden": some.no_arrays(), "digits": some.no_arrays(), "k": COUNT, "by": some.no_names(),
         "mean": some.no_arrays()},
        holds=finite,
    ),
    Case(
        attribution.top_k, sorted_values(), {"values": some.no_arrays(), "k": COUNT},
        holds=largest_first,
    ),
    Case(
        attribution.ablated_scores,
        on_hidden(units=units_of, replacement=replacement),
        {"hidden": some.no_arrays(), "units": some.no_arrays(), "replacement": some.no_arrays()},
        holds=finite,
    ),
    Case(
        attribution.leave_one_unit_out,
        on_hidden(replacement=replacement),
        {"hidden": some.no_arrays(), "replacement": some.no_arrays()},
        holds=finite,
    ),
    Case(
        attribution.removal_trial,
        a_trial(),
        {"hidden": some.no_arrays(), "units": some.no_arrays(), "replacement": some.no_arrays(),
         "labels": some.no_arrays(), "sets": FEW, "rng": COUNT},
    ),
    Case(
        attribution.random_units,
        st.fixed_dictionaries({"n_hidden": st.integers(5, 9), "k": st.integers(0, 5),
                               "rng": some.generators(), "sets": st.integers(0, 3)}),
        {"rng": COUNT, "n_hidden": FEW, "k": COUNT,
         "sets": FEW},
        holds=finite,
    ),
    Case(
        attribution.class_difference,
        a_difference(),
        {"images": some.no_arrays(), "labels": some.no_arrays(), "of": COUNT, "minus": COUNT},
        holds=finite,
    ),
    Case(attribution.correlation, two_pictures(), {"picture": some.no_arrays(),
         "other": some.no_arrays()}, holds=between_one_and_minus_one),
    Case(attribution.pattern, a_pattern(), IMAGES | {"weights": some.no_arrays()}, holds=finite),
    Case(
        attribution.turned,
        one_hidden.flatmap(lambda network: st.fixed_dictionaries(
            {"network": st.just(network), "picture": some.floats((network.sizes[0],))})),
        {"picture": some.no_arrays()},
        holds=finite,
    ),
    Case(
        attribution.pixel_products,
        some.networks().flatmap(lambda network: st.fixed_dictionaries(
            {"network": st.just(network), "image": some.pixels(network.sizes[0]),
             "unit": st.integers(0, network.sizes[1] - 1)})),
        {"image": some.no_arrays(), "unit": COUNT},
        holds=finite,
    ),
    Case(
        attribution.layer_names, some.networks().map(lambda network: {"network": network}),
    ),
    Case(
        attribution.layer_values,
        on_an_image().map(lambda a: {"run": a["network"].forward(a["image"]), "layer": a["layer"]}),
        {"layer": some.no_names()},
        holds=finite,
    ),
    Case(
        attribution.input_slopes,
        on_an_image().map(lambda a: {"network": a["network"], "images": a["image"],
                                     "layer": a["layer"]}),
        IMAGES | {"layer": some.no_names()},
        holds=finite,
    ),
    Case(attribution.gradient_times_input, on_an_image(), LAYER, holds=first_layer_adds_up),
    Case(
        attribution.integrated_gradients,
        on_an_image(steps=lambda network: st.integers(1, 4)),
        LAYER | {"steps": FEW},
        holds=first_layer_adds_up,
    ),
    Case(
        attribution.expected_gradients,
        on_an_image(baselines=lambda network: some.pixels(3, network.sizes[0]),
                    rng=lambda network: some.generators(),
                    samples=lambda network: st.integers(1, 4))
        .map(lambda a: {name: a[name] for name in a if name != "baseline"}),
        {"layer": some.no_names(), "image": some.no_arrays(), "baselines": some.no_arrays(),
         "samples": FEW, "rng": COUNT},
        holds=finite,
    ),
    Case(attribution.single_pixel_effects, on_an_image(), LAYER, holds=first_layer_adds_up),
    Case(attribution.leave_one_out, on_an_image(), LAYER, holds=first_layer_adds_up),
    Case(
        attribution.walk_values, a_walk(),
        {"begin": some.no_arrays(), "end": some.no_arrays(), "order": some.no_arrays(),
         "layer": some.no_names()},
        holds=finite,
    ),
    Case(
        attribution.shapley_values,
        on_an_image(rng=lambda network: some.generators(),
                    permutations=lambda network: st.integers(2, 4)),
        LAYER | {"permutations": FEW, "rng": COUNT},
    ),
]  # fmt: skip


def test_every_function_has_its_case():
    have = {str(case) for case in CASES + test_comparisons.CASES + test_other_networks.CASES}
    assert have == public_functions(attribution)


test_good, test_bad = properties(CASES)
