"""Stored networks: .npz files without pickle, the ones of this repository by their name."""

import io
import json
import os
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from helpers.files import write_whole
from helpers.network import Network

FOLDER = Path(__file__).parent / "data" / "networks"
DAMAGED = (KeyError, TypeError, AttributeError, OSError, ValueError, RuntimeError, EOFError)
DAMAGED += (zipfile.BadZipFile, zlib.error, MemoryError, IndexError, OverflowError)


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
    OSError
        If it cannot be written; a network that was there before is still there.
    """
    if stored_as not in ("float32", "float16"):
        raise ValueError(f"stored_as={stored_as!r} is unknown: choose 'float32' or 'float16'")
    about = {"sizes": network.sizes, "hidden": network.hidden, "output": network.output}
    about |= {"recipe": network.recipe, "seed": network.seed}
    arrays = _named(network, "")
    if network.start is not None:
        arrays |= _named(network.start, "start_")
    arrays = {name: _rounded(name, array, stored_as) for name, array in arrays.items()}
    packed = io.BytesIO()
    np.savez_compressed(packed, about=np.array(json.dumps(about)), **arrays)
    write_whole(_stored(path), packed.getbuffer())


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
    TypeError
        If `name` is neither a name nor a path.
    """
    path = _stored(name)
    if not os.path.exists(path):
        raise FileNotFoundError(
            f"there is no network {str(name)!r}: choose one of {', '.join(stored_networks())}"
        )
    try:
        arrays = _arrays(path)
        about = json.loads(str(arrays.pop("about")))
        shape = about["sizes"], about["hidden"], about["output"]
        trained, start = _network(arrays, "", *shape), None
        if arrays:
            start = _network(arrays, "start_", *shape)
        if arrays:
            raise ValueError(f"it also holds {', '.join(arrays)}")
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


def _arrays(path):
    """Every array of an .npz file by its name, each compared with its checksum.

    `numpy.load` reads only as far as an array's last number, which may be before the checksum, and
    nobody else counts the entries: where a damaged directory lost some, nothing would be said.
    """
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        packed = {name.removesuffix(".npy"): file.read(name) for name in file.namelist()}
    if len(packed) != int.from_bytes(content[-12:-10], "little"):  # where a .zip says how many
        raise ValueError("entries are missing from its directory")
    return {k: np.load(io.BytesIO(v), allow_pickle=False) for k, v in packed.items()}


def _network(arrays, prefix, sizes, hidden, output):
    """The network under the names that begin with `prefix`, which are taken out of `arrays`."""
    layers = range(1, len(sizes))
    weights, biases = ([arrays.pop(f"{prefix}{kind}{n}") for n in layers] for kind in "Wb")
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
    if not isinstance(name, (str, os.PathLike)):
        raise TypeError(f"{name!r} is no network's name and no path: pass one such as 'ten-digits'")
    path = Path(name)
    path = path if path.suffix == ".npz" else path.parent / (path.name + ".npz")
    return FOLDER / path if path.parent == Path() else path
