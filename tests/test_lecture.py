"""`make lecture` finds the notebook, says which there are, and leaves the notebooks as they are."""

import ast
import json

import nbformat
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


def test_a_lecture_may_leave_out_the_cells_that_move_explorers():
    moved = "explorer.unit.value = 3\nmean = 2"
    assert needs(moved, ["mean = 1\nmean", "print(explorer)"]) == {"explorer"}
    assert needs("explorer.start.click()", ["explorer.history"]) == {"explorer"}
    for path in (lecture.ROOT / "notebooks").glob("*.ipynb"):
        cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        for place, cell in enumerate(cells):
            if "move" in cell.metadata.get("tags", []):
                later = [other.source for other in cells[place + 1 :]]
                assert not needs(cell.source, later), f"{path.name}: {cell.source}"


def needs(source, later):
    """Return what a cell sets, or moves, and a later cell reads before it is set anew."""
    given = names(source, ast.Store) | {
        node.value.value.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
        and (isinstance(node.ctx, ast.Store) or node.attr == "click")
    }
    found = set()
    for other in later:
        stored = names(other, ast.Store)
        found |= (names(other, ast.Load) - stored) & given
        given -= stored
    return found


def names(source, context):
    """Return the names that are read or stored; a function's parameters are stored."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, context)}
    return found | {n.arg for n in nodes if isinstance(n, ast.arg) and context is ast.Store}
