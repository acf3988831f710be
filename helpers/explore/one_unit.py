"""Explorer 1: one hidden unit beside one image, with the arithmetic in words."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import pixel_products
from helpers.explore.parts import ImageChooser, fill, follow, new_figure, sentence, slider
from helpers.network import ACTIVATIONS, Network
from helpers.plots import plot_digit, plot_signed, signed_number, update_digit, update_signed
from helpers.screen import Screen

VIEWS = ("trained", "start", "trained − start")


class OneUnit(widgets.VBox):
    """One hidden unit's weights and their products with an image.

    Parameters
    ----------
    network : helpers.network.Network
        With its starting weights, for the views ``start`` and ``trained − start``.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    unit, image : int
        Where the sliders start.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``unit``, ``view``.

    Attributes
    ----------
    digit, image, unit, view
        The controls.

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
        self.view = widgets.ToggleButtons(
            options=VIEWS if network.start else VIEWS[:1], style={"button_width": "auto"}
        )
        self.sentence = sentence()
        self._draw()
        named = {"digit": self.digit, "image": self.image, "unit": self.unit, "view": self.view}
        if controls is None and network.sizes[1] == 1:
            controls = ("digit", "image", "view")  # nothing to choose with one unit
        fill(self, named, controls, self.screen.picture, self.sentence)
        follow(self._redraw, named.values())
        self._redraw()

    def __repr__(self):
        return f"OneUnit(image={self.image.value}, unit={self.unit.value})"

    @property
    def text(self):
        """The sentence under the picture."""
        return self.sentence.value

    def _draw(self):
        figure = new_figure(height=3.4)
        self.axes = figure.subplots(1, 3)
        empty = np.zeros(784, dtype=np.float32)
        plot_digit(self.axes[0], empty, title="image")
        plot_signed(self.axes[1], empty, title="weights of the unit")
        plot_signed(self.axes[2], empty, title="weights × image")
        self.screen = Screen(figure)

    def _redraw(self):
        chooser, unit, network = self.chooser, self.unit.value, self._viewed()
        products = pixel_products(network, chooser.pixels, unit)
        update_digit(self.axes[0], chooser.pixels)
        # No product is larger than its weight, so one scale serves both.
        limit = self._limit(unit)
        update_signed(self.axes[1], network.weights[0][unit], limit)
        update_signed(self.axes[2], products, limit)
        self.screen.paint()
        self.sentence.value = self._words(network, products)

    def _viewed(self):
        """The network whose weights are shown."""
        network, start = self.network, self.network.start
        if self.view.value == "start":
            return start
        if self.view.value == "trained":
            return network
        weights = [now - then for now, then in zip(network.weights, start.weights, strict=True)]
        biases = [now - then for now, then in zip(network.biases, start.biases, strict=True)]
        return Network(network.sizes, weights, biases, network.hidden, network.output)

    def _limit(self, unit):
        """One scale for all views of a unit, so that they can be compared."""
        weights = [n.weights[0][unit] for n in (self.network, self.network.start) if n]
        return float(np.abs(weights).max()) or None

    def _words(self, network, products):
        chooser, unit = self.chooser, self.unit.value
        red, blue = products[products > 0].sum(), products[products < 0].sum()
        z = products.sum() + network.biases[0][unit]
        words = (
            f"Image {chooser.row} shows a {chooser.label}. Unit {unit}: red products "
            f"{signed_number(red)}, blue products {signed_number(blue)}. Products sum to "
            f"{signed_number(red + blue)}, plus bias {signed_number(network.biases[0][unit])}, "
            f"z = {signed_number(z)}"
        )
        if self.view.value == VIEWS[2]:
            return words + ". This is what training added to z."
        name = {"sigmoid": "σ(z)", "relu": "max(z, 0)", "tanh": "tanh(z)"}[network.hidden]
        h = signed_number(ACTIVATIONS[network.hidden](z)).lstrip("+")
        return f"{words}, {name} = {h}."
