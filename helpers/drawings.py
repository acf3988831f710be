"""Pictures from elsewhere: from a file to ink, from ink to what the network expects, and back.

Ink is float, from 0, paper, to 1, in rows and columns. What a file claims is checked before it is
unpacked: a picture of 30,000×30,000 pixels is refused by its header, in which a hundred kilobytes
can promise gigabytes.
"""

import struct
import warnings
import zlib
from io import BytesIO
from itertools import count
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from helpers import valid

SIDE, DIGIT, FINE = 28, 20, 280  # pixels of an image, of a digit on it, and of ink from a file
MOST_BYTES = 6 * 2**20
MOST_PIXELS = 4_000 * 4_000
KINDS = ("PNG", "JPEG")
# What Pillow's decoders are known to raise for a file that is not as it should be.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)
BROKEN += (IndexError, KeyError, TypeError, OverflowError, AttributeError, AssertionError)
# Ways out of a refusal, for somebody with a telephone.
SMALLER = "Crop it, take a screenshot of it, or mail it to yourself in a smaller size."
AS_JPEG = (
    "Take a screenshot of it, or save it as JPEG. An iPhone takes photographs as JPEG after "
    "Settings → Camera → Formats → Most Compatible."
)
PLAIN = 0.08  # contrast below which there is nothing to be read
SPECK = 0.2  # ink below which a photograph's paper counts as empty


def read_picture(content, name, size=None):
    """Ink and a sentence from the bytes of a picture.

    Light on dark or dark on light is decided by the picture's border. Where it is transparent, it
    is put on the ground that its strokes stand out from. Unevenness as strong as the border's own
    counts as paper, and so does faint ink in a photograph.

    Returns the ink, float32, (280, 280), the whole picture in the middle of a square, and a
    sentence that says what was read. A ValueError's message is a sentence for a learner, of what is
    empty, too large, damaged, no PNG or JPEG, or of one colour.

    content: bytes. name: the file's name, for the sentences. size: how many bytes the file has,
    where `content` is left out because they are too many.

    >>> page = BytesIO()
    >>> Image.new("L", (50, 20), 255).save(page, "png")
    >>> read_picture(page.getvalue(), "blank.png")
    Traceback (most recent call last):
        ...
    ValueError: blank.png shows one even colour: open a picture with a digit on it.
    """
    size = len(content) if size is None else size
    if not size:
        raise ValueError(f"{name} is empty: choose another file.")
    if size > MOST_BYTES:
        raise ValueError(
            f"{name} has more than {MOST_BYTES // 2**20} MB, too many to read. {SMALLER}"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of size: refused here; of a camera's notes: not needed
        picture, kind = _unpacked(content, name)
    grey = _grey(picture)
    ring = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(ring))
    away = np.abs(grey - paper) if paper == 0.5 else (grey - paper) * (1 if paper < 0.5 else -1)
    # Paper in a photograph is uneven: what differs no more than most of its border is paper too.
    floor = float(np.quantile(np.abs(ring - paper), 0.9))
    strongest = float(away.max())
    if strongest - floor < PLAIN:
        raise ValueError(f"{name} shows one even colour: open a picture with a digit on it.")
    ink = np.clip((away - floor) / (strongest - floor), 0, 1)
    if floor > 0 or kind == "JPEG":  # JPEG leaves ripples beside every stroke
        ink[ink < SPECK] = 0
    way = "light on dark" if paper < 0.5 else "dark on light"
    wide, high = picture.size
    return _squared(ink), f"{name}: {wide}×{high} pixels, {way}."


def as_drawn(ink):
    """Ink as 28×28 pixels, where it is and as large as it is.

    Each pixel, float32, (784,), is the mean of its place. ink: float, (28 n, 28 n).

    >>> as_drawn(np.ones((56, 56))).mean()
    np.float32(1.0)
    """
    ink = _ink(ink).astype(np.float32, copy=False)
    if ink.shape[0] != ink.shape[1] or len(ink) % SIDE:
        raise ValueError(f"ink has shape {ink.shape}: expected a square with 28 n fine pixels")
    n = len(ink) // SIDE
    return ink.reshape(SIDE, n, SIDE, n).mean(axis=(1, 3)).ravel()


def as_mnist(ink):
    """Ink as 28×28 pixels, scaled and centred as MNIST's images are.

    The box of the ink is scaled until its longer side is 20 pixels, its proportions kept, and put
    where the centre of mass of its ink comes nearest to the middle, by whole pixels.

    So MNIST was made: digits fit in a 20×20 box, antialiased, and their centre of mass is the
    middle of 28×28 (LeCun, Bottou, Bengio, Haffner 1998, doi:10.1109/5.726791, section III).
    Returns float32, (784,), all zero if there is no ink. ink: of any size.

    >>> stroke = np.zeros((100, 100))
    >>> stroke[10:50, 70:80] = 1  # small, and in a corner
    >>> rows, columns = np.nonzero(as_mnist(stroke).reshape(28, 28))
    >>> [int(end) for end in (rows.min(), rows.max(), columns.min(), columns.max())]
    [4, 23, 12, 16]
    """
    ink = _ink(ink).astype(np.float32, copy=False)
    rows, columns = (np.flatnonzero((ink > 0).any(axis=axis)) for axis in (1, 0))
    page = np.zeros((SIDE, SIDE), dtype=np.float32)
    if len(rows) == 0:
        return page.ravel()
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    shrinks = max(box.shape) >= DIGIT  # then means over areas, else smooth
    digit = _resized(box, DIGIT, Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR)
    _paste(page, digit, *(_offset(digit.sum(axis=1 - axis)) for axis in (0, 1)))
    return page.ravel()


def half_size(pixels, top=0, left=0):
    """An image at half its size, its upper left corner somewhere on an empty page: (28, 28).

    pixels: one image, float, (784,). top, left: the corner's row and column, from 0 to 14.
    """
    pixels, half = _ink(valid.image("pixels", pixels)[None])[0], SIDE // 2
    top, left = (valid.whole(*place, 0, half) for place in (("top", top), ("left", left)))
    page = np.zeros((SIDE, SIDE), dtype=np.float32)
    small = pixels.reshape(half, 2, half, 2).mean(axis=(1, 3))
    _paste(page, small, top, left)
    return page


def save_drawing(path, ink):
    """Write `ink` as a PNG file, dark on white, and return its path.

    A FileExistsError tells that the file is there: none is replaced.

    path: its name must end in ``.png``.
    """
    path, ink = Path(path), _ink(ink)
    if path.suffix.lower() != ".png":
        raise ValueError(f"{path.name!r} does not end in .png: a drawing is saved as PNG")
    with open(path, "xb") as file:  # never over another file
        Image.fromarray(np.round(255 * (1 - ink)).astype(np.uint8)).save(file, "png")
    return path


def free_name(folder):
    """A path in `folder`: the first of drawing-1.png, drawing-2.png, … that is not there yet."""
    names = (Path(folder) / f"drawing-{number}.png" for number in count(1))
    return next(path for path in names if not path.exists())


def _ink(values):
    """Values as ink, if they are."""
    remedy = "bytes divided by 255, a row of 784 reshaped to (28, 28)"
    ink = valid.array("ink", values, (None, None), kinds="f", least=1, remedy=remedy)
    if 0 in ink.shape or not 0 <= ink.min() <= ink.max() <= 1:
        raise ValueError(f"ink of shape {ink.shape} must hold numbers from 0, paper, to 1")
    return ink


def _unpacked(content, name):
    """The picture and its kind, its pixels loaded, once its header has been found harmless."""
    too_large = ValueError(
        f"{name} has more than {MOST_PIXELS // 10**6} million pixels, too many to unpack. {SMALLER}"
    )
    try:
        picture = Image.open(BytesIO(content), formats=KINDS)
    except Image.DecompressionBombError:
        raise too_large from None
    except UnidentifiedImageError:
        raise ValueError(
            f"{name} is no PNG or JPEG picture, whatever its name says. {AS_JPEG}"
        ) from None
    except BROKEN as error:  # a header that promises what it does not keep
        raise _damaged(name, error) from None
    if picture.size[0] * picture.size[1] > MOST_PIXELS:
        raise too_large
    try:
        picture.load()
        return ImageOps.exif_transpose(picture), picture.format
    except BROKEN as error:
        raise _damaged(name, error) from None


def _damaged(name, error):
    return ValueError(f"{name} is damaged ({error}): save it again and try once more.")


def _grey(picture):
    """Grey from 0, black, to 1, at most about 280 pixels on a side, nothing transparent."""
    if picture.mode.startswith("I"):  # 16 bits a pixel
        values = np.asarray(picture, dtype=np.float32) / 65535
        picture = Image.fromarray(np.uint8(255 * values.clip(0, 1)))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        grey, solid = np.moveaxis(np.asarray(picture.convert("LA"), np.float32) / 255, -1, 0)
        seen = float((grey * solid).sum() / solid.sum()) if solid.any() else 0.0
        ground = Image.new("RGBA", picture.size, "black" if seen > 0.5 else "white")
        picture = Image.alpha_composite(ground, picture)
    picture = picture.convert("L")
    picture.thumbnail((FINE, FINE), Image.Resampling.BOX, reducing_gap=None)
    return np.asarray(picture, dtype=np.float32) / 255


def _squared(ink):
    """The ink enlarged or kept, with paper beside it until it is a square of 280."""
    # Whole pixels of a tiny picture stay whole; others are smoothed.
    whole = FINE % max(ink.shape) == 0
    scaled = _resized(ink, FINE, Image.Resampling.NEAREST if whole else Image.Resampling.BILINEAR)
    square = np.zeros((FINE, FINE), dtype=np.float32)
    _paste(square, scaled, *((FINE - side) // 2 for side in scaled.shape))
    return square


def _resized(ink, longest, way):
    """The ink with its longer side of so many pixels, its proportions kept."""
    high, wide = (max(1, round(longest * side / max(ink.shape))) for side in ink.shape)
    return np.asarray(Image.fromarray(ink).resize((wide, high), way)).clip(0, 1)


def _paste(page, ink, top, left):
    page[top : top + ink.shape[0], left : left + ink.shape[1]] = ink


def _offset(mass):
    """Where to begin, so that the centre of mass is at the middle, 14, and all is on the page."""
    # Rounded, so that a centre between two pixels goes the same way on every processor.
    centre = round(float(mass @ np.arange(len(mass)) / mass.sum()), 4)
    return int(np.clip(np.ceil(SIDE / 2 - centre - 0.5), 0, SIDE - len(mass)))
