"""Bad input: each refusal says what was passed, what was expected and what to do."""

import numpy as np
import pytest

from helpers import plots

W = np.linspace(-1, 1, 3 * 784).reshape(3, 784)
ONE = W[0]
NAN = np.where(np.arange(784) == 5, np.nan, 0.5)
COUNTS = np.eye(3, dtype=int)

# Name of the function, its arguments, and what the message says, in the order it says it.
REFUSALS = [
    ("plot_digit", [np.zeros(783)], r"image has shape \(783,\): expected 784 .*pass one picture"),
    ("plot_digit", [np.zeros((1, 784))], r"image has shape \(1, 784\)"),
    ("plot_digit", [np.full(784, 255.0)], r"from 255 to 255: expected floats in \[0, 1\]; divide"),
    ("plot_digit", [ONE], r"expected floats in \[0, 1\].*plot_signed"),
    ("plot_digit", [np.ones(784, int)], r"image holds int64 values: expected bytes .*astype"),
    ("plot_digit", [NAN], r"image holds 1 NaN or infinite values: expected finite .*look at"),
    ("plot_digit", [["a"] * 784], r"image holds <U1 entries: expected numbers; pass"),
    ("plot_signed", [np.zeros(784, dtype=np.uint8)], r"holds uint8 bytes.*weights.*_digit"),
    ("plot_signed", [W], r"values has shape \(3, 784\): expected 784 values or 28×28"),
    ("plot_signed", [NAN], r"values holds 1 NaN"),
    ("plot_signed", [ONE, 0], r"limit=0 cannot end a scale: expected a number above zero; leave"),
    ("plot_signed", [ONE, float("nan")], r"limit=nan cannot end"),
    ("plot_signed", [ONE, "shared"], r"limit='shared' cannot end"),
    ("plot_mosaic", [W[:, :50]], r"weights has shape \(3, 50\): expected \(n, 784\).*W1"),
    ("plot_mosaic", [ONE], r"weights has shape \(784,\): expected \(n, 784\)"),
    ("plot_mosaic", [W, 0], r"columns=0: expected a whole number of at least 1"),
    ("plot_mosaic", [W, 2, [0, 3]], r"order holds 3, which is out of range: .* 3 units \(0 to 2\)"),
    ("plot_mosaic", [W, 2, [1, 1]], r"order holds a unit twice: \[1, 1\]; pass each"),
    ("plot_mosaic", [W, 2, None, None, -1], r"marked holds -1, which is out of range"),
    ("plot_mosaic", [W, 2, [0, 1], None, 2], r"marked unit 2 is not on this wall: .*add it"),
    ("plot_mosaic", [W, 2, None, None, 0.5], r"marked=0.5 are no unit indices: expected whole"),
    ("plot_jet", [np.ones(784)], r"all 784 values are 1: expected at least two.*plot_signed"),
    ("plot_minmax_grey", [np.ones(784)], r"all 784 values are 1"),
    ("mark_pixel", [784], r"pixel holds 784, which is out of range"),
    ("plot_contributions", [[], []], r"values has shape \(0,\): expected at least one number"),
    ("plot_contributions", [[1.0, np.inf], ["a", "b"]], r"values holds 1 NaN or infinite"),
    ("plot_contributions", [[1.0, 2.0], ["a"]], r"labels has 1 entries: expected 2; pass a list"),
    ("plot_contributions", [[1.0, 2.0], "ab"], r"labels has one string: expected 2"),
    ("plot_contributions", [[1.0], ["a"], "", np.nan], r"running_from holds 1 NaN"),
    ("plot_contributions", [[9.0], ["a"], "", None, (-5, 5)], r"from 0 to 9, beyond limits.*wider"),
    ("plot_contributions", [[3.0], ["a"], "", 3, (-5, 5)], r"running sum reach from 0 to 6"),
    ("plot_contributions", [[2.0], ["a"], "", None, (1, 5)], r"do not hold zero: expected \(low"),
    ("plot_contributions", [[2.0], ["a"], "", None, None, 0], r"rows=0: expected a whole number"),
    ("plot_contributions", [[2.0, 1], ["a", "b"], "", None, None, 1], r"2 bars .*for 1"),
    ("plot_outputs", [[0.1, 0.9], 2], r"label=2 is out of range: there are 2 classes \(0 to 1\)"),
    ("plot_outputs", [[0.1, 0.9], 0.5], r"label=0.5 is out of range"),
    ("plot_outputs", [[0.1, 0.9], 0, ["a"]], r"names has 1 entries: expected 2"),
    ("plot_outputs", [np.ones((1, 10))], r"values has shape \(1, 10\): expected at least"),
    ("plot_activations", [[0.5, np.nan]], r"activations holds 1 NaN"),
    ("plot_activations", [[0.5], "up"], r'order=\'up\': expected "sorted", a list'),
    ("plot_activations", [[0.5], [1]], r"order holds 1, which is out of range: there are 1 units"),
    ("plot_activations", [[0.5, 1], [1], 0], r"marked units \[0\] are not among the 1 units.*add"),
    ("plot_learning_curves", [{}], r"0 curves: expected 1 to 6"),
    ("plot_learning_curves", [{str(i): [1] for i in range(7)}], r"7 curves.*spread them"),
    ("plot_learning_curves", [{"a": [1, np.nan]}], r"curve 'a' holds 1 NaN"),
    ("plot_learning_curves", [{"a": [[1]]}], r"curve 'a' has shape \(1, 1\): expected one number"),
    ("plot_learning_curves", [{"a": [1]}, "", "", (1, 0)], r"limits=\(1, 0\): expected"),
    ("plot_learning_curves", [{"a": [1, 2]}, "", "", None, 1], r"epochs=1, but .* epoch 2"),
    ("plot_confusion", [np.ones((2, 3), int)], r"counts has shape \(2, 3\): expected \(n, n\)"),
    ("plot_confusion", [np.eye(2)], r"counts holds float64 values from 0: expected whole numbers"),
    ("plot_confusion", [-COUNTS], r"counts holds int64 values from -1: expected whole"),
    ("plot_confusion", [COUNTS, ["a"]], r"classes has 1 entries: expected 3"),
    ("plot_confusion", [COUNTS, None, {(0, 3): ONE}], r"examples holds \(0, 3\): expected .* to 2"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSALS)
def test_plot_functions_refuse(ax, name, arguments, message):
    with pytest.raises(ValueError, match=message):
        getattr(plots, name)(ax, *arguments)


SHOWS = [
    ("panels", [0], r"n=0: expected a whole number"),
    ("panels", [2, -1], r"width=-1: expected inches"),
    ("panels", [2, 5, 3, (1, 2, 3)], r"ratios has shape \(3,\): expected 2 numbers"),
    ("show_digits", [[]], r"no pictures: expected at least one"),
    ("show_digits", [[np.zeros(5)]], r"image has shape \(5,\)"),
    ("show_digits", [[abs(ONE)], ["a", "b"]], r"titles has 2 entries: expected 1"),
    ("show_signed", [[ONE], None, "mine"], r"limit='mine': expected \"shared\", \"own\" or a"),
    ("show_product", [abs(ONE), ONE, NAN], r"products holds 1 NaN"),
    ("show_product", [abs(ONE), W, ONE], r"weights has shape \(3, 784\)"),
    ("show_units", [W, [3]], r"units holds 3, which is out of range"),
    ("show_units", [W, [0, 1], None, ["a"]], r"captions has 1 entries: expected 2"),
    ("show_contributors", [W, [0, 1], [1.0], 0.0], r"values has shape \(1,\): expected 2 numbers"),
    ("show_contributors", [np.tile(W, (4, 1)), range(11), range(11), 0], r"11 units: .*at most 10"),
    ("plot_unit_row", [[], W, [0]], r"1 units do not fit into 0 Axes: .*panels\(1\)"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), SHOWS)
def test_whole_figures_refuse(name, arguments, message):
    with pytest.raises(ValueError, match=message):
        getattr(plots, name)(*arguments)


@pytest.mark.parametrize("name", ["plot_digit", "plot_contributions", "plot_confusion"])
def test_the_axes_come_first(name, ax):
    arguments = {"plot_contributions": ([1.0], ["a"]), "plot_confusion": (COUNTS,)}
    with pytest.raises(TypeError, match=r"ax is of type ndarray: expected a matplotlib Axes"):
        getattr(plots, name)(ONE, *arguments.get(name, (abs(ONE),)))


UPDATES = {
    "plot_digit": (plots.update_digit, [abs(ONE)]),
    "plot_signed": (plots.update_signed, [ONE]),
    "plot_mosaic": (plots.update_mosaic, [W]),
    "plot_contributions": (plots.update_contributions, [[1.0], ["a"]]),
    "plot_outputs": (plots.update_outputs, [[1.0]]),
    "plot_activations": (plots.update_activations, [[1.0]]),
    "plot_learning_curves": (plots.update_learning_curves, [{"a": [1.0]}]),
}


@pytest.mark.parametrize("name", UPDATES)
def test_updating_an_empty_axes_names_the_function_to_call(name, ax):
    update, arguments = UPDATES[name]
    with pytest.raises(ValueError, match=f"nothing to update: expected one drawn by {name}"):
        update(ax, *arguments)


def test_updates_refuse_what_does_not_fit(ax):
    plots.plot_mosaic(ax, W, columns=3)
    with pytest.raises(ValueError, match=r"shape \(58, 58\), .*drawn with \(29, 87\): .*call plot"):
        plots.update_mosaic(ax, W, columns=2)
    plots.plot_activations(ax, [0.5])
    with pytest.raises(ValueError, match=r"activations reach from 0 to 9, beyond limits"):
        plots.update_activations(ax, [9.0])
    plots.plot_learning_curves(ax, {"a": [1.0]})
    with pytest.raises(ValueError, match=r"2 curves: this Axes was drawn with 1"):
        plots.update_learning_curves(ax, {"a": [1.0], "b": [1.0]})
