"""A PNG or JPEG of any size and kind as ink on paper, or a sentence that says why not.

What a file claims is checked before it is unpacked: a picture of 30,000×30,000 pixels is refused by
its header, in which a hundred kilobytes can promise gigabytes.
"""

import struct
import warnings
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 280
MOST_BYTES = 6 * 2**20
MOST_PIXELS = 4_000 * 4_000
KINDS = ("PNG", "JPEG")
# What Pillow's decoders are known to raise for a file that is not as it should be.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)
BROKEN += (IndexError, KeyError, TypeError, OverflowError, AttributeError, AssertionError)
PLAIN = 0.08  # contrast below which there is nothing to be read
SPECK = 0.2  # ink below which a photograph's paper counts as empty


def read_picture(content, name="the file"):
    """Ink on paper from the bytes of a picture.

    Light on dark or dark on light is decided by the picture's border. Where it is transparent, it
    is put on the ground that its strokes stand out from. Unevenness as strong as the border's own
    counts as paper, and so does faint ink in a photograph.

    Parameters
    ----------
    content : bytes
    name : str
        The file's name, for the sentences.

    Returns
    -------
    ink : ndarray of float32, shape (280, 280)
        The whole picture from 0, paper, to 1, in the middle of a square.
    told : str
        What was read, in a sentence.

    Raises
    ------
    ValueError
        If it is empty, too large, damaged, no PNG or JPEG, or of one colour. The message is a
        sentence for a learner: what was refused, and what to do.

    Examples
    --------
    >>> page = BytesIO()
    >>> Image.new("L", (50, 20), 255).save(page, "png")
    >>> read_picture(page.getvalue(), "blank.png")
    Traceback (most recent call last):
        ...
    ValueError: blank.png shows one even colour: open a picture with a digit on it.
    """
    if not content:
        raise ValueError(f"{name} is empty: choose another file.")
    if len(content) > MOST_BYTES:
        raise ValueError(
            f"{name} has {len(content) / 2**20:.0f} MB, at most {MOST_BYTES // 2**20} are read: "
            "save it smaller and try again."
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


def _unpacked(content, name):
    """The picture and its kind, its pixels loaded, once its header has been found harmless."""
    too_large = ValueError(
        f"{name} has more than {MOST_PIXELS // 10**6} million pixels, too many to unpack: make it "
        "smaller, such as 1000×1000, and try again."
    )
    try:
        picture = Image.open(BytesIO(content), formats=KINDS)
    except Image.DecompressionBombError:
        raise too_large from None
    except UnidentifiedImageError:
        raise ValueError(
            f"{name} is no PNG or JPEG picture, whatever its name says: open one of these."
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
        grey, solid = (
            np.asarray(picture.convert(mode), np.float32) / 255 for mode in ("L", "RGBA")
        )
        solid = solid[..., 3]
        seen = float((grey * solid).sum() / solid.sum()) if solid.any() else 0.0
        ground = Image.new("RGBA", picture.size, "black" if seen > 0.5 else "white")
        picture = Image.alpha_composite(ground, picture)
    picture = picture.convert("L")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=None)
    return np.asarray(picture, dtype=np.float32) / 255


def _squared(ink):
    """The ink enlarged or kept, with paper beside it until it is a square of 280."""
    longest = max(ink.shape)
    high, wide = (max(1, round(SIDE * side / longest)) for side in ink.shape)
    # Whole pixels of a tiny picture stay whole; others are smoothed.
    way = Image.Resampling.NEAREST if SIDE % longest == 0 else Image.Resampling.BILINEAR
    scaled = np.asarray(Image.fromarray(ink.astype(np.float32)).resize((wide, high), way))
    square = np.zeros((SIDE, SIDE), dtype=np.float32)
    top, left = (SIDE - high) // 2, (SIDE - wide) // 2
    square[top : top + high, left : left + wide] = scaled.clip(0, 1)
    return square
