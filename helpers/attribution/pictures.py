"""What a weight picture is compared with: class means, and the covariance of the data."""

import numpy as np

from helpers.attribution.valid import checked_numbers
from helpers.digits import as_pixels


def class_difference(images, labels, of=1, minus=0):
    """The mean image of one class minus the mean image of another.

    Parameters
    ----------
    images : ndarray of uint8, shape (n, 784)
        As `load_digits` returns them.
    labels : ndarray of int, shape (n,)
    of, minus : int
        The two classes.

    Returns
    -------
    ndarray of float, shape (784,)
        Positive where class `of` has more ink.

    Raises
    ------
    ValueError
        If there is no image of one of the two, or not one label for each image.

    Examples
    --------
    >>> class_difference(np.uint8([[255, 0], [0, 255], [0, 255]]), np.array([1, 0, 0])).tolist()
    [1.0, -1.0]
    """
    images, labels = checked_numbers(images, "images"), np.asarray(labels)
    if images.ndim != 2 or labels.shape != images.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(
            f"images have shape {images.shape}, labels {labels.shape} and type {labels.dtype}: "
            "pass images as rows, and one label (an integer) for each"
        )
    for name, digit in (("of", of), ("minus", minus)):
        if not isinstance(digit, (int, np.integer)):
            raise ValueError(f"{name}={digit!r} is no class: expected an integer such as 1")
        if not np.any(labels == digit):
            raise ValueError(
                f"there is no image of class {digit} among the {len(labels)} given: "
                "select images with load_digits(part, only=...) that hold both classes"
            )
    return (images[labels == of].mean(axis=0) - images[labels == minus].mean(axis=0)) / 255


def turned(network, picture=None):
    """A picture of the only hidden unit, turned so that positive speaks for class 1.

    Which sign speaks for which class is an accident of the start: the outgoing weights say it.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden unit and two classes: 784→1→2.
    picture : ndarray of float, shape (784,), optional
        What to turn, for example its weights before training; ``W1[0]`` without it.

    Returns
    -------
    ndarray of float, shape (784,)
        The picture, or its negative if the unit speaks against class 1 when it fires.

    Raises
    ------
    ValueError
        If the network or the picture has another shape.

    Examples
    --------
    >>> from helpers.network import Network
    >>> turned(Network((2, 1, 2), weights=[[[3, -1]], [[2], [-2]]])).tolist()
    [-3.0, 1.0]
    """
    if len(network.sizes) != 3 or network.sizes[1:] != (1, 2):
        raise ValueError(
            f"this network has sizes {network.sizes}: expected one hidden unit and two classes, "
            "such as (784, 1, 2)"
        )
    if picture is None:
        picture = network.weights[0][0]
    picture = checked_numbers(picture, "picture")
    if picture.shape != network.weights[0][0].shape:
        raise ValueError(
            f"picture has shape {picture.shape}: expected ({network.sizes[0]},), one value a pixel"
        )
    zero, one = network.weights[1][:, 0]
    return picture if one >= zero else -picture


def correlation(picture, other):
    """How alike two pictures are, whatever their scale and offset.

    Parameters
    ----------
    picture, other : ndarray of float, shape (784,)

    Returns
    -------
    float
        1 for the same picture, 0 for unrelated ones, -1 for one and its negative.

    Raises
    ------
    ValueError
        If the shapes differ, or a picture is constant: then nothing varies together.

    Examples
    --------
    >>> round(correlation(np.array([1.0, 2.0, 3.0]), np.array([60.0, 50.0, 40.0])), 6)
    -1.0
    """
    picture, other = (checked_numbers(p, "pictures").astype(float) for p in (picture, other))
    if picture.shape != other.shape or picture.ndim != 1:
        raise ValueError(
            f"the pictures have shapes {picture.shape} and {other.shape}: "
            "expected two rows of the same length"
        )
    if np.ptp(picture) == 0 or np.ptp(other) == 0:
        raise ValueError("one of the pictures is constant: a correlation needs values that vary")
    return float(np.corrcoef(picture, other)[0, 1])


def pattern(images, weights):
    """How each pixel varies together with the pre-activation: the covariance times the weights.

    It says what in the data goes with ``images @ weights``. For most weights, untrained ones too,
    that is the data's own main direction, so it needs a control.

    Parameters
    ----------
    images : ndarray of uint8, shape (n, 784)
    weights : ndarray of float, shape (784,)
        Of one hidden unit.

    Returns
    -------
    ndarray of float32, shape (784,)
        ``cov(x) @ w``, computed as the covariance of each pixel with ``x @ w``.

    Raises
    ------
    ValueError
        If `images` are not rows of bytes, or `weights` not one number a pixel.

    References
    ----------
    Haufe et al. (2014), doi:10.1016/j.neuroimage.2013.10.067.

    Examples
    --------
    >>> np.round(pattern(np.uint8([[0, 0], [255, 0]]), np.array([2.0, 5.0])), 3).tolist()
    [0.5, 0.0]
    """
    pixels, weights = as_pixels(images), checked_numbers(weights, "weights", np.float32)
    if pixels.ndim != 2 or len(pixels) == 0 or weights.shape != pixels.shape[1:]:
        raise ValueError(
            f"images have shape {pixels.shape} and weights {weights.shape}: pass images as rows, "
            "at least one, and one weight for each pixel, such as network.weights[0][unit]"
        )
    z = pixels @ weights
    return (z - z.mean()) @ pixels / np.float32(len(pixels))
