"""Rules on cells: counts, imports, drawing calls, execution, metadata, wording."""

import ast
import re
import statistics

from form.anatomy import (
    calls,
    cells_of,
    has_picture,
    number,
    place,
    printed,
    tagged,
    tags,
    tool,
    tree,
    words,
)

CELLS = (35, 55)
CELLS_START = 15  # 00 is a door, not a room
CODE_LINES, CODE_MEDIAN = 15, 5
IGNORING = {"nbval-ignore-output", "nbval-skip", "nbval-raises-exception", "raises-exception"}
IGNORING |= {"skip-execution"}
DRAWING_ROOTS = {"plt", "matplotlib", "mpl", "ax", "axes", "axs", "fig", "figure"}
DRAWING_ALLOWED = {"plt.subplots", "plt.figure"}


def cell_count(notebook):
    """35 to 55 cells, at most 15 in notebook 00."""
    count = len(notebook.cells)
    low, high = (1, CELLS_START) if number(notebook) == 0 else CELLS
    return [] if low <= count <= high else [f"{count} cells; a notebook has {low} to {high}"]


def more_prose_than_code(notebook):
    """At least as many words of prose as of code."""
    prose = sum(words(cell.source) for _, cell in cells_of(notebook, "markdown"))
    code = sum(words(cell.source) for _, cell in cells_of(notebook, "code"))
    return [] if prose >= code else [f"{code} words of code and {prose} of prose: explain more"]


def short_code_cells(notebook):
    """Code cells of at most 15 lines, as a rule two to four."""
    lengths, found = [], []
    for index, cell in cells_of(notebook, "code"):
        lines = len(cell.source.splitlines())
        lengths.append(lines)
        if lines > CODE_LINES:
            found.append(
                f"{place(notebook, index)}: {lines} lines of code, at most {CODE_LINES}: "
                "split the cell, or move the work into helpers/"
            )
        if not lines:
            found.append(f"{place(notebook, index)}: an empty code cell: delete it")
    if lengths and statistics.median(lengths) > CODE_MEDIAN:
        median = statistics.median(lengths)
        found.append(f"the median code cell has {median} lines, at most {CODE_MEDIAN}: cut smaller")
    return found


def plain_python(notebook):
    """Code cells are plain Python: the tests run sections without IPython."""
    return [
        f"{place(notebook, index)}: this is not plain Python (a magic, `!` or `?`): write it out"
        for index, cell in cells_of(notebook, "code")
        if tree(cell) is None
    ]


def one_import_cell(notebook):
    """Exactly one cell is tagged setup, and only it imports."""
    count = len([index for index, cell in tagged(notebook, "setup") if cell.cell_type == "code"])
    found = [] if count == 1 else [f"{count} code cells are tagged 'setup'; there must be one"]
    for index, cell in cells_of(notebook, "code"):
        parsed = tree(cell)
        nodes = ast.walk(parsed) if parsed and "setup" not in tags(cell) else ()
        if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes):
            found.append(f"{place(notebook, index)}: move its import to the setup cell")
    return found


def one_drawing_call(notebook):
    """One plot_ call or one explorer a cell, and no drawing code beside it."""
    explorers = _explorers(notebook)
    found = []
    for index, cell in cells_of(notebook, "code"):
        names = [name for name, _ in calls(cell)]
        drawn = [name for name in names if _draws(name) or name.split(".")[-1] in explorers]
        if len(drawn) > 1:
            found.append(
                f"{place(notebook, index)}: {len(drawn)} drawing calls ({', '.join(drawn)}); "
                "one a cell: split it, or let one plot_ function draw the comparison"
            )
        for name in names:
            if name.split(".")[0] in DRAWING_ROOTS and name not in DRAWING_ALLOWED:
                found.append(
                    f"{place(notebook, index)}: `{name}` is drawing code: "
                    "put it into a plot_ function in helpers/plots"
                )
    return found


def _draws(name):
    return name.split(".")[-1].startswith("plot_")


def _explorers(notebook):
    """Return the class names that the notebook imports from helpers.explore."""
    names = set()
    for _, cell in cells_of(notebook, "code"):
        for node in ast.walk(tree(cell) or ast.Module([], [])):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "helpers.explore"
            ):
                names |= {alias.asname or alias.name for alias in node.names}
    for _, cell in tagged(notebook, "explorer"):
        names |= {name.split(".")[-1] for name, _ in calls(cell) if "explore." in name}
    return names


def executed_in_order(notebook):
    """Every code cell has been run, from the top, once."""
    counts = [cell.get("execution_count") for _, cell in cells_of(notebook, "code")]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"execution counts are {counts}, not 1 to {len(counts)}: run make notebooks"]


def no_stored_errors(notebook):
    """No cell's stored output is an error or a warning on stderr."""
    found = []
    for index, cell in cells_of(notebook, "code"):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                found.append(f"{place(notebook, index)}: stored error {output.ename}: mend it")
            if output.get("name") == "stderr":
                first = output.text.strip().splitlines()[0]
                found.append(f"{place(notebook, index)}: a warning is stored ({first}): mend it")
    return found


def no_widget_state(notebook):
    """No saved widget state and no dead widget views."""
    found = ["widget state is saved: run make notebooks"] if "widgets" in notebook.metadata else []
    for index, cell in cells_of(notebook, "code"):
        for output in cell.get("outputs", []):
            if tool.WIDGET_VIEW in output.get("data", {}) and len(output.data) > 1:
                found.append(f"{place(notebook, index)}: a dead widget view: run make notebooks")
    return found


def no_editor_traces(notebook):
    """Cell metadata is what an author writes: no timings, no foldings of one editor."""
    return [
        f"{place(notebook, index)}: metadata {sorted(extra)} is not kept: run make notebooks"
        for index, cell in enumerate(notebook.cells)
        if (extra := set(cell.metadata) - tool.CELL_METADATA)
    ]


def kernel_is_python3(notebook):
    """The kernel is called python3, whatever environment it was written in."""
    name = notebook.metadata.get("kernelspec", {}).get("name")
    return [] if name == "python3" else [f"kernel {name!r}, not 'python3': run make notebooks"]


def ignoring_has_a_reason(notebook):
    """A cell that nbval does not compare says why, in metadata.reason."""
    found = []
    for index, cell in cells_of(notebook, "code"):
        ignoring = IGNORING.intersection(tags(cell))
        if ignoring and not str(cell.metadata.get("reason", "")).strip():
            found.append(f"{place(notebook, index)}: {ignoring}: say why in metadata.reason")
        if re.search(r"^\s*#\s*(NBVAL_|PYTEST_VALIDATE_|RAISES_EXC)", cell.source, re.M):
            found.append(f"{place(notebook, index)}: use a tag and metadata.reason, not a comment")
    return found


def text_twin(notebook):
    """Beside every picture stand, printed, the few numbers that it shows.

    An explorer has a sentence for that, which the `move` cell after it prints.
    """
    return [
        f"{place(notebook, index)}: it draws and prints nothing: print the numbers that are shown"
        for index, cell in cells_of(notebook, "code")
        if has_picture(cell) and not printed(cell).strip() and "explorer" not in tags(cell)
    ]


def explorer_has_its_picture(notebook):
    """An explorer is stored as the picture that readers without a kernel see."""
    return [
        f"{place(notebook, index)}: no picture is stored: show the explorer on the cell's last line"
        for index, cell in tagged(notebook, "explorer")
        if not has_picture(cell)
    ]


def picture_has_its_limits(notebook):
    """A notebook with pictures has at least one box on what they cannot tell."""
    if not any(has_picture(cell) for _, cell in cells_of(notebook, "code")):
        return []
    box = "> **What this picture cannot tell you.**"
    if any(f"\n{box}" in f"\n{cell.source}" for _, cell in cells_of(notebook, "markdown")):
        return []
    return [f"no line begins `{box}`: put one under every new kind of picture"]


def calm_prose(notebook):
    """No exclamation marks and no 'simply' in the prose."""
    found = []
    for index, cell in cells_of(notebook, "markdown"):
        prose = without_code(cell.source).replace("![", "[")
        for line in prose.splitlines():
            if "!" in line:
                found.append(f"{place(notebook, index)}: an exclamation mark: `{line.strip()}`")
            if re.search(r"\bsimply\b", line, re.I):
                found.append(f"{place(notebook, index)}: 'simply': `{line.strip()}`: drop it")
    return found


def without_code(source):
    """Return Markdown with comments, fences and code spans blanked, line breaks kept."""
    blank = r"<!--.*?-->|^[ \t>]*(```|~~~).*?^[ \t>]*\1|(`+)(?!`).+?(?<!`)\2(?!`)"
    return re.sub(blank, lambda found: "\n" * found[0].count("\n"), source, flags=re.S | re.M)


RULES = [
    cell_count,
    more_prose_than_code,
    short_code_cells,
    plain_python,
    one_import_cell,
    one_drawing_call,
    executed_in_order,
    no_stored_errors,
    no_widget_state,
    no_editor_traces,
    kernel_is_python3,
    ignoring_has_a_reason,
    text_twin,
    explorer_has_its_picture,
    picture_has_its_limits,
    calm_prose,
]
