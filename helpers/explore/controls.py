"""One picture from a trained network beside the same picture from a network to compare with."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.attribution import PICTURES, class_picture, rank_correlation
from helpers.digits import as_pixels
from helpers.explore.parts import NARROW, Explorer
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import (
    plot_digit,
    plot_outputs,
    plot_signed,
    signed_number,
    update_digit,
    update_outputs,
    update_signed,
)
from helpers.plots.boxes import row_boxes
from helpers.plots.style import plain_number

LABEL = "An image, one picture from two networks, and the second network's outputs"
PANELS = [
    Panel(0, "row {row}, column {column}: ink {0}"),
    *(Panel(axes, "row {row}, column {column}: ink {0}, here {here}") for axes in (1, 2)),
]
SIGNS = ("signed", "absolute")


class Doubt(Explorer):
    """The same picture from the network in question and from a network to compare with.

    Both are about the class that the first network answers.

    Parameters
    ----------
    networks : dict of str to helpers.network.Network
        Each with one hidden layer. The first is in question; the others are controls.
    images : dict of str to ndarray of uint8, shape (784,)
        Digits and anything else, each under its name.
    image, network, picture : str, optional
        Where the controls start; by default the first of each, and for the network the second.
    controls : iterable of str, optional
        Which controls to show: some of ``image``, ``network``, ``picture``, ``signs``.

    Attributes
    ----------
    image, network, picture, signs
        The controls.

    Raises
    ------
    ValueError
        If there are fewer than two networks, no image, or no such image, network, picture or
        control.
    """

    def __init__(self, networks, images, image=None, network=None, picture=None, controls=None):
        super().__init__()
        if len(networks) < 2 or not images:
            raise ValueError(
                f"{len(networks)} networks and {len(images)} images: expected a network and at "
                "least one to compare it with, and at least one image, each under its name"
            )
        self.networks, self.first = dict(networks), next(iter(networks))
        self.pixels = {name: as_pixels(np.asarray(pixels)) for name, pixels in images.items()}
        self.image = _choice("image", self.pixels, image)
        self.network = _choice("network", list(self.networks)[1:], network)
        self.picture = _choice("picture", PICTURES, picture or "gradient × input")
        self.signs = widgets.ToggleButtons(options=SIGNS, style={"button_width": "auto"})
        names = ("image", "network", "picture", "signs")
        named = {name: getattr(self, name) for name in names}
        self.fill(LiveFigure(self._build, self._paint, named, LABEL, PANELS), named, controls)

    def __repr__(self):
        return (
            f"Doubt(image={self.image.value!r}, network={self.network.value!r}, "
            f"picture={self.picture.value!r})"
        )

    def _build(self, figure, width):
        if width >= NARROW:
            figure.set_figheight(0.25 * width + 0.6)
            grid = figure.add_gridspec(1, 4, width_ratios=(1, 1, 1, 0.9))
        else:
            figure.set_figheight(width + 1.1)
            grid = figure.add_gridspec(2, 2)
        places = [grid[divmod(at, grid.ncols)] for at in range(4)]
        self.axes = [figure.add_subplot(place) for place in places]
        empty = np.zeros(784, dtype=np.float32)
        plot_digit(self.axes[0], empty, title="image")
        for ax, name in zip(self.axes[1:], (self.first, max(self.networks, key=len)), strict=False):
            plot_signed(ax, empty, title=name)
        outputs = np.full(self.networks[self.first].sizes[-1], 0.5)
        plot_outputs(self.axes[3], outputs, title="its outputs", limits=(0, 1))

    def _paint(self, image, network, picture, signs):
        seen = self._seen(image, network, picture, signs)
        update_digit(self.axes[0], self.pixels[image])
        for ax, values in zip(self.axes[1:], seen.pictures, strict=False):
            update_signed(ax, values)
        self.axes[2].title.set_text(network)
        update_outputs(self.axes[3], seen.outputs[1], limits=(0, 1))
        told = [
            f"{network}, class {digit}: output {plain_number(output)}"
            for digit, output in enumerate(seen.outputs[1])
        ]
        spots = Spots(self.axes[3], row_boxes(self.axes[3], len(told)), told)
        return Told(self._words(seen, image, network, picture), [spots])

    def _seen(self, image, network, picture, signs):
        """Everything that is shown, computed."""
        pixels, pair = self.pixels[image], (self.networks[self.first], self.networks[network])
        runs = [each.forward(pixels) for each in pair]
        about = runs[0].answer
        pictures = [class_picture(each, pixels, about, picture) for each in pair]
        # Without any ink every pixel is as good as another.
        ink = pixels > 0 if pixels.any() else np.full(len(pixels), True)
        return Seen(
            about,
            [np.abs(v) for v in pictures] if signs == SIGNS[1] else pictures,
            [run.outputs for run in runs],
            rank_correlation(*(v[ink] for v in pictures)),
            rank_correlation(*(np.abs(v)[ink] for v in pictures)),
        )

    def _words(self, seen, image, network, picture):
        said = [
            f"{name} {outputs.argmax()} with {plain_number(outputs.max())}"
            for name, outputs in zip((self.first, network), seen.outputs, strict=True)
        ]
        begin = (
            f"Image: {image}. Answers: {', '.join(said)}. {picture.capitalize()}, about "
            f"{seen.about}: "
        )
        if not all(map(np.any, seen.pictures)):
            return begin + "without ink there is nothing to multiply, and the picture is empty."
        return begin + (
            f"the two pictures' rank correlation is {signed_number(seen.signed)} with their signs, "
            f"{signed_number(seen.absolute)} without."
        )


class Seen(NamedTuple):
    """What there is to show for one state of the controls."""

    about: int  # the class that the first network answers
    pictures: list  # of the first network and of the other, as drawn
    outputs: list
    signed: float  # rank correlation of the two pictures, over the pixels with ink
    absolute: float


def _choice(name, options, value):
    """A dropdown with its name beside it, or a ValueError if there is no such option."""
    options = list(options)
    value = options[0] if value is None else value
    if value not in options:
        raise ValueError(f"{name}={value!r} is not there: choose from {', '.join(options)}")
    return widgets.Dropdown(options=options, value=value, description=name)
