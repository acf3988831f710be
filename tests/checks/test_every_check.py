"""Every exercise: what is said of a right answer, of each usual mistake, of a blank, of oddities.

A notebook's exercises stand in its own file, as EXERCISES: the check, a table of answers, the first
of them right, with what is said, and the check's other arguments. Of what is said the table has
the beginning, or the beginning and some later words with … between them.
"""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

NOTEBOOKS = sorted(
    path.stem
    for path in (Path(__file__).parents[2] / "helpers" / "checks").glob("*.py")
    if path.stem not in ("__init__", "verdict")
)
EXERCISES = [
    exercise
    for notebook in NOTEBOOKS
    for exercise in import_module(f".test_{notebook}", __package__).EXERCISES
]


class Refuses:
    """An object that does not let itself be looked at."""

    def __array__(self, *args, **more):
        raise RuntimeError("no array of me")


ENDLESS = []
ENDLESS.append(ENDLESS)
BLANKS = [..., [1, ...], (..., ...), [[...], 2]]
ODD = [
    *(None, True, 2j, float("nan"), -float("inf"), 1e300, 10**400, -(10**400)),
    *("a word", "", b"z", print, object, np.array("z"), np.array([None, 1])),
    *([], {}, set(), range(0), [1, 2], [[1], [1, 2]], ["a", "b"], [None]),
    *([[1, 2], [3]], [np.zeros(3), np.zeros(2)], (n for n in [1]), lambda: 1, Refuses(), ENDLESS),
    *(np.array([1j]), np.array([1, "a"], object), np.ma.masked_all(2), np.datetime64("2020")),
    *(np.zeros(0), np.full(3, np.nan), np.zeros((2, 2)), np.full(784, 1e300)),
]


def test_every_check_is_here():
    modules = [import_module(f"helpers.checks.{notebook}") for notebook in NOTEBOOKS]
    checks = {name for module in modules for name in vars(module) if name.startswith("check_")}
    assert checks == {check.__name__ for check, _, _ in EXERCISES}


@pytest.mark.parametrize(
    ("check", "answers", "rest", "message"),
    [
        pytest.param(check, answers, rest, message, id=f"{check.__name__}-{message}")
        for check, table, rest in EXERCISES
        for *answers, message in table
    ],
)
def test_what_is_said(said, check, answers, rest, message):
    begins, _, later = message.partition("…")
    printed = said(check, *answers, *rest)
    assert printed.startswith(begins) and later in printed


@pytest.mark.parametrize(
    ("check", "table", "rest"), [pytest.param(*each, id=each[0].__name__) for each in EXERCISES]
)
def test_blank_and_odd_answers(said, check, table, rest):
    *answers, message = table[0]
    assert message.startswith("Yes: ")
    expected = [(blank, "Not yet: ") for blank in BLANKS] + [(odd, "Not quite: ") for odd in ODD]
    for place in range(len(answers)):
        for given, begins in expected:
            changed = [*answers[:place], given, *answers[place + 1 :]]
            printed = said(check, *changed, *rest)
            assert printed.startswith(begins), f"{given!r} in place {place}: {printed}"
