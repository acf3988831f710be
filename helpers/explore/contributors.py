"""Explorer 3: the k hidden units that add most to a class, and the answer without them."""

import ipywidgets as widgets
import numpy as np

from helpers.attribution import (
    RANKINGS,
    ablated_scores,
    contributions,
    rank_values,
    top_k,
)
from helpers.attribution.valid import checked_hidden
from helpers.evaluation import checked_labels
from helpers.explore.parts import ImageChooser, fill, follow, new_figure, sentence, slider
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
from helpers.screen import Screen

MOST = 8  # pictures in a row that are still large enough to be read
STATES = ("on", "set to 0", "set to their mean")


class TopContributors(widgets.VBox):
    """The k strongest hidden units for one class, their contributions, and a switch.

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
        ``state``.

    Attributes
    ----------
    digit, image, about, k, ranking, state
        The controls. ``state`` switches the k units off, by zero or by their mean.

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
        self.sentence = sentence()
        self._draw()
        names = ("digit", "image", "about", "k", "ranking", "state")
        named = {name: getattr(self, name) for name in names}
        fill(self, named, controls, self.screen.picture, self.sentence)
        follow(self._redraw, named.values())
        self._redraw()

    def __repr__(self):
        return (
            f"TopContributors(image={self.image.value}, class={self.about.value}, k={self.k.value})"
        )

    @property
    def text(self):
        """The sentence under the picture."""
        return self.sentence.value

    def _draw(self):
        figure = new_figure(height=4.3)
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.1, 1.9))
        first, *self.units = upper.subplots(1, 1 + self.k.max)
        left, right = lower.subplots(1, 2, width_ratios=(1.5, 1))
        W1 = self.network.weights[0]
        self.digit_ax = plot_digit(first, np.zeros(784, dtype=np.float32), title="image")
        plot_unit_row(self.units, W1, range(self.k.max))
        rows = self.k.max + 1
        self.bars = plot_contributions(
            left, np.ones(rows), ["the other 100"] * rows, running_from=1.0, rows=rows, title=" "
        )
        outputs = np.full(self.network.sizes[-1], 0.5)
        self.outputs = plot_outputs(right, outputs, label=0, title="outputs")
        self.screen = Screen(figure)

    def _redraw(self):
        about, chooser, W1 = self.about.value, self.chooser, self.network.weights[0]
        hidden = self.network.forward(chooser.pixels).h[-2]
        values = rank_values(self.network, hidden, about, self.ranking.value, self.mean)
        units = top_k(values, self.k.value)
        added = contributions(self.network, hidden, about)
        rest = float(added.sum() - added[units].sum())
        scores = self._scores(hidden, units)
        update_digit(self.digit_ax, chooser.pixels)
        update_unit_row(self.units, W1, units)
        update_contributions(
            self.bars,
            [*added[units], rest],
            [f"unit {unit}" for unit in units] + [f"the other {len(added) - len(units)}"],
            running_from=float(self.network.biases[-1][about]),
        )
        self.bars.title.set_text(f"what the units add to the score of {about}")
        update_outputs(
            self.outputs, ACTIVATIONS[self.network.output](scores), chooser.label, limits=(0, 1)
        )
        self.screen.paint()
        self.sentence.value = self._words(units, added, rest, hidden, scores)

    def _scores(self, hidden, units):
        removed = [] if self.state.value == STATES[0] else units
        replacement = self.mean if self.state.value == STATES[2] else 0.0
        return ablated_scores(self.network, hidden, removed, replacement)

    def _words(self, units, added, rest, hidden, scores):
        about, bias = self.about.value, self.network.biases[-1][self.about.value]
        before = ablated_scores(self.network, hidden, [], 0.0)
        words = (
            f"Image {self.chooser.row} shows a {self.chooser.label}. To the score of {about}, "
            f"{_units(units)} {'adds' if len(units) == 1 else 'add'} "
            f"{signed_number(added[units].sum())}, the other {len(added) - len(units)} "
            f"{signed_number(rest)}, the bias {signed_number(bias)}: together "
            f"{signed_number(before[about])}. The answer is {before.argmax()}."
        )
        if self.state.value == STATES[0]:
            return words
        return (
            f"{words} With {_units(units)} {self.state.value}, the score of {about} is "
            f"{signed_number(scores[about])} and the answer is {scores.argmax()}."
        )


def _units(units):
    *some, last = map(str, units)
    return f"units {', '.join(some)} and {last}" if some else f"unit {last}"
