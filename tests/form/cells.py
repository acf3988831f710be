"""Rules on cells: counts, imports, drawing calls, execution, metadata, wording."""

import ast
import re
import statistics

from form.anatomy import (
    calls,
    cells_of,
    explorers,
    has_picture,
    place,
    printed,
    prose,
    side_trip,
    tagged,
    tags,
    taught,
    tree,
    unfolded,
)

CELLS = {"00": (1, 15), "side trip": (10, 25), "lesson": (20, 43)}
WORDS = {"00": 900, "side trip": 1100, "lesson": 2000}
CODE_LINES, CODE_MEDIAN = 10, 6
LESSON_LINES = 18  # of the one cell that is the lesson itself, a training step for instance
BOXES = 2
SETUP_LINES = 18  # of imports
IGNORING = {"nbval-ignore-output", "nbval-skip", "nbval-raises-exception", "raises-exception"}
IGNORING |= {"skip-execution"}
DRAWING_ROOTS = {"plt", "matplotlib", "mpl", "ax", "axes", "axs", "fig", "figure"}
DRAWING_ALLOWED = {"plt.subplots", "plt.figure"}


def _kind(notebook):
    return "side trip" if side_trip(notebook) else "lesson" if taught(notebook) else "00"


def cell_count(notebook):
    """About 30 cells in a lesson, and fewer in a side trip and in notebook 00."""
    count, (low, high) = len(notebook.cells), CELLS[_kind(notebook)]
    return [] if low <= count <= high else [f"{count} cells; a notebook has {low} to {high}"]


def word_count(notebook):
    """What stands open in Markdown is read in one go: some 1,500 words."""
    texts = [unfolded(cell.source) for _, cell in cells_of(notebook, "markdown")]
    count = sum(len(without_code(text).split()) for text in texts)
    most = WORDS[_kind(notebook)]
    return [] if count <= most else [f"{count} words in Markdown, at most {most}: cut"]


def more_prose_than_code(notebook):
    """At least as many words of prose as of code."""
    said = sum(len(re.findall(r"\w+", prose(cell))) for cell in notebook.cells)
    code = sum(len(re.findall(r"\w+", cell.source)) for _, cell in cells_of(notebook, "code"))
    return [] if said >= code else [f"{code} words of code and {said} of prose: explain more"]


def short_code_cells(notebook):
    """Code cells of at most ten lines, as a rule two to six; imports may take a few more.

    One cell of a notebook may be `long` where the algorithm is the lesson, and says so in its
    metadata's reason.
    """
    lengths = {at: len(cell.source.splitlines()) for at, cell in cells_of(notebook, "code")}
    most = dict.fromkeys(lengths, CODE_LINES)
    most |= {index: SETUP_LINES for index, _ in tagged(notebook, "setup")}
    long = [index for index, cell in tagged(notebook, "long") if cell.metadata.get("reason")]
    most |= dict.fromkeys(long[:1], LESSON_LINES)
    found = [
        f"{place(notebook, index)}: {lines} lines of code, 1 to {most[index]}: "
        "split the cell, or move the work into helpers/"
        for index, lines in lengths.items()
        if not 1 <= lines <= most[index]
    ]
    median = statistics.median(lengths.values())
    if median > CODE_MEDIAN:
        found.append(f"the median code cell has {median} lines, at most {CODE_MEDIAN}: cut smaller")
    return found


def plain_python(notebook):
    """Code cells are plain Python: the tests run sections without IPython."""
    return [
        f"{place(notebook, index)}: this is not plain Python (a magic, `!` or `?`): write it out"
        for index, cell in cells_of(notebook, "code")
        if cell.source.strip() and not tree(cell).body
    ]


def one_name_a_constant(notebook):
    """No tuple of constants is given to several names at once: a reader has to count."""
    return [
        f"{place(notebook, index)}: `{ast.unparse(node)}`: one name a line"
        for index, cell in cells_of(notebook, "code")
        for node in ast.walk(tree(cell))
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Tuple)
        and isinstance(node.value, ast.Tuple)
        and any(isinstance(part, ast.Constant) for part in node.value.elts)
    ]


def one_import_cell(notebook):
    """Exactly one cell is tagged setup, and only it imports."""
    count = len([index for index, cell in tagged(notebook, "setup") if cell.cell_type == "code"])
    found = [] if count == 1 else [f"{count} code cells are tagged 'setup'; there must be one"]
    for index, cell in cells_of(notebook, "code"):
        imports = any(
            isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(tree(cell))
        )
        if imports and "setup" not in tags(cell):
            found.append(f"{place(notebook, index)}: move its import to the setup cell")
    return found


def one_drawing_call(notebook):
    """One plot_ call or one explorer a cell, and no drawing code beside it."""
    known = explorers(notebook)
    found = []
    for index, cell in cells_of(notebook, "code"):
        names = [name for name, _ in calls(cell)]
        drawn = [name for name in names if "plot_" in name or name in known]
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


def executed_in_order(notebook):
    """Every code cell has been run, from the top, once."""
    counts = [cell.get("execution_count") for _, cell in cells_of(notebook, "code")]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"execution counts are {counts}, not 1 to {len(counts)}: run make notebooks"]


def no_stored_errors(notebook):
    """No cell's stored output is an error or a warning on stderr."""
    return [
        f"{place(notebook, index)}: an error or a warning is stored: mend it ({output})"
        for index, cell in cells_of(notebook, "code")
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def ignoring_has_a_reason(notebook):
    """A cell that nbval does not compare says why, in metadata.reason."""
    comment = re.compile(r"^\s*#\s*(NBVAL_|PYTEST_VALIDATE_|RAISES_EXC)", re.M)
    return [
        f"{place(notebook, index)}: tag it, not by a comment, and say why in metadata.reason"
        for index, cell in cells_of(notebook, "code")
        if comment.search(cell.source)
        or (IGNORING & set(tags(cell)) and not cell.metadata.get("reason"))
    ]


def text_twin(notebook):
    """Beside every picture stand, printed, the few numbers that it shows.

    An explorer has a sentence for that.
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


def few_boxes(notebook):
    """A box on what a picture cannot tell stands only where it changes the reading."""
    box = "**What this picture cannot tell you.**"
    count = sum(cell.source.count(box) for _, cell in cells_of(notebook, "markdown"))
    return [] if count <= BOXES else [f"{count} boxes `{box}`, at most {BOXES}: keep the best"]


def calm_prose(notebook):
    """No exclamation marks and no 'simply' in the prose."""
    return [
        f"{place(notebook, index)}: drop the '{loud[0]}': `{line.strip()}`"
        for index, cell in enumerate(notebook.cells)
        for line in without_code(prose(cell)).splitlines()
        if (loud := re.search(r"!(?!\[)|\bsimply\b", line, re.I))
    ]


def without_code(source):
    """Return Markdown with comments, fences and code spans blanked, line breaks kept."""
    blank = r"<!--.*?-->|^[ \t>]*(```|~~~).*?^[ \t>]*\1|(`+)(?!`).+?(?<!`)\2(?!`)"
    return re.sub(blank, lambda found: "\n" * found[0].count("\n"), source, flags=re.S | re.M)


RULES = [
    cell_count,
    word_count,
    more_prose_than_code,
    short_code_cells,
    plain_python,
    one_name_a_constant,
    one_import_cell,
    one_drawing_call,
    executed_in_order,
    no_stored_errors,
    ignoring_has_a_reason,
    text_twin,
    explorer_has_its_picture,
    few_boxes,
    calm_prose,
]
