"""Answers to the exercises of notebook 02, Train one neuron."""

from dataclasses import replace

import numpy as np

from helpers.attribution.pixels import pixel_products
from helpers.checks.verdict import close, exercise, judge, number, right, wrong, yours
from helpers.digits import as_pixels, load_digits
from helpers.network import sigmoid
from helpers.words import as_summands


@exercise
def check_pre_activation(z, network, pixels):
    """Exercise 1: the pre-activation of the only hidden unit of 784→1→2 for one image.

    z: the answer. pixels: the image.
    """
    z = number(z)
    total, bias = float(pixel_products(network, pixels, unit=0).sum()), network.biases[0][0]
    used_bytes = close(z, 255 * total + bias) or close(z, 255 * total)
    otherwise = "multiply each weight with its pixel, add up all 784 products, then add the bias."
    mistakes = {
        "this is the sum of the products; the bias is missing.": total,
        "this is the activation h; z comes before the sigmoid.": sigmoid(total + bias),
        "this used bytes; the network wants pixels from 0 to 1.": used_bytes,
    }
    judge(z, total + bias, mistakes, otherwise)
    b, products = as_summands([bias, total], 3)
    right(
        f"the products sum to {products:.3f}, the bias is {b:.3f}, so z is {b + products:.3f}."
        f"{yours(z, total + bias)}"
    )


@exercise
def check_mirror(mirrored, network):
    """Exercise 2: the same function with the picture's colours swapped.

    mirrored: the answer, (W1, b1, W2, b2). network: the original, 784→1→2.
    """
    (W1, W2), (b1, b2) = network.weights, network.biases
    try:
        M1, c1, M2, c2 = mirrored
        twin = replace(network, weights=[M1, M2], biases=[c1, c2])
    except (TypeError, ValueError) as error:
        wrong(f"pass W1, b1, W2 and b2 in the shapes of the original ({error}).")
    if not (np.array_equal(twin.weights[0], -W1) and np.array_equal(twin.biases[0], -b1)):
        wrong("W1 and b1 are to be negated, both of them: red becomes blue.")
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
