"""LiveFigure when something comes between: threads, errors, a PNG, a page that came later."""

import threading
import time

import numpy as np
import pytest

from helpers.live import Spots, Told


def test_frames_are_numbered_from_the_beginning_of_their_generation(open_example, monkeypatch):
    example = open_example
    example.want([4, 0], [5, 0])
    example.live.invalidate()
    example.slider.value = 4
    monkeypatch.setattr("helpers.live.figure.MOST_KEPT", 1)
    example.want([5, 0], [6, 0])
    numbers = [(frame["generation"], frame["number"]) for frame in example.frames()]
    assert numbers == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (4, 0)]


def test_a_state_that_cannot_be_painted_ahead_leaves_the_rest_as_it_was(open_example):
    example, paint = open_example, open_example.live._paint

    def broken(length, name):
        if length == 4:
            raise ZeroDivisionError
        return paint(length=length, name=name)

    example.live._paint = broken
    with pytest.raises(ZeroDivisionError):
        example.want([5, 0], [4, 0])
    assert example.sent[-1][0]["kind"] == "unanswered"  # or the page would wait for good
    assert example.ax.patches[0].get_width() == 3


def test_what_painting_raises_is_said_on_the_page_and_the_next_move_is_shown(open_example):
    example, paint = open_example, open_example.live._paint
    example.live._paint = lambda **values: 1 / 0
    with pytest.raises(ZeroDivisionError):
        example.slider.value = 4
    words = "No picture of this: ZeroDivisionError: division by zero"
    assert example.sent[-1][0] == {"kind": "failed", "words": words}
    example.live._paint = paint
    example.slider.value = 5
    assert example.frames()[-1]["words"] == example.live.words == "5 of any"


def test_a_png_in_between_is_not_taken_for_a_frame(open_example):
    example, paint = open_example, open_example.live._paint

    def words(length, name):
        told = paint(length=length, name=name)
        text.set_text(str(name))  # which tells matplotlib of a change only if there is one
        return told

    text = example.ax.text(5, 0, "")
    example.live._paint = words
    example.live.invalidate()
    for index in (1, 0):
        example.names.index = index
    example.live.png()
    example.slider.value = 4
    names = example.frames()[-1]["names"]
    example.live.invalidate()
    assert example.frames()[-1]["names"] == names


def test_what_is_said_counts_for_the_browsers_memory(open_example, monkeypatch):
    example, paint, words = open_example, open_example.live._paint, ["word " * 1000] * 100
    example.live._paint = lambda **values: Told(
        paint(**values).words, [Spots(example.ax, np.zeros((100, 4)), words)]
    )
    monkeypatch.setattr("helpers.live.figure.MOST_KEPT", 100_000)
    for value in (4, 5):
        example.slider.value = value
    assert [frame["number"] for frame in example.frames()] == [0, 1, 0]
    last = example.frames()[-1]
    assert set(last["places"]) <= set(range(len(last["fresh"]))), "sent anew"


def test_moves_wait_for_each_other(example):
    running, most = 0, 0
    paint = example.live._paint

    def slow(**values):
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.02)
        running -= 1
        return paint(**values)

    example.live._paint = slow
    both = (example.slider, "value", 2), (example.names, "index", 2)
    moves = [threading.Thread(target=setattr, args=move) for move in both]
    for move in moves:
        move.start()
    for move in moves:
        move.join()
    assert most == 1 and example.live.words == "2 of 9"


def test_a_picture_is_never_sent_under_another_state(open_example):
    example, paint = open_example, open_example.live._paint
    other = threading.Thread(target=setattr, args=(example.names, "index", 2))

    def slow(**values):
        if other.ident is None:
            other.start()
            while example.names.index != 2:  # it is set, and waits for its own picture
                time.sleep(0.001)
        return paint(**values)

    example.live._paint = slow
    example.slider.value = 5
    other.join()
    said = [(frame["state"], frame["words"]) for frame in example.frames()[1:]]
    assert said == [([5, 0], "5 of any"), ([5, 2], "5 of 9")]
