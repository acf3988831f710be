"""Explorer 3: the k hidden units that add most to a class, and the answer without them."""

from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.attribution import RANKINGS, ablated_scores, contributions, rank_values, top_k
from helpers.attribution.valid import checked_hidden
from helpers.evaluation import checked_labels
from helpers.explore.opened import UnitBelow
from helpers.explore.parts import NARROW, Chosen, Explorer, ImageChooser, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.network import ACTIVATIONS
from helpers.plots import (
    plot_contributions,
    plot_digit,
    plot_outputs,
    plot_unit_row,
    signed_number,
    update_contributions,
    update_digit,
    update_outputs,
    update_unit_row,
)
from helpers.plots.boxes import PICTURE, row_boxes
from helpers.plots.style import plain_number

MOST = 8  # pictures in a row that are still large enough to be read
STATES = ("on", "set to 0", "set to their mean")

LABEL = "Top contributors: image, units, what they add to the score of a class, outputs"
INK = "row {row}, column {column}: ink {0}"


class TopContributors(Explorer):
    """The k strongest hidden units for one class, their contributions, and a switch.

    A click on a unit's picture or bar opens it; a click on a class asks about it.

    Parameters
    ----------
    network : helpers.network.Network
        With one hidden layer.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    mean : ndarray of float, shape (n_hidden,)
        `helpers.attribution.mean_activations` of many images.
    image, about, k : int
        Where the sliders start: image, class asked about, and how many units.
    controls : iterable of str, optional
        Which controls to show: some of ``digit``, ``image``, ``about``, ``k``, ``ranking``,
        ``state``, ``opened``.

    Attributes
    ----------
    digit, image, about, k, ranking, state, opened
        The controls. ``state`` switches the k units off, by zero or by their mean; ``opened``
        shows `OneUnit` below, on the same image.
    one : OneUnit

    Raises
    ------
    ValueError
        If there is no such image, class or control, or the network has two hidden layers.
    """

    def __init__(self, network, images, labels, mean, image=0, about=0, k=4, controls=None):
        super().__init__()
        if len(network.sizes) != 3:
            raise ValueError(
                f"this network has {len(network.sizes) - 2} hidden layers: expected one, because "
                "a unit's picture and its contribution must belong to the same layer"
            )
        self.network, self.mean = network, checked_hidden(mean, network.sizes[1], "mean")
        checked_labels(labels, len(images), network.sizes[-1])
        self.chooser = ImageChooser(images, labels, image)
        self.digit, self.image = self.chooser.digit, self.chooser.image
        self.about = slider("class", network.sizes[-1] - 1, about)
        self.k = slider("k", min(MOST, network.sizes[1]), k, smallest=1)
        self.ranking = widgets.Dropdown(
            options=RANKINGS, value="contribution", description="ranked by"
        )
        self.state = widgets.ToggleButtons(options=STATES, style={"button_width": "auto"})
        names = ("digit", "image", "about", "k", "ranking", "state")
        state = {name: getattr(self, name) for name in names}
        first = int(self._seen(**{name: state[name].value for name in names}).units[0])
        below = UnitBelow(self, ("digit", "image"), first, controls=("unit", "view"))
        self.opened, self.one = below.button, below.one
        chosen = {"unit": self.one.unit, "opened": self.opened}
        panels = [Panel(0, INK)]
        panels += [Panel(1 + i, INK + " × weight {here} = {0*here}") for i in range(self.k.max)]
        live = LiveFigure(self._build, self._paint, state, LABEL, panels, chosen)
        self.fill(live, {**state, "opened": self.opened}, controls)

    def __repr__(self):
        return (
            f"TopContributors(image={self.image.value}, class={self.about.value}, k={self.k.value})"
        )

    def _build(self, figure, width):
        most = self.k.max
        places = (self._side_by_side if width >= NARROW else self._below)(figure, width)
        first, *units, left, right = (figure.add_subplot(place) for place in places)
        self.digit_ax = plot_digit(first, np.zeros(784, dtype=np.float32), title="image")
        W1 = self.network.weights[0]
        self.units = plot_unit_row(units, W1, range(most), narrow=self.small)
        # Laid out for the most units and the widest numbers, for all frames alike.
        values, labels = np.full(most + 1, -10.0), [f"the other {len(W1)}"] * (most + 1)
        self.bars = plot_contributions(
            left, values, labels, self._title(0), running_from=-10.0, narrow=self.narrow
        )
        self.bars.lines[1].set(clip_on=False, in_layout=False)  # its last dot is on the edge
        if self.narrow:  # out of the way of the words above the sums
            self.bars.title.set(x=0.95, horizontalalignment="right", multialignment="center")
        outputs = np.full(self.network.sizes[-1], 0.5)
        self.outputs = plot_outputs(right, outputs, label=0, title="outputs")
        figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")

    def _side_by_side(self, figure, width):
        """One row of pictures, and below it the bars beside the outputs."""
        most = self.k.max
        side = width / (most + 1)
        self.small, self.narrow = side < 1.1, 0.6 * width < 4.8
        heights = min(side, 1.3) + (0.62 if self.small else 0.4), 0.21 * (most + 2) + 0.75
        figure.set_figheight(sum(heights))
        upper, lower = figure.add_gridspec(2, 1, height_ratios=heights)
        return [*upper.subgridspec(1, most + 1), *lower.subgridspec(1, 2, width_ratios=(1.5, 1))]

    def _below(self, figure, width):
        """The digit beside the outputs, below them rows of four pictures, then the bars."""
        most = self.k.max
        rows = -(-most // 4)
        side = min(width / 4, 1.2)
        self.small, self.narrow = side < 1.1, width < 4.8
        classes = self.network.sizes[-1]
        heights = 0.17 * classes + 0.65, rows * (side + 0.6), 0.21 * (most + 2) + 0.75
        figure.set_figheight(sum(heights))
        upper, middle, lower = figure.add_gridspec(3, 1, height_ratios=heights)
        digit, outputs = upper.subgridspec(1, 2, width_ratios=(1, 1.8))
        return [digit, *list(middle.subgridspec(rows, 4))[:most], lower, outputs]

    def _paint(self, **state):
        seen = self._seen(**state)
        about, units, W1 = state["about"], seen.units, self.network.weights[0]
        update_digit(self.digit_ax, seen.shown.pixels)
        update_unit_row(self.units, W1, units, narrow=self.small)
        update_contributions(
            self.bars,
            [*seen.added[units], seen.rest],
            [f"unit {unit}" for unit in units] + [f"the other {len(W1) - len(units)}"],
            running_from=seen.bias,
            narrow=self.narrow,
        )
        self.bars.title.set_text(self._title(about))
        update_outputs(self.outputs, seen.outputs, seen.shown.label, limits=(0, 1))
        return Told(_words(seen, about, state["state"]), self._spots(seen, about))

    def _title(self, about):
        between = "\n" if self.narrow else " "
        return f"what the units add{between}to the score of {about}"

    def _seen(self, digit, image, about, k, ranking, state):
        """Everything that is shown, computed."""
        shown, network = self.chooser.chosen(digit, image), self.network
        hidden = network.forward(shown.pixels).h[-2]
        units = top_k(rank_values(network, hidden, about, ranking, self.mean), k)
        added = contributions(network, hidden, about)
        removed = [] if state == STATES[0] else units
        scores = ablated_scores(network, hidden, removed, self.mean if state == STATES[2] else 0.0)
        return Seen(
            shown,
            hidden,
            units,
            added,
            rest=float(added.sum() - added[units].sum()),
            bias=float(network.biases[-1][about]),
            before=ablated_scores(network, hidden, [], 0.0),
            scores=scores,
            outputs=ACTIVATIONS[network.output](scores),
        )

    def _spots(self, seen, about):
        W2 = self.network.weights[-1]
        units = seen.units.tolist()
        says = [
            f"unit {unit}: activation {plain_number(seen.hidden[unit])} × outgoing weight "
            f"{signed_number(W2[about, unit])} = contribution {signed_number(seen.added[unit])}"
            for unit in units
        ]
        opens = [{"unit": unit, "opened": True} for unit in units]
        rest = f"the other {len(seen.added) - len(units)} units: contributions"
        ends = [f"bias {signed_number(seen.bias)}", f"{rest} {signed_number(seen.rest)}"]
        classes = range(len(seen.scores))
        answers = zip(classes, seen.scores, seen.outputs, strict=True)
        outputs = [
            f"class {c}: score {signed_number(score)}, output {plain_number(output)}"
            for c, score, output in answers
        ]
        pictures = zip(self.units, says, opens, strict=False)
        return [
            *(Spots(ax, [PICTURE], [words], [choice]) for ax, words, choice in pictures),
            Spots(
                self.bars,
                row_boxes(self.bars, len(units) + 2),
                [ends[0], *says, ends[1]],
                [None, *opens, None],
            ),
            Spots(
                self.outputs,
                row_boxes(self.outputs, len(outputs)),
                outputs,
                [{"about": c} for c in classes],
            ),
        ]


class Seen(NamedTuple):
    """What there is to show for one state of the controls."""

    shown: Chosen
    hidden: np.ndarray
    units: np.ndarray
    added: np.ndarray  # what each hidden unit adds to the score of the class
    rest: float  # the same of all that are not among `units`, together
    bias: float
    before: np.ndarray  # scores with all units on
    scores: np.ndarray
    outputs: np.ndarray


def _words(seen, about, state):
    units, rest = seen.units, len(seen.added) - len(seen.units)
    words = (
        f"Image {seen.shown.row} shows a {seen.shown.label}. To the score of {about}, "
        f"{_units(units)} {'adds' if len(units) == 1 else 'add'} "
        f"{signed_number(seen.added[units].sum())}, the other {rest} "
        f"{signed_number(seen.rest)}, the bias {signed_number(seen.bias)}: together "
        f"{signed_number(seen.before[about])}. The answer is {seen.before.argmax()}."
    )
    if state == STATES[0]:
        return words
    return (
        f"{words} With {_units(units)} {state}, the score of {about} is "
        f"{signed_number(seen.scores[about])} and the answer is {seen.scores.argmax()}."
    )


def _units(units):
    *some, last = map(str, units)
    return f"units {', '.join(some)} and {last}" if some else f"unit {last}"
