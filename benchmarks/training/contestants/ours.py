"""This project's `train`, as the notebooks use it: bytes in, converted batch by batch."""

import numpy as np

from benchmarks.training.contestants.base import Base
from helpers.training import train


class Contestant(Base):
    def prepare(self, images, labels):
        r = self.recipe
        self.network = self.start
        self.epochs = train(
            self.start,
            images,
            labels,
            epochs=1000,
            batch_size=r.batch_size,
            learning_rate=r.learning_rate,
            l2=r.l2,
            rng=np.random.default_rng(r.seed + 1),  # so its first order is the given one
        )

    def one_pass(self, order):
        self.network = next(self.epochs).network

    def parameters(self):
        return self.network.weights, self.network.biases
