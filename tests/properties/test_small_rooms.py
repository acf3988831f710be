"""Points, the playground and drawings: a result, or a refusal in words."""

import io

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from helpers import drawings, photographs, playground, points
from helpers.network import HIDDEN
from tests import strategies as some
from tests.properties.asked import ARRAYS, COUNT, FEW, NAMES, NUMBERS, RNG, of
from tests.properties.lawful import Case, finite, properties, public_functions

SIZES = [(2, 3, 1), (2, 1, 1)]
FILES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]),
)


def both_classes(found, arguments):
    finite(found, arguments)
    assert found[0].shape == (arguments["n"], 2) and set(found[1].tolist()) == {0, 1}


@st.composite
def a_training(draw):
    n, hidden = draw(st.integers(1, 6)), draw(st.sampled_from(HIDDEN))
    start = playground.small_network(2, draw(some.generators()), hidden)
    found = of(points=some.floats((n, 2)), classes=some.whole(2, n), steps=st.integers(1, 4),
               learning_rate=some.numbers(0.01, 1))  # fmt: skip
    return {"network": start} | draw(found)


def keeps_each(found, arguments):
    assert [frame.step for frame in found] == list(range(arguments["steps"] + 1))
    assert all(np.isfinite(frame.loss) and 0 <= frame.share <= 1 for frame in found)


def a_game(**more):
    return of(name=st.sampled_from(["blobs", "rings"]), units=st.integers(1, 3),
              n=st.integers(2, 6), std=some.numbers(0, 2), **more)  # fmt: skip


@st.composite
def a_picture(draw):
    """A PNG's or JPEG's bytes: specks on white."""
    shape = draw(st.sampled_from([(9, 9), (3, 40), (30, 7)]))
    values = np.full(shape, 255, np.uint8)
    specks = np.random.default_rng(draw(some.seeds())).integers(0, 128, shape, dtype=np.uint8)
    values[1:-1:2, 1:-1:2] = specks[1:-1:2, 1:-1:2]
    page = io.BytesIO()
    Image.fromarray(values).save(page, draw(st.sampled_from(["png", "jpeg"])))
    return {"content": page.getvalue(), "name": draw(st.sampled_from(["a.png", "<b>", "$"]))}


def ink_on_paper(found, arguments):
    ink = found.ink() if isinstance(found, photographs.Picture) else found
    finite(ink, arguments)
    assert ink.min() >= 0 and ink.max() <= 1


GAME = {"name": NAMES, "units": FEW, "std": NUMBERS, "n": FEW}
PLACE = st.integers(0, 14)
POINTS = [
    Case(points.sample,
         of(name=st.sampled_from(list(points.SETS)), n=st.integers(2, 9), rng=some.generators(),
            noise=some.numbers(0, 1)),
         RNG | {"n": FEW, "noise": NUMBERS, "name": NAMES}, holds=both_classes),
]  # fmt: skip
PLAYGROUND = [
    Case(playground.small_network,
         of(units=st.integers(1, 5), rng=some.generators(), std=some.numbers(0, 3),
            hidden=st.sampled_from(HIDDEN)),
         RNG | {"units": FEW, "std": NUMBERS, "hidden": NAMES}),
    Case(playground.training, a_training(),
         {"network": some.networks(), "points": ARRAYS, "classes": ARRAYS, "steps": FEW,
          "learning_rate": NUMBERS}, holds=keeps_each),
    Case(playground.play, a_game(seed=st.just(0)), GAME | {"seed": FEW}, examples=0.25),
    Case(playground.shares, a_game(seeds=st.just(1)), GAME | {"seeds": FEW}, holds=finite,
         examples=0.25),
    Case(playground.lines_again,
         of(network=some.networks(SIZES), other=some.networks(SIZES), within=some.numbers(1, 90)),
         {"other": some.networks(), "within": NUMBERS}, holds=finite),
    Case(playground.way_out, of(network=some.networks([(2, 2, 1)])), {"network": some.networks()},
         holds=finite),
    Case(playground.in_strip,
         of(points=some.floats((4, 2)), start=some.floats((2, 2)),
            way=st.just(np.array([0.6, 0.8]))),
         {"points": ARRAYS, "start": ARRAYS, "way": ARRAYS}, holds=finite),
]  # fmt: skip
DRAWINGS = [
    Case(drawings.as_drawn, of(ink=st.one_of(some.pixels(28, 28), some.pixels(56, 56))),
         {"ink": ARRAYS}, holds=ink_on_paper),
    Case(drawings.as_mnist, of(ink=st.one_of(some.pixels(3, 40), some.pixels(30, 30))),
         {"ink": ARRAYS}, holds=ink_on_paper),
    Case(drawings.half_size, of(pixels=some.pixels(784), top=PLACE, left=PLACE),
         {"pixels": ARRAYS, "top": COUNT, "left": COUNT}, holds=ink_on_paper),
    Case(drawings.on_a_square, of(ink=some.pixels(3, 40)), {"ink": ARRAYS}, holds=ink_on_paper),
    Case(drawings.in_the_middle, of(ink=some.pixels(3, 40)), {"ink": ARRAYS}, holds=ink_on_paper),
    Case(photographs.read_picture, a_picture(), {"content": FILES}, holds=ink_on_paper),
]  # fmt: skip
CASES = POINTS + PLAYGROUND + DRAWINGS


def test_every_function_has_its_case():
    files = {"free_name", "save_drawing"}  # tests/test_drawings.py writes files
    shown = public_functions(playground) | public_functions(drawings) | {"sample"}
    shown |= public_functions(photographs)
    assert {str(case) for case in CASES} == shown - files


test_good, test_bad = properties(CASES)
