"""Attribution by other networks: linear maps, controls, edited weights, units that pair up."""

import numpy as np
from hypothesis import strategies as st

from helpers import attribution
from helpers.attribution import PAINTED, PICTURES, layer_names
from helpers.network import Network
from tests import strategies as some
from tests.properties.asked import (
    ARRAYS,
    COUNT,
    IMAGES,
    NAMES,
    NUMBERS,
    RNG,
    of,
    on_hidden,
    on_images,
    only,
    width,
)
from tests.properties.lawful import Case, all_finite, finite, properties


def networks_are_finite(found, arguments):
    for network in found if isinstance(found, tuple) else (found,):
        assert all(np.isfinite(array).all() for array in (*network.weights, *network.biases))


def straight_network(n_in, n_out):
    return some.networks([(n_in, n_out)])


def z_layer(network):
    names = [name for name in layer_names(network) if name[0] == "z"]
    return st.sampled_from([None, *names])


@st.composite
def with_a_layer(draw, networks=None, **more):
    """A network, some images, a layer of pre-activations, and a map that leads to it."""
    found = draw(on_images(n=draw(st.integers(1, 5))))
    network = found["network"]
    layer = draw(z_layer(network))
    found |= {
        "layer": layer,
        "linear": draw(straight_network(network.sizes[0], width(network, layer))),
    }
    return found | {name: draw(make) for name, make in more.items()}


@st.composite
def a_map_on_trial(draw):
    found = draw(on_images(n=draw(st.integers(1, 5))))
    network, n = found["network"], len(found["images"])
    found["linear"] = draw(straight_network(network.sizes[0], network.sizes[-1]))
    for name in ("labels", "said"):
        found[name] = draw(some.whole(network.sizes[-1], n))
    others = draw(st.integers(1, 5)), network.sizes[0]
    found["others"] = draw(st.one_of(some.bytes_(*others), some.pixels(*others)))
    return found | {"ridge": draw(some.numbers(0.01, 2))}


@st.composite
def a_relu(draw):
    network = draw(some.networks())
    network = Network(network.sizes, network.weights, network.biases, hidden="relu")
    found = {"network": network, "image": draw(some.pixels(network.sizes[0]))}
    return found | {"layer": draw(z_layer(network))}


def is_the_networks_own(linear, arguments):
    """At its image the exact map's values are the network's."""
    network, image = arguments["network"], arguments["image"]
    name = arguments["layer"] or f"z{len(network.weights)}"
    values = attribution.layer_values(network.forward(image), name)
    largest = max(1.0, np.abs(values).max())
    np.testing.assert_allclose(linear.forward(image).scores, values, atol=1e-3 * largest)


@st.composite
def two_maps(draw):
    sizes = draw(st.sampled_from([(4, 2), (6, 3)]))
    return {name: draw(some.networks([sizes])) for name in ("linear", "other")}


@st.composite
def offsets(draw):
    linear = draw(straight_network(4, 2))
    return {"linear": linear, "image": draw(some.pixels(4)), "values": draw(some.floats((2,)))}


@st.composite
def started(draw):
    """A network that carries its start."""
    network, start = draw(some.networks([(4, 3, 2)])), draw(some.networks([(4, 3, 2)]))
    return Network(network.sizes, network.weights, network.biases, start=start)


one_layer = some.networks([(4, 3, 2), (6, 5, 3)])


@st.composite
def a_picture(draw):
    network = draw(one_layer)
    found = {"network": network, "image": draw(some.pixels(network.sizes[0]))}
    found |= {"digit": draw(st.integers(0, 1)), "kind": draw(st.sampled_from(PICTURES + PAINTED))}
    return found | {"data": draw(some.bytes_(draw(st.integers(9, 12)), network.sizes[0]))}


@st.composite
def pictures_alike(draw):
    names = ("trained", "second", "untrained")[: draw(st.integers(1, 3))]
    n = draw(st.integers(1, 3))
    inked = some.bytes_(n, 4).filter(lambda images: images.any(axis=1).all())
    found = {"networks": {name: draw(some.networks([(4, 3, 2)])) for name in names}}
    found |= {"images": draw(inked), "labels": draw(some.whole(2, n))}
    found |= {"kind": draw(st.sampled_from(PICTURES + PAINTED))}
    return found | {"data": draw(some.bytes_(9, 4))}


@st.composite
def an_edit(draw):
    found = draw(on_hidden())
    network, hidden = found["network"], found["hidden"]
    found["scores"] = draw(some.floats((*hidden.shape[:-1], network.sizes[-1])))
    return found | {"outgoing": draw(some.floats(network.weights[-1].shape))}


@st.composite
def mistakes(draw):
    found = draw(on_hidden(rows=draw(st.integers(0, 4))))
    labels = some.whole(found["network"].sizes[-1], len(found["hidden"]))
    return found | {"labels": draw(labels)}


@st.composite
def two_layers(draw):
    varied = some.floats((4, 3), np.float64).filter(lambda h: np.ptp(h, axis=0).all())
    return {"hidden": draw(varied), "other": draw(varied)}


def one_to_one(found, arguments):
    assert sorted(found.units) == sorted(found.others) == [0, 1, 2]
    assert (np.diff(found.correlations) <= 0).all()


OTHER_SIZES = some.networks([(5, 2), (4, 7), (6, 3, 2)])
HIDDEN = {"hidden": ARRAYS}

# Linear maps.
MAPS = [
    Case(attribution.composed_map, with_a_layer().map(only("network", "layer")), {"layer": NAMES},
         holds=networks_are_finite),
    Case(attribution.exact_map, a_relu(), {"layer": NAMES, "image": ARRAYS,
         "network": some.networks().filter(lambda network: network.hidden != "relu")},
         holds=is_the_networks_own),
    Case(attribution.difference_of_maps, two_maps(), {"other": OTHER_SIZES},
         holds=networks_are_finite),
    Case(attribution.composition_meter,
         a_map_on_trial().map(only("linear", "images", "labels", "said")),
         IMAGES | {"labels": ARRAYS, "said": ARRAYS}, holds=finite),
    Case(attribution.composition_trial,
         a_map_on_trial().map(only("linear", "network", "images", "labels", "others", "ridge")),
         IMAGES | {"labels": ARRAYS, "others": ARRAYS, "ridge": NUMBERS}, holds=finite),
    Case(attribution.switched_alike,
         with_a_layer().filter(lambda a: a["layer"]).map(
             only("linear", "network", "images", "layer")),
         IMAGES | {"layer": NAMES, "linear": OTHER_SIZES}, holds=finite),
    Case(attribution.linear_fits,
         with_a_layer(ridges=st.lists(some.numbers(0.01, 2), max_size=2)).map(
             only("network", "images", "ridges", "layer")),
         IMAGES | {"layer": NAMES, "ridges": ARRAYS}, holds=networks_are_finite),
    Case(attribution.means_over, with_a_layer().map(only("network", "images", "layer")),
         IMAGES | {"layer": NAMES}, holds=finite),
    Case(attribution.with_matched_offsets, offsets(), {"image": ARRAYS, "values": ARRAYS},
         holds=networks_are_finite),
]  # fmt: skip
# Other networks, and the same one with other numbers in it.
NETWORKS = [
    Case(attribution.untrained, of(network=started()), {"network": some.networks()}),
    Case(attribution.shuffled_outputs, of(network=some.networks(), rng=some.generators()), RNG,
         holds=networks_are_finite),
    Case(attribution.control_networks,
         of(network=started(), second=some.networks(), chance=some.networks(),
            rng=some.generators()),
         RNG | {"network": some.networks()}),
    Case(attribution.class_picture, a_picture(),
         {"image": ARRAYS, "digit": COUNT, "kind": NAMES, "data": ARRAYS}, holds=finite),
    Case(attribution.alike, pictures_alike(),
         IMAGES | {"networks": ARRAYS, "labels": ARRAYS, "kind": NAMES, "data": ARRAYS},
         holds=all_finite),
    Case(attribution.edited_network, an_edit().map(only("network", "outgoing")),
         {"outgoing": ARRAYS}, holds=networks_are_finite),
    Case(attribution.edited_scores, an_edit(), HIDDEN | {"scores": ARRAYS, "outgoing": ARRAYS},
         holds=finite),
    Case(attribution.single_unit_repairs, mistakes(), HIDDEN | {"labels": ARRAYS},
         holds=all_finite),
    Case(attribution.matched_units, two_layers(), HIDDEN | {"other": ARRAYS}, holds=one_to_one),
]  # fmt: skip
CASES = MAPS + NETWORKS

test_good, test_bad = properties(CASES)
