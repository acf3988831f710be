"""A program that interrupts trainings as a kernel's Stop button does, for the test of it."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress

import numpy as np

from helpers.explore import WatchTraining
from helpers.training import random_start, train
from tests.faults.kernel import SEED

EPOCHS = 30
IMAGES = np.random.default_rng(SEED).integers(0, 256, (600, 784), dtype=np.uint8)
LABELS = np.arange(600) % 10
START = random_start((784, 20, 10), np.random.default_rng(SEED), 0.1)


def epochs():
    """The same training every time, bit for bit."""
    rng = np.random.default_rng(SEED)
    return train(START, IMAGES, LABELS, epochs=EPOCHS, batch_size=10, learning_rate=0.1, rng=rng)


def watched():
    return WatchTraining(epochs, EPOCHS, START, IMAGES[:50], LABELS[:50])


def slowly():
    """The same, half a second an epoch."""
    for epoch in epochs():
        time.sleep(0.5)
        yield epoch


def same(network, other):
    return all((a == b).all() for a, b in zip(network.weights, other.weights, strict=True))


def interrupted(work, delay):
    """Work into which Ctrl+C comes after `delay` seconds."""
    timer = threading.Timer(delay, os.kill, (os.getpid(), signal.SIGINT))
    with suppress(KeyboardInterrupt):
        timer.start()
        work()
        timer.join()


def in_a_loop(delay):
    """The networks, the start first, that a loop over epochs has seen."""
    networks = [START]
    interrupted(lambda: networks.extend(epoch.network for epoch in epochs()), delay)
    return networks


def in_an_explorer(delay):
    """The same of an explorer's ``run()``; afterwards it can be begun again."""
    watch = watched()
    interrupted(watch.run, delay)
    networks = list(watch.networks)
    assert watch.start.disabled is False and watch.stop.disabled is True
    assert watch.run(1) is watch.networks[1]
    return networks


def main(way, times):
    """Interrupt at random moments; say how many epochs were finished each time.

    A training that ends before its interrupt comes, as on a machine that has become less busy,
    does not count, and the next one gets less time.
    """
    expected, began = [START, *(epoch.network for epoch in epochs())], time.perf_counter()
    list(epochs())
    whole, rng = time.perf_counter() - began, np.random.default_rng(SEED)
    while times:
        delay = rng.uniform(0, 0.9 * whole)
        found = way(delay)
        assert all(map(same, found, expected)), f"after {delay} s, {len(found) - 1} epochs"
        if len(found) <= EPOCHS:
            times -= 1
            print(len(found) - 1)
        else:
            whole *= 0.8


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main({"loop": in_a_loop, "explorer": in_an_explorer}[sys.argv[1]], int(sys.argv[2]))
