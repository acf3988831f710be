"""All single-pixel effects at once against 784 forward passes: python -m benchmarks.single_pixel.

What is measured is what each pixel, alone at its own value on a black image, does to every node of
every layer. At once means through the columns of the first layer's weights; beside it stand 784
forward passes one by one, the same with their effects put together, and one batch of 784 images.
"""

import time
from statistics import median

import numpy as np

from helpers.attribution import all_single_pixel_effects, layer_names, layer_values
from helpers.digits import as_pixels, load_digits
from helpers.evaluation import one_blas_thread
from helpers.storage import load_network

NETWORKS = ("two-layers-one-epoch", "two-layers")
REPEATS = 15
TOLERANCE = 1e-5
DIGIT = 18  # the test image of a 3


def main():
    digit = as_pixels(load_digits("test")[0][DIGIT])
    images = {"all white": np.ones_like(digit), f"image {DIGIT}": digit}
    print("784→50→100→10, all nodes of z1 to h3, float32, one BLAS thread")
    print(f"median of {REPEATS} interleaved runs, milliseconds; how many times faster at once is")
    names = ("at once", "784 passes", "with effects", "one batch")
    print(f"{'network':21}{'image':11}{'lit':>5}" + "".join(f"{name:>20}" for name in names))
    with one_blas_thread():
        for name in NETWORKS:
            network = load_network(name)
            for words, image in images.items():
                seconds = timed(network, image)
                fastest = seconds[at_once]
                columns = [f"{fastest * 1e3:>20.2f}"] + [
                    f"{took * 1e3:>11.2f} ({took / fastest:>4.0f} x)"
                    for contestant, took in seconds.items()
                    if contestant is not at_once
                ]
                lit = np.count_nonzero(image)
                print(f"{name:21}{words:11}{lit:>5}" + "".join(columns), flush=True)


def timed(network, image):
    """Median seconds of each contestant; the first round warms up and is checked.

    The quick ones run several times in a row, so that each is measured over about as long a time.
    """
    contestants = {at_once: 20, only_passes: 1, one_by_one: 1, as_a_batch: 20}
    seconds = {contestant: [] for contestant in contestants}
    for repeat in range(REPEATS + 1):
        for contestant, times in list(contestants.items())[:: 1 if repeat % 2 else -1]:
            began = time.perf_counter()
            for _ in range(times):
                found = contestant(network, image)
            seconds[contestant].append((time.perf_counter() - began) / times)
            if repeat == 0 and contestant is not only_passes:
                check(network, image, found)
    return {contestant: median(took[1:]) for contestant, took in seconds.items()}


def check(network, image, found):
    """Hold all effects against a forward pass in double precision."""
    layers = list(layer_names(network))
    expected = in_double(network, np.diag(image.astype(float)))
    before = in_double(network, np.zeros((1, len(image))))
    for layer, one, other in zip(layers, expected, before, strict=True):
        np.testing.assert_allclose(found[layer], one - other, rtol=0, atol=TOLERANCE)


def in_double(network, x):
    """Every layer's values, written out once more."""
    values = []
    for W, b in zip(network.weights, network.biases, strict=True):
        z = x @ W.T.astype(float) + b
        x = 1 / (1 + np.exp(-z))
        values += [z, x]
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    values[-1] = powers / powers.sum(axis=1, keepdims=True)
    return values


def at_once(network, image):
    return all_single_pixel_effects(network, image)


def only_passes(network, image):
    return [network.forward(pixels) for pixels in np.diag(image)]


def one_by_one(network, image):
    before, runs = network.forward(np.zeros_like(image)), only_passes(network, image)
    return {
        layer: np.stack([layer_values(run, layer) for run in runs]) - layer_values(before, layer)
        for layer in layer_names(network)
    }


def as_a_batch(network, image):
    before, after = network.forward(np.zeros_like(image)), network.forward(np.diag(image))
    return {
        layer: layer_values(after, layer) - layer_values(before, layer)
        for layer in layer_names(network)
    }


if __name__ == "__main__":
    main()
