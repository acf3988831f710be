"""Rules on exercises: a blank, a check, a folded solution, and nothing that a later cell needs."""

import ast
import symtable

from form.anatomy import cells_of, lesson, place, printed, solution_code, tagged, tags, tree

BLANK = "Not yet:"


def exercises(notebook):
    """Every exercise has a blank, ends in a check, stays 'Not yet:', and is solved below."""
    found = []
    if lesson(notebook) and not tagged(notebook, "exercise"):
        found.append("no cell is tagged 'exercise'")
    solutions = [index for index, _ in tagged(notebook, "solution")]
    for index, cell in tagged(notebook, "exercise"):
        where = place(notebook, index)
        statements = tree(cell).body
        if not any(map(is_blank, statements)):
            found.append(f"{where}: an exercise leaves `...` to replace")
        if not statements or not is_check(statements[-1]):
            found.append(f"{where}: an exercise ends in a call of a check_ function")
        if not printed(cell).startswith(BLANK):
            found.append(
                f"{where}: unsolved, it must print one line beginning '{BLANK}', "
                f"not {printed(cell)!r}"
            )
        if solution_of(notebook, index) is None:
            found.append(
                f"{where}: no solution: the next cell must be Markdown, tagged "
                "'solution', with <details><summary>Solution</summary> and a ```python fence in it"
            )
        elif "check_" in solution_of(notebook, index):
            found.append(f"{where}: its solution repeats the check call: leave that line out")
    for index in solutions:
        if index - 1 not in [where for where, _ in tagged(notebook, "exercise")]:
            found.append(f"{place(notebook, index)}: a solution follows its exercise directly")
    return found


def solution_of(notebook, index):
    """Return the solution code of the exercise in cell `index`, or None."""
    after = notebook.cells[index + 1 : index + 2]
    return solution_code(after[0]) if after and "solution" in tags(after[0]) else None


def is_blank(statement):
    """Whether a statement holds `...` for the learner (an index like `x[..., 0]` is not one)."""
    nodes = list(ast.walk(statement))
    slices = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    in_an_index = [dots for part in slices for dots in ast.walk(part)]
    return any(
        isinstance(node, ast.Constant) and node.value is ... and node not in in_an_index
        for node in nodes
    )


def is_check(statement):
    """Whether a statement calls a check_ function."""
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1].startswith("check_")
        for node in ast.walk(statement)
    )


def nothing_is_fed(notebook):
    """No later cell reads what an exercise sets: its answer may be missing or wrong."""
    found, open_names = [], {}
    for index, cell in cells_of(notebook, "code"):
        for name in sorted(_read_before_set(tree(cell)) & set(open_names)):
            found.append(
                f"{place(notebook, index)}: reads `{name}`, which cell {open_names[name]} sets, "
                "an exercise: compute it here, or name it otherwise"
            )
        _, written = _scope(tree(cell))
        open_names = {name: at for name, at in open_names.items() if name not in written}
        if "exercise" in tags(cell):
            open_names |= dict.fromkeys(written, index)
    return found


def _read_before_set(parsed):
    """Return the names that a cell reads in a statement before any of its own sets them."""
    read, written = set(), set()
    for statement in _one_by_one(parsed.body):
        reads, writes = _scope(statement)
        read |= reads - written
        written |= writes
    return read


def _one_by_one(statements):
    """Yield statements, a loop as the setting of its variable and then what it repeats."""
    for statement in statements:
        if isinstance(statement, ast.For):
            yield ast.Assign([statement.target], statement.iter, lineno=statement.lineno)
            yield from _one_by_one(statement.body)
        else:
            yield statement


def _scope(parsed):
    """Return the global names that a piece of code reads, and those that it sets."""
    source = ast.unparse(parsed)
    top = symtable.symtable(source, "cell", "exec")
    reads = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    writes = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned()}
    inner = list(top.get_children())
    while inner:
        table = inner.pop()
        inner += table.get_children()
        reads |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return reads, writes


RULES = [exercises, nothing_is_fed]
