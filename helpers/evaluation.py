"""How often a network is right: answers, accuracy, recall of each class, confusion."""

from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

from helpers.digits import as_pixels

AT_ONCE = 2_000  # images converted to float32 at a time


def forward_passes(network, images):
    """Forward passes over many images, a few at a time, on one BLAS thread.

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1.

    Yields
    ------
    rows : slice
        Which images.
    run : helpers.network.ForwardPass

    Raises
    ------
    ValueError
        If `images` are not rows of n_in pixels.
    """
    images = checked_images(network, images)
    for begin in range(0, len(images), AT_ONCE):
        rows = slice(begin, begin + AT_ONCE)
        pixels = as_pixels(images[rows]) if images.dtype == np.uint8 else images[rows]
        with one_blas_thread():
            run = network.forward(pixels)
        yield rows, run


def checked_images(network, images, least=0):
    """The images as an array, or a ValueError that says what is wrong with them.

    Parameters
    ----------
    network : Network
    images : array_like, shape (n, n_in)
        Bytes, or floats from 0 to 1.
    least : int
        How many there have to be.

    Returns
    -------
    ndarray, shape (n, n_in)
    """
    images, n_in = np.asarray(images), network.sizes[0]
    if images.ndim != 2 or images.shape[1] != n_in:
        raise ValueError(
            f"images have shape {images.shape}, expected (n, {n_in}): "
            "pass images as rows, a single one as images[:1]"
        )
    if images.dtype != np.uint8 and images.dtype.kind != "f":
        raise ValueError(
            f"images have type {images.dtype}, expected bytes (uint8) as load_digits returns "
            "them, or floats from 0 to 1 as as_pixels makes them"
        )
    if len(images) < least:
        raise ValueError(f"{len(images)} images: expected at least {least}; pass more rows")
    return images


def one_blas_thread():
    """A context in which matrix products use one thread.

    Two gain little at the sizes of these networks, and beside a busy neighbour they lose much.

    Returns
    -------
    context manager
    """
    return _blas().limit(limits=1, user_api="blas")


@cache
def _blas():
    return ThreadpoolController()


def answers(network, images):
    """The network's answer to each image.

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1.

    Returns
    -------
    ndarray of int, shape (n,)
        For each image the class with the largest score.

    Raises
    ------
    ValueError
        If `images` are not rows of n_in pixels.
    """
    images = checked_images(network, images)
    found = np.empty(len(images), dtype=np.int64)
    for rows, run in forward_passes(network, images):
        found[rows] = run.answer
    return found


def largest_outputs(network, images):
    """How large the output of the answer is, for each image.

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1.

    Returns
    -------
    ndarray of float32, shape (n,)

    Raises
    ------
    ValueError
        If `images` are not rows of n_in pixels.
    """
    found = np.empty(len(images), dtype=np.float32)
    for rows, run in forward_passes(network, images):
        found[rows] = run.outputs.max(axis=-1)
    return found


def accuracy(network, images, labels):
    """The share of images that the network answers rightly.

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
        Bytes as `load_digits` returns them, or float32 pixels from 0 to 1.
    labels : ndarray of int, shape (n,)

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If there is not one label from 0 to n_out - 1 for each image, or no image.
    """
    images = checked_images(network, images)
    labels = checked_labels(labels, len(images), network.sizes[-1])
    if not len(images):
        raise ValueError("there is no image: of none, no share is right")
    return float(np.mean(answers(network, images) == labels))


def recalls(network, images, labels):
    """For each class, the share of its own images that the network answers rightly.

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
    labels : ndarray of int, shape (n,)

    Returns
    -------
    ndarray of float, shape (n_out,)
        NaN for a class of which there is no image.
    """
    counts = confusion(network, images, labels)
    with np.errstate(invalid="ignore"):
        return counts.diagonal() / counts.sum(axis=1)


def confusion(network, images, labels):
    """How often each true class (row) got each answer (column).

    Parameters
    ----------
    network : Network
    images : ndarray, shape (n, n_in)
    labels : ndarray of int, shape (n,)

    Returns
    -------
    ndarray of int, shape (n_out, n_out)
        Its sum is the number of images.
    """
    images, n = checked_images(network, images), network.sizes[-1]
    labels = checked_labels(labels, len(images), n)
    return np.bincount(labels * n + answers(network, images), minlength=n * n).reshape(n, n)


def checked_labels(labels, n_images, n_classes):
    """The labels as int64, or a ValueError that says what is wrong with them.

    Parameters
    ----------
    labels : array_like of int, shape (n_images,)
    n_images : int
    n_classes : int

    Returns
    -------
    ndarray of int64, shape (n_images,)
    """
    labels = np.asarray(labels)
    if labels.shape != (n_images,) or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels have shape {labels.shape} and type {labels.dtype}, expected {n_images} "
            "integers: pass one label for each image"
        )
    if n_images and not 0 <= labels.min() <= labels.max() < n_classes:
        raise ValueError(
            f"labels run from {labels.min()} to {labels.max()} and this network has classes "
            f"0 to {n_classes - 1}: select images with load_digits(part, only=...) that fit it"
        )
    return labels.astype(np.int64, copy=False)
