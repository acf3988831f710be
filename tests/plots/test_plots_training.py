"""Learning curves and the confusion matrix, seen on their Axes."""

import numpy as np
import pytest

from helpers import plots
from helpers.plots.style import PAPER_GREY


class TestCurves:
    def test_each_curve_has_its_values_name_and_look(self, ax, rng):
        curves = {"train": rng.random(4), "test": rng.random(4), "worst": rng.random(4)}
        plots.plot_learning_curves(ax, curves, "accuracy", ylabel="share", limits=(0, 1))
        for line, values in zip(ax.lines, curves.values(), strict=True):
            np.testing.assert_array_equal(line.get_xdata(), [1, 2, 3, 4])
            np.testing.assert_array_equal(line.get_ydata(), values)
        names = [text.get_text() for text in ax.texts]
        assert names == [f"{name} {values[-1]:.3f}" for name, values in curves.items()]
        for look in ("get_color", "get_linestyle", "get_marker"):
            assert len({getattr(line, look)() for line in ax.lines}) == 3
        assert ax.get_ylim() == (0, 1)
        assert (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()) == ("accuracy", "epoch", "share")

    @pytest.mark.parametrize("ends", [[0.9, 0.9, 0.9], [0, 0.001, 0.002], [1, 0.99, 0.98]])
    def test_names_keep_apart_and_inside(self, ends, overlaps, outside):
        ax = plots.panel(5, 3)
        plots.plot_learning_curves(
            ax, {f"curve {i}": [0.5, end] for i, end in enumerate(ends)}, limits=(0, 1)
        )
        ax.figure.canvas.draw()
        assert overlaps(ax.texts) == [] and outside(ax.figure, ax.texts) == []
        heights = [text.get_position()[1] for text in ax.texts]
        assert np.argsort(heights).tolist() == np.argsort(ends, kind="stable").tolist()

    def test_a_run_that_grows(self, ax):
        plots.plot_learning_curves(ax, {"loss": []}, epochs=15)
        assert not ax.texts[0].get_visible()
        before = ax.get_xlim()
        for n in (1, 2, 15):
            plots.update_learning_curves(ax, {"loss": np.arange(n)}, epochs=15)
            assert len(ax.lines[0].get_xdata()) == n
            assert ax.texts[0].get_visible() and ax.texts[0].xy == (n, n - 1)
            assert ax.get_xlim() == before
            assert ax.get_ylim()[0] < 0 and ax.get_ylim()[1] > n - 1

    def test_the_first_epoch_can_be_the_untrained_network(self, ax):
        plots.plot_learning_curves(ax, {"loss": [3, 2, 1]}, first_epoch=0)
        assert ax.lines[0].get_xdata().tolist() == [0, 1, 2]


class TestConfusion:
    counts = np.array([[980, 5, 0], [12, 1100, 3], [0, 40, 1001]])

    def test_counts_stand_in_their_cells(self, ax):
        plots.plot_confusion(ax, self.counts, classes=["a", "b", "c"], title="t")
        assert len(ax.texts) == 9
        for text, (true, answer) in zip(ax.texts, np.ndindex(3, 3), strict=True):
            assert text.get_text() == str(self.counts[true, answer])
            assert text.get_position() == (answer, true)
        assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "c"]
        assert ax.get_xlabel() == "answer" and ax.get_ylabel() == "true class"

    def test_only_wrong_answers_are_coloured_and_fill_the_scale(self, ax):
        plots.plot_confusion(ax, self.counts)
        shown = ax.images[0]
        assert shown.get_clim() == (0, 40)
        assert np.ma.getmaskarray(shown.get_array()).tolist() == np.eye(3, dtype=bool).tolist()
        grey = np.array([int(PAPER_GREY[i : i + 2], 16) for i in (1, 3, 5)])
        assert (shown.to_rgba(shown.get_array(), bytes=True)[0, 0, :3] == grey).all()

    def test_letters_are_light_on_dark_cells_only(self, ax):
        plots.plot_confusion(ax, self.counts)
        assert [text.get_text() for text in ax.texts if text.get_color() == "white"] == ["40"]

    def test_without_mistakes_it_still_draws(self, ax):
        plots.plot_confusion(ax, np.diag([3, 4]))
        assert ax.images[0].get_clim() == (0, 1)

    def test_examples_stand_in_the_left_half_of_their_cell(self, ax, image):
        plots.plot_confusion(ax, self.counts, examples={(2, 1): image})
        cells = ax.images[0].get_array()
        assert cells.shape == (3 * 29, 3 * 57)
        np.testing.assert_array_equal(cells[59:87, 58:86], image.reshape(28, 28) / 255)
        assert np.ma.filled(cells, 0).sum() == pytest.approx(image.sum() / 255)
        assert ax.images[0].get_extent() == [-0.5, 2.5, 2.5, -0.5]
        x, y = ax.texts[7].get_position()
        assert y == 2 and 1 < x < 1.5 and ax.texts[7].get_text() == "40"

    def test_pixels_of_examples_are_square(self, image, pixels_of):
        ax = plots.panel(10, 4)
        plots.plot_confusion(ax, self.counts, examples={(2, 1): image})
        pixels_of(ax.figure)
        box = ax.get_window_extent()
        assert box.width / (3 * 57) == pytest.approx(box.height / (3 * 29), rel=1e-3)

    def test_counts_do_not_overlap(self, overlaps):
        ax = plots.panel(7, 4)
        plots.plot_confusion(ax, np.full((10, 10), 1135))
        ax.figure.canvas.draw()
        assert overlaps(ax.texts) == []
