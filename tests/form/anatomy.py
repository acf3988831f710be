"""Reading a notebook: tags, sections, outputs, and its code as a syntax tree."""

import ast
import functools
import re
from pathlib import Path
from typing import NamedTuple

import nbformat

from helpers.questions import texts

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"


class Section(NamedTuple):
    """The cells from one ``## `` heading to the next; the preamble has the heading ''."""

    heading: str
    indices: tuple

    @property
    def numbered(self):
        """Whether this is one of the taught sections, ``## 1. Title``."""
        return re.match(r"\d+\.", self.heading) is not None


@functools.cache
def stored():
    """Return ``{file name: notebook}`` for the repository's notebooks, read once."""
    return {
        path.name: nbformat.read(path, as_version=4) for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    }


def hold(violations):
    """Fail with the violations, a line each, if there are any."""
    assert not violations, "\n" + "\n".join(f"- {text}" for text in violations)


def label(notebook):
    """Return what the title ``# 3. Verb the object`` or ``# 3b. …`` begins with: 3, 3b; or ''."""
    found = re.match(r"# (\d+[b-z]?)\. ", second(notebook))
    return found[1] if found else ""


def number(notebook):
    """Return the number of the title, without a side trip's letter, or None."""
    return int(re.match(r"\d+", label(notebook))[0]) if label(notebook) else None


def side_trip(notebook):
    """Whether this is a side trip, 3b for instance: short, and nobody has to take it."""
    return label(notebook)[-1:].isalpha()


def taught(notebook):
    """Whether this is a lesson or a side trip: any notebook but 00, the door."""
    return number(notebook) != 0


def lesson(notebook):
    """Whether this is one of the lessons: neither the door nor a side trip."""
    return taught(notebook) and not side_trip(notebook)


def minutes(notebook):
    """Return the N of the line ``*About N minutes.*``, or None."""
    found = re.search(r"^\*About (\d+) minutes\.\*$", second(notebook), re.M)
    return int(found[1]) if found else None


def second(notebook):
    """Return the source of the second cell, the one with the title."""
    return notebook.cells[1].source if len(notebook.cells) > 1 else ""


def tags(cell):
    """Return the cell's tags."""
    return cell.metadata.get("tags", [])


def tagged(notebook, tag):
    """Return ``(index, cell)`` of the cells that carry `tag`."""
    return [(index, cell) for index, cell in enumerate(notebook.cells) if tag in tags(cell)]


def cells_of(notebook, kind):
    """Return ``(index, cell)`` of the cells of one kind, "code" or "markdown"."""
    return [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == kind]


def sections(notebook):
    """Return the notebook's sections, the preamble first."""
    found, heading, indices = [], "", []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append(Section(heading, tuple(indices)))
            heading, indices = cell.source.splitlines()[0][3:].strip(), []
        indices.append(index)
    return [*found, Section(heading, tuple(indices))]


def place(notebook, index):
    """Return words that lead a reader to a cell: its index, section and first line."""
    source = notebook.cells[index].source.strip()
    first = source.splitlines()[0][:60] if source else "(empty)"
    heading = next(part.heading for part in sections(notebook) if index in part.indices)
    return f"cell {index} (in '{heading or 'the opening'}': `{first}`)"


def tree(cell):
    """Return the code cell's syntax tree; an empty one if it is not plain Python."""
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        return ast.Module([], [])


def calls(cell):
    """Return ``(name, node)`` of every call in a code cell; the name as written, dots included."""
    nodes = [node for node in ast.walk(tree(cell)) if isinstance(node, ast.Call)]
    return [(ast.unparse(node.func), node) for node in nodes]


def explorers(notebook):
    """Return the names that the notebook imports from helpers.explore."""
    return {
        alias.name
        for _, cell in cells_of(notebook, "code")
        for node in ast.walk(tree(cell))
        if isinstance(node, ast.ImportFrom) and node.module == "helpers.explore"
        for alias in node.names
    }


def printed(cell):
    """Return what the cell wrote to stdout."""
    return "".join(
        output.text
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stdout"
    )


def shown(cell):
    """Return all text of the cell's outputs: stdout and text/plain, a figure's repr left out."""
    texts = [printed(cell)]
    for output in cell.get("outputs", []):
        text = output.get("data", {}).get("text/plain", "")
        texts.append("" if text.startswith("<Figure") else text)
    return "\n".join(text for text in texts if text)


def has_picture(cell):
    """Whether the cell's outputs hold a PNG."""
    return any("image/png" in output.get("data", {}) for output in cell.get("outputs", []))


def questions_file(notebook):
    """Return the name of the file with a notebook's questions: its title's words."""
    title = re.sub(r"^# \d+[b-z]?\. ", "", second(notebook).splitlines()[0])
    return re.sub(r"\W+", "_", title.lower())


def asked(cell):
    """Return ``(file, name)`` of each question that a code cell asks."""
    named = [
        [part.value for part in node.args if isinstance(part, ast.Constant)]
        for name, node in (calls(cell) if cell.cell_type == "code" else [])
        if name == "ask"
    ]
    return [(file, name) for file, *names in named for name in names]


def asked_texts(cell):
    """Return ``(question, told)`` for what a cell asks: what is said before a choice, and after.

    The options stand in neither: they are there to choose from.
    """
    found = []
    for file, name in asked(cell):
        question = texts.questions(file)[name]
        told = [option["idea"] for option in question["options"]] + [question.get("answer", "")]
        found.append((f"{question['question']}\n{question.get('target', '')}", "\n".join(told)))
    return found


def prose(cell):
    """Return what a cell says: a Markdown cell's source, a question's text, and else nothing."""
    if cell.cell_type == "markdown":
        return cell.source
    return "\n\n".join(part for pair in asked_texts(cell) for part in pair)


def details(source):
    """Return ``(summary, body)`` of every folded block in a Markdown source."""
    pattern = r"<details>\s*<summary>(.*?)</summary>(.*?)</details>"
    return [(summary.strip(), body) for summary, body in re.findall(pattern, source, re.S)]


def unfolded(source):
    """Return a Markdown source without its folded blocks."""
    return re.sub(r"<details>.*?</details>", "", source, flags=re.S)


def answered(notebook):
    """Return ``(vote, cells)``: the indices of each vote or prediction and of all up to the next.

    The cells that answer it are among these, by their tag `answer`.
    """
    asked = [at for at, cell in enumerate(notebook.cells) if {"vote", "predict"} & {*tags(cell)}]
    ends = [*asked[1:], len(notebook.cells)]
    return [(at, range(at + 1, end)) for at, end in zip(asked, ends, strict=True)] if asked else []


def solution_code(cell):
    """Return the code in the fold named Solution of a Markdown cell, or None."""
    for summary, body in details(cell.source):
        fence = re.search(r"^```python\n(.*?)^```", body, re.S | re.M)
        if re.sub(r"<.*?>", "", summary).strip() == "Solution" and fence:
            return fence[1]
    return None
