"""The confusion matrix, seen on its Axes."""

import numpy as np
import pytest
from matplotlib.colors import same_color, to_rgb

from helpers import plots
from helpers.plots.style import DARK, PAPER_GREY
from tests.explore.page import contrast
from tests.plots.look import assert_apart

COUNTS = np.array([[980, 5, 0], [12, 1100, 3], [0, 40, 1001]])


def test_counts_stand_in_their_cells(ax):
    plots.plot_confusion(ax, COUNTS, title="t")
    assert len(ax.texts) == 9
    for text, (true, answer) in zip(ax.texts, np.ndindex(3, 3), strict=True):
        assert text.get_text() == str(COUNTS[true, answer])
        assert text.get_position() == (answer, true)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "1", "2"]
    assert ax.get_xlabel() == "answer" and ax.get_ylabel() == "true class"
    ax = plots.plot_confusion(plots.panel(7, 4), np.full((10, 10), 1135))
    assert_apart(ax.texts)


def test_names_are_turned_where_they_are_long(ax):
    plots.plot_confusion(ax, COUNTS, names=("bag", "ankle boot", "a quite long name"))
    along, down = ax.get_xticklabels(), ax.get_yticklabels()
    assert [label.get_text() for label in along] == ["bag", "ankle boot", "a quite lon…"]
    assert {label.get_rotation() for label in along} == {90}
    assert {label.get_rotation() for label in down} == {0}
    letters = plots.plot_confusion(plots.panel(), COUNTS, names=("A", "B", "C"))
    assert {label.get_rotation() for label in letters.get_xticklabels()} == {0}


def test_counts_that_have_no_room_are_left_out(ax):
    plots.plot_confusion(ax, np.full((47, 47), 400), marked=(46, 3))
    assert not ax.texts and ax.images[0].get_array().shape == (47, 47)
    plots.plot_confusion(ax, np.full((26, 26), 9))
    assert len(ax.texts) == 26 * 26 and ax.images[0].get_array().shape == (26, 26)


def test_only_wrong_answers_are_coloured_and_fill_the_scale(ax):
    shown = plots.plot_confusion(ax, COUNTS).images[0]
    assert shown.get_clim() == (0.5, 40)
    white = np.all(shown.to_rgba(shown.get_array()) == 1, axis=2)
    assert white.tolist() == ((COUNTS == 0) & ~np.eye(3, dtype=bool)).tolist(), "none, and only it"
    assert np.ma.getmaskarray(shown.get_array()).tolist() == np.eye(3, dtype=bool).tolist()
    assert same_color(shown.to_rgba(shown.get_array())[0, 0, :3], to_rgb(PAPER_GREY))
    plots.plot_confusion(ax, np.diag([3, 4, 5]))
    assert shown.get_clim() == (0.5, 1)


@pytest.mark.parametrize("counts", [COUNTS, np.arange(16).reshape(4, 4), np.zeros((2, 2), int)])
def test_counts_can_be_read_on_every_cell_and_zeros_stand_back(ax, counts):
    plots.plot_confusion(ax, counts)
    cells = ax.images[0].to_rgba(ax.images[0].get_array()).reshape(-1, 4)
    for text, cell in zip(ax.texts, cells, strict=True):
        assert contrast(text.get_color(), cell[:3]) >= 4.5
        assert same_color(text.get_color(), DARK) == (text.get_text() != "0")


def test_one_cell_can_be_outlined_and_then_another(ax):
    plots.plot_confusion(ax, COUNTS)
    outline = ax.lines[0]
    for true, answer in ((2, 1), (0, 0)):
        assert plots.plot_confusion(ax, COUNTS, marked=(true, answer)) is ax
        x, y = outline.get_data()
        assert (min(x), max(x), min(y), max(y)) == (
            answer - 0.5, answer + 0.5, true - 0.5, true + 0.5,
        )  # fmt: skip
    assert ax.get_xlim() == (-0.5, 2.5) and ax.get_ylim() == (2.5, -0.5)
    cells = ax.images[0].to_rgba(ax.images[0].get_array()).reshape(-1, 4)
    assert min(contrast(outline.get_color(), cell[:3]) for cell in cells) >= 3
    plots.plot_confusion(ax, COUNTS)
    assert len(outline.get_xdata()) == 0
