"""Bars in groups: their lengths, what stands beside them, and that nothing overlaps."""

import numpy as np
import pytest

from helpers.plots import show_grouped_bars
from tests.plots.look import assert_fits

GROUPS = ["single pixel", "integrated gradients", "expected gradients"]
GAP, ALIKE = (
    np.array([[1.98, 0.76], [0, 0], [0.15, 0.13]]),
    np.array([[0.9, 0.8], [1, 1], [0.7, 0]]),
)


def test_each_bar_is_its_number_and_says_it():
    axes = show_grouped_bars({"gap": GAP, "alike": ALIKE}, GROUPS, ["a blank page", "the mean"])
    assert [ax.get_title() for ax in axes] == ["gap", "alike"]
    for ax, values in zip(axes, (GAP, ALIKE), strict=True):
        widths = [[bar.get_width() for bar in bars] for bars in ax.containers]
        np.testing.assert_allclose(widths, values.T)
        written = [float(text.get_text()) for text in ax.texts[: values.size]]
        np.testing.assert_allclose(written, values.T.ravel())
    assert [text.get_text() for text in axes[0].texts[-3:]] == GROUPS


def test_words_take_the_numbers_places():
    words = {"gap": [["a", "b"], ["c", "d"], ["e", "f"]]}
    (ax,) = show_grouped_bars({"gap": GAP}, GROUPS, ["one", "two"], words)
    assert [text.get_text() for text in ax.texts][:6] == list("acebdf")


@pytest.mark.usefixtures("_view")
def test_nothing_overlaps():
    long = {"all": [["89% (81 to 94)"] * 3] * 3}
    assert_fits(show_grouped_bars({"all": np.ones((3, 3))}, GROUPS, ["a", "b", "c"], long))
    charts = {"gap": np.tile(GAP, (2, 1)), "alike": np.tile(ALIKE, (2, 1))}
    assert_fits(show_grouped_bars(charts, GROUPS * 2, ["a blank page", "the mean"]))
