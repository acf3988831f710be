"""From a file's bytes to pixels: what a file claims is checked before it is unpacked.

A picture of 30,000×30,000 pixels is refused by its header, in which a hundred kilobytes can promise
gigabytes. A JPEG is unpacked small, so that a telephone's photograph needs little memory.
"""

import struct
import warnings
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 4_000 * 4_000
MOST_OF_A_JPEG = 50_000_000  # which is unpacked at a half, a quarter or an eighth of its sides
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


def unpacked(content, name, size, side):
    """The picture, its kind, and how wide and high its file says that it is.

    A ValueError's message is a sentence for a learner. content, name, size: see `read_picture`.
    side: how many pixels the longer side should have at least, where the file has as many; a JPEG
    has less than twice as many on its shorter side.
    """
    if not size:
        raise ValueError(f"{name} is empty: choose another file.")
    if size > MOST_BYTES:
        raise ValueError(
            f"{name} has more than {MOST_BYTES // 2**20} MB, too many to read. {SMALLER}"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of size: refused here; of a camera's notes: not needed
        picture = _opened(content, name)
        wide, high = picture.size
        try:
            picture.draft(None, (side, side))
            picture.load()
            picture, kind = ImageOps.exif_transpose(picture), picture.format
        except BROKEN as error:
            raise _damaged(name, error) from None
    if (picture.width < picture.height) != (wide < high):
        wide, high = high, wide
    return picture, kind, (wide, high)


def in_colour(picture, side):
    """The picture in RGB, no side longer than `side`, and nothing of it transparent."""
    if picture.mode.startswith("I"):  # 16 bits a pixel
        values = np.asarray(picture, dtype=np.float32) / 65535
        picture = Image.fromarray(np.uint8(255 * values.clip(0, 1)))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        grey, solid = np.moveaxis(np.asarray(picture.convert("LA"), np.float32) / 255, -1, 0)
        seen = float((grey * solid).sum() / solid.sum()) if solid.any() else 0.0
        ground = Image.new("RGBA", picture.size, "black" if seen > 0.5 else "white")
        picture = Image.alpha_composite(ground, picture)
    picture = picture.convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=None)
    return picture


def _opened(content, name):
    """The picture, nothing of it unpacked, once its header has been found harmless."""
    try:
        picture = Image.open(BytesIO(content), formats=KINDS)
    except Image.DecompressionBombError:
        raise _too_large(name, MOST_PIXELS) from None
    except UnidentifiedImageError:
        raise ValueError(
            f"{name} is no PNG or JPEG picture, whatever its name says. {AS_JPEG}"
        ) from None
    except BROKEN as error:  # a header that promises what it does not keep
        raise _damaged(name, error) from None
    # A progressive JPEG is kept whole while it is unpacked, however small it comes out.
    is_small = picture.format == "JPEG" and "progressive" not in picture.info
    most = MOST_OF_A_JPEG if is_small else MOST_PIXELS
    if picture.width * picture.height > most:
        raise _too_large(name, most)
    return picture


def _too_large(name, most):
    return ValueError(
        f"{name} has more than {most // 10**6} million pixels, too many to unpack. {SMALLER}"
    )


def _damaged(name, error):
    return ValueError(f"{name} is damaged ({error}): save it again and try once more.")
