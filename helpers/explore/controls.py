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
    """

    thing, kind = "image", "digit"

    def __init__(self, images, labels, image=0, n_classes=DIGITS, numbers=None):
        self.images = self._checked(images)
        self.labels = valid.labels("labels", labels, len(self.images), n_classes)
        n, self.numbers = len(self.images), numbers
        if numbers is not None:
            self.numbers = valid.array("numbers", numbers, (n,), kinds="iu")
        shown = np.unique(self.labels).tolist()  # where all show one digit, there is no choice
        self.digit = dropdown(self.kind, ["any", *shown] if shown[1:] else ["any"], width=160)
        self.image = slider(self.thing, n - 1, image)
        self.digit.observe(self._filter, names="value")
        self._filter()

    def _filter(self, change=None):
        digit = self.digit.value
        self.image.max = len(self.rows(digit)) - 1  # a value beyond it follows
        part = self._part(digit)
        self.image.description = f"which {part}" if part else self.thing

    def _checked(self, images):
        return valid.images("images", images, PIXELS, least=1, kinds="u")

    def _part(self, digit):
        """What the slider counts, where it is not the images by their own numbers: "3", "one"."""
        if digit not in ("any", None):
            return str(digit)
        if self.numbers is None:
            return ""
        return str(self.labels[0]) if len(self.digit.options) == 1 else "one"

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
        return f"the {part}s"

    def _shows(self, label):
        return f"shows {a(label)}"


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
