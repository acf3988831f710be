"""The classroom's own logic: what a scripted page waits for, and whose a page of memory is."""

import os
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks.classroom.lesson import NOTEBOOKS, shared_out
from benchmarks.classroom.memory import data_pages, size_of
from benchmarks.classroom.page import VIEW, Page

FIGURE = {"followed": ["unit"], "controls": {"unit": "IPY_MODEL_slider"}, "_model_name": "Any"}
SLIDER = {"_model_name": "IntSliderModel", "min": 0, "max": 9, "value": 0}


class Kernel:
    """Answers a move, and what is asked for ahead, with the frames of the states."""

    def __init__(self):
        self.listeners, self.sent, self.waiting, self.value = [], [], [], 0
        self.generation = 1

    def send(self, kind, content, beside):
        number, data = content["comm_id"], content["data"]
        self.sent.append(data)
        asked = data.get("content", {})
        if data["method"] == "update":
            self.value = data["state"]["value"]
        if number == "slider" or asked.get("kind") == "ready":
            self.frame(self.value)
        elif asked.get("kind") == "want":
            for (value,) in asked["states"]:
                self.frame(value)

    def frame(self, value):
        content = {"kind": "frame", "state": [value], "generation": self.generation}
        self.say("comm_msg", "figure", {"method": "custom", "content": content})

    def say(self, kind, number, data):
        content = {"comm_id": number, "data": data}
        self.waiting.append(SimpleNamespace(kind=kind, content=content, buffers=[]))

    def hear(self, until, seconds=None):
        while True:
            message = self.waiting.pop(0)  # IndexError: it would wait in vain
            for listen in self.listeners:
                listen(message)
            if until(message):
                return message


@pytest.fixture
def page():
    kernel = Kernel()
    page = Page(kernel)
    box = {"children": ["IPY_MODEL_slider", "IPY_MODEL_figure"], "_model_name": "VBoxModel"}
    for number, state in (("slider", SLIDER), ("figure", FIGURE), ("box", box)):
        kernel.say("comm_open", number, {"state": state})
    kernel.say("display_data", None, {VIEW: {"model_id": "box"}})
    kernel.hear(lambda message: message.kind == "display_data")
    return page


def test_a_shown_figure_is_told_its_room_and_its_slider_can_be_moved(page):
    assert page.kernel.sent[0]["content"]["kind"] == "ready"
    assert page.figures() == ["figure"]
    assert page.move("figure") >= 0
    assert page.first_picture is not None


def test_only_moves_to_states_that_have_no_picture_yet_are_timed(page):
    values, times = [], []
    for _ in range(4):
        times.append(page.move("figure"))
        values.append(page.models["slider"]["value"])
    assert len(set(values[: times.index(None)])) == times.index(None) > 1
    assert sorted(page.known["figure"]) == sorted(f"[{value}]" for value in range(10))


def test_a_slider_that_takes_others_along_is_waited_for(page, monkeypatch):
    scale = {"_model_name": "FloatSliderModel", "value": 1.0}
    page.models["scale"] = scale
    figure = {"followed": ["unit", "scale"], "controls": {"unit": "slider", "scale": "scale"}}
    page.models["figure"] |= figure

    def frame(value):
        page.kernel.say("comm_msg", "scale", {"method": "update", "state": {"value": value / 8}})
        content = {"kind": "frame", "state": [value, value / 8], "generation": 1}
        page.kernel.say("comm_msg", "figure", {"method": "custom", "content": content})

    monkeypatch.setattr(page.kernel, "frame", frame)
    monkeypatch.setattr(page, "_look_ahead", lambda *_: None)
    page.kernel.hear(lambda message: message.content.get("comm_id") == "figure")
    assert page.move("figure") >= 0


def test_in_another_generation_the_pictures_are_forgotten(page):
    page.move("figure")
    page.kernel.generation = 2
    page.kernel.frame(0)
    page.kernel.hear(lambda message: True)
    assert page.known["figure"] == {"[0]"}


def test_a_slider_that_is_not_on_the_page_cannot_be_moved(page):
    page.visible.remove("slider")
    assert page.figures() == []


@pytest.mark.parametrize("learners", [1, 2, 5, 12, 30])
def test_every_notebook_is_opened_whatever_the_class(learners):
    shares = shared_out(learners)
    assert len(shares) == learners
    assert {book for books in shares for book in books} == set(NOTEBOOKS)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_pages_of_a_mapped_file_count_and_a_copy_of_it_does_not(tmp_path):
    content = np.random.default_rng(0).integers(0, 256, 3 << 20, dtype=np.uint8)
    content.tofile(tmp_path / "data")
    me = SimpleNamespace(pid=os.getpid())
    assert size_of(tmp_path) == 3 and data_pages(me, tmp_path).mapped == 0
    mapped = np.memmap(tmp_path / "data", dtype=np.uint8, mode="r")
    assert mapped.sum() and data_pages(me, tmp_path).mapped == 3
    changed = np.memmap(tmp_path / "data", dtype=np.uint8, mode="c")
    del mapped
    changed[:] = 1
    assert data_pages(me, tmp_path).mapped == 0
