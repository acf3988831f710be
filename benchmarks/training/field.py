"""The contestants as processes that begin together, are checked against ours, and take turns."""

import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from benchmarks.timing import in_turn
from benchmarks.training.recipes import ALL_IMAGES, WIDE_BATCH_SIZE
from benchmarks.workers import Worker

CHECKED_IMAGES = 6_400  # whole batches of any size: the epoch after which all weights are the same
SOME_IMAGES = 20_000
SAME = 1e-3  # the largest difference between two weights then


@dataclass(frozen=True)
class Entry:
    """One contestant: its module, its name in tables, and the packages it needs."""

    module: str
    words: str
    packages: tuple = ()
    slow: bool = False
    trains: bool = True
    share: float = 1.0  # of the images that it is given, those that it trains on

    def images(self, batch_size):
        """How many a turn: where all would take long it is fewer, and the seconds are scaled."""
        if batch_size == WIDE_BATCH_SIZE:
            return 6_400 if self.module.startswith("book") else SOME_IMAGES
        return SOME_IMAGES if self.slow else ALL_IMAGES

    def missing(self):
        """Which of its packages are not installed."""
        return [name for name in self.packages if not _installed(name)]


FIELD = {
    "ours": Entry("ours", "`train`, this project"),
    "torch": Entry("torch_eager", "PyTorch, eager", ("torch",)),
    "keras": Entry("keras_fit", "Keras, `fit`", ("keras", "tensorflow-cpu"), slow=True),
    "sklearn": Entry("sklearn_mlp", "scikit-learn, `MLPClassifier`", ("scikit-learn",)),
    "jax": Entry("jax_scan", "JAX, jitted scan", ("jax",)),
    "nn-digits": Entry(
        "nn_digits_trainer",
        "neural-network-digits, `Trainer`",
        ("neural-network-digits",),
        share=0.9,
    ),
    "numpy": Entry("numpy_loop", "plain numpy loop"),
    "book": Entry("book", "the book's loop, image by image", slow=True),
    "book-float32": Entry("book_float32", "the same in float32", slow=True),
    "products": Entry("products", "its matrix products alone", trains=False),
    "peak": Entry("peak", "large products: the peak", trains=False),
}
PEERS = tuple(name for name, entry in FIELD.items() if entry.trains and name != "ours")
PACKAGES = tuple(package for entry in FIELD.values() for package in entry.packages)


def packages():
    """The packages that are compared with, where installed: for the words on the machine."""
    return [name for name in PACKAGES if _installed(name)]


def _installed(package):
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


class Field:
    """Those of the named contestants that can run here, in processes that live together."""

    def __init__(self, names, one_thread):
        self.names = [name for name in names if not FIELD[name].missing()]
        room = "benchmarks.training.contestants"
        self.workers = {
            name: Worker(f"{room}.{FIELD[name].module}", one_thread) for name in self.names
        }
        self.images = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self.workers.values():
            worker.close()

    def begin(self, name, recipe, images=ALL_IMAGES, seed=0):
        """Bring one contestant to a recipe's start."""
        self.images[name] = images
        self.workers[name].ask("begin", images=self.images[name], seed=seed, **recipe)

    def epoch(self, name):
        """Let one contestant train; return its seconds for an epoch of all images."""
        trained_on = self.images[name] * FIELD[name].share
        return self.workers[name].ask("epoch") * ALL_IMAGES / trained_on

    def epochs(self, rounds):
        """Let all train in turn; return for each its seconds an epoch, one a round."""
        turns = {name: lambda name=name: self.epoch(name) for name in self.names}
        # Threads of a library wait actively for a moment after their work.
        return in_turn(turns, rounds, rest=0.05)

    def check(self, recipe):
        """Let all make the same short epoch in the same order; the largest difference to ours.

        Raises
        ------
        AssertionError
            If a contestant's weights are not ours, so that times would compare different things.
        """
        trained = [name for name in self.names if FIELD[name].trains]
        found = {name: self._after_one_epoch(name, recipe) for name in trained}
        ours = found.get("ours")
        if ours is None:
            return None
        apart = {
            name: max(float(abs(a - b).max()) for a, b in zip(arrays, ours, strict=True))
            for name, arrays in found.items()
        }
        wrong = {name: worst for name, worst in apart.items() if not worst <= SAME}
        assert not wrong, f"after one epoch these weights differ from ours by: {wrong}"
        return max(apart.values())

    def _after_one_epoch(self, name, recipe):
        self.begin(name, recipe, CHECKED_IMAGES)
        self.workers[name].ask("epoch", given=True)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "weights.npz"
            self.workers[name].ask("save", path=str(path))
            with np.load(path) as stored:
                return [stored[key] for key in stored.files]
