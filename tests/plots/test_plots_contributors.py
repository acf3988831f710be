"""The start of the running sum has a name: a bias, or what else it is said to be."""

import pytest

from helpers import plots


@pytest.mark.parametrize(("options", "name"), [({}, "bias"), ({"start_label": "mean"}, "mean")])
def test_the_start_is_named(weights, options, name):
    bars = plots.show_contributors(weights, [3], [1.0], 0.5, **options)[-1]
    assert name in [text.get_text() for text in bars.texts]
