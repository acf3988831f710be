"""The course's findings, measured again: each is what its own notebook measures."""

import numpy as np
import pytest

from helpers.attribution import (
    ABOVE,
    BELOW,
    composed_map,
    finding_by_finding,
    findings,
    picture_trial,
    shifted,
)
from helpers.evaluation import accuracy, same_answers
from helpers.storage import load_network


@pytest.fixture(scope="module")
def networks():
    return {"a": load_network("ten-digits"), "b": load_network("ten-digits-second")}


def test_findings_are_those_of_the_notebooks(networks, digits):
    images, labels = digits[0][:500], digits[1][:500]
    found = findings(networks, images, labels)
    assert {*found} == {*ABOVE, *BELOW} - {  # which are about images
        "03: pixels that never have ink",
        "11: MNIST's form, right answers kept",
    }
    moved = [accuracy(n, shifted(images, right=4), labels) for n in networks.values()]
    assert found["11: moved by 4 pixels, right"] == moved
    alike = [same_answers(composed_map(n), n, images) for n in networks.values()]
    assert found["09: composed pictures answer alike"] == alike
    trial = picture_trial(networks, images[:20], labels[:20], "integrated gradients")
    assert found["10: pictures agree, other seeds"] == [trial.signed["b"]]
    nothing = found["10: pictures agree, know nothing"]
    assert len(nothing) == 2 and np.max(nothing) < 0.2
    assert min(found["10: five contributors keep the answer"]) > 0.99  # as in notebook 10
    assert min(found["10: noise gets one answer"]) > 0.98
    assert found["06: neurons with less blue"][0] == pytest.approx(0.71, abs=0.03)


def test_one_network_alone_is_refused(networks, digits):
    with pytest.raises(ValueError, match="two or more"):
        findings({"a": networks["a"]}, digits[0][:20], digits[1][:20])


def test_a_finding_holds_where_all_numbers_are_beyond_its_limit():
    found = {"digits": {"a": [0.6, 0.7], "b": [0.1]}, "clothes": {"a": [0.6, 0.4], "b": [-0.2]}}
    cells, holds, rows = finding_by_finding(found, {"a": 0.5}, {"b": 0.0})
    assert cells == [["0.60, 0.70", "0.60, 0.40"], ["0.10", "−0.20"]]
    assert holds == [[True, False], [False, True]]
    assert rows == ["a: above 0.5", "b: below 0"]
    with pytest.raises(ValueError, match="expected a finding that every set has"):
        finding_by_finding(found, {"c": 0.5}, {})
