"""tools/notebooks.py runs, scrubs and saves, and leaves a failing notebook alone."""

import nbformat
import pytest
from nbformat.v4 import new_notebook, new_output

from form.breaking import code, md
from tools import notebooks as tool

NAME = "02_add.ipynb"


@pytest.fixture
def folder(tmp_path):
    """A folder with two untidy notebooks, as an author leaves them."""
    for name, title in (("00_start_here.ipynb", "0. Start here"), (NAME, "2. Add")):
        cell = code("print( 1+1 )")
        cell.metadata["execution"] = {"iopub.status.busy": "now"}
        notebook = new_notebook(cells=[md(f"# {title}"), cell, code("x = 1\nx")])
        notebook.metadata["widgets"] = {"state": {}}
        nbformat.write(notebook, tmp_path / name)
    return tmp_path


def test_writes_runs_scrubs_twice_the_same(folder, capsys):
    assert tool.main(["--check"], folder) == 1
    assert tool.main([], folder) == 0
    first = (folder / NAME).read_bytes()
    assert tool.main(["--only", "02"], folder) == 0
    assert (folder / NAME).read_bytes() == first
    assert tool.main(["--check"], folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["00_start_here.ipynb", NAME]
    notebook = nbformat.read(folder / NAME, as_version=4)
    assert notebook.cells[0].source == (
        f"{tool.MARKER}\n[← 0. Start here](00_start_here.ipynb) · [Contents](00_start_here.ipynb)"
    )
    assert notebook.cells[-1].source == notebook.cells[0].source
    assert notebook.cells[2].source == "print(1 + 1)"
    assert notebook.cells[2].outputs[0].text == "2\n"
    assert [cell.execution_count for cell in notebook.cells[2:4]] == [1, 2]
    assert "execution" not in notebook.cells[2].metadata and "widgets" not in notebook.metadata
    assert f"{NAME}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "02_add.ipynb, cell 3 (`1 / 0`) stopped; the file is left as it was"),
        ("while True:\n    pass", "cell 3 (`while True:`) stopped"),
        ("x = undefined_name", "ruff check"),
    ],
)
def test_a_failing_notebook_is_left_as_it_was(folder, capsys, monkeypatch, source, message):
    monkeypatch.setattr(tool, "CELL_SECONDS", 1)
    notebook = nbformat.read(folder / NAME, as_version=4)
    notebook.cells[2].source = source
    nbformat.write(notebook, folder / NAME)
    before = (folder / NAME).read_bytes()
    assert tool.main(["--only", "02"], folder) == 1
    assert message in capsys.readouterr().err
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ("{", [], "03_new.ipynb: this is not a notebook"),
        (nbformat.writes(new_notebook(cells=[md("hello")])), [], "must begin '# N. Verb"),
        (None, ["--only", "99"], "begins with '99'"),
    ],
)
def test_what_cannot_be_read_is_named(folder, capsys, text, arguments, message):
    if text:
        (folder / "03_new.ipynb").write_text(text)
    assert tool.main(arguments, folder) == 1
    assert message in capsys.readouterr().err


def test_a_move_is_run_apart_and_quoted_and_an_answer_is_hidden(folder):
    fold = "<details><summary>One way</summary>\n\n```python\n{}\n```\n{}\n</details>"
    notebook = nbformat.read(folder / NAME, as_version=4)
    notebook.cells[2:] = [
        code("x = [1]"),
        md(fold.format("y = x[0]\nprint(y)\nprint('z', y + 1)", "\n> An old one.\n"), "move"),
        code("print('y' in globals())", "answer"),
    ]
    nbformat.write(notebook, folder / NAME)
    assert tool.main(["--only", "02"], folder) == 0
    *_, move, answer, _ = nbformat.read(folder / NAME, as_version=4).cells
    code_and_quote = "y = x[0]\nprint(y)\nprint('z', y + 1)", "\n> 1\n>\n> z 2\n"
    assert move.source == fold.format(*code_and_quote)
    assert tool.way_of(move.source) == (code_and_quote[0] + "\n", "1\nz 2")
    blank, out = answer.outputs  # JupyterLab shows a line of the first, although it is hidden
    assert blank.data == {} and out.text == "False\n" and answer.execution_count == 3
    assert answer.metadata.jupyter == {"outputs_hidden": True}


def test_navigation_names_the_neighbours():
    titles = {"00_start_here.ipynb": "0. Start", "02_a.ipynb": "2. A", "05_b.ipynb": "5. B"}
    start, middle, _ = (tool.navigation_of(titles, name).splitlines()[1] for name in titles)
    assert start == "Contents · [2. A →](02_a.ipynb)"
    assert middle.startswith("[← 0. Start](00_start_here.ipynb) · [Contents](00_start_here.ipynb)")
    assert middle.endswith(" · [5. B →](05_b.ipynb)")


def test_navigation_leads_to_a_side_trip_and_back():
    titles = {"00_start_here.ipynb": "0. Start", "02_a.ipynb": "2. A", "02b_s.ipynb": "2b. S"}
    titles |= {"05_b.ipynb": "5. B"}
    _, lesson, side, last = (tool.navigation_of(titles, name).splitlines()[1] for name in titles)
    assert lesson.endswith(" · [5. B →](05_b.ipynb) · side trip: [2b. S](02b_s.ipynb)")
    assert side.startswith("[← 2. A](02_a.ipynb)") and side.endswith("[5. B →](05_b.ipynb)")
    assert last.startswith("[← 2. A](02_a.ipynb)")


def test_scrub_joins_streams_and_drops_widget_views():
    cell = code("x")
    view = {tool.WIDGET_VIEW: {"model_id": "1f"}, "text/plain": "OneUnit(image=3)"}
    streams = (("stdout", "a\n"), ("stdout", "b\n"), ("stderr", "c\n"))
    cell.outputs = [new_output("stream", name=name, text=text) for name, text in streams]
    cell.outputs.append(new_output("display_data", data=view))
    outputs = tool.scrub(new_notebook(cells=[cell])).cells[0].outputs
    assert [output.get("text") for output in outputs] == ["a\nb\n", "c\n", None]
    assert outputs[2].data == {"text/plain": "OneUnit(image=3)"}
    assert len(cell.outputs) == 4, "scrub must not change what it is given"
