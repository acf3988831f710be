"""What may be passed to this room, where `helpers.valid` does not say it already."""

import inspect

import numpy as np

from helpers import valid
from helpers.attribution.pictures import OF_A_UNIT, PAINTED, PICTURES
from helpers.attribution.units import RANKINGS
from helpers.network import ACTIVATIONS, HIDDEN, layer_names
from helpers.words import a


def door(function, **particular):
    """The function with checks of its arguments, by their names but for the particular ones."""
    checks, names = CHECKS | particular, inspect.signature(function).parameters
    return valid.door(function, **{name: checks[name] for name in names if name in checks})


def like(argument):
    """The check for numbers in the shape of another argument."""
    return lambda name, value, given: valid.array(name, value, given[argument].shape)


def up_to(argument):
    """The check for a whole number up to how many values another argument has in a row."""
    return lambda name, value, given: valid.whole(name, value, 1, given[argument].shape[-1])


# Networks.


def network_of(given):
    """The network that other arguments have to fit."""
    if "networks" in given:
        return next(iter(given["networks"].values()))
    return given["network" if "network" in given else "linear"]


def network_with(fits, expected):
    """The check for a network with a certain property."""

    def check(name, value, given):
        if not fits(valid.a_network(name, value)):
            raise ValueError(f"{name} is {value!r}: expected {expected}")
        return value

    return check


one_hidden_layer = network_with(
    lambda network: len(network.sizes) == 3, "one hidden layer, such as (784, 100, 10)"
)
one_unit_two_classes = network_with(
    lambda network: network.sizes[1:] == (1, 2), "one hidden unit, two classes: (784, 1, 2)"
)
started = network_with(
    lambda network: network.start is not None,
    "one with its start, which load_network(name) and train return",
)
STRAIGHT = [name for name in HIDDEN if ACTIVATIONS[name].straight]
straight = network_with(
    lambda network: network.hidden in STRAIGHT,
    f"one of {', '.join(STRAIGHT)} in the hidden layers, where an activation is z times a slope; "
    "for other networks see composed_map and linear_fits",
)


def networks(name, value, given):
    """Networks by name, each with one hidden layer, that take the same images."""
    for key, network in valid.named(name, value, "networks", least=1).items():
        one_hidden_layer(f"{name}[{key!r}]", network, given)
    if len({(network.sizes[0], network.sizes[-1]) for network in value.values()}) > 1:
        raise ValueError(f"{name} differ in pixels or classes: pass what control_networks made")
    return value


def of_pages(name, value, given):
    """A network with one hidden layer that takes images of 28×28 pixels."""
    network = one_hidden_layer(name, value, given)
    if network.sizes[0] != 784:
        raise ValueError(f"{name} takes {network.sizes[0]} pixels: a patch needs 28×28, 784")
    return network


def networks_of_pages(name, value, given):
    """Networks as `networks`, for images of 28×28 pixels."""
    found = networks(name, value, given)
    for key, network in found.items():
        of_pages(f"{name}[{key!r}]", network, given)
    return found


def seeds_of_pages(name, value, given):
    """Two networks or more as `networks_of_pages`, each with its start."""
    found = networks_of_pages(name, value, given)
    for key, network in found.items():
        started(f"{name}[{key!r}]", network, given)
    if len(found) < 2:
        raise ValueError(f"{name} is only one: pass two or more, of different seeds")
    return found


def an_earlier(name, value, given):
    """A network of the same sizes and activation functions."""
    network, found = given["network"], valid.a_network(name, value)
    if (found.sizes, found.hidden) != (network.sizes, network.hidden):
        raise ValueError(
            f"{name} is {found!r}: expected the same sizes and activation function as in network, "
            "such as network.start"
        )
    return found


# Layers and units.


def a_layer(name, value, given):
    """One of the network's layers."""
    return valid.word(name, value, layer_names(given["network"]))


def a_run(name, value, given):
    """What `Network.forward` returned."""
    if not hasattr(value, "z"):
        raise ValueError(f"{name} is {a(type(value).__name__)}: pass network.forward(x)")
    return value


def a_layer_of_run(name, value, given):
    """One of the layers of a forward pass."""
    numbers = range(1, len(given["run"].z) + 1)
    return valid.word(name, value, [f"{kind}{n}" for n in numbers for kind in "zh"])


def pre_activations(name, value, given):
    """One of the layers before an activation function."""
    if a_layer(name, value, given)[0] != "z":
        raise ValueError(
            f"{name}={value!r} comes after an activation function, where a linear map ends: ask "
            f"for its pre-activations, 'z{value[1:]}'"
        )
    return value


def a_unit(name, value, given):
    """One of the first hidden layer's units."""
    return valid.whole(name, value, 0, given["network"].sizes[1] - 1, of="hidden units")


def a_unit_of_layer(name, value, given):
    """A unit of the hidden layer that is named."""
    sizes = given["network"].sizes
    layer = valid.word("layer", given["layer"], [f"h{n}" for n in range(1, len(sizes) - 1)])
    return valid.whole(name, value, 0, sizes[int(layer[1:])] - 1, of="hidden units")


def a_node(name, value, given):
    """A layer, the inputs being 0, and one of its units."""
    layer, unit = valid.listed(name, value, 2, of="whole numbers: (layer, unit)")
    sizes = given["network"].sizes
    layer = valid.whole("layer", layer, 0, len(sizes) - 1, of="layers, the inputs the first")
    return layer, valid.whole("unit", unit, 0, sizes[layer] - 1, of=f"units of layer {layer}")


def hidden_rows(name, value, given, least=0):
    """Activations of the last hidden layer, one row an image."""
    shape, remedy = (None, given["network"].sizes[-2]), "hidden_activations(network, images)"
    return valid.array(name, value, shape, kinds="f", least=least, remedy=remedy)


def active_units(name, value, given):
    """Activations of a layer, none of which is the same for every image."""
    shape = (None, None) if name == "hidden" else given["hidden"].shape
    found = valid.array(name, value, shape, least=1, remedy="hidden_activations(network, images)")
    idle = np.flatnonzero(np.ptp(found, axis=0) == 0)
    if len(idle) or not found.size:
        raise ValueError(
            f"{name}: of {found.shape[1]} units these give every image the same activation: "
            f"{idle.tolist()}; there is nothing to match them by, pass more images"
        )
    return found


def some_units(name, value, given):
    """One set of hidden units, or one for each image."""
    found = valid.units(name, value, given["network"].sizes[-2])
    n = len(np.atleast_2d(given["hidden"]))
    if found.size == 0:
        return found.ravel()
    if found.ndim == 2 and len(found) != n:
        raise ValueError(
            f"{name} hold {len(found)} sets for {n} images: pass one set for all images, or one "
            "for each"
        )
    return found


def a_replacement(name, value, given):
    """What hidden units are given instead: one number, one row, or one row an image."""
    shape, n = given["hidden"].shape, given["network"].sizes[-2]
    rows = [(1, n), shape] if len(shape) == 2 else []
    remedy = "0, one value for each hidden unit, or one row for each image"
    return valid.array(name, value, (), (n,), *rows, remedy=remedy)


def a_mean(name, value, given):
    """One activation for each hidden unit."""
    remedy = "mean_activations(network, images)"
    return valid.array(name, value, (given["network"].sizes[-2],), kinds="f", remedy=remedy)


# Images and labels.


def some_images(least=1, kinds="uf"):
    """The check for at least so many images that fit the network."""

    def check(name, value, given):
        return valid.images(name, value, network_of(given).sizes[0], least, kinds)

    return check


def pixels(*shapes, least=0):
    """The check for float images: one of ``()``, some rows of ``(None,)``."""

    def check(name, value, given):
        wanted = [(*shape, given["network"].sizes[0]) for shape in shapes]
        more = {"kinds": "f", "dtype": np.float32, "least": least, "remedy": "as_pixels(images)"}
        return valid.array(name, value, *wanted, **more)

    return check


def baselines(name, value, given):
    """One image or some as rows; methods have no default, but None is a blank page to them too."""
    return None if value is None else pixels((), (None,), least=1)(name, value, given)


def inked(name, value, given):
    """Images with ink in each."""
    found = some_images(kinds="u")(name, value, given)
    if not found.any(axis=1).all():
        raise ValueError(
            f"one of the {name} has no ink: leave it out, pixels with ink are compared"
        )
    return found


def some_bytes(name, value, given):
    """Images of any size, at least one."""
    found = valid.array(name, value, (None, None), kinds="iu", least=1, remedy="images[:9] or so")
    return valid.images(name, found, found.shape[1], kinds="u")


def pages(name, value, given):
    """One image or several, bytes or floats from 0 to 1."""
    found = valid.array(name, value, (784,), (None, 784), remedy="images or as_pixels(images)")
    valid.images(name, np.atleast_2d(found))
    if found.dtype != np.uint8 and found.size and not 0 <= found.min() <= found.max() <= 1:
        raise ValueError(f"{name} hold floats beyond 0 to 1: pass bytes, or as_pixels(bytes)")
    return found


def one_class_each(name, value, given):
    """For each image one of the network's classes."""
    rows = given["images" if "images" in given else "hidden"]
    return valid.labels(name, value, len(rows), network_of(given).sizes[-1])


def one_label_each(name, value, given):
    """For each row of the first argument a whole number."""
    rows = next(iter(given))
    remedy = f"one label for each of the {rows}"
    return valid.array(name, value, (len(given[rows]),), kinds="iu", remedy=remedy)


def of_all_ten(name, value, given):
    """Labels among which is each digit."""
    found = valid.labels(name, value, len(given["images"]), 10)
    missing = sorted(set(range(10)) - set(found.tolist()))
    if missing:
        raise ValueError(f"there is no image of digits {missing}: pass images of all ten")
    return found


def a_class_there(name, value, given):
    """A class of which there is an image."""
    if valid.whole(name, value) not in given["labels"]:
        raise ValueError(
            f"{name}={value}: there is no image of this class among the {len(given['labels'])} "
            "given: select images with load_digits(part, only=...) that hold both classes"
        )
    return value


# Attributions and pictures.


def parts(name, value, given):
    """What a method returns for a layer; for the scores where none is named."""
    layer = given.get("layer") or layer_names(given["network"])[-2]
    sizes = given["network"].sizes
    remedy = f"what a method returns for layer={layer!r}"
    return valid.array(name, value, (sizes[0], sizes[int(layer[1:])]), remedy=remedy)


def judges(name, value, given):
    """For each image parts of the scores."""
    entries = valid.listed(name, value, len(given["images"]), of="attributions, one an image")
    return [parts(name, judge, given) for judge in entries]


def a_method(name, value, given):
    """A method, of which what it returns is checked as well."""
    if not callable(value):
        raise ValueError(f"{name}={value!r} cannot be called: pass one of METHODS.values()")
    return lambda *args: parts("what the method returned", value(*args), given)


def a_picture(name, value, given):
    """A kind of picture, with data if it needs them."""
    if valid.word(name, value, PICTURES | PAINTED) in PAINTED and given["data"] is None:
        raise ValueError(f"{name}={value!r} is made of images: pass data=, such as images[:1000]")
    if value in OF_A_UNIT and "network" in given:
        one_hidden_layer(
            f"{name}={value!r} is about one hidden unit, and network", given["network"], given
        )
    return value


def trials(name, value, given):
    """Trials of pictures, with all networks that count."""
    groups = given.get("groups") or {key: given.get(key) for key in ("learned", "nothing")}
    wanted = {
        network
        for key, group in valid.named("groups", groups, "lists", least=1).items()
        for network in valid.listed(key, group, least=1)
    }
    for kind, trial in valid.named(name, value, "trials", least=1).items():
        valid.word("kind", kind, PICTURES | PAINTED)
        if not wanted <= set(getattr(trial, "signed", ())):
            raise ValueError(
                f"{name}[{kind!r}] is {trial!r}: expected what picture_trial returned, with the "
                f"networks {sorted(map(str, wanted))}"
            )
    return value


def kinds(name, value, given):
    """Kinds of pictures, with data if one needs them."""
    return [a_picture(name, kind, given) for kind in valid.listed(name, value, least=1)]


def image_of_all(name, value, given):
    """One image that the first of the networks takes."""
    first = next(iter(given["networks"].values()))
    return valid.an_image(name, value, {"network": first})


def class_of_all(name, value, given):
    """A class of the first of the networks, which all have."""
    return valid.a_class(name, value, {"network": next(iter(given["networks"].values()))})


def image_with_ink(name, value, given):
    """One image with ink, of as many pixels as the pictures have."""
    n = given["pictures"].shape[1]
    found = valid.array(name, value, (n,), remedy="as_pixels(images[0])")
    if not (found > 0).any():
        raise ValueError(f"{name} has no ink, and pixels with ink are compared: pass another one")
    return found


def limits_of_checklist(name, value, given):
    """A number for each of the four columns that can be passed."""
    if set(valid.named(name, value, "numbers")) != {"sum", "random", "second", "patch"}:
        raise ValueError(f"{name}={value!r}: expected sum, random, second and patch, a number each")
    return {key: valid.number(f"{name}[{key!r}]", entry) for key, entry in value.items()}


def found(name, value, given):
    """For each set of images numbers for each finding, by its name."""
    sets = valid.named(name, value, "sets of images", least=1)
    for key, entry in sets.items():
        for finding, numbers in valid.named(f"{name}[{key!r}]", entry, "findings").items():
            valid.array(f"{name}[{key!r}][{finding!r}]", numbers, (None,), least=1)
    return sets


def limits_of_findings(name, value, given):
    """Numbers by the names of findings that every set of images has."""
    for finding, limit in valid.named(name, value, "limits").items():
        valid.number(f"{name}[{finding!r}]", limit)
        if not all(finding in entry for entry in given["found"].values()):
            raise ValueError(f"{name} has {finding!r}: expected a finding that every set has")
    return value


def varied(*shapes):
    """The check for pictures of which none is the same everywhere."""

    def check(name, value, given):
        found = valid.array(name, value, *shapes, least=1)
        if (np.ptp(found, axis=-1) == 0).any():
            raise ValueError(
                f"{name} is the same everywhere, or one of its rows is: pass pictures whose values "
                "vary, there is nothing else to compare"
            )
        return found

    return check


def ridges(name, value, given):
    """Numbers above zero."""
    found = valid.listed(name, value, of="numbers, such as [0.01, 1]")
    return [valid.number("ridge", ridge, above=0, such_as=0.01) for ridge in found]


# What arguments of these names are, unless a door says something else.
CHECKS = {
    name: check
    for names, check in (
        ("network second chance linear", valid.a_network),
        ("networks", networks),
        ("image reference baseline", valid.an_image),
        ("images others", some_images()),
        ("data", some_images(least=9, kinds="u")),
        ("run", a_run),
        ("labels digits said", one_class_each),
        ("digit rival", valid.a_class),
        ("of minus", a_class_there),
        ("layer", a_layer),
        ("unit", a_unit),
        ("hidden", valid.activations),
        ("units", some_units),
        ("replacement", a_replacement),
        ("mean", a_mean),
        ("method", a_method),
        ("parts", parts),
        ("judges", judges),
        ("by", valid.one_of(RANKINGS)),
        ("kind", a_picture),
        ("ink", lambda name, value, given: valid.number(name, value, least=0, most=1)),
        ("right down", lambda name, value, given: valid.whole(name, value, -28, 28)),
        ("ridges", ridges),
        ("rng", valid.a_generator),
        ("n sets most", valid.a_count(0)),
        ("n_hidden steps k", valid.a_count()),
        ("permutations", valid.a_count(2)),
    )
    for name in names.split()
}
