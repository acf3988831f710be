"""`make lecture` finds the notebook, says which there are, and leaves the notebooks as they are."""

import json

import pytest

from tools import lecture

NAMES = ["00_start_here.ipynb", "07_rank_the_hidden_neurons.ipynb"]
SOURCE = 'plots.set_view("page")  # or "lecture"'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(json.dumps({"cells": [{"source": [SOURCE]}]}))
    return folder


@pytest.mark.parametrize("number", ["07", "7"])
def test_a_notebook_is_found_by_its_number(folder, number):
    assert lecture.chosen(number, folder) == NAMES[1]


@pytest.mark.parametrize("number", ["99", "", None, "rank", "07_rank"])
def test_bad_numbers_are_answered_with_those_that_there_are(folder, number, capsys):
    arguments = [] if number is None else [number]
    assert lecture.main(arguments, folder, folder / "out") == 1
    assert "N is one of 00, 07" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_copies_have_figures_for_a_hall_and_the_notebooks_do_not(folder, tmp_path):
    before = [(folder / name).read_text() for name in NAMES]
    lecture.copy_all(folder, tmp_path / "out")
    assert [(folder / name).read_text() for name in NAMES] == before
    copies = [json.loads((tmp_path / "out" / name).read_text()) for name in NAMES]
    assert [copy["cells"][0]["source"] for copy in copies] == [
        ['plots.set_view("lecture")  # or "lecture"']
    ] * 2


def test_every_notebook_has_what_the_copy_replaces():
    for path in (lecture.ROOT / "notebooks").glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert all(text.count(page) == 1 for page in lecture.BESIDE), path.name
