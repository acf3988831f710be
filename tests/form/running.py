"""Running a section of a notebook alone, after the setup cell, in a fresh namespace."""

import ast
import contextlib
import io
import traceback
from typing import NamedTuple

import matplotlib
import matplotlib.pyplot as plt

from form.anatomy import NOTEBOOKS, place, sections, tagged, tags, tree
from form.exercises import is_blank, solution_of

SOLVED = "Yes:"


class SectionRun(NamedTuple):
    """What came of one section: its error or None, and what each exercise printed when solved."""

    error: str | None
    solved: dict


def run_section(notebook, heading):
    """Run the setup cell and one section, and try each of its solutions on the way.

    An exercise's solution runs in a copy of the namespace that its own cell starts from, so that no
    answer can feed a later cell.

    Returns
    -------
    SectionRun
        An error stops the section; a solution's error is what it is said to have printed.
    """
    section = next(part for part in sections(notebook) if part.heading == heading)
    setup = [index for index, _ in tagged(notebook, "setup")]
    names = {"__name__": "__main__", "display": lambda *shown, **options: None}
    solved = {}
    with _off_screen():
        for index in sorted({*setup, *section.indices}):
            cell = notebook.cells[index]
            if cell.cell_type != "code":
                continue
            if "exercise" in tags(cell):
                code = solved_code(cell, solution_of(notebook, index))
                solved[index] = _attempt(code, dict(names))[0]
            _, error = _attempt(cell.source, names)
            if error:
                return SectionRun(f"{place(notebook, index)}:\n{error}", solved)
    return SectionRun(None, solved)


def solved_code(cell, solution):
    """Return the exercise cell's code with the solution in the place of its first blank.

    Statements with `...` go; what was given, and the check, stays.
    """
    statements = tree(cell).body if tree(cell) else []
    blanks = [at for at, statement in enumerate(statements) if is_blank(statement)]
    given = [ast.unparse(statement) for statement in statements]
    first = blanks[0] if blanks else 0
    rest = [text for at, text in enumerate(given) if at >= first and at not in blanks]
    return "\n".join([*given[:first], solution or "", *rest])


def solved_violations(notebook, index, solved):
    """Return what is wrong with a solution that printed `solved`."""
    if any(line.startswith(SOLVED) for line in solved.splitlines()):
        return []
    code = solved_code(notebook.cells[index], solution_of(notebook, index))
    return [
        f"{place(notebook, index)}: its solution must make the check print a line beginning "
        f"'{SOLVED}'; it printed:\n{solved}\nafter:\n{code}"
    ]


def _attempt(code, names):
    """Execute `code` in `names`; return what it printed, and the traceback or None."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            exec(compile(code, "<cell>", "exec"), names)
        except Exception:
            error = traceback.format_exc()
            return printed.getvalue() + error, error
    return printed.getvalue(), None


@contextlib.contextmanager
def _off_screen():
    """Draw on Agg, in the notebooks' folder, and leave no figure open."""
    matplotlib.use("Agg")
    with contextlib.chdir(NOTEBOOKS):
        try:
            yield
        finally:
            plt.close("all")
