"""What the property tests pass: arrays in every layout of memory, networks, and what is no good."""

import numpy as np
from hypothesis import strategies as st

from helpers.network import HIDDEN, OUTPUT, Network

SIZES = [(4, 3, 2), (4, 1, 2), (4, 3, 5, 2), (6, 5, 4, 3)]


def every_other(array):
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wide[..., ::2] = array
    return wide[..., ::2]


def read_only(array):
    array = array.copy()
    array.flags.writeable = False
    return array


# The same values in other layouts of memory; bytes have no order.
LAYOUTS = [np.asarray, np.asfortranarray, every_other, lambda a: a[::-1].copy()[::-1], read_only]
ORDERS = [*LAYOUTS, lambda array: array.astype(array.dtype.newbyteorder())]


def seeds():
    """Seeds: the contents of large arrays are drawn by numpy, which is quicker."""
    return st.integers(0, 2**32 - 1)


@st.composite
def floats(draw, shape, dtype=None, low=-2.0, high=2.0):
    """Finite numbers from `low` to `high`, also all the same, in any layout and float type."""
    rng = np.random.default_rng(draw(seeds()))
    values = rng.uniform(low, high, shape)
    if draw(st.integers(0, 4)) == 0:
        values[...] = draw(st.sampled_from([low, 0.5 * (low + high), high]))
    kind = draw(st.sampled_from([np.float16, np.float32, np.float64])) if dtype is None else dtype
    return draw(st.sampled_from(ORDERS))(values.astype(kind))


def pixels(*shape):
    """Pixels from 0 to 1, as floats."""
    return floats(shape, low=0.0, high=1.0)


@st.composite
def bytes_(draw, *shape):
    """Pixels as bytes, also all the same, in any layout."""
    rng = np.random.default_rng(draw(seeds()))
    values = rng.integers(0, 256, shape, dtype=np.uint8)
    if draw(st.integers(0, 4)) == 0:
        values[...] = draw(st.sampled_from([0, 255]))
    return draw(st.sampled_from(LAYOUTS))(values)


@st.composite
def whole(draw, n, *shape):
    """Whole numbers from 0 to n - 1, of any integer type."""
    values = np.random.default_rng(draw(seeds())).integers(0, n, shape)
    kinds = np.int64, np.int32, np.uint8, np.uint64, np.int8
    return draw(st.sampled_from(ORDERS))(values.astype(draw(st.sampled_from(kinds))))


@st.composite
def chosen(draw, n, least=0, most=None):
    """Different whole numbers from 0 to n - 1: as a list, a tuple or an array."""
    k = draw(st.integers(least, n if most is None else min(n, most)))
    picked = np.random.default_rng(draw(seeds())).permutation(n)[:k]
    return draw(st.sampled_from([list, tuple, np.asarray, np.int32]))(picked)


@st.composite
def networks(draw, sizes=None):
    """A small network with weights from none to far too large."""
    sizes = draw(st.sampled_from(SIZES if sizes is None else sizes))
    rng = np.random.default_rng(draw(seeds()))
    scale = draw(st.sampled_from([0.0, 0.1, 1.0, 30.0]))
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = [rng.normal(0, scale, shape) for shape in shapes]
    biases = [rng.normal(0, scale, n) for n in sizes[1:]]
    kinds = draw(st.sampled_from(HIDDEN)), draw(st.sampled_from(OUTPUT))
    return Network(sizes, weights, biases, *kinds)


def generators():
    """Generators of random numbers."""
    return seeds().map(np.random.default_rng)


def numbers(low, high):
    """A number of Python's or of one of numpy's types."""
    kinds = st.sampled_from([float, np.float16, np.float32, np.float64])
    return st.builds(lambda kind, value: kind(value), kinds, st.floats(low, high))


class Thing:
    """An object that has nothing to do with numbers."""


def no_arrays():
    """What somebody might pass where an array is expected, and should not."""
    return st.sampled_from(
        [
            None, 0, -1, 1.5, np.nan, True, "", "abc", [], [[]], {}, [None, None], ["a", "b"],
            Thing(), np.array(None), np.array(5.0), np.zeros(0), np.zeros((0, 4)), np.zeros((2, 0)),
            np.zeros((1, 1, 4)), np.zeros((2, 5)), np.zeros(5), np.zeros(785), np.full(4, np.nan),
            np.full((2, 4), np.inf), np.full((3, 4), -np.inf), np.zeros(4, object),
            np.zeros((2, 4), complex), np.zeros((2, 4), bool), np.zeros((2, 4), int),
            np.array([300, -1, 2, 3]), np.zeros((2, 4), "datetime64[s]"), np.zeros((2, 4), "U3"),
            np.zeros((2, 4), "f8,i4"), np.full((2, 4), 1e300), np.array([2**63], np.uint64),
        ]
    )  # fmt: skip


def no_whole_numbers(large=True):
    """What somebody might pass where a whole number in a range is expected."""
    return st.sampled_from(
        [
            *([10**6, 10**30] if large else []),
            None, -1, -(10**30), 1.5, 2.0, np.nan, np.inf, True, "1", "", [], [1],
            np.float32(1), np.array(1.5), np.array([1, 1]), np.array("a"), 1j, Thing(), np.int8(-1),
        ]
    )  # fmt: skip


def no_names():
    """What somebody might pass where one of a few words is expected."""
    return st.sampled_from(
        [
            None, "", "z", "z0", "h99", "z-1", "Z1", "z1 ", "relu", 0, 1.5, True, b"z1", [], ["z1"],
            ("h1",), {}, np.array("z1"), np.array(["z1", "h1"]), np.zeros(3), Thing(),
        ]
    )  # fmt: skip


def no_numbers():
    """What somebody might pass where a number is expected."""
    return st.sampled_from(
        [
            None, "", "1", np.nan, np.inf, -np.inf, 1e300, 10**400, [], [1, 2], {}, Thing(), True,
            np.zeros(3), np.array("a"), 1j, -1, 0,
        ]
    )  # fmt: skip
