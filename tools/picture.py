"""Draw the README's picture: one image, its four strongest contributors to 3, and their sum.

Run by ``make picture``, which writes picture.png; another path may be given.
"""

import sys
from pathlib import Path

from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.explore import TopContributors
from helpers.storage import load_network


def main(path="picture.png"):
    """Write the picture as a PNG, and print the explorer's sentence."""
    network = load_network("ten-digits")
    images, labels = load_digits("test")
    mean = mean_activations(network, images)
    explorer = TopContributors(network, images[:50], labels[:50], mean, image=18, about=3, k=4)
    Path(path).write_bytes(explorer.live.png())
    print(explorer.text)


if __name__ == "__main__":
    main(*sys.argv[1:])
