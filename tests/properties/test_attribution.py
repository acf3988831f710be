"""Attribution: laws that hold for any network and layout, and refusals in words."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from helpers import attribution
from helpers.attribution import METHODS, PAINTED, PICTURES
from helpers.attribution.picture_trials import PictureTrial
from helpers.network import ACTIVATIONS, HIDDEN, Network, layer_names, layer_values
from tests import strategies as some
from tests.properties import asked
from tests.properties.asked import always, case, sizes
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
        baseline = arguments["baseline"]
        away = image if baseline is None else image - baseline
        np.testing.assert_allclose(
            np.asarray(found).sum(axis=0), away @ network.weights[0].T, rtol=1e-3, atol=1e-2
        )


def shares_add_up(found, arguments):
    finite(found, arguments)
    first_layer_adds_up(found[0], arguments)


def gap_is_the_difference(found, arguments):
    finite(found, arguments)
    np.testing.assert_allclose(found.parts - found.change, found.gap, atol=1e-9)


def one_to_one(found, arguments):
    for units in found[:2]:
        assert sorted(units.tolist()) == list(range(arguments["hidden"].shape[1]))
    assert (np.diff(found.correlations) <= 1e-9).all()
    between_one_and_minus_one(found.correlations, arguments)


def between_one_and_minus_one(found, arguments):
    assert (np.abs(found) <= 1 + 1e-6).all()


def the_sum_as_written_is_z(found, arguments):
    finite((found.products, found.adds, found.h, found.slope), arguments)
    assert abs(sum(found.written) - found.z) < 0.01 + 1e-5 * abs(found.products).sum()
    assert len(found.in_words()) > 100


def one_row_each(found, arguments):
    finite(found, arguments)
    assert len(found) == len(arguments["images"])


def largest_first(found, arguments):
    values = np.asarray(arguments["values"], float)
    picked = np.take_along_axis(values, found, axis=-1)
    assert (np.diff(picked, axis=-1) <= 0).all()
    np.testing.assert_array_equal(picked, -np.sort(-values, axis=-1)[..., : arguments["k"]])


def judged(found, arguments):
    finite(found[:3], arguments)
    assert np.isnan(found.agreement) == (arguments["judges"] is None)


def at_most_so_many(found, arguments):
    assert len(found) == len(arguments["network"].weights)
    for connections in found:
        strength = np.abs(connections.amounts)
        assert len(strength) <= arguments["k"] and (np.diff(strength) <= 0).all()
        assert len(connections.targets) == len(connections.sources) == len(strength)


def same_kind(found, arguments):
    images = arguments["images"]
    assert found.shape == images.shape and found.dtype.kind == images.dtype.kind


def is_the_networks_own(linear, arguments):
    """At its image the exact map's values are the network's."""
    network, image = arguments["network"], arguments["image"]
    name = arguments["layer"] or f"z{len(network.weights)}"
    values = layer_values(network.forward(image), name)
    largest = max(1.0, np.abs(values).max())
    np.testing.assert_allclose(linear.forward(image).scores, values, atol=1e-3 * largest)


def varied(*shape, axis=-1):
    return always(some.floats(shape, np.float64).filter(lambda rows: np.ptp(rows, axis=axis).all()))


def pages(given):
    shapes = st.sampled_from([(784,), (0, 784), (2, 784)])
    return shapes.flatmap(lambda s: st.one_of(some.bytes_(*s), some.pixels(*s)))


def z_layers(given):
    return st.sampled_from([None, *layer_names(given["network"])[::2]])


def parts(given):
    return some.floats((sizes(given)[0], sizes(given)[int(given["layer"][1:])]))


def judges(given):
    shape = given["network"].sizes[0], given["network"].sizes[-1]
    each = [some.floats(shape) for _ in given["images"]]
    return st.one_of(st.none(), st.tuples(*each))


def on_straight_pieces(given):
    names = [name for name in HIDDEN if ACTIVATIONS[name].straight]
    return st.builds(
        lambda n, hidden: Network(n.sizes, n.weights, n.biases, hidden),
        some.networks(),
        st.sampled_from(names),
    )


def started(given):
    pairs = st.tuples(some.networks([(4, 3, 2)]), some.networks([(4, 3, 2)]))
    return pairs.map(lambda pair: Network(pair[0].sizes, pair[0].weights, start=pair[1]))


def networks(given):
    return st.dictionaries(st.sampled_from("abc"), some.networks([(4, 3, 2)]), min_size=1)


def a_row_each(found, arguments):
    columns, rows, cells, verdicts = found
    assert len(rows) == len(cells) == len(verdicts) == len(arguments["trials"]) + 1
    assert {len(row) for row in (*cells, *verdicts)} == {len(columns)}


def a_row_each_finding(found, arguments):
    cells, verdicts, rows = found
    assert len(cells) == len(verdicts) == len(rows) == 2


def of_pages(given):
    return some.networks([(784, 3, 2)])


def seeds_of_pages(given):
    return st.dictionaries(
        st.sampled_from("abc"),
        of_pages({}).map(lambda network: replace(network, start=network)),
        min_size=2,
    )


TRIALS = {"weights": PictureTrial(0.5, 0.9, {"a": 0.1, "b": 0.2}, {"a": 0.3, "b": 0.4})}
SIX, PAIRS = always(some.floats((6,))), always(some.floats((5, 2)))
BYTES, TWO_CLASSES = always(some.bytes_(4, 5)), always(st.permutations([0, 0, 1, 1]))
LAYER, SHIFT = varied(4, 3, axis=0), always(st.integers(-28, 28))
VALUES = always(st.sampled_from([(4,), (1,), (3, 4), (0, 4)]).flatmap(some.floats))
PASSES = some.networks([(4, 3, 2)]).map(lambda network: network.forward(np.ones(4)))
BLOTS = some.bytes_(12, 784).filter(lambda images: np.ptp(images) > 0)
CASES = [
    case(attribution.hidden_activations, one_row_each, images=asked.rows(least=0)),
    case(attribution.mean_activations),
    case(attribution.contributions, adds_up_to_the_score),
    case(attribution.rank_values),
    case(attribution.top_units, hidden=asked.hidden_rows(0), k=asked.up_to("hidden")),
    case(
        attribution.lead_of_favourite,
        weights=always(some.floats((3, 6))),
        means=always(some.pixels(2, 6)),
    ),
    case(attribution.top_k, largest_first, values=VALUES, k=asked.up_to("values")),
    case(attribution.ablated_scores),
    case(attribution.random_units, n_hidden=always(st.integers(5, 9)), k=always(st.integers(0, 5))),
    case(attribution.single_unit_repairs, hidden=asked.hidden_rows(0)),
    # A neuron, connections, pixels.
    case(
        attribution.neuron, the_sum_as_written_is_z, since=asked.perhaps_its_like,
        layer=always(st.just("h1")),
    ),
    case(
        attribution.strongest_connections, at_most_so_many, k=always(st.integers(1, 9)),
        node=lambda given: st.sampled_from([None, (0, 0), (1, 1), (len(sizes(given)) - 1, 0)]),
    ),
    case(attribution.pixel_products),
    case(attribution.single_pixel_effects, first_layer_adds_up),
    case(attribution.all_single_pixel_effects),
    case(attribution.shapley_values, shares_add_up),
    case(attribution.input_slopes, images=asked.float_rows),
    case(attribution.integrated_gradients, first_layer_adds_up),
    Case(attribution.layer_names, asked.of(network=some.networks())),
    case(attribution.layer_values, run=always(PASSES), layer=always(st.sampled_from(["z1", "h2"]))),
    case(
        attribution.residual, gap_is_the_difference, parts=parts,
        baseline=asked.one_or_more_baselines,
    ),
    case(
        attribution.method_trial, judged,
        network=always(some.networks([(4, 3, 2), (6, 5, 4, 3)])), images=asked.float_rows,
        method=always(st.sampled_from(list(METHODS.values()))), judges=judges,
        baseline=asked.one_or_more_baselines,
    ),
    # Pictures, and how alike they are.
    case(attribution.class_difference, images=BYTES, labels=TWO_CLASSES),
    case(
        attribution.turned, network=always(some.networks([(4, 1, 2), (6, 1, 2)])),
        picture=lambda given: some.floats(sizes(given)[:1]),
    ),
    case(attribution.pattern, images=BYTES, weights=always(some.floats((5,)))),
    case(attribution.class_picture, network=always(some.networks([(4, 3, 2), (6, 5, 3)]))),
    case(
        attribution.class_pictures, networks=networks,
        kinds=always(st.lists(st.sampled_from([*PICTURES, *PAINTED]), min_size=1, max_size=3)),
    ),
    case(
        attribution.agreements, between_one_and_minus_one, pictures=always(some.floats((3, 6))),
        image=always(some.pixels(6).filter(np.any)),
    ),
    case(
        attribution.patch_changes, examples=0.3, network=of_pages,
        picture=always(some.floats((784,))),
        baselines=always(st.none() | some.pixels(2, 784).map(np.float32)),
    ),
    case(
        attribution.picture_trial, examples=0.2, images=always(BLOTS.map(lambda images: images[:1])
            .filter(np.any)),
        networks=lambda given: st.dictionaries(st.sampled_from("ab"), of_pages({}), min_size=1),
    ),
    case(
        attribution.by_groups, trials=always(st.just(TRIALS)),
        groups=always(st.just({"g": ["a"], "h": ["a", "b"]})),
    ),
    case(
        attribution.findings, examples=0.05, networks=seeds_of_pages,
        images=always(BLOTS.filter(lambda images: images.any(axis=1).all())),
    ),
    case(
        attribution.finding_by_finding, a_row_each_finding,
        found=always(st.just({"one": {"a": [0.1, 0.9], "b": [1]}, "two": {"a": [0], "b": [2]}})),
        above=always(st.just({"a": 0.5})), below=always(st.just({"b": 1.5})),
    ),
    case(
        attribution.checklist, a_row_each, trials=always(st.just(TRIALS)),
        learned=always(st.just(["a"])), nothing=always(st.just(["b"])),
        enough=always(some.numbers(0, 1).map(
            lambda n: dict.fromkeys(("sum", "random", "second", "patch"), n)
        )),
    ),
    case(
        attribution.correlation, between_one_and_minus_one, picture=varied(6), other=varied(6)
    ),
    case(attribution.rank_correlation, between_one_and_minus_one, picture=SIX, other=SIX),
    case(attribution.agreement, between_one_and_minus_one, parts=PAIRS, others=PAIRS),
    case(
        attribution.portrait_likeness, between_one_and_minus_one, examples=0.5,
        pictures=varied(2, 784), images=always(BLOTS),
        labels=always(st.permutations(range(10)).map(lambda labels: [*labels, 0, 1])),
    ),
    case(attribution.matched_units, one_to_one, hidden=LAYER, other=LAYER),
    case(attribution.principal_components, rows=varied(5, 4, axis=0), k=always(st.integers(1, 4))),
    case(attribution.own_centre_share, places=PAIRS, labels=always(some.whole(3, 5))),
    # Linear maps.
    case(attribution.composed_map, layer=z_layers),
    case(attribution.exact_map, is_the_networks_own, network=on_straight_pieces, layer=z_layers),
    case(attribution.linear_fits, layer=z_layers),
    case(attribution.composition_meter, linear=always(some.networks([(4, 2), (6, 3)]))),
    # Networks and images to compare with.
    case(attribution.control_networks, network=started),
    case(attribution.eight_networks, network=started, second=started),
    case(attribution.shuffled_outputs),
    case(attribution.shuffled_layers),
    case(attribution.shifted, same_kind, images=pages, right=SHIFT, down=SHIFT),
    case(attribution.inverted, same_kind, images=pages),
    case(attribution.noise, n=always(st.integers(0, 3))),
    case(
        attribution.random_steps,
        lengths=always(some.pixels(3)),
        n_inputs=always(st.integers(1, 4)),
    ),
    case(attribution.oddities, image=always(some.bytes_(784))),
]  # fmt: skip


def test_every_function_has_its_case():
    assert {str(case) for case in CASES} == public_functions(attribution)


test_good, test_bad = properties(CASES)
test_good_methods, test_bad_methods = properties(
    [
        case(method, first_layer_adds_up, baseline=asked.perhaps_pixels)
        for method in METHODS.values()
    ]
)
