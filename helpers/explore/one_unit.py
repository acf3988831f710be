"""OneUnit: one hidden unit beside one image, the arithmetic in words; also below another one."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution.pixels import pixel_products
from helpers.explore.controls import ImageChooser, slider, toggles
from helpers.explore.explorer import NARROW, Explorer, for_digits, grid_of
from helpers.live import Panel, Told
from helpers.network import ACTIVATIONS, Network
from helpers.plots.images import plot_digit, plot_signed
from helpers.words import as_summands, plain_number, signed_number

TRAINED, START, ADDED = VIEWS = ("trained", "start", "trained − start")
WORDS = "row {row}, column {column}: ink {0} × weight {1} = {0*1}"


class OneUnit(Explorer):
    """One hidden unit's weights and their products with an image.

    With its starting weights a network has the views ``start`` and ``trained − start``.

    numbers: int, (n,), the images' own numbers where they are some of many; without it, their rows.
    Controls: ``digit``, ``image``, ``unit``, ``view``.
    """

    label = "One hidden unit: image, weights, weights times image"
    longest = 195
    panels = tuple(Panel(axes, WORDS) for axes in range(3))
    named = ("image", "unit")

    def __init__(self, network, images, labels, unit=0, image=0, controls=None, numbers=None):
        self.network = for_digits(network)
        self.chooser = ImageChooser(images, labels, image, numbers=numbers)
        page = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            "unit": slider("unit", network.sizes[1] - 1, unit),
            "view": toggles(VIEWS if network.start else VIEWS[:1]),
        }
        if controls is None and network.sizes[1] == 1:
            controls = ("digit", "image", "view")  # nothing to choose with one unit
        super().__init__(controls, page)

    def _places(self, figure, width):
        if width >= NARROW:
            return grid_of(figure, width / 3.1, (1, 1, 1))
        return list(grid_of(figure, 1.15 * width, (1, 1), (1, 1)))[:3]

    def _paint(self, digit, image, unit, view):
        shown, network = self.chooser.chosen(digit, image), self._viewed(view)
        products = pixel_products(network, shown.pixels, unit)
        plot_digit(self.axes[0], shown.pixels, title="image")
        # No product is larger than its weight, so one scale serves both.
        limit = self._limit(unit)
        plot_signed(self.axes[1], network.weights[0][unit], limit, title="weights of the unit")
        plot_signed(self.axes[2], products, limit, title="weights × image")
        return Told(self._words(shown, network, products, unit, view))

    def _viewed(self, view):
        """The network whose weights are shown."""
        network, start = self.network, self.network.start
        if view == START:
            return start
        if view == TRAINED:
            return network
        weights = [now - then for now, then in zip(network.weights, start.weights, strict=True)]
        biases = [now - then for now, then in zip(network.biases, start.biases, strict=True)]
        return Network(network.sizes, weights, biases, network.hidden, network.output)

    def _limit(self, unit):
        """One scale for all views of a unit, so that they can be compared."""
        weights = [n.weights[0][unit] for n in (self.network, self.network.start) if n]
        return float(np.abs(weights).max()) or None

    def _words(self, shown, network, products, unit, view):
        z = products.sum() + network.biases[0][unit]
        signed = products[products > 0].sum(), products[products < 0].sum()
        bias, red, blue = as_summands([network.biases[0][unit], *signed])
        words = (
            f"{shown.words} In unit {unit} the red products sum to {signed_number(red)}, the blue "
            f"ones to {signed_number(blue)}, together {signed_number(red + blue)}. With the bias, "
            f"{signed_number(bias)}, z = {signed_number(bias + red + blue)}"
        )
        if view == ADDED:
            return f"{words}. This is what training added to z."
        activation = ACTIVATIONS[network.hidden]
        return f"{words} and {activation.formula} = {plain_number(activation.function(z))}."


class UnitBelow:
    """Shows `OneUnit` below an explorer for as long as a button is pressed.

    explorer: with ``network`` and ``chooser``.
    followed: controls of the explorer by name, which `OneUnit` has too and takes over while open.

    Attributes
    ----------
    button : ipywidgets.ToggleButton
    one : OneUnit
    """

    def __init__(self, explorer, followed, unit, controls):
        chooser = explorer.chooser
        self.explorer, self.followed = explorer, followed
        self.one = OneUnit(
            explorer.network,
            chooser.images,
            chooser.labels,
            unit,
            chooser.image.value,
            controls,
            chooser.numbers,
        )
        which = "this" if "unit" in self.followed else "a"
        self.button = widgets.ToggleButton(
            description=f"open {which} unit below",
            layout={"width": "auto", "align_self": "flex-start"},
        )
        self.button.observe(self._open, names="value")

    def _open(self, change):
        # Linked only while it is open: nobody waits for a picture that is not on the page.
        if change.new:
            self.closed = self.explorer.children
            self.links = [
                widgets.dlink((control, "value"), (getattr(self.one, name), "value"))
                for name, control in self.followed.items()
            ]
            # A click in the picture opens it too: then there has to be a button that closes it.
            away = self.button not in self.closed[0].children
            self.explorer.children = [*self.closed, *([self.button] if away else []), self.one]
        else:
            for link in self.links:
                link.unlink()
            self.explorer.children = self.closed
