"""Tests of the attribution room, against loops written from the definitions."""

import numpy as np

from helpers.network import layer_values

SIZES = (7, 5, 6, 4)
KINDS = [
    ("sigmoid", "softmax"), ("tanh", "sigmoid"), ("relu", "softmax"), ("leaky relu", "sigmoid")
]  # fmt: skip
LAYERS = ("z1", "h1", "z2", "h2", "z3", "h3")


def value(network, pixels, layer):
    """A layer's values after a forward pass."""
    return layer_values(network.forward(np.asarray(pixels, dtype=np.float32)), layer).astype(float)
