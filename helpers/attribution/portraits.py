"""How pictures look, in numbers: like which digit."""

import numpy as np

from helpers.attribution.valid import checked_doubles
from helpers.evaluation import checked_labels


def portrait_likeness(pictures, images, labels):
    """The correlation of every picture with every digit's portrait.

    A portrait is the mean image of a digit minus the mean image of all: what sets it apart.

    Parameters
    ----------
    pictures : ndarray of float, shape (n, 784)
        For example the weights of a `composed_map`.
    images : ndarray of uint8, shape (m, 784)
    labels : ndarray of int, shape (m,)
        Of all ten digits.

    Returns
    -------
    ndarray of float, shape (n, 10)
        In row j, how alike picture j is to each digit, from -1 to 1.

    Raises
    ------
    ValueError
        If a digit has no image or a portrait that is the same everywhere, a picture is constant, or
        the shapes do not fit.

    Examples
    --------
    >>> images = np.zeros((10, 784), dtype=np.uint8)
    >>> images[range(10), range(10)] = 255
    >>> portrait_likeness(images / 255.0, images, range(10)).argmax(axis=1).tolist()
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    pictures, images = _checked(pictures), np.asarray(images)
    if images.ndim != 2 or images.shape[1] != 784 or images.dtype != np.uint8:
        raise ValueError(
            f"images have type {images.dtype} and shape {images.shape}, expected bytes of shape "
            "(n, 784): pass images as load_digits returns them"
        )
    labels = checked_labels(labels, len(images), 10)
    missing = sorted(set(range(10)) - set(labels.tolist()))
    if missing:
        raise ValueError(f"there is no image of digits {missing}: pass images of all ten")
    everything = np.mean(images, axis=0)
    means = [np.mean(images[labels == digit], axis=0) for digit in range(10)]
    portraits = (np.array(means) - everything) / 255
    if np.any(np.ptp(portraits, axis=1) == 0):
        raise ValueError("a digit's mean image is that of all, so nothing sets it apart")
    both = np.corrcoef(np.concatenate([pictures, portraits]))
    return both[: len(pictures), len(pictures) :]


def _checked(pictures):
    pictures = checked_doubles(pictures, "pictures")
    if pictures.ndim != 2 or pictures.shape[1] != 784 or np.any(np.ptp(pictures, axis=1) == 0):
        raise ValueError(
            f"pictures have shape {pictures.shape}: expected (n, 784), one picture a row, none of "
            "them constant: pass weights, such as composed_map(network).weights[0]"
        )
    return pictures
