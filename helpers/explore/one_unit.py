"""Explorer 1: one hidden unit beside one image, with the arithmetic in words."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import pixel_products
from helpers.explore.parts import NARROW, Explorer, ImageChooser, slider
from helpers.live import LiveFigure, Panel, Told
from helpers.network import ACTIVATIONS, Network
from helpers.plots import plot_digit, plot_signed, signed_number, update_digit, update_signed
from helpers.plots.style import plain_number

VIEWS = ("trained", "start", "trained − start")


LABEL = "One hidden unit: image, weights, weights times image"
WORDS = "row {row}, column {column}: ink {0} × weight {1} = {2}"
PANELS = [Panel(axes, WORDS) for axes in range(3)]


class OneUnit(Explorer):
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
        named = {"digit": self.digit, "image": self.image, "unit": self.unit, "view": self.view}
        if controls is None and network.sizes[1] == 1:
            controls = ("digit", "image", "view")  # nothing to choose with one unit
        live = LiveFigure(self._build, self._paint, named, LABEL, PANELS)
        self.fill(live, named, controls)

    def __repr__(self):
        return f"OneUnit(image={self.image.value}, unit={self.unit.value})"

    def _build(self, figure, width):
        wide = width >= NARROW
        figure.set_figheight(width / 3.1 if wide else 1.15 * width)
        grid = figure.add_gridspec(1, 3) if wide else figure.add_gridspec(2, 2)
        self.axes = [figure.add_subplot(grid[divmod(i, grid.ncols)]) for i in range(3)]
        empty = np.zeros(784, dtype=np.float32)
        plot_digit(self.axes[0], empty, title="image")
        plot_signed(self.axes[1], empty, title="weights of the unit")
        plot_signed(self.axes[2], empty, title="weights × image")

    def _paint(self, digit, image, unit, view):
        shown, network = self.chooser.chosen(digit, image), self._viewed(view)
        products = pixel_products(network, shown.pixels, unit)
        update_digit(self.axes[0], shown.pixels)
        # No product is larger than its weight, so one scale serves both.
        limit = self._limit(unit)
        update_signed(self.axes[1], network.weights[0][unit], limit)
        update_signed(self.axes[2], products, limit)
        return Told(self._words(shown, network, products, unit, view))

    def _viewed(self, view):
        """The network whose weights are shown."""
        network, start = self.network, self.network.start
        if view == "start":
            return start
        if view == "trained":
            return network
        weights = [now - then for now, then in zip(network.weights, start.weights, strict=True)]
        biases = [now - then for now, then in zip(network.biases, start.biases, strict=True)]
        return Network(network.sizes, weights, biases, network.hidden, network.output)

    def _limit(self, unit):
        """One scale for all views of a unit, so that they can be compared."""
        weights = [n.weights[0][unit] for n in (self.network, self.network.start) if n]
        return float(np.abs(weights).max()) or None

    def _words(self, shown, network, products, unit, view):
        red, blue = products[products > 0].sum(), products[products < 0].sum()
        z = products.sum() + network.biases[0][unit]
        words = (
            f"Image {shown.row} shows a {shown.label}. Unit {unit}: red products "
            f"{signed_number(red)}, blue products {signed_number(blue)}. Products sum to "
            f"{signed_number(red + blue)}, plus bias {signed_number(network.biases[0][unit])}, "
            f"z = {signed_number(z)}"
        )
        if view == VIEWS[2]:
            return words + ". This is what training added to z."
        name = {"sigmoid": "σ(z)", "relu": "max(z, 0)", "tanh": "tanh(z)"}[network.hidden]
        h = plain_number(ACTIVATIONS[network.hidden](z))
        return f"{words}, {name} = {h}."
