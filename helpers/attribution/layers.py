"""Which numbers of a network are asked about: the layers by name, and what may be asked.

A layer's name is its letter and its number: ``"z1"`` the first pre-activations, ``"h1"`` their
activations, and so on to the last, whose ``z`` are the scores and whose ``h`` the outputs.
"""

import numpy as np


def layer_names(network):
    """The names of all layers of a network, from the first pre-activations to the outputs.

    Parameters
    ----------
    network : helpers.network.Network

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> from helpers.network import Network
    >>> layer_names(Network((784, 50, 10)))
    ('z1', 'h1', 'z2', 'h2')
    """
    return tuple(f"{kind}{n}" for n in range(1, len(network.sizes)) for kind in "zh")


def layer_values(run, layer):
    """One layer's numbers, from a forward pass.

    Parameters
    ----------
    run : helpers.network.ForwardPass
    layer : str
        One of `layer_names`.

    Returns
    -------
    ndarray of float32, shape (n_nodes,) or (n, n_nodes)

    Raises
    ------
    ValueError
        If there is no such layer.

    Examples
    --------
    >>> from helpers.network import Network
    >>> run = Network((1, 1, 2), [[[2]], [[1], [3]]]).forward(np.zeros(1))
    >>> layer_values(run, "h1").tolist(), layer_values(run, "z2").tolist()
    ([0.5], [0.5, 1.5])
    """
    kind, depth = _named(layer, [f"{kind}{n}" for n in range(1, len(run.z) + 1) for kind in "zh"])
    return (run.z if kind == "z" else run.h)[depth - 1]


def checked_layer(network, layer):
    """The layer's letter and number, or a ValueError that lists the layers there are."""
    return _named(layer, layer_names(network))


def _named(layer, names):
    if not isinstance(layer, str) or layer not in names:
        raise ValueError(f"layer={layer!r} is not there: choose one of {', '.join(names)}")
    return layer[0], int(layer[1:])


def checked_baselines(network, baseline):
    """One baseline or several as rows of float32, or a ValueError; None stands for black."""
    if baseline is None or np.ndim(baseline) != 2:
        return checked_pixels(network, baseline, "baseline")[None]
    rows = np.asarray(baseline)
    if not len(rows):
        raise ValueError("baseline has no row: pass one image, several as rows, or None for black")
    return np.array([checked_pixels(network, row, "a baseline") for row in rows])


def checked_pixels(network, pixels, name="image"):
    """One image as float32, or a ValueError; None stands for black, all zero."""
    if pixels is None:
        return np.zeros(network.sizes[0], dtype=np.float32)
    pixels = np.asarray(pixels)
    if pixels.dtype.kind != "f" or pixels.shape != (network.sizes[0],):
        raise ValueError(
            f"{name} has type {pixels.dtype} and shape {pixels.shape}, expected floats of shape "
            f"({network.sizes[0]},): pass one image, as as_pixels(images[0]) makes it"
        )
    with np.errstate(over="ignore"):  # what float32 cannot hold is refused below
        pixels = pixels.astype(np.float32, copy=False)
    if not np.isfinite(pixels).all():
        raise ValueError(f"{name} holds NaN or infinity: every pixel must be a number")
    return pixels
