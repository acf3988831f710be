"""The form of the stored notebooks, and every section and solution run alone.

That each rule can fail is tested in tests/form/test_rules.py.
"""

import re

import pytest
from form import cells, exercises, layout, numbers, pictures, votes
from form.anatomy import (
    NOTEBOOKS,
    ROOT,
    explorers,
    hold,
    label,
    minutes,
    sections,
    stored,
    taught,
)
from form.contents import table_violations
from form.running import run_section

from helpers import explore
from helpers.explore.explorer import Explorer
from tools import notebooks as tool

RULES = [*cells.RULES, *layout.RULES, *votes.RULES, *exercises.RULES, *numbers.RULES]
RULES += pictures.RULES
START = "00_start_here.ipynb"


def _code_sections():
    """Return ``(file name, heading)`` of every section with code, the preamble aside."""
    return [
        (name, section.heading)
        for name, notebook in stored().items()
        for section in sections(notebook)[1:]
        if any(notebook.cells[index].cell_type == "code" for index in section.indices)
    ]


def test_start_is_there():
    assert START in stored(), f"there is no {NOTEBOOKS / START}"


@pytest.mark.parametrize("name", stored())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule, name):
    hold(rule(stored()[name]))


@pytest.mark.parametrize("name", stored())
def test_title_number_is_the_file_number(name):
    assert label(stored()[name]).rjust(len(name.split("_")[0]), "0") == name.split("_")[0]


@pytest.mark.parametrize("name", stored())
def test_file_is_as_the_tool_leaves_it(name):
    """Navigation at both ends, the kernel's name, no widget state, no traces of one editor."""
    titles = {name: tool.title_of(notebook, name) for name, notebook in stored().items()}
    text = (NOTEBOOKS / name).read_text(encoding="utf-8")
    assert text == tool.tidy(stored()[name], titles, name), "run make notebooks"


@pytest.mark.parametrize(("name", "heading"), _code_sections())
def test_section_runs_alone_and_its_solutions_are_accepted(name, heading):
    hold(run_section(stored()[name], heading))


def test_start_lists_every_notebook():
    text = "\n".join(cell.source for cell in stored()[START].cells)
    hold(table_violations(text, {name: book for name, book in stored().items() if name != START}))


def test_readme_lists_every_notebook():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    hold(table_violations(text, stored(), prefix="notebooks/"))


def test_the_teachers_page_speaks_of_every_lesson():
    text = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    said = re.findall(r"^### 0?(\d+[b-z]?) (.+)\n\n(\d+) minutes\.", text, re.M)
    titles = {name: tool.title_of(notebook, name) for name, notebook in stored().items()}
    assert [(f"{count}. {title}", int(time)) for count, title, time in said] == [
        (titles[name], minutes(notebook)) for name, notebook in stored().items() if taught(notebook)
    ]


def test_the_teachers_page_says_where_each_explorer_stands():
    text = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", text, re.M)
    said = {name: re.findall(r"\b\d\d[b-z]?\b", places) for name, places in rows}
    stand = {
        name: [file.split("_")[0] for file, book in stored().items() if name in explorers(book)]
        for name, kind in vars(explore).items()
        if isinstance(kind, type) and issubclass(kind, Explorer)
    }
    assert said == stand and all(stand.values())
