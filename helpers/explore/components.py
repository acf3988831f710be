"""Where the images of each digit lie: points of a plane, layer by layer, and the image of each."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import nearest_centres, own_centre_share, principal_components
from helpers.digits import as_pixels
from helpers.explore.parts import NARROW, Explorer, ImageChooser
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.plots import plot_digit, plot_points, update_digit, update_points
from helpers.plots.scatter import point_boxes, scaled_places

LABEL = "Images as points, by their first two components, and the chosen image"
PANELS = [Panel(1, "row {row}, column {column}: ink {here}")]
LAYERS = ("pixels", "hidden, untrained", "hidden", "scores")


class WhereDigitsGo(Explorer):
    """Where the images of each digit lie, in the pixels and in a network's layers.

    A click on a point chooses its image.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden layer; with its start there is a layer before training.
    images : ndarray of uint8, shape (n, 784)
        A few hundred: every one is a point.
    labels : ndarray of int, shape (n,)
        What the points are drawn as.
    image : int
        Where the slider starts.
    layer : str
        Which layer is shown first.
    controls : iterable of str, optional
        Which controls to show: some of ``layer``, ``digit``, ``image``.

    Attributes
    ----------
    layer, digit, image
        The controls.

    Raises
    ------
    ValueError
        If there is no such layer, image or control, or the images do not fit the network.
    """

    def __init__(self, network, images, labels, image=0, layer="pixels", controls=None):
        super().__init__()
        self.chooser = ImageChooser(images, labels, image)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        self._maps = {
            name: _Map(rows, self.chooser.labels)
            for name, rows in layer_rows(network, self.chooser.images).items()
        }
        if layer not in self._maps:
            raise ValueError(f"layer={layer!r} is not there: choose from {', '.join(self._maps)}")
        self.layer = widgets.ToggleButtons(
            options=list(self._maps), value=layer, style={"button_width": "auto"}
        )
        named = {"layer": self.layer, "digit": self.digit, "image": self.image}
        self.fill(LiveFigure(self._build, self._paint, named, LABEL, PANELS), named, controls)

    def __repr__(self):
        return f"WhereDigitsGo(layer={self.layer.value!r}, image={self.image.value})"

    def _build(self, figure, width):
        if width >= NARROW:
            figure.set_figheight(4.3)
            places = figure.add_gridspec(1, 2, width_ratios=(1.7, 1))
        else:
            side = min(width, 4.6)
            figure.set_figheight(1.45 * side + 0.3)
            places = figure.add_gridspec(2, 1, height_ratios=(side, 0.42 * side))
        self.plane, self.picture = map(figure.add_subplot, places)
        shown = self._maps[self.layer.value]
        plot_points(self.plane, shown.places, self.chooser.labels, shares=shown.shares)
        plot_digit(self.picture, np.zeros(784, dtype=np.float32), title="image")

    def _paint(self, layer, digit, image):
        chosen, here = self.chooser.chosen(digit, image), self._maps[layer]
        only = None if digit == "any" else digit
        update_points(self.plane, here.places, self.chooser.labels, here.shares, chosen.row, only)
        update_digit(self.picture, chosen.pixels)
        return Told(self._words(layer, chosen, here), [self._points(digit, here)])

    def _points(self, digit, here):
        """Every point that is drawn, with the words and the choice of its image."""
        rows = self.chooser.rows(digit)
        words = [f"image {row}, a {self.chooser.labels[row]}" for row in rows]
        choices = [{"image": place} for place in range(len(rows))]
        return Spots(self.plane, point_boxes(here.places)[rows], words, choices)

    def _words(self, layer, chosen, here):
        in_two, in_all = (int(nearest[chosen.row]) for nearest in (here.near, here.near_in_all))
        return (
            f"Image {chosen.row} shows a {chosen.label}. {layer.capitalize()}: the nearest centre "
            f"is that of the {in_two}s in this plane, of the {in_all}s in all {here.width} "
            f"dimensions. In the plane {here.right:.0%} of the images are nearest to their own "
            f"digit's centre, in all dimensions {here.right_in_all:.0%}."
        )


class _Map:
    """One layer's points, and how near they are to the centres of their digits."""

    def __init__(self, rows, labels):
        found = principal_components(rows)
        self.width = rows.shape[1]
        self.places, self.shares = scaled_places(found.places), found.shares.tolist()
        self.near, self.near_in_all = (nearest_centres(v, labels) for v in (found.places, rows))
        self.right, self.right_in_all = (own_centre_share(v, labels) for v in (found.places, rows))


def layer_rows(network, images):
    """What each layer knows of the images, one row an image: pixels, activations, scores.

    Parameters
    ----------
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)

    Returns
    -------
    dict of str to ndarray of float32, shape (n, n_values)
        By the names in `LAYERS`; the one before training only if the network carries its start.
    """
    pixels = as_pixels(images)
    run = network.forward(pixels)
    rows = dict.fromkeys(LAYERS)
    rows |= {"pixels": pixels, "hidden": run.h[-2], "scores": run.scores}
    if network.start is not None:
        rows["hidden, untrained"] = network.start.forward(pixels).h[-2]
    return {name: found for name, found in rows.items() if found is not None}
