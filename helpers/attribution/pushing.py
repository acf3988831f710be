"""Change an image pixel by pixel until the answer turns; a map, or trial, or chance names each."""

import numpy as np

from helpers.attribution.layers import checked_pixels
from helpers.attribution.slopes import input_slopes, integrated_gradients
from helpers.attribution.valid import (
    checked_count,
    checked_doubles,
    checked_index,
    checked_rng,
    checked_word,
)

PUSHES = ("trial", "slope", "integrated gradients", "chance")
STEPS = 8  # of integrated gradients: only their order counts


def push_pixels(network, image, digit, rival, by, ink=1.0, most=40, rng=None):
    """Set single pixels to full ink, or to none, until the answer is another digit.

    The next pixel is the one that promises most for the lead ``scores[digit] - scores[rival]``,
    asked anew after each: its slope times what the pixel changes by; its integrated gradient from
    a blank page (when ink is taken away, that with the other sign); the true change, by trying
    all; or chance.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
    digit, rival : int
        The class that shall become the answer, and the one it has to overtake.
    by : str
        One of `PUSHES`.
    ink : float
        What a pixel is set to: 1 blackens it, 0 wipes it.
    most : int
        How many pixels are changed at most.
    rng : numpy.random.Generator, optional
        Needed by ``"chance"``.

    Returns
    -------
    ndarray of float32, shape (784,)
        The changed image. Its answer is `digit` unless `most` pixels were too few.

    Raises
    ------
    ValueError
        If there is no such class or way of choosing, `ink` is not from 0 to 1, `most` no whole
        number from 0, `rng` is missing, or the image does not fit.
    TypeError
        If a class is no integer.

    References
    ----------
    Szegedy et al. (2013), arXiv:1312.6199, turn answers by slopes, with all pixels at once.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]], biases=[[0], [0, 1.5]])
    >>> push_pixels(tiny, np.zeros(2), digit=0, rival=1, by="slope").tolist()
    [1.0, 0.0]
    """
    x = checked_pixels(network, image).copy()
    for name, value in (("digit", digit), ("rival", rival)):
        checked_index(name, value, network.sizes[-1], "classes")
    if checked_word("by", by, PUSHES) == "chance":
        checked_rng(rng)
    if np.ndim(ink) or not 0 <= checked_doubles(ink, "ink") <= 1:
        raise ValueError(f"ink={ink!r}: expected a number from 0, paper, to 1")
    for _ in range(checked_count("most", most, 0)):
        if network.forward(x).answer == digit:
            break
        free = np.flatnonzero(x != ink)
        if len(free) == 0:
            break
        gain = rng.random(len(x)) if by == "chance" else _gain(network, x, digit, rival, by, ink)
        x[free[gain[free].argmax()]] = ink
    return x


def _gain(network, x, digit, rival, by, ink):
    """What each pixel promises for the lead."""
    if by == "trial":
        of = network.forward(np.where(np.eye(len(x), dtype=bool), np.float32(ink), x)).scores
    elif by == "slope":
        of = input_slopes(network, x, _scores(network)) * (ink - x)[:, None]
    else:
        shares = integrated_gradients(network, x, _scores(network), steps=STEPS)
        of = shares * np.sign(ink - x)[:, None]
    return of[:, digit] - of[:, rival]


def _scores(network):
    return f"z{len(network.weights)}"
