"""Bad input: every door of the room refuses it in words, before anything is drawn."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers import plots
from helpers.attribution import strongest_connections
from helpers.network import ACTIVATIONS, Network

W = np.linspace(-1, 1, 3 * 784).reshape(3, 784)
ONE, INK = W[0], abs(W[0])
COUNTS = np.eye(3, dtype=int)
PLANE, TWO = np.zeros(16), np.zeros((2, 2))
NET = Network((2, 2, 3), [np.eye(2), np.ones((3, 2))])
RUN, INTO = NET.forward(np.ones(2)), strongest_connections(NET, np.ones(2), k=9)
FENCE = [np.zeros((2, 2)), np.zeros((1, 2))], [np.zeros(2), np.zeros(1)]

# Name of the function, its arguments behind the Axes, and a part of what is said: once for each
# door and each check of the room.
REFUSED = [
    ("plot_digit", [np.zeros(783)], r"shape \(783,\): expected .*\(784,\) or \(28, 28\)"),
    ("plot_digit", [np.full(784, 255.0)], r"from 255 to 255: expected bytes .*from 0 to 1"),
    ("plot_digit", [np.ones(784, int)], "type int64.*draw signed values with plot_signed"),
    ("plot_signed", [np.zeros(784, dtype=np.uint8)], "no sign.*plot_digit"),
    ("plot_signed", [np.full(784, np.nan)], "picture holds NaN"),
    ("show_colourings", [np.where(ONE > 0, ONE, np.nan), 1.0], "picture holds NaN"),
    ("plot_signed", [ONE, 0], "limit=0: expected a number above 0"),
    ("plot_mosaic", [W[:, :50]], r"\(n, 784\).*W1"),
    ("plot_mosaic", [W, 2, [0, 3]], "3: expected a whole number from 0 to 2"),
    ("plot_mosaic", [W, 2, []], "order has .*at least 1"),
    ("plot_mosaic", [W, 2, [0, 1], None, 2], r"marked units \[2\] are not among the 2 units"),
    ("plot_contributions", [[1.0, 2.0], "ab"], "labels='ab': expected a list of 2"),
    ("plot_contributions", [[1.0], ["a"], "", np.nan], "running_from=nan"),
    ("plot_outputs", [[0.1, 0.9], 2], "label=2: expected a whole number from 0 to 1"),
    ("plot_outputs", [[0.1], None, "", (1, 0)], r"limits=\(1, 0\): expected"),
    ("plot_outputs", [[0.2, 5.0], None, "", (0, 1)], "reach from 0 to 5, and one would be cut off"),
    ("plot_contributions", [[1, 1], "a b".split(), "", 1.0, (0, 2)], "from 0 to 3, and one would"),
    ("show_added", [INK, [784]], r"pixels\[0\]=784: .*from 0 to 783"),
    ("show_added", [INK, [3], ["a"]], "titles has 1 entry: expected a list of 2"),
    ("plot_activations", [[3.5], None, None, "", (3, 4)], "zero, the bars .* from 0 to 3.5"),
    ("plot_activations", [[0.5], "up"], "order='up'.*choose one of sorted"),
    ("plot_activation_function", [ACTIVATIONS["softmax"], 0], "is no curve: pass ACTIVATIONS"),
    ("plot_activation_function", [ACTIVATIONS["tanh"], "2"], "z='2': expected a number"),
    ("plot_passed_on", [[1, 2], [1, 2, 3], ["a", "b"]], r"filled .* expected .*\(2,\)"),
    ("plot_passed_on", [[1, 2], [1, 2], ["a"]], "labels has 1 entry: expected a list of 2"),
    ("show_neuron", [np.zeros(784)], r"neuron is an ndarray: pass neuron\(network, image, unit"),
    ("plot_square", [np.zeros(99)], "99 numbers, which do not fill a square"),
    ("plot_square", [[0, 0.5, 1, 1.5]], r"from 0 to 1\.5: expected 0 to 1"),
    ("plot_learning_curves", [{str(i): [1] for i in range(7)}], "7 curves.*spread them"),
    ("plot_learning_curves", [{"a": [1]}, "", None, None, 1, False, ["b"]], "faded='b' is not"),
    ("plot_recalls", [[[0.5, 1.5]], [1]], "recalls: expected shares from 0 to 1"),
    ("plot_recalls", [[[0.5, 1]], [1, 1]], "pass one share for each row of recalls"),
    ("plot_curves", [{"a": [[1]]}, "share"], r"curves\['a'\] has .*\(1, 1\)"),
    ("plot_curves", [{"a": []}, "share"], "with n at least 1"),
    ("plot_plane", [PLANE, None, "", "", 4.0, TWO], "points without classes"),
    ("plot_plane", [PLANE, None, "", "", 4.0, None, [0, 1]], "classes without points"),
    ("plot_plane", [PLANE, None, "", "", 4.0, TWO, [0, 2]], "classes reach from 0 to 2"),
    ("plot_plane", [PLANE, None, "", "", 4.0, TWO, [0, 1], [True]], r"wrong has .*\(1,\)"),
    ("plot_plane", [PLANE, None, "", "", 4.0, None, None, None, [(1, 2)]], "rows w1, w2, b"),
    ("plot_points", [W[:, :2], [1, 2, 12]], "labels run from 1 to 12"),
    ("plot_points", [W[:, :2], [1, 2, 3], "", None, 3], "marked=3: .*from 0 to 2"),
    ("plot_on_curve", [[1.0], ["a", "b"], ACTIVATIONS["tanh"]], "labels has 2 entries"),
    ("show_on_curve", [{"a": [1.0], "b": [1.0, 2.0]}, "x", None], r"z\['b'\] has .*\(2,\)"),
    ("show_on_curve", [{"a": [1.0]}, ["x", "y"], ACTIVATIONS["tanh"]], "labels has 2 entries"),
    ("plot_lost", [[[1, 11]]], "counts reach from 1 to 11: expected 0 to 10"),
    ("show_forward_pass", [INK, [0.1, 0.2], [1.0]], "hidden has 2 numbers"),
    ("plot_confusion", [np.ones((2, 3), int)], r"shape \(2, 3\).*\(n, n\)"),
    ("plot_confusion", [-COUNTS], "values from -1"),
    ("plot_confusion", [COUNTS, "", (1, 3)], "marked=3: expected a whole number from 0 to 2"),
    ("set_view", ["hall"], "view='hall' is not there: choose one of page, lecture"),
    ("signed_number", ["1"], "value='1': expected a number"),
    ("grey_level_of_zero", [np.ones(784)], "all 784 values are 1.*plot_signed"),
    ("plane_points", [0], "side=0"),
    ("panel", [0], "width=0: expected a number above 0 below 50"),
    ("panels", [3, 5, 3, 2, (1, 2, 3)], r"ratios has .*\(2,\)"),
    ("panels", [2, 5, 3, None, (-1, 1)], "ratios=.*above 0"),
    ("show_digits", [INK], r"expected a list, of one images\[:1\]"),
    ("show_digits", [[]], "images has 0 entries"),
    ("show_digits", [[INK], ["a", "b"]], "titles has 2 entries: expected a list of 1"),
    ("show_signed", [[ONE], None, "mine"], "limit='mine'.*choose one of shared, own"),
    ("show_addition", [ONE, ONE, ONE, "ab"], "titles='ab': expected a list of 3"),
    ("show_step", [INK, 2 * INK, "abc"], "from 0 to 1 as as_pixels makes"),
    ("show_digit_rows", [{"a": [INK], "b": [INK, INK]}], r"have \[1, 2\] images: .* in each row"),
    ("show_digit_rows", [{"a": [INK]}, {"a": ["x", "y"]}], "has 2 entries: expected a list of 1"),
    ("show_digit_rows", [{"a": [INK]}, {"b": ["x"]}], "words='b' is not there: choose one of a"),
    ("show_products", [ONE, [INK], ["a"]], "titles has 1 entry: expected a list of 3"),
    ("show_shares", [{"a": [2.0]}, ["b"]], "expected shares from 0 to 1"),
    ("show_shares", [dict.fromkeys("abcdef", (0.5,)), ["b"]], "expected 1 to 5, more look alike"),
    ("show_red_and_blue", [[1.0], [-1.0, 0.0], 0.5, ["a"]], r"blue has .*\(2,\)"),
    ("show_contributors", [W, [0, 1], [1.0], 0.0], "a number for each unit"),
    ("show_contributors", [np.tile(W, (4, 1)), range(11), range(11), 0], "11 units: .*at most 10"),
    ("show_colourings", [ONE, 1, 784], "pixel=784"),
    ("show_table", [[[ONE]], ["a"], ["b", "c"]], "columns has 2 entries: expected a list of 1"),
    ("show_table", [[[ONE]], ["a"], ["b"], [[1, 2]]], r"agree has .*\(1,\)"),
    ("show_verdicts", [[["a"]], [["yes"]], ["b"], ["c"]], "expected True, False or None"),
    ("show_verdicts", [[["a"]], [[True]], ["b"], ["c"], [1, 0]], "widths=.*above 0"),
    ("show_verdicts", [[["a"]], [[True]], ["b"], ["c"], [1, 1], [2]], "from 0 to 1"),
    ("show_dots", [{"a": {"b": [[1]], "c": [[1], [2]]}}, ["d"], "e"], "the same number everywhere"),
    ("show_dots", [{"a": {"b": [[1]]}}, ["d", "e"], "f"], "labels has 2 entries"),
    ("show_scatter", [{"a": [1, 2]}, "b", "c"], "an x and a y for each point"),
    ("show_layer_rows", [{"a": W}, "abc", "jet"], "colouring='jet'.*signed, grey"),
    (
        "show_grouped_bars",
        [{"a": [[1, -1]]}, ["a"], ["b", "c"]],
        r"charts\['a'\] reaches down to -1",
    ),
    (
        "show_grouped_bars",
        [{"a": TWO}, [1, 2, 3], ["b", "c"]],
        "groups has 3 entries: expected a list of 2",
    ),
    (
        "show_grouped_bars",
        [{"a": TWO}, [1, 2], [1, 2, 3]],
        "names has 3 entries: expected a list of 2",
    ),
    (
        "show_grouped_bars",
        [{"a": [[1] * 4]}, ["a"], [1, 2, 3, 4]],
        "4 bars a group: expected 1 to 3",
    ),
    ("show_grouped_bars", [{"a": TWO, "b": [[1]]}, [1, 2], [1, 2]], "one for all"),
    ("show_grouped_bars", [{"a": TWO}, [1, 2], [1, 2], {"b": []}], "words='b'"),
    (
        "show_patch",
        [INK, (6, 6, 5, 13)],
        r"part=\(6, 6, 5, 13\): expected top, bottom, left, right",
    ),
    ("show_framed", [[ONE], (0, 9, 0, 9)], "pictures has 1 entry: expected 2 to 5"),
    ("show_framed", [[ONE, ONE], (0, 9, 20, 29)], "part=.*from 0 to 28"),
    ("show_planes", [[np.zeros(10)], ["a"]], r"maps\[0\] has 10 numbers"),
    ("show_fence", [*FENCE, None, TWO, [0, 1]], "not of one network"),
    ("show_way_out", [*FENCE, None, TWO, [0, 1], TWO, [1.0, 0.0]], "not of one network"),
    ("show_network", [NET, INTO], r"run is no forward pass of one image: pass network.forward"),
    ("show_network", [RUN, INTO[:1]], "connections has 1 entry: expected a list of 2"),
    ("show_network", [RUN, [INTO[0], 3]], "do not lead from layer to layer of this run"),
    ("show_network", [RUN, INTO[::-1]], "do not lead from layer to layer of this run"),
    ("show_network", [RUN, INTO, 3], "label=3: .* one of the 3 classes"),
    (
        "show_histograms",
        [[[1.0, 2.0]], [0, 2], ["a"]],
        "classes: expected 0 or 1 for each of the 2",
    ),
    ("show_histograms", [[[1.0, 2.0]], [1], ["a"]], "0 or 1 for each of the 2"),
    ("show_directions", [TWO, [0, 1], {"a": (0, 0)}], "is zero in both inputs"),
    ("show_points", [[TWO], [[1, 2], [3, 4]], ["a"]], r"labels has .*\(2, 2\)"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSED)
def test_doors_refuse(name, arguments, message):
    ax = [plt.figure().add_subplot()] if name.startswith("plot_") else []
    before = plt.get_fignums()
    with pytest.raises(ValueError, match=message):
        getattr(plots, name)(*ax, *arguments)
    assert plt.get_fignums() == before  # no empty figure is left
    assert not any(axes.has_data() for axes in ax)


def test_every_door_refuses_something():
    shown = {name for name in vars(plots) if name.startswith(("plot_", "show_", "panel"))}
    assert shown <= {name for name, _, _ in REFUSED}


def test_the_axes_come_first():
    with pytest.raises(
        ValueError, match=r"ax is an ndarray: expected a matplotlib Axes.*panel\(\)"
    ):
        plots.plot_digit(ONE, COUNTS)
