"""Tables of pictures and of verdicts, rows of dots, one quantity against another."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.plots import show_dots, show_scatter, show_table, show_verdicts
from helpers.plots.dots import LOOKS
from helpers.plots.images import SIZES
from helpers.plots.style import INK, SIGNED
from helpers.plots.tables import VERDICTS


def test_a_table_has_its_names_scales_and_white_zeros_and_fits_the_page(rng):
    pictures, agree = rng.normal(size=(2, 3, 784)), [[1, -0.5, 0], [0.25, 0.5, 0.75]]
    axes = show_table(pictures, ["one", "two"], ["first of all", "b", "c"], agree)
    assert len(axes) == 6
    for ax, values, number in zip(axes, pictures.reshape(6, 784), np.ravel(agree), strict=True):
        image, largest = ax.images[0], np.abs(values).max()
        np.testing.assert_array_equal(image.get_array().ravel(), values)
        assert image.get_clim() == (-largest, largest) and image.cmap is SIGNED
        scale, agrees = ax.texts[0].get_text().split("\n")
        assert scale == f"scale ±{largest:.3g}" and agrees.startswith("agrees ")
        assert float(agrees[7:].replace("−", "-")) == number
    assert [ax.get_title().replace("\n", " ") for ax in axes[:3]] == ["first of all", "b", "c"]
    assert [axes[place].get_ylabel() for place in (0, 3)] == ["one", "two"]
    assert not any(ax.get_title() for ax in axes[3:])
    pictures = np.zeros((5, 8, 784))
    axes = show_table(pictures, ["a rather long name"] * 5, ["integrated gradients"] * 8)
    width, height = axes[0].figure.get_size_inches()
    assert width <= 10.6 and height <= 6.2


def test_sizes_and_ink_have_colours_of_their_own(rng):
    pictures = rng.random((2, 2, 784))
    axes = show_table(pictures, ["size", "b"], ["c", "ink"], sizes=["size"], inks=["ink"])
    assert [ax.images[0].cmap for ax in axes] == [SIZES, INK, SIGNED, INK]
    assert axes[0].images[0].get_clim() == (0, pictures[0, 0].max())
    assert [ax.texts[0].get_text() for ax in axes[1::2]] == ["ink", "ink"]
    assert SIZES(0)[:3] == (1, 1, 1)


def test_verdicts_are_told_by_sign_and_colour():
    cells, verdicts = [["0.1", "a b"], ["0.9", "c"]], [[True, None], [False, None]]
    ax = show_verdicts(cells, verdicts, ["one", "two"], ["number", "words"], [1, 1, 3], lines=[1])
    words = [text.get_text() for text in ax.texts]
    assert words == ["number", "words", "one", "✓ 0.1", "a b", "two", "✗ 0.9", "c"]
    colours = [patch.get_facecolor()[:3] for patch in ax.patches]
    assert colours == [to_rgb(VERDICTS[passed][0]) for row in verdicts for passed in row]
    assert len({colour for colour, _ in VERDICTS.values()}) == 3
    (line,) = ax.lines
    assert line.get_ydata() == pytest.approx([ax.patches[2].get_xy()[0, 1]] * 2)


def test_dots_stand_in_their_rows_on_one_scale():
    parts = {"x": {"a": [[1, 2], [3]], "b": [[-1], []]}, "y": {"a": [[0], [9]], "b": [[], []]}}
    with pytest.raises(ValueError, match="n at least 1"):
        show_dots(parts, ["one", "two"], "numbers")
    parts = {"x": {"a": [[1, 2], [3]], "b": [[-1], [0]]}, "y": {"a": [[0], [9]], "b": [[4], [5]]}}
    axes = show_dots(parts, ["one", "two"], "numbers")
    first = [line for line in axes[0].lines if line.get_label() in "ab"]
    assert [line.get_xydata().tolist() for line in first] == [
        [[1, 0], [2, 0], [3, 1]],
        [[-1, 0], [0, 1]],
    ]
    assert axes[0].get_xlim() == axes[1].get_xlim() and axes[0].get_xlim()[1] > 9
    assert [tick.get_text() for tick in axes[0].get_yticklabels()] == ["one", "two"]
    assert len({look["marker"] for look in LOOKS}) == len(LOOKS)


def test_scatter_has_one_scale_upwards():
    axes = show_scatter({"a": [[1, 2], [3, 4]], "b": [[0, -5]]}, "across", "up")
    assert axes[0].get_ylim() == axes[1].get_ylim() and axes[0].get_ylim()[0] < -5
    assert axes[0].lines[-1].get_xydata().tolist() == [[1, 2], [3, 4]]
    assert axes[0].get_ylabel() == "up" and axes[1].get_xlabel() == "across"
