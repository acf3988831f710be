"""The attribution benchmark believes no time of a wrong answer, and its naive loops are right."""

import numpy as np
import pytest

from benchmarks.attribution import by_numpy
from benchmarks.attribution.__main__ import NAIVE, OURS, TOLERANCE, asked
from benchmarks.attribution.questions import STEPS
from helpers.attribution import all_single_pixel_effects, integrated_gradients


class Side:
    """A worker that runs here, whose ways return fixed values."""

    def __init__(self, **values):
        self.values = values

    def ask(self, method, **given):
        if method == "ways_for":
            return list(self.values)
        if method == "seconds":
            return 1.0
        np.save(given["path"], self.values[given["way"]])


def test_an_answer_that_differs_stops_the_run(tmp_path):
    right, nearly = np.ones(3), np.ones(3) + 0.5 * TOLERANCE
    for found in (right, nearly):
        sides = [("", Side(**{OURS: found, NAIVE: right}))]
        away, seconds = asked("removed", sides, tmp_path)
        assert list(away) == list(seconds) == [OURS, NAIVE]
    for found in (right + 2 * TOLERANCE, np.full(3, np.nan)):
        with pytest.raises(AssertionError, match=r"removed: these are too far.*'another'"):
            sides = [("", Side(**{NAIVE: right})), ("", Side(another=found))]
            asked("removed", sides, tmp_path)


def test_naive_loops_answer_the_questions():
    side = by_numpy.Contestant()
    black, digit = np.zeros_like(side.image), side.own_of_one
    effects = [*all_single_pixel_effects(side.deep, side.image).values()]
    for found in (
        by_numpy.each_alone(side.deep, side.image, black),
        np.hstack(by_numpy.in_a_batch(side.deep, side.image, black)),
    ):
        np.testing.assert_allclose(found, np.hstack(effects), atol=TOLERANCE)
    parts = integrated_gradients(side.deep, side.image, "z3", steps=STEPS)
    found = by_numpy.path(side.deep, side.image, [digit])
    np.testing.assert_allclose(found[0], parts[:, digit], atol=TOLERANCE)
