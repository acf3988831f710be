"""OneStep: one step of gradient descent on one image, taken apart for one hidden unit."""

import numpy as np

from helpers.explore.controls import choice_slider, images_for, slider, toggles
from helpers.explore.explorer import NARROW, Explorer, grid_of, rows_height, with_hidden_units
from helpers.live import Panel, Told
from helpers.network import ACTIVATIONS, LONGEST_NAME
from helpers.plots.bars import plot_contributions, plot_outputs, row_texts
from helpers.plots.images import plot_digit, plot_signed
from helpers.plots.neuron import plot_activation_function, round_limit
from helpers.plots.style import decimals_for
from helpers.training import COSTS, Step
from helpers.words import as_factors, either, many, plain_number, shortened, signed_number

RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
MOST_STEPS = 50
WIDE = 9.0  # inches, for the bars of many classes at both sides
FLAT = 0.0025  # a hundredth of the sigmoid's steepest slope
LEAST = 0.0001  # the smallest scale of changed weights
MOST = 10  # units of the next layer whose share is shown, where it is a hidden one
OTHERS, WIDEST = "all others", "−0.0088"  # a share's number at most
FLAT_WORDS = " The dot is on the flat of the curve: this unit learns nearly nothing."
WORDS = "row {row}, column {column}: ink {0}, weight changed by {1}"


class OneStep(Explorer):
    """What one image teaches one unit of the first hidden layer: how wrong × how steep × ink.

    rate: the learning rate. cost: "cross-entropy" or "quadratic"; without it, the one that the
    network was trained with.
    Controls: ``digit``, ``image``, ``unit``, ``cost``, ``rate``, ``steps``, on the same image.
    """

    label = (
        "One step of training: outputs before it, how wrong the unit is, how steep its activation "
        "function is, the image, the change of the unit's weights, outputs after it"
    )
    longest = 445
    panels = (Panel(3, WORDS), Panel(4, WORDS))
    named = ("image", "unit", "rate", "steps")
    fixed_layout = 1

    def __init__(
        self, network, images, labels, unit=0, image=0, rate=1.0, cost=None, controls=None
    ):
        self.network = with_hidden_units(
            network,
            "there is no hidden unit that an image could teach: for what its weights are, see "
            "OneUnit",
        )
        self.chooser = images_for(network, images, labels, image, answered=True)
        self.longest = self.longest + LONGEST_NAME * bool(network.classes)
        self.page = page = {
            "digit": self.chooser.digit,
            "image": self.chooser.image,
            "unit": slider("unit", network.sizes[1] - 1, unit),
            "cost": toggles(COSTS, cost or (network.recipe or {}).get("cost")),
            "rate": choice_slider("step size", [(f"{r:g}", r) for r in RATES], rate),
            "steps": slider("steps", MOST_STEPS, 1, smallest=1),
        }
        if controls is None and network.sizes[1] == 1:
            controls = [name for name in page if name != "unit"]
        super().__init__(controls, page)

    def _places(self, figure, width):
        rows = max(1.9, 0.17 * min(MOST + 1, max(self.network.sizes[2:]) + 1) + 0.75)  # inches
        outputs = rows_height(self.network, rows)
        beside = outputs > rows and width >= WIDE
        self.between = " " if width >= NARROW and not beside else "\n"
        if beside:  # many classes need all the height
            before, middle, after = grid_of(figure, outputs, (1, 2, 1))
            return [before, *middle.subgridspec(2, 2), after]
        if outputs == rows and width >= NARROW:
            heights = rows, width / 4.6 + 0.4
            return list(grid_of(figure, sum(heights), (1, 1, 1), heights))
        heights = outputs, rows, 1.7, 0.5 * width + 0.3
        if self.network.classes is not None:  # names need the width
            heights = *heights, outputs
            before, wrong, curve, last, after = grid_of(figure, sum(heights), down=heights)
            return [before, wrong, curve, *last.subgridspec(1, 2), after]
        first, wrong, curve, last = grid_of(figure, sum(heights), down=heights)
        before, after = first.subgridspec(1, 2)
        return [before, wrong, curve, *last.subgridspec(1, 2), after]

    def _draw_widest(self):
        """The first state, with the longest name and number that another one may need."""
        self._paint(**{name: control.value for name, control in self.page.items()})
        n_next = self.network.sizes[2]
        names = self._names(range(n_next)) + [OTHERS] * (n_next > MOST)
        row_texts(self.axes[1])[0][0].set_text(f"{max(names, key=len)}  {WIDEST}")

    def _paint(self, digit, image, unit, cost, rate, steps):
        shown = self.chooser.chosen(digit, image)
        step = Step.of(self.network, shown.pixels, shown.label, rate, cost, steps)
        before, back, curve, picture, change, after = self.axes
        more = {"limits": (0, 1), "names": self.network.classes}
        plot_outputs(before, step.run.outputs, shown.label, "outputs before", **more)
        self._plot_shares(back, step.shares[:, unit])
        activation = ACTIVATIONS[self.network.hidden]
        z = [float(run.z[0][unit]) for run in (step.run, step.run_after)]
        plot_activation_function(curve, activation, z[0], z[1], "× how steep", "after")
        plot_digit(picture, shown.pixels, "× how much ink")
        changed = step.change(unit)
        limit = max(round_limit(changed) or 0, LEAST)  # hardly any change is to look like none
        moved = np.abs(changed).max() > LEAST / 10
        title = f"its weights{self.between}{'' if moved else 'hardly '}change"
        plot_signed(change, changed, limit, title)
        title = f"after {many(steps, 'step')}"
        plot_outputs(after, step.run_after.outputs, shown.label, title, **more)
        return Told(f"{shown.words} {self._words(step, unit, shown.label, rate, steps, z)}")

    def _plot_shares(self, ax, shares):
        """How wrong the unit is, as a sum over the next layer, the strongest of many by name."""
        rows = np.arange(len(shares))
        if len(rows) > MOST:
            rows = np.argsort(-np.abs(shares), kind="stable")[: MOST - 1]
        names = self._names(rows)
        values = [float(share) for share in shares[rows]]
        if len(rows) < len(shares):
            names.append(OTHERS)
            values.append(float(shares.sum()) - sum(values))
        values = np.round(values, 3)  # numbers of more digits would reach out of the picture
        more = {"running_from": 0.0, "start_label": None, "narrow": True}
        title = f"how wrong{self.between}(+: lower h is better)"
        plot_contributions(ax, values, names, title, **more)

    def _names(self, rows):
        """What units of the next layer are called: units, or classes."""
        deep, classes = len(self.network.sizes) > 3, self.network.classes
        if classes and not deep:
            return [shortened(classes[row]) for row in rows]
        return [f"{'unit' if deep else 'class'} {row}" for row in rows]

    def _words(self, step, unit, label, rate, steps, z):
        arrives, steep = float(step.arrives[unit]), float(step.steep[unit])
        digits = min(4, max(3, decimals_for([arrives * steep])))
        fine = as_factors(arrives, steep, digits)
        outputs = [plain_number(run.outputs[label]) for run in (step.run, step.run_after)]
        costs = [plain_number(cost) for cost in step.costs]
        name = self.network.names[label]
        of_size = f"{either(steps, 'One step', f'{steps} steps')} of size {rate:g}"
        return (
            f"The output for {name} is {outputs[0]}, and wanted is 1.{self._lost(step)} "
            f"For unit {unit}"
            f"{self._better(arrives)} how wrong {signed_number(arrives, fine)} × how steep "
            f"{plain_number(steep, fine)} = {signed_number(arrives * steep, digits)}; times "
            f"each pixel's ink that is the gradient.{FLAT_WORDS if steep < FLAT else ''} "
            f"{of_size} against the gradient: z goes from {signed_number(z[0])} to "
            f"{signed_number(z[1])}, the output for {name} from {outputs[0]} to {outputs[1]}, "
            f"the cost from {costs[0]} to {costs[1]}."
        )

    @staticmethod
    def _better(arrives):
        """What the sign says of a unit."""
        return f" a {'lower' if arrives > 0 else 'higher'} h would cost less:" if arrives else ","

    def _lost(self, step):
        """Words for an output that is wrong, but so flat that nothing comes back from it."""
        off = step.run.outputs - (np.arange(len(step.wrong)) == step.label)
        worst = int(np.abs(off).argmax())
        if abs(off[worst]) < 0.5 or abs(step.wrong[worst]) > 4 * FLAT * abs(off[worst]):
            return ""
        worst = self.network.names[worst]
        return (
            f" Output {worst} is as wrong as can be, but on the flat of its own curve: nearly "
            "nothing comes back from it."
        )
