"""The confusion matrix, seen on its Axes."""

import numpy as np
import pytest

from helpers import plots
from helpers.plots.style import DARK, PAPER_GREY

COUNTS = np.array([[980, 5, 0], [12, 1100, 3], [0, 40, 1001]])


def test_counts_stand_in_their_cells(ax):
    plots.plot_confusion(ax, COUNTS, classes=["a", "b", "c"], title="t")
    assert len(ax.texts) == 9
    for text, (true, answer) in zip(ax.texts, np.ndindex(3, 3), strict=True):
        assert text.get_text() == str(COUNTS[true, answer])
        assert text.get_position() == (answer, true)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "c"]
    assert ax.get_xlabel() == "answer" and ax.get_ylabel() == "true class"


def test_only_wrong_answers_are_coloured_and_fill_the_scale(ax):
    plots.plot_confusion(ax, COUNTS)
    shown = ax.images[0]
    assert shown.get_clim() == (0, 40)
    assert np.ma.getmaskarray(shown.get_array()).tolist() == np.eye(3, dtype=bool).tolist()
    grey = np.array([int(PAPER_GREY[i : i + 2], 16) for i in (1, 3, 5)])
    assert (shown.to_rgba(shown.get_array(), bytes=True)[0, 0, :3] == grey).all()


@pytest.mark.parametrize("counts", [COUNTS, np.arange(16).reshape(4, 4), np.zeros((2, 2), int)])
def test_counts_can_be_read_on_every_cell(ax, contrast, counts):
    plots.plot_confusion(ax, counts)
    cells = ax.images[0].to_rgba(ax.images[0].get_array()).reshape(-1, 4)
    for text, cell in zip(ax.texts, cells, strict=True):
        assert contrast(text.get_color(), cell[:3]) >= 4.5
    # Zeros stand back.
    assert len({text.get_color() for text in ax.texts if text.get_text() == "0"}) == 1
    assert {text.get_color() for text in ax.texts if text.get_text() != "0"} <= {DARK}
    assert DARK not in {text.get_color() for text in ax.texts if text.get_text() == "0"}


def test_one_cell_can_be_outlined_and_then_another(ax, contrast):
    plots.plot_confusion(ax, COUNTS)
    outline = ax.lines[0]
    assert len(outline.get_xdata()) == 0
    for true, answer in ((2, 1), (0, 0)):
        assert plots.update_confusion_mark(ax, (true, answer)) is ax
        x, y = outline.get_data()
        assert (min(x), max(x), min(y), max(y)) == (
            answer - 0.5, answer + 0.5, true - 0.5, true + 0.5,
        )  # fmt: skip
    assert ax.get_xlim() == (-0.5, 2.5) and ax.get_ylim() == (2.5, -0.5)
    cells = ax.images[0].to_rgba(ax.images[0].get_array()).reshape(-1, 4)
    assert min(contrast(outline.get_color(), cell[:3]) for cell in cells) >= 3
    plots.update_confusion_mark(ax, None)
    assert len(outline.get_xdata()) == 0
    plots.plot_confusion(ax, COUNTS, marked=(1, 2))
    assert min(ax.lines[0].get_xdata()) == 1.5 and min(ax.lines[0].get_ydata()) == 0.5


def test_a_mark_changes_artists_only(ax):
    plots.plot_confusion(ax, COUNTS)
    before = ax.get_children(), ax.get_xticks().tolist(), ax.images[0].get_array().copy()
    plots.update_confusion_mark(ax, (1, 1))
    assert before[:2] == (ax.get_children(), ax.get_xticks().tolist())
    np.testing.assert_array_equal(ax.images[0].get_array(), before[2])


@pytest.mark.parametrize("marked", [(3, 0), (0, -1), (1, 2, 0), 1, (0.5, 1)])
def test_a_cell_that_is_not_there_is_refused(ax, marked):
    with pytest.raises(ValueError, match=r"marked.*expected \(true class, answer\).* 0 to 2"):
        plots.plot_confusion(ax, COUNTS, marked=marked)


def test_a_mark_needs_a_matrix(ax):
    with pytest.raises(ValueError, match="drawn by plot_confusion"):
        plots.update_confusion_mark(ax, (0, 0))


def test_without_mistakes_it_still_draws(ax):
    plots.plot_confusion(ax, np.diag([3, 4]))
    assert ax.images[0].get_clim() == (0, 1)


def test_examples_stand_in_the_left_half_of_their_cell(ax, image):
    plots.plot_confusion(ax, COUNTS, examples={(2, 1): image})
    cells = ax.images[0].get_array()
    assert cells.shape == (3 * 29, 3 * 57)
    np.testing.assert_array_equal(cells[59:87, 58:86], image.reshape(28, 28) / 255)
    assert np.ma.filled(cells, 0).sum() == pytest.approx(image.sum() / 255)
    assert ax.images[0].get_extent() == [-0.5, 2.5, 2.5, -0.5]
    x, y = ax.texts[7].get_position()
    assert y == 2 and 1 < x < 1.5 and ax.texts[7].get_text() == "40"


def test_pixels_of_examples_are_square(image, pixels_of):
    ax = plots.panel(10, 4)
    plots.plot_confusion(ax, COUNTS, examples={(2, 1): image})
    pixels_of(ax.figure)
    box = ax.get_window_extent()
    assert box.width / (3 * 57) == pytest.approx(box.height / (3 * 29), rel=1e-3)


def test_counts_do_not_overlap(overlaps):
    ax = plots.panel(7, 4)
    plots.plot_confusion(ax, np.full((10, 10), 1135))
    ax.figure.canvas.draw()
    assert overlaps(ax.texts) == []
