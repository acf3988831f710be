"""Train the stuck network's recipe from twenty seeds, and store how each digit does.

Run by hand, ``python tools/seeds.py``: it takes some ten minutes, and `helpers.recipes` says what
the file holds.
"""

import sys

import numpy as np

from helpers.digits import load_digits
from helpers.evaluation import confusion, own_scores
from helpers.recipes import SEEDS, train_recipe


def main(seeds=20, path=SEEDS, **changes):
    """Train so many seeds; write the counts after each epoch, and the scores after the first.

    changes: settings that replace the recipe's.
    """
    images, labels = load_digits("test")
    right, scores = [], []
    for seed in range(seeds):
        right.append([])
        for epoch in train_recipe("ten-digits-book-stuck", seed, **changes):
            right[seed].append(confusion(epoch.network, images, labels).diagonal())
            if epoch.number == 1:
                scores.append(own_scores(epoch.network, images, labels))
    np.savez_compressed(path, right=np.array(right, np.int16), scores=np.float32(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
