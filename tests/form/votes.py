"""Rules on votes and demonstrations: no answer and no target is given away unasked.

What answers a vote or a prediction is tagged `answer`: code, whose stored outputs are hidden until
it is run, and Markdown, where the answer is folded. A `figure` shows what the question is about.
"""

import ast
import itertools
import re

from form.anatomy import (
    answered,
    cells_of,
    details,
    explorers,
    options,
    place,
    sections,
    tagged,
    tags,
    taught,
    tree,
    unfolded,
)
from tools.notebooks import way_of

DEMO = ["predict", "figure", "explorer", "move"]
MARKDOWN, CODE = ["predict", "vote", "quiz", "move"], ["figure", "explorer", "setup", "exercise"]
NAMED = r"\([a-d]\)"  # an option, as an answer names it


def votes(notebook):
    """At least two votes, each a question with three or four answers."""
    found = []
    count = len(tagged(notebook, "vote"))
    if taught(notebook) and count < 2:
        found.append(f"{count} cells are tagged 'vote'; a notebook has two or more")
    for tag, low in (("vote", 3), ("predict", 2)):
        for index, cell in tagged(notebook, tag):
            answers = len(options(cell))
            if not low <= answers <= 4:
                found.append(
                    f"{place(notebook, index)}: {answers} answers; a {tag} has {low} to 4, "
                    "each on a line '- (a) ...'"
                )
            if "?" not in cell.source:
                found.append(f"{place(notebook, index)}: a {tag} asks a question: no '?' in it")
    return found


def answers(notebook):
    """Every vote and prediction has its answer, folded and on a slide, before the next one."""
    found = []
    for vote, after in answered(notebook):
        shown = [
            cell
            for cell in (notebook.cells[index] for index in after)
            if cell.cell_type == "markdown" and "answer" in tags(cell)
            if cell.metadata.slideshow.slide_type != "skip"
        ]
        if not any(re.search(NAMED, body) for cell in shown for _, body in details(cell.source)):
            found.append(
                f"{place(notebook, vote)}: no answer before the next question: a Markdown cell "
                "tagged 'answer', on a slide, with <details><summary>The answer</summary> around "
                "what says which option is right, as in '(b)'"
            )
    return found


def hidden_answers(notebook):
    """Below a vote nothing that is stored answers it, until its code is run or a fold is opened."""
    found = [
        f"{place(notebook, index)}: an option is named outside a fold: fold the answer"
        for index, cell in cells_of(notebook, "markdown")
        if not {"vote", "predict"} & {*tags(cell)} and re.search(NAMED, unfolded(cell.source))
    ]
    for index, cell in cells_of(notebook, "code"):
        hidden = cell.metadata.get("jupyter", {}).get("outputs_hidden", False)
        if hidden != ("answer" in tags(cell)):
            found.append(f"{place(notebook, index)}: outputs_hidden is {hidden}: make notebooks")
    for vote, after in answered(notebook):
        last = max((at for at in after if "answer" in tags(notebook.cells[at])), default=vote)
        found += [
            f"{place(notebook, index)}: a vote stands above it and its answer below: tag it "
            "'answer', or 'figure' if it shows what the question is about"
            for index, cell in cells_of(notebook, "code")
            if vote < index < last and cell.outputs and not {"answer", *DEMO} & {*tags(cell)}
        ]
    return found


def demo_order(notebook):
    """A demo is predict, figure, explorer, move, in one section."""
    found = []
    for section in sections(notebook):
        every = [tag for at in section.indices for tag in tags(notebook.cells[at]) if tag in DEMO]
        names = [tag for tag, _ in itertools.groupby(every)]
        demos = " ".join(names).count(" ".join(DEMO))
        if any(names.count(tag) != demos for tag in DEMO[2:]):
            found.append(
                f"section '{section.heading}': its cells are tagged {names}; "
                f"around each explorer they must be {DEMO}"
            )
    return found


def demo_cells(notebook):
    """A demo's parts are what their tags say: code or Markdown; the way to the target is folded."""
    kinds = dict.fromkeys(MARKDOWN, "markdown") | dict.fromkeys(CODE, "code")
    found = [
        f"{place(notebook, index)}: a cell tagged '{tag}' is a {kind} cell"
        for tag, kind in kinds.items()
        for index, cell in tagged(notebook, tag)
        if cell.cell_type != kind
    ]
    for index, cell in tagged(notebook, "move"):
        code, quoted = way_of(cell.source)
        moved = re.search(r"\.\w+ = |\.(click|show)\(", code)
        if not moved or not quoted or unfolded(cell.source).strip():
            found.append(
                f"{place(notebook, index)}: fold a ```python fence that sets a slider "
                "(`explorer.unit.value = 7`) and prints the explorer's sentence; make notebooks "
                "quotes what it prints"
            )
    return found


def explorers_stay(notebook):
    """No code cell moves an explorer but the one that makes it: Run All leaves it at its start."""
    found, made = [], set()
    for index, cell in cells_of(notebook, "code"):
        nodes = list(ast.walk(tree(cell)))
        made -= (here := _made(nodes, explorers(notebook)))
        moved = {name for node in nodes for name in _moved(node)} & made
        found += [
            f"{place(notebook, index)}: it moves `{name}`: put it into a fold tagged 'move'"
            for name in sorted(moved)
        ]
        made |= here
    return found


def _made(nodes, kinds):
    """Return the names that are given to explorers."""
    return {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if ast.unparse(node.value.func) in kinds
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _moved(node):
    """Yield the names whose parts a statement sets, or whose buttons it presses."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield ast.unparse(node).split(".")[0]
    if isinstance(node, ast.Call) and re.search(r"\.(click|run)$", ast.unparse(node.func)):
        yield ast.unparse(node.func).split(".")[0]


RULES = [votes, answers, hidden_answers, demo_order, demo_cells, explorers_stay]
