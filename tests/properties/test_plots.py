"""Drawing: any layout of an array and any caption is drawn, and refusals come in words."""

import functools

import numpy as np
from hypothesis import strategies as st
from matplotlib.figure import Figure

from helpers import plots
from tests import strategies as some
from tests.properties import test_plots_of_maps
from tests.properties.drawing import (
    ARRAYS,
    BAD_AXES,
    CAPTIONS,
    COUNT,
    FEW,
    NAMES,
    NUMBERS,
    axes,
    caption,
    captions,
    digits,
    drawn,
    limit,
    of,
    redrawn,
    row,
    signed,
    twice,
)
from tests.properties.lawful import Case, properties, public_functions


@st.composite
def contributions(draw):
    k = draw(st.integers(1, 6))
    labels = draw(st.lists(st.sampled_from(CAPTIONS), min_size=k, max_size=k))
    start = draw(st.one_of(st.none(), some.numbers(-2, 2)))
    found = {"ax": draw(axes()), "values": draw(some.floats((k,))), "labels": labels}
    return found | {"title": draw(caption()), "running_from": start, "narrow": draw(st.booleans())}


@st.composite
def the_same_bars(draw):
    first = draw(contributions())
    ax, k = first.pop("ax"), len(first["values"])
    first["limits"] = (-50, 50)
    later = {"values": draw(some.floats((k,))), "labels": ["$"] * k}
    return {"ax": ax, "first": first} | later | {"running_from": first["running_from"]}


@st.composite
def outputs(draw, n=3):
    found = {"ax": draw(axes()), "values": draw(some.pixels(n)), "title": draw(caption())}
    names = draw(st.one_of(st.none(), st.lists(st.sampled_from(CAPTIONS), min_size=n, max_size=n)))
    return found | {"label": draw(st.one_of(st.none(), st.integers(0, n - 1))), "names": names}


@st.composite
def activations(draw, n=6):
    order = st.one_of(st.none(), st.just("sorted"), st.permutations(range(n)))
    found = {"ax": draw(axes()), "activations": draw(some.pixels(n)), "order": draw(order)}
    marked = draw(st.one_of(st.none(), st.integers(0, n - 1)))
    return found | {"marked": marked, "title": draw(caption()), "narrow": draw(st.booleans())}


@st.composite
def wall(draw, n=5):
    order = draw(st.one_of(st.none(), some.chosen(n, 1)))
    found = {"ax": draw(axes()), "weights": draw(some.floats((n, 784))), "order": order}
    found |= {"columns": draw(st.integers(1, 7)), "limit": draw(limit())}
    return found | {"title": draw(caption())}


@st.composite
def the_same_wall(draw):
    first = draw(wall())
    later = {"weights": draw(some.floats((5, 784)))}
    later |= {name: first[name] for name in ("columns", "order")}
    return {"ax": first.pop("ax"), "first": first} | later


@st.composite
def curves(draw):
    names = draw(st.lists(st.sampled_from(CAPTIONS), min_size=2, max_size=2, unique=True))
    values = {name: draw(some.pixels(draw(st.integers(0, 4)))) for name in names}
    found = {"ax": draw(axes()), "curves": values, "title": draw(caption())}
    return found | {"ylabel": draw(caption()), "first_epoch": draw(st.integers(0, 1))}


@st.composite
def unit_row(draw, n=4):
    units = draw(some.chosen(n, 1, 3))
    pictures = Figure(figsize=(6, 3)).subplots(1, 3)
    found = {"axes": pictures, "weights": draw(some.floats((n, 784))), "units": units}
    return found | {"limit": draw(limit()), "captions": draw(captions(len(units)))}


def update_unit_row(axes, weights, units, **more):
    plots.plot_unit_row(axes, weights, units)
    return plots.update_unit_row(axes, weights, units, **more)


@st.composite
def confusion(draw, n=3):
    counts = draw(some.whole(50, n, n))
    place = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    names = draw(st.one_of(st.none(), st.lists(st.sampled_from(CAPTIONS), min_size=n, max_size=n)))
    examples = draw(st.one_of(st.none(), st.dictionaries(place, digits(), max_size=2)))
    found = {"ax": draw(axes()), "counts": counts, "classes": names, "examples": examples}
    return found | {"title": draw(caption()), "marked": draw(st.one_of(st.none(), place))}


@st.composite
def contributors(draw, n=5):
    units = draw(some.chosen(n, 1))
    found = {"weights": draw(some.floats((n, 784))), "units": units}
    found |= {"values": draw(some.floats((len(units),))), "bias": draw(some.numbers(-2, 2))}
    found |= {"rest": draw(st.one_of(st.none(), some.numbers(-2, 2))), "limit": draw(limit())}
    return found | {"title": draw(caption()), "start_label": draw(st.sampled_from(CAPTIONS))}


@st.composite
def tiles(draw, picture, **more):
    n = draw(st.integers(1, 3))
    found = {"titles": draw(captions(n)), "columns": draw(st.integers(1, 4))}
    name = "images" if picture is digits else "pictures"
    found[name] = [draw(picture()) for _ in range(n)]
    return found | {key: draw(value) for key, value in more.items()}


def marked_digit(ax, image, pixel):
    return plots.mark_pixel(plots.plot_digit(ax, image), pixel)


def update_confusion_mark(ax, first, marked):
    plots.plot_confusion(ax, **first)
    return plots.update_confusion_mark(ax, marked)


DIGIT = of(ax=axes(), image=digits(), title=caption())
SIGNED = of(ax=axes(), values=signed(), limit=limit(), title=caption())
VARIED = some.floats((784,), np.float64).filter(np.ptp)
OUTLINED = of(ax=axes(), image=digits(), row=row(), title=caption())
ROW = of(ax=axes(), pixels=some.pixels(28), title=caption(), upright=st.booleans())
IMAGE, VALUES = {"image": ARRAYS}, {"values": ARRAYS, "limit": NUMBERS}
BARS = {"values": ARRAYS, "labels": ARRAYS}
LAYER = {"activations": ARRAYS, "order": ARRAYS, "marked": COUNT}
WALL = {"weights": ARRAYS, "order": ARRAYS, "limit": NUMBERS}
UNITS = {"weights": ARRAYS, "units": ARRAYS, "limit": NUMBERS, "captions": ARRAYS}

# Name, good arguments, bad ones; each is drawn where it returns Axes.
TABLE = [
    (plots.plot_digit, DIGIT, IMAGE | BAD_AXES),
    (redrawn(plots.plot_digit, plots.update_digit), twice(DIGIT, "title"), IMAGE),
    (plots.plot_signed, SIGNED, VALUES | BAD_AXES),
    (redrawn(plots.plot_signed, plots.update_signed), twice(SIGNED, "title"), VALUES),
    (plots.plot_unit_row, unit_row(), UNITS),
    (functools.wraps(plots.update_unit_row)(update_unit_row), unit_row(), UNITS),
    (plots.plot_outlined, OUTLINED, IMAGE | {"row": COUNT} | BAD_AXES),
    (redrawn(plots.plot_outlined, plots.update_outlined), twice(OUTLINED, "title"),
     IMAGE | {"row": COUNT}),
    (plots.plot_row, ROW, {"pixels": ARRAYS, "every": FEW} | BAD_AXES),
    (redrawn(plots.plot_row, plots.update_row), twice(ROW, "title", "upright"),
     {"pixels": ARRAYS}),
    (plots.show_row, of(image=digits(), row=row()), IMAGE | {"row": COUNT}),
    (plots.plot_mosaic, wall(), WALL | {"columns": FEW, "marked": COUNT} | BAD_AXES),
    (redrawn(plots.plot_mosaic, plots.update_mosaic), the_same_wall(), WALL),
    (plots.plot_contributions, contributions(),
     BARS | {"running_from": NUMBERS, "limits": ARRAYS, "rows": FEW} | BAD_AXES),
    (redrawn(plots.plot_contributions, plots.update_contributions), the_same_bars(),
     BARS | {"running_from": NUMBERS}),
    (plots.plot_outputs, outputs(),
     {"values": ARRAYS, "label": COUNT, "names": ARRAYS, "limits": ARRAYS} | BAD_AXES),
    (redrawn(plots.plot_outputs, plots.update_outputs), twice(outputs(), "title"),
     {"values": ARRAYS, "label": COUNT, "names": ARRAYS}),
    (plots.plot_activations, activations(), LAYER | {"limits": ARRAYS} | BAD_AXES),
    (redrawn(plots.plot_activations, plots.update_activations), twice(activations(), "title"),
     LAYER),
    (plots.plot_square, of(ax=axes(), values=some.pixels(9), title=caption()),
     {"values": ARRAYS} | BAD_AXES),
    (plots.plot_learning_curves, curves(),
     {"limits": ARRAYS, "epochs": FEW, "first_epoch": FEW, "curves": ARRAYS} | BAD_AXES),
    (redrawn(plots.plot_learning_curves, plots.update_learning_curves),
     twice(curves(), "title", "ylabel"), {"epochs": FEW, "curves": ARRAYS}),
    (plots.plot_confusion, confusion(),
     {"counts": ARRAYS, "classes": ARRAYS, "marked": ARRAYS} | BAD_AXES),
    (functools.wraps(plots.update_confusion_mark)(update_confusion_mark),
     confusion().map(lambda a: {"ax": a.pop("ax"), "marked": a.pop("marked"), "first": a}),
     {"marked": ARRAYS}),
    (plots.plot_jet, of(ax=axes(), values=VARIED, title=caption()), {"values": ARRAYS} | BAD_AXES),
    (plots.plot_minmax_grey, of(ax=axes(), values=VARIED, title=caption()),
     {"values": ARRAYS} | BAD_AXES),
    (functools.wraps(plots.mark_pixel)(marked_digit),
     of(ax=axes(), image=digits(), pixel=st.integers(0, 783)), {"pixel": COUNT}),
    (plots.show_digits, tiles(digits), {"titles": ARRAYS, "columns": FEW, "images": ARRAYS}),
    (plots.show_signed, tiles(signed, limit=st.sampled_from(["shared", "own", 1.5])),
     {"titles": ARRAYS, "columns": FEW, "pictures": ARRAYS, "limit": NUMBERS}),
    (plots.show_product,
     of(image=digits(), weights=signed(), products=signed(), titles=captions(3)),
     {"image": ARRAYS, "weights": ARRAYS, "products": ARRAYS}),
    (plots.show_units,
     unit_row().map(lambda a: {name: a[name] for name in a if name != "axes"}), UNITS),
    (plots.show_contributors, contributors(),
     {"weights": ARRAYS, "units": ARRAYS, "values": ARRAYS, "bias": NUMBERS, "rest": NUMBERS,
      "limit": NUMBERS}),
    (plots.show_colourings,
     of(values=VARIED, shared=some.numbers(0.1, 3), pixel=st.integers(0, 783)),
     {"values": ARRAYS, "shared": NUMBERS, "pixel": COUNT}),
    (plots.panel, of(width=some.numbers(1, 9), height=some.numbers(1, 9)),
     {"width": NUMBERS, "height": NUMBERS}),
]  # fmt: skip
OTHERS = [
    Case(plots.panels, of(n=st.integers(1, 4), columns=st.integers(1, 4)),
         {"n": FEW, "columns": FEW, "width": NUMBERS, "height": NUMBERS, "ratios": ARRAYS},
         examples=0.25),
    Case(plots.mosaic, wall().map(lambda a: {k: a[k] for k in ("weights", "columns", "order")}),
         {"weights": ARRAYS, "columns": FEW, "order": ARRAYS}),
    Case(plots.grey_level_of_zero, of(values=VARIED), {"values": ARRAYS}),
    Case(plots.set_view, of(view=st.just("page")), {"view": NAMES}),
    Case(plots.signed_number, of(value=some.numbers(-1e4, 1e4), decimals=st.integers(0, 6)),
         {"value": NUMBERS, "decimals": FEW}),
]  # fmt: skip
CASES = [Case(*row, holds=drawn, examples=0.25) for row in TABLE] + OTHERS


def test_every_function_has_its_case():
    have = {str(case) for case in CASES + test_plots_of_maps.CASES}
    assert have == public_functions(plots)


test_good, test_bad = properties(CASES)
