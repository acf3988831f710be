"""The tool behind make test-everywhere: what it chooses, and that it names a cell that differs."""

import sys

import nbformat
import pytest
from form.anatomy import ROOT

from tools import everywhere as tool


@pytest.fixture
def everywhere(monkeypatch, tmp_path):
    """The tool, in an empty project."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "BUILD", tmp_path / "build" / "everywhere")
    monkeypatch.setattr(tool, "RESULTS", tmp_path / "RESULTS.md")
    return tool


def put_notebook(tool, name, stored):
    cell = nbformat.v4.new_code_cell("import os\n1 + int(os.environ['OPENBLAS_NUM_THREADS'])")
    cell.execution_count = 1
    shown = {"text/plain": stored}
    cell.outputs = [nbformat.v4.new_output("execute_result", shown, execution_count=1)]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, tool.ROOT / "notebooks" / name)


def test_the_cell_that_differs_is_named_and_the_others_are_not(everywhere, capsys):
    put_notebook(everywhere, "01_one.ipynb", "2")
    put_notebook(everywhere, "02_two.ipynb", "3")
    assert everywhere.main(["threads", "--jobs", "1"]) == 1
    one, two = capsys.readouterr().out.splitlines()
    assert one.startswith("threads-1; numpy ")
    assert "2 cells of 2 notebooks: 02_two.ipynb Cell 0; " in one
    assert two.startswith("threads-2; ") and "notebooks: 01_one.ipynb Cell 0; " in two


@pytest.mark.parametrize(
    ("outcome", "said", "failed"),
    [(([], 9), "9 cells of 1 notebooks: passed", False), (([], 0), "NOTHING RAN", True)],
)
def test_what_has_passed(everywhere, monkeypatch, capsys, outcome, said, failed):
    monkeypatch.setattr(everywhere, "run", lambda *_: outcome)
    assert everywhere.one(everywhere.threads()[0], ["01_one.ipynb"], 1)[1] is failed
    assert said in capsys.readouterr().out


def test_a_full_run_is_recorded_with_what_differs_and_a_partial_one_is_not(everywhere, monkeypatch):
    outcomes = {"threads-1": ([], 9), "threads-2": (["01_one.ipynb Cell 0"], 9)}
    monkeypatch.setattr(everywhere, "run", lambda configuration, *_: outcomes[configuration.name])
    monkeypatch.setattr(everywhere, "GROUPS", {"threads": everywhere.threads})
    put_notebook(everywhere, "01_one.ipynb", "2")
    before = f"# What was measured\n\n{everywhere.TITLE}\n\nLast year.\n\n## Start\n\nFast.\n"
    everywhere.RESULTS.write_text(before, encoding="utf-8")
    assert everywhere.main(["threads"]) == 1
    assert everywhere.RESULTS.read_text(encoding="utf-8") == before
    assert everywhere.main([]) == 1
    text = everywhere.RESULTS.read_text(encoding="utf-8")
    head, section, others = text.partition(everywhere.TITLE)[0], *text.split("## ")[1:]
    assert head == "# What was measured\n\n" and others == "Start\n\nFast.\n"
    assert "9 cells of 1 notebooks: passed" in section and "01_one.ipynb Cell 0" in section
    assert "something differs: 1 of 2" in section and "Last year" not in section
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert len(rows) == 4 and len({len(row) for row in rows}) == 1


def test_an_unknown_group_or_notebook_is_refused(everywhere, capsys):
    put_notebook(everywhere, "01_one.ipynb", "2")
    for wrong in (["everything"], ["threads", "--only", "9"]):
        with pytest.raises(SystemExit):
            everywhere.main(wrong)
    said = capsys.readouterr().err
    assert "there is no everything" in said and "there is no notebook 9" in said


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        ("pni sse4_2 avx avx2 fma", ["Prescott", "Nehalem", "Sandybridge", "Haswell"]),
        ("pni avx512f", ["Prescott"]),
        ("", []),
    ],
)
def test_kernels_are_those_that_the_processor_can_run(everywhere, monkeypatch, flags, names):
    monkeypatch.setattr(everywhere, "processor_flags", lambda: set(flags.split()))
    assert [each.surroundings["OPENBLAS_CORETYPE"] for each in everywhere.kernels()] == names


def test_processor_flags_are_read_where_linux_says_them(everywhere, tmp_path):
    path = tmp_path / "cpuinfo"
    assert everywhere.processor_flags(path) == set()
    path.write_text("model name : x\nflags\t\t: fpu pni\n\nflags\t\t: fpu pni\n", encoding="utf-8")
    assert everywhere.processor_flags(path) == {"fpu", "pni"}


def test_lowest_versions_are_those_of_pyproject(everywhere, monkeypatch):
    assert everywhere.lowest_of(["numpy>=2.0,<3", "ruff>=0.12"]) == ["numpy==2.0", "ruff==0.12"]
    monkeypatch.setattr(everywhere, "ROOT", ROOT)
    lowest = everywhere.lowest_of(everywhere.dependencies())
    assert "nbval==0.11" in lowest and all("==" in each for each in lowest)


def test_what_is_not_permitted_is_said_and_fails_as_root_in_ci(everywhere, monkeypatch, capsys):
    refused = everywhere.Configuration("offline", refused="no namespaces here")
    for ci, root, failed in (("true", 0, True), ("true", 1000, False), ("", 0, False)):
        monkeypatch.setenv("CI", ci)
        monkeypatch.setattr(everywhere.os, "geteuid", lambda root=root: root)
        assert everywhere.one(refused, [], 1)[1] is failed
    assert capsys.readouterr().out.count("NOT RUN, not permitted here: no namespaces here") == 3


def test_the_sample_is_among_the_configurations(everywhere):
    made = [each.name for each in (*everywhere.vectors(), *everywhere.offline())]
    if everywhere.kernels():  # elsewhere than on x86 the first of them does not exist
        assert set(everywhere.SAMPLE) <= set(made)


def test_offline_there_is_nobody_but_this_machine(everywhere):
    (configuration,) = everywhere.offline()
    if configuration.refused:
        pytest.skip(f"not permitted here: {configuration.refused}")
    reach = "import socket; socket.create_connection(('{}', {}), 3)"
    served = "import socket; s = socket.create_server(('127.0.0.1', 0)); "
    served += "socket.create_connection(s.getsockname(), 3)"
    for code, works in ((served, True), (reach.format("192.0.2.1", 80), False)):
        done = everywhere.subprocess.run(
            [*configuration.around, sys.executable, "-c", code], capture_output=True, text=True
        )
        assert (done.returncode == 0) is works, done.stderr
        assert works or "unreachable" in done.stderr
