"""Rules on layout: title, closing sections, quiz, votes, demos, slides."""

import ast
import re

from form.anatomy import (
    calls,
    details,
    minutes,
    number,
    options,
    place,
    printed,
    second,
    sections,
    tagged,
    tags,
    taught,
    tool,
    tree,
)

CLOSING = ["What you saw", "On your own", "Further reading"]
PROMISES = ["**What you'll do**", "**What you'll learn**", "**What you'll need**"]
DEMO = ["predict", "figure", "explorer", "move", "explain"]
ONE_SLIDE = DEMO[:3]
SLIDE_TYPES = {"slide", "-", "skip"}
SLIDE_CELLS = 4


def navigation_at_both_ends(notebook):
    """The first and the last cell are the generated navigation, and no other is."""
    where = [index for index, _ in tagged(notebook, "navigation")]
    ends = [notebook.cells[0], notebook.cells[-1]]
    if where != [0, len(notebook.cells) - 1]:
        return [f"cells tagged 'navigation': {where}, not the first and last: run make notebooks"]
    if not all(cell.source.startswith(tool.MARKER) for cell in ends):
        return ["the first or last cell lacks the navigation's marker: run make notebooks"]
    return []


def title_question_minutes(notebook):
    """The second cell holds title, question and minutes."""
    found = []
    if number(notebook) is None:
        found.append(f"the second cell must begin '# N. Verb the object', not {second(notebook)!r}")
    if not re.search(r"^\*\*Question\.\*\* .*\?", second(notebook), re.M):
        found.append("the second cell needs a line '**Question.** ...?', one sentence")
    if minutes(notebook) is None:
        found.append("the second cell needs a line '*About 30 minutes.*', with honest minutes")
    return found


def promises(notebook):
    """One cell before the setup says what the reader will do, learn and need."""
    setup = [index for index, _ in tagged(notebook, "setup")]
    opening = notebook.cells[: setup[0] if setup else len(notebook.cells)]
    sources = [cell.source.replace("’", "'") for cell in opening]
    if any(all(promise in source for promise in PROMISES) for source in sources):
        return []
    return [f"one cell before the setup cell must hold {', '.join(PROMISES)}"]


def closing_sections(notebook):
    """The last three sections are What you saw, On your own, Further reading."""
    headings = [section.heading for section in sections(notebook)][-3:]
    if number(notebook) == 0 or headings == CLOSING:
        return []
    return [f"the last three sections are {headings}; they must be {CLOSING}"]


def numbered_sections(notebook):
    """The sections before the closing ones are numbered 1, 2, 3 and so on."""
    headings = [part.heading for part in sections(notebook)[1:] if part.heading not in CLOSING]
    expected = [f"{count}." for count in range(1, len(headings) + 1)]
    if not taught(notebook) or (headings and [name.split()[0] for name in headings] == expected):
        return []
    return [f"sections {headings} must be headed '## 1. Title', '## 2. Title' and so on"]


def opening_quiz(notebook):
    """From notebook 02 on, a quiz opens: questions on the two before, answers folded."""
    if (number(notebook) or 0) < 2:
        return []
    quizzes = tagged(notebook, "quiz")
    if not quizzes:
        return ["no cell is tagged 'quiz': open with three quick questions on the two before"]
    found = []
    folded = sum(len(details(cell.source)) for _, cell in quizzes)
    asked = sum(_unfolded(cell.source).count("?") for _, cell in quizzes)
    if not folded:
        found.append("the quiz has no folded answers: <details><summary>Answers</summary>")
    if asked < 3:
        found.append(f"the quiz asks {asked} questions; ask three")
    setup = [index for index, _ in tagged(notebook, "setup")]
    if setup and quizzes[0][0] > setup[0]:
        found.append(f"{place(notebook, quizzes[0][0])}: the quiz stands before the setup cell")
    return found


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


def demo_order(notebook):
    """A demo is predict, figure, explorer, move, explain, in one section."""
    found = []
    for section in sections(notebook):
        parts = [
            (tag, index)
            for index in section.indices
            for tag in DEMO
            if tag in tags(notebook.cells[index])
        ]
        # a knob may be moved in several cells
        parts = [part for at, part in enumerate(parts) if at == 0 or parts[at - 1][0] != part[0]]
        names = [tag for tag, _ in parts]
        for at, (tag, index) in enumerate(parts):
            around = names[max(0, at - 2) : at + 3]
            if tag == "explorer" and around != DEMO:
                found.append(
                    f"{place(notebook, index)}: around this explorer the tagged cells are "
                    f"{around}; they must be {DEMO}, in one section"
                )
        for tag in ("move", "explain"):
            if names.count(tag) != names.count("explorer"):
                found.append(
                    f"section '{section.heading}': {names.count('explorer')} explorers and "
                    f"{names.count(tag)} cells tagged '{tag}': one for each"
                )
    return found


def demo_cells(notebook):
    """A demo's parts are what their tags say: code or prose, drawn, moved, folded."""
    kinds = {"predict": "markdown", "vote": "markdown", "explain": "markdown", "quiz": "markdown"}
    kinds |= dict.fromkeys(["figure", "explorer", "move", "setup", "exercise"], "code")
    found = [
        f"{place(notebook, index)}: a cell tagged '{tag}' is a {kind} cell"
        for tag, kind in kinds.items()
        for index, cell in tagged(notebook, tag)
        if cell.cell_type != kind
    ]
    for index, cell in tagged(notebook, "explain"):
        if not details(cell.source):
            found.append(
                f"{place(notebook, index)}: fold the answer: "
                "<details><summary>What you should have seen</summary>"
            )
    for index, cell in tagged(notebook, "move"):
        moved = [node for node in ast.walk(tree(cell) or ast.Module([], [])) if _sets_value(node)]
        pressed = [name for name, _ in calls(cell) if name.split(".")[-1] in ("click", "show")]
        if not (moved or pressed) or not printed(cell).strip():
            found.append(
                f"{place(notebook, index)}: set a slider from code (`explorer.unit.value = 7`) "
                "and print the explorer's sentence, so that a test run turns the knob"
            )
    return found


def _sets_value(node):
    targets = getattr(node, "targets", [])
    return any(isinstance(target, ast.Attribute) for target in targets)


def slides(notebook):
    """Slides begin at headings and votes, hold at most four cells, and keep a demo's view whole."""
    found, shown = [], []
    for index, cell in enumerate(notebook.cells):
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        where = place(notebook, index)
        if kind not in SLIDE_TYPES:
            found.append(f"{where}: slideshow.slide_type {kind!r} is not 'slide', '-' or 'skip'")
        if kind == "slide" and not (_has_heading(cell) or "vote" in tags(cell)):
            found.append(f"{where}: a slide begins at a heading or a vote only: use '-'")
        if kind == "slide":
            shown.append([])
        if kind == "-" and not shown:
            found.append(f"{where}: stands before the first slide: use 'slide' or 'skip'")
            shown.append([])
        if kind in ("slide", "-"):
            shown[-1].append(index)
    for slide in shown:
        if len(slide) > SLIDE_CELLS:
            found.append(
                f"{place(notebook, slide[0])}: its slide shows {len(slide)} cells ({slide}), "
                f"at most {SLIDE_CELLS}: skip some, or begin a slide at a heading or vote"
            )
    return found + _torn_demos(notebook, shown)


def _torn_demos(notebook, shown):
    """Return a violation for each explorer that is not on one slide with its prediction."""
    found = []
    for index, _ in tagged(notebook, "explorer"):
        nearest = [
            max((at for at, _ in tagged(notebook, tag) if at <= index), default=None)
            for tag in ONE_SLIDE
        ]
        if not any(set(nearest) <= set(slide) for slide in shown):
            found.append(
                f"{place(notebook, index)}: predict, figure and explorer (cells {nearest}) "
                "must be shown on one slide"
            )
    return found


def _has_heading(cell):
    return cell.cell_type == "markdown" and re.match(r"#{1,6} ", cell.source) is not None


def _unfolded(source):
    return re.sub(r"<details>.*?</details>", "", source, flags=re.S)


RULES = [
    navigation_at_both_ends,
    title_question_minutes,
    promises,
    closing_sections,
    numbered_sections,
    opening_quiz,
    votes,
    demo_order,
    demo_cells,
    slides,
]
