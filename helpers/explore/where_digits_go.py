"""WhereDigitsGo: images as points of a plane, layer by layer, and the image of each point."""

import numpy as np

from helpers import valid
from helpers.attribution.principal_components import (
    nearest_centres,
    own_centre_share,
    principal_components,
)
from helpers.digits import as_pixels
from helpers.explore.controls import images_for, toggles
from helpers.explore.explorer import INK, NARROW, USUAL, Explorer, for_digits, grid_of
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME
from helpers.plots.images import plot_digit
from helpers.plots.scatter import plot_points, point_boxes, scaled_places
from helpers.words import a, per_cent


class WhereDigitsGo(Explorer):
    """Where the images of each digit lie, in the pixels and in a network's layers.

    A click on a point chooses its image.

    network: with its start, there is a layer before training too.
    images: a few hundred, every one is a point.
    layer: ``"pixels"``, ``"hidden, untrained"``, ``"hidden"`` or ``"scores"``.
    Controls: ``layer``, ``digit``, ``image``.
    """

    label = "Images as points, by their first two components, and the chosen image"
    longest = 230
    panels = (Panel(1, INK),)
    named = ("layer", "image")

    def __init__(self, network, images, labels, image=0, layer="pixels", controls=None):
        self.chooser = images_for(for_digits(network), images, labels, image)
        self._named, n = network.classes, network.sizes[-1]
        self._names = self._named or (list(map(str, range(n))) if n > USUAL else None)
        self.longest = self.longest + (2 * LONGEST_NAME if self._named else 10 * (n > USUAL))
        self._maps = {
            name: _Map(rows, self.chooser.labels)
            for name, rows in layer_rows(network, self.chooser.images).items()
        }
        page = {
            "layer": toggles(list(self._maps), valid.word("layer", layer, self._maps)),
            "digit": self.chooser.digit,
            "image": self.chooser.image,
        }
        super().__init__(controls, page)

    def _places(self, figure, width):
        if width >= NARROW:
            return grid_of(figure, 4.3, across=(1.7, 1))
        side = min(width, 4.6)
        return grid_of(figure, 1.45 * side + 0.3, down=(side, 0.42 * side))

    def _paint(self, layer, digit, image):
        chosen, here = self.chooser.chosen(digit, image), self._maps[layer]
        labels, rows = self.chooser.labels, self.chooser.rows(digit)
        more = {"marked": chosen.row, "only": None if digit == "any" else digit}
        more["names"] = self._names
        plot_points(self.axes[0], here.places, labels, shares=here.shares, **more)
        plot_digit(self.axes[1], chosen.pixels, title="image")
        words = [f"image {row}, {a(self.chooser.called(labels[row]))}" for row in rows]
        choices = [{"image": place} for place in range(len(rows))]
        points = Spots(self.axes[0], point_boxes(here.places)[rows], words, choices)
        return Told(self._words(layer, chosen, here), [points])

    def _words(self, layer, chosen, here):
        near = (int(nearest[chosen.row]) for nearest in (here.near, here.near_in_all))
        in_two, in_all = (
            f"the {c}s" if self._named is None else f"class {self._named[c]}" for c in near
        )
        if here.width == 1:
            return (
                f"{chosen.words} {layer.capitalize()}: one number an image, so that all lie on a "
                f"line. The nearest centre is that of {in_all}. {per_cent(here.right_in_all, 0)} "
                "of the images are nearest to their own centre."
            )
        own = "digit" if self._named is None else "class"
        return (
            f"{chosen.words} {layer.capitalize()}: the nearest centre is that of {in_two} in "
            f"this plane, of {in_all} in all {here.width} dimensions. In the plane "
            f"{per_cent(here.right, 0)} of the images are nearest to their own {own}'s centre, in "
            f"all dimensions {per_cent(here.right_in_all, 0)}."
        )


class _Map:
    """One layer's points, and how near they are to the centres of their digits."""

    def __init__(self, rows, labels):
        places, shares = _in_two(rows)
        self.width = rows.shape[1]
        self.places, self.shares = scaled_places(places), shares.tolist()
        self.near, self.near_in_all = (nearest_centres(v, labels) for v in (places, rows))
        self.right, self.right_in_all = (own_centre_share(v, labels) for v in (places, rows))


def _in_two(rows):
    """Places in a plane and the variance along both axes; of one number an image, on a line.

    Where all images have the same numbers, as behind units that are all off, all lie in one place.
    """
    found = np.zeros((len(rows), 2)), np.zeros(2)
    if np.ptp(rows, axis=0).any():
        parts = principal_components(rows)
        for whole, part in zip(found, (parts.places, parts.shares), strict=True):
            whole[..., : part.shape[-1]] = part
    return found


def layer_rows(network, images):
    """What each layer knows of the images, one row an image, in a dict by the layers' names."""
    pixels = as_pixels(images)
    run = network.forward(pixels)
    rows = {"pixels": pixels}
    if len(run.h) > 1:
        if network.start is not None:
            rows["hidden, untrained"] = network.start.run(pixels).h[-2]
        rows["hidden"] = run.h[-2]
    return rows | {"scores": run.scores}
