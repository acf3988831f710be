"""How two classes are spread: the bars are counts, the stacks points, and arrows follow weights."""

import numpy as np
import pytest

from helpers import plots


def test_histograms_count_each_class_on_one_axis():
    values, classes = (
        [np.array([-3.0, -3.0, 1.0, 2.0]), np.array([5.0, 5.0, 5.0, 9.0])],
        [0, 0, 1, 1],
    )
    axes = plots.show_histograms(values, classes, ["a", "b"], names=["zeros", "ones"], below="z")
    assert [ax.get_title() for ax in axes] == ["a", "b"]
    assert axes[0].get_xlim() == axes[1].get_xlim()
    for ax, own in zip(axes, values, strict=True):
        for kind, patch in zip((0, 1), ax.patches[::2], strict=True):
            heights, edges, _ = patch.get_data()
            counted, _ = np.histogram(own[np.asarray(classes) == kind], edges)
            assert heights.tolist() == counted.tolist() and sum(heights) == 2
        assert {text.get_text() for text in ax.texts} == {"zeros", "ones"}
        # A white edge, above everything: the line at zero may run through a name.
        assert {text.get_path_effects()[0]._gc["foreground"] for text in ax.texts} == {"white"}
        highest = max(part.zorder for part in (*ax.patches, *ax.lines))
        assert min(text.zorder for text in ax.texts) > highest


def test_histograms_of_one_class_or_of_equal_numbers():
    axes = plots.show_histograms([[2.0, 2.0]], [1, 1], ["a"])
    assert [text.get_text() for text in axes[0].texts] == ["ones"]


def test_directions_stack_equal_sums():
    points, classes = [[0, 0], [1, 1], [1, 0], [2, 1]], [0, 0, 1, 1]
    axes = plots.show_directions(points, classes, {"template": (1, 0), "filter": (1, -1)})
    titles = ["", "template: 1·A + 0·B", "filter: 1·A − 1·B"]
    assert [ax.get_title() for ax in axes] == titles
    white, dark = axes[2].lines[:2]
    assert white.get_xydata().tolist() == [[0, 1], [0, 2]]
    assert dark.get_xydata().tolist() == [[1, 1], [1, 2]]
    white, dark = axes[1].lines[:2]
    assert white.get_xydata().tolist() == [[0, 1], [1, 1]]
    assert dark.get_xydata().tolist() == [[1, 2], [2, 1]]
    assert axes[1].get_xlim() == axes[2].get_xlim()


def test_an_arrow_runs_along_its_weights():
    axes = plots.show_directions([[0, 1], [3, 1]], [0, 1], {"a": (3, 4)})
    tip = np.array(axes[0].texts[0].xy)
    assert tip / np.linalg.norm(tip) == pytest.approx([0.6, 0.8])
