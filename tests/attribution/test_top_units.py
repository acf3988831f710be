"""The top units of each image, for its own class: against one call an image, and refusals."""

import numpy as np
import pytest

from helpers.attribution import RANKINGS, rank_values, top_k, top_units


@pytest.mark.parametrize("by", RANKINGS)
def test_each_row_is_ranked_for_its_own_class(a_network, rng, by):
    network, hidden = a_network(), rng.random((20, 5))
    digits, mean = rng.integers(4, size=20), rng.random(5)
    found = top_units(network, hidden, digits, by, 3, mean)
    for row, digit in enumerate(digits):
        expected = top_k(rank_values(network, hidden[row], digit, by, mean), 3)
        assert found[row].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("hidden", "digits", "k", "message"),
    [
        (np.ones((2, 5)), [0, 1, 2], 3, r"digits have shape \(3,\) for hidden of shape \(2, 5\)"),
        (np.ones(5), 1, 3, r"one class for each row"),
        (np.ones((2, 5)), [0, 4], 3, "digit=4 is out of range"),
        (np.ones((2, 5)), [0, 1], 6, "k=6 is out of range"),
        (np.ones((2, 5)), [0, 1], -1, "k=-1 is out of range"),
    ],
)
def test_refusals(a_network, hidden, digits, k, message):
    with pytest.raises(ValueError, match=message):
        top_units(a_network(), hidden, digits, "weight", k)
