"""scikit-learn's MLPClassifier with solver sgd and no momentum: `partial_fit` is one epoch.

It divides its alpha by the batch size, so alpha = l2 · batch size is the same weight decay.
"""

import numpy as np
from sklearn.neural_network import MLPClassifier

from benchmarks.training.contestants.base import OnFloats


class Contestant(OnFloats):
    def prepare(self, images, labels):
        super().prepare(images, labels)
        r = self.recipe
        self.model = MLPClassifier(
            r.sizes[1:-1],
            activation="logistic",
            solver="sgd",
            alpha=r.l2 * r.batch_size,
            batch_size=r.batch_size,
            learning_rate_init=r.learning_rate,
            momentum=0.0,
            nesterovs_momentum=False,
            random_state=np.random.RandomState(r.seed),  # a number would repeat one order
        )
        # It draws its start when it first sees data, and has no argument for another.
        size = r.batch_size
        self.model.partial_fit(self.X[:size], labels[:size], classes=np.arange(r.sizes[-1]))
        for own, W in zip(self.model.coefs_, self.weights, strict=True):
            own[:] = W.T
        for own, b in zip(self.model.intercepts_, self.biases, strict=True):
            own[:] = b

    def one_pass(self, order):
        self.model.shuffle, rows = (True, slice(None)) if order is None else (False, order)
        self.model.partial_fit(self.X[rows], self.labels[rows])

    def parameters(self):
        return [W.T for W in self.model.coefs_], self.model.intercepts_
