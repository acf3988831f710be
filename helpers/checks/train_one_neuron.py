"""Answers to the exercises of notebook 02, Train one neuron."""

import numpy as np

from helpers.attribution import pixel_products
from helpers.checks.verdict import close, number, right, unanswered, wrong
from helpers.digits import as_pixels, load_digits
from helpers.network import Network, sigmoid


def check_pre_activation(z, network, pixels):
    """Exercise 1: the pre-activation of the only hidden unit for one image.

    Parameters
    ----------
    z : float
        The answer.
    network : helpers.network.Network
        784→1→2.
    pixels : ndarray of float, shape (784,)
    """
    if unanswered(z) or (z := number(z)) is None:
        return
    total, bias = float(pixel_products(network, pixels, unit=0).sum()), network.biases[0][0]
    if close(z, total + bias):
        right(f"the products sum to {total:.3f}, the bias is {bias:.3f}, z is {z:.3f}.")
    elif close(z, total):
        wrong("this is the sum of the products; the bias is missing.")
    elif close(z, sigmoid(total + bias)):
        wrong("this is the activation h; z comes before the sigmoid.")
    elif close(z, 255 * total + bias) or close(z, 255 * total):
        wrong("this used bytes; the network wants pixels from 0 to 1.")
    else:
        wrong("multiply each weight with its pixel, add up all 784 products, then add the bias.")


def check_lowest(choice, network, candidates):
    """Exercise 2: which of three images gives the lowest activation.

    Parameters
    ----------
    choice : str
        The answer: one of the keys of `candidates`.
    network : helpers.network.Network
        784→1→2.
    candidates : dict of str to ndarray, shape (784,)
        ``"zero"``, ``"one"`` and ``"blank"``, pixels from 0 to 1.
    """
    if unanswered(choice):
        return
    h = {name: float(network.forward(x).h[0][0]) for name, x in candidates.items()}
    if not isinstance(choice, str) or choice not in h:
        wrong(f"choose one of {', '.join(map(repr, h))}, with its quotation marks.")
    elif choice == min(h, key=h.get):
        values = ", ".join(f"{name} {value:.2f}" for name, value in h.items())
        right(f"the activations are: {values}.")
    elif choice == "blank":
        wrong("no ink leaves z at the bias, which is positive here. Ink can pull z below that.")
    else:
        wrong("this network's unit fires for ones: look at the mean activations in section 6.")


def check_blank_page(p, network):
    """Exercise 3: the output for *one* when there is no ink at all.

    Parameters
    ----------
    p : float
        The answer.
    network : helpers.network.Network
        784→1→2.
    """
    if unanswered(p) or (p := number(p)) is None:
        return
    (W1, W2), (b1, b2) = network.weights, network.biases
    outputs = network.forward(np.zeros(W1.shape[1], np.float32)).outputs
    if close(p, outputs[1], 0.005):  # two decimals will do
        right(f"an empty page scores {p:.3f} for one, and the biases alone decide that.")
    elif close(p, outputs[0]):
        wrong("this is the output for zero; the second output belongs to one.")
    elif close(p, 0.5, 0.02):
        wrong("no ink is not 50 : 50. The products are all zero, the biases are not.")
    elif close(p, sigmoid(b2[1])):
        wrong("this takes h as 0. Without ink z is b1, so h is sigmoid(b1).")
    elif close(p, sigmoid(b1[0])):
        wrong("this is the hidden activation; it still has to pass W2, b2 and a sigmoid.")
    elif close(p, W2[1, 0] * sigmoid(b1[0]) + b2[1]):
        wrong("this is the score of one; the sigmoid at the output is missing.")
    else:
        wrong("without ink z is b1. Take h from it, then W2[1] * h + b2[1], then the sigmoid.")


def check_mirror(mirrored, network):
    """Exercise 4: the same function with the picture's colours swapped.

    Parameters
    ----------
    mirrored : tuple (W1, b1, W2, b2)
        The answer.
    network : helpers.network.Network
        784→1→2, the original.
    """
    parts = mirrored if isinstance(mirrored, (tuple, list)) else (mirrored,)
    if unanswered(mirrored, *parts):
        return
    (W1, W2), (b1, b2) = network.weights, network.biases
    try:
        M1, c1, M2, c2 = parts
        twin = Network(network.sizes, [M1, M2], [c1, c2], network.hidden, network.output)
    except (TypeError, ValueError) as error:
        wrong(f"pass W1, b1, W2 and b2 in the shapes of the original ({error}).")
        return
    if not (np.array_equal(twin.weights[0], -W1) and np.array_equal(twin.biases[0], -b1)):
        wrong("W1 and b1 are to be negated, both of them: red becomes blue.")
        return
    images, _ = load_digits("test", only=(0, 1))
    x = as_pixels(images[:500])
    if np.allclose(twin.forward(x).outputs, network.forward(x).outputs, atol=1e-3):
        right("every picture has swapped its colours, and no output has changed.")
    elif np.array_equal(twin.weights[1], W2) and np.array_equal(twin.biases[1], b2):
        wrong("h has become 1 − h, and W2 and b2 do not know it yet.")
    elif np.array_equal(twin.weights[1], -W2) and np.array_equal(twin.biases[1], b2):
        wrong("W2 is right. Put 1 − h for h into W2 * h + b2: a constant is left over for b2.")
    else:
        wrong("put 1 − h for h into W2 * h + b2 and read off the new W2 and the new b2.")
