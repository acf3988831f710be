"""The screen: a repaint is what matplotlib would draw anew, and the background is painted once."""

import pytest
from explore.page import is_as_drawn_anew
from matplotlib.figure import Figure

from helpers.screen import Screen


@pytest.fixture
def figure():
    figure = Figure(figsize=(3, 2), dpi=50, layout="constrained")
    ax = figure.subplots()
    ax.set_title("before")
    ax.plot([0, 1], [0, 1], zorder=3)
    ax.imshow([[0.0, 1.0]], aspect="auto")
    ax.text(0.5, 0.5, "here")
    ax.set(xticks=[], yticks=[])  # ticks belong to the background, an image would paint over them
    return figure


@pytest.fixture
def ax(figure):
    return figure.axes[0]


def test_picture_is_a_png_of_the_figures_size(figure):
    picture = Screen(figure).picture
    assert picture.format == "png" and picture.layout.width == "150px"
    assert "explorer-picture" in picture._dom_classes


def test_painting_shows_what_changed(figure, ax):
    screen = Screen(figure)
    screen.paint()
    assert is_as_drawn_anew(screen)
    changes = (
        lambda: ax.lines[0].set_ydata([1, 0.2]),
        lambda: ax.images[0].set_data([[1.0, 0.0]]),
        lambda: ax.texts[0].set_text("there"),
        lambda: ax.title.set_text("after"),
        lambda: ax.spines[:].set_color("red"),
        lambda: ax.lines[0].set_visible(False),
        lambda: ax.annotate("late", (0.2, 0.2)),
    )
    for change in changes:
        before = screen.picture.value
        change()
        screen.paint()
        assert screen.picture.value != before
        assert is_as_drawn_anew(screen)


@pytest.mark.parametrize("first", ["bar", "line"])
def test_equals_in_z_order_are_painted_as_matplotlib_does(first):
    figure = Figure(figsize=(2, 2), dpi=50)
    ax = figure.subplots()
    for kind in (first, "line" if first == "bar" else "bar"):
        if kind == "bar":
            ax.bar([0], [1], color="red", zorder=2)
        else:
            ax.plot([-1, 1], [0.5, 0.5], color="blue", linewidth=9, zorder=2)
    screen = Screen(figure)
    screen.paint()
    assert is_as_drawn_anew(screen)


def test_the_background_is_painted_when_more_changes_and_when_axes_have_moved(monkeypatch):
    figure = Figure(figsize=(3, 2), dpi=50)
    ax = figure.subplots()
    ax.plot([0, 1], [0, 1])
    screen, draws = Screen(figure), []
    draw = screen.canvas.draw
    monkeypatch.setattr(screen.canvas, "draw", lambda: (draws.append(1), draw()))
    screen.paint()
    assert len(draws) == 1
    for y, expected in ((0.1, 2), (0.2, 2), (0.3, 2)):
        ax.lines[0].set_ydata([y, y])
        screen.paint()
        assert len(draws) == expected
    ax.set_ylim(0, 1000)
    screen.paint(axes_moved=True)
    assert len(draws) == 3
    assert is_as_drawn_anew(screen)


def test_everything_keeps_its_place(figure, ax):
    screen = Screen(figure)
    place = ax.get_position().bounds
    ax.set_title("two\nlines")
    ax.set_ylabel("a name")
    screen.paint(axes_moved=True)
    assert ax.get_position().bounds == place
