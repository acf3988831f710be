"""A drawing as a PNG file, dark on white, that can be opened again; nothing is overwritten."""

from itertools import count
from pathlib import Path

import numpy as np
from PIL import Image


def save_drawing(path, ink, overwrite=False):
    """Write ink as a PNG file, dark on white.

    Parameters
    ----------
    path : str or pathlib.Path
        Where to; its name must end in ``.png``.
    ink : ndarray of float, shape (height, width)
        From 0, paper, to 1.
    overwrite : bool
        Whether a file that is there may be replaced.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        If the name does not end in ``.png``, or `ink` is no such picture.
    FileExistsError
        If the file is there and must not be replaced.
    """
    path, ink = Path(path), np.asarray(ink)
    if path.suffix.lower() != ".png":
        raise ValueError(f"{path.name!r} does not end in .png: a drawing is saved as PNG")
    if ink.ndim != 2 or ink.dtype.kind != "f" or not ((ink >= 0) & (ink <= 1)).all():
        raise ValueError(
            f"ink has type {ink.dtype} and shape {ink.shape}, expected floats from 0 to 1 in rows "
            "and columns: reshape a row of 784 to (28, 28)"
        )
    with open(path, "wb" if overwrite else "xb") as file:  # x: never over another file
        Image.fromarray(np.round(255 * (1 - ink)).astype(np.uint8)).save(file, "png")
    return path


def free_name(folder, stem="drawing"):
    """The first of drawing-1.png, drawing-2.png, … that is not there yet.

    Parameters
    ----------
    folder : str or pathlib.Path
    stem : str

    Returns
    -------
    pathlib.Path
    """
    names = (Path(folder) / f"{stem}-{number}.png" for number in count(1))
    return next(path for path in names if not path.exists())
