"""OneUnit: all that one hidden unit does with one image; also below another explorer."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution.neurons import neuron
from helpers.explore.controls import images_for, toggles, unit_controls
from helpers.explore.explorer import NARROW, Explorer, activation_limits, for_digits, grid_of
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME
from helpers.plots.bars import row_texts
from helpers.plots.neuron import plot_neuron
from helpers.words import signed_number

TRAINED, START, ADDED = VIEWS = ("trained", "start", "trained − start")
WORDS = "row {row}, column {column}: ink {0} × weight {1} = {0*1}"
DEEP = WORDS.replace("weight", "weight or slope")
WIDEST = "z  −188.88"  # what z is as a label at most, where networks are as the series' are
ROWS = 2.0  # inches for the sum, the curve and ten classes


class OneUnit(Explorer):
    """One hidden unit with one image: products, their sum, the activation, what it passes on.

    With its starting weights a network has the views ``start`` and ``trained − start``. A unit of a
    deeper layer is shown by its slopes at the image. Of a network without a hidden layer the units
    are the classes.

    numbers: int, (n,), the images' own numbers where they are some of many; without it, their rows.
    layer: ``"h1"``, ``"h2"`` and so on, which of several hidden layers the controls start at.
    Controls: ``digit``, ``image``, ``layer``, if there are several hidden ones, ``unit``, ``view``.
    """

    label = (
        "One hidden unit: image, weights, weights times image, their sum z, the activation "
        "function at z, what the unit adds to each class"
    )
    longest = 290
    panels = tuple(Panel(axes, WORDS) for axes in range(3))
    named = ("image", "unit")
    fixed_layout = 1

    def __init__(
        self,
        network,
        images,
        labels,
        unit=0,
        image=0,
        controls=None,
        numbers=None,
        layer=None,
    ):
        self.network = for_digits(network)
        self.chooser = images_for(network, images, labels, image, numbers)
        page = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            **unit_controls(network, unit, layer),
            "view": toggles(VIEWS if network.start else VIEWS[:1]),
        }
        ends = activation_limits(network, self.chooser.images)
        self.highest = [max(1.0, *np.abs(layer)) for layer in ends]
        if controls is None and network.sizes[1:-1] == (1,):
            controls = ("digit", "image", "view")  # nothing to choose with one unit
        if len(network.sizes) > 3:
            self.longest = self.longest + 150
            self.panels = tuple(Panel(axes, DEEP) for axes in range(3))
        if network.classes:
            self.longest = self.longest + 3 * LONGEST_NAME
        super().__init__(controls, page)

    def _places(self, figure, width):
        self.narrow = width < NARROW
        if not self.narrow:
            heights = width / 4.6 + 0.4, ROWS
            return list(grid_of(figure, sum(heights), (1, 1, 1), heights))
        heights = 0.5 * width + 0.2, 0.5 * width + 0.3, 0.6 * ROWS, ROWS
        first, second, *rows = grid_of(figure, sum(heights), down=heights)
        picture, weights = first.subgridspec(1, 2)
        products, curve = second.subgridspec(1, 2)
        return [picture, weights, products, rows[0], curve, rows[1]]

    def _paint(self, digit, image, unit, view, layer="h1"):
        shown, network = self.chooser.chosen(digit, image), self.network
        since, depth = network.start if view == ADDED else None, int(layer[1:])
        unit = min(unit, network.sizes[depth] - 1)  # asked ahead, before the slider has followed
        seen = neuron(network.start if view == START else network, shown.pixels, unit, since, layer)
        # Numbers are in the sentence, or said when a bar is pointed at: each would have to travel.
        limits = self._limits(depth, unit)
        plot_neuron(self.axes, seen, *limits, numbers=False, narrow=self.narrow)
        numbers = {"z": seen.z, "Activation": seen.h}
        spots = [] if seen.name else [self._spots(seen)]
        return Told(f"{shown.words} {seen.in_words()}", spots, numbers)

    def _draw_widest(self):
        """The first state, with as many letters for z as it may need in another one."""
        names = ("digit", "image", "unit", "view", "layer")
        self._paint(**{name: getattr(self, name).value for name in names if hasattr(self, name)})
        row_texts(self.axes[3])[0][-1].set_text(WIDEST)

    def _limits(self, depth, unit):
        """One scale for all views of a unit, so that they can be compared: weights, passed on."""
        networks = [network for network in (self.network, self.network.start) if network]
        weights = [network.weights[depth - 1][unit] for network in networks]
        weights.append(weights[0] - weights[-1])
        limit = float(np.abs(weights).max()) or None
        if depth == len(self.network.weights):  # a class passes nothing on
            return limit, None
        outgoing = [network.weights[depth][:, unit] for network in networks]
        reach = self.highest[depth - 1] * float(np.abs(outgoing).max())
        return limit if depth == 1 else None, reach or None  # slopes are others in every image

    def _spots(self, seen):
        """The bars of what it passes on, in words that are the same for every image."""
        ax, shown = self.axes[5], seen.receivers
        names = [f"unit {unit}" for unit in shown]
        if seen.classes:
            names = [f"class {seen.classes[unit]}" for unit in shown]
        weights = [signed_number(weight) for weight in seen.outgoing[shown]]
        words = [
            f"{name}: h × outgoing weight {weight}"
            for name, weight in zip(names, weights, strict=True)
        ]
        low, high = ax.get_xlim()
        rows = [(low, high, row + 0.5, row - 0.5) for row in range(len(shown))]
        return Spots(ax, rows, words)


class UnitBelow:
    """Shows `OneUnit` below an explorer for as long as a button is pressed.

    explorer: with ``network`` and ``chooser``.
    followed: controls of the explorer by name, which `OneUnit` has too and takes over while open.
    layer: which hidden layer's unit, where there are several.

    Attributes
    ----------
    button : ipywidgets.ToggleButton
    one : OneUnit
    """

    def __init__(self, explorer, followed, unit, controls, layer=None):
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
            layer,
        )
        which = "this" if "unit" in self.followed else "a"
        kind = "unit" if len(explorer.network.sizes) > 2 else "class"
        self.button = widgets.ToggleButton(
            description=f"open {which} {kind} below",
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
