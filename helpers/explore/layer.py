"""Explorer 2: the whole hidden layer for one image; choosing a unit opens explorer 1 on it."""

import ipywidgets as widgets
import numpy as np

from helpers.digits import as_pixels
from helpers.explore.one_unit import OneUnit
from helpers.explore.parts import ImageChooser, fill, follow, new_figure, sentence, slider
from helpers.plots import (
    plot_activations,
    plot_digit,
    plot_mosaic,
    signed_number,
    update_activations,
    update_digit,
    update_mosaic,
)
from helpers.screen import Screen

ORDERS = ("index order", "largest first")
BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1)}


class HiddenLayer(widgets.VBox):
    """All hidden units for one image: their activations and their weights.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    unit, image : int
        Where the sliders start.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``unit``, ``order``, ``opened``.

    Attributes
    ----------
    digit, image, unit, order, opened
        The controls. ``opened`` shows `OneUnit` below, on the same image and unit.
    one : OneUnit

    Raises
    ------
    ValueError
        If there is no such unit, image or control.
    """

    def __init__(self, network, images, labels, unit=0, image=0, controls=None):
        super().__init__()
        self.network = network
        self.chooser = ImageChooser(images, labels, image)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        self.unit = slider("unit", network.sizes[1] - 1, unit)
        self.order = widgets.ToggleButtons(options=ORDERS, style={"button_width": "auto"})
        self.opened = widgets.ToggleButton(
            description="open this unit below", layout={"width": "auto"}
        )
        self.sentence = sentence()
        self.one = OneUnit(network, images, labels, unit, image, controls=("view",))
        self._draw()
        named = {
            name: getattr(self, name) for name in ("digit", "image", "unit", "order", "opened")
        }
        fill(self, named, controls, self.screen.picture, self.sentence)
        self.links = []
        follow(self._redraw, [self.digit, self.image, self.unit, self.order])
        self.opened.observe(self._open, names="value")
        self._redraw()

    def __repr__(self):
        return f"HiddenLayer(image={self.image.value}, unit={self.unit.value})"

    @property
    def text(self):
        """The sentence under the picture."""
        return self.sentence.value

    def _draw(self):
        figure = new_figure(height=3.7)
        self.axes = figure.subplots(1, 3, width_ratios=(1, 1.5, 2))
        W1 = self.network.weights[0]
        empty = np.zeros(784, dtype=np.float32)
        plot_digit(self.axes[0], empty, title="image")
        plot_mosaic(self.axes[1], W1, order=range(len(W1)), title="weights, one tile a unit")
        plot_activations(
            self.axes[2],
            self._activations(self.chooser.pixels),
            marked=0,
            title="activations for this image",
            limits=self._limits(),
        )
        self.screen = Screen(figure)

    def _activations(self, pixels):
        return self.network.forward(pixels).h[0]

    def _limits(self):
        """From the lowest to the highest activation of any image, so that the axis stands still."""
        if self.network.hidden in BOUNDS:
            return BOUNDS[self.network.hidden]
        images = self.chooser.images  # one at a time: as floats they take four times the memory
        return 0, max(float(self._activations(as_pixels(image)).max()) for image in images) or 1

    def _redraw(self):
        h, unit = self._activations(self.chooser.pixels), self.unit.value
        ranked = np.argsort(-h, kind="stable")
        ranks = self.order.value == ORDERS[1]
        order = ranked if ranks else np.arange(len(h))
        update_digit(self.axes[0], self.chooser.pixels)
        update_mosaic(self.axes[1], self.network.weights[0], order=order, marked=unit)
        update_activations(self.axes[2], h, "sorted" if ranks else None, marked=unit)
        self.screen.paint()
        self.sentence.value = self._words(h, ranked)

    def _words(self, h, ranked):
        unit = self.unit.value
        place = int(np.flatnonzero(ranked == unit)[0]) + 1
        z = self.network.forward(self.chooser.pixels).z[0][unit]
        return (
            f"Image {self.chooser.row} shows a {self.chooser.label}. {np.sum(h > 0.5)} of {len(h)} "
            f"units are on (activation above 0.5). Unit {unit}: z = {signed_number(z)}, activation "
            f"{signed_number(h[unit]).lstrip('+')}, number {place} from the top."
        )

    def _open(self, change):
        # Linked only while it is open: nobody waits for a picture that is not on the page.
        for link in self.links:
            link.unlink()
        self.links = []
        if self.opened.value:
            for name in ("digit", "image", "unit"):
                ends = (getattr(self, name), "value"), (getattr(self.one, name), "value")
                self.links.append(widgets.dlink(*ends))
        self.children = [*self.children[:3], *([self.one] if self.opened.value else [])]
