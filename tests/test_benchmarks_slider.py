"""What the benchmark of a slider believes of what a page has seen, and what it says of it."""

import pytest

from benchmarks.page_times import Pictures, Seen
from benchmarks.slider import told
from benchmarks.slider.contestants import NOTEBOOKS, OURS


def seen(*pictures, pressed=(0,), size=2048):
    """Pictures that were each painted for another frame, 10 ms after the one before."""
    times = [10.0 * (1 + i) for i in range(len(pictures))]
    shown = [
        {"picture": picture, "page": t - 3, "frame": t, "seen": t}
        for picture, t in zip(pictures, times, strict=True)
    ]
    return Seen(list(pressed), shown, size)


def test_the_last_picture_counts_from_when_it_was_there_first():
    move = seen(1, 2, 3, 3, pressed=[5])
    assert move.late() == 25 and move.late("page") == 22


def test_of_two_pictures_for_one_frame_only_the_later_was_on_the_screen():
    move = seen(1, 2, 3)
    move.shown[1]["frame"] = move.shown[0]["frame"]
    assert move.distinct == 2


def test_a_picture_that_has_not_followed_the_sliders_is_refused():
    pictures = Pictures()
    pictures.check((0, 0), 7)
    pictures.check((1, 0), 8)
    pictures.check((0, 0), 7)
    for values, picture in (((2, 0), 8), ((0, 0), 9), ((0, 0), 8)):
        with pytest.raises(RuntimeError, match="another picture"):
            pictures.check(values, picture)


def test_a_live_figure_must_tell_where_the_sliders_stand():
    Pictures().check((3, 4), [3, 4])
    Pictures().check((3, 4), [0, 3, None, 4])
    with pytest.raises(RuntimeError, match="the picture shows"):
        Pictures().check((3, 4), [3, 3])


def test_a_peer_that_is_not_installed_stands_in_the_table_and_in_no_goal(monkeypatch):
    written = []
    monkeypatch.setattr(told, "write", written.append)
    absent = ["ipympl", "plotly"]
    moves = {
        name: [seen(1, size=1024 if name == OURS else 4096)] * 3
        for name in NOTEBOOKS
        if name not in absent
    }
    held = {name: [seen(1, 2, pressed=[0, 5])] for name in moves}
    told.section(moves, moves, held, absent, {"an explorer, image": [[seen(1)], [seen(1, 2, 3)]]})
    (section,) = written
    assert "Not compared, because not installed here: ipympl, plotly." in str(section)
    assert str(section).count("| plotly                 | not installed |") == 3
    assert "| an explorer, image |  10 |  10 |                  30 |  30 |" in str(section)
    assert [goal.measured for goal in section.goals] == [1, 1, 0.25, 0.25, 1, 30]
