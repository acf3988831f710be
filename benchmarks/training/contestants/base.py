"""What every contestant shares: the images, the start, the clock, and how it is checked."""

import time
from dataclasses import dataclass

import numpy as np

from helpers.digits import as_pixels, load_digits
from helpers.evaluation import accuracy
from helpers.network import Network
from helpers.training import random_start


@dataclass(frozen=True)
class Recipe:
    """Sigmoid hidden layers, softmax, cross-entropy; `l2` is weight decay, not on the biases."""

    sizes: tuple
    batch_size: int
    learning_rate: float
    l2: float
    images: int  # how many of the 60,000 an epoch has
    seed: int = 0


class Base:
    """A contestant. Its own module says how it begins, makes an epoch, and tells its weights."""

    def begin(self, **recipe):
        """Go back to the start of a recipe; what this takes is not counted."""
        self.recipe = Recipe(**recipe)
        self.start = random_start(
            tuple(self.recipe.sizes), np.random.default_rng(self.recipe.seed), "1/sqrt(n)"
        )
        self.rng = np.random.default_rng(self.recipe.seed + 1)  # whoever shuffles with numpy
        images, labels = load_digits("train")
        self.prepare(images[: self.recipe.images], labels[: self.recipe.images])

    def epoch(self, given=False):
        """The seconds of one epoch, in an order of its own or in the one that all are given."""
        n = self.recipe.images
        order = np.random.default_rng(self.recipe.seed + 1).permutation(n) if given else None
        began, began_work = time.perf_counter(), time.process_time()
        self.one_pass(order)
        self.work = time.process_time() - began_work
        return time.perf_counter() - began

    def processor_seconds(self):
        """What the last epoch took of the processors: not what it waited for them."""
        return self.work

    def save(self, path):
        """Write the weights and biases as they are now, for a comparison."""
        weights, biases = self.parameters()
        np.savez(path, *weights, *biases)

    def accuracy(self):
        """The share of the 10,000 test images that it now answers rightly."""
        weights, biases = self.parameters()
        network = Network(tuple(self.recipe.sizes), weights, biases)
        return accuracy(network, *load_digits("test"))

    def batches(self, order):
        """The rows of each batch of an epoch."""
        order = self.rng.permutation(self.recipe.images) if order is None else order
        size = self.recipe.batch_size
        for i in range(0, len(order) - size + 1, size):
            yield order[i : i + size]

    def prepare(self, images, labels):
        """Bring images (bytes), labels and `self.start` into the contestant's own form."""
        raise NotImplementedError

    def one_pass(self, order):
        """Train on every image once: in this order, or for None in a random one of its own."""
        raise NotImplementedError

    def parameters(self):
        """Weights, one row an output, and biases, as `Network` takes them."""
        raise NotImplementedError


class OnFloats(Base):
    """A contestant whose images are floats beforehand: what that takes is not counted."""

    def prepare(self, images, labels):
        self.X, self.labels = as_pixels(images), labels
        self.Y = np.eye(self.recipe.sizes[-1], dtype=np.float32)[labels]
        self.weights = [W.copy() for W in self.start.weights]
        self.biases = [b.copy() for b in self.start.biases]

    def parameters(self):
        return self.weights, self.biases
