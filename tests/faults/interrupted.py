"""Programs that interrupt a training as a kernel does, for the tests of interrupts."""

import json
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager

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


@contextmanager
def interrupted(delay):
    """A block into which Ctrl+C, or the kernel's Stop button, comes after `delay` seconds.

    None lets it run to its end.
    """
    if delay is None:
        yield
        return
    timer = threading.Timer(delay, os.kill, (os.getpid(), signal.SIGINT))
    try:
        timer.start()
        yield
        timer.join()
    except KeyboardInterrupt:
        pass


def in_a_loop(delay):
    """The last finished epoch's network of a loop over epochs, and its number."""
    number, network = 0, START
    with interrupted(delay):
        for epoch in epochs():
            number, network = epoch.number, epoch.network
    return number, network


def in_an_explorer(delay):
    """The same of an explorer's ``run()``; afterwards it can be begun again."""
    watch = WatchTraining(epochs, EPOCHS, START, IMAGES[:50], LABELS[:50])
    with interrupted(delay):
        watch.run()
    number, network = len(watch.networks) - 1, watch.network
    assert watch.start.disabled is False and watch.stop.disabled is True
    assert watch.run(1) is watch.networks[1]
    return number, network


def main(way, times):
    """Interrupt at random moments; one line of JSON says what was left each time.

    A training that ends before its interrupt comes, as on a machine that has become less busy,
    does not count, and the next one gets less time.
    """
    expected = [START, *(epoch.network for epoch in epochs())]
    way(None)  # what is loaded at first takes its time
    began = time.perf_counter()
    way(None)
    whole, rng = time.perf_counter() - began, np.random.default_rng(SEED)
    while times:
        delay = rng.uniform(0, 0.9 * whole)
        number, network = way(delay)
        pairs = zip(network.weights, expected[number].weights, strict=True)
        same = all((a == b).all() for a, b in pairs)
        print(json.dumps({"delay": delay, "number": number, "same": same}))
        if number < EPOCHS:
            times -= 1
        else:
            whole *= 0.8


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main({"loop": in_a_loop, "explorer": in_an_explorer}[sys.argv[1]], int(sys.argv[2]))
