"""TopContributors: the k hidden units that add most to a class, and the answer without them."""

from typing import NamedTuple

import numpy as np

from helpers import valid
from helpers.attribution.ablation import ablated_scores
from helpers.attribution.units import RANKINGS, contributions, rank_values, top_k
from helpers.explore.controls import PIXELS, ImageChooser, dropdown, slider, toggles
from helpers.explore.explorer import (
    INK,
    NARROW,
    PRODUCT,
    Explorer,
    class_spots,
    grid_of,
    one_hidden_layer,
)
from helpers.explore.one_unit import UnitBelow
from helpers.live import Panel, Spots, Told
from helpers.network import ACTIVATIONS
from helpers.plots.bars import plot_contributions, plot_outputs
from helpers.plots.boxes import PICTURE, row_boxes
from helpers.plots.images import plot_digit, plot_unit_row
from helpers.plots.style import plain_number, signed_number

MOST = 8  # pictures in a row that are still large enough to be read
ON, ZERO, MEAN = STATES = ("on", "set to 0", "set to their mean")


class TopContributors(Explorer):
    """The k strongest hidden units for one class, their contributions, and a switch.

    The network has one hidden layer. A click on a unit's picture or bar opens it; a click on a
    class asks about it.

    mean: float, (n_hidden,), `helpers.attribution.mean_activations` of many images.
    about: the class asked about. k: how many units.
    Controls: ``digit``, ``image``, ``about``, ``k``, ``ranking``, ``state``, which switches the k
    units off, by zero or by their mean, and ``opened``, which shows `OneUnit` below
    (``explorer.one``), on the same image.
    """

    label = "Top contributors: image, units, what they add to the score of a class, outputs"
    named = ("image", "about", "k")
    fixed_layout = 1

    def __init__(self, network, images, labels, mean, image=0, about=0, k=4, controls=None):
        self.network = one_hidden_layer(
            network, "because a unit's picture and its contribution must belong to the same layer"
        )
        _, n_hidden, n_classes = network.sizes
        remedy = "mean_activations(network, images)"
        self.mean = valid.array("mean", mean, (n_hidden,), kinds="f", remedy=remedy)
        self.chooser = ImageChooser(images, labels, image, n_classes)
        followed = {"digit": self.chooser.digit, "image": self.chooser.image}
        painted = {
            **followed,
            "about": slider("class", n_classes - 1, about),
            "k": slider("k", min(MOST, n_hidden), k, smallest=1),
            "ranking": dropdown("ranked by", list(RANKINGS), "contribution"),
            "state": toggles(STATES),
        }
        strongest = self._sum(self.chooser.chosen("any", image).pixels, about, 1, "contribution")
        below = UnitBelow(self, followed, int(strongest.units[0]), controls=("unit", "view"))
        self.one = below.one
        self.most = painted["k"].max
        self.panels = [Panel(0, INK), *(Panel(1 + place, PRODUCT) for place in range(self.most))]
        opened = {"opened": below.button}
        super().__init__(controls, painted | opened, painted, {"unit": self.one.unit, **opened})

    def _places(self, figure, width):
        bars = 0.21 * (self.most + 2) + 0.75  # inches
        if width >= NARROW:  # one row of pictures, and below it the bars beside the outputs
            side = width / (self.most + 1)
            self.small, self.narrow = side < 1.1, 0.6 * width < 4.8
            heights = min(side, 1.3) + (0.62 if self.small else 0.4), bars
            upper, lower = grid_of(figure, sum(heights), down=heights)
            pictures = upper.subgridspec(1, self.most + 1)
            return [*pictures, *lower.subgridspec(1, 2, width_ratios=(1.5, 1))]
        # The digit beside the outputs, below them rows of four pictures, then the bars.
        rows, side = -(-self.most // 4), min(width / 4, 1.2)
        self.small, self.narrow = side < 1.1, width < 4.8
        heights = 0.17 * self.network.sizes[-1] + 0.65, rows * (side + 0.6), bars
        upper, middle, lower = grid_of(figure, sum(heights), down=heights)
        digit, outputs = upper.subgridspec(1, 2, width_ratios=(1, 1.8))
        return [digit, *list(middle.subgridspec(rows, 4))[: self.most], lower, outputs]

    def _draw_widest(self):
        digit, *units, bars, outputs = self.axes
        W1, _ = self.network.weights
        plot_digit(digit, np.zeros(PIXELS), title="image")
        plot_unit_row(units, W1, range(self.most), narrow=self.small)
        lay_out_sum(bars, self.most, len(W1), self._title(0), self.narrow, aside=self.narrow)
        plot_outputs(outputs, np.full(self.network.sizes[-1], 0.5), label=0, title="outputs")

    def _title(self, about):
        between = "\n" if self.narrow else " "
        return f"what the units add{between}to the score of {about}"

    def _paint(self, digit, image, about, k, ranking, state):
        shown, network = self.chooser.chosen(digit, image), self.network
        parts = self._sum(shown.pixels, about, k, ranking)
        off, by = [] if state == ON else parts.units, self.mean if state == MEAN else 0.0
        before, scores = (ablated_scores(network, parts.hidden, units, by) for units in ([], off))
        outputs = ACTIVATIONS[network.output].function(scores)
        picture, *pictures, bars, right = self.axes
        plot_digit(picture, shown.pixels)
        plot_unit_row(pictures, network.weights[0], parts.units, narrow=self.small)
        plot_sum(bars, parts, self._title(about), self.narrow)
        plot_outputs(right, outputs, shown.label, limits=(0, 1))
        *some, last = map(str, parts.units)
        named = f"units {', '.join(some)} and {last}" if some else f"unit {last}"
        words = (
            f"Image {shown.row} shows a {shown.label}. To the score of {about}, "
            f"{parts.in_words(named)}: together {signed_number(before[about])}. The answer is "
            f"{before.argmax()}."
        )
        if state != ON:
            words += (
                f" With {named} {state}, the score of {about} is {signed_number(scores[about])} "
                f"and the answer is {scores.argmax()}."
            )
        asks = [{"about": c} for c in range(len(scores))]
        return Told(words, [*self._spots(parts, about), class_spots(right, outputs, scores, asks)])

    def _sum(self, pixels, about, k, ranking):
        network = self.network
        hidden = network.run(pixels).h[0]
        units = top_k(rank_values(network, hidden, about, ranking, self.mean), k)
        return Sum.of(network, hidden, about, units)

    def _spots(self, parts, about):
        """The units, twice each: the picture and the bar; and the other two bars."""
        _, *pictures, bars, _ = self.axes
        units = parts.units.tolist()
        says = [
            f"unit {unit}: activation {plain_number(parts.hidden[unit])} × outgoing weight "
            f"{signed_number(self.network.weights[1][about, unit])} = contribution "
            f"{signed_number(parts.added[unit])}"
            for unit in units
        ]
        opens = [{"unit": unit, "opened": True} for unit in units]
        for ax, words, choice in zip(pictures, says, opens, strict=False):
            yield Spots(ax, [PICTURE], [words], [choice])
        bias = f"bias {signed_number(parts.bias)}"
        others = f"the other {parts.others} units: contributions {signed_number(parts.rest)}"
        boxes = row_boxes(bars, len(units) + 2)
        yield Spots(bars, boxes, [bias, *says, others], [None, *opens, None])


class Sum(NamedTuple):
    """A class's score as a sum: what all hidden units add, those shown one by one, and the bias."""

    hidden: np.ndarray
    added: np.ndarray
    units: np.ndarray
    bias: float

    @classmethod
    def of(cls, network, hidden, about, units):
        """The sum for these activations, with these units shown."""
        added = contributions(network, hidden, about)
        return cls(hidden, added, units, float(network.biases[-1][about]))

    @property
    def others(self):
        """How many units are not shown."""
        return len(self.added) - len(self.units)

    @property
    def rest(self):
        """What these add together."""
        return float(self.added.sum() - self.added[self.units].sum())

    def in_words(self, named):
        """What adds up to the score; `named` are the units that are shown."""
        return (
            f"{named} {'adds' if len(self.units) == 1 else 'add'} "
            f"{signed_number(self.added[self.units].sum())}, the other {self.others} "
            f"{signed_number(self.rest)}, the bias {signed_number(self.bias)}"
        )


def lay_out_sum(ax, most, n_hidden, title, narrow, aside):
    """Draw up to `most` contributions and their sum, all with the widest numbers.

    aside: the title makes way for the words above the sums.
    """
    values, labels = np.full(most + 1, -10.0), [f"the other {n_hidden}"] * (most + 1)
    plot_contributions(ax, values, labels, title, running_from=-10.0, narrow=narrow)
    ax.lines[1].set(clip_on=False, in_layout=False)  # its last dot is on the edge
    ax.title.set(multialignment="center")
    if aside:
        ax.title.set(x=0.95, horizontalalignment="right")


def plot_sum(ax, parts, title, narrow):
    """Draw a `Sum` where `lay_out_sum` made room for it."""
    values = [*parts.added[parts.units], parts.rest]
    labels = [*(f"unit {unit}" for unit in parts.units), f"the other {parts.others}"]
    plot_contributions(ax, values, labels, title, running_from=parts.bias, narrow=narrow)
