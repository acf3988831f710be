"""What each hidden unit adds to a class's score, and four ways to rank the units."""

import numpy as np

from helpers.attribution.valid import checked_count, checked_hidden, checked_index, checked_numbers
from helpers.evaluation import checked_images, forward_passes

RANKINGS = ("weight", "contribution", "contribution from the mean", "margin over the runner-up")


def hidden_activations(network, images):
    """The last hidden layer's activations, one row an image.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray, shape (n, n_in)
        Bytes as `load_digits` returns them, or float pixels from 0 to 1.

    Returns
    -------
    ndarray of float32, shape (n, n_hidden)

    Raises
    ------
    ValueError
        If `images` are not rows of n_in pixels.
    """
    images = checked_images(network, images)
    hidden = np.empty((len(images), network.sizes[-2]), dtype=np.float32)
    for rows, run in forward_passes(network, images):
        hidden[rows] = run.h[-2]
    return hidden


def mean_activations(network, images):
    """The mean activation of each hidden unit over many images.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray, shape (n, n_in)

    Returns
    -------
    ndarray of float32, shape (n_hidden,)

    Raises
    ------
    ValueError
        If `images` are not rows of n_in pixels, or there is none.
    """
    hidden = hidden_activations(network, images)
    if not len(hidden):
        raise ValueError("there is no image: pass at least one for a mean, better a thousand")
    return hidden.mean(axis=0)


def contributions(network, hidden, digit):
    """What each hidden unit adds to the score of one class.

    The sum over the units plus ``b2[digit]`` is the class's score ``z2[digit]``.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        Activations of the last hidden layer: ``network.forward(x).h[-2]``.
    digit : int
        Which class.

    Returns
    -------
    ndarray of float32, same shape as `hidden`
        ``W2[digit] * hidden``.

    Raises
    ------
    ValueError
        If there is no such class, or `hidden` does not fit the network.

    References
    ----------
    In the literature on transformers the same sum is called direct logit attribution: Elhage
    et al. (2021), A Mathematical Framework for Transformer Circuits.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> contributions(tiny, np.array([0.5, 1.0]), digit=0).tolist()
    [1.5, -1.0]
    """
    digit = checked_index("digit", digit, network.sizes[-1], "classes")
    return network.weights[-1][digit] * checked_hidden(hidden, network.sizes[-2])


def runner_up(network, hidden, digit):
    """The class with the highest score, `digit` itself left out.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
    digit : int

    Returns
    -------
    int, or ndarray of int of shape (n,)
        ``margin over the runner-up`` compares `digit` with this class.
    """
    digit = checked_index("digit", digit, network.sizes[-1], "classes")
    hidden = checked_hidden(hidden, network.sizes[-2])
    scores = hidden @ network.weights[-1].T + network.biases[-1]
    scores[..., digit] = -np.inf
    best = scores.argmax(axis=-1)
    return int(best) if best.ndim == 0 else best


def rank_values(network, hidden, digit, by, mean=None):
    """The signed value by which each hidden unit is ranked, for one of four rankings.

    ======================================  ================================
    ``"weight"``                            ``W2[c]``
    ``"contribution"``                      ``W2[c] * h``
    ``"contribution from the mean"``        ``W2[c] * (h - mean)``
    ``"margin over the runner-up"``         ``(W2[c] - W2[r]) * (h - mean)``
    ======================================  ================================

    The last three add up: to the score less its bias, to what the score differs from an
    average image's, and to what the lead over class r differs from an average image's.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        Activations of the last hidden layer.
    digit : int
        The class c that is asked about.
    by : str
        One of `RANKINGS`.
    mean : ndarray of float, shape (n_hidden,), optional
        What "the mean" is: `mean_activations` of many images. Needed by the last two.

    Returns
    -------
    ndarray of float32, same shape as `hidden`

    Raises
    ------
    ValueError
        If there is no such ranking or class, a shape does not fit, or `mean` is missing.
    """
    if not isinstance(by, str) or by not in RANKINGS:
        raise ValueError(f"by={by!r} is not a ranking: choose one of {', '.join(RANKINGS)}")
    hidden = checked_hidden(hidden, network.sizes[-2])
    own = contributions(network, hidden, digit)
    if by == "contribution":
        return own
    W2 = network.weights[-1]
    if by == "weight":
        return np.broadcast_to(W2[digit], hidden.shape)
    if mean is None:
        raise ValueError(f"by={by!r} needs mean=: pass mean_activations(network, images)")
    away = hidden - checked_hidden(mean, network.sizes[-2], "mean")
    if by == "contribution from the mean":
        return W2[digit] * away
    return (W2[digit] - W2[runner_up(network, hidden, digit)]) * away


def top_units(network, hidden, digits, by, k, mean=None):
    """For each image, the k units that rank highest for the class asked about.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    digits : array_like of int, shape (n,)
        For each image the class c: its label, the network's answer, or a wrong one.
    by : str
        One of `RANKINGS`, see `rank_values`.
    k : int
        From 1 to n_hidden.
    mean : ndarray of float, shape (n_hidden,), optional
        See `rank_values`.

    Returns
    -------
    ndarray of int, shape (n, k)
        Sets for `ablated_scores` and `removal_trial`, the first unit of each the highest.

    Raises
    ------
    ValueError
        If there is not one class for each image, and as `rank_values` and `top_k` do.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> top_units(tiny, np.ones((2, 2)), digits=[0, 1], by="weight", k=1).tolist()
    [[0], [1]]
    """
    hidden = checked_hidden(hidden, network.sizes[-2])
    digits = np.asarray(digits)
    if hidden.ndim != 2 or digits.shape != hidden.shape[:1] or digits.dtype.kind not in "iu":
        raise ValueError(
            f"digits have shape {digits.shape} for hidden of shape {hidden.shape}, and type "
            f"{digits.dtype}: pass rows of activations, and one class for each row, as integers"
        )
    values = np.empty_like(hidden)
    for digit in np.unique(digits):
        own = digits == digit
        values[own] = rank_values(network, hidden[own], digit, by, mean)
    return top_k(values, k)


def top_k(values, k):
    """Indices of the k largest values, the largest first; ties go to the lower index.

    Parameters
    ----------
    values : array_like of float, shape (n,) or (m, n)
        Signed values. For the strongest *against*, pass ``-values``; for the strongest either
        way, ``abs(values)``.
    k : int
        From 1 to n.

    Returns
    -------
    ndarray of int, shape (k,) or (m, k)

    Raises
    ------
    ValueError
        If `k` is not from 1 to n, or a value is not finite.

    Examples
    --------
    >>> top_k([0.5, -3.0, 2.0, 2.0], k=3).tolist()
    [2, 3, 0]
    """
    values = checked_numbers(values, "values", float)
    if values.ndim not in (1, 2):
        raise ValueError(f"values have shape {values.shape}: expected (n,), or (m, n) for m rows")
    k = checked_count("k", k, 1, values.shape[-1])
    order = np.argsort(-values, axis=-1, kind="stable")
    return order[..., :k].copy()  # a view would keep all of the order: 8 MB of 10,000 rows
