"""The lines that a check prints, and which answers can be read at all."""

from fractions import Fraction

import numpy as np
import pytest

from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong


def test_blank_is_told_once_and_anywhere(capsys):
    blank = "Not yet: replace each ... with your answer and run the cell again.\n"
    for answers in ((...,), (1, ...), (..., ...)):
        assert unanswered(*answers) is True
        assert capsys.readouterr().out == blank
    for answers in ((0,), (None,), (np.zeros(3), 1), ([],)):
        assert unanswered(*answers) is False
        assert capsys.readouterr().out == ""


def test_right_and_wrong_are_one_line_each(capsys):
    right("z is 1.")
    wrong("the bias is missing.")
    assert capsys.readouterr().out == "Yes: z is 1.\nNot quite: the bias is missing.\n"


@pytest.mark.parametrize("answer", [2, 2.0, np.float32(2), np.int64(2), np.array(2.0)])
def test_one_number(answer, capsys):
    found = number(answer)
    assert found == 2.0 and type(found) is float
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ([1, 2], "a list"),
        ((1, 2), "a tuple"),
        (np.zeros(3), "shape (3,)"),
        (np.zeros((1, 1)), "shape (1, 1)"),
        ("2", "a str"),
        (None, "a NoneType"),
        (True, "a bool"),
        (2j, "a complex"),
        (print, "a builtin_function_or_method"),
        ([[1], [1, 2]], "a list"),
        (Fraction(1, 2), "a Fraction"),
    ],
)
def test_no_number(answer, found, capsys):
    assert number(answer) is None
    assert capsys.readouterr().out == f"Not quite: this is {found}; one number is expected.\n"


@pytest.mark.parametrize("answer", [float("nan"), float("inf"), np.float32("-inf")])
def test_not_finite(answer, capsys):
    assert number(answer) is None
    line = "Not quite: this holds NaN or infinity; one number is expected.\n"
    assert capsys.readouterr().out == line


@pytest.mark.parametrize("answer", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3], np.uint8)])
def test_numbers(answer, capsys):
    found = numbers(answer, (3,))
    assert found.dtype == float and found.tolist() == [1.0, 2.0, 3.0]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (1.0, "a float"),
        ([1, 2], "a list"),
        (["a", "b", "c"], "a list"),
        ([1, 2, ...], "a list"),
        (np.zeros((3, 1)), "shape (3, 1)"),
    ],
)
def test_other_numbers(answer, found, capsys):
    assert numbers(answer, (3,)) is None
    line = f"Not quite: this is {found}; numbers of shape (3,) are expected.\n"
    assert capsys.readouterr().out == line


def test_close_is_a_thousandth_absolute_or_relative():
    assert close(0.0009, 0) and not close(0.0011, 0)
    assert close(1000.9, 1000) and not close(1003, 1000)
    assert close(1.04, 1, tolerance=0.05) and not close(1.11, 1, tolerance=0.05)
    assert close(np.array([1.0, 2.0]), [1.0, 2.0]) and not close(np.array([1.0, 2.1]), [1.0, 2.0])
    assert type(close(np.float32(1), 1)) is bool
