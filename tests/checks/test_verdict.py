"""The lines that a check prints, and which answers can be read at all."""

from fractions import Fraction

import numpy as np
import pytest

from helpers.checks.verdict import (
    close,
    exercise,
    index,
    judge,
    number,
    numbers,
    right,
    word,
    yours,
)


@pytest.fixture
def line_of(said):
    """Return a function that calls one of the readers, or `judge`, and returns what is said."""

    def line(reader, *arguments):
        @exercise
        def check():
            right(repr(reader(*arguments)))

        return said(check)

    return line


def test_blank_is_told_anywhere_and_before_anything_is_read(said):
    @exercise
    def check(*answers, more=0):
        """What a check says."""
        right("it ran.")

    blank = "Not yet: replace each ... with your answer and run the cell again.\n"
    for answers in ((...,), (1, ...), (..., ...), ([1, ...],), (2, ([[...]], 3))):
        assert said(check, *answers) == said(check, 1, more=answers) == blank
    for answers in ((0,), (None,), (np.zeros(3), 1), ([],)):
        assert said(check, *answers) == said(check, more=answers) == "Yes: it ran.\n"
    assert check.__name__ == "check" and check.__doc__ == "What a check says."


def test_a_fault_of_the_house_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        exercise(lambda: 1 / 0)()


@pytest.mark.parametrize("answer", [2, 2.0, np.float32(2), np.int64(2), np.array(2.0)])
def test_one_number(answer):
    found = number(answer)
    assert found == 2.0 and type(found) is float


@pytest.mark.parametrize("answer", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3], np.uint8)])
def test_numbers(answer):
    found = numbers(answer, (3,))
    assert found.dtype == float and found.tolist() == [1.0, 2.0, 3.0]


ONE, THREE = (number,), (numbers, (3,))


@pytest.mark.parametrize(
    ("reader", "answer", "found"),
    [
        (ONE, [1, 2], "is a list"),
        (ONE, (1, 2), "is a tuple"),
        (ONE, np.zeros(3), "is shape (3,)"),
        (ONE, np.zeros((1, 1)), "is shape (1, 1)"),
        (ONE, "2", "is a str"),
        (ONE, None, "is a NoneType"),
        (ONE, True, "is a bool"),
        (ONE, 2j, "is a complex"),
        (ONE, print, "is a builtin_function_or_method"),
        (ONE, [[1], [1, 2]], "is a list"),
        (ONE, Fraction(1, 2), "is a Fraction"),
        *((ONE, x, "holds NaN or infinity") for x in (np.nan, float("inf"), np.float32("-inf"))),
        *((ONE, x, "holds a number too large to compute with") for x in (1e39, np.float64(-1e300))),
        (THREE, 1.0, "is a float"),
        (THREE, [1, 2], "is a list"),
        (THREE, ["a", "b", "c"], "is a list"),
        (THREE, [1, 2, ...], "is a list"),
        (THREE, np.zeros((3, 1)), "is shape (3, 1)"),
    ],
)
def test_no_numbers(line_of, reader, answer, found):
    expected = "one number is" if reader == ONE else "numbers of shape (3,) are"
    line = line_of(reader[0], answer, *reader[1:])
    assert line == f"Not quite: this {found}; {expected} expected.\n"


def test_close_is_a_thousandth_absolute_or_relative():
    assert close(0.0009, 0) and not close(0.0011, 0)
    assert close(1000.9, 1000) and not close(1003, 1000)
    assert close(1.04, 1, tolerance=0.05) and not close(1.11, 1, tolerance=0.05)
    assert close(np.array([1.0, 2.0]), [1.0, 2.0]) and not close(np.array([1.0, 2.1]), [1.0, 2.0])
    assert type(close(np.float32(1), 1)) is bool


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (23.46, " Your 23.46 agrees to 2 decimals."),
        (23.5, " Your 23.5 agrees to 1 decimal."),
        (23.44, " Your 23.44 is near enough."),
        (23.4561, ""),
        (23.456, ""),
    ],
)
def test_a_rounded_answer_is_not_given_back_as_the_truth(answer, words):
    assert yours(answer, 23.4561) == words


def test_an_index(line_of):
    for answer in (0, 7, 9, np.int64(7), np.uint8(7)):
        found = index(answer, 10, "the image")
        assert found == answer and type(found) is int
    for answer in (-1, 10, 10**400, 7.0, True, np.True_, "7", None, [7]):
        line = line_of(index, answer, 10, "the image")
        assert line == "Not quite: the image is an integer from 0 to 9.\n"


def test_a_word(line_of):
    assert word("same", ("more", "same")) == "same" and word("A", {"A": 1, "B": 2}) == "A"
    for answer in ("Same", "", "mo", 0, None, ["same"], np.zeros(3), np.nan):
        line = line_of(word, answer, ("more", "same"))
        assert line == "Not quite: choose one of 'more' or 'same', with its quotation marks.\n"


MISTAKES = {"one less.": 99, "per cent.": 10_000, "also one less.": 99, "odd.": False, "so.": True}


@pytest.mark.parametrize(
    ("answer", "truth", "mistakes", "tolerance", "line"),
    [
        (100, 100, MISTAKES, 1e-3, "Yes: None\n"),
        (100.05, 100, MISTAKES, 1e-3, "Yes: None\n"),
        (100.05, 100, {}, 0, "Not quite: count again.\n"),
        (99, 100, MISTAKES, 1e-3, "Not quite: one less.\n"),
        (99, 100, MISTAKES, 0.1, "Yes: None\n"),
        (99.05, 100, MISTAKES, 1e-3, "Not quite: one less.\n"),
        (10_000, 100, MISTAKES, 1e-3, "Not quite: per cent.\n"),
        (5, 100, MISTAKES, 1e-3, "Not quite: so.\n"),
        (5, 100, {"odd.": np.False_}, 1e-3, "Not quite: count again.\n"),
        (0, False, {"zero.": False}, 1e-3, "Not quite: count again.\n"),
        (5, np.True_, MISTAKES, 1e-3, "Yes: None\n"),
        (np.arange(3), [0, 1, 2], {}, 1e-3, "Yes: None\n"),
        (np.arange(3), [0, 1, 3], {"off.": [0, 1, 2]}, 1e-3, "Not quite: off.\n"),
    ],
)
def test_judge(line_of, answer, truth, mistakes, tolerance, line):
    assert line_of(judge, answer, truth, mistakes, "count again.", tolerance) == line
