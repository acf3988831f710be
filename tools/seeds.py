"""Train the stuck network's recipe from twenty seeds, and store how each digit does.

And networks of wide-500 on few images and on many, and store what their composed pictures do.

Run by hand, ``python tools/seeds.py``: it takes some ten minutes, and `helpers.recipes` says what
the file holds.
"""

import sys

import numpy as np

from helpers.attribution import composed_map, portrait_likeness
from helpers.digits import load_digits
from helpers.evaluation import confusion, own_scores, same_answers
from helpers.recipes import SEEDS, train_recipe

# With as many steps.
FEW_AND_MANY = {"images": 500, "epochs": 60}, {"images": 30_000, "epochs": 1}


def composed(seeds, **changes):
    """How far composed pictures agree with their networks and look like digits: two (2, seeds)."""
    images, labels = load_digits("train")
    agrees, likeness = np.zeros((2, seeds)), np.zeros((2, seeds))
    for row, data in enumerate(FEW_AND_MANY):
        for seed in range(seeds):
            *_, last = train_recipe("wide-500", seed, **data | changes)
            linear = composed_map(last.network)
            agrees[row, seed] = same_answers(linear, last.network, load_digits("test")[0])
            likeness[row, seed] = portrait_likeness(linear.weights[0], images, labels).trace() / 10
    return agrees, likeness


def main(seeds=20, path=SEEDS, few=3, **changes):
    """Train so many seeds; write the counts after each epoch, and the scores after the first.

    And of `few` seeds each what `composed` finds. changes: settings that replace the recipes'.
    """
    images, labels = load_digits("test")
    right, scores = [], []
    for seed in range(seeds):
        right.append([])
        for epoch in train_recipe("ten-digits-book-stuck", seed, **changes):
            right[seed].append(confusion(epoch.network, images, labels).diagonal())
            if epoch.number == 1:
                scores.append(own_scores(epoch.network, images, labels))
    agrees, likeness = composed(few, **changes)
    found = {"right": np.array(right, np.int16), "scores": np.float32(scores)}
    np.savez_compressed(path, **found, agrees=agrees, likeness=likeness)
    return 0


if __name__ == "__main__":
    sys.exit(main())
