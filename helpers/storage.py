"""Stored networks: .npz files without pickle, the ones of this repository by their name."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np

from helpers import browser, valid
from helpers.files import write_whole
from helpers.network import Network

FOLDER = Path(__file__).parent / "data" / "networks"
ABOUT = ("sizes", "hidden", "output", "recipe", "seed")  # stored beside the arrays; classes too


def save_network(network, path, stored_as="float32"):
    """Write a network, its recipe, seed, start and classes' names as .npz, without pickle.

    If it cannot be written, a network that was there before is still there.

    path: a name without folder goes to the folder of stored networks.
    stored_as: with ``"float16"`` a large network takes half the room, and every number is rounded
    to three or four digits, the start by the same rule as the trained network.
    """
    valid.a_network("network", network)
    valid.word("stored_as", stored_as, ("float32", "float16"))
    about = {name: getattr(network, name) for name in ABOUT}
    if network.classes is not None:
        about["classes"] = network.classes
    arrays = _named(network, "")
    if network.start is not None:
        arrays |= _named(network.start, "start_")
    arrays = {name: _rounded(name, array, stored_as) for name, array in arrays.items()}
    packed = io.BytesIO()
    np.savez_compressed(packed, about=np.array(json.dumps(about)), **arrays)
    write_whole(_stored(path), packed.getbuffer())


def load_network(name):
    """A network as `save_network` wrote it, with its recipe, seed and starting weights.

    A FileNotFoundError lists those that there are; a file that is damaged, or is not a network of
    this project, is refused.

    name: of a stored network (`stored_networks` lists them), or the path of an .npz file.
    """
    path = _stored(name)
    if not os.path.exists(path):
        own = (
            f"; {str(name)!r} is a file, and network_from opens those"
            if Path(name).is_file()
            else ""
        )
        raise FileNotFoundError(
            f"there is no network {str(name)!r}: choose one of {', '.join(stored_networks())}{own}"
        )
    path = browser.fetched(path)
    try:
        # From bytes: numpy leaves a damaged file open. Each array is compared with its checksum.
        content = path.read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = dict(file)
        if len(arrays) != int.from_bytes(content[-12:-10], "little"):  # as many as the .zip says
            raise ValueError("entries are missing from its directory")
        about = json.loads(str(arrays.pop("about")))
        *shape, recipe, seed = (about[name] for name in ABOUT)
        shape.append(about.get("classes"))  # which files had none of, once
        trained = _network(arrays, "", *shape)
        start = _network(arrays, "start_", *shape) if arrays else None
        if arrays:
            raise ValueError(f"it also holds {', '.join(arrays)}")
        return replace(trained, recipe=_tuples(recipe), seed=seed, start=start)
    except Exception as error:  # numpy, zip and JSON have each their own
        raise ValueError(
            f"{path} is damaged or is not a network of this project ({error}): "
            "make it again with 'make networks' or restore it with git; network_from of "
            "helpers.own_network opens a network that was trained elsewhere"
        ) from error


def stored_networks():
    """Names of the networks that travel with the repository, sorted.

    >>> "ten-digits" in stored_networks()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.npz"))


def _network(arrays, prefix, sizes, hidden, output, classes):
    """The network under the names that begin with `prefix`, which are taken out of `arrays`."""
    layers = range(1, len(sizes))
    weights, biases = ([arrays.pop(f"{prefix}{kind}{n}") for n in layers] for kind in "Wb")
    return Network(sizes, weights, biases, hidden, output, classes=classes)


def _tuples(recipe):
    """The recipe with its tuples back: JSON knows lists only."""
    return recipe and {k: tuple(v) if isinstance(v, list) else v for k, v in recipe.items()}


def _named(network, prefix):
    layers = enumerate(zip(network.weights, network.biases, strict=True), start=1)
    return {f"{prefix}{k}{n}": a for n, pair in layers for k, a in zip("Wb", pair, strict=True)}


def _rounded(name, array, stored_as):
    largest = np.finfo(stored_as).max
    if np.abs(array).max() > largest:
        raise ValueError(
            f"{name} holds {np.abs(array).max():g} and {stored_as} ends at {largest:g}: "
            "store this network as float32"
        )
    return array.astype(stored_as)


def _stored(name):
    if not isinstance(name, (str, os.PathLike)):
        raise ValueError(f"{name!r} is no network's name and no path: pass 'ten-digits' or so")
    path = Path(name)
    path = path if path.suffix == ".npz" else path.parent / (path.name + ".npz")
    return FOLDER / path if path.parent == Path() else path
