"""What every explorer is put together from: a box, sliders, and a chooser of images."""

from base64 import b64encode
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.digits import as_pixels
from helpers.evaluation import checked_labels
from helpers.explore.cells import close_when_run_again

DIGITS = 10
NARROW = 7.0  # inches; on a narrower page, panels stand below each other


class Explorer(widgets.VBox):
    """What all explorers are: controls above a live figure, whose sentence is `text`.

    Attributes
    ----------
    live : helpers.live.LiveFigure
    """

    def fill(self, live, controls, shown, *rest):
        """Put controls and what they govern into the explorer.

        Parameters
        ----------
        live : helpers.live.LiveFigure
        controls : dict of str to ipywidgets.Widget
            Every control under its attribute's name.
        shown : iterable of str, optional
            Which of them to show; all without it. The others keep their values.
        *rest : ipywidgets.Widget
            What stands between the controls and the figure.

        Raises
        ------
        ValueError
            If `shown` names a control that is not there.
        """
        shown = list(controls) if shown is None else list(shown)
        for name in shown:
            if name not in controls:
                raise ValueError(f"there is no control {name!r}: choose from {', '.join(controls)}")
        row = widgets.HBox([controls[name] for name in controls if name in shown])
        row.layout.flex_flow = "row wrap"
        self.live = live
        self.children = [row, *rest, live]
        self.add_class("explorer")
        close_when_run_again(self)

    def leave(self):
        """Leave the page for good, with every widget that belongs to it.

        Not ``close``, which widgets also do by themselves when they are gone.
        """
        for widget in _together(self, *vars(self).values()):
            widget.close()

    @property
    def text(self):
        """The sentence under the picture."""
        return self.live.words

    def _repr_mimebundle_(self, **kwargs):
        # The picture is for readers without a kernel: a preview, a PDF.
        view = {"model_id": self.model_id, "version_major": 2, "version_minor": 0}
        return {
            "text/plain": repr(self),
            "application/vnd.jupyter.widget-view+json": view,
            "image/png": b64encode(self.live.png()).decode(),
        }


def _together(*things):
    """The widgets among some things, and those in their traits: children, controls, styles."""
    found, waiting = [], list(things)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (list, tuple, dict)):
            waiting.extend(thing.values() if isinstance(thing, dict) else thing)
        elif isinstance(thing, widgets.Widget) and thing not in found:
            found.append(thing)
            waiting.extend(thing.trait_values().values())
    return found


def scaled(pixels):
    """A width that grows with the letters of the explorer's picture.

    Parameters
    ----------
    pixels : int
        On a page. `helpers.live` sets the scale.

    Returns
    -------
    str
        For ``layout.width``.
    """
    return f"calc({pixels}px * var(--explorer-scale, 1))"


def slider(name, largest, value=0, smallest=0):
    """An integer slider with its name beside it.

    Parameters
    ----------
    name : str
    largest, value, smallest : int

    Returns
    -------
    ipywidgets.IntSlider

    Raises
    ------
    ValueError
        If `value` is not within the range.
    """
    if not smallest <= value <= largest:
        raise ValueError(f"{name}={value} is out of range: choose from {smallest} to {largest}")
    layout = {"width": scaled(330), "max_width": "98%"}
    return widgets.IntSlider(value, smallest, largest, description=name, layout=layout)


class ImageChooser:
    """A digit filter and a slider that walks through the images that pass it.

    Parameters
    ----------
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    image : int
        Where the slider starts.

    Attributes
    ----------
    digit : ipywidgets.Dropdown
        ``"any"`` or a digit.
    image : ipywidgets.IntSlider
        Counts the images that pass the filter.
    """

    def __init__(self, images, labels, image=0):
        self.images = np.asarray(images)
        if self.images.dtype != np.uint8 or self.images.ndim != 2 or len(self.images) == 0:
            raise ValueError(
                f"images have type {self.images.dtype} and shape {self.images.shape}, expected "
                "uint8 and (n, 784): pass some images as load_digits returns them"
            )
        self.labels = checked_labels(labels, len(self.images), DIGITS)
        options = ["any", *np.unique(self.labels).tolist()]
        self.digit = widgets.Dropdown(
            options=options, value="any", description="digit", layout={"width": scaled(160)}
        )
        self.image = slider("image", len(self.images) - 1, image)
        self.digit.observe(self._filter, names="value")

    def _filter(self, change):
        self.image.max = len(self.rows(self.digit.value)) - 1  # a value beyond it follows

    def rows(self, digit):
        """The rows of all images that pass the filter.

        Parameters
        ----------
        digit : "any", int or None
            None if nothing is selected, which is as good as ``"any"``.

        Returns
        -------
        array of int
        """
        everything = digit in ("any", None)
        return np.flatnonzero(
            np.full(len(self.labels), True) if everything else self.labels == digit
        )

    def chosen(self, digit, image):
        """The image that the two controls choose when they have these values.

        Parameters
        ----------
        digit : "any", int or None
        image : int
            Beyond the last image that passes, the last one is meant.

        Returns
        -------
        Chosen
        """
        rows = self.rows(digit)
        row = int(rows[min(image, len(rows) - 1)])
        return Chosen(row, as_pixels(self.images[row]), int(self.labels[row]))

    @property
    def now(self):
        """The image that is chosen now."""
        return self.chosen(self.digit.value, self.image.value)


class Chosen(NamedTuple):
    """One image: its row, its pixels as float32 from 0 to 1, and the digit that it shows."""

    row: int
    pixels: np.ndarray
    label: int
