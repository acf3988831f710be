"""Drawing: any layout of an array and any caption is drawn, and refusals come in words."""

import functools
import inspect

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import plots
from helpers.attribution import neuron, strongest_connections
from helpers.network import ACTIVATIONS, HIDDEN, Network
from helpers.plots.images import plot_unit_row
from helpers.plots.layer_rows import COLOURINGS, plot_layer_row, plot_meter
from tests import strategies as some
from tests.properties.lawful import Case, finite, properties, public_functions

CAPTIONS = [
    "", "$", "$5 and $6", r"$\frac$", r"\alpha_1^2", "<script>alert(1)</script>", "two\nlines",
    "100 %", "{x}", "../file name.png", "é–×", "a very long caption " * 20,
]  # fmt: skip

COUNTS, FEW = some.no_whole_numbers(), some.no_whole_numbers(large=False)
BAD = {  # by the argument's name; of all others, no arrays
    **dict.fromkeys(
        ("bias", "height", "level", "limit", "other", "rest", "running_from", "z"),
        some.no_numbers(),
    ),
    **dict.fromkeys(("shared", "size", "value", "width"), some.no_numbers()),
    **dict.fromkeys(("bins", "columns", "decimals", "epochs", "first_epoch", "n", "side"), FEW),
    **dict.fromkeys(("shared", "size", "tallest", "value", "width"), some.no_numbers()),
    **dict.fromkeys(("columns", "decimals", "epochs", "first_epoch", "n", "side"), FEW),
    **dict.fromkeys(("label", "marked", "only", "pixel", "row"), COUNTS),
    **dict.fromkeys(("columns", "decimals", "epochs", "first_epoch", "n", "side"), FEW),
    **dict.fromkeys(("label", "marked", "only", "pixel"), COUNTS),
    **dict.fromkeys(("colouring", "view"), some.no_names()),
    "activation": st.sampled_from([None, 3, "sigmoid", ACTIVATIONS["softmax"]]),
    "neuron": st.sampled_from([None, 3, "unit", np.zeros(784)]),
    "ax": st.sampled_from([None, 3, "ax", some.Thing()]),
}
NO_ARRAYS = some.no_arrays() | st.sampled_from([{"a": None}, {"a": np.zeros(3)}, {"a": "b"}])
WORDS = (
    "as_shares",
    "below",
    "end_label",
    "hollow",
    "kinds",
    "narrow",
    "inks",
    "numbers",
    "sizes",
    "start_label",
    "title",
    "xlabel",
    "ylabel",
)  # which may be anything

of = st.fixed_dictionaries


def many(most, parts):
    """Arguments of which some have one length, from 1 to `most`."""
    return st.integers(1, most).flatmap(lambda n: of(parts(n)))


def perhaps(strategy):
    return st.none() | strategy


def axes(n):
    """An array of some Axes."""
    return st.builds(lambda: Figure(figsize=(4, 3)).subplots(1, n, squeeze=False)[0])


def words(n, unique=False):
    return st.lists(st.sampled_from(CAPTIONS), min_size=n, max_size=n, unique=unique)


def layer(n):
    """Pictures of which each can be stretched."""
    return some.floats((n, 784)).filter(lambda found: np.ptp(found.astype(float), axis=1).all())


def seen(n):
    """Points of two classes on a plane."""
    return {"points": some.floats((n, 2)), "classes": some.whole(2, n), "limit": LIMIT}


@st.composite
def fence(draw, units=range(1, 9)):
    network = draw(some.networks([(2, n, 1) for n in units]))
    network = Network(network.sizes, network.weights, network.biases, "tanh", "sigmoid")
    run = network.forward(plots.plane_points(4))
    found = {"weights": network.weights, "biases": network.biases, "run": run}
    return found | {"points": draw(some.floats((3, 2))), "classes": draw(some.whole(2, 3))}


@st.composite
def a_neuron(draw):
    network = draw(some.networks([(784, 2, 3), (784, 1, 2), (784, 3, 12, 2)]))
    return neuron(network, draw(some.pixels(784)).astype(np.float32), unit=0)


@st.composite
def network_at_work(draw):
    network = draw(some.networks([(2, 3, 1), (784, 2, 2), (5, 3, 40, 3)]))
    x = draw(some.pixels(network.sizes[0]))
    k = draw(st.integers(1, 30))
    found = {"run": network.forward(x), "connections": strongest_connections(network, x, k)}
    return found | {"label": draw(perhaps(st.integers(0, 1))), "height": draw(some.numbers(2, 6))}


AX, ONE_WORD = {"ax": axes(1).map(lambda found: found[0])}, st.sampled_from(CAPTIONS)
CAPTION, NUMBER, LIMIT = perhaps(ONE_WORD), some.numbers(-2, 2), perhaps(some.numbers(0.01, 5))
TITLED = AX | {"title": CAPTION}
DIGIT = some.bytes_(784) | some.pixels(784) | some.pixels(28, 28)
SIGNED = some.floats((784,)) | some.floats((28, 28))
PLANE = st.sampled_from([1, 4, 25]).flatmap(lambda n: some.floats((n,)))
LINES = st.just([]) | some.floats((2, 3))
CURVE = st.integers(0, 5).flatmap(some.pixels)
CURVES = st.dictionaries(ONE_WORD, CURVE, min_size=1, max_size=6)
DIGITS, COLUMNS = st.integers(0, 9), st.integers(1, 4)
PART = st.sampled_from([(6, 12, 5, 13), [0, 1, 27, 28], np.array([0, 28, 0, 28])])
VARIED = layer(1).map(lambda found: found[0])
INCHES = {"width": some.numbers(1, 9), "height": some.numbers(1, 9)}

GOOD = {
    plots.plot_digit: of(TITLED | {"image": DIGIT}),
    plots.plot_signed: of(TITLED | {"picture": SIGNED, "limit": LIMIT}),
    plot_unit_row: of({
        "axes": axes(3), "weights": some.floats((4, 784)), "units": some.chosen(4, 1, 3),
        "narrow": st.booleans(),
    }),
    plots.plot_mosaic: of(TITLED | {
        "weights": some.floats((5, 784)), "order": perhaps(some.chosen(5, 1)), "limit": LIMIT,
        "columns": st.integers(1, 7),
    }),
    plots.plot_contributions: many(6, lambda n: TITLED | {
        "values": some.floats((n,)), "labels": words(n), "running_from": perhaps(NUMBER),
        "narrow": st.booleans(), "hatched": st.integers(0, 6), "start_label": ONE_WORD,
        "end_label": ONE_WORD,
    }),
    plots.plot_outputs: of(TITLED | {
        "outputs": some.pixels(3), "label": perhaps(st.integers(0, 2)), "names": perhaps(words(3)),
    }),
    plots.plot_activations: of(TITLED | {
        "activations": some.floats((6,)), "marked": perhaps(st.integers(0, 5)),
        "order": perhaps(st.just("sorted") | st.permutations(range(6))), "narrow": st.booleans(),
        "level": perhaps(NUMBER), "kinds": ONE_WORD,
    }),
    plots.plot_activation_function: of(TITLED | {
        "activation": st.sampled_from([ACTIVATIONS[name] for name in HIDDEN]),
        "z": some.numbers(-99, 99), "other": perhaps(NUMBER),
    }),
    plots.plot_on_curve: many(6, lambda n: TITLED | {
        "z": some.floats((n,)), "labels": words(n), "limit": LIMIT,
        "activation": st.sampled_from([ACTIVATIONS[name] for name in HIDDEN]),
    }),
    plots.show_on_curve: many(4, lambda n: {
        "z": st.builds(dict.fromkeys, words(2, unique=True), some.floats((n,))),
        "labels": words(n),
        "activation": st.sampled_from([ACTIVATIONS[name] for name in HIDDEN]),
    }),
    plots.plot_lost: many(3, lambda n: TITLED | {"counts": some.whole(10, n, 4)}),
    plots.plot_passed_on: many(9, lambda n: TITLED | {
        "framed": some.floats((n,)), "filled": some.floats((n,)), "labels": words(n),
        "limit": LIMIT, "below": ONE_WORD, "numbers": st.booleans(),
    }),
    plots.plot_square: of(TITLED | {"values": some.pixels(4) | some.pixels(9)}),
    plots.plot_learning_curves: of(TITLED | {
        "curves": CURVES, "first_epoch": st.integers(0, 1), "as_shares": st.booleans(),
    }),
    plots.plot_recalls: many(4, lambda n: TITLED | {
        "recalls": some.pixels(n, 3), "shares": some.pixels(n), "before": CURVE,
        "lost": st.floats(0, 1), "names": perhaps(words(3)),
    }),
    plots.plot_curves: of(TITLED | {
        "curves": CURVES.filter(lambda curves: all(map(len, curves.values()))), "xlabel": ONE_WORD,
    }),
    plots.plot_confusion: many(3, lambda n: TITLED | {
        "counts": some.whole(50, n, n), "marked": perhaps(st.tuples(*[st.integers(0, n - 1)] * 2)),
        "names": perhaps(words(n)),
    }),
    plots.plot_plane: many(4, lambda n: TITLED | seen(n) | {
        "values": PLANE, "below": CAPTION, "wrong": perhaps(st.just(np.ones(n, bool))),
        "lines": perhaps(LINES),
    }),
    plots.plot_points: many(6, lambda n: TITLED | {
        "places": some.floats((n, 2)), "labels": some.whole(10, n), "only": perhaps(DIGITS),
        "shares": perhaps(some.pixels(2)), "marked": perhaps(st.integers(0, n - 1)),
        "names": perhaps(words(10)),
    }),
    plot_layer_row: of({
        "axes": axes(2), "pictures": layer(2), "titles": words(2), "limit": LIMIT,
        "colouring": st.sampled_from(list(COLOURINGS)), "narrow": st.booleans(),
    }),
    plot_meter: of(AX | {"names": words(3), "shares": some.pixels(3)}),
    plots.show_digits: many(3, lambda n: {
        "images": st.tuples(*[DIGIT] * n), "titles": perhaps(words(n)), "columns": COLUMNS,
    }),
    plots.show_digit_rows: many(3, lambda n: {
        "rows": of({"a": st.tuples(*[DIGIT] * n), "$b": st.tuples(*[DIGIT] * n)}),
        "words": perhaps(of({"a": words(n)})),
        "outlined": perhaps(of({"$b": some.whole(2, 784).map(lambda found: found == 1)})),
    }),
    plots.show_shares: many(3, lambda n: {
        "shares": st.builds(dict.fromkeys, words(2, unique=True), some.pixels(n)),
        "groups": words(n), "title": CAPTION, "height": some.numbers(2, 6),
        "decimals": st.integers(0, 1),
    }),
    plots.show_red_and_blue: many(4, lambda n: {
        "red": some.pixels(n), "blue": some.pixels(n).map(np.negative), "bias": NUMBER,
        "labels": words(n), "title": CAPTION,
    }),
    plots.show_products: many(3, lambda n: {
        "weights": SIGNED, "images": st.tuples(*[some.pixels(784)] * n), "titles": words(1 + 2 * n),
    }),
    plots.show_added: many(4, lambda n: {
        "image": DIGIT, "pixels": some.chosen(784, n, n), "titles": words(2),
    }),
    plots.show_signed: many(3, lambda n: {
        "pictures": st.tuples(*[SIGNED] * n), "titles": perhaps(words(n)),
        "limit": st.sampled_from(["shared", "own"]), "columns": COLUMNS,
        "verdicts": perhaps(words(n)),
    }),
    plots.show_addition: of({
        "first": SIGNED, "second": SIGNED, "total": SIGNED, "titles": words(3),
    }),
    plots.show_step: of({"before": DIGIT, "after": DIGIT, "titles": words(3)}),
    plots.show_forward_pass: of({
        "image": DIGIT, "hidden": some.pixels(4) | some.pixels(9), "outputs": some.pixels(3),
        "label": perhaps(st.integers(0, 2)),
    }),
    plots.show_contributors: many(3, lambda n: {
        "weights": some.floats((4, 784)), "units": some.chosen(4, n, n), "title": CAPTION,
        "values": some.floats((n,)), "bias": NUMBER, "rest": perhaps(NUMBER),
        "start_label": ONE_WORD, "end_label": ONE_WORD,
    }),
    plots.show_neuron: of({"neuron": a_neuron()}),
    plots.show_colourings: of({
        "picture": VARIED, "shared": some.numbers(0.1, 3), "pixel": st.integers(0, 783),
    }),
    plots.show_grouped_bars: many(3, lambda n: {
        "charts": st.builds(
            dict.fromkeys, words(2, unique=True), some.pixels(4, n).map(np.atleast_2d)
        ),
        "groups": words(4), "names": words(n),
    }),
    plots.show_table: many(3, lambda n: {
        "pictures": st.lists(st.tuples(*[SIGNED] * n), min_size=2, max_size=2), "rows": words(2),
        "columns": words(n), "agree": perhaps(some.floats((2, n))),
    }),
    plots.show_verdicts: many(3, lambda n: {
        "cells": st.lists(words(n), min_size=2, max_size=2), "rows": words(2), "columns": words(n),
        "verdicts": st.lists(st.tuples(*[st.sampled_from([True, False, None])] * n), min_size=2,
            max_size=2),
        "widths": perhaps(st.lists(some.numbers(0.5, 3), min_size=n + 1, max_size=n + 1)),
        "lines": st.lists(st.integers(0, 2)),
    }),
    plots.show_dots: many(3, lambda n: {
        "parts": st.builds(dict.fromkeys, words(2, unique=True), st.builds(
            dict.fromkeys, words(2, unique=True),
            st.lists(some.floats((2,)), min_size=n, max_size=n),
        )),
        "labels": words(n), "xlabel": ONE_WORD, "marks": some.floats((2,)),
    }),
    plots.show_scatter: of({
        "xlabel": ONE_WORD, "ylabel": ONE_WORD,
        "pairs": st.builds(dict.fromkeys, words(2, unique=True), some.floats((4, 2))),
    }),
    plots.show_layer_rows: many(3, lambda n: {
        "rows": st.builds(dict.fromkeys, words(2, unique=True), layer(n)), "titles": words(n),
        "limit": st.sampled_from(["row", "shared"]),
        "colouring": st.sampled_from(list(COLOURINGS)),
    }),
    plots.show_patch: of({"image": DIGIT, "part": PART, "titles": words(2)}),
    plots.show_framed: st.integers(2, 5).flatmap(lambda n: st.fixed_dictionaries({
        "pictures": st.tuples(*[SIGNED] * n), "part": PART, "titles": perhaps(words(n)),
    })),
    plots.show_planes: many(3, lambda n: seen(n) | {
        "maps": st.tuples(*[PLANE] * n), "titles": words(n),
        "lines": perhaps(st.tuples(*[LINES] * n)),
    }),
    plots.show_fence: fence(),
    plots.show_way_out: fence([2]).map(
        lambda a: a | {"start": a["points"][:2], "way": np.array([0.6, -0.8])}
    ),
    plots.show_network: network_at_work(),
    plots.show_histograms: many(3, lambda n: {
        "values": st.tuples(*[some.floats((5,))] * n), "titles": words(n), "names": words(2),
        "classes": some.whole(2, 5), "bins": st.integers(1, 60), "below": CAPTION,
    }),
    plots.show_directions: many(4, lambda n: {
        "points": some.floats((n, 2)), "classes": some.whole(2, n), "names": words(2),
        "directions": st.builds(
            dict.fromkeys, words(2, unique=True), st.just((1.0, -2.0)),
        ),
    }),
    plots.show_points: many(3, lambda n: {
        "pictures": some.floats((n, 4, 2)), "titles": words(n),
        "labels": some.whole(10, 4) | some.whole(10, n, 4),
    }),
    plots.panel: of(INCHES),
    plots.panels: many(4, lambda n: INCHES | {
        "n": st.just(n), "ratios": perhaps(st.lists(some.numbers(1, 3), min_size=n, max_size=n)),
    }),
    plots.grey_level_of_zero: of({"picture": VARIED}),
    plots.plane_points: of({"side": st.integers(1, 9)}),
    plots.set_view: of({"view": st.just("page")}),
    plots.signed_number: of({"value": some.numbers(-1e4, 1e4), "decimals": st.integers(0, 6)}),
}  # fmt: skip


def drawn(found, arguments):
    """What was drawn can be put on paper, and no caption was taken for a formula."""
    some_axes = np.ravel(np.asarray(found, dtype=object))
    figure = some_axes[0].figure.get_figure(root=True)
    texts = [text for text in figure.findobj(Text) if "$" in text.get_text()]
    for text in texts:
        assert not text.get_parse_math(), text
    if texts or settings.default.max_examples > 100:  # drawing takes its time
        figure.canvas.draw()


def again(plot):
    """A second drawing on the Axes of the first."""

    @functools.wraps(plot)
    def both(first, later):
        plot(**first)
        return plot(**later | {name: first[name] for name in ("ax", "axes") if name in first})

    return both


def cases():
    for function, good in GOOD.items():
        name, holds = function.__name__, None
        if name.startswith(("plot_", "show_")):
            holds = drawn
        elif name == "plane_points":
            holds = finite
        arguments = [key for key in inspect.signature(function).parameters if key not in WORDS]
        is_door = getattr(plots, name, None) is function
        bad = {key: BAD.get(key, NO_ARRAYS) for key in arguments} if is_door else {}
        yield Case(function, good, bad, holds=holds, examples=0.25)
        if name.startswith("plot_"):
            twice = of({"first": good, "later": good})
            yield Case(again(function), twice, holds=drawn, examples=0.1)


def test_every_function_has_its_case():
    assert {function.__name__ for function in GOOD} >= public_functions(plots)


test_good, test_bad = properties(list(cases()))
