"""Rules on layout: title, closing sections, quiz, slides."""

import itertools
import re

from form.anatomy import (
    asked,
    lesson,
    minutes,
    number,
    place,
    second,
    sections,
    side_trip,
    tagged,
    tags,
    taught,
)

CLOSING = ["What you saw", "On your own", "Further reading"]
NEED = "**What you'll need**"
SLIDE_TYPES = {"slide", "-", "skip"}
SLIDE_CELLS = 4


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


def needs(notebook):
    """A cell before the setup says what a reader should know."""
    setup = [index for index, _ in tagged(notebook, "setup")]
    opening = notebook.cells[: setup[0] if setup else len(notebook.cells)]
    if not taught(notebook) or any(NEED in cell.source.replace("’", "'") for cell in opening):
        return []
    return [f"one cell before the setup cell must hold {NEED}"]


def closing_sections(notebook):
    """The last sections: What you saw, On your own (not in a side trip), Further reading."""
    expected = [CLOSING[0], *CLOSING[2:]] if side_trip(notebook) else CLOSING
    headings = [section.heading for section in sections(notebook)][-len(expected) :]
    if not taught(notebook) or headings == expected:
        return []
    return [f"the last sections are {headings}; they must be {expected}"]


def numbered_sections(notebook):
    """The sections before the closing ones are numbered 1, 2, 3 and so on."""
    headings = [part.heading for part in sections(notebook)[1:] if part.heading not in CLOSING]
    expected = [f"{count}." for count in range(1, len(headings) + 1)]
    if not taught(notebook) or (headings and [name.split()[0] for name in headings] == expected):
        return []
    return [f"sections {headings} must be headed '## 1. Title', '## 2. Title' and so on"]


def opening_quiz(notebook):
    """From notebook 02 on, a quiz opens, right after the setup: questions on the two before."""
    if not lesson(notebook) or (number(notebook) or 0) < 2:
        return []
    setup = [index for index, _ in tagged(notebook, "setup")]
    opening = [cell for index, cell in tagged(notebook, "quiz") if [index - 1] == setup]
    count = sum(len(asked(cell)) for cell in opening)
    if count >= 3:
        return []
    return [
        f"{count} questions in a cell tagged 'quiz' after the setup cell: open with three quick "
        "ones on the two before"
    ]


def slides(notebook):
    """Slides begin at headings and votes, hold at most four cells, and show every explorer."""
    found, shown = [], []
    for index, cell in enumerate(notebook.cells):
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        where = place(notebook, index)
        if kind not in SLIDE_TYPES:
            found.append(f"{where}: slideshow.slide_type {kind!r} is not 'slide', '-' or 'skip'")
        if kind == "slide" or (kind == "-" and not shown):
            shown.append([])
            heading = cell.cell_type == "markdown" and re.match(r"#{1,6} ", cell.source)
            if not heading and "vote" not in tags(cell):
                found.append(f"{where}: a slide begins at a heading or a vote only")
        if kind in ("slide", "-"):
            shown[-1].append(index)
    for slide in shown:
        if len(slide) > SLIDE_CELLS:
            found.append(
                f"{place(notebook, slide[0])}: its slide shows {len(slide)} cells ({slide}), "
                f"at most {SLIDE_CELLS}: skip some, or begin a slide at a heading or vote"
            )
    hidden = {index for index, _ in tagged(notebook, "explorer")} - {*itertools.chain(*shown)}
    return found + [
        f"{place(notebook, index)}: an explorer is shown on a slide" for index in hidden
    ]


RULES = [
    title_question_minutes,
    needs,
    closing_sections,
    numbered_sections,
    opening_quiz,
    slides,
]
