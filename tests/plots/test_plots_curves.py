"""Learning curves and curves over a share, seen on their Axes."""

import numpy as np
import pytest

from helpers import plots
from helpers.plots import style
from tests.explore.page import contrast
from tests.plots.look import assert_apart

SIX = {f"curve {i}": [0.5, i / 6] for i in range(6)}


def test_each_curve_has_its_values_and_name(ax, rng):
    curves = {"train": rng.random(4), "test": rng.random(4), "worst": rng.random(4)}
    plots.plot_learning_curves(ax, curves, "accuracy", limits=(0, 1))
    for line, values in zip(ax.lines, curves.values(), strict=True):
        np.testing.assert_array_equal(line.get_xdata(), [1, 2, 3, 4])
        np.testing.assert_array_equal(line.get_ydata(), values)
    names = [text.get_text() for text in ax.texts]
    assert names == [f"{name} {values[-1]:.3f}" for name, values in curves.items()]
    assert ax.get_ylim() == (0, 1)
    assert (ax.get_title(), ax.get_xlabel()) == ("accuracy", "epoch")
    plots.plot_learning_curves(ax, curves, first_epoch=0)
    assert ax.lines[0].get_xdata().tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("ends", [[0.9, 0.9, 0.9], [0, 0.001, 0.002], [1, 0.99, 0.98]])
def test_names_keep_apart_and_inside(ends):
    ax = plots.panel(5, 3)
    plots.plot_learning_curves(
        ax, {f"curve {i}": [0.5, end] for i, end in enumerate(ends)}, limits=(0, 1)
    )
    assert_apart(ax.texts)
    heights = [text.get_position()[1] for text in ax.texts]
    assert np.argsort(heights).tolist() == np.argsort(ends, kind="stable").tolist()


def test_a_run_that_grows(ax):
    plots.plot_learning_curves(ax, {"loss": []}, epochs=15)
    assert not ax.texts[0].get_visible()
    before = ax.get_xlim()
    for n in (1, 2, 15):
        plots.plot_learning_curves(ax, {"loss": np.arange(n)}, epochs=15)
        assert len(ax.lines[0].get_xdata()) == n
        assert ax.texts[0].get_visible() and ax.texts[0].xy == (n, n - 1)
        assert ax.get_xlim() == before
        assert ax.get_ylim()[0] < 0 and ax.get_ylim()[1] > n - 1
    plots.plot_learning_curves(ax, {"loss": np.arange(20)}, epochs=15)
    assert ax.get_xlim()[1] > 20


@pytest.mark.parametrize("over", ["epochs", "shares"])
def test_lines_and_names_are_seen_on_paper_and_told_apart_without_colour(ax, over):
    if over == "epochs":
        plots.plot_learning_curves(ax, SIX)
        strokes = [text.arrow_patch.get_edgecolor()[:3] for text in ax.texts]
        assert min(contrast(stroke, "white") for stroke in strokes) >= 3
    else:
        plots.plot_curves(ax, SIX, "share")
    assert all(contrast(text.get_color(), "white") >= 4.5 for text in ax.texts)
    assert min(contrast(line.get_color(), "white") for line in ax.lines) >= 3
    for look in ("get_color", "get_marker"):
        assert len({getattr(line, look)() for line in ax.lines}) == 6
    assert len({line.get_linestyle() for line in ax.lines[:4]}) == 4


def test_a_stroke_leads_from_the_last_value_to_its_name(ax):
    plots.plot_learning_curves(ax, {"a": [0.9, 0.8], "b": [0.1]}, limits=(0, 1), epochs=5)
    assert [text.xy for text in ax.texts] == [(2, 0.8), (1, 0.1)]
    for text in ax.texts:
        assert text.arrow_patch.get_visible()
        assert text.get_position() == (1.03, pytest.approx(text.xy[1]))


def test_curves_run_from_nothing_to_all_beside_their_legend():
    names = ["slope of the image, kept", "b"]
    curves = dict(zip(names, ([0.0, 1.0, 4.0], np.arange(5)), strict=True))
    ax = plots.plot_curves(plots.panel(), curves, "share", "title")
    assert ax.lines[0].get_xdata().tolist() == [0, 0.5, 1]
    assert ax.lines[1].get_xdata().tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert ax.lines[1].get_ydata().tolist() == [0, 1, 2, 3, 4]
    legend = ax.get_legend().get_texts()
    assert [text.get_text() for text in legend] == names
    assert (ax.get_title(), ax.get_xlabel()) == ("title", "share")
    assert [text.get_text() for text in ax.get_xticklabels()][::5] == ["0%", "100%"]
    assert_apart([*legend, ax.title])


def test_shares_are_written_in_per_cent(ax):
    plots.plot_learning_curves(ax, {"right": [0.5, 0.0915]}, limits=(0, 1), as_shares=True)
    ax.figure.canvas.draw()
    assert ax.texts[0].get_text() == "right 9.2%"
    assert ax.get_yticklabels()[-1].get_text() == "100%"


def test_a_curve_to_compare_with_is_grey(ax):
    plots.plot_learning_curves(ax, {"this": [0.5], "before": [0.7]}, faded=["before"])
    assert [line.get_color() for line in ax.lines] == ["#000000", style.LINE_GREY]


def test_classes_that_are_no_digits_are_told_by_name(ax):
    names = ("trouser", "bag", "ankle boot")
    plots.plot_recalls(ax, [[0.5, 0.9, 0.8]], [0.7], lost=0.05, names=names)
    said = [text.get_text() for text in ax.texts if text.get_visible()]
    assert said == ["all classes 70.0%", "trouser 50.0%"]
    plots.plot_recalls(ax, [[0.01, 0.9, 0.02]], [0.7], lost=0.05, names=names)
    assert ax.texts[2].get_text() == "trouser and ankle b… under 5%"


def drawn_recalls(ax, now, before=()):
    recalls = np.array([np.full(10, 0.5), now])
    plots.plot_recalls(ax, recalls, [0.1, 0.8], "right", before, 5, lost=0.05)
    return recalls


@pytest.mark.parametrize(("poor", "name"), [
    ({3: 0.9}, "digit 3 90.0%"), ({3: 0.049}, "digit 3 4.9%"), ({3: 0.05, 4: 0.06}, "digit 3 5.0%"),
    ({3: 0.0, 7: 0.04}, "3 and 7 under 5%"), ({1: 0, 3: 0.0, 7: 0.04}, "1, 3 and 7 under 5%"),
    ({1: 0, 2: 0, 3: 0, 4: 0}, "1, 2, 3 and 4\nunder 5%"),
])  # fmt: skip
def test_the_worst_digits_line_is_thick_and_named_and_so_are_all_that_are_lost(poor, name):
    ax, now = plots.panel(5, 3), np.full(10, 0.95)
    now[list(poor)] = list(poor.values())
    drawn_recalls(ax, np.full(10, 0.5))  # other lines were thick before
    recalls = drawn_recalls(ax, now, [0.2, 0.7, 0.6])
    thick = [digit for digit, line in enumerate(ax.lines[:10]) if line.get_linewidth() > 2]
    assert thick == [
        digit for digit in poor if digit == min(poor, key=poor.get) or now[digit] < 0.05
    ]
    for line, values in zip(ax.lines, [*recalls.T, [0.1, 0.8], [0.2, 0.7, 0.6]], strict=True):
        assert list(line.get_ydata()) == list(values)
        assert line.get_xdata()[0] == 0
    said = [text.get_text() for text in ax.texts if text.get_visible()]
    assert said == ["all digits 80.0%", "run before 60.0%", name]
    assert ax.texts[2].xy == (1, now[thick[0]])
    assert ax.get_title() == "right" and ax.get_xlim()[1] > 5
    assert_apart(ax.texts)


def test_without_a_run_before_none_is_named(ax):
    drawn_recalls(ax, np.full(10, 0.5), [0.5])
    drawn_recalls(ax, np.full(10, 0.5))
    assert [text.get_visible() for text in ax.texts] == [True, False, True]
    assert min(contrast(line.get_color(), "white") for line in ax.lines) >= 3


def test_what_runs_have_lost_stands_in_the_cells():
    counts = np.array([[5, 3, 0, 1], [1, 0, 0, 0]])
    ax = plots.plot_lost(plots.panel(4, 2), counts, "lost")
    np.testing.assert_array_equal(ax.images[0].get_array(), counts)
    assert [text.get_text() for text in ax.texts] == ["5", "3", "", "1", "1", "", "", ""]
    for text, count in zip(ax.texts, counts.ravel(), strict=True):
        paper = ax.images[0].to_rgba(np.array([[count]]))[0, 0]
        x, y = text.get_position()
        assert counts[int(y), int(x) - 1] == count
        assert contrast(text.get_color(), paper) > 4.5 if count else np.all(paper == 1)
