"""Seconds per epoch of `train` against the obvious numpy loop: python -m benchmarks.training."""

import time
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from helpers.digits import load_digits
from helpers.training import random_start, train

SIZES = (784, 100, 10)
BATCH_SIZES = (10, 32, 128)
LEARNING_RATE = 0.5
IMAGES = 20_000  # of 60,000: times are given for the whole
REPEATS = 7


def main():
    images, labels = load_digits("train")
    scale = len(images) / IMAGES
    images, labels = images[:IMAGES], labels[:IMAGES]
    pixels = images.astype(np.float32) / 255
    start = random_start(SIZES, np.random.default_rng(0), "1/sqrt(n)")
    contestants = ((ours, images), (obvious, pixels))
    print(f"{'→'.join(map(str, SIZES))}, softmax, cross-entropy, float32, one BLAS thread")
    print(f"median of {REPEATS} interleaved runs, processor seconds per epoch of 60,000 images")
    print(f"{'batch':>5} {'train':>7} {'obvious':>8} {'ratio':>6}")
    for size in BATCH_SIZES:
        seconds = {ours: [], obvious: []}
        for repeat in range(REPEATS + 1):  # the first round warms up and is checked
            losses = []
            for contestant, inputs in contestants[:: 1 if repeat % 2 else -1]:
                took, loss = contestant(start, inputs, labels, size)
                seconds[contestant].append(took * scale)
                losses.append(loss)
            np.testing.assert_allclose(*losses, rtol=1e-3)  # both have learned the same
        a, b = (median(seconds[contestant][1:]) for contestant in (ours, obvious))
        ratio = median(np.divide(seconds[ours][1:], seconds[obvious][1:]))
        print(f"{size:>5} {a:>7.3f} {b:>8.3f} {ratio:>6.2f}", flush=True)


def ours(start, images, labels, size):
    epochs = train(
        start,
        images,
        labels,
        epochs=1,
        batch_size=size,
        learning_rate=LEARNING_RATE,
        rng=np.random.default_rng(1),
    )
    began = time.process_time()
    epoch = next(epochs)
    return time.process_time() - began, epoch.loss


def obvious(start, X, labels, size):
    """What a textbook writes: every picture a float beforehand, new arrays in every step."""
    (W1, W2), (b1, b2) = start.weights, start.biases
    Y = np.eye(10, dtype=np.float32)[labels]
    with threadpool_limits(limits=1, user_api="blas"):
        began = time.process_time()
        order = np.random.default_rng(1).permutation(len(X))
        losses = []
        for i in range(0, len(X) - size + 1, size):
            x, y = X[order[i : i + size]], Y[order[i : i + size]]
            h = 1 / (1 + np.exp(-(x @ W1.T + b1)))
            powers = np.exp(h @ W2.T + b2)
            p = powers / powers.sum(axis=1, keepdims=True)
            losses.append(-(y * np.log(p)).sum() / size)
            delta2 = (p - y) / size
            delta1 = delta2 @ W2 * h * (1 - h)
            W2 = W2 - LEARNING_RATE * delta2.T @ h
            b2 = b2 - LEARNING_RATE * delta2.sum(axis=0)
            W1 = W1 - LEARNING_RATE * delta1.T @ x
            b1 = b1 - LEARNING_RATE * delta1.sum(axis=0)
        return time.process_time() - began, float(np.mean(losses))


if __name__ == "__main__":
    main()
