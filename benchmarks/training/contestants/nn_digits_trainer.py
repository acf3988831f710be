"""The package neural-network-digits, trained by its own Trainer without augmentation or momentum.

Its trainer keeps a tenth of the images for validation, and after every epoch measures its cost and
accuracy on all of them.
"""

import numpy as np
from nn_digits.neural_net.training import Trainer

from benchmarks.training.contestants.base import Base


class Contestant(Base):
    def prepare(self, images, labels):
        pictures = (images.reshape(-1, 28, 28), labels)
        hidden = self.recipe.sizes[1:-1]
        self.trainer = Trainer(hidden, "sigmoid", seed=self.recipe.seed, photos_and_digits=pictures)
        self.given = images, labels
        self.trainer.net.weights = [np.ascontiguousarray(W.T) for W in self.start.weights]
        self.trainer.net.biases = [b.copy() for b in self.start.biases]

    def one_pass(self, order):
        r, net = self.recipe, self.trainer.net
        settings = {"momentum": 0.0, "l2": r.l2, "dropout": 0.0}
        if order is None:
            self.trainer.run_epoch(
                r.learning_rate, noise=0.0, batch=r.batch_size, rotation=0, shift=0, **settings
            )
            return
        # Its trainer takes no order, but its network takes a step.
        images, labels = self.given
        for rows in self.batches(order):
            x, y = images[rows].astype(np.float32) / 255, np.eye(10, dtype=np.float32)[labels[rows]]
            net.train_step(x, y, r.learning_rate, **settings)

    def parameters(self):
        net = self.trainer.net
        return [W.T for W in net.weights], net.biases
