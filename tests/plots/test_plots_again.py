"""Drawing again on the same Axes: what stays, what is made anew, and that both look alike."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers import plots
from helpers.network import ACTIVATIONS
from helpers.plots.images import plot_stretched, plot_unit_row
from helpers.plots.layer_rows import plot_layer_row, plot_meter
from helpers.plots.rows import plot_outlined, plot_row
from tests.plots.look import pixels_of

RNG = np.random.default_rng(3)
W = RNG.standard_normal((23, 784)).astype(np.float32)
IMAGE = RNG.integers(0, 256, 784, dtype=np.uint8)
PLANE = plots.plane_points()
SEEN = {"points": PLANE[:40], "classes": np.arange(40) % 2, "lines": [(1, 2, 0.3)]}
PLACES, DIGITS = W[:, :2], np.arange(23) % 10
COUNTS = np.array([[980, 5, 0], [12, 1100, 3], [0, 40, 1001]])


def on_one(plot):
    """A function of several Axes, on one."""
    return lambda ax, *arguments, **more: plot([ax], *arguments, **more)[0]


# Of each function, two drawings that need the same artists.
AGAIN = {
    "digit": (plots.plot_digit, [IMAGE, "a"], [IMAGE[::-1], "b"]),
    "signed": (plots.plot_signed, [W[0]], [3 * W[1], 2.0, "b"]),
    "stretched": (plot_stretched, [W[0], "jet"], [W[1], "jet"]),
    "wall": (plots.plot_mosaic, [W], [3 * W, 10, None, 5.0, [3], "b"]),
    "unit row": (on_one(plot_unit_row), [W, [0]], [W, [1], True]),
    "layer row": (on_one(plot_layer_row), [W[:1], ["a"]], [W[1:2], ["b"], "grey", None, True]),
    "outlined": (plot_outlined, [IMAGE, 5], [IMAGE[::-1], 27, "b"]),
    "row": (plot_row, [np.linspace(0, 1, 28)], [np.linspace(0.7, 0.2, 28), "b"]),
    "contributions": (
        plots.plot_contributions,
        [[1.0, 2, 3, 4], ["w", "x", "y", "z"]],
        [[7, -9], ["b", "c"], "b", 1.0, (-9, 9)],
    ),
    "outputs": (plots.plot_outputs, [[1.0, 3], 1], [[9.0, -3], 0, "b", (-9, 9)]),
    "activations": (
        plots.plot_activations,
        [[0.5, 0.25]],
        [[0.1, 0.9], "sorted", [0], "b", (-1, 3), True],
    ),
    "activation function": (
        plots.plot_activation_function,
        [ACTIVATIONS["sigmoid"], 0.5],
        [ACTIVATIONS["sigmoid"], -12.0, 3.0, "b", "after"],
    ),
    "another activation function": (
        plots.plot_activation_function,
        [ACTIVATIONS["sigmoid"], 0.5],
        [ACTIVATIONS["tanh"], -0.5],
    ),
    "on curve": (
        plots.plot_on_curve,
        [[-3.0, 2.0], ["a", "b"], ACTIVATIONS["sigmoid"]],
        [[-12.0, -11.0], ["c", "d"], ACTIVATIONS["sigmoid"], "b", 25.0],
    ),
    "lost": (plots.plot_lost, [np.eye(3, dtype=int)], [7 * np.eye(3, dtype=int)[::-1], "b"]),
    "passed on": (
        plots.plot_passed_on,
        [[1.0, 2], [0.5, -1], ["x", "y"]],
        [[3.0, -1], [0.0, 2], ["v", "w"], "b", 9.0, "below", False],
    ),
    "square": (plots.plot_square, [np.zeros(9)], [np.linspace(0, 1, 9), "b"]),
    "plane": (plots.plot_plane, [PLANE.prod(axis=1)], [PLANE[:, 1], 2.0, "b", "below"]),
    "points": (plots.plot_points, [PLACES, DIGITS], [-PLACES, DIGITS, "b", (0.5, 0.2), 3, 7]),
    "meter": (plot_meter, [["a", "b"], [0.1, 0.2]], [["c", "d"], [0.5, 0.0]]),
    "learning": (
        plots.plot_learning_curves,
        [{"a": [], "b": [1.0]}],
        [{"c": [1.0, 3, 2], "d": [5.0]}, "b", (0, 6), 9, 0],
    ),
    "recalls": (
        plots.plot_recalls,
        [[[0, 0.5]], [0.1]],
        [[[1, 0], [0.9, 0.6], [0.8, 0.7]], [0.5, 0.9, 0.8], "b", [0.2, 0.3], 9],
    ),
    "confusion": (plots.plot_confusion, [COUNTS], [2 * COUNTS.T, "b", (1, 2)]),
    "curves": (plots.plot_curves, [{"a": [0, 1]}, "share"], [{"b": [1, 0.5]}, "part", "b"]),
}
NEW = ("curves", "another activation function")  # which are always drawn anew
KEPT = [name for name in AGAIN if name not in NEW]


def new_axes():
    return plt.figure(figsize=(5, 3)).add_subplot()


def artists(ax):
    return [*ax.images, *ax.patches, *ax.lines, *ax.texts]


@pytest.mark.parametrize("name", AGAIN)
def test_the_second_drawing_looks_as_if_it_were_the_first(name):
    plot, first, second = AGAIN[name]
    changed, new, other = new_axes(), new_axes(), new_axes()
    plot(new, *second)
    assert plot(changed, *first) is changed
    before = pixels_of(changed.figure)
    assert plot(changed, *second) is changed
    np.testing.assert_array_equal(pixels_of(changed.figure), pixels_of(new.figure))
    assert (pixels_of(changed.figure) != before).any()
    plots.plot_outputs(other, [0.5, 0.5, 0.5], 1, title="other")  # without a frame
    plots.plot_digit(other, IMAGE)  # with square pixels
    other.figure.canvas.draw()
    plot(other, *second)
    np.testing.assert_array_equal(pixels_of(other.figure), pixels_of(new.figure))


@pytest.mark.parametrize("name", KEPT)
def test_artists_stay_and_so_do_pictures_that_are_the_same(name):
    plot, first, second = AGAIN[name]
    ax = plot(new_axes(), *first)
    before = artists(ax)
    plot(ax, *second)
    assert artists(ax)[: len(before)] == before
    pictures = [image.get_array() for image in ax.images]
    plot(ax, *second)
    assert all(a is b.get_array() for a, b in zip(pictures, ax.images, strict=True))


@pytest.mark.parametrize("name", ["plane", "points", "outlined"])
def test_lines_that_are_the_same_are_left_alone(name):
    plot, arguments, _ = AGAIN[name]
    more = SEEN if name == "plane" else {}
    ax = plot(new_axes(), *arguments, **more)
    ax.figure.canvas.draw()
    plot(ax, *arguments, **more)
    assert not any(part.stale for part in (*ax.images, *ax.lines))


@pytest.mark.parametrize("name", ["digit", "signed", "wall", "contributions", "activations"])
def test_a_title_stays_until_another_is_given(name):
    plot, first, second = AGAIN[name]
    ax = plot(new_axes(), *first, **({} if name == "digit" else {"title": "a"}))
    plot(ax, *(second[:1] if name != "contributions" else second[:2]))
    assert ax.get_title() == "a"


@pytest.mark.parametrize(
    ("plot", "first", "second"),
    [
        (plots.plot_contributions, [[1.0], ["a"]], [[1.0, 2], ["a", "b"]]),
        (plots.plot_contributions, [[1.0], ["a"]], [[1.0], ["a"], None, 2.0]),
        (plots.plot_outputs, [[1.0, 2]], [[1.0, 2, 3]]),
        (plots.plot_outputs, [[1.0, 2, 3]], [[1.0, 2]]),
        (plots.plot_mosaic, [W, 3], [W, 2]),
        (plots.plot_mosaic, [W, 3], [W[:9], 3]),
        (plots.plot_mosaic, [W, 3], [W, 3, range(23)]),
        (plots.plot_mosaic, [W, 3, range(23)], [W, 3]),
        (plots.plot_square, [np.ones(4)], [np.ones(9)]),
        (plot_meter, [["a"], [0.5]], [["a", "b"], [0.5, 0.5]]),
        (plots.plot_learning_curves, [{"a": [1.0]}], [{"a": [1.0], "b": [2.0]}]),
        (
            plots.plot_learning_curves,
            [{"a": [1.0]}],
            [{"a": [1.0]}, "", None, None, 1, False, ["a"]],
        ),
        (plots.plot_recalls, [[[1, 0]], [1]], [[[1, 0, 1]], [1]]),
        (plots.plot_confusion, [COUNTS], [COUNTS[:2, :2]]),
        (plot_stretched, [W[0], "jet"], [W[0], "grey"]),
    ],
)
def test_what_needs_other_artists_is_made_anew(plot, first, second):
    changed, new = plot(new_axes(), *first), plot(new_axes(), *second)
    plot(changed, *second)
    np.testing.assert_array_equal(pixels_of(changed.figure), pixels_of(new.figure))


def test_what_is_cleared_by_hand_is_made_anew():
    ax = plots.plot_digit(new_axes(), IMAGE, "a")
    ax.clear()
    ax.plot([0, 1])
    plots.plot_digit(ax, IMAGE)
    assert len(ax.images) == 1 and len(ax.lines) == 0 and ax.get_title() == ""


GROUND = ["digit", "signed", "wall", "unit row", "contributions", "outputs", "points", "plane"]


@pytest.mark.parametrize("name", GROUND)
def test_only_artists_change(name):
    """Ticks and frame stay, so that they can be painted once for all frames of a figure."""
    plot, *drawings = AGAIN[name]
    ax, pages = new_axes(), []
    for drawing in drawings:
        plot(ax, *drawing)
        shown = [artist for artist in (*artists(ax), ax.title) if artist.get_visible()]
        plt.setp(shown, visible=False)
        pages.append(pixels_of(ax.figure))
        plt.setp(shown, visible=True)
    np.testing.assert_array_equal(*pages)


def test_a_title_that_is_not_given_stays_also_where_all_is_made_anew():
    for first, later in (([0.1, 0.9], [0.2, 0.8]), ([0.1, 0.9], [0.2, 0.3, 0.5])):
        ax = plots.plot_outputs(plots.panel(), first, title="outputs")
        assert plots.plot_outputs(ax, later).get_title() == "outputs"
    assert plots.plot_digit(ax, IMAGE).get_title() == "", "another function's title"


def test_the_axis_of_activations_is_that_of_what_is_drawn_now():
    ax = plots.plot_activations(plots.panel(), [100.0, 0.2])
    drawn_alone = plots.plot_activations(plots.panel(), [0.1, 0.2])
    assert plots.plot_activations(ax, [0.1, 0.2]).get_ylim() == drawn_alone.get_ylim()
    assert plots.plot_activations(ax, [1.2, 0.2]).get_yticks().max() == 1.2


def test_minus_zero_is_drawn_as_zero():
    ax = plots.plot_signed(plots.panel(), W[0])
    assert not np.signbit(plots.plot_signed(ax, -np.zeros(784)).images[0].get_array()).any()
