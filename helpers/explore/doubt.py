"""Doubt: one picture from a network in question and from one to compare it with."""

import numpy as np

from helpers import valid
from helpers.attribution.likeness import rank_correlation
from helpers.attribution.pictures import PICTURES, class_picture, pictures_of
from helpers.attribution.sanity_checks import shuffled_layers
from helpers.digits import as_pixels
from helpers.explore.controls import dropdown, toggles
from helpers.explore.explorer import (
    INK,
    NARROW,
    Explorer,
    class_spots,
    for_digits,
    grid_of,
    rows_height,
)
from helpers.live import Panel, Told
from helpers.network import LONGEST_NAME
from helpers.plots.bars import plot_outputs
from helpers.plots.images import plot_digit, plot_signed, plot_sizes
from helpers.storage import load_network
from helpers.words import listed, plain_number, signed_number

SHUFFLED, SECOND = "layers shuffled", "ten-digits"  # what a lone network is compared with
SIGNS = ("signed", "absolute")


class Doubt(Explorer):
    """The same picture from the network in question and from a network to compare with.

    Both are about the class that the first network answers.

    networks: dict of names to networks. The first is in question. One alone is compared with itself
    after its layers' weights were shuffled, which knows nothing; and, if it knows the ten digits,
    with the stored network ten-digits, as the second that does. Without one hidden layer in all of
    them there are no pictures of a class's strongest unit.
    images: dict of bytes, each of shape (784,): digits and anything else by their names.
    image, picture: the names of those shown at first.
    Controls: ``image``, ``network``, ``picture``, ``signs``.
    """

    label = "An image, one picture from two networks, and the second network's outputs"
    longest = 190
    panels = (Panel(0, INK), *(Panel(axes, f"{INK}, here {{here}}") for axes in (1, 2)))
    named = ("image", "network", "picture")

    def __init__(self, networks, images, image=None, picture="gradient × input", controls=None):
        valid.named("networks", networks, "networks", least=1)
        valid.named("images", images, "images", least=1)
        self.networks, self.first = dict(networks), next(iter(networks))
        for each in self.networks.values():
            for_digits(each)
            if each.sizes[-1] != self.networks[self.first].sizes[-1]:
                raise ValueError(
                    f"networks have {self.networks[self.first].sizes[-1]} and {each.sizes[-1]} "
                    "classes: expected the same, as of control_networks"
                )
        if len(networks) == 1:
            self.networks |= _controls_of(self.networks[self.first])
            self.longest = self.longest + 25
        kinds = [
            kind
            for kind in PICTURES
            if all(kind in pictures_of(each) for each in self.networks.values())
        ]
        self.longest = self.longest + 3 * LONGEST_NAME * bool(self.networks[self.first].classes)
        self.pixels = {name: self._checked(name, image) for name, image in images.items()}
        page = {
            "image": dropdown("image", list(self.pixels), image),
            "network": dropdown("network", list(self.networks)[1:]),
            "picture": dropdown("picture", kinds, picture),
            "signs": toggles(SIGNS),
        }
        super().__init__(controls, page)

    def _checked(self, name, image):
        n_in, remedy = self.networks[self.first].sizes[0], "one image, such as images[0]"
        return as_pixels(valid.array(f"image {name!r}", image, (n_in,), kinds="iu", remedy=remedy))

    def _places(self, figure, width):
        first = self.networks[self.first]
        if width >= NARROW:
            return grid_of(figure, rows_height(first, 0.25 * width + 0.6), (1, 1, 1, 0.9))
        upper = (width + 1.1) / 2
        lower = rows_height(first, upper)
        if first.classes is None:
            return grid_of(figure, upper + lower, (1, 1), (upper, lower))
        # Rows of their own: names beside the bars leave the picture above them its room.
        rows = grid_of(figure, upper + lower, down=(upper, lower))
        return [place for row in rows for place in row.subgridspec(1, 2)]

    def _paint(self, image, network, picture, signs):
        pixels, names = self.pixels[image], (self.first, network)
        pair = [self.networks[name] for name in names]
        runs = [each.run(pixels) for each in pair]
        about, outputs = runs[0].answer, runs[1].outputs
        pictures = [class_picture(each, pixels, about, picture) for each in pair]
        plot_digit(self.axes[0], pixels, title="image")
        for ax, values, name in zip(self.axes[1:], pictures, names, strict=False):
            if signs == SIGNS[1]:
                plot_sizes(ax, np.abs(values), title=name)
            else:
                plot_signed(ax, values, title=name)
        called = self.networks[self.first].classes
        classes = self.networks[self.first].names
        plot_outputs(self.axes[3], outputs, title="its outputs", limits=(0, 1), names=called)
        said = [
            f"{name} answers {classes[run.answer]} with {plain_number(run.outputs.max())}"
            for name, run in zip(names, runs, strict=True)
        ]
        words = (
            f"The image is {image}. To it {listed(said)}. By {picture}, about {classes[about]}, "
            f"{_alike(pictures, pixels)}"
        )
        spots = class_spots(self.axes[3], outputs, begin=f"{network}, ", names=called)
        return Told(words, [spots])


def _controls_of(network):
    """What a network is compared with that comes alone: nothing has to be trained for it."""
    found = {SHUFFLED: shuffled_layers(network, np.random.default_rng(0))}
    if network.classes is None and network.sizes[-1] == 10:
        found[SECOND] = load_network("ten-digits")
    return found


def _alike(pictures, pixels):
    """How alike two pictures are, over the pixels with ink, in words."""
    if not all(map(np.any, pictures)):
        return "without ink there is nothing to multiply, and the picture is empty."
    # Without any ink every pixel is as good as another.
    ink = pixels > 0 if pixels.any() else np.full(len(pixels), True)
    one, other = (values[ink] for values in pictures)
    signed, absolute = rank_correlation(one, other), rank_correlation(np.abs(one), np.abs(other))
    return (
        f"the two pictures' rank correlation is {signed_number(signed)} with their signs, "
        f"{signed_number(absolute)} without."
    )
