"""The form of the stored notebooks, and every section and solution run alone.

The rules themselves, and that each can fail, are tested in tests/form/test_rules.py.
"""

import functools

import pytest
from form import cells, exercises, layout, numbers
from form.anatomy import NOTEBOOKS, ROOT, number, sections, stored, tagged, tool
from form.contents import table_violations
from form.running import run_section, solved_violations

RULES = [*cells.RULES, *layout.RULES, *exercises.RULES, *numbers.RULES]
START = "00_start_here.ipynb"


def _code_sections():
    """Return ``(file name, heading)`` of every section with code, the preamble aside."""
    return [
        (name, section.heading)
        for name, notebook in stored().items()
        for section in sections(notebook)[1:]
        if any(notebook.cells[index].cell_type == "code" for index in section.indices)
    ]


def _exercises():
    """Return ``(file name, heading, cell index)`` of every exercise."""
    return [
        (name, section.heading, index)
        for name, notebook in stored().items()
        for section in sections(notebook)
        for index, _ in tagged(notebook, "exercise")
        if index in section.indices
    ]


@functools.cache
def _run(name, heading):
    return run_section(stored()[name], heading)


def _hold(violations):
    assert not violations, "\n" + "\n".join(f"- {text}" for text in violations)


def test_there_are_notebooks():
    assert stored(), f"no notebook in {NOTEBOOKS}"


@pytest.mark.parametrize("name", stored())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule, name):
    _hold(rule(stored()[name]))


@pytest.mark.parametrize("name", stored())
def test_title_number_is_the_file_number(name):
    assert number(stored()[name]) == int(name[:2])


@pytest.mark.parametrize("name", stored())
def test_file_is_as_the_tool_leaves_it(name):
    titles = {name: tool.title_of(notebook, name) for name, notebook in stored().items()}
    text = (NOTEBOOKS / name).read_text(encoding="utf-8")
    assert text == tool.tidy(stored()[name], titles, name), "run make notebooks"


@pytest.mark.parametrize(("name", "heading"), _code_sections())
def test_section_runs_alone(name, heading):
    error = _run(name, heading).error
    assert error is None, f"after the setup cell alone, this section fails:\n{error}"


@pytest.mark.parametrize(("name", "heading", "index"), _exercises())
def test_solution_is_accepted(name, heading, index):
    run = _run(name, heading)
    assert index in run.solved, f"the section stops before this exercise:\n{run.error}"
    _hold(solved_violations(stored()[name], index, run.solved[index]))


def test_start_lists_every_notebook():
    assert START in stored(), f"there is no notebooks/{START}"
    text = "\n".join(cell.source for cell in stored()[START].cells)
    _hold(table_violations(text, {name: book for name, book in stored().items() if name != START}))


def test_readme_lists_every_notebook():
    readme = ROOT / "README.md"
    assert readme.exists(), "there is no README.md with a table of the notebooks"
    _hold(table_violations(readme.read_text(encoding="utf-8"), stored(), prefix="notebooks/"))
