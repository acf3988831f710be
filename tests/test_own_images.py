"""Images from elsewhere: every usual place, and a sentence for what is none."""

import gzip
import hashlib
import struct

import numpy as np
import pytest

from helpers.digits import FOLDER as MNIST
from helpers.digits import load_digits
from helpers.own_images import FASHION, load_fashion, load_images

IMAGES = np.random.default_rng(0).integers(0, 256, (7, 28, 28), dtype=np.uint8)
LABELS = np.array([3, 0, 1, 2, 1, 0, 3])


def idx(array):
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return header + array.astype(np.uint8).tobytes()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "some-images-idx3-ubyte").write_bytes(idx(IMAGES))
    (tmp_path / "some-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(LABELS)))
    np.savez(tmp_path / "ours.npz", images=IMAGES, labels=LABELS)
    np.savez(tmp_path / "keras.npz", x_test=IMAGES / 255, y_test=LABELS, x_train=[], y_train=[])
    return tmp_path


@pytest.mark.parametrize(
    "place",
    [
        lambda folder: folder,
        lambda folder: str(folder),
        lambda folder: [folder / f"some-{k}-ubyte" for k in ("images-idx3", "labels-idx1")],
        lambda folder: folder / "ours.npz",
        lambda folder: folder / "keras.npz",
        lambda folder: (IMAGES, LABELS),
        lambda folder: (IMAGES.reshape(7, 784) / 255, LABELS.tolist()),
        lambda folder: [IMAGES[:, np.newaxis].astype(np.float32) / 255, LABELS],
        lambda folder: [IMAGES[..., np.newaxis].astype(int), LABELS.astype(np.uint8)],
    ],
)
def test_images_are_found_wherever_they_usually_are(folder, place):
    if isinstance(place(folder), list) and not isinstance(place(folder)[0], np.ndarray):
        (folder / "some-labels-idx1-ubyte").write_bytes(idx(LABELS))
    images, labels = load_images(place(folder))
    np.testing.assert_array_equal(images, IMAGES.reshape(7, 784))
    np.testing.assert_array_equal(labels, LABELS)
    assert images.dtype == np.uint8
    assert labels.dtype == np.int64


@pytest.mark.parametrize("part", ["train", "test"])
def test_mnist_s_own_files_are_read_as_the_project_reads_them(part):
    for ours, known in zip(load_images(MNIST, part), load_digits(part), strict=True):
        np.testing.assert_array_equal(ours, known)


def test_a_part_of_fashion_mnist_travels_with_the_project():
    for part, n in (("train", 2_500), ("test", 2_000)):
        images, labels = load_fashion(part)
        assert images.shape == (n, 784)
        assert np.bincount(labels).min() > n / 13
    assert len(set(FASHION)) == 10
    # The first 2,000 images of t10k-images-idx3-ubyte as published.
    assert hashlib.sha256(images.tobytes()).hexdigest().startswith(FIRST)


FIRST = "09bbac78738f0229"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (3, "expected a folder"),
        ((IMAGES,), "expected a folder"),
        ((IMAGES[:, :14], LABELS), "images of 28×28"),
        ((IMAGES / 100, LABELS), "before any normalisation"),
        ((IMAGES / 255 - 0.5, LABELS), "before any normalisation"),
        ((IMAGES, LABELS[:3]), "labels"),
        ((IMAGES, LABELS / 2), "labels"),
    ],
)
def test_what_is_no_set_of_images_is_refused(source, words):
    with pytest.raises(ValueError, match=words):
        load_images(source)


def test_places_that_hold_no_images_are_refused(folder, tmp_path_factory):
    with pytest.raises(FileNotFoundError, match="no folder and no file"):
        load_images(folder / "nowhere")
    with pytest.raises(ValueError, match="pass its folder"):
        load_images(folder / "some-images-idx3-ubyte")
    with pytest.raises(ValueError, match="0 files of images"):
        load_images(tmp_path_factory.mktemp("empty"))
    (folder / "more-images-idx3-ubyte").write_bytes(idx(IMAGES))
    with pytest.raises(ValueError, match="2 files of images"):
        load_images(folder)
    np.savez(folder / "else.npz", a=IMAGES)
    with pytest.raises(ValueError, match="it holds a"):
        load_images(folder / "else.npz")
    np.savez(folder / "trap.npz", images=np.array([{}], dtype=object), labels=LABELS)
    with pytest.raises(ValueError, match="allow_pickle"):
        load_images(folder / "trap.npz")


@pytest.mark.parametrize("end", [0, 3, 4, 9, 15, 16, 100, -1])
def test_a_file_that_is_cut_off_is_refused(folder, end):
    path = folder / "some-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(ValueError, match="get it again"):
        load_images(folder)


def test_a_header_that_lies_is_refused(folder):
    lies = (struct.pack(">HBB3I", 0, 8, 3, 2**31, 2**31, 2**31), b"\0\0\x0d" + idx(IMAGES)[3:])
    for content in (*lies, gzip.compress(idx(IMAGES))[:-9]):
        (folder / "some-images-idx3-ubyte").write_bytes(content)
        with pytest.raises(ValueError, match="get it again"):
            load_images(folder)
