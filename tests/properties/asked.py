"""What the attribution functions are asked: for each argument, by its name, good values and bad."""

import inspect

import numpy as np
from hypothesis import strategies as st

from helpers.attribution import PAINTED, PICTURES, RANKINGS, layer_names
from helpers.network import Network
from tests import strategies as some
from tests.properties.lawful import Case, finite


def case(function, holds=finite, examples=1.0, **particular):
    """A function with good and bad values for its arguments, by their names.

    particular: for some arguments another maker of good values than that in GOOD.
    """
    names = inspect.signature(function).parameters
    bad = {name: BAD[name] for name in names if name in BAD}
    return Case(function, arguments(names, GOOD | particular), bad, holds=holds, examples=examples)


@st.composite
def arguments(draw, names, makers):
    """Arguments that fit together: each maker is called with those drawn before, network first."""
    found = {}
    for name in sorted(names, key=lambda name: name != "network"):
        if name in makers:
            found[name] = draw(makers[name](found))
    return found


def sizes(given):
    """Those of the network that the arguments are about."""
    if "networks" in given:
        return next(iter(given["networks"].values())).sizes
    return given["network" if "network" in given else "linear"].sizes


def n_rows(given):
    return len(given["images" if "images" in given else "hidden"])


def rows(least=1, most=5):
    """Images, as bytes or as floats."""

    def make(given):
        shapes = st.integers(least, most).map(lambda n: (n, sizes(given)[0]))
        return shapes.flatmap(lambda s: st.one_of(some.bytes_(*s), some.pixels(*s)))

    return make


def float_rows(given):
    return st.integers(1, 3).flatmap(lambda n: some.pixels(n, sizes(given)[0]))


def pixels(given):
    return some.pixels(sizes(given)[0])


def perhaps_pixels(given):
    return st.one_of(st.none(), pixels(given))


def perhaps_its_like(given):
    """No network, or another one of the same sizes."""
    network = given["network"]
    likes = some.networks([network.sizes])
    others = likes.map(
        lambda o: Network(o.sizes, o.weights, o.biases, network.hidden, network.output)
    )
    return st.one_of(st.none(), others)


def one_or_more_baselines(given):
    return st.one_of(perhaps_pixels(given), float_rows(given))


def hidden_rows(least):
    def make(given):
        return st.integers(least, 4).flatmap(lambda n: some.floats((n, sizes(given)[-2])))

    return make


def up_to(argument):
    return lambda given: st.integers(1, given[argument].shape[-1])


def hidden(given):
    return st.one_of(some.floats(sizes(given)[-2:-1]), hidden_rows(0)(given))


def replacement(given):
    one_each = [some.floats(given["hidden"].shape)] if given["hidden"].size else []
    return st.one_of(some.numbers(-2, 2), some.floats(sizes(given)[-2:-1]), *one_each)


def always(strategy):
    """The maker of what does not depend on other arguments."""
    return lambda given: strategy


def of(**parts):
    return st.fixed_dictionaries(parts)


GOOD = {
    name: make
    for names, make in (
        ("network second chance", always(some.networks())),
        ("image", pixels),
        ("images others", rows()),
        ("data", lambda given: some.bytes_(9, sizes(given)[0])),
        ("layer", lambda given: st.sampled_from(layer_names(given["network"]))),
        ("baseline reference", perhaps_pixels),
        ("hidden", hidden),
        ("mean", lambda given: some.floats(sizes(given)[-2:-1])),
        ("unit", lambda given: st.integers(0, sizes(given)[1] - 1)),
        ("units", lambda given: some.chosen(sizes(given)[-2])),
        ("replacement", replacement),
        ("digit rival", lambda given: st.integers(0, sizes(given)[-1] - 1)),
        ("labels said digits", lambda given: some.whole(sizes(given)[-1], n_rows(given))),
        ("linear", lambda given: some.networks([(sizes(given)[0], sizes(given)[-1])])),
        ("by", always(st.sampled_from(list(RANKINGS)))),
        ("kind", always(st.sampled_from([*PICTURES, *PAINTED]))),
        ("rng", always(some.generators())),
        ("sets", always(st.integers(0, 3))),
        ("steps permutations most", always(st.integers(2, 4))),
        ("ink", always(some.numbers(0, 1))),
        ("ridges", always(st.lists(some.numbers(0.01, 2), max_size=2))),
    )
    for name in names.split()
}
ARRAYS, NAMES, NUMBERS = some.no_arrays(), some.no_names(), some.no_numbers()
COUNT = some.no_whole_numbers()
FEW = some.no_whole_numbers(large=False)  # how often something is done: a large one takes for ever
RNG = {"rng": COUNT}
NO_NETWORK = st.one_of(
    st.sampled_from([None, "ten-digits", np.zeros(3)]),
    some.networks([(5, 2), (4, 7), (6, 3, 2)]),
)
BAD = {
    name: bad
    for names, bad in (
        ("image images baseline reference data picture pictures networks judges parts", ARRAYS),
        ("hidden mean other others units replacement labels said digits values", ARRAYS),
        ("rows places weights ridges", ARRAYS),
        ("layer by kind method node", NAMES),
        ("digit rival unit k of minus right down rng", COUNT),
        ("n n_hidden sets steps permutations most", FEW),
        ("ink", NUMBERS),
        ("network linear second chance since", NO_NETWORK),
    )
    for name in names.split()
}
