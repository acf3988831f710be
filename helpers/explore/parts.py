"""What every explorer is put together from: controls, a sentence, and a redraw that follows."""

import threading

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from helpers.digits import as_pixels
from helpers.evaluation import checked_labels

WIDTH = 10.5  # inches: beside a sidebar on a screen of 1366 pixels
DPI = 100
DIGITS = 10


def new_figure(height):
    """A figure of the explorers' width that pyplot does not know, so no cell shows it twice.

    Parameters
    ----------
    height : float
        In inches.

    Returns
    -------
    matplotlib.figure.Figure
    """
    padding = 0.08  # inches, so that titles in a subfigure keep off the figure's edge
    layout = ConstrainedLayoutEngine(h_pad=padding)
    return Figure(figsize=(WIDTH, height), dpi=DPI, layout=layout)


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
    return widgets.IntSlider(
        value, smallest, largest, description=name, layout={"width": "330px"},
    )  # fmt: skip


def sentence():
    """An empty line of text for the sentence under the picture.

    Returns
    -------
    ipywidgets.HTML
    """
    line = widgets.HTML(layout={"max_width": f"{WIDTH * DPI:.0f}px"})
    line.add_class("explorer-sentence")
    return line


def fill(box, controls, shown, *rest):
    """Put controls and what they govern into an explorer's box.

    Parameters
    ----------
    box : ipywidgets.VBox
        The explorer.
    controls : dict of str to ipywidgets.Widget
        Every control under its attribute's name.
    shown : iterable of str, optional
        Which of them to show; all without it. The others keep their values.
    *rest : ipywidgets.Widget
        What stands under the controls: picture, sentence.

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
    box.children = [row, *rest]
    box.add_class("explorer")


def follow(redraw, controls):
    """Call `redraw` whenever one of the controls moves, one call at a time.

    JupyterLab may deliver a slider's move in a thread beside the cell that is running, so redraws
    wait for each other.

    Parameters
    ----------
    redraw : callable
        Takes no argument.
    controls : iterable of ipywidgets.Widget
    """
    lock = threading.RLock()

    def moved(change):
        with lock:
            redraw()

    for control in controls:
        control.observe(moved, names="value")


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
    row : int
        The chosen image's row in `images`.
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
            options=options, value="any", description="digit", layout={"width": "160px"}
        )
        self.image = slider("image", len(self.images) - 1, image)
        self.rows = np.arange(len(self.images))
        self.digit.observe(self._filter, names="value")

    def _filter(self, change):
        wanted = self.digit.value
        everything = wanted in ("any", None)  # None: nothing is selected
        chosen = np.full(len(self.labels), True) if everything else self.labels == wanted
        self.rows = np.flatnonzero(chosen)
        self.image.max = len(self.rows) - 1  # a value beyond it follows

    @property
    def row(self):
        """The chosen image's row in `images`."""
        return int(self.rows[min(self.image.value, len(self.rows) - 1)])

    @property
    def pixels(self):
        """The chosen image as float32 from 0 to 1, shape (784,)."""
        return as_pixels(self.images[self.row])

    @property
    def label(self):
        """The digit that the chosen image shows."""
        return int(self.labels[self.row])
