"""MNIST: the 70,000 images that travel with the repository, verified, as rows of 784 bytes."""

import gzip
import hashlib
import os
from functools import cache
from pathlib import Path

import numpy as np
import platformdirs

from helpers.files import write_whole

FOLDER = Path(__file__).parent / "data" / "mnist"
CACHE_VARIABLE = "DIGITS_CACHE"

# The published files: name, sha-256 of the unpacked content, shape of the array, bytes of header.
FILES = {
    ("train", "images"): (
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        (60_000, 784),
        16,
    ),
    ("train", "labels"): (
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        (60_000,),
        8,
    ),
    ("test", "images"): (
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        (10_000, 784),
        16,
    ),
    ("test", "labels"): (
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        (10_000,),
        8,
    ),
}


def load_digits(part, only=None):
    """Images and labels of one part of MNIST.

    Parameters
    ----------
    part : {"train", "test"}
        The 60,000 training images or the 10,000 test images.
    only : iterable of int, optional
        Keep these digits only, for example ``(0, 1)``. All ten without it.

    Returns
    -------
    images : ndarray of uint8, shape (n, 784), read-only
        One image a row, 0 is paper and 255 is full ink.
    labels : ndarray of int64, shape (n,), read-only
        The digit that each image shows.

    Raises
    ------
    ValueError
        If `part` or `only` names something that is not there, or if a file's content is not
        MNIST as published.
    FileNotFoundError
        If a file is missing.

    References
    ----------
    LeCun, Bottou, Bengio, Haffner (1998), doi:10.1109/5.726791.

    Examples
    --------
    >>> images, labels = load_digits("test", only=(0, 1))
    >>> images.shape, images.dtype
    ((2115, 784), dtype('uint8'))
    """
    if not isinstance(part, str) or part not in ("train", "test"):
        raise ValueError(f"part={part!r} is not a part of MNIST: choose 'train' or 'test'")
    images, labels = _array(part, "images"), _array(part, "labels")
    if only is None:
        return images, labels
    chosen = np.isin(labels, _digits(only))
    return _read_only(images[chosen]), _read_only(labels[chosen])


def as_pixels(images):
    """Bytes as the network wants them: float32 from 0 (paper) to 1 (full ink).

    Parameters
    ----------
    images : ndarray of uint8, any shape
        Images as `load_digits` returns them. Convert few at a time: 60,000 images are 47 MB as
        bytes and 188 MB as float32.

    Returns
    -------
    ndarray of float32, same shape
        ``images / 255``, to the last digit or the one beside it.

    Raises
    ------
    ValueError
        If `images` are not bytes.

    Examples
    --------
    >>> as_pixels(np.array([0, 51, 255], dtype=np.uint8)).round(3).tolist()
    [0.0, 0.20000000298023224, 1.0]
    """
    images = np.asarray(images)
    if images.dtype != np.uint8:
        raise ValueError(
            f"as_pixels was given {images.dtype} and expected uint8 (bytes from 0 to 255): "
            "pass images as load_digits returns them, and convert them once only"
        )
    pixels = images.astype(np.float32)
    pixels *= np.float32(1 / 255)  # in place: training does this for every batch
    return pixels


def cache_folder():
    """The folder in which the unpacked bytes are kept, to be shared by all kernels.

    Returns
    -------
    pathlib.Path
        ``$DIGITS_CACHE`` where that is set (a hub can point it at a folder that all learners
        share), otherwise this user's own cache folder.
    """
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("inside-a-small-network")


def _digits(only):
    digits = np.atleast_1d(list(only) if np.iterable(only) and not isinstance(only, str) else only)
    if (
        digits.ndim != 1
        or digits.dtype.kind not in "iu"
        or not digits.size
        or digits.min() < 0
        or digits.max() > 9
    ):
        raise ValueError(
            f"only={only!r} must name at least one digit from 0 to 9: for example only=(0, 1)"
        )
    return digits


@cache
def _array(part, kind):
    """One published file as a read-only array; verified once in the life of a kernel."""
    name, sha256, shape, header = FILES[part, kind]
    content = _cached_content(cache_folder() / f"{name}-{sha256[:16]}", name, sha256)
    array = np.ndarray(shape, np.uint8, buffer=content, offset=header)
    return _read_only(array if kind == "images" else array.astype(np.int64))


def _cached_content(path, name, sha256):
    """The file's unpacked bytes: a memory map of the cache where possible, else from memory."""
    content = _mapped(path, sha256)
    if content is None:
        unpacked = _unpacked(FOLDER / f"{name}.gz", sha256)
        try:
            write_whole(path, unpacked)
        except OSError:  # a read-only home or a full disk: this kernel keeps its own copy
            return unpacked
        content = _mapped(path, sha256)
        content = unpacked if content is None else content
    return content


def _mapped(path, sha256):
    """A memory map of the cached file, or None where it is not there or not as published."""
    try:
        content = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError):  # not there, not readable, or empty
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _unpacked(path, sha256):
    remedy = "restore it with 'git checkout -- helpers/data/mnist' or clone the repository again"
    if not path.exists():
        raise FileNotFoundError(f"the data file {path} is missing: {remedy}")
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, gzip.zlib.error) as error:
        raise ValueError(f"the data file {path} cannot be unpacked ({error}): {remedy}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"the data file {path} is not MNIST as published: {remedy}")
    return content


def _read_only(array):
    array.flags.writeable = False
    return array
