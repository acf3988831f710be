"""MNIST: the 70,000 images that travel with the repository, verified, as rows of 784 bytes."""

import gzip
import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import platformdirs

from helpers import browser, valid
from helpers.files import write_whole
from helpers.memory import keep_large_arrays_apart

PIXELS = 28 * 28  # of an image
FOLDER = Path(__file__).parent / "data" / "mnist"
FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
SHA256 = {  # of the unpacked files, as they were published
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def load_digits(part, only=None):
    """Images and labels of one part of MNIST, both read-only.

    An image is a row of bytes, from 0, paper, to 255, full ink; its label is the digit that it
    shows, an integer. The data are those of LeCun, Bottou, Bengio, Haffner (1998),
    doi:10.1109/5.726791; files that are missing or not as published are refused.

    part: ``"train"``, 60,000 images, or ``"test"``, 10,000. only: a digit, or some such as
    ``(0, 1)``, to leave out all others.

    >>> images, labels = load_digits("test", only=(0, 1))
    >>> images.shape, images.dtype
    ((2115, 784), dtype('uint8'))
    """
    keep_large_arrays_apart()  # who loads digits is about to make some
    images, labels = (_array(name) for name in FILES[valid.word("part", part, FILES)])
    if only is None:
        return images, labels
    digits = [only] if isinstance(only, (int, np.integer)) else only
    digits = valid.listed("only", digits, least=1, of="digits, such as (0, 1)")
    chosen = np.isin(labels, [valid.whole("only", d, 0, 9, of="digits") for d in digits])
    return _read_only(images[chosen]), _read_only(labels[chosen])


def as_pixels(images):
    """Bytes as the network wants them: float32 from 0 (paper) to 1 (full ink).

    ``images / 255``, of any shape, to the last digit or the one beside it. Convert few at a time:
    60,000 images are 47 MB as bytes and 188 MB as float32.

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

    ``$DIGITS_CACHE`` where that is set (a hub can point it at a folder that all learners share),
    otherwise this user's own cache folder.
    """
    named = os.environ.get("DIGITS_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("inside-a-small-network")


@cache
def _array(name):
    """One published file as a read-only array; verified once in the life of a kernel."""
    content = _content(name, SHA256[name])
    if "images" in name:  # after a header of 16 bytes
        return _read_only(np.frombuffer(content, np.uint8, offset=16).reshape(-1, PIXELS))
    return _read_only(np.frombuffer(content, np.uint8, offset=8).astype(np.intp))


def _content(name, sha256):
    """The file's unpacked bytes: a memory map of the cache where possible, else from memory."""
    if browser.in_browser():  # its files are memory, and gone with the page
        return _unpacked(FOLDER / f"{name}.gz", sha256)
    path = cache_folder() / f"{name}-{sha256[:16]}"
    with suppress(OSError, ValueError):
        return _mapped(path, sha256)
    unpacked = _unpacked(FOLDER / f"{name}.gz", sha256)
    with suppress(OSError, ValueError):  # in a read-only home, on a full disk: from memory
        write_whole(path, unpacked)
        return _mapped(path, sha256)
    return unpacked


def _mapped(path, sha256):
    """A memory map of the cached file; an OSError or a ValueError where it is not as published."""
    content = np.memmap(path, dtype=np.uint8, mode="r")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{path} is not as published")
    return content


def _unpacked(path, sha256):
    remedy = "restore it with 'git checkout -- helpers/data/mnist' or clone the repository again"
    if not path.exists():
        raise FileNotFoundError(f"the data file {path} is missing: {remedy}")
    packed = browser.fetched(path)
    try:
        content = gzip.decompress(packed.read_bytes())
    except (OSError, EOFError, gzip.zlib.error) as error:
        raise ValueError(f"the data file {path} cannot be unpacked ({error}): {remedy}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"the data file {path} is not MNIST as published: {remedy}")
    return content


def _read_only(array):
    array.flags.writeable = False
    return array
