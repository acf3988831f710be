"""Training by mini-batch gradient descent: a random start, one step, one pass, epoch by epoch."""

from dataclasses import dataclass, replace

import numpy as np

from helpers import valid
from helpers.digits import as_pixels
from helpers.evaluation import one_blas_thread
from helpers.network import (
    ACTIVATIONS,
    ForwardPass,
    Network,
    backward,
    checked_sizes,
    product,
    through_activation,
)

COSTS = ("cross-entropy", "quadratic")
STARTS = {"1/sqrt(n)": lambda n: n**-0.5, "sqrt(2/n)": lambda n: (2 / n) ** 0.5}
AT_ONCE = 1_000  # images that are converted, and whose costs are computed, at a time
# A pass has diverged if the cost of its last quarter, over ENOUGH images, is TOO_HIGH times both
# what it was before training and the cross-entropy of the same probability for every class.
TOO_HIGH, ENOUGH = 3, 100


def random_start(sizes, rng, std, hidden="sigmoid", output="softmax", bias_std=0.0):
    """A network before training: normally distributed weights with mean zero.

    sizes, hidden, output: as `Network` takes them.
    std: standard deviation of the weights, for all layers or one a layer. ``"1/sqrt(n)"`` is one
    over the square root of the layer's inputs (Nielsen, Neural Networks and Deep Learning,
    chapter 3), ``"sqrt(2/n)"`` is He's start.
    bias_std: standard deviation of the biases.
    """
    sizes, rng = checked_sizes(sizes), valid.generator("rng", rng)
    bias_std = valid.number("bias_std", bias_std, least=0)
    if isinstance(std, str) or not np.iterable(std):
        std = [std] * (len(sizes) - 1)
    stds = valid.listed("std", std, len(sizes) - 1, of="numbers")
    weights, biases = [], []
    for n_in, n_out, s in zip(sizes[:-1], sizes[1:], stds, strict=True):
        if isinstance(s, str):
            scale = STARTS[valid.word("std", s, STARTS)](n_in)
        else:
            scale = valid.number("std", s, least=0)
        weights.append(rng.normal(0, 1, (n_out, n_in)).astype(np.float32) * np.float32(scale))
        biases.append(rng.normal(0, 1, n_out).astype(np.float32) * np.float32(bias_std))
    return Network(sizes, weights, biases, hidden, output)


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
    """Train, and yield an `Epoch` after each: stop whenever you like, nothing trained is lost.

    epochs, batch_size: passes over the images, and images a step. Every epoch shuffles anew, and
    leaves out what is left after the last whole batch.
    learning_rate: size of a step, multiplied by `decay` after each epoch.
    cost: ``"cross-entropy"`` or ``"quadratic"``.
    l2: weight decay, every step also takes ``learning_rate * l2 * W`` away from W.
    momentum: share of the last step that is taken again.

    A FloatingPointError ends the epoch in which training diverges, mostly because the learning rate
    is too large: a cost or a weight is no longer a number, or an epoch of 400 images or more ends
    with three times the cost of the beginning and of a guess.
    """
    valid.a_network("network", network)
    images = valid.images("images", images, network.sizes[0], least=1, kinds="u")
    labels = valid.labels("labels", labels, len(images), network.sizes[-1])
    epochs = valid.whole("epochs", epochs, 1)
    batch_size = valid.whole("batch_size", batch_size, 1, len(images), of="images")
    learning_rate = valid.number("learning_rate", learning_rate, above=0, such_as=0.5)
    l2 = valid.number("l2", l2, least=0, such_as=1e-4)
    momentum = valid.number("momentum", momentum, least=0, below=1, such_as=0.9)
    decay = valid.number("decay", decay, above=0, such_as=0.9)
    valid.word("cost", cost, COSTS)
    valid.generator("rng", rng)
    descent = Descent(network, batch_size, cost, l2, momentum)
    return _epochs(descent, images, labels, epochs, learning_rate, decay, rng)


class Descent:
    """A network's weights and biases on their way down; the network itself stays as it is.

    They are one row of numbers, of which the arrays are views, because then decay and step take one
    operation each, whatever the layers. Every W lies transposed in it, ``V = W.T``: BLAS multiplies
    ``x @ V`` faster than ``x @ W.T``.

    batch_size, cost, l2, momentum, learning_rate: as `train` takes them. dtype: float64 where a
    test needs more digits.
    """

    def __init__(self, network, batch_size, cost, l2, momentum, dtype=np.float32):
        self.origin, self.batch_size, self.cost = network, batch_size, cost
        self.l2, self.momentum = l2, momentum
        arrays = [*(W.T for W in network.weights), *network.biases]
        n, shapes = len(network.weights), [array.shape for array in arrays]
        self.parameters, views = _row_and_views(shapes, dtype)
        for view, array in zip(views, arrays, strict=True):
            view[:] = array
        self.V, self.biases, self.weights = views[:n], views[n:], [V.T for V in views[:n]]
        self.all_weights = self.parameters[: sum(V.size for V in self.V)]
        # Memory for what every step computes, allocated once.
        self.change, views = _row_and_views(shapes, dtype)
        self.changes = list(zip(views[:n], views[n:], strict=True))
        self.velocity = np.zeros_like(self.parameters)
        self.hidden = [np.empty((batch_size, n), dtype) for n in network.sizes[1:-1]]
        self.ones = np.ones(batch_size, dtype)
        self.activations = [ACTIVATIONS[name].function for name in network.activations]

    def step(self, x, wanted, outputs, learning_rate):
        """One step down the gradient of the batch's mean cost.

        x: pixels, shape (batch_size, n_in). wanted: one where the label is, else zero, shape
        (batch_size, n_out). outputs: of that shape, receives the outputs before the step.
        """
        # Forward: what goes into each layer, and what comes out of the last.
        h = [x]
        layers = zip(self.V, self.biases, self.activations, (*self.hidden, outputs), strict=True)
        for V, b, activation, z in layers:
            product(h[-1], V, out=z)
            z += b
            h.append(activation(z, out=z))
        delta = _how_wrong(outputs, wanted, self.cost, self.origin.output)
        # The step's size is folded into the small delta: no gradient needs to be multiplied by it.
        delta *= -learning_rate / self.batch_size
        # Back: a weight changes by how wrong its unit was times what went into it.
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
        """Train on whole batches, rows in this `order`: the mean cost of each, as a list.

        It stops soon after a cost that is no number, the last of the list then.
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

    def network(self):
        """The weights as they are now, as a network of its own."""
        n = self.origin
        weights, biases = [W.copy() for W in self.weights], [b.copy() for b in self.biases]
        return replace(
            n, weights=weights, biases=biases, recipe=None, seed=None, start=n.start or n
        )


@dataclass(frozen=True, eq=False)
class Step:
    """What gradient descent does with one image, and what its first step is made of.

    The gradient of the weight from pixel i to unit j of the first hidden layer is ``arrives[j] *
    steep[j] * image[i]``: how wrong, times how steep, times how much ink.

    Attributes
    ----------
    image, label : ndarray, shape (784,), and int
    before, after : Network
    run, run_after : ForwardPass
        The image's, before and after.
    costs : (float, float)
        Before and after.
    wrong : ndarray, shape (n_classes,)
        How wrong each score is, the slope of the cost at it: output minus what is wanted, and with
        the quadratic cost times the slope of the output too.
    shares : ndarray, shape (n_next, n_hidden)
        What comes back from each unit of the next layer to each hidden unit: how wrong that one is,
        times the weight between them.
    steep : ndarray, shape (n_hidden,)
        The slope of the activation function at each unit's z.
    """

    image: np.ndarray
    label: int
    before: Network
    after: Network
    run: ForwardPass
    run_after: ForwardPass
    costs: tuple
    wrong: np.ndarray
    shares: np.ndarray
    steep: np.ndarray

    @classmethod
    def of(cls, network, image, label, learning_rate, cost, steps):
        """A step of this ``learning_rate``, or so many ``steps``, unchecked."""
        descent = Descent(network, 1, cost, l2=0.0, momentum=0.0)
        x, outputs = image[None], np.empty((1, network.sizes[-1]), np.float32)
        wanted = _wanted(network, label, np.float32)
        for _ in range(steps):
            descent.step(x, wanted, outputs, learning_rate)
        after = descent.network()
        runs = [n.run(image) for n in (network, after)]
        costs = [
            float(_mean_costs(run.outputs[None, None], wanted[None], cost, network.output)[0])
            for run in runs
        ]
        wrong = _how_wrong(runs[0].outputs, wanted[0], cost, network.output)
        below = (image, *runs[0].h[:-1])
        slopes = dict(backward(network.weights[1:], below[1:], wrong, network.hidden))
        steep = ACTIVATIONS[network.hidden].slope(runs[0].h[0])
        return cls(
            image,
            label,
            network,
            after,
            *runs,
            tuple(costs),
            wrong,
            slopes[0][:, None] * network.weights[1],
            steep,
        )

    @property
    def arrives(self):
        """How wrong each hidden unit is, (n_hidden,): the slope of the cost at its activation."""
        return self.shares.sum(axis=0)

    def gradient(self, unit):
        """How much the cost grows with each weight of a unit of the first hidden layer: (784,)."""
        return self.arrives[unit] * self.steep[unit] * self.image

    def change(self, unit):
        """What came to each of its weights, (784,): the image, scaled, whatever the steps."""
        return self.after.weights[0][unit] - self.before.weights[0][unit]


def one_step(network, image, label, learning_rate, cost="cross-entropy", steps=1):
    """One step of gradient descent on a single image, or several on the same, as a `Step`.

    label: the image's class. learning_rate, cost: as `train` takes them. steps: how many.

    >>> found = one_step(Network((2, 1, 2), [[[1, 1]], [[1], [-1]]]), np.float32([1, 0]), 0, 1.0)
    >>> [round(float(x), 2) for x in (*found.wrong, found.arrives[0], found.steep[0])]
    [-0.19, 0.19, -0.38, 0.2]
    >>> bool(np.allclose(found.change(0), -found.gradient(0)))
    True
    """
    image, label, cost = _of_one(network, image, label, cost)
    learning_rate = valid.number("learning_rate", learning_rate, above=0, such_as=0.5)
    return Step.of(network, image, label, learning_rate, cost, valid.whole("steps", steps, 1))


def finite_difference(network, image, label, unit, pixel, cost="cross-entropy", by=1e-4):
    """How much the cost of one image grows with one weight, measured: no chain rule.

    The weight is moved up and down a little, the cost is computed both times, and the difference is
    divided by the way between. All in float64, since the difference is small.

    label: the image's class. pixel: where the weight comes from, 0 to 783. cost: as `train` takes
    it. by: how far the weight is moved.
    """
    image, label, cost = _of_one(network, image, label, cost)
    unit = valid.whole("unit", unit, 0, network.sizes[1] - 1, of="hidden units")
    pixel = valid.whole("pixel", pixel, 0, network.sizes[0] - 1, of="pixels")
    by = valid.number("by", by, above=0, such_as=1e-4)
    descent = Descent(network, 1, cost, l2=0.0, momentum=0.0, dtype=np.float64)
    outputs = np.empty((1, network.sizes[-1]))
    wanted = _wanted(network, label, float)
    weight, costs = descent.weights[0][unit, pixel], []
    for moved in (weight + by, weight - by):
        descent.weights[0][unit, pixel] = moved
        descent.step(image[None].astype(float), wanted, outputs, learning_rate=0.0)
        costs.append(_mean_costs(outputs[None], wanted[None], cost, network.output)[0])
    return float(costs[0] - costs[1]) / (2 * by)


def _wanted(network, label, dtype):
    """A batch of one image's wanted outputs: one where its label is, else zero."""
    return (np.arange(network.sizes[-1]) == label)[None].astype(dtype)


def _of_one(network, image, label, cost):
    """One image, its class and a cost, checked."""
    valid.with_hidden_layer("network", network)
    label = valid.whole("label", label, 0, network.sizes[-1] - 1, of="classes")
    return valid.image("image", image, network.sizes[0]), label, valid.word("cost", cost, COSTS)


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
        return f"the cost is {costs[-1]} after {len(costs)} of {n_steps} steps"
    if not np.isfinite(descent.parameters).all():
        return "a weight is no longer a number"
    late = costs[-(n_steps // 4) :]
    if len(late) * descent.batch_size >= ENOUGH and np.mean(late) > worst:
        return f"the cost is {np.mean(late):.3g}, three times what guessing costs or more"
    return None


def _how_wrong(outputs, wanted, cost, output):
    """The slope of the cost at the last z, one for each class.

    With cross-entropy it is the plain difference, for softmax and sigmoid alike.
    """
    delta = outputs - wanted
    return through_activation(delta, outputs, output) if cost == "quadratic" else delta


def _mean_costs(outputs, wanted, cost, output):
    """The cost of each batch, averaged over its images; both arrays are (batches, images, n)."""
    if cost == "quadratic":
        each = 0.5 * (outputs - wanted) ** 2
    else:
        each = -wanted * np.log(np.maximum(outputs, 1e-30))
        if ACTIVATIONS[output].slope:  # each output is a probability of its own
            each -= (1 - wanted) * np.log(np.maximum(1 - outputs, 1e-30))
    return each.sum(axis=-1).mean(axis=-1)


def _row_and_views(shapes, dtype):
    """One row of zeros, and views of it with these shapes, one after the other."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    row = np.zeros(sum(sizes), dtype)
    pieces = np.split(row, np.cumsum(sizes)[:-1])
    return row, [piece.reshape(shape) for piece, shape in zip(pieces, shapes, strict=True)]
