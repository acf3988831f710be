"""Train the stored networks from their recipes and write them to helpers/data/networks."""

import sys
import time

from helpers.digits import load_digits
from helpers.evaluation import accuracy
from helpers.recipes import RECIPES, train_recipe
from helpers.storage import save_network


def main(names):
    for name in names or RECIPES:
        began = time.perf_counter()
        for epoch in train_recipe(name):
            print(f"\r{name}: epoch {epoch.number}, loss {epoch.loss:.4f}", end="", flush=True)
        save_network(epoch.network, name, RECIPES[name].get("stored_as", "float32"))
        images, labels = load_digits("test", only=RECIPES[name].get("only"))
        right, seconds = accuracy(epoch.network, images, labels), time.perf_counter() - began
        print(f"\r{name}: {right:.2%} of the test images, {seconds:.0f} s      ")


if __name__ == "__main__":
    main(sys.argv[1:])
