"""Images that a network was not trained on: shifted and inverted digits, letters, noise."""

import numpy as np

from helpers.attribution.valid import checked_count, checked_rng, checked_word

# Five columns and seven rows a letter, as on an old display.
LETTERS = {
    "A": (".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "H": ("#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "K": ("#...#", "#..#.", "#.#..", "##...", "#.#..", "#..#.", "#...#"),
    "M": ("#...#", "##.##", "#.#.#", "#.#.#", "#...#", "#...#", "#...#"),
    "T": ("#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."),
    "X": ("#...#", "#...#", ".#.#.", "..#..", ".#.#.", "#...#", "#...#"),
}
CELL = 3  # pixels


def shifted(images, right=0, down=0):
    """Images moved by whole pixels; what leaves the page is lost, paper follows.

    Parameters
    ----------
    images : ndarray, shape (784,) or (n, 784)
        Bytes, or floats from 0 to 1.
    right, down : int
        From -28 to 28.

    Returns
    -------
    ndarray, same shape and type

    Raises
    ------
    ValueError
        If the images have another shape, or the shift is not whole or too far.

    Examples
    --------
    >>> page = np.zeros(784, dtype=np.uint8)
    >>> page[0] = 255
    >>> int(shifted(page, right=2, down=1).argmax())  # row 1, column 2
    30
    """
    images = _checked(images)
    for name, by in (("right", right), ("down", down)):
        if isinstance(by, bool) or not isinstance(by, (int, np.integer)) or abs(by) > 28:
            raise ValueError(f"{name}={by!r}: expected a whole number of pixels from -28 to 28")
    padded = np.pad(images.reshape(-1, 28, 28), ((0, 0), (28, 28), (28, 28)))
    moved = padded[:, 28 - down : 56 - down, 28 - right : 56 - right]
    return np.ascontiguousarray(moved).reshape(images.shape)


def inverted(images):
    """Images with ink and paper exchanged.

    Parameters
    ----------
    images : ndarray, shape (784,) or (n, 784)
        Bytes, or floats from 0 to 1.

    Returns
    -------
    ndarray, same shape and type

    Raises
    ------
    ValueError
        If the images have another shape.

    Examples
    --------
    >>> inverted(np.full(784, 255, dtype=np.uint8)).max()
    np.uint8(0)
    """
    images = _checked(images)
    return (255 if images.dtype == np.uint8 else images.dtype.type(1)) - images


def noise(n, rng):
    """Images whose pixels are bytes drawn by chance, all values equally likely.

    Parameters
    ----------
    n : int
        How many.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of uint8, shape (n, 784)

    Raises
    ------
    ValueError
        If `n` is no whole number from 0, or `rng` no generator.
    """
    n = checked_count("n", n, 0)
    return checked_rng(rng).integers(0, 256, (n, 784), dtype=np.uint8)


def scattered(images, rng):
    """Images with their own pixels in places drawn by chance: as much ink, and no shape.

    Parameters
    ----------
    images : ndarray, shape (784,) or (n, 784)
    rng : numpy.random.Generator
        Draws other places for each image.

    Returns
    -------
    ndarray, same shape and type

    Raises
    ------
    ValueError
        If the images have another shape, or `rng` is no generator.
    """
    return checked_rng(rng).permuted(_checked(images), axis=-1)


def letter(name):
    """A capital letter in soft strokes: ink as a digit has, and none of the ten.

    Parameters
    ----------
    name : str
        One of `LETTERS`.

    Returns
    -------
    ndarray of uint8, shape (784,)

    Raises
    ------
    ValueError
        If there is no such letter.

    Examples
    --------
    >>> print(letter("T").reshape(28, 28)[8, 6:22] // 128)  # a row below the bar: the stem
    [0 0 0 0 0 0 1 1 1 0 0 0 0 0 0 0]
    """
    checked_word("name", name, LETTERS)
    cells = np.array([[mark == "#" for mark in row] for row in LETTERS[name]], dtype=float)
    page = np.zeros((28, 28))
    page[3:24, 6:21] = cells.repeat(CELL, axis=0).repeat(CELL, axis=1)
    for axis in (0, 1):  # soften the edges as a pen does
        page = (np.roll(page, 1, axis) + 2 * page + np.roll(page, -1, axis)) / 4
    return np.round(255 * page).astype(np.uint8).reshape(784)


def oddities(image, rng):
    """A digit, and images that a network was not trained for.

    Parameters
    ----------
    image : ndarray of uint8, shape (784,)
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    dict of str to ndarray of uint8, shape (784,)

    Raises
    ------
    ValueError
        If `image` is not one image of bytes, or `rng` no generator.
    """
    image = _checked(image)
    if image.dtype != np.uint8 or image.ndim != 1:
        raise ValueError(
            f"image has type {image.dtype} and shape {image.shape}, expected 784 bytes: pass one "
            "image as load_digits returns it, such as images[0]"
        )
    return {
        "the digit": image,
        "shifted": shifted(image, right=4),
        "inverted": inverted(image),
        "blank": np.zeros(784, dtype=np.uint8),
        "noise": noise(1, rng)[0],
        "letter H": letter("H"),
        "letter K": letter("K"),
    }


def _checked(images):
    images = np.asarray(images)
    fits = images.dtype == np.uint8 or images.dtype.kind == "f"
    if images.ndim not in (1, 2) or images.shape[-1] != 784 or not fits:
        raise ValueError(
            f"images have type {images.dtype} and shape {images.shape}, expected bytes or floats "
            "of shape (784,) or (n, 784): pass images as load_digits returns them"
        )
    if not ((images >= 0) & (images <= (255 if images.dtype == np.uint8 else 1))).all():
        raise ValueError("images hold NaN or floats beyond 0 to 1: pass bytes, or as_pixels(bytes)")
    return images
