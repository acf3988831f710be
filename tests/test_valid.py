"""What may be passed: each check accepts what fits, and says what was passed, expected, to do."""

import inspect

import numpy as np
import pytest

from helpers import valid
from helpers.network import Network

NETWORK = Network((4, 3, 2))
RNG = np.random.default_rng(0)


def refusal(check, *arguments, **more):
    """What a check says of arguments that do not fit."""
    with pytest.raises(ValueError) as refused:
        check(*arguments, **more)
    return str(refused.value)


@pytest.mark.parametrize("value", [0, 10, 2.0, np.float32(2), True, "2", None, [2]], ids=repr)
def test_what_is_no_whole_number(value):
    said = refusal(valid.whole, "k", value, 1, 9)
    assert said == f"k={value!r}: expected a whole number from 1 to 9"


@pytest.mark.parametrize(
    "value", [np.nan, 1e300, -(10**400), True, "1", 1j], ids=lambda v: str(v)[:9]
)
def test_what_is_no_number(value):
    assert refusal(valid.number, "x", value) == f"x={value!r}: expected a number, such as 1"


@pytest.mark.parametrize(
    ("value", "ends", "words"),
    [
        (-1, {"least": 0, "most": 2}, "from 0 to 2"),
        (3, {"least": 0, "most": 2}, "from 0 to 2"),
        (0, {"above": 0, "below": 1}, "above 0 below 1"),
        (1, {"above": 0, "below": 1}, "above 0 below 1"),
    ],
)
def test_a_number_beyond_its_ends(value, ends, words):
    said = refusal(valid.number, "x", value, **ends, such_as=0.5)
    assert said == f"x={value}: expected a number {words}, such as 0.5"


@pytest.mark.parametrize("value", ["left", None, ["up"], np.array("up")], ids=repr)
def test_what_is_none_of_the_words(value):
    said = refusal(valid.word, "way", value, ("up", "down"))
    assert said == f"way={value!r} is not there: choose one of up, down"


@pytest.mark.parametrize(
    "value", ["abc", None, {}, ["a"], [1j], [True], np.zeros(2, "datetime64[s]")], ids=repr
)
def test_what_holds_no_numbers(value):
    assert "expected numbers" in refusal(valid.array, "a", value)


@pytest.mark.parametrize(
    ("values", "shapes", "more", "message"),
    [
        ([1, 2], [(3,)], {"remedy": "b"},
         "a has type int64 and shape (2,): expected numbers of shape (3,); pass b"),
        (1.0, [(None, None), (3,)], {}, "expected numbers of shape (n, k) or (3,)"),
        (np.zeros((0, 2)), [(None, 2)], {"least": 1}, "of shape (n, 2), with n at least 1"),
        (5.0, [], {"least": 1}, "with n at least 1"),
        ([1], [], {"kinds": "f"}, "expected floats"),
        ([1.0], [], {"kinds": "iu"}, "expected whole numbers"),
        ([[1], [1, 2]], [], {}, "a holds rows of different lengths"),
        ([0, np.nan], [], {}, "a holds NaN, infinity or a number too large"),
        ([1e300], [], {}, "a holds NaN, infinity or a number too large"),
        (np.float16([-np.inf]), [], {}, "a holds NaN, infinity or a number too large"),
    ],
)  # fmt: skip
def test_an_array_that_does_not_fit(values, shapes, more, message):
    assert message in refusal(valid.array, "a", values, *shapes, **more)


@pytest.mark.parametrize(
    ("values", "more", "message"),
    [
        (np.zeros((2, 3)), {}, "images have type float64 and shape (2, 3): expected bytes (uint8) "
         "of shape (n, 4) as load_digits returns them, or floats"),
        (np.zeros(4), {}, "one image is images[:1]"),
        (np.zeros((2, 4), int), {}, "images have type int64"),
        (np.zeros((2, 4)), {"kinds": "u"}, "as load_digits returns them; one image is"),
        (np.zeros((2, 4)), {"least": 3}, "at least 3 of them"),
        ([[0.0, 1, np.nan, 0]], {}, "images holds NaN"),
    ],
)  # fmt: skip
def test_what_are_no_images(values, more, message):
    assert message in refusal(valid.images, "images", values, 4, **more)


@pytest.mark.parametrize("values", [np.zeros(784, np.uint8), np.zeros((1, 784))])
def test_what_is_no_image(values):
    said = refusal(valid.image, "image", values)
    assert "expected floats of shape (784,); pass one image, as as_pixels(images[0])" in said


@pytest.mark.parametrize(
    ("check", "arguments", "message"),
    [
        (valid.whole, (-1,), "it=-1: expected a whole number from 0"),
        (valid.whole, (2, 0, 1, "units"), "from 0 to 1, one of the 2 units"),
        (valid.generator, (0,), "it=0: expected a generator, np.random.default_rng(0)"),
        (valid.labels, ([0, 1], 3, 2), "expected whole numbers of shape (3,); pass one label for"),
        (valid.labels, ([-1, 1], 2, 2), "it run from -1 to 1, but the classes are 0 to 1: select"),
        (valid.labels, ([0, 2], 2, 2), "it run from 0 to 2, but the classes are 0 to 1: select"),
        (valid.units, ([1, 5], 5), "it=5: expected a whole number from 0 to 4, one of the 5 hid"),
        (valid.units, ([[0, 1], [2, -1]], 5), "it=-1"),
        (valid.units, ([3, 1, 3], 5), "it name one of the hidden units twice"),
        (valid.units, ([0.5], 5), "of shape (n,) or (n, k); pass a list"),
        (valid.listed, ("abc", 3), "it='abc': expected a list of 3 entries"),
        (valid.listed, (5, None, 1, "words"), "a list of 1 or more words"),
        (valid.listed, ([1, 2], 3), "it has 2 entries: expected a list of 3"),
        (valid.named, ([], "lines"), "it (list): expected a dict of 0 or more lines by their"),
        (valid.named, ({}, "lines", 1), "(0 entries): expected a dict of 1"),
        (valid.a_network, ("ten-digits",), "it is a str: expected a Network, load_network('ten"),
        (valid.an_axes, (None, {}), "it is a NoneType: expected a matplotlib Axes, such as panel"),
    ],
)
def test_what_is_said(check, arguments, message):
    assert message in refusal(check, "it", *arguments)


def test_single_values_come_back_plain():
    for value in (3, np.int8(3), np.uint64(3)):
        found = valid.whole("k", value, 3, 3)
        assert found == 3 and type(found) is int
    for value in (1, 0.5, np.float16(0.5), np.int64(1), -3e38):
        found = valid.number("x", value, most=1)
        assert found == value and type(found) is float
    assert valid.number("x", 0.0, least=0) == 0 and valid.number("x", 0.9, below=1) == 0.9
    assert valid.word("way", "up", {"up": 1}) == "up"


def test_arrays_come_back_as_they_are_wanted():
    given = np.arange(6.0).reshape(2, 3)
    assert valid.array("a", given, (None,), (None, 3)) is given, "not copied without need"
    assert valid.array("a", [1, 2], dtype=np.float32).dtype == np.float32
    assert valid.array("a", [], (None,)).shape == (0,)
    assert valid.array("a", [True], kinds="biu").tolist() == [True]
    assert valid.image("image", np.zeros(4), 4).dtype == np.float32
    assert valid.labels("labels", np.uint8([0, 2]), 2, 3).dtype == np.int64
    assert valid.labels("labels", np.zeros(0, int), 0, 3).shape == (0,)
    for kind in (np.uint8, np.float16, np.float64):
        images = np.ones((3, 4), kind)
        assert valid.images("images", images, 4) is images
    assert valid.images("images", images[:0], 4).shape == (0, 4)
    for units in ([], (3, 1), np.array([[0, 1], [1, 0]]), np.uint8([4])):
        found = valid.units("units", units, 5)
        assert found.dtype == np.int64 and found.tolist() == np.asarray(units).tolist()


def test_lists_and_dicts_come_back():
    assert valid.listed("titles", ("a", "b"), 2) == ["a", "b"]
    assert valid.listed("pairs", zip("ab", "cd", strict=True)) == [("a", "c"), ("b", "d")]
    lines = {"loss": 1}
    assert valid.named("lines", lines, "values", 1) is lines


def shown(network, image, digit=None, layer="h1", *, k: int = 2):
    """What the function says of itself."""
    return network, image, digit, layer, k


CHECKED = valid.door(
    shown, image=valid.an_image, digit=valid.a_class, layer=valid.one_of(("z1", "h1")),
    k=valid.a_count(),
)  # fmt: skip


def test_a_door_passes_on_what_its_checks_return():
    network, image, digit, layer, k = CHECKED(NETWORK, [0.0] * 4, layer="z1", digit=np.int8(1))
    assert network is NETWORK and image.dtype == np.float32
    assert (digit, layer, k) == (1, "z1", 2) and type(digit) is int
    assert CHECKED(NETWORK, np.zeros(4))[2] is None, "a default of None is not checked"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ten-digits", np.zeros(4)), "network is a str"),
        ((NETWORK, None), "image has type object"),
        ((NETWORK, np.zeros(5), 2), "image has .* expected floats of shape \\(4,\\)"),
        ((NETWORK, np.zeros(4), 2), "digit=2: .* one of the 2 classes"),
        ((NETWORK, np.zeros(4), None, None), "layer=None is not there"),
    ],
)
def test_a_door_checks_in_order_the_network_first(arguments, message):
    with pytest.raises(ValueError, match=message):
        CHECKED(*arguments, k=2)
    with pytest.raises(ValueError, match="k=0"):
        CHECKED(NETWORK, np.zeros(4), k=0)


def test_a_check_sees_what_was_checked_before_it():
    seen = []
    look = lambda name, value, given: seen.append((name, dict(given))) or 2 * value  # noqa: E731
    door = valid.door(lambda a, b: a + b, a=look, b=look)
    assert door(1, 10) == 22
    assert seen == [("a", {"a": 1, "b": 10}), ("b", {"a": 2, "b": 10})]


def test_a_door_looks_like_its_function():
    assert (CHECKED.__name__, CHECKED.__doc__) == (shown.__name__, shown.__doc__)
    assert inspect.signature(CHECKED) == inspect.signature(shown)


def test_a_generator_is_checked_before_it_begins():
    def counted(n, *more, **named):
        yield from (n, *more, *named.values())

    door = valid.door(counted, n=valid.a_count(3))
    assert list(door(3, 4, five=5)) == [3, 4, 5]
    assert "n=2: expected a whole number from 3" in refusal(door, 2)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (valid.some_images(2), np.zeros((2, 4)), np.zeros((1, 4))),
        (valid.some_images(kinds="u"), np.zeros((1, 4), np.uint8), np.zeros((1, 4))),
        (valid.activations, np.zeros(3), np.zeros(4)),
        (valid.activations, np.zeros((5, 3)), np.zeros((3, 5))),
        (valid.numbers((None, 2)), np.zeros((3, 2)), np.zeros(3)),
        (valid.a_generator, RNG, 0),
    ],
)
def test_what_a_door_asks_of_images_activations_and_arrays(check, good, bad):
    assert check("it", good, {"network": NETWORK}) is good
    assert "expected" in refusal(check, "it", bad, {"network": NETWORK})
