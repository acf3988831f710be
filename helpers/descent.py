"""Mini-batch gradient descent: one step, short enough to be read in one sitting, and one pass."""

import numpy as np

from helpers.backward import backward, through_activation
from helpers.digits import as_pixels
from helpers.network import ACTIVATIONS, Network

COSTS = ("cross-entropy", "quadratic")
AT_ONCE = 1_000  # images that are converted, and whose costs are computed, at a time


class Descent:
    """The parameters on their way down, one row of numbers of which weights and biases are views.

    In one row, because then decay and step take one operation each, whatever the layers. Inside
    it every W lies transposed, ``V = W.T``: BLAS multiplies ``x @ V`` faster than ``x @ W.T``.

    Parameters
    ----------
    network : Network
        Where to start from. It stays as it is.
    batch_size : int
    cost : {"cross-entropy", "quadratic"}
    l2, momentum : float
        As `helpers.training.train` takes them.
    dtype : type
        float32; float64 where a test needs more digits.
    """

    def __init__(self, network, batch_size, cost, l2, momentum, dtype=np.float32):
        self.origin, self.batch_size, self.cost = network, batch_size, cost
        self.l2, self.momentum = l2, momentum
        shapes = [W.T.shape for W in network.weights] + [b.shape for b in network.biases]
        self.parameters, views = _row_and_views(shapes, dtype)
        self.V, self.biases = views[: len(network.weights)], views[len(network.weights) :]
        for view, values in zip(
            views, [*(W.T for W in network.weights), *network.biases], strict=True
        ):
            view[:] = values
        self.weights = [V.T for V in self.V]
        self.all_weights = self.parameters[: sum(V.size for V in self.V)]
        # Memory for what every step computes, allocated once.
        self.change, views = _row_and_views(shapes, dtype)
        self.changes = list(zip(views[: len(self.V)], views[len(self.V) :], strict=True))
        self.velocity = np.zeros_like(self.parameters)
        self.hidden = [np.empty((batch_size, n), dtype) for n in network.sizes[1:-1]]
        self.ones = np.ones(batch_size, dtype)
        self.activations = [ACTIVATIONS[name] for name in network.activations]

    def step(self, x, wanted, outputs, learning_rate):
        """One step down the gradient of the batch's mean cost.

        Parameters
        ----------
        x : ndarray of float, shape (batch_size, n_in)
            Pixels.
        wanted : ndarray of float, shape (batch_size, n_out)
            One where the label is, zero elsewhere.
        outputs : ndarray of float, shape (batch_size, n_out)
            Receives the network's outputs, as they were before the step.
        learning_rate : float
        """
        h = [x]
        layers = zip(self.V, self.biases, self.activations, (*self.hidden, outputs), strict=True)
        for V, b, activation, z in layers:
            np.matmul(h[-1], V, out=z)
            z += b
            h.append(activation(z, out=z))
        delta = outputs - wanted  # cross-entropy, with softmax and sigmoid alike
        if self.cost == "quadratic":
            delta = through_activation(delta, outputs, self.origin.output)
        # The step's size is folded into the small delta: no gradient needs to be multiplied by it.
        delta *= -learning_rate / self.batch_size
        for layer, slope in backward(self.weights, h, delta, self.origin.hidden):
            change, bias_change = self.changes[layer]
            np.matmul(h[layer].T, slope, out=change)
            np.matmul(self.ones, slope, out=bias_change)
        if self.l2:
            self.all_weights *= 1 - learning_rate * self.l2
        if self.momentum:
            self.velocity *= self.momentum
            self.velocity += self.change
        self.parameters += self.velocity if self.momentum else self.change

    def one_pass(self, images, labels, order, learning_rate):
        """Train on whole batches in this order; stop soon after a cost that is no number.

        Parameters
        ----------
        images : ndarray of uint8, shape (n, n_in)
        labels : ndarray of int, shape (n,)
        order : ndarray of int, shape (n,)
            Rows; what is left after the last whole batch is left out.
        learning_rate : float

        Returns
        -------
        list of float
            The mean cost of each batch, up to the first that is no number.
        """
        size, costs = self.batch_size, []
        whole = max(1, AT_ONCE // size) * size
        for i in range(0, len(order) // size * size, whole):
            rows = order[i : min(i + whole, len(order) // size * size)]
            x = as_pixels(images[rows]).reshape(-1, size, images.shape[1])
            wanted = self._by_class(len(x))
            wanted[:] = labels[rows].reshape(-1, size, 1) == np.arange(wanted.shape[-1])
            outputs = self._by_class(len(x))
            for batch in zip(x, wanted, outputs, strict=True):
                self.step(*batch, learning_rate)
            costs += _mean_costs(outputs, wanted, self.cost, self.origin.output).tolist()
            if not np.isfinite(costs).all():
                return costs[: 1 + np.isfinite(costs).argmin()]
        return costs

    def _by_class(self, n_batches):
        """Memory, shape (n_batches, batch_size, n_out), in which each class is a column.

        So sums over the classes, for softmax, add long columns instead of many short rows.
        """
        shape = n_batches, self.origin.sizes[-1], self.batch_size
        return np.empty(shape, self.parameters.dtype).transpose(0, 2, 1)

    def is_finite(self):
        """Whether every weight and bias is still a number."""
        return bool(np.isfinite(self.parameters).all())

    def network(self):
        """The weights as they are now, as a network of its own."""
        n = self.origin
        weights, biases = [W.copy() for W in self.weights], [b.copy() for b in self.biases]
        return Network(n.sizes, weights, biases, n.hidden, n.output, start=n.start or n)


def _mean_costs(outputs, wanted, cost, output):
    """The cost of each batch, averaged over its images; both arrays are (batches, images, n)."""
    if cost == "quadratic":
        each = 0.5 * (outputs - wanted) ** 2
    else:
        each = -wanted * np.log(np.maximum(outputs, 1e-30))
        if output == "sigmoid":
            each -= (1 - wanted) * np.log(np.maximum(1 - outputs, 1e-30))
    return each.sum(axis=-1).mean(axis=-1)


def _row_and_views(shapes, dtype):
    """One row of zeros, and views of it with these shapes, one after the other."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    row = np.zeros(sum(sizes), dtype)
    pieces = np.split(row, np.cumsum(sizes)[:-1])
    return row, [piece.reshape(shape) for piece, shape in zip(pieces, shapes, strict=True)]
