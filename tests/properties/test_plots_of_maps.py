"""Drawing planes, points, curves, layers and tables: drawn as they are, or refused in words."""

import functools

import numpy as np
from hypothesis import strategies as st
from matplotlib.figure import Figure

from helpers import plots
from helpers.network import Network
from helpers.plots.layers import COLOURINGS
from tests import strategies as some
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
    signed,
    twice,
)
from tests.properties.lawful import Case, finite, properties

DICTS = st.one_of(ARRAYS, st.sampled_from([{"a": None}, {"a": np.zeros(3)}, {"a": "b"}]))


def names(n):
    return st.lists(st.sampled_from(CAPTIONS), min_size=n, max_size=n, unique=True)


@st.composite
def points(draw):
    """Points of two classes, some of them wrong; or none."""
    n = draw(st.integers(0, 4))
    if n == 0:
        return {}
    found = {"points": draw(some.floats((n, 2))), "classes": draw(some.whole(2, n))}
    return found | {"wrong": draw(st.sampled_from([None, np.ones(n, bool)]))}


def lines():
    return st.one_of(st.none(), st.just([]), some.floats((2, 3)))


def over_the_plane():
    return st.sampled_from([1, 4, 25]).flatmap(lambda n: some.floats((n,)))


@st.composite
def plane(draw):
    found = {"ax": draw(axes()), "values": draw(over_the_plane()), "limit": draw(limit())}
    found |= {"title": draw(caption()), "below": draw(caption()), "lines": draw(lines())}
    return found | draw(points())


@st.composite
def planes(draw):
    n = draw(st.integers(1, 3))
    found = {"maps": [draw(over_the_plane()) for _ in range(n)], "limit": draw(limit())}
    found |= {"titles": draw(captions(n)), "below": draw(captions(n))}
    own = st.lists(lines(), min_size=n, max_size=n)
    return found | {"lines": draw(st.one_of(st.none(), own))} | draw(points())


@st.composite
def fence(draw):
    units = draw(st.integers(1, 8))
    network = draw(some.networks([(2, units, 1)]))
    network = Network(network.sizes, network.weights, network.biases, "tanh", "sigmoid")
    run = network.forward(plots.plane_points(4))
    found = {"weights": network.weights, "biases": network.biases, "run": run}
    return found | {"points": draw(some.floats((3, 2))), "classes": draw(some.whole(2, 3))}


@st.composite
def scatter(draw):
    n = draw(st.integers(1, 6))
    found = {"ax": draw(axes()), "places": draw(some.floats((n, 2)))}
    found |= {"labels": draw(some.whole(10, n)), "title": draw(caption())}
    found |= {"shares": draw(st.one_of(st.none(), some.pixels(2), st.just((0.5, 0.25))))}
    found |= {"marked": draw(st.one_of(st.none(), st.integers(0, n - 1)))}
    return found | {"only": draw(st.one_of(st.none(), st.integers(0, 9)))}


@st.composite
def scatters(draw):
    n, k = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    one = draw(some.whole(10, k))
    found = {"pictures": [draw(some.floats((k, 2))) for _ in range(n)]}
    found |= {"labels": draw(st.sampled_from([one, [one] * n])), "titles": draw(captions(n))}
    pairs = st.lists(some.pixels(2), min_size=n, max_size=n)
    return found | {"shares": draw(st.one_of(st.none(), pairs))}


@st.composite
def curves(draw):
    called = draw(names(draw(st.integers(1, 6))))
    values = {name: draw(some.floats((draw(st.integers(2, 5)),))) for name in called}
    found = {"ax": draw(axes()), "curves": values, "xlabel": draw(st.sampled_from(CAPTIONS))}
    marked = st.one_of(st.none(), st.just({called[0]: 0.5}))
    return found | {"title": draw(caption()), "ylabel": draw(caption()), "marked": draw(marked)}


@st.composite
def pictures(draw, n):
    """Pictures of a layer, and a colouring that they can have."""
    found = draw(some.floats((n, 784)))
    varied = np.ptp(found.astype(float), axis=1).all()
    return found, draw(st.sampled_from(COLOURINGS if varied else COLOURINGS[:1]))


@st.composite
def layer_row(draw, n=2):
    found = {"ax": Figure(figsize=(6, 3)).subplots(1, n), "titles": draw(captions(n))}
    found["pictures"], found["colouring"] = draw(pictures(n))
    return found | {"limit": draw(limit()), "narrow": draw(st.booleans())}


@st.composite
def layer_rows(draw):
    n = draw(st.integers(1, 3))
    rows = {name: draw(pictures(n)) for name in draw(names(draw(st.integers(1, 3))))}
    alike = {colouring for _, colouring in rows.values()}
    found = {"rows": {name: row for name, (row, _) in rows.items()}}
    found |= {"titles": draw(st.lists(caption(), min_size=n, max_size=n))}
    found |= {"limit": draw(st.sampled_from(["row", "shared", 1.5]))}
    return found | {"colouring": alike.pop() if len(alike) == 1 else "signed"}


@st.composite
def meter(draw, n=3):
    words = draw(st.lists(st.sampled_from(CAPTIONS), min_size=n, max_size=n))
    found = {"ax": draw(axes()), "names": words, "shares": draw(some.pixels(n))}
    return found | {"title": draw(caption())}


@st.composite
def effects(draw):
    walls = {name: draw(some.floats((784, draw(st.integers(1, 12))))) for name in draw(names(2))}
    found = {"image": draw(digits()), "effects": walls, "outputs": draw(some.pixels(3))}
    found |= {"label": draw(st.one_of(st.none(), st.integers(0, 2)))}
    limits = st.one_of(st.none(), st.just({}), st.just(dict.fromkeys(walls, 2.0)))
    return found | {"limits": draw(limits), "height": draw(some.numbers(2, 4))}


@st.composite
def table(draw):
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    found = {"pictures": [[draw(signed()) for _ in range(columns)] for _ in range(rows)]}
    words = st.lists(st.sampled_from(CAPTIONS), min_size=columns, max_size=columns)
    return found | {"rows": draw(captions(rows)), "columns": draw(words)}


def on_axes(function):
    """A function of several Axes, called with the first argument named `ax`, as the others."""

    @functools.wraps(function)
    def called(ax, **more):
        return function(ax, **more)

    return called


PLANE = {"values": ARRAYS, "points": ARRAYS, "classes": ARRAYS, "lines": ARRAYS, "limit": NUMBERS}
POINTS = {"places": ARRAYS, "labels": ARRAYS, "shares": ARRAYS, "marked": COUNT, "only": COUNT}
ROW = {"pictures": ARRAYS, "titles": ARRAYS, "colouring": NAMES, "limit": NUMBERS}
METER = {"names": ARRAYS, "shares": ARRAYS}
TABLE = [
    (plots.plot_plane, plane(), PLANE | BAD_AXES | {"size": NUMBERS, "wrong": ARRAYS}),
    (redrawn(plots.plot_plane, plots.update_plane), twice(plane(), "title"), PLANE),
    (plots.show_planes, planes(),
     {"maps": ARRAYS, "titles": ARRAYS, "below": ARRAYS, "lines": ARRAYS, "limit": NUMBERS}),
    (plots.show_fence, fence(),
     {"weights": ARRAYS, "biases": ARRAYS, "points": ARRAYS, "classes": ARRAYS}),
    (plots.plot_points, scatter(), POINTS | BAD_AXES),
    (redrawn(plots.plot_points, plots.update_points), twice(scatter(), "title"), POINTS),
    (plots.show_points, scatters(),
     {"pictures": ARRAYS, "labels": ARRAYS, "titles": ARRAYS, "shares": ARRAYS}),
    (plots.plot_curves, curves(), {"curves": DICTS, "marked": DICTS} | BAD_AXES),
    (on_axes(plots.plot_layer_row), layer_row(), ROW),
    (redrawn(plots.plot_layer_row, plots.update_layer_row), twice(layer_row()), ROW),
    (plots.show_layer_rows, layer_rows(),
     {"rows": DICTS, "titles": ARRAYS, "colouring": NAMES, "limit": NUMBERS}),
    (plots.plot_meter, meter(), METER | BAD_AXES),
    (redrawn(plots.plot_meter, plots.update_meter), twice(meter(), "title"), METER),
    (plots.show_effects, effects(),
     {"image": ARRAYS, "effects": DICTS, "outputs": ARRAYS, "label": COUNT, "limits": DICTS,
      "height": NUMBERS}),
    (plots.show_table, table(), {"pictures": ARRAYS, "rows": ARRAYS, "columns": ARRAYS}),
]  # fmt: skip
CASES = [
    *(Case(*row, holds=drawn, examples=0.25) for row in TABLE),
    Case(plots.plane_points, of(side=st.integers(1, 9)), {"side": FEW}, holds=finite),
]

test_good, test_bad = properties(CASES)
