"""Arrays find their places: any layout, order and way round that says enough, and no other."""

import itertools

import numpy as np
import pytest

from helpers.own_network.arrays import named_arrays, readings

RNG = np.random.default_rng(0)
SIZES = (784, 30, 20, 10)
LAYERS = [
    (RNG.normal(size=(n, m)), RNG.normal(size=n))
    for m, n in itertools.pairwise(SIZES)
]  # fmt: skip
W, B = zip(*LAYERS, strict=True)
FLAT = [array for layer in LAYERS for array in layer]
TURNED = [(weights.T, biases) for weights, biases in LAYERS]
LAYOUTS = {
    "flat": FLAT,
    "flat, inputs first": [array for layer in TURNED for array in layer],
    "weights, then biases": [*W, *B],
    "biases, then weights": [*B, *W],
    "pairs": LAYERS,
    "pairs, inputs first": TURNED,
    "lists of pairs": [list(layer) for layer in LAYERS],
    "two lists": (list(W), list(B)),
    "two lists, columns": (list(W), [b[:, np.newaxis] for b in B]),
    "rows": [array for weights, biases in TURNED for array in (weights, biases[np.newaxis])],
    "a dict": {f"{'Wb'[k]}{n}": a for n, pair in enumerate(LAYERS) for k, a in enumerate(pair)},
    "a dict in another order": dict(
        zip(("b2", "W1", "b1", "W2", "W3", "b3"), (B[1], W[0], B[0], W[1], W[2], B[2]), strict=True)
    ),
    "names that say nothing": dict(zip("uvwxyz", FLAT, strict=True)),
    "lists of numbers": [array.tolist() for array in FLAT],
    "with a counter": {f"{n}": a for n, a in enumerate([*FLAT, np.array(7)])},
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_arrays_are_read_in_every_usual_layout(layout):
    first = readings(named_arrays(LAYOUTS[layout]), 784)[0]
    for (weights, biases), (W1, b1) in zip(first, LAYERS, strict=True):
        np.testing.assert_array_equal(weights, W1)
        np.testing.assert_array_equal(biases, b1)


@pytest.mark.parametrize(
    "sizes", [(784, 10), (784, 1, 2), (784, 1, 1, 10), (784, 2, 2, 2), (784, 40, 40, 40, 10)]
)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("biased", [False, True])
def test_equal_and_single_sizes_keep_the_order_given(sizes, turned, biased):
    rng = np.random.default_rng(1)
    layers = [(rng.normal(size=(n, m)), rng.normal(size=n)) for m, n in itertools.pairwise(sizes)]
    given = [W.T if turned else W for W, _ in layers] + [b for _, b in layers] * biased
    found = readings(named_arrays(given), 784)[0]
    for (weights, biases), (W1, b1) in zip(found, layers, strict=True):
        np.testing.assert_array_equal(weights, W1)
        assert (biases is None) if not biased else (biases == b1).all()


def test_layers_whose_names_have_two_digits_come_in_the_order_of_their_numbers():
    rng = np.random.default_rng(1)
    weights = [rng.normal(size=(5, 784)), *rng.normal(size=(11, 5, 5))]
    named = {f"W{n}": one for n, one in enumerate(weights)}
    found = readings(named_arrays(dict(sorted(named.items()))), 784)[0]
    assert all((one == W1).all() for (one, _), W1 in zip(found, weights, strict=True))


def test_a_square_layer_may_stand_either_way_round():
    given = named_arrays([np.ones((784, 4)), np.arange(16.0).reshape(4, 4), np.ones((4, 10))])
    found = {tuple(way[1][0].ravel()) for way in readings(given, 784)}
    assert found == {tuple(np.arange(16).reshape(4, 4).T.ravel()), tuple(range(16))}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ([np.ones((784, 50)), np.ones((60, 10)), np.ones(50), np.ones(10)], "follow each other"),
        ([np.ones((784, 50)), np.ones(50), np.ones((50, 10))], "or none at all"),
        ([np.ones((64, 50)), np.ones(50)], "prepare="),
        ([np.ones((784, 5))] + [np.ones(5)] * 5 + [np.ones((5, 2)), np.ones(2)], "normalisation"),
        ([], "0 arrays"),
        ([np.ones(5)] * 61, "61 arrays"),
        ([np.ones((5, 5, 1, 8))], "convolution"),
        ([np.full((784, 10), np.nan)], "NaN"),
        (["a", "b", "c"], "no array of numbers"),
        ([np.ones(3), [[1, 2], [3]]], "no array of numbers"),
        ({"W1": object()}, "no array of numbers"),
    ],
)
def test_arrays_that_say_too_little_are_refused_in_words(source, words):
    with pytest.raises(ValueError, match=words):
        readings(named_arrays(source), 784)


def test_many_arrays_that_never_fit_do_not_keep_us():
    square = [np.ones((784, 784))] * 58
    with pytest.raises(ValueError, match="follow each other"):
        readings(named_arrays([*square, np.ones((3, 7))]), 784)
