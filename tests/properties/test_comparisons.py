"""Attribution held against something: methods on trial, what pictures are like, odd images."""

import numpy as np
from hypothesis import strategies as st

from helpers import attribution
from helpers.attribution import LETTERS, METHODS, PUSHES
from tests import strategies as some
from tests.properties.asked import (
    ARRAYS,
    COUNT,
    FEW,
    IMAGES,
    LAYER,
    NAMES,
    NUMBERS,
    RNG,
    of,
    on_an_image,
    only,
    width,
)
from tests.properties.lawful import Case, all_finite, finite, properties


@st.composite
def a_ranking(draw):
    found = draw(on_an_image())
    network, layer = found["network"], found["layer"]
    found["ranking"] = draw(some.floats((network.sizes[0],)))
    return found | {"node": draw(st.integers(0, width(network, layer) - 1))}


@st.composite
def parts_of(draw):
    found = draw(on_an_image())
    network = found["network"]
    shape = network.sizes[0], width(network, found["layer"])
    several = some.pixels(draw(st.integers(1, 3)), network.sizes[0])
    found["baseline"] = draw(st.one_of(st.none(), some.pixels(network.sizes[0]), several))
    return found | {"parts": draw(some.floats(shape))}


def gap_is_the_difference(found, arguments):
    all_finite(found, arguments)
    np.testing.assert_allclose(found.parts - found.change, found.gap, atol=1e-9)


@st.composite
def on_trial(draw):
    network = draw(some.networks([(4, 3, 2), (6, 5, 4, 3)]))
    n, n_in = draw(st.integers(1, 2)), network.sizes[0]
    several = some.pixels(draw(st.integers(1, 3)), n_in)
    judges = [draw(some.floats((n_in, network.sizes[-1]))) for _ in range(n)]
    return {
        "network": network,
        "images": draw(some.pixels(n, n_in)),
        "method": METHODS[draw(st.sampled_from(list(METHODS)))],
        "rng": draw(some.generators()),
        "baseline": draw(st.one_of(st.none(), some.pixels(n_in), several)),
        "reference": draw(st.one_of(st.none(), some.pixels(n_in))),
        "judges": draw(st.sampled_from([None, judges])),
    }


def judged(found, arguments):
    finite(found[:3], arguments)
    assert np.isnan(found.agreement) == (arguments["judges"] is None)


def places():
    return of(places=some.floats((5, 2)), labels=some.whole(3, 5))


@st.composite
def portraits(draw):
    rng = np.random.default_rng(draw(some.seeds()))
    labels = rng.permutation(np.arange(12) % 10)
    images = rng.integers(0, 256, (12, 784), dtype=np.uint8)
    picture = some.floats((2, 784)).filter(lambda p: np.ptp(p, axis=1).all())
    layout = draw(st.sampled_from(some.LAYOUTS[:-1]))
    return {"pictures": draw(picture), "images": some.laid_out(images, layout), "labels": labels}


@st.composite
def a_push(draw):
    network = draw(some.networks())
    digit, rival = draw(some.chosen(network.sizes[-1], 2, 2))
    found = {"network": network, "image": draw(some.pixels(network.sizes[0]))}
    found |= {"digit": digit, "rival": rival, "by": draw(st.sampled_from(PUSHES))}
    found |= {"ink": draw(some.numbers(0, 1)), "most": draw(st.integers(0, 4))}
    return found | {"rng": draw(some.generators())}


def few_pixels_changed(found, arguments):
    changed = found != arguments["image"].astype(np.float32)
    assert changed.sum() <= arguments["most"]
    assert (found[changed] == np.float32(arguments["ink"])).all()


def pages():
    shape = st.sampled_from([(784,), (0, 784), (2, 784)])
    return shape.flatmap(lambda s: st.one_of(some.bytes_(*s), some.pixels(*s)))


def same_kind(found, arguments):
    images = arguments["images"]
    assert found.shape == images.shape and found.dtype.kind == images.dtype.kind


def keeps_its_ink(found, arguments):
    same_kind(found, arguments)
    np.testing.assert_array_equal(np.sort(found, axis=-1), np.sort(arguments["images"], axis=-1))


BLANK = st.just(np.zeros((12, 784), np.uint8))
TWO = of(picture=some.floats((6,)), other=some.floats((6,)))
NOT_TWO = {"picture": ARRAYS, "other": ARRAYS}
PARTS = of(parts=some.floats((5, 2)), others=some.floats((5, 2)))
CURVE = LAYER | {"ranking": ARRAYS, "node": COUNT}

# The methods, and what they are held against.
TRIALS = [
    Case(attribution.all_single_pixel_effects, on_an_image().map(only("network", "image")),
         {"image": ARRAYS, "baseline": ARRAYS}, holds=all_finite),
    Case(attribution.residual, parts_of(), LAYER | {"parts": ARRAYS}, holds=gap_is_the_difference),
    Case(attribution.insertion_curve, a_ranking(), CURVE, holds=finite),
    Case(attribution.deletion_curve, a_ranking(), CURVE, holds=finite),
    Case(attribution.agreement, PARTS, {"parts": ARRAYS, "others": ARRAYS}, holds=finite),
    Case(
        attribution.method_trial, on_trial(),
        IMAGES | {"method": NAMES, "baseline": ARRAYS, "reference": ARRAYS, "judges": ARRAYS},
        holds=judged,
    ),
    Case(attribution.push_pixels, a_push(),
         {"image": ARRAYS, "digit": COUNT, "rival": COUNT, "by": NAMES, "ink": NUMBERS,
          "most": FEW, "rng": COUNT}, holds=few_pixels_changed),
]  # fmt: skip
# Pictures and images.
LIKENESS = [
    Case(attribution.rank_correlation, TWO, NOT_TWO, holds=finite),
    Case(attribution.overlap, TWO.map(lambda a: a | {"k": 3}), NOT_TWO | {"k": COUNT},
         holds=finite),
    Case(attribution.smoothness, of(pictures=some.floats((2, 784)).filter(
        lambda p: np.ptp(p, axis=1).all())), {"pictures": ARRAYS}, holds=finite),
    Case(attribution.portrait_likeness, portraits(),
         {"pictures": ARRAYS, "images": st.one_of(ARRAYS, BLANK), "labels": ARRAYS},
         holds=finite, examples=0.5),
    Case(attribution.principal_components,
         of(rows=some.floats((5, 4)).filter(lambda rows: np.ptp(rows, axis=0).any()),
            k=st.integers(1, 4)),
         {"rows": ARRAYS, "k": COUNT}, holds=all_finite),
    Case(attribution.nearest_centres, places(), {"places": ARRAYS, "labels": ARRAYS},
         holds=finite),
    Case(attribution.own_centre_share, places(), {"places": ARRAYS, "labels": ARRAYS},
         holds=finite),
    Case(attribution.shifted,
         of(images=pages(), right=st.integers(-28, 28), down=st.integers(-28, 28)),
         IMAGES | {"right": COUNT, "down": COUNT}, holds=same_kind),
    Case(attribution.inverted, of(images=pages()), IMAGES, holds=same_kind),
    Case(attribution.scattered, of(images=pages(), rng=some.generators()), IMAGES | RNG,
         holds=keeps_its_ink),
    Case(attribution.noise, of(n=st.integers(0, 3), rng=some.generators()), RNG | {"n": FEW}),
    Case(attribution.letter, of(name=st.sampled_from(list(LETTERS))), {"name": NAMES}),
    Case(attribution.oddities, of(image=some.bytes_(784), rng=some.generators()),
         RNG | {"image": ARRAYS}, holds=all_finite),
]  # fmt: skip
CASES = TRIALS + LIKENESS

test_good, test_bad = properties(CASES)
