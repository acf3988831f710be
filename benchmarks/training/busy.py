"""A busy neighbour, until it is killed: python -m benchmarks.training.busy products, or python."""

import sys

import numpy as np


def products():
    """Large matrix products, on as many threads as they come."""
    a = np.ones((1024, 1024), np.float32)
    out = np.empty_like(a)
    while True:
        np.matmul(a, a, out=out)


def python():
    """A loop in Python, on one processor."""
    n = 0
    while True:
        n = (n + 1) % 1000


if __name__ == "__main__":
    print("ready", flush=True)
    {"products": products, "python": python}[sys.argv[1]]()
