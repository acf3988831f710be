"""Sections run alone, solutions are accepted, and one that is wrong is reported."""

import copy

import matplotlib.pyplot as plt
import pytest

from form.anatomy import number, sections, tagged
from form.breaking import edit
from form.contents import table_violations
from form.running import run_section, solved_violations
from form.synthetic import code, good_notebook, insert

GOOD = good_notebook()
EXERCISE = tagged(GOOD, "exercise")[0][0]
HAND = "3. Add by hand"
NAME = "02_add_three_numbers.ipynb"


@pytest.mark.parametrize("heading", [part.heading for part in sections(GOOD)])
def test_good_sections_run(heading):
    assert run_section(GOOD, heading).error is None


def test_section_that_needs_another_fails():
    book = copy.deepcopy(GOOD)
    insert(book, "## 3.", code("print(values)"), code("plot_values(undefined)"))
    assert "NameError: name 'undefined'" in run_section(book, "2. Move a number").error
    insert(book, "values = np.array([1, 2, 3])\nprint", code("values"))
    error = run_section(book, "1. Take the mean").error
    assert "in '1. Take the mean': `values`" in error and "NameError" in error


def test_a_section_leaves_no_figure():
    book = copy.deepcopy(GOOD)
    insert(book, "## 2.", code("import matplotlib.pyplot as plt\nplt.figure()"))
    assert run_section(book, "1. Take the mean").error is None
    assert plt.get_fignums() == []


def test_solution_is_accepted():
    solved = run_section(GOOD, HAND).solved
    assert solved == {EXERCISE: "Yes: six.\n"}
    assert solved_violations(GOOD, EXERCISE, solved[EXERCISE]) == []


@pytest.mark.parametrize(
    ("wrong", "message"), [("values.mean()", "Not quite:"), ("nothing", "NameError")]
)
def test_wrong_solution_is_refused(wrong, message):
    book = copy.deepcopy(GOOD)
    edit("solution", "values.sum()", wrong)(book)
    solved = run_section(book, HAND).solved[EXERCISE]
    assert message in solved_violations(book, EXERCISE, solved)[0]


def test_solution_replaces_blanks_only():
    book = copy.deepcopy(GOOD)
    edit("exercise", "total = ...", "offset = values[..., 0]\ntotal = ...\noffset += 0")(book)
    edit("solution", "values.sum()", "6 + offset - offset")(book)
    insert(book, "offset", code("values = np.array([1])"))
    index = tagged(book, "exercise")[0][0]
    assert run_section(book, HAND).solved == {index: "Yes: six.\n"}


def test_solution_feeds_no_later_cell():
    book = copy.deepcopy(GOOD)
    edit("solution", "total = ", "helping = 1\ntotal = ")(book)
    insert(book, "## What", code("assert 'helping' not in globals()"))
    assert run_section(book, HAND).error is None


TABLE = "| [02](02_add_three_numbers.ipynb) | What? | 20 min |"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "no table row links"),
        (TABLE.replace("20 min", "25 min"), "must say '20 min'"),
        (f"{TABLE}\n| [03](03_gone.ipynb) | 20 min |", "links 03_gone.ipynb, which is not there"),
    ],
)
def test_tables(table, message):
    assert table_violations(TABLE, {NAME: GOOD}) == []
    assert table_violations(TABLE.replace("](", "](notebooks/"), {NAME: GOOD}, "notebooks/") == []
    assert message in table_violations(table, {NAME: GOOD})[0]


def test_number_is_read_from_the_title():
    assert number(GOOD) == 2
