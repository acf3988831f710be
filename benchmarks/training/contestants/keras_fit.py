"""Keras on TensorFlow: a Sequential of Dense layers, compiled as by default, trained by `fit`."""

import os

os.environ |= {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}

import keras

from benchmarks.training.contestants.base import OnFloats


class Contestant(OnFloats):
    def prepare(self, images, labels):
        super().prepare(images, labels)
        r = self.recipe
        keras.utils.set_random_seed(r.seed)
        *hidden, last = r.sizes[1:]
        self.model = keras.Sequential(
            [keras.Input((r.sizes[0],))]
            + [keras.layers.Dense(n, "sigmoid") for n in hidden]
            + [keras.layers.Dense(last, "softmax")]
        )
        optimizer = keras.optimizers.SGD(r.learning_rate, weight_decay=r.l2 or None)
        optimizer.exclude_from_weight_decay(var_names=["bias"])
        self.model.compile(optimizer, "sparse_categorical_crossentropy")
        for layer, W, b in zip(self.model.layers, self.weights, self.biases, strict=True):
            layer.set_weights([W.T, b])
        # What it compiles on the first batches must not count.
        kept = self.model.get_weights()
        self.model.fit(self.X[: r.batch_size], labels[: r.batch_size], r.batch_size, verbose=0)
        self.model.set_weights(kept)

    def one_pass(self, order):
        shuffle, rows = (True, slice(None)) if order is None else (False, order)
        self.model.fit(
            self.X[rows], self.labels[rows], self.recipe.batch_size, shuffle=shuffle, verbose=0
        )

    def parameters(self):
        kernels, biases = zip(*(layer.get_weights() for layer in self.model.layers), strict=True)
        return [W.T for W in kernels], biases
