"""Ink from elsewhere in the form that the network expects, and drawings that are saved.

Ink is float, from 0, paper, to 1, in rows and columns.
"""

from itertools import count
from pathlib import Path

import numpy as np
from PIL import Image

from helpers import valid

SIDE, DIGIT, FINE = 28, 20, 280  # pixels of an image, of a digit on it, and of the pad's ink


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


def on_a_square(ink):
    """Ink enlarged or kept, with paper beside it until it is a square of 280.

    ink: of any size.

    >>> on_a_square(np.ones((28, 7))).any(axis=0).sum()
    np.int64(70)
    """
    ink = _ink(ink).astype(np.float32, copy=False)
    # Whole pixels of a tiny picture stay whole; others are smoothed.
    whole = FINE % max(ink.shape) == 0
    scaled = _resized(ink, FINE, Image.Resampling.NEAREST if whole else Image.Resampling.BILINEAR)
    square = np.zeros((FINE, FINE), dtype=np.float32)
    _paste(square, scaled, *((FINE - side) // 2 for side in scaled.shape))
    return square


def in_the_middle(ink):
    """Ink on a square of 280, as large and where MNIST's digits are, ten times finer.

    ink: of any size.

    >>> in_the_middle(np.ones((50, 10))).any(axis=1).sum()
    np.int64(200)
    """
    ink = _ink(ink).astype(np.float32, copy=False)
    square = np.zeros((FINE, FINE), dtype=np.float32)
    digit = _resized(ink, FINE * DIGIT // SIDE, Image.Resampling.BILINEAR)
    _paste(square, digit, *((FINE - side) // 2 for side in digit.shape))
    return square


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
