"""The loop of a well-known book: column vectors, one image after another, gradients summed.

After Nielsen, Neural Networks and Deep Learning, chapters 1 and 3, written anew. Its weights are
float64, as numpy makes them there.
"""

import numpy as np

from benchmarks.training.contestants.base import OnFloats


class Contestant(OnFloats):
    DTYPE = np.float64

    def prepare(self, images, labels):
        super().prepare(images, labels)
        self.weights = [W.astype(self.DTYPE) for W in self.weights]
        self.pairs = [(x[:, None], y[:, None]) for x, y in zip(self.X, self.Y, strict=True)]
        self.biases = [b[:, None].astype(self.DTYPE) for b in self.biases]

    def one_pass(self, order):
        for rows in self.batches(order):
            self.update_mini_batch([self.pairs[i] for i in rows])

    def update_mini_batch(self, pairs):
        r = self.recipe
        sum_W = [np.zeros(W.shape, self.DTYPE) for W in self.weights]
        sum_b = [np.zeros(b.shape, self.DTYPE) for b in self.biases]
        for x, y in pairs:
            slopes_W, slopes_b = self.backprop(x, y)
            sum_W = [s + new for s, new in zip(sum_W, slopes_W, strict=True)]
            sum_b = [s + new for s, new in zip(sum_b, slopes_b, strict=True)]
        step, keep = r.learning_rate / len(pairs), 1 - r.learning_rate * r.l2
        self.weights = [keep * W - step * s for W, s in zip(self.weights, sum_W, strict=True)]
        self.biases = [b - step * s for b, s in zip(self.biases, sum_b, strict=True)]

    def backprop(self, x, y):
        """The gradient of one image's cost, layer by layer."""
        h = [x]
        for W, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            h.append(1 / (1 + np.exp(-(np.dot(W, h[-1]) + b))))
        powers = np.exp(np.dot(self.weights[-1], h[-1]) + self.biases[-1])
        delta = powers / powers.sum() - y
        slopes_W, slopes_b = [], []
        for layer in reversed(range(len(h))):
            slopes_W.insert(0, np.dot(delta, h[layer].T))
            slopes_b.insert(0, delta)
            if layer:
                delta = np.dot(self.weights[layer].T, delta) * h[layer] * (1 - h[layer])
        return slopes_W, slopes_b

    def parameters(self):
        return self.weights, [b[:, 0] for b in self.biases]
