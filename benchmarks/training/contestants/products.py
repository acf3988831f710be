"""The floor: the recipe's matrix products and nothing else, on ready batches, into ready memory."""

import numpy as np

from benchmarks.training.contestants.base import OnFloats


class Contestant(OnFloats):
    def prepare(self, images, labels):
        super().prepare(images, labels)
        n = self.recipe.batch_size
        self.h = [np.full((n, W.shape[0]), 0.5, np.float32) for W in self.weights]
        self.z, self.below = ([np.empty_like(h) for h in self.h] for _ in range(2))
        self.delta = [np.full_like(h, 1e-3) for h in self.h]
        self.gradients = [np.empty_like(W) for W in self.weights]

    def one_pass(self, order):
        size = self.recipe.batch_size
        for i in range(0, len(self.X) - size + 1, size):
            h = [self.X[i : i + size], *self.h]
            for layer, W in enumerate(self.weights):
                np.matmul(h[layer], W.T, out=self.z[layer])
            for layer in reversed(range(len(self.weights))):
                np.matmul(self.delta[layer].T, h[layer], out=self.gradients[layer])
                if layer:  # nobody needs the gradient of the input
                    np.matmul(self.delta[layer], self.weights[layer], out=self.below[layer - 1])
