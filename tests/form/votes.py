"""Rules on votes and demonstrations: no answer and no target is given away unasked.

A question is one call of `ask`; its words, and what is said of each option, stand in a file beside
helpers/questions, which `key` goes through. What else answers it is tagged `answer`: code, whose
stored outputs are hidden until it is run, and Markdown, where it is folded. A `figure` shows what
the question is about.
"""

import ast
import collections
import re

from form.anatomy import (
    answered,
    asked,
    cells_of,
    explorers,
    lesson,
    place,
    questions_file,
    sections,
    tagged,
    tags,
    taught,
    tree,
    unfolded,
)
from form.cells import without_code
from helpers.questions import texts
from tools.notebooks import QUESTIONS, way_of

BELOW = {"answer", "figure", "explorer", "move"}  # what may stand between it and its answer
MARKDOWN, CODE = ["move"], ["figure", "explorer", "setup", "exercise", "predict", "vote", "quiz"]
NAMED = r"\([a-d]\)"  # an option, by its letter
LEAST, MOST = (1, 2), 4  # questions of a side trip and of a lesson, beside the quiz
LEAST_SHARE = 1 / 6  # of the questions that offer a letter, in which it is right


def votes(notebook):
    """At least two votes; a question is one call of `ask`, in a cell tagged with its kind."""
    found, count = [], len([*tagged(notebook, "vote"), *tagged(notebook, "predict")])
    least = LEAST[lesson(notebook)] if taught(notebook) else 0
    if not least <= count <= MOST:
        found.append(f"{count} votes and predictions; a notebook has {least} to {MOST}")
    for index, cell in cells_of(notebook, "code"):
        names, kinds = asked(cell), QUESTIONS & {*tags(cell)}
        if bool(names) != bool(kinds):
            found.append(
                f"{place(notebook, index)}: it is tagged {tags(cell)} and asks {names}: a cell "
                "tagged 'vote', 'predict' or 'quiz' asks a question, and no other does"
            )
        elif names and len(tree(cell).body) > 1:
            found.append(f"{place(notebook, index)}: a question has a cell of its own")
        for file, name in names:
            kind = texts.questions(file)[name]["kind"]
            if kind not in kinds:
                found.append(f"{place(notebook, index)}: '{name}' is a {kind}: tag it so")
    return found


def asked_once(notebook):
    """Every question of the notebook's file is asked in it, exactly once, and no other."""
    file = questions_file(notebook)
    names = [pair for _, cell in cells_of(notebook, "code") for pair in asked(cell)]
    known = [(file, name) for name in texts.questions(file)] if file in texts.files() else []
    return [
        f"{file}.toml, '{name}': asked {names.count((book, name))} times; each question of a "
        "notebook's own file is asked once"
        for book, name in dict.fromkeys([*known, *names])
        if names.count((book, name)) != 1 or (book, name) not in known
    ]


def hidden_answers(notebook):
    """Below a vote nothing that is stored answers it, until its code is run or a fold is opened."""
    found = [
        f"{place(notebook, index)}: an option is named by its letter, which may change: say what "
        "it says, in the file of questions"
        for index, cell in cells_of(notebook, "markdown")
        if re.search(NAMED, without_code(cell.source))
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
            if vote < index < last and cell.outputs and not BELOW & {*tags(cell)}
        ]
    return found


def moves_have_their_explorer(notebook):
    """A way to a target stands in the section of its explorer, and below it."""
    found = []
    for section in sections(notebook):
        explorers_above = 0
        for index in section.indices:
            explorers_above += "explorer" in tags(notebook.cells[index])
            if "move" in tags(notebook.cells[index]) and not explorers_above:
                found.append(f"{place(notebook, index)}: no explorer stands above it")
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


def key(name, question):
    """What is wrong with a question as its file has it: each option has an idea, one holds.

    Several hold only if it asks for all that do. A quiz has two options or more, all else three.
    """
    options, found = question["options"], []
    right = [option for option in options if option.get("right")]
    least = 2 if question["kind"] == "quiz" else 3
    if not least <= len(options) <= len(texts.LETTERS):
        found.append(f"{len(options)} options; a {question['kind']} has {least} to 4")
    if len(right) != 1 and not (
        right and re.search(r"\b(?:all|which) that\b", question["question"])
    ):
        found.append(f"{len(right)} options are right; one is, or the question asks for all that")
    if "?" not in question["question"]:
        found.append("a question asks: no '?' in it")
    found += [
        f"'{option['text']}': say what someone who chooses it believes, and why it holds or not"
        for option in options
        if len(option.get("idea", "").split()) < 4
    ]
    said = [question["question"], question.get("answer", "")]
    said += [option[part] for option in options for part in ("text", "idea") if part in option]
    found += [f"'{text.strip()[:40]}' names a letter" for text in said if re.search(NAMED, text)]
    known = {"kind", "question", "target", "answer", "options"}, {"text", "idea", "right"}
    unknown = {*question} - known[0] | {part for option in options for part in option} - known[1]
    found += [f"'{part}' is no part of a question" for part in sorted(unknown)]
    return [f"'{name}': {text}" for text in found]


def spread(questions):
    """What is wrong with the letters that are right: each is in one of six, (a) as any other."""
    offered, right = collections.Counter(), collections.Counter()
    for question in questions:
        for letter, option in texts.lettered(question):
            offered[letter] += 1
            right[letter] += bool(option.get("right"))
    found = [
        f"({letter}) is right in {right[letter]} of {count} questions, less than one in six"
        for letter, count in offered.items()
        if right[letter] < LEAST_SHARE * count
    ]
    mean = sum(right.values()) / len(offered)
    if right["a"] < mean - 1:
        found.append(f"(a) is right in {right['a']} questions, a letter on average in {mean:.1f}")
    return found


RULES = [
    votes,
    asked_once,
    hidden_answers,
    moves_have_their_explorer,
    demo_cells,
    explorers_stay,
]
