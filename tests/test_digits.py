"""The data: verified, read-only, shared between kernels, and clear about what is wrong with it."""

import gzip
import os
import shutil

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


def owners(array):
    while array is not None:
        yield array
        array = getattr(array, "base", None)


@pytest.mark.parametrize(("part", "n"), [("train", 60_000), ("test", 10_000)])
def test_shapes_and_types(cache, part, n):
    images, labels = load_digits(part)
    assert cache_folder() == cache and len(list(cache.iterdir())) == 2
    assert load_digits(part)[0] is images, "a kernel loads once"
    assert any(isinstance(owner, np.memmap) for owner in owners(images)), "the bytes are mapped"
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


@pytest.mark.parametrize(
    ("only", "wanted"), [(3, [3]), ([8, 3, 3], [3, 8]), ({3, 8}, [3, 8]), (np.array([4]), [4])]
)
def test_only(only, wanted):
    images, labels = load_digits("test")
    chosen = [i for i, label in enumerate(labels.tolist()) if label in wanted]
    some, their_labels = load_digits("test", only=only)
    np.testing.assert_array_equal(some, images[chosen])
    np.testing.assert_array_equal(their_labels, labels[chosen])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load_digits("testing"), "choose one of train, test"),
        (lambda: load_digits("test", only=10), "only=10: expected a whole number from 0 to 9"),
        (lambda: load_digits("test", only=()), "only has 0 entries: .* 1 or more digits, such as"),
        (lambda: as_pixels(np.zeros(784)), r"was given float64 and expected uint8 \(bytes"),
    ],
)
def test_what_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_as_pixels():
    bytes_ = np.arange(256, dtype=np.uint8)
    pixels = as_pixels(bytes_)
    assert pixels.dtype == np.float32 and pixels[0] == 0 and pixels[-1] == 1
    np.testing.assert_allclose(pixels, [i / 255 for i in range(256)], rtol=2e-7)
    assert bytes_.tolist() == list(range(256))
    assert as_pixels(bytes_.reshape(2, 8, 16)).shape == (2, 8, 16)


@pytest.mark.parametrize("name", [IMAGES, LABELS])
def test_a_missing_file(data, name):
    (data / f"{name}.gz").unlink()
    with pytest.raises(FileNotFoundError, match=rf"{name}\.gz is missing: .*git checkout"):
        load_digits("test")


def altered(packed):
    content = bytearray(gzip.decompress(packed))
    content[-1] ^= 1
    return gzip.compress(bytes(content), compresslevel=1)


@pytest.mark.parametrize("name", [IMAGES, LABELS])
@pytest.mark.parametrize("damage", [altered, lambda packed: b"<html>not found</html>"])
def test_a_damaged_file(data, cache, name, damage):
    path = data / f"{name}.gz"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=rf"{name}\.gz (cannot be|is not MNIST).*git checkout"):
        load_digits("test")
    assert not list(cache.glob(f"{name}*"))


def test_the_next_kernel_reads_the_cache_only(data, published):
    load_digits("test")
    shutil.rmtree(data)
    digits._array.cache_clear()  # as the next kernel starts
    assert load_digits("test")[0].tobytes() == published[16:]


def test_the_cache_is_the_users_own_without_the_variable(monkeypatch):
    monkeypatch.delenv("DIGITS_CACHE")
    assert cache_folder() == platformdirs.user_cache_path("inside-a-small-network")


def test_works_from_memory_where_the_cache_cannot_be_a_folder(cache, published):
    cache.write_text("a file where the folder should be")
    images, _ = load_digits("test")
    assert images.tobytes() == published[16:] and not images.flags.writeable
    assert cache.read_text().startswith("a file")


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
