"""A network with some outgoing weights changed, and its scores without the first layer again."""

from dataclasses import replace

import numpy as np

from helpers.attribution.ablation import ablated_scores, leave_one_unit_out
from helpers.attribution.valid import checked_doubles, checked_hidden, checked_numbers
from helpers.evaluation import checked_labels


def edited_network(network, outgoing):
    """The same network with other weights from the last hidden layer to the classes.

    To scale a unit's activation by s is to scale its column by s; 0 switches the unit off.

    Parameters
    ----------
    network : helpers.network.Network
    outgoing : ndarray of float, shape (n_out, n_hidden)

    Returns
    -------
    helpers.network.Network
        With everything else shared; the one passed is not changed.

    Raises
    ------
    ValueError
        If the shape is another or a weight is not finite.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> without_unit_0 = edited_network(tiny, tiny.weights[-1] * [0, 1])
    >>> without_unit_0.weights[-1].tolist()
    [[0.0, -1.0], [0.0, 2.0]]
    """
    return replace(network, weights=(*network.weights[:-1], _checked(network, outgoing)))


def edited_scores(network, hidden, scores, outgoing):
    """Class scores with other outgoing weights: only what the changed units add is computed anew.

    ``scores + hidden[:, changed] @ (outgoing - W2)[:, changed].T``, which for one unit is an update
    of rank one. The result is what the edited network would say.

    Parameters
    ----------
    network : helpers.network.Network
        As it is, not edited.
    hidden : ndarray of float, shape (n_hidden,) or (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    scores : ndarray of float, shape (n_out,) or (n, n_out)
        Its scores: ``hidden @ W2.T + b2``.
    outgoing : ndarray of float, shape (n_out, n_hidden)

    Returns
    -------
    ndarray of float32, same shape as `scores`

    Raises
    ------
    ValueError
        If a shape does not fit or a number is not finite.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 2]]])
    >>> h = np.array([0.5, 1.0])
    >>> edited_scores(tiny, h, tiny.weights[-1] @ h, tiny.weights[-1] * [0, 1]).tolist()
    [-1.0, 2.0]
    """
    outgoing = _checked(network, outgoing)
    hidden = checked_hidden(hidden, network.sizes[-2])
    scores = checked_doubles(scores, "scores").astype(np.float32)
    if scores.shape != (*hidden.shape[:-1], network.sizes[-1]):
        raise ValueError(
            f"scores have shape {scores.shape} for hidden of shape {hidden.shape}: expected "
            f"{(*hidden.shape[:-1], network.sizes[-1])}, one row of scores for each row of hidden"
        )
    change = outgoing - network.weights[-1]
    changed = np.flatnonzero(change.any(axis=0))
    return scores + hidden[..., changed] @ change[:, changed].T


def single_unit_repairs(network, hidden, labels):
    """Which mistakes are repaired by setting one hidden unit to zero, and what each unit costs.

    Parameters
    ----------
    network : helpers.network.Network
    hidden : ndarray of float, shape (n, n_hidden)
        Activations of the last hidden layer, see `hidden_activations`.
    labels : ndarray of int, shape (n,)

    Returns
    -------
    repairs : ndarray of bool, shape (n_hidden, n_wrong)
        For each unit, which of the images that are misread it repairs.
    prices : ndarray of int, shape (n_hidden,)
        How many fewer of all images are right with the unit at zero: lost less gained.

    Raises
    ------
    ValueError
        If the activations are no rows of this layer, or there is not one label for each.

    Examples
    --------
    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), weights=[[[1], [1]], [[3, -1], [0, 1]]])
    >>> repairs, prices = single_unit_repairs(tiny, np.ones((2, 2)), np.array([0, 1]))
    >>> repairs.tolist(), prices.tolist()  # unit 0 loses the first image and gains the second
    ([[True], [False]], [0, 0])
    """
    hidden = checked_hidden(hidden, network.sizes[-2])
    if hidden.ndim != 2:
        raise ValueError(f"hidden has shape {hidden.shape}: expected one row an image")
    labels = checked_labels(labels, len(hidden), network.sizes[-1])
    silenced = leave_one_unit_out(network, hidden, 0.0)
    right = np.array([scores.argmax(axis=1) == labels for scores in silenced])
    was_right = ablated_scores(network, hidden, [], 0.0).argmax(axis=1) == labels
    return right[:, ~was_right], was_right.sum() - right.sum(axis=1)


def _checked(network, outgoing):
    outgoing = checked_numbers(outgoing, "outgoing", np.float32)
    if outgoing.shape != network.weights[-1].shape:
        raise ValueError(
            f"outgoing has shape {outgoing.shape}, expected finite weights of shape "
            f"{network.weights[-1].shape}: one row a class, one column a hidden unit"
        )
    return outgoing
