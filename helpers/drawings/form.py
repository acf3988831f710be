"""From ink of any size to the 28×28 pixels that the network expects, and what they are near to."""

import numpy as np
from PIL import Image

from helpers.digits import as_pixels

SIDE, DIGIT = 28, 20
AT_ONCE = 4_000


def as_drawn(ink):
    """Ink as 28×28 pixels, where it is and as large as it is.

    Parameters
    ----------
    ink : ndarray of float, shape (28 n, 28 n)
        From 0, paper, to 1.

    Returns
    -------
    ndarray of float32, shape (784,)
        Each pixel is the mean of its place.

    Raises
    ------
    ValueError
        If the ink is not square, or its side no multiple of 28.

    Examples
    --------
    >>> as_drawn(np.ones((56, 56))).mean()
    np.float32(1.0)
    """
    ink = _checked(ink)
    if ink.shape[0] != ink.shape[1] or len(ink) % SIDE:
        raise ValueError(f"ink has shape {ink.shape}: expected a square with 28 n fine pixels")
    n = len(ink) // SIDE
    return ink.reshape(SIDE, n, SIDE, n).mean(axis=(1, 3)).ravel()


def as_mnist(ink):
    """Ink as 28×28 pixels, scaled and centred as MNIST's images are.

    The box of the ink is scaled until its longer side is 20 pixels, its proportions kept, and put
    where the centre of mass of its ink comes nearest to the middle, by whole pixels.

    Parameters
    ----------
    ink : ndarray of float, shape (height, width)
        From 0, paper, to 1; any size.

    Returns
    -------
    ndarray of float32, shape (784,)
        All zero if there is no ink.

    Raises
    ------
    ValueError
        If `ink` is no such picture.

    References
    ----------
    LeCun, Bottou, Bengio, Haffner (1998), doi:10.1109/5.726791, section III: digits fit in a
    20×20 box, antialiased, and their centre of mass is the middle of 28×28.

    Examples
    --------
    >>> stroke = np.zeros((100, 100))
    >>> stroke[10:50, 70:80] = 1  # small, and in a corner
    >>> rows, columns = np.nonzero(as_mnist(stroke).reshape(28, 28))
    >>> [int(end) for end in (rows.min(), rows.max(), columns.min(), columns.max())]
    [4, 23, 12, 16]
    """
    ink = _checked(ink)
    rows, columns = (np.flatnonzero((ink > 0).any(axis=axis)) for axis in (1, 0))
    page = np.zeros((SIDE, SIDE), dtype=np.float32)
    if len(rows) == 0:
        return page.ravel()
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    digit = _scaled(box)
    top, left = (_offset(digit.sum(axis=1 - axis)) for axis in (0, 1))
    page[top : top + digit.shape[0], left : left + digit.shape[1]] = digit
    return page.ravel()


def half_size(pixels, top=0, left=0):
    """An image at half its size, with its upper left corner somewhere on an empty page.

    Parameters
    ----------
    pixels : ndarray of float, shape (784,)
        From 0 to 1.
    top, left : int
        From 0 to 14.

    Returns
    -------
    ndarray of float32, shape (28, 28)

    Raises
    ------
    ValueError
        If the shape is another, or the corner leaves no room.
    """
    pixels, half = np.asarray(pixels), SIDE // 2
    corners = all(_whole(place) and 0 <= place <= half for place in (top, left))
    if not _is_page(pixels) or not corners:
        raise ValueError(
            f"pixels have type {pixels.dtype} and shape {pixels.shape}, corner ({top}, {left}): "
            "expected floats from 0 to 1 of shape (784,), and a corner from (0, 0) to (14, 14)"
        )
    page = np.zeros((SIDE, SIDE), dtype=np.float32)
    small = pixels.astype(np.float32).reshape(half, 2, half, 2).mean(axis=(1, 3))
    page[top : top + half, left : left + half] = small
    return page


def nearest_images(pixels, images, k=5):
    """The images that differ least from a drawing: smallest sum of squared differences.

    Parameters
    ----------
    pixels : ndarray of float, shape (784,)
        From 0 to 1.
    images : ndarray of uint8, shape (n, 784)
    k : int

    Returns
    -------
    rows : ndarray of int, shape (k,)
        Their rows, the nearest first.
    distances : ndarray of float32, shape (k,)
        Square roots of the sums.

    Raises
    ------
    ValueError
        If the shapes do not fit, or there are not k images.

    Examples
    --------
    >>> pages = np.zeros((3, 784), dtype=np.uint8)
    >>> pages[1:, 0] = 51, 255
    >>> rows, distances = nearest_images(np.zeros(784), pages, k=2)
    >>> rows.tolist(), distances.round(2).tolist()
    ([0, 1], [0.0, 0.20000000298023224])
    """
    pixels, images = np.asarray(pixels), np.asarray(images)
    fits = _is_page(pixels) and images.ndim == 2 and images.shape[1:] == pixels.shape
    if not fits or images.dtype != np.uint8 or not _whole(k) or not 1 <= k <= len(images):
        raise ValueError(
            f"a drawing of type {pixels.dtype} and shape {pixels.shape}, images of type "
            f"{images.dtype} and shape {images.shape}, k={k}: expected floats from 0 to 1 of shape "
            "(784,), rows of 784 bytes, and no more neighbours than there are images"
        )
    pixels = pixels.astype(np.float32)
    squares = np.empty(len(images), dtype=np.float32)
    for begin in range(0, len(images), AT_ONCE):  # a few at a time: floats take four times the room
        away = as_pixels(images[begin : begin + AT_ONCE])
        away -= pixels
        squares[begin : begin + AT_ONCE] = np.einsum("nd,nd->n", away, away)
    rows = np.argsort(squares, kind="stable")[:k]
    return rows, np.sqrt(squares[rows])


def _whole(value):
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def _is_page(pixels):
    """Whether they are one image, as floats from 0 to 1."""
    fits = pixels.shape == (SIDE * SIDE,) and pixels.dtype.kind == "f"
    return fits and bool(((pixels >= 0) & (pixels <= 1)).all())


def _checked(ink):
    ink = np.asarray(ink)
    if ink.ndim != 2 or 0 in ink.shape or ink.dtype.kind != "f":
        raise ValueError(
            f"ink has type {ink.dtype} and shape {ink.shape}, expected floats in rows and columns: "
            "divide bytes by 255, and reshape a row of 784 to (28, 28)"
        )
    if not ((ink >= 0) & (ink <= 1)).all():  # NaN fails too
        raise ValueError("ink must lie between 0, paper, and 1")
    return ink.astype(np.float32, copy=False)


def _scaled(box):
    """The box with its longer side 20 pixels: means over areas when it shrinks, else smooth."""
    longest = max(box.shape)
    high, wide = (max(1, round(DIGIT * side / longest)) for side in box.shape)
    way = Image.Resampling.BOX if longest >= DIGIT else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(box).resize((wide, high), way)).clip(0, 1)


def _offset(mass):
    """Where to begin, so that the centre of mass is at the middle, 14, and all is on the page."""
    # Rounded, so that a centre between two pixels goes the same way on every processor.
    centre = round(float(mass @ np.arange(len(mass)) / mass.sum()), 4)
    return int(np.clip(np.ceil(SIDE / 2 - centre - 0.5), 0, SIDE - len(mass)))
