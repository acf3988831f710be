"""Networks that a picture is compared with, and whether it is the same in them.

A picture that stays the same in a network that knows nothing does not show what a network knows.
"""

from dataclasses import replace

import numpy as np

from helpers.attribution.layers import checked_pixels
from helpers.attribution.likeness import rank_correlation
from helpers.attribution.pictures import pattern
from helpers.attribution.pixels import pixel_products
from helpers.attribution.slopes import gradient_times_input, input_slopes, integrated_gradients
from helpers.attribution.units import top_k
from helpers.attribution.valid import checked_index, checked_rng, checked_word
from helpers.attribution.walks import single_pixel_effects
from helpers.digits import as_pixels
from helpers.evaluation import checked_images, checked_labels

PICTURES = (
    "weights",
    "products",
    "composed",
    "gradient",
    "gradient × input",
    "integrated gradients",
    "single pixel",
)
STEPS = 20  # of integrated gradients: what is missing then is a hundredth
PAINTED = ("top images", "Cov·w")  # made of many images


def untrained(network):
    """The network that a trained one was started from.

    Parameters
    ----------
    network : helpers.network.Network

    Returns
    -------
    helpers.network.Network

    Raises
    ------
    ValueError
        If the network does not carry its start.

    References
    ----------
    Adebayo et al. (2018), arXiv:1810.03292 (pictures of networks with random weights).
    """
    if network.start is None:
        raise ValueError(
            "this network carries no start: take one of load_network(name), or one that train made"
        )
    return network.start


def shuffled_outputs(network, rng):
    """The network with the weights into its outputs shuffled; the hidden layer stays as it is.

    Parameters
    ----------
    network : helpers.network.Network
    rng : numpy.random.Generator

    Returns
    -------
    helpers.network.Network
        With the same numbers in its last layer, each in a place drawn by chance.

    Raises
    ------
    ValueError
        If `rng` is no generator.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), [[[5], [6]], [[1, 2], [3, 4]]])
    >>> mixed = shuffled_outputs(tiny, np.random.default_rng(0))
    >>> sorted(mixed.weights[1].ravel().tolist()), mixed.weights[0].ravel().tolist()
    ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0])
    """
    *others, last = network.weights
    mixed = checked_rng(rng).permutation(last.ravel()).reshape(last.shape)
    return replace(network, weights=[*others, mixed])


def control_networks(network, second, chance, rng):
    """A trained network and the four that its pictures are compared with, by name.

    Parameters
    ----------
    network : helpers.network.Network
        With its start.
    second : helpers.network.Network
        Trained by the same recipe from another seed.
    chance : helpers.network.Network
        Trained by the same recipe on labels drawn by chance.
    rng : numpy.random.Generator
        Shuffles the output weights.

    Returns
    -------
    dict of str to helpers.network.Network
        ``"trained"``, ``"second"``, ``"shuffled"``, ``"random labels"`` and ``"untrained"``.

    Raises
    ------
    ValueError
        If the network does not carry its start, or `rng` is no generator.

    References
    ----------
    Adebayo et al. (2018), arXiv:1810.03292; for the random labels also Zhang et al. (2017),
    arXiv:1611.03530.
    """
    return {
        "trained": network,
        "second": second,
        "shuffled": shuffled_outputs(network, rng),
        "random labels": chance,
        "untrained": untrained(network),
    }


def class_picture(network, image, digit, kind, data=None):
    """One of the series' pictures of a network with one hidden layer, about one class.

    Four are about the hidden unit with the strongest weight into the class, the learner's recipe:
    ``"weights"`` and ``"products"``; ``"top images"``, the mean of the nine images of `data` that
    drive it highest; and ``"Cov·w"``, its `pattern` in them. The others are about the class's
    score; ``"composed"`` are the weight matrices multiplied, ``W2[digit] @ W1``.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    digit : int
        Which class.
    kind : str
        One of `PICTURES` or `PAINTED`.
    data : ndarray of uint8, shape (n, 784), optional
        What the `PAINTED` are made of, nine images at least.

    Returns
    -------
    ndarray of float32, shape (784,)
        Signed.

    Raises
    ------
    ValueError
        If there is no such picture or class, the image does not fit, `data` are missing, or the
        network has another number of hidden layers.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> class_picture(tiny, np.ones(2), 0, "products").tolist()
    [4.0, -2.0]
    """
    checked_word("kind", kind, PICTURES + PAINTED)
    if len(network.sizes) != 3:
        raise ValueError(f"this network has sizes {network.sizes}: expected one hidden layer")
    digit = checked_index("digit", digit, network.sizes[2], "classes")
    image = checked_pixels(network, image)
    unit = int(network.weights[1][digit].argmax())
    if kind in PAINTED:
        return _painted(network, unit, data, kind)
    if kind == "weights":
        return network.weights[0][unit]
    if kind == "products":
        return pixel_products(network, image, unit)
    if kind == "composed":
        return network.weights[1][digit] @ network.weights[0]
    if kind == "integrated gradients":
        return integrated_gradients(network, image, "z2", steps=STEPS)[:, digit]
    of_pixels = {
        "gradient": input_slopes,
        "gradient × input": gradient_times_input,
        "single pixel": single_pixel_effects,
    }[kind]
    return of_pixels(network, image, "z2")[:, digit]


def _painted(network, unit, data, kind):
    """What the data look like where a unit's pre-activation is high."""
    if data is None:
        raise ValueError(f"kind={kind!r} is made of images: pass data=, such as images[:1000]")
    data, weights = checked_images(network, data, least=9), network.weights[0][unit]
    if kind == "Cov·w":
        return pattern(data, weights)
    pixels = as_pixels(data)
    return pixels[top_k(pixels @ weights, 9)].mean(axis=0)


def alike(networks, images, labels, kind, data=None):
    """How alike one picture is in a network and in each of its controls, mean of some images.

    The rank correlation of the two pictures over the pixels with ink, about the image's digit.

    Parameters
    ----------
    networks : dict of str to helpers.network.Network
        The first is in question, the others are controls: see `control_networks`.
    images : ndarray of uint8, shape (n, 784)
        With ink in each.
    labels : ndarray of int, shape (n,)
    kind : str
        One of `PICTURES` or `PAINTED`.
    data : ndarray of uint8, shape (n, 784), optional
        See `class_picture`.

    Returns
    -------
    dict of str to ndarray of float, shape (2,)
        For each control, with signs and without.

    Raises
    ------
    ValueError
        If there is no network, no image or one without ink, or not one label for each; and as
        `class_picture`.
    """
    if not isinstance(networks, dict) or not networks:
        raise ValueError("networks is no dict with networks in it: pass what control_networks made")
    first, *controls = networks
    images = checked_images(networks[first], images, least=1)
    labels = checked_labels(labels, len(images), networks[first].sizes[-1])
    if not images.any(axis=1).all():
        raise ValueError("an image has no ink: there is no pixel to compare pictures on")
    total = {name: np.zeros(2) for name in controls}
    for x, digit in zip(as_pixels(images), labels, strict=True):
        maps = {
            name: class_picture(network, x, digit, kind, data)[x > 0]
            for name, network in networks.items()
        }
        for name in controls:
            pairs = (maps[first], maps[name]), (np.abs(maps[first]), np.abs(maps[name]))
            total[name] += [rank_correlation(*pair) for pair in pairs]
    return {name: added / len(images) for name, added in total.items()}
