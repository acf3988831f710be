"""Stored networks: .npz files without pickle, the ones of this repository by their name."""

import json
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from helpers.network import Network

FOLDER = Path(__file__).parent / "data" / "networks"
DAMAGED = (KeyError, TypeError, AttributeError, OSError, ValueError, RuntimeError, EOFError)
DAMAGED += (zipfile.BadZipFile, zlib.error)


def save_network(network, path, stored_as="float32"):
    """Write a network, its recipe, seed and starting weights as .npz, without pickle.

    Parameters
    ----------
    network : Network
    path : path-like
        Where to; a name without folder goes to the folder of stored networks.
    stored_as : {"float32", "float16"}
        With ``"float16"`` a large network takes half the room, and every number is rounded to
        three or four digits, the start by the same rule as the trained network.

    Raises
    ------
    ValueError
        If `stored_as` is neither, or a weight is too large for it.
    """
    if stored_as not in ("float32", "float16"):
        raise ValueError(f"stored_as={stored_as!r} is unknown: choose 'float32' or 'float16'")
    about = {"sizes": network.sizes, "hidden": network.hidden, "output": network.output}
    about |= {"recipe": network.recipe, "seed": network.seed}
    arrays = _named(network, "")
    if network.start is not None:
        arrays |= _named(network.start, "start_")
    arrays = {name: _rounded(name, array, stored_as) for name, array in arrays.items()}
    np.savez_compressed(_stored(path), about=np.array(json.dumps(about)), **arrays)


def load_network(name):
    """A network as `save_network` wrote it.

    Parameters
    ----------
    name : str or path-like
        Name of a stored network (`stored_networks` lists them) or path of an .npz file.

    Returns
    -------
    Network
        With its recipe, seed and starting weights.

    Raises
    ------
    FileNotFoundError
        If there is no such network; the message lists those that there are.
    ValueError
        If the file is damaged or is not a network of this project.
    """
    path = _stored(name)
    if not path.exists():
        raise FileNotFoundError(
            f"there is no network {str(name)!r}: choose one of {', '.join(stored_networks())}"
        )
    try:
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(str(file["about"]))
            shape = about["sizes"], about["hidden"], about["output"]
            start = _network(file, "start_", *shape) if "start_W1" in file else None
            trained = _network(file, "", *shape)
            recipe, seed = _tuples(about["recipe"]), about["seed"]
            return replace(trained, recipe=recipe, seed=seed, start=start)
    except DAMAGED as error:
        raise ValueError(
            f"{path} is damaged or is not a network of this project ({error}): "
            "make it again with 'make networks' or restore it with git"
        ) from error


def stored_networks():
    """Names of the networks that travel with the repository, sorted.

    Examples
    --------
    >>> "ten-digits" in stored_networks()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.npz"))


def _network(file, prefix, sizes, hidden, output):
    layers = range(1, len(sizes))
    weights, biases = ([file[f"{prefix}{kind}{n}"] for n in layers] for kind in "Wb")
    return Network(sizes, weights, biases, hidden, output)


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
    path = Path(name)
    path = path if path.suffix == ".npz" else path.with_name(path.name + ".npz")
    return FOLDER / path if path.parent == Path() else path
