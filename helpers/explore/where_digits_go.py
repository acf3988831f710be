"""WhereDigitsGo: images as points of a plane, layer by layer, and the image of each point."""

from helpers import valid
from helpers.attribution.principal_components import (
    nearest_centres,
    own_centre_share,
    principal_components,
)
from helpers.digits import as_pixels
from helpers.explore.controls import ImageChooser, toggles
from helpers.explore.explorer import INK, NARROW, Explorer, for_digits, grid_of
from helpers.live import Panel, Spots, Told
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
        self.chooser = ImageChooser(images, labels, image)
        self._maps = {
            name: _Map(rows, self.chooser.labels)
            for name, rows in layer_rows(for_digits(network), self.chooser.images).items()
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
        plot_points(self.axes[0], here.places, labels, shares=here.shares, **more)
        plot_digit(self.axes[1], chosen.pixels, title="image")
        words = [f"image {row}, {a(labels[row])}" for row in rows]
        choices = [{"image": place} for place in range(len(rows))]
        points = Spots(self.axes[0], point_boxes(here.places)[rows], words, choices)
        return Told(self._words(layer, chosen, here), [points])

    def _words(self, layer, chosen, here):
        in_two, in_all = (int(nearest[chosen.row]) for nearest in (here.near, here.near_in_all))
        return (
            f"{chosen.words} {layer.capitalize()}: the nearest centre is that of the {in_two}s in "
            f"this plane, of the {in_all}s in all {here.width} dimensions. In the plane "
            f"{per_cent(here.right, 0)} of the images are nearest to their own digit's centre, in "
            f"all dimensions {per_cent(here.right_in_all, 0)}."
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
    """What each layer knows of the images, one row an image, in a dict by the layers' names."""
    pixels = as_pixels(images)
    run = network.forward(pixels)
    rows = {"pixels": pixels}
    if len(run.h) > 1:
        if network.start is not None:
            rows["hidden, untrained"] = network.start.run(pixels).h[-2]
        rows["hidden"] = run.h[-2]
    return rows | {"scores": run.scores}
