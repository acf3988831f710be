"""Draw: draw a digit, and all that the series taught follows the stroke."""

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.attribution.ablation import edited_network
from helpers.attribution.slopes import input_slopes, integrated_gradients
from helpers.attribution.units import contributions, top_k
from helpers.digits import PIXELS
from helpers.drawings import as_drawn, as_mnist, free_name, save_drawing
from helpers.explore.controls import dropdown, named_classes, slider, toggles
from helpers.explore.explorer import (
    INK,
    Explorer,
    class_spots,
    for_digits,
    grid_of,
    rows_height,
)
from helpers.explore.top_contributors import Sum, lay_out_sum, plot_sum
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME, layer_names
from helpers.pad import DrawingPad
from helpers.pad.raster import as_text
from helpers.photographs import read_picture
from helpers.plots.bars import plot_outputs
from helpers.plots.boxes import row_boxes
from helpers.plots.images import plot_digit, plot_signed
from helpers.words import a, many, shortened, signed_number

AS_DRAWN = "as drawn"
FORMS = {"centred and scaled": as_mnist, AS_DRAWN: as_drawn}
THE_ANSWER, NONE = "the answer", "none"
MOST = 6  # bars of contributors
WIDE = 5.0  # inches; below them panels stand in more rows
BRIEF = 8.0  # below them titles have few words
STEPS = 20  # of integrated gradients


class Draw(Explorer):
    """A pad to draw on, and what the network makes of the drawing while it grows.

    Of several hidden layers the contributors are the last one's units; without one, the ink adds to
    a class's score directly. Where the classes have names, so that they are no digits, the drawing
    is taken as it was drawn and not put into MNIST's form.

    The integrated gradients say what the ink has done for the score of the class asked about, from
    a blank page; the gradient says what a little more ink would do for its lead over its rival: the
    answer, or if it is the answer itself, the second. A click on an output asks about that class; a
    click on a unit's bar switches it off.

    images, labels: what can be put on the pad; not needed.
    image: the row of the one that is on the pad at first.
    strokes: what is on the pad at first, see `helpers.pad.stroke`. From code, the pad is
    ``explorer.pad``, whose ``strokes`` and ``image`` can be set.
    Controls: ``form``, centred or as drawn; ``about``, a class or ``"the answer"``; ``k``, how many
    contributors are shown; ``off``, a unit that is switched off; ``image``, which test image, and
    ``put``, the button that puts it on the pad.
    """

    alone = True
    label = "Your drawing: image, integrated gradients, gradient, outputs, contributors"
    longest = 290
    panels = (
        Panel(0, INK),
        Panel(1, INK + ", integrated gradient {here}"),
        Panel(2, INK + ", gradient {here}"),
    )
    fixed_layout = 1

    def __init__(self, network, images=None, labels=None, image=None, strokes=(), controls=None):
        self.network = for_digits(network)
        n_hidden, n_classes = network.sizes[-2:]
        self.scores, self.hidden = layer_names(network)[-2], len(network.sizes) > 2
        if images is not None:
            images = valid.images("images", images, PIXELS, least=1, kinds="u")
            labels = valid.labels("labels", labels, len(images), n_classes)
        self.images, self.labels = images, labels
        self._taken = {}  # row and label of each image that was put on the pad
        self.pad = DrawingPad(read_picture, self._save, strokes)
        self._read()
        self.pad.observe(self._read, names="value")  # before any picture of it is drawn
        page = {
            "form": toggles(list(FORMS) if network.classes is None else [AS_DRAWN]),
            "about": self._classes(),
        }
        if self.hidden:
            page["k"] = slider("k", min(MOST, n_hidden), min(4, n_hidden), smallest=1)
            page["off"] = dropdown("switch off", [NONE, *range(n_hidden)], width=190)
        self.longest = self.longest + 5 * LONGEST_NAME * bool(network.classes)
        painted = {**page, "pad": self.pad}
        last = 0 if images is None else len(images) - 1
        self.image = slider("test image", last)
        self.put = widgets.Button(description="put it on the pad", layout={"width": "auto"})
        self.put.on_click(lambda button: self.take(self.image.value))
        if image is not None:
            self.take(image)
        if images is not None:
            page |= {"image": self.image, "put": self.put}
        # The figure gets to know the slider, which it does not follow, to name it on the page.
        super().__init__(controls, page, painted, {"image": self.image})
        self.pad.layout.flex, self.live.layout.flex = "0 0 auto", "1 1 290px"
        self.pad.layout.margin = "0 10px 0 0"
        self.live.layout.width, self.live.layout.min_width = "auto", "0"
        layout = {"flex_flow": "row wrap", "align_items": "flex-start"}
        beside = widgets.HBox([self.pad, self.live], layout=layout)
        self.children = [self.children[0], beside]

    def __repr__(self):
        return f"Draw({len(self.pad.strokes)} strokes on the pad)"

    @property
    def pixels(self):
        """The image as the network gets it now."""
        return self._pixels[self.form.value]

    def _classes(self):
        """The list of classes to ask about."""
        names = self.network.classes
        offered = named_classes(names, range(self.network.sizes[-1]))
        if names is None:
            return dropdown("class", [THE_ANSWER, *offered], width=210)
        return dropdown("class", [(THE_ANSWER, THE_ANSWER), *offered], width=230)

    def _read(self, change=None):
        """Take the ink from the pad, in each of the forms."""
        ink = self.pad.ink
        self._pixels = {name: form(ink) for name, form in FORMS.items()}

    def take(self, image):
        """Put a test image on the pad, by its row."""
        if self.images is None:
            raise ValueError(f"image={image!r}: there is none, pass Draw(network, images, labels)")
        image = valid.whole("image", image, 0, len(self.images) - 1, of="images")
        label = int(self.labels[image])
        self._taken[as_text(self.images[image])] = image, label
        self.image.value = image
        self.pad.put(self.images[image], f"Test image {image}, {a(self.network.names[label])}.")

    def _save(self, ink):
        return f"Saved as {save_drawing(free_name('.'), ink).name}, beside the notebook."

    def _places(self, figure, width):
        self.narrow, self.brief = width < WIDE, width < BRIEF
        if self.narrow:
            row = 9.2 / 8.3
            heights = 2 * row, 2 * row, rows_height(self.network, 2 * row), 2.3 * row
            upper, gradient, outputs, bars = grid_of(figure, sum(heights), down=heights)
            return [*upper.subgridspec(1, 2), gradient, outputs, bars]
        heights = 2.375, rows_height(self.network, 2.375)
        upper, lower = grid_of(figure, sum(heights), down=heights)
        places = upper.subgridspec(1, 3)
        return [*places, *lower.subgridspec(1, 2, width_ratios=(1, 1.4))]

    def _draw_widest(self):
        image, shares, gradient, outputs, bars = self.axes
        n_hidden, n_classes = self.network.sizes[-2:]
        longest = max(range(n_classes), key=lambda c: len(self.network.names[c]))
        longest = longest if self.network.classes else 8  # as wide as any digit
        plot_digit(image, np.zeros(PIXELS), title="image")
        plot_signed(shares, np.zeros(PIXELS), title=self._did(longest))
        plot_signed(gradient, np.zeros(PIXELS), title=self._would(longest, longest))
        half, names = np.full(n_classes, 0.5), self.network.classes
        plot_outputs(outputs, half, label=0, title="outputs", names=names)
        widest = f"the other {n_hidden}"
        lay_out_sum(bars, MOST, widest, self._title(0), narrow=True)

    def _short(self, c):
        """A class in a title."""
        return c if self.network.classes is None else shortened(self.network.names[c])

    def _did(self, about):
        if self.brief:
            return "integrated\ngradients"
        return f"integrated gradients:\nwhat the ink did for {self._short(about)}"

    def _would(self, about, rival):
        about, rival = self._short(about), self._short(rival)
        if self.network.classes is not None:  # names take a line of their own
            return f"gradient, {about}\nagainst {rival}"
        if self.brief:
            return f"gradient,\n{about} against {rival}"
        return f"gradient: what more ink\nwould do for {about} against {rival}"

    def _title(self, about):
        what = "units add" if self.hidden else "the ink adds"
        return f"what {what}\nto the score of {self._short(about)}"

    def _paint(self, form, about, pad, k=0, off=NONE):
        pixels, network, off = self._pixels[form], self.network, None if off == NONE else off
        if off is not None:
            kept = np.arange(network.sizes[-2]) != off
            network = edited_network(network, network.weights[-1] * kept)
        run = network.run(pixels)
        h = run.h[-2] if self.hidden else pixels
        about = run.answer if about == THE_ANSWER else about
        best, second = np.argsort(-run.scores, kind="stable")[:2]
        rival = second if about == best else best
        parts = Sum.of(network, h, about, top_k(contributions(network, h, about), k))
        shares = integrated_gradients(network, pixels, self.scores, steps=STEPS)[:, about]
        slopes = input_slopes(network, pixels, self.scores)
        more = slopes[:, about] - slopes[:, rival]
        told, label = self._changed()
        image, did, would, outputs, bars = self.axes
        plot_digit(image, pixels)
        plot_signed(did, shares, title=self._did(about))
        plot_signed(would, more, title=self._would(about, rival))
        names = network.names
        plot_outputs(outputs, run.outputs, label, limits=(0, 1), names=network.classes)
        plot_sum(bars, parts, self._title(about), narrow=True)
        if not pixels.any():
            told += "The pad is empty. "
        told += "The" if off is None else f"With unit {off} switched off the"
        named = "the top unit" if k == 1 else f"the top {k} units"
        named = named if self.hidden else "the ink"
        lead = signed_number(run.scores[about] - run.scores[rival])
        row, column = divmod(int(np.where(pixels == 0, more, -np.inf).argmax()), 28)
        told += (
            f" answer is {names[best]} (output {run.outputs[best]:.2f}), then {names[second]} "
            f"({run.outputs[second]:.2f}). To the score of {names[about]}, "
            f"{parts.in_words(named)}. Integrated gradients sum to {signed_number(shares.sum())}. "
            f"Lead over {names[rival]}: {lead}, raised most by ink at row {row}, column {column}."
        )
        asks = [{"about": c} for c in range(len(run.scores))]
        answers = class_spots(outputs, run.outputs, run.scores, asks, names=network.classes)
        units = [self._units(network, parts, about)] if self.hidden else []
        return Told(told, [answers, *units])

    def _units(self, network, parts, about):
        """The bars of the units shown: a click switches one off."""
        bars, outgoing = self.axes[-1], network.weights[-1][about]
        says = [parts.product_in_words(unit, outgoing[unit]) for unit in parts.units]
        boxes = row_boxes(bars, len(says) + 1)[1:]
        return Spots(bars, boxes, says, [{"off": unit} for unit in parts.units.tolist()])

    def _changed(self):
        """How far the pad is from the image that was put on it, in words; and what it shows."""
        taken = self._taken.get(self.pad.ground)
        if taken is None:
            return "", None
        row, label = taken
        n = np.count_nonzero(self.pad.image.ravel() != self.images[row])
        if n == 0:
            return "", label
        return f"{many(n, 'pixel differs', 'pixels differ')} from test image {row}. ", None
