"""Sections run alone, solutions and moves do what they say, and one that does not is reported."""

import matplotlib.pyplot as plt
import pytest
from nbformat.v4 import new_notebook

from form.breaking import code, md
from form.contents import table_violations
from form.running import run_section

SETUP = """
def check_total(total):
    print("Not yet:" if total is ... else "Yes: six." if total == 6 else "Not quite:")
"""
EXERCISE = "offset = values[..., 0]\ntotal = ...\noffset += 0\ncheck_total(total)"


def run(*cells, solution="helping = 6\ntotal = helping + 0 * offset.sum()"):
    """What is wrong in a section of these cells, an exercise and a cell after its solution."""
    solved = f"<details><summary>Solution</summary>\n\n```python\n{solution}\n```\n\n</details>"
    book = new_notebook(
        cells=[
            code(SETUP, "setup"),
            code("never = 'run here'"),
            md("## 1. Add"),
            code("import numpy as np\nvalues = np.zeros((2, 2))"),
            *cells,
            code(EXERCISE, "exercise"),
            md(solved, "solution"),
            code("assert 'helping' not in globals()"),
        ]
    )
    return run_section(book, "1. Add")


def test_a_solution_replaces_blanks_only_and_feeds_no_later_cell():
    assert run() == []


def test_section_that_needs_another_fails():
    [error] = run(code("never"))
    assert "in '1. Add': `never`" in error and "NameError" in error


def test_a_section_leaves_no_figure():
    assert run(code("import matplotlib.pyplot as plt\nplt.figure()")) == []
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("wrong", "message"), [("total = 5", "Not quite:"), ("total = nothing", "NameError")]
)
def test_wrong_solution_is_refused(wrong, message):
    [violation] = run(solution=wrong)
    assert message in violation and wrong in violation


def move(source, quoted):
    """A way to a target whose code is `source`, and what is quoted below it."""
    fence = f"```python\n{source}\n```\n\n> {quoted}"
    return md(f"<details><summary>One way</summary>\n\n{fence}\n\n</details>", "move")


def test_a_move_quotes_what_its_code_prints_and_sets_nothing():
    later = code("assert 'there' not in globals()")
    assert run(move("there = 6\nprint(there)\nprint(values.size)", "6\n>\n> 4"), later) == []


@pytest.mark.parametrize(
    ("source", "message"),
    [("print(5)", "quotes\n6\nand its code prints\n5"), ("print(nothing)", "NameError")],
)
def test_a_move_that_lies_is_refused(source, message):
    [violation] = run(move(source, "6"))
    assert message in violation and "make notebooks" in violation


NAME = "02_add.ipynb"
TABLE = f"| [02]({NAME}) | What? | 20 min |"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "no table row links"),
        (TABLE.replace("20 min", "25 min"), "must say '20 min'"),
        (f"{TABLE}\n| [03](03_gone.ipynb) | 20 min |", "links 03_gone.ipynb, which is not there"),
    ],
)
def test_tables(table, message):
    books = {NAME: new_notebook(cells=[md(""), md("# 2. Add\n\n*About 20 minutes.*")])}
    assert table_violations(TABLE.replace("](", "](notebooks/"), books, "notebooks/") == []
    assert message in table_violations(table, books)[0]
