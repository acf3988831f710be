"""The data: verified, read-only, shared between kernels, and clear about what is wrong with it."""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys

import numpy as np
import platformdirs
import pytest

from helpers import digits
from helpers.digits import as_pixels, cache_folder, load_digits

IMAGES = "t10k-images-idx3-ubyte"
LABELS = "t10k-labels-idx1-ubyte"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache folder, and a kernel that has loaded nothing yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DIGITS_CACHE", str(folder))
    digits._array.cache_clear()
    yield folder
    digits._array.cache_clear()


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the test set's two files, to be damaged."""
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name in (IMAGES, LABELS):
        shutil.copy(digits.FOLDER / f"{name}.gz", folder)
    monkeypatch.setattr(digits, "FOLDER", folder)
    return folder


@pytest.fixture(scope="module")
def published():
    """The unpacked image file of the test set, straight from the .gz."""
    return gzip.decompress((digits.FOLDER / f"{IMAGES}.gz").read_bytes())


def cached_images(folder):
    (path,) = folder.glob(f"{IMAGES}*")
    return path


def start_a_new_kernel():
    digits._array.cache_clear()


def owners(array):
    while array is not None:
        yield array
        array = getattr(array, "base", None)


@pytest.mark.parametrize(("part", "n"), [("train", 60_000), ("test", 10_000)])
def test_shapes_and_types(part, n):
    images, labels = load_digits(part)
    assert images.shape == (n, 784) and images.dtype == np.uint8
    assert labels.shape == (n,) and labels.dtype == np.int64
    assert images.min() == 0 and images.max() == 255
    assert sorted(set(labels.tolist())) == list(range(10))


def test_images_and_labels_are_those_of_the_file(published):
    images, labels = load_digits("test")
    assert images.tobytes() == published[16:]
    content = gzip.decompress((digits.FOLDER / f"{LABELS}.gz").read_bytes())
    assert labels.tolist() == list(content[8:])


@pytest.mark.parametrize("only", [None, (0, 1)])
def test_arrays_are_read_only(only):
    for array in load_digits("test", only=only):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize("only", [(3, 8), [8, 3, 3], {3, 8}, np.array([3, 8])])
def test_only(only):
    images, labels = load_digits("test")
    chosen = [i for i, label in enumerate(labels.tolist()) if label in (3, 8)]
    some, their_labels = load_digits("test", only=only)
    np.testing.assert_array_equal(some, images[chosen])
    np.testing.assert_array_equal(their_labels, labels[chosen])


def test_only_one_digit():
    assert set(load_digits("test", only=4)[1].tolist()) == {4}


@pytest.mark.parametrize("only", [(), (10,), (-1, 2), (0.5, 1), "3", (True, False)], ids=repr)
def test_only_names_digits(only):
    with pytest.raises(ValueError, match=r"only=.*at least one digit from 0 to 9"):
        load_digits("test", only=only)


@pytest.mark.parametrize("part", ["testing", "", None, 0], ids=repr)
def test_part_is_train_or_test(part):
    with pytest.raises(ValueError, match="choose 'train' or 'test'"):
        load_digits(part)


def test_as_pixels():
    bytes_ = np.arange(256, dtype=np.uint8)
    pixels = as_pixels(bytes_)
    assert pixels.dtype == np.float32 and pixels[0] == 0 and pixels[-1] == 1
    np.testing.assert_allclose(pixels, [i / 255 for i in range(256)], rtol=2e-7)
    assert bytes_.tolist() == list(range(256))
    assert as_pixels(bytes_.reshape(2, 8, 16)).shape == (2, 8, 16)


@pytest.mark.parametrize("dtype", [np.float32, np.int64, bool])
def test_as_pixels_takes_bytes_only(dtype):
    with pytest.raises(ValueError, match="expected uint8"):
        as_pixels(np.zeros(784, dtype))


@pytest.mark.parametrize("name", [IMAGES, LABELS])
def test_a_missing_file(data, name):
    (data / f"{name}.gz").unlink()
    with pytest.raises(FileNotFoundError, match=rf"{name}\.gz is missing: .*git checkout"):
        load_digits("test")


def truncated(packed):
    return packed[: len(packed) // 2]


def altered(packed):
    content = bytearray(gzip.decompress(packed))
    content[-1] ^= 1
    return gzip.compress(bytes(content), compresslevel=1)


def garbled(packed):
    return packed[:1000] + b"\xff" * 100 + packed[1100:]


def not_gzip(packed):
    return b"<html>not found</html>"


def empty(packed):
    return b""


@pytest.mark.parametrize("name", [IMAGES, LABELS])
@pytest.mark.parametrize("damage", [truncated, altered, garbled, not_gzip, empty])
def test_a_damaged_file(data, cache, name, damage):
    path = data / f"{name}.gz"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=rf"{name}\.gz (cannot be|is not MNIST).*git checkout"):
        load_digits("test")
    assert not list(cache.glob(f"{name}*"))


def test_the_bytes_are_memory_mapped():
    images, _ = load_digits("test")
    assert any(isinstance(owner, np.memmap) for owner in owners(images))


def test_a_kernel_loads_once():
    assert load_digits("test")[0] is load_digits("test")[0]


def test_the_next_kernel_reads_the_cache_only(data, published):
    load_digits("test")
    shutil.rmtree(data)
    start_a_new_kernel()
    assert load_digits("test")[0].tobytes() == published[16:]


def test_the_cache_is_where_the_variable_says(cache):
    load_digits("test")
    assert cache_folder() == cache
    assert len(list(cache.iterdir())) == 2


def test_the_cache_is_the_users_own_without_the_variable(monkeypatch):
    monkeypatch.delenv("DIGITS_CACHE")
    assert cache_folder() == platformdirs.user_cache_path("inside-a-small-network")


def one_byte_changed(content):
    return content[:5_000] + bytes([content[5_000] ^ 1]) + content[5_001:]


@pytest.mark.parametrize("damage", [truncated, one_byte_changed, not_gzip, empty])
def test_a_damaged_cache_is_repaired(cache, published, damage):
    load_digits("test")
    path = cached_images(cache)
    path.write_bytes(damage(published))
    start_a_new_kernel()
    assert load_digits("test")[0].tobytes() == published[16:]
    assert path.read_bytes() == published


def test_works_from_memory_where_the_cache_cannot_be_a_folder(cache, published):
    cache.write_text("a file where the folder should be")
    assert load_digits("test")[0].tobytes() == published[16:]
    assert cache.read_text().startswith("a file")


def test_works_from_memory_where_the_file_cannot_be_put_in_place(cache, published, monkeypatch):
    def refuse(*paths):
        raise PermissionError("in use")

    monkeypatch.setattr(digits.os, "replace", refuse)
    images, _ = load_digits("test")
    assert images.tobytes() == published[16:] and not images.flags.writeable
    assert not list(cache.iterdir())


def test_each_kernel_writes_to_a_file_of_its_own(cache, published, monkeypatch):
    """A second kernel starts and finishes just before the first one puts its file in place."""
    replace, unfinished = os.replace, []

    def interrupted(source, target):
        unfinished.append(source)
        if len(unfinished) == 1:
            load_digits("test")
        replace(source, target)

    monkeypatch.setattr(digits.os, "replace", interrupted)
    assert load_digits("test")[0].tobytes() == published[16:]
    assert len(unfinished) == len(set(unfinished)) == 3, "images twice and labels once"
    assert cached_images(cache).read_bytes() == published


KERNEL = """
import hashlib
from helpers.digits import load_digits
print("ready", flush=True)
input()
print(*(hashlib.sha256(array.tobytes()).hexdigest() for array in load_digits("train")))
"""


def test_eight_kernels_that_start_together(cache):
    kernels = [
        subprocess.Popen(
            [sys.executable, "-c", KERNEL],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for kernel in kernels:
        assert kernel.stdout.readline() == "ready\n"
    for kernel in kernels:
        kernel.stdin.write("go\n")
        kernel.stdin.flush()
    said = [kernel.communicate(timeout=60) for kernel in kernels]
    expected = [hashlib.sha256(array.tobytes()).hexdigest() for array in load_digits("train")]
    assert said == [(" ".join(expected) + "\n", "")] * 8
    assert len(list(cache.iterdir())) == 2, "an unfinished file was left behind"
