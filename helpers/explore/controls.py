"""The controls above a picture: sliders, lists, buttons in a row, and a chooser of images."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.digits import PIXELS, as_pixels
from helpers.live.figure import option_values
from helpers.words import a

DIGITS = 10


def scaled(pixels):
    """A CSS width that grows with the letters of the explorer's picture, as `live` scales them."""
    return f"calc({pixels}px * var(--explorer-scale, 1))"


SLIDER = {"width": scaled(330), "max_width": "98%"}  # its layout


def slider(name, largest, value=0, smallest=0):
    """An integer slider with its name beside it."""
    value = valid.whole(name, value, smallest, largest)
    return widgets.IntSlider(value, smallest, largest, description=name, layout=SLIDER)


def node_slider(name, network, layer, value=0):
    """A slider over the nodes of the layer that another control names; in a smaller one it follows.

    layer: that control.
    """

    def last():
        return network.sizes[int(layer.value[1:])] - 1

    made = slider(name, last(), value)

    def fit(change):
        made.max = last()

    layer.observe(fit, names="value")
    return made


def class_control(name, network, value=0):
    """A slider over a network's classes; a list where they have names."""
    value = valid.whole(name, value, 0, network.sizes[-1] - 1)
    if network.classes is None:
        return slider(name, network.sizes[-1] - 1, value)
    return dropdown(name, named_classes(network.classes, range(len(network.classes))), value, 230)


def named_classes(names, classes):
    """Some classes as a list offers them: by their names, numbers where they have none."""
    return list(classes) if names is None else [(names[c], c) for c in classes]


def unit_controls(network, unit, layer=None):
    """A slider over the hidden units; before it a list of the hidden layers, if there are several.

    Without a hidden layer it goes over the classes, whose weights are what there is to be seen.
    """
    layers = {f"h{n}": f"hidden layer {n}" for n in range(1, len(network.sizes) - 1)}
    if layer is not None:
        valid.word("layer", layer, layers)
    if not layers:
        return {"unit": class_control("class", network, unit)}
    if len(layers) == 1:
        return {"unit": slider("unit", network.sizes[1] - 1, unit)}
    chosen = dropdown("layer", [(words, name) for name, words in layers.items()], layer, 230)
    return {"layer": chosen, "unit": node_slider("unit", network, chosen, unit)}


def dropdown(name, options, value=None, width=None):
    """A list with its name beside it, the first option chosen; options as ipywidgets takes them."""
    return _choice(
        widgets.Dropdown, name, options, value, {"width": scaled(width)} if width else {}
    )


def choice_slider(name, options, value):
    """A slider over a few values, each written as it is."""
    return _choice(widgets.SelectionSlider, name, options, value, SLIDER)


def toggles(options, value=None, name=""):
    """Buttons beside each other, of which one is pressed, the first at first."""
    made = _choice(widgets.ToggleButtons, name, options, value, {})
    made.style.button_width = "auto"
    return made


def _choice(kind, name, options, value, layout):
    made = kind(options=options, description=name, layout=layout)
    if value is not None:
        known = option_values(options)
        if not any(value is option or value == option for option in known):
            raise ValueError(
                f"{name}={value!r} is not there: choose one of {', '.join(map(str, known))}"
            )
        made.value = value
    return made


class Chosen(NamedTuple):
    """One image: its row, its pixels as float32 from 0 to 1, the digit that it shows.

    In words, it is the image's own number, and where the slider stands if that is another one.
    """

    row: int
    pixels: np.ndarray
    label: int
    words: str


class ImageChooser:
    """A digit filter and a slider that walks through the images that pass it.

    Attributes
    ----------
    digit : ipywidgets.Dropdown
        ``"any"`` or a digit.
    image : ipywidgets.IntSlider
        Counts the images that pass the filter; its name says so.
    numbers : array, shape (n,), or None
        The images' own numbers where they are some of many; where not, their rows.
    classes : tuple of str, or None
        The names of what the images show, where that is no digit.
    """

    thing, kind = "image", "digit"

    def __init__(self, images, labels, image=0, n_classes=DIGITS, numbers=None, classes=None):
        self.images, self.classes = self._checked(images), classes
        if n_classes is None:  # no network sets a bound
            found = valid.array("labels", labels, (len(self.images),), kinds="iu")
            n_classes = max(DIGITS, int(found.max()) + 1)
        self.labels = valid.labels("labels", labels, len(self.images), n_classes)
        n, self.numbers = len(self.images), numbers
        if numbers is not None:
            self.numbers = valid.array("numbers", numbers, (n,), kinds="iu")
        shown = np.unique(self.labels).tolist()  # where all show one digit, there is no choice
        offered = named_classes(classes, shown) if shown[1:] else []
        kind, width = (self.kind, 160) if classes is None else ("class", 230)
        self.digit = dropdown(
            kind, [("any", "any"), *offered] if classes else ["any", *offered], width=width
        )
        self.image = slider(self.thing, n - 1, image)
        self.digit.observe(self._filter, names="value")
        self._filter()

    def _filter(self, change=None):
        digit = self.digit.value
        self.image.max = len(self.rows(digit)) - 1  # a value beyond it follows
        part = self._part(digit)
        counted = part if self.classes is None else "one"  # there is no room for a name
        self.image.description = f"which {counted}" if part else self.thing

    def _checked(self, images):
        return valid.images("images", images, PIXELS, least=1, kinds="u")

    def _part(self, digit):
        """What the slider counts, where it is not the images by their own numbers: "3", "one"."""
        if digit not in ("any", None):
            return self.called(digit)
        if self.numbers is None:
            return ""
        return self.called(self.labels[0]) if len(self.digit.options) == 1 else "one"

    def called(self, label):
        """A class by its name, or its number."""
        return str(label) if self.classes is None else self.classes[label]

    def rows(self, digit):
        """The rows of all images that pass a filter; None, nothing selected, is as ``"any"``."""
        if digit in ("any", None):
            return np.arange(len(self.labels))
        return np.flatnonzero(self.labels == digit)

    def chosen(self, digit, image):
        """What the controls choose when they have these values; beyond the last, the last."""
        rows = self.rows(digit)
        place = min(image, len(rows) - 1)
        row = int(rows[place])
        label, part = int(self.labels[row]), self._part(digit)
        words = f"{self.thing.title()} {row if self.numbers is None else self.numbers[row]}"
        if part:
            words += f", number {place} of {'these' if part == 'one' else self._those(part)},"
        return Chosen(row, self._pixels(row), label, f"{words} {self._shows(label)}.")

    def _pixels(self, row):
        return as_pixels(self.images[row])

    def _those(self, part):
        return f"the {part}s" if self.classes is None else f"class {part}"

    def _shows(self, label):
        return f"shows {a(self.called(label))}"


def images_for(network, images, labels, image=0, numbers=None, answered=False):
    """An `ImageChooser` of images for a network, with its classes' names.

    answered: whether each image's class must have an output; a network of a few digits can be shown
    all ten.
    """
    n_classes = network.sizes[-1]
    if not answered and network.classes is None:
        n_classes = max(DIGITS, n_classes)
    return ImageChooser(images, labels, image, n_classes, numbers, network.classes)


class PointChooser(ImageChooser):
    """The same for points of a plane or a space, and their classes.

    points: float, (n, n_in).
    """

    thing, kind = "point", "class"

    def __init__(self, points, classes, point, n_classes, n_in):
        self.n_in = n_in
        super().__init__(points, classes, point, n_classes)

    def _checked(self, points):
        remedy = "points that fit the network, such as play('rings', 3, 0).points"
        shape, dtype = (None, self.n_in), np.float32
        return valid.array("images", points, shape, kinds="f", dtype=dtype, least=1, remedy=remedy)

    def _pixels(self, row):
        return self.images[row]

    def _those(self, part):
        return f"class {part}"

    def _shows(self, label):
        return f"is of class {label}"
