"""What every public function keeps: inputs stay as they are, errors are raised by us, in words."""

import inspect
import linecache
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

import helpers
from helpers.network import Network

HELPERS = str(Path(helpers.__file__).parent)


@dataclass(frozen=True)
class Case:
    """A public function, what may be passed to it, and what may not.

    good: arguments by name that fit together; the function must return. bad: for some arguments,
    what is passed instead of a good one. raises: the documented errors. holds: called with the
    result and the arguments, what must be so. examples: how many, as a share of the profile's.
    """

    function: callable
    good: st.SearchStrategy
    bad: dict = field(default_factory=dict)
    raises: tuple = (ValueError,)
    holds: callable = None
    examples: float = 1.0

    def __str__(self):
        return self.function.__qualname__


def call(case, arguments):
    """Call the function; return its result, all of it where it is a generator."""
    named = {name: value for name, value in arguments.items() if name != "args"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a number that is none, made on the way
        found = case.function(*arguments.get("args", ()), **named)
        return list(found) if inspect.isgenerator(found) else found


def snapshot(value):
    """Something to compare a value with later; None for what is meant to change."""
    if isinstance(value, np.ndarray):
        if value.dtype == object:
            return [snapshot(each) for each in value.flat]
        return value.dtype, value.shape, value.tobytes()
    if isinstance(value, Network):
        return [snapshot(array) for array in (*value.weights, *value.biases)]
    if isinstance(value, dict):
        return {name: snapshot(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [snapshot(each) for each in value]
    if isinstance(value, (int, float, complex, str, bytes, type(None))):
        return repr(value)
    return None


def is_ours(error):
    """Whether the error was raised by a statement of ours, not by numpy on the way."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    line = linecache.getline(last.filename, last.lineno).strip()
    return last.filename.startswith(HELPERS) and line.startswith("raise ")


def check_good(case, arguments):
    before = snapshot(arguments)
    try:
        found = call(case, arguments)
        assert snapshot(arguments) == before, "an input was changed"
        if case.holds is not None:
            case.holds(found, arguments)
    finally:
        plt.close("all")


def check_bad(case, arguments):
    before = snapshot(arguments)
    try:
        call(case, arguments)
    except case.raises as error:
        assert is_ours(error), f"{type(error).__name__} from elsewhere: {error}"
        assert len(str(error)) > 20, f"this says too little: {error}"
    finally:
        plt.close("all")
    assert snapshot(arguments) == before, "an input was changed"


def properties(cases):
    """Two tests over all cases: good arguments are answered, a bad one is refused or answered."""

    @pytest.mark.parametrize("case", cases, ids=str)
    def test_good_arguments_are_answered(case):
        limited(case, given(case.good))(lambda arguments: check_good(case, arguments))

    @pytest.mark.parametrize("case", [case for case in cases if case.bad], ids=str)
    def test_a_bad_argument_is_refused_in_words_or_answered(case):
        limited(case, given(spoilt(case)))(lambda arguments: check_bad(case, arguments))

    return test_good_arguments_are_answered, test_a_bad_argument_is_refused_in_words_or_answered


def limited(case, given_arguments):
    """Run a check now, with the case's share of the profile's examples."""
    count = max(5, int(case.examples * settings.default.max_examples))

    def run(check):
        settings(max_examples=count)(given_arguments(check))()

    return run


@st.composite
def spoilt(draw, case):
    """Good arguments, of which one is replaced by a bad one."""
    arguments, name = draw(case.good), draw(st.sampled_from(sorted(case.bad)))
    return arguments | {name: draw(case.bad[name])}


def public_functions(room):
    """The names of the functions that a room shows: a file those that it defines, a folder all."""
    is_folder = hasattr(room, "__path__")
    return {
        name
        for name, function in vars(room).items()
        if inspect.isfunction(function) and not name.startswith("_")
        and (function.__module__ == room.__name__ or is_folder)
        and function.__module__ != "helpers.valid"  # what its door is made with
    }  # fmt: skip


def finite(found, arguments):
    """The result holds numbers only, also that of several parts."""
    if isinstance(found, Network):
        found = found.weights + found.biases
    if isinstance(found, (dict, list, tuple)):
        for each in found.values() if isinstance(found, dict) else found:
            finite(each, arguments)
    else:
        assert np.isfinite(np.asarray(found, dtype=float)).all()
