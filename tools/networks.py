"""Train the stored networks from their recipes and write them to helpers/data/networks.

Run by ``make networks``; ``NAME=wide-500`` takes one.
"""

import sys
import time
from pathlib import Path

from helpers.digits import load_digits
from helpers.evaluation import accuracy
from helpers.recipes import RECIPES, train_recipe
from helpers.storage import save_network

FOLDER = Path(__file__).resolve().parent.parent / "helpers" / "data" / "networks"


def main(names, folder=FOLDER):
    """Train the networks of the given names, or all, and say how well each one does."""
    unknown = [name for name in names if name not in RECIPES]
    if unknown:
        return f"There is no recipe {', '.join(unknown)}: choose of {', '.join(RECIPES)}"
    for name in names or RECIPES:
        began = time.perf_counter()
        for epoch in train_recipe(name):
            print(f"\r{name}: epoch {epoch.number}, loss {epoch.loss:.4f}", end="", flush=True)
        stored_as = RECIPES[name].get("stored_as", "float32")
        save_network(epoch.network, folder / f"{name}.npz", stored_as)
        images, labels = load_digits("test", only=RECIPES[name].get("only"))
        right, seconds = accuracy(epoch.network, images, labels), time.perf_counter() - began
        print(f"\r{name}: {right:.2%} of the test images, {seconds:.0f} s      ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
