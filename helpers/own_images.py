"""Images of 28×28 from elsewhere: IDX files, an .npz or arrays, and a part of Fashion-MNIST.

They come as `helpers.digits.load_digits` returns its own: bytes, one image a row, and labels.
"""

import gzip
import io
from pathlib import Path

import numpy as np

from helpers import browser, valid
from helpers.digits import PIXELS

FOLDER = Path(__file__).parent / "data" / "fashion"
FASHION = (
    *("T-shirt", "trousers", "pullover", "dress", "coat"),
    *("sandal", "shirt", "sneaker", "bag", "ankle boot"),
)  # what Fashion-MNIST's labels stand for, one word or two
PARTS = {"train": "train", "test": "t10k"}  # how the published files' names begin
NAMES = {"train": ("x_train", "y_train"), "test": ("x_test", "y_test")}  # in Keras's .npz
MOST_BYTES = 400_000_000


def load_images(source, part="test"):
    """Images and labels from elsewhere: bytes of shape (n, 784), and integers of shape (n,).

    source: a folder with the pair of IDX files that MNIST and its kin are published in, packed or
    not; both files' paths, images first; an .npz file that holds ``images`` and ``labels``, or
    Keras's names; or a pair of arrays, as bytes or as floats from 0 to 1.
    part: ``"train"`` or ``"test"``, where there are both.

    >>> images, labels = load_images((np.zeros((5, 28, 28)), [0, 1, 2, 1, 0]))
    >>> images.shape, images.dtype
    ((5, 784), dtype('uint8'))
    """
    valid.word("part", part, PARTS)
    if isinstance(source, (str, Path)):
        images, labels = _of_path(Path(source), part)
    elif isinstance(source, (tuple, list)) and len(source) == 2:
        images, labels = (_idx(Path(s)) if isinstance(s, (str, Path)) else s for s in source)
    else:
        raise ValueError(
            f"{type(source).__name__} is not where images come from: expected a folder, an .npz "
            "file, the paths of two IDX files, or images and labels as arrays"
        )
    images = _as_bytes(images)
    labels = valid.array("labels", labels, (len(images),), kinds="iu", remedy="one a image")
    return images, labels.astype(np.intp)


def load_fashion(part="test"):
    """The first images of Fashion-MNIST, 2,500 to train on and 2,000 to test, and their labels.

    What the labels stand for is in `FASHION`. All 70,000 are at the publisher's; `load_images`
    reads them. part: ``"train"`` or ``"test"``.

    >>> images, labels = load_fashion()
    >>> images.shape, FASHION[labels[0]]
    ((2000, 784), 'ankle boot')
    """
    return load_images(FOLDER, part)


def _of_path(path, part):
    if path.is_dir():
        return [_idx(_in_folder(path, PARTS[part], kind)) for kind in ("images", "labels")]
    if not path.is_file():
        raise FileNotFoundError(f"there is no folder and no file {str(path)!r}")
    if path.suffix != ".npz":
        raise ValueError(
            f"{path.name} alone is not images and labels: pass its folder, both files' paths, "
            "or an .npz file"
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("it is too large")
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            for names in (("images", "labels"), NAMES[part]):
                if set(names) <= set(file):
                    return [file[name] for name in names]
            raise ValueError(f"it holds {', '.join(file)}")
    except Exception as error:  # numpy and zip have each their own
        raise ValueError(
            f"{path.name} cannot be read ({error}): expected an .npz file with the arrays images "
            f"and labels, or {' and '.join(NAMES[part])}"
        ) from error


def _in_folder(folder, begins, kind):
    """The file of a folder that holds images, or labels, of one part."""
    found = sorted(folder.glob(f"*{kind}*ubyte*"))
    named = [path for path in found if path.name.startswith(begins)]
    if len(named or found) != 1:
        raise ValueError(
            f"{folder} holds {len(named or found)} files of {kind}: expected one such as "
            f"{begins}-{kind}-idx{3 if kind == 'images' else 1}-ubyte.gz; or pass both files' paths"
        )
    return (named or found)[0]


def _idx(path):
    """The array in an IDX file: two zeros, its type (8, bytes), its dimensions, their sizes."""
    path = browser.fetched(path)
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            with gzip.open(io.BytesIO(content)) as file:
                content = file.read(MOST_BYTES + 1)
        begin = 4 + 4 * content[3]
        shape = np.frombuffer(content[4:begin], ">u4")
        if content[:3] != b"\0\0\x08":
            raise ValueError("it does not say that it holds bytes")
        return np.frombuffer(content, np.uint8, offset=begin).reshape(shape)
    except Exception as error:  # of the file system, gzip and numpy
        raise ValueError(
            f"{path.name} cannot be read as IDX, the format of MNIST's own files ({error}): "
            "get it again"
        ) from error


def _as_bytes(images):
    """Images as bytes in rows of 784, from bytes or from floats from 0 to 1."""
    shapes = ((None, PIXELS), (None, 28, 28), (None, 28, 28, 1), (None, 1, 28, 28))
    images = valid.array("images", images, *shapes, remedy="images of 28×28", least=1)
    most = 1 if images.dtype.kind == "f" else 255
    if images.min() < 0 or images.max() > most:
        raise ValueError(
            f"images run from {images.min():g} to {images.max():g}: expected bytes from 0 to 255 "
            "or floats from 0 to 1, as they were before any normalisation"
        )
    rows = images.reshape(len(images), PIXELS)
    return np.rint(rows * (255 if most == 1 else 1)).astype(np.uint8)
