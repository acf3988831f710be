"""Training a network by mini-batch gradient descent, epoch by epoch, from a random start."""

from dataclasses import dataclass

import numpy as np

from helpers.descent import COSTS, Descent
from helpers.evaluation import checked_labels, one_blas_thread
from helpers.network import Network, checked_sizes

# A pass has diverged if the cost of its last quarter, over ENOUGH images, is TOO_HIGH times both
# what it was before training and what it costs to give every class the same probability.
TOO_HIGH, ENOUGH = 3, 100


@dataclass(frozen=True)
class Epoch:
    """What one pass over the training images left behind.

    Attributes
    ----------
    number : int
        Counted from 1.
    network : Network
        The network after this epoch, a copy that stays as it is.
    loss : float
        The cost per image, averaged over the epoch's batches while they were trained on.
    """

    number: int
    network: Network
    loss: float


def random_start(sizes, rng, std, hidden="sigmoid", output="softmax", bias_std=0.0):
    """A network before training: normally distributed weights with mean zero.

    Parameters
    ----------
    sizes : tuple of int
        Units of each layer, the input first.
    rng : numpy.random.Generator
        Source of the random numbers.
    std : float, str or sequence of these
        Standard deviation of the weights, one for all layers or one a layer. ``"1/sqrt(n)"``
        is one over the square root of the layer's inputs, ``"sqrt(2/n)"`` is He's start.
    hidden, output : str
        Activation functions, as `Network` takes them.
    bias_std : float
        Standard deviation of the biases.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If `std` is an unknown name or does not fit the number of layers, or another argument is
        not as described.

    References
    ----------
    Nielsen, Neural Networks and Deep Learning, chapter 3 (weight initialisation).
    """
    sizes, rng = checked_sizes(sizes), _checked_rng(rng)
    stds = [std] * (len(sizes) - 1) if isinstance(std, str) or not np.iterable(std) else list(std)
    named = {"1/sqrt(n)": lambda n: n**-0.5, "sqrt(2/n)": lambda n: (2 / n) ** 0.5}
    if not _is_number(bias_std) or bias_std < 0:
        raise ValueError(f"bias_std={bias_std!r} must be a number from 0, such as 1.0")
    fits = [s in named if isinstance(s, str) else _is_number(s) and s >= 0 for s in stds]
    if len(stds) != len(sizes) - 1 or not all(fits):
        raise ValueError(
            f"std={std!r} must be a number from 0, {' or '.join(map(repr, named))}, for all layers "
            f"or one for each of the {len(sizes) - 1}"
        )
    weights, biases = [], []
    for n_in, n_out, s in zip(sizes[:-1], sizes[1:], stds, strict=True):
        scale = named[s](n_in) if isinstance(s, str) else s
        weights.append(rng.normal(0, 1, (n_out, n_in)).astype(np.float32) * np.float32(scale))
        biases.append(rng.normal(0, 1, n_out).astype(np.float32) * np.float32(bias_std))
    return Network(sizes, weights, biases, hidden, output)


def train(
    network,
    images,
    labels,
    *,
    epochs,
    batch_size,
    learning_rate,
    rng,
    cost="cross-entropy",
    l2=0.0,
    momentum=0.0,
    decay=1.0,
):
    """Train by mini-batch gradient descent, one epoch at a time.

    Parameters
    ----------
    network : Network
        Where to start from. It stays as it is.
    images : ndarray of uint8, shape (n, n_in)
        Training images, as bytes: they are converted a few at a time.
    labels : ndarray of int, shape (n,)
        The class of each image.
    epochs, batch_size : int
        Passes over the images, and images a step. What is left of an epoch after the last
        whole batch is left out; every epoch shuffles anew.
    learning_rate : float
        Step size, multiplied by `decay` after each epoch.
    rng : numpy.random.Generator
        Shuffles the images.
    cost : {"cross-entropy", "quadratic"}
    l2 : float
        Weight decay: every step also takes ``learning_rate * l2 * W`` away from W.
    momentum : float
        Share of the last step that is taken again.
    decay : float
        Factor on the learning rate, once an epoch.

    Returns
    -------
    generator of Epoch
        One after each epoch. Stop iterating whenever you like: nothing trained so far is lost.

    Raises
    ------
    ValueError
        If images, labels, sizes or settings do not fit.
    FloatingPointError
        In the epoch in which training diverges, mostly because the learning rate is too large: a
        cost or a weight is no longer a number, or an epoch of 400 images or more ends with three
        times the cost of the beginning and of a guess. The epochs before are not lost.
    """
    images = np.asarray(images)
    _check_settings(network, images, epochs, batch_size, cost, rng)
    _check_numbers(learning_rate, l2, momentum, decay)
    labels = checked_labels(labels, len(images), network.sizes[-1])
    descent = Descent(network, batch_size, cost, l2, momentum)
    return _epochs(descent, images, labels, epochs, learning_rate, decay, rng)


def _epochs(descent, images, labels, epochs, learning_rate, decay, rng):
    worst = None
    for number in range(1, epochs + 1):
        order = rng.permutation(len(images))
        # Numbers that overflow are reported once, below, and not by a warning for each step.
        with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
            costs = descent.one_pass(images, labels, order, learning_rate)
        worst = worst or TOO_HIGH * max(costs[0], np.log(len(descent.biases[-1])))
        trouble = _trouble(descent, costs, len(images) // descent.batch_size, worst)
        if trouble:
            raise FloatingPointError(
                f"training diverged in epoch {number}: {trouble}, at learning rate "
                f"{learning_rate:g}. Start again with a smaller one"
            )
        yield Epoch(number, descent.network(), sum(costs) / len(costs))
        learning_rate *= decay


def _trouble(descent, costs, n_steps, worst):
    """What shows that a pass diverged, in words; None where nothing does."""
    if not np.isfinite(costs[-1]):
        return f"the loss is {costs[-1]} after {len(costs)} of {n_steps} steps"
    if not descent.is_finite():
        return "a weight is no longer a number"
    late = costs[-(n_steps // 4) :]
    if len(late) * descent.batch_size >= ENOUGH and np.mean(late) > worst:
        return f"the loss is {np.mean(late):.3g}, three times what guessing costs or more"
    return None


def _check_settings(network, images, epochs, batch_size, cost, rng):
    if images.dtype != np.uint8 or images.ndim != 2 or images.shape[1] != network.sizes[0]:
        raise ValueError(
            f"images have type {images.dtype} and shape {images.shape}, expected uint8 and "
            f"(n, {network.sizes[0]}): pass them as load_digits returns them"
        )
    if not isinstance(cost, str) or cost not in COSTS:
        raise ValueError(f"cost={cost!r} is unknown: choose one of {', '.join(COSTS)}")
    numbers = epochs, batch_size
    whole = all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in numbers)
    if not whole or epochs < 1 or not 1 <= batch_size <= len(images):
        raise ValueError(
            f"epochs={epochs} and batch_size={batch_size}: both are whole numbers from 1, and a "
            f"batch holds at most the {len(images)} images there are"
        )
    _checked_rng(rng)


def _checked_rng(rng):
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng={rng!r} must be a generator, such as np.random.default_rng(0)")
    return rng


def _is_number(value):
    """Whether a value is one real number that a float can hold."""
    if isinstance(value, np.generic):
        value = value.item()  # numpy would compare in the number's own type, which may overflow
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _check_numbers(learning_rate, l2, momentum, decay):
    for name, value, fits, wanted in (
        ("learning_rate", learning_rate, lambda n: n > 0, "positive, such as 0.5"),
        ("l2", l2, lambda n: n >= 0, "zero or positive, such as 1e-4"),
        ("momentum", momentum, lambda n: 0 <= n < 1, "from 0 to less than 1, such as 0.9"),
        ("decay", decay, lambda n: n > 0, "positive, such as 0.9, or 1 for none"),
    ):
        if not (_is_number(value) and fits(value)):
            raise ValueError(f"{name}={value} must be {wanted}")
