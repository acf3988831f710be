"""Explorer 11: draw a digit, and all that the series taught follows the stroke."""

import ipywidgets as widgets
import numpy as np

from helpers.drawings import as_drawn, as_mnist, free_name, read_picture, save_drawing
from helpers.explore.drawn import drawn
from helpers.explore.parts import Explorer, scaled, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.pad import DrawingPad
from helpers.pad.raster import as_text
from helpers.plots import (
    plot_activations,
    plot_contributions,
    plot_digit,
    plot_outputs,
    plot_signed,
    signed_number,
    update_activations,
    update_contributions,
    update_digit,
    update_outputs,
    update_signed,
)
from helpers.plots.boxes import column_boxes, row_boxes
from helpers.plots.style import plain_number

FORMS = ("centred and scaled", "as drawn")
THE_ANSWER, NONE = "the answer", "none"
MOST = 6  # bars of contributors
WIDE = 5.6  # inches; on a narrower page the panels stand in more rows
BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1)}

LABEL = "Your drawing: image, integrated gradients, outputs, hidden activations, contributors"
INK = "row {row}, column {column}: ink {0}"
PANELS = [Panel(0, INK), Panel(1, INK + ", integrated gradient {here}")]


class Draw(Explorer):
    """A pad to draw on, and what the network makes of the drawing while it grows.

    A click on an output asks about that class; a click on a unit switches it off, or on again.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden layer.
    images : ndarray of uint8, shape (n, 784), optional
        Images that can be put on the pad.
    labels : ndarray of int, shape (n,), optional
    image : int, optional
        The one that is on the pad at first.
    strokes : list of dict
        What is on the pad at first, see `helpers.pad.stroke`.
    about : int or "the answer"
        The class asked about.
    k : int
        How many contributors are shown.
    controls : iterable of str, optional
        Which controls to show: some of ``form``, ``about``, ``k``, ``off``, ``image``, ``put``.

    Attributes
    ----------
    pad : helpers.pad.DrawingPad
        ``pad.strokes`` and ``pad.image`` can be set from code.
    form, about, k, off, image, put
        The controls: centred or as drawn; the class; how many; a unit that is switched off; which
        test image, and the button that puts it on the pad.
    pixels : ndarray of float32, shape (784,)
        The image as the network gets it.

    Raises
    ------
    ValueError
        If the network has two hidden layers, or there is no such image, class or control.
    """

    def __init__(
        self,
        network,
        images=None,
        labels=None,
        image=None,
        strokes=(),
        about=THE_ANSWER,
        k=4,
        controls=None,
    ):
        super().__init__()
        if len(network.sizes) != 3:
            raise ValueError(
                f"this network has {len(network.sizes) - 2} hidden layers: expected one, because "
                "contributions are those of the last hidden layer"
            )
        self._network, self.images, self.labels = network, images, labels
        self._taken = {}  # row and label of each image that was put on the pad
        classes, n_hidden = network.sizes[-1], network.sizes[1]
        self.pad = DrawingPad(read_picture, self._save, strokes)
        auto = {"button_width": "auto"}
        self.form = widgets.ToggleButtons(options=FORMS, style=auto)
        self.about = _list("class", [THE_ANSWER, *range(classes)])
        self.about.value = about
        self.k = slider("k", min(MOST, n_hidden), k, smallest=1)
        self.off = _list("switch off", [NONE, *range(n_hidden)])
        last = -1 if images is None else len(images) - 1
        self.image = widgets.BoundedIntText(
            0, 0, max(last, 0), description="test image", layout={"width": scaled(170)}
        )
        self.put = widgets.Button(description="put it on the pad", layout={"width": "auto"})
        self.put.on_click(lambda button: self.take(self.image.value))
        followed = {name: getattr(self, name) for name in ("form", "about", "k", "off", "pad")}
        if image is not None:
            self.take(image)
        live = LiveFigure(self._build, self._paint, followed, LABEL, PANELS)
        named = {name: getattr(self, name) for name in ("form", "about", "k", "off")}
        if images is not None:
            named |= {"image": self.image, "put": self.put}
        self.fill(live, named, controls)
        beside = widgets.HBox([self.pad, live], layout={"flex_flow": "row wrap"})
        self.pad.layout.flex, live.layout.flex = "0 0 auto", "1 1 310px"
        self.pad.layout.margin = "0 10px 0 0"
        live.layout.width, live.layout.min_width = "auto", "0"
        self.children = [self.children[0], beside]

    def __repr__(self):
        return f"Draw({len(self.pad.strokes)} strokes on the pad)"

    @property
    def network(self):
        """The network that is asked; setting another one, of the same sizes, repaints."""
        return self._network

    @network.setter
    def network(self, network):
        """Ask another network."""
        if network.sizes != self._network.sizes:
            raise ValueError(
                f"a network of sizes {network.sizes} does not fit panels for "
                f"{self._network.sizes}: make a new Draw(network)"
            )
        self._network = network
        self.pad.value += 1

    @property
    def pixels(self):
        """The image as the network gets it now."""
        return (as_mnist if self.form.value == FORMS[0] else as_drawn)(self.pad.ink)

    def take(self, image):
        """Put a test image on the pad.

        Parameters
        ----------
        image : int
            Its row.
        """
        if self.images is None or image not in range(len(self.images)):
            there = 0 if self.images is None else len(self.images)
            raise ValueError(f"image={image!r} is not there: this explorer was given {there}")
        label = None if self.labels is None else int(self.labels[image])
        self._taken[as_text(self.images[image])] = image, label
        self.image.value = image
        self.pad.put(
            self.images[image], f"Test image {image}" + ("." if label is None else f", a {label}.")
        )

    def _save(self, ink):
        return f"Saved as {save_drawing(free_name('.'), ink).name}, beside the notebook."

    def _build(self, figure, width):
        narrow = self.narrow = width < WIDE
        places = (self._stacked if narrow else self._side_by_side)(figure)
        self.axes = [figure.add_subplot(place) for place in places]
        image, slopes, outputs, hidden, bars = self.axes
        empty, n_hidden = np.zeros(784, dtype=np.float32), self.network.sizes[1]
        plot_digit(image, empty, title="image")
        plot_signed(slopes, empty, title="integrated\ngradients" if narrow else self._asked(8))
        plot_outputs(outputs, np.full(self.network.sizes[-1], 0.5), label=0, title="outputs")
        plot_activations(
            hidden, np.zeros(n_hidden), title="hidden activations", limits=self._limits(),
            narrow=True,
        )  # fmt: skip
        values, labels = np.full(MOST + 1, -10.0), [f"the other {n_hidden}"] * (MOST + 1)
        plot_contributions(bars, values, labels, self._title(0), running_from=-10.0, narrow=True)
        bars.lines[1].set(clip_on=False, in_layout=False)  # its last dot is on the edge
        bars.title.set(multialignment="center")
        if narrow:  # out of the way of the words above the sums
            bars.title.set(x=0.95, horizontalalignment="right")
        figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")

    def _side_by_side(self, figure):
        figure.set_figheight(4.75)
        upper, lower = figure.add_gridspec(2, 1, height_ratios=(1, 1.05))
        places = upper.subgridspec(1, 3, width_ratios=(1, 1, 1.15))
        return [*places, *lower.subgridspec(1, 2, width_ratios=(1, 1.25))]

    def _stacked(self, figure):
        figure.set_figheight(9.2)
        rows = figure.add_gridspec(4, 1, height_ratios=(2, 2.2, 1.5, 2.3))
        return [*rows[0].subgridspec(1, 2), rows[1], rows[2], rows[3]]

    def _limits(self):
        """What the hidden layer can reach, so that its axis stands still."""
        if self.network.hidden in BOUNDS:
            return BOUNDS[self.network.hidden]
        most = np.maximum(self.network.weights[0], 0).sum(axis=1) + self.network.biases[0]
        return 0, float(most.max())

    def _asked(self, about):
        return f"integrated gradients\nof the score of {about}"

    def _title(self, about):
        return f"what units add\nto the score of {about}"

    def _paint(self, form, about, k, off, pad):
        pixels = (as_mnist if form == FORMS[0] else as_drawn)(self.pad.ink)
        seen = drawn(
            self.network,
            pixels,
            None if about == THE_ANSWER else about,
            k,
            None if off == NONE else off,
        )
        told, label = self._changed()
        image, slopes, outputs, hidden, bars = self.axes
        update_digit(image, seen.pixels)
        update_signed(slopes, seen.shares)
        if not self.narrow:
            slopes.title.set_text(self._asked(seen.about))
        update_outputs(outputs, seen.run.outputs, label, limits=(0, 1))
        update_activations(hidden, seen.run.h[0], None, seen.off, narrow=True)
        update_contributions(
            bars,
            [*seen.added[seen.units], seen.rest],
            [*(f"unit {unit}" for unit in seen.units), f"the other {len(seen.added) - k}"],
            running_from=seen.bias,
            narrow=True,
        )
        bars.title.set_text(self._title(seen.about))
        return Told(told + seen.in_words(), self._spots(seen))

    def _changed(self):
        """How far the pad is from the image that was put on it, in words; and what it shows."""
        taken = self._taken.get(self.pad.ground)
        if taken is None:
            return "", None
        row, label = taken
        n = np.count_nonzero(self.pad.image.ravel() != self.images[row])
        return (f"{n} pixels differ from test image {row}. ", None) if n else ("", label)

    def _spots(self, seen):
        _, _, outputs, hidden, bars = self.axes
        W2, fired = self.network.weights[-1], seen.run.h[0]
        switch = [{"off": NONE if unit == seen.off else unit} for unit in range(len(fired))]
        verb = ["switched off" if unit == seen.off else "activation" for unit in range(len(fired))]
        units = [f"unit {u}: {verb[u]} {plain_number(h)}" for u, h in enumerate(fired)]
        says = [
            f"{units[u]} × outgoing weight {signed_number(W2[seen.about, u])} = "
            f"{signed_number(seen.added[u])}"
            for u in seen.units
        ]
        classes = [
            f"class {c}: score {signed_number(score)}, output {plain_number(output)}"
            for c, (score, output) in enumerate(zip(seen.run.scores, seen.run.outputs, strict=True))
        ]
        return [
            Spots(
                outputs,
                row_boxes(outputs, len(classes)),
                classes,
                [{"about": c} for c in range(len(classes))],
            ),
            Spots(hidden, column_boxes(hidden, len(fired)), units, switch),
            Spots(
                bars,
                row_boxes(bars, len(says) + 1)[1:],
                says,
                [switch[u] for u in seen.units],
            ),
        ]


def _list(name, options):
    return widgets.Dropdown(options=options, description=name, layout={"width": scaled(190)})
