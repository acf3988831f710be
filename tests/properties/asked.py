"""What the attribution functions are asked about: networks with images, activations, layers."""

from hypothesis import strategies as st

from helpers.attribution import layer_names
from tests import strategies as some


@st.composite
def on_images(draw, n=None, sizes=None, **more):
    """A network and rows of pixels, as bytes or floats."""
    network = draw(some.networks(sizes))
    shape = draw(st.integers(0, 5)) if n is None else n, network.sizes[0]
    images = draw(st.one_of(some.bytes_(*shape), some.pixels(*shape)))
    return {"network": network, "images": images} | {k: draw(v) for k, v in more.items()}


@st.composite
def on_hidden(draw, rows=None, **more):
    """A network and activations of its last hidden layer, of one image or some."""
    network = draw(some.networks())
    width = network.sizes[-2]
    rows = draw(st.sampled_from([None, 0, 1, 4])) if rows is None else rows
    shape = (width,) if rows is None else (rows, width)
    found = {"network": network, "hidden": draw(some.floats(shape))}
    return found | {name: draw(make(network, rows)) for name, make in more.items()}


@st.composite
def on_an_image(draw, **more):
    """A network, one image, one of its layers, perhaps a baseline."""
    network = draw(some.networks())
    n = network.sizes[0]
    found = {"network": network, "image": draw(some.pixels(n))}
    found["layer"] = draw(st.sampled_from(layer_names(network)))
    if draw(st.booleans()):
        found["baseline"] = draw(some.pixels(n))
    return found | {name: draw(make(network)) for name, make in more.items()}


def digit(network, rows):
    return st.integers(0, network.sizes[-1] - 1)


def a_mean(network, rows):
    return some.floats((network.sizes[-2],))


def units_of(network, rows):
    return some.chosen(network.sizes[-2])


def replacement(network, rows):
    width = network.sizes[-2]
    rows_too = [some.floats((rows, width))] if rows else []
    return st.one_of(some.numbers(-2, 2), some.floats((width,)), *rows_too)


def of(**parts):
    return st.fixed_dictionaries(parts)


def only(*names):
    """From arguments those with these names."""
    return lambda arguments: {name: arguments[name] for name in names}


def width(network, layer):
    return network.sizes[-1 if layer is None else int(layer[1:])]


LAYER = {"layer": some.no_names(), "image": some.no_arrays(), "baseline": some.no_arrays()}
HIDDEN = {"hidden": some.no_arrays(), "digit": some.no_whole_numbers()}
IMAGES = {"images": some.no_arrays()}
COUNT = some.no_whole_numbers()
FEW = some.no_whole_numbers(large=False)  # how often something is done: a large one takes for ever
ARRAYS, NAMES, NUMBERS = some.no_arrays(), some.no_names(), some.no_numbers()
RNG = {"rng": COUNT}
