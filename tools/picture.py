"""Draw the README's picture: one image, its four strongest contributors to 3, and their sum."""

from pathlib import Path

from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.explore import TopContributors
from helpers.storage import load_network

network = load_network("ten-digits")
images, labels = load_digits("test")
mean = mean_activations(network, images)
explorer = TopContributors(network, images[:50], labels[:50], mean, image=18, about=3, k=4)
Path("picture.png").write_bytes(explorer.screen.picture.value)
print(explorer.text)
