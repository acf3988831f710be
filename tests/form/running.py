"""Running a section of a notebook alone, after the setup cell, in a fresh namespace."""

import ast
import contextlib
import io
import traceback

import matplotlib
import matplotlib.pyplot as plt

from form.anatomy import NOTEBOOKS, place, sections, tagged, tags, tree
from form.exercises import is_blank, solution_of
from tools.notebooks import way_of

SOLVED = "Yes:"


def run_section(notebook, heading):
    """Run the setup cell and one section, and try its solutions and moves; return what is wrong.

    An exercise's solution runs in a copy of the namespace that its own cell starts from, so that no
    answer can feed a later cell, and so does what moves an explorer to its target. An error stops
    the section; a solution must make the check say "Yes:", a move print what is quoted below it.
    """
    section = next(part for part in sections(notebook) if part.heading == heading)
    setup = [index for index, _ in tagged(notebook, "setup")]
    names = {"__name__": "__main__", "display": lambda *shown, **options: None}
    found = []
    with _off_screen():
        for index in sorted({*setup, *section.indices}):
            cell = notebook.cells[index]
            if "move" in tags(cell):
                found += _misquoted(notebook, index, names)
            if cell.cell_type != "code":
                continue
            if "exercise" in tags(cell):
                code = solved_code(cell, solution_of(notebook, index))
                printed, error = _attempt(code, dict(names))
                if not any(line.startswith(SOLVED) for line in printed.splitlines()):
                    found.append(
                        f"{place(notebook, index)}: its solution must make the check print a line "
                        f"beginning '{SOLVED}'; it printed:\n{printed}{error}\nafter:\n{code}"
                    )
            _, error = _attempt(cell.source, names)
            if error:
                return [*found, f"{place(notebook, index)}:\n{error}"]
    return found


def _misquoted(notebook, index, names):
    """Return what is wrong with a `move` cell: its code must print what is quoted below it."""
    code, quoted = way_of(notebook.cells[index].source)
    printed, error = _attempt(code, dict(names))
    if printed.strip() == quoted and not error:
        return []
    return [
        f"{place(notebook, index)}: it quotes\n{quoted}\nand its code prints\n{printed}{error}\n"
        "make notebooks writes the quotation anew"
    ]


def solved_code(cell, solution):
    """Return the exercise cell's code with the solution in the place of its first blank.

    Statements with `...` go; what was given, and the check, stays.
    """
    statements = tree(cell).body
    blanks = [at for at, statement in enumerate(statements) if is_blank(statement)]
    given = [ast.unparse(statement) for statement in statements]
    first = blanks[0] if blanks else 0
    rest = [text for at, text in enumerate(given) if at >= first and at not in blanks]
    return "\n".join([*given[:first], solution or "", *rest])


def _attempt(code, names):
    """Execute `code` in `names`; return what it printed, and the traceback or ''."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            exec(compile(code, "<cell>", "exec"), names)
        except Exception:
            return printed.getvalue(), traceback.format_exc()
    return printed.getvalue(), ""


@contextlib.contextmanager
def _off_screen():
    """Draw on Agg, in the notebooks' folder, and leave no figure open."""
    matplotlib.use("Agg")
    with contextlib.chdir(NOTEBOOKS):
        try:
            yield
        finally:
            plt.close("all")
