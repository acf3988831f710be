"""Points, the playground and drawings: a result, or a refusal in words."""

import io

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from helpers import drawings, playground, points
from helpers.playground.play import SETTINGS
from tests import strategies as some
from tests.properties.asked import ARRAYS, COUNT, FEW, NAMES, NUMBERS, RNG, of
from tests.properties.lawful import Case, all_finite, finite, properties, public_functions

MAKERS = [points.blobs, points.rings, points.moons, points.xor, points.spiral]
SIZES = [(2, 3, 1), (2, 1, 1)]
FILES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]),
)


def of_a_set(**more):
    noise = some.numbers(0, 1)
    return of(n=st.integers(2, 9), rng=some.generators(), noise=noise, **more)


def both_classes(found, arguments):
    all_finite(found, arguments)
    assert found[0].shape == (arguments["n"], 2) and set(found[1].tolist()) == {0, 1}


@st.composite
def a_training(draw):
    n, stages = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    network = draw(some.networks(SIZES))
    start = playground.small_network(2, draw(some.generators()), network.hidden)
    found = {"network": start, "points": draw(some.floats((n, 2)))}
    found |= {"classes": draw(some.whole(2, n)), "stages": stages}
    steps = stages + draw(st.integers(0, 3))
    return found | {"steps": steps, "learning_rate": draw(some.numbers(0.01, 1))}


def keeps_its_stages(found, arguments):
    assert len(found) == arguments["stages"] + 1 and found[-1].step == arguments["steps"]
    assert all(np.isfinite(frame.loss) and 0 <= frame.share <= 1 for frame in found)


@st.composite
def a_game(draw):
    found = {"name": draw(st.sampled_from(list(SETTINGS)[:2])), "units": draw(st.integers(1, 3))}
    return found | {"n": draw(st.integers(2, 6)), "std": draw(some.numbers(0, 2))}


@st.composite
def a_picture(draw):
    """A PNG's or JPEG's bytes, of noise."""
    shape = draw(st.sampled_from([(9, 9), (3, 40), (30, 7)]))
    values = np.random.default_rng(draw(some.seeds())).integers(0, 256, shape, dtype=np.uint8)
    values[0], values[-1], values[:, 0], values[:, -1] = 255, 255, 255, 255
    values[1:-1, 1:-1] //= 2
    page = io.BytesIO()
    Image.fromarray(values).save(page, draw(st.sampled_from(["png", "jpeg"])))
    return {"content": page.getvalue(), "name": draw(st.sampled_from(["a.png", "<b>", "$"]))}


def ink_on_paper(found, arguments):
    ink = found[0] if isinstance(found, tuple) else found
    finite(ink, arguments)
    assert ink.min() >= 0 and ink.max() <= 1


@st.composite
def neighbours(draw):
    n = draw(st.integers(1, 5))
    found = {"pixels": draw(some.pixels(784)), "images": draw(some.bytes_(n, 784))}
    return found | {"k": draw(st.integers(1, n))}


SET = RNG | {"n": FEW, "noise": NUMBERS}
GAME = {"name": NAMES, "units": FEW, "std": NUMBERS, "n": FEW}
PLACE = st.integers(0, 14)
POINTS = [
    *(Case(maker, of_a_set(), SET, holds=both_classes) for maker in MAKERS),
    Case(points.sample, of_a_set(name=st.sampled_from(list(points.SETS))), SET | {"name": NAMES},
         holds=both_classes),
]  # fmt: skip
PLAYGROUND = [
    Case(playground.small_network,
         of(units=st.integers(1, 5), rng=some.generators(), std=some.numbers(0, 3),
            hidden=st.sampled_from(["tanh", "sigmoid", "relu"])),
         RNG | {"units": FEW, "std": NUMBERS, "hidden": NAMES}),
    Case(playground.training, a_training(),
         {"network": some.networks(), "points": ARRAYS, "classes": ARRAYS, "steps": FEW,
          "stages": FEW, "learning_rate": NUMBERS}, holds=keeps_its_stages),
    Case(playground.play, a_game().map(lambda a: a | {"seed": 0}), GAME | {"seed": FEW},
         examples=0.25),
    Case(playground.shares, a_game().map(lambda a: a | {"seeds": 1}), GAME | {"seeds": FEW},
         holds=finite, examples=0.25),
    Case(playground.lines_again,
         of(network=some.networks(SIZES), other=some.networks(SIZES), within=some.numbers(1, 90)),
         {"other": some.networks(), "within": NUMBERS}, holds=finite),
]  # fmt: skip
DRAWINGS = [
    Case(drawings.as_drawn, of(ink=st.one_of(some.pixels(28, 28), some.pixels(56, 56))),
         {"ink": ARRAYS}, holds=ink_on_paper),
    Case(drawings.as_mnist, of(ink=st.one_of(some.pixels(3, 40), some.pixels(30, 30))),
         {"ink": ARRAYS}, holds=ink_on_paper),
    Case(drawings.half_size, of(pixels=some.pixels(784), top=PLACE, left=PLACE),
         {"pixels": ARRAYS, "top": COUNT, "left": COUNT}, holds=ink_on_paper),
    Case(drawings.nearest_images, neighbours(), {"pixels": ARRAYS, "images": ARRAYS, "k": COUNT},
         holds=all_finite),
    Case(drawings.read_picture, a_picture(), {"content": FILES}, holds=ink_on_paper),
]  # fmt: skip
CASES = POINTS + PLAYGROUND + DRAWINGS


def test_every_function_has_its_case():
    files = {"free_name", "save_drawing"}  # tests/test_drawings.py writes files
    shown = public_functions(playground) | public_functions(drawings) - files
    assert {str(case) for case in PLAYGROUND + DRAWINGS} == shown


test_good, test_bad = properties(CASES)
