"""What there is to see of a drawing, computed for one network, and in words."""

from dataclasses import dataclass

import numpy as np

from helpers.attribution import contributions, edited_network, integrated_gradients, top_k
from helpers.network import ForwardPass
from helpers.plots import signed_number

STEPS = 20  # of integrated gradients


@dataclass(frozen=True)
class Drawn:
    """A drawing as a network sees it.

    Attributes
    ----------
    pixels : ndarray of float32, shape (784,)
    run : helpers.network.ForwardPass
    about : int
        The class asked about.
    added : ndarray of float32, shape (n_hidden,)
        What each hidden unit adds to its score.
    units : ndarray of int, shape (k,)
        Those that add most.
    bias : float
    shares : ndarray of float32, shape (784,)
        Integrated gradients of its score, from a blank page.
    off : int or None
        The unit that is switched off.
    """

    pixels: np.ndarray
    run: ForwardPass
    about: int
    added: np.ndarray
    units: np.ndarray
    bias: float
    shares: np.ndarray
    off: int | None

    @property
    def rest(self):
        """What all other units add together."""
        return float(self.added.sum() - self.added[self.units].sum())

    def in_words(self):
        """Answer, runner-up and both sums, in sentences."""
        best, second = np.argsort(-self.run.scores, kind="stable")[:2]
        outputs, n = self.run.outputs, len(self.units)
        begin = "" if self.pixels.any() else "The pad is empty: this is about a blank page. "
        if self.off is not None:
            begin += f"With unit {self.off} switched off: "
        top = self.added[self.units].sum()
        return (
            f"{begin}The answer is {best} (output {outputs[best]:.2f}), then {second} "
            f"({outputs[second]:.2f}). To the score of {self.about}, "
            f"{'the top unit adds' if n == 1 else f'the top {n} units add'} {signed_number(top)}, "
            f"the other {len(self.added) - n} {signed_number(self.rest)}, the bias "
            f"{signed_number(self.bias)}: {signed_number(self.run.scores[self.about])}. The "
            f"integrated gradients sum to {signed_number(self.shares.sum())}, against a blank page."
        )


def drawn(network, pixels, about=None, k=4, off=None):
    """Compute all that is shown of a drawing.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden layer.
    pixels : ndarray of float32, shape (784,)
    about : int, optional
        The class asked about; the answer without it.
    k : int
        How many contributors.
    off : int, optional
        A unit that is switched off.

    Returns
    -------
    Drawn
    """
    if off is not None:
        kept = np.arange(network.sizes[1]) != off
        network = edited_network(network, network.weights[-1] * kept)
    run = network.forward(pixels)
    about = run.answer if about is None else about
    added = contributions(network, run.h[0], about)
    shares = integrated_gradients(network, pixels, "z2", steps=STEPS)[:, about]
    bias = float(network.biases[-1][about])
    return Drawn(pixels, run, about, added, top_k(added, k), bias, shares, off)
