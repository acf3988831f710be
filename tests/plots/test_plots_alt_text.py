"""What a figure says of itself, and how a notebook comes to keep it."""

import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure

from helpers.plots import alt_text, set_view


@pytest.fixture
def shell(monkeypatch):
    """IPython in a notebook; outside of one there is none."""
    shell = InteractiveShell()
    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", lambda: shell)
    return shell


def figure(*titles):
    figure = Figure()
    for ax, title in zip(figure.subplots(1, len(titles), squeeze=False)[0], titles, strict=True):
        ax.set_title(title)
    return figure


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["image", "weights\nof the unit"], "Picture: image; weights of the unit"),
        (["near", "far", "near"], "Picture: near; far"),
        ([""], "Picture: its numbers are printed with it"),
    ],
)
def test_titles_are_said_once_and_in_one_line(titles, said):
    assert alt_text.in_words(figure(*titles)) == said


def test_without_titles_what_is_written_in_it():
    drawn = figure("", "z")
    drawn.suptitle("two runs")
    drawn.axes[0].set(xlabel="epoch", ylabel="loss")
    drawn.axes[0].text(0, 0, "stuck")
    drawn.axes[0].text(0, 0, "0.92")
    drawn.axes[1].set_xlabel("not said")
    assert alt_text.in_words(drawn) == "Picture: two runs; loss over epoch; stuck; z"


def test_a_wall_of_pictures_is_cut_short():
    said = alt_text.in_words(figure(*(f"a picture of unit {n}" for n in range(30))))
    assert len(said) < alt_text.MOST + 20 and said.endswith("…")


def test_a_notebook_keeps_them_beside_the_picture(shell):
    before, _ = shell.display_formatter.format(figure("image"))
    set_view("page")
    data, about = shell.display_formatter.format(figure("image"))
    assert about == {"image/png": {"alt": "Picture: image"}}
    assert data.keys() == before.keys()
