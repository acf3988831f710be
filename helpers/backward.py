"""The way back through a network: slopes from its last layer to its first, by the chain rule."""

import numpy as np

# The slope of each activation function that works on every number alone, from the activation.
SLOPES = {
    "sigmoid": lambda h: h * (1 - h),
    "tanh": lambda h: 1 - h * h,
    "relu": lambda h: (h > 0).astype(np.float32),
}


def through_activation(slope, h, name):
    """From the slope with respect to activations to the slope with respect to pre-activations.

    Parameters
    ----------
    slope : ndarray of float, shape (..., n)
        How much something grows with each activation of a layer.
    h : ndarray of float, shape (..., n)
        The layer's activations.
    name : {"sigmoid", "softmax", "tanh", "relu"}
        Its activation function.

    Returns
    -------
    ndarray of float, shape (..., n)

    Raises
    ------
    ValueError
        If there is no such activation function.

    Examples
    --------
    >>> through_activation(np.array([2.0, 2.0]), np.array([0.5, 1.0]), "sigmoid").tolist()
    [0.5, 0.0]
    """
    if not isinstance(name, str) or name not in ("softmax", *SLOPES):
        raise ValueError(f"name={name!r} is unknown: choose softmax or {', '.join(SLOPES)}")
    if name == "softmax":
        return h * (slope - (slope * h).sum(axis=-1, keepdims=True))
    return slope * SLOPES[name](h)


def backward(weights, h, delta, hidden):
    """Take a slope back through the layers by the chain rule, the last layer first.

    Training reads the gradient of each layer's weights off it (``delta.T @ h[layer]``), attribution
    the gradient of the input (the last ``delta @ weights[0]``).

    Parameters
    ----------
    weights : sequence of ndarray, shapes (n_out, n_in)
    h : sequence of ndarray, shapes (..., n_in)
        What goes into each of these layers: the input, then activations.
    delta : ndarray of float, shape (..., n)
        Slope with respect to the last layer's pre-activations.
    hidden : {"sigmoid", "tanh", "relu"}
        Activation function of the hidden layers.

    Yields
    ------
    layer : int
        Counted from 0, from the last one down.
    delta : ndarray of float, shape (..., n_out)
        Slope with respect to this layer's pre-activations.
    """
    for layer in reversed(range(len(weights))):
        # Before the layer is handed out: whoever takes it may change its weights.
        below = through_activation(delta @ weights[layer], h[layer], hidden) if layer else None
        yield layer, delta
        delta = below
