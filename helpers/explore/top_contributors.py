"""TopContributors: the k hidden units that add most to a class, and the answer without them."""

from typing import NamedTuple

import numpy as np

from helpers import valid
from helpers.attribution.ablation import ablated_scores
from helpers.attribution.slopes import input_slopes
from helpers.attribution.units import RANKINGS, contributions, rank_values, top_k
from helpers.digits import PIXELS
from helpers.explore.controls import class_control, dropdown, images_for, slider, toggles
from helpers.explore.explorer import (
    INK,
    NARROW,
    PRODUCT,
    ROW,
    Explorer,
    class_spots,
    grid_of,
    last_hidden,
    rows_height,
    with_hidden_units,
)
from helpers.explore.one_unit import UnitBelow
from helpers.live import Panel, Spots, Told
from helpers.network import ACTIVATIONS, LONGEST_NAME
from helpers.plots.bars import plot_contributions, plot_outputs
from helpers.plots.boxes import PICTURE, row_boxes
from helpers.plots.images import plot_digit, plot_unit_row
from helpers.plots.style import decimals_for
from helpers.words import (
    as_factors,
    as_summands,
    either,
    listed,
    many,
    plain_number,
    shortened,
    signed_number,
)

MOST = 8  # pictures in a row that are still large enough to be read
ON, ZERO, MEAN = STATES = ("on", "set to 0", "set to their mean")
LABELS = {ON: "", ZERO: " at 0", MEAN: " at mean"}  # of a unit's bar


class TopContributors(Explorer):
    """The k strongest hidden units for one class, their contributions, and a switch.

    Of several hidden layers they are units of the last one, and their pictures are the slopes at
    this image. A click on a unit's picture or bar opens it; a click on a class asks about it.

    mean: float, (n_hidden,), `helpers.attribution.mean_activations` of many images.
    numbers: int, (n,), the images' own numbers where they are some of many; without it, their rows.
    about: the class asked about. k: how many units; four, or all if there are fewer, without it.
    Controls: ``digit``, ``image``, ``about``, ``k``, ``ranking``, ``state``, which switches the k
    units off, by zero or by their mean, and ``opened``, which shows `OneUnit` below
    (``explorer.one``), on the same image.
    """

    label = "Top contributors: image, units, what they add to the score of a class, outputs"
    longest = 270
    named = ("image", "about", "k")
    fixed_layout = 1

    def __init__(
        self, network, images, labels, mean, image=0, about=0, k=None, controls=None, numbers=None
    ):
        self.network = with_hidden_units(
            network,
            "no hidden unit adds to a class's score: ask PixelEffects what each pixel adds to it",
        )
        self.depth, n_hidden = last_hidden(network)
        k = min(4, n_hidden) if k is None else k
        remedy = "mean_activations(network, images)"
        self.mean = valid.array("mean", mean, (n_hidden,), kinds="f", remedy=remedy)
        self.chooser = images_for(network, images, labels, image, numbers, answered=True)
        followed = {"digit": self.chooser.digit, "image": self.chooser.image}
        painted = {
            **followed,
            "about": class_control("class", network, about),
            "k": slider("k", min(MOST, n_hidden), k, smallest=1),
            "ranking": dropdown("ranked by", list(RANKINGS), "contribution"),
            "state": toggles(STATES),
        }
        strongest = self._ranked(self.chooser.chosen("any", image).pixels, about, 1, "contribution")
        deep = f"h{self.depth}" if self.depth > 1 else None
        below = UnitBelow(self, followed, int(strongest[1][0]), ("unit", "view"), deep)
        self.one = below.one
        self.most = painted["k"].max
        product = PRODUCT.replace("weight", "slope") if deep else PRODUCT
        self.panels = [Panel(0, INK), *(Panel(1 + place, product) for place in range(self.most))]
        self.longest = self.longest + (60 if deep else 0) + 4 * LONGEST_NAME * bool(network.classes)
        opened = {"opened": below.button}
        super().__init__(controls, painted | opened, painted, {"unit": self.one.unit, **opened})

    def _places(self, figure, width):
        n_classes = self.network.sizes[-1]
        classes = max(1.5, ROW * n_classes + 0.65)  # inches, for the outputs
        bars = max(classes, 0.21 * (self.most + 3) + 0.6)
        if width >= NARROW:  # one row of pictures, and below it the bars beside the outputs
            side = width / (self.most + 1)
            self.small, self.narrow = side < 1.1, 0.6 * width < 4.8
            bars = rows_height(self.network, bars)
            heights = min(side, 1.3) + (0.62 if self.small else 0.4), bars
            upper, lower = grid_of(figure, sum(heights), down=heights)
            pictures = upper.subgridspec(1, self.most + 1)
            return [*pictures, *lower.subgridspec(1, 2, width_ratios=(1.5, 1))]
        # The digit beside the outputs, below them rows of four pictures, then the bars.
        rows, side = -(-self.most // 4), min(width / 4, 1.2)
        self.small, self.narrow = side < 1.1, width < 4.8
        heights = classes, rows * (side + 0.6), bars
        upper, middle, lower = grid_of(figure, sum(heights), down=heights)
        digit, outputs = upper.subgridspec(1, 2, width_ratios=(1, 1.8))
        return [digit, *list(middle.subgridspec(rows, 4))[: self.most], lower, outputs]

    def _draw_widest(self):
        digit, *units, bars, outputs = self.axes
        plot_digit(digit, np.zeros(PIXELS), title="image")
        n, n_classes = self.network.sizes[-2:]
        pictures = self.network.weights[0] if self.depth == 1 else np.ones((n, PIXELS))
        plot_unit_row(units, pictures, range(self.most), narrow=self.small)
        widest = f"unit {n}{LABELS[MEAN]}"
        longest = max(range(n_classes), key=lambda c: len(self.network.names[c]))
        lay_out_sum(bars, self.most, widest, self._title(longest), self.narrow)
        names, half = self.network.classes, np.full(n_classes, 0.5)
        plot_outputs(outputs, half, label=longest, title="outputs", names=names)

    def _title(self, about):
        between = "\n" if self.narrow else " "
        about = shortened(self.network.names[about])
        return f"what the units add{between}to the score of {about}"

    def _paint(self, digit, image, about, k, ranking, state):
        shown, network = self.chooser.chosen(digit, image), self.network
        hidden, units = self._ranked(shown.pixels, about, k, ranking)
        before = ablated_scores(network, hidden, [], 0.0)
        if state != ON:
            hidden = hidden.copy()
            hidden[units] = self.mean[units] if state == MEAN else 0
        scores = ablated_scores(network, hidden, [], 0.0)
        parts = Sum.of(network, hidden, about, units)
        outputs = ACTIVATIONS[network.output].function(scores)
        picture, *pictures, bars, right = self.axes
        plot_digit(picture, shown.pixels)
        weights = network.weights[0]
        if self.depth > 1:
            weights = input_slopes(network, shown.pixels, f"z{self.depth}").T
        plot_unit_row(pictures, weights, parts.units, narrow=self.small)
        plot_sum(bars, parts, self._title(about), self.narrow, LABELS[state])
        plot_outputs(right, outputs, shown.label, limits=(0, 1), names=network.classes)
        names = network.names
        named = f"{either(k, 'unit', 'units')} {listed(units)}"
        if state != ON:
            named += f", set to {'0' if state == ZERO else either(k, 'its mean', 'their mean')},"
        words = (
            f"{shown.words} To the score of {names[about]}, {parts.in_words(named)}. The answer is "
            f"{names[scores.argmax()]}."
        )
        if state != ON:
            words += (
                f" With all units on, the score is {signed_number(before[about])} and the answer "
                f"{names[before.argmax()]}."
            )
        if self.depth > 1:
            words += f" The pictures of hidden layer {self.depth} are the slopes at this image."
        asks = [{"about": c} for c in range(len(scores))]
        numbers = {
            f"Added to the score of {names[about]} by the top {k}": float(
                sum(parts.parts[1 : k + 1])
            ),
            f"Score of {names[about]}": float(scores[about]),
            "Answer": names[scores.argmax()],
        }
        answers = class_spots(right, outputs, scores, asks, names=network.classes)
        spots = [*self._spots(parts, about), answers]
        return Told(words, spots, numbers)

    def _ranked(self, pixels, about, k, ranking):
        """The hidden activations, and the strongest k units."""
        hidden = self.network.run(pixels).h[-2]
        return hidden, top_k(rank_values(self.network, hidden, about, ranking, self.mean), k)

    def _spots(self, parts, about):
        """The units, twice each: the picture and the bar; and the other bars."""
        _, *pictures, bars, _ = self.axes
        units = parts.units.tolist()
        outgoing = self.network.weights[-1][about]
        says = [parts.product_in_words(unit, outgoing[unit]) for unit in units]
        opens = [{"unit": unit, "opened": True} for unit in units]
        for ax, words, choice in zip(pictures, says, opens, strict=False):
            yield Spots(ax, [PICTURE], [words], [choice])
        bias = f"bias {signed_number(parts.bias, parts.decimals)}"
        others = []
        if parts.others:
            rest = signed_number(parts.written[-1], parts.decimals)
            others = [f"the other {many(parts.others, 'unit')}: contributions {rest}"]
        words = [bias, *says, *others, f"score {signed_number(sum(parts.written), parts.decimals)}"]
        choices = [None, *opens, None, *(None for _ in others)]
        yield Spots(bars, row_boxes(bars, len(words)), words, choices)


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
    def parts(self):
        """The bias, what each unit shown adds, and, if there are others, what these add."""
        shown = [float(part) for part in self.added[self.units]]
        rest = [float(self.added.sum()) - sum(shown)] if self.others else []
        return [self.bias, *shown, *rest]

    @property
    def decimals(self):
        """With how many they are written, as in `plot_contributions`."""
        return decimals_for([*self.parts, *np.cumsum(self.parts)])

    @property
    def written(self):
        """The same parts as they are written, so that they add up."""
        return as_summands(self.parts, self.decimals)

    def in_words(self, named):
        """What adds up to the score; `named` are the units that are shown."""
        k, (bias, *parts) = len(self.units), self.written
        sums = sum(parts[:k]), sum(parts[k:]), bias, bias + sum(parts)
        shown, rest, bias, score = (signed_number(part, self.decimals) for part in sums)
        if not k:
            return f"{named} adds {rest}, the bias {bias}: together {score}"
        others = f", the other {self.others} {rest}" if self.others else ""
        adds = either(k, "adds", "add")
        return f"{named} {adds} {shown}{others}, the bias {bias}: together {score}"

    def product_in_words(self, unit, weight):
        """What a unit adds: its activation times its outgoing weight, as they are written."""
        activation, weight = float(self.hidden[unit]), float(weight)
        decimals = as_factors(activation, weight, self.decimals)
        return (
            f"unit {unit}: activation {plain_number(activation, decimals)} × outgoing weight "
            f"{signed_number(weight, decimals)} = contribution "
            f"{signed_number(activation * weight, self.decimals)}"
        )


def lay_out_sum(ax, most, widest, title, narrow):
    """Draw up to `most` contributions and their sum, all with the widest label and numbers."""
    values, labels = np.full(most + 1, -10.0), [widest] * (most + 1)
    plot_contributions(ax, values, labels, title, running_from=-10.0, narrow=narrow)
    ax.title.set(multialignment="center")
    if narrow:  # labels and numbers leave the bars less room than the title needs
        ax.title.set(x=1.0, horizontalalignment="right")


def plot_sum(ax, parts, title, narrow, state=""):
    """Draw a `Sum` where `lay_out_sum` made room for it.

    state: what was done to the units shown; then they are hatched.
    """
    bias, *values = parts.parts
    units = [f"unit {unit}{state}" for unit in parts.units]
    others = f"the other {parts.others}" if units else "all ink"
    labels = [*units, *([others] if parts.others else [])]
    more = {"narrow": narrow, "hatched": len(units) if state else 0, "end_label": "score"}
    plot_contributions(ax, values, labels, title, running_from=bias, **more)
