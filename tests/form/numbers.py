"""The prose-number rule: a measured number in the text stands in a stored output beside it.

So nbval, which compares the output, guards the prose too, and what questions say of their options.
Folded text is held as any other. Exempt are options to choose from, code, links, lines that name
their source, and the structural constants listed here. What a `move` cell quotes is held by a test,
and counts as an output. A number after a tilde, ~92.1 %, was found by training while the notebook
ran: another processor finds other digits, and nbval does not compare them (tests/sanitize.cfg).
"""

import ast
import functools
import html
import re
from typing import NamedTuple

from form.anatomy import answered, calls, cells_of, place, prose, sections, shown, tags
from form.cells import without_code
from tools.notebooks import way_of

# Sizes that are given, not measured. Numbers of one digit never count, nor do shapes (784→100→10).
CONSTANTS = {
    *("784", "28", "100", "10"),  # pixels, side, hidden units, digits
    *("60000", "10000", "70000"),  # training and test images
    *("255", "256"),  # a byte
    "0.5",  # the middle of the sigmoid
}

# Of a share with its interval, 73% (64 to 81), all three are per cent.
INTERVAL = re.compile(r"(%|\bper ?cent)(\s*\()([\d.]+) to ([\d.]+)\)")
TILDE = re.compile(r"~[ \d.+−-]")
TRAINING = re.compile(
    r"\btrain\w*\(|\b(?:one_)?step\(|\bWatchTraining\(|\bsmall_network\(|\bfences?\("
)
NEAREST = 3  # output lines that a violation quotes
SPACE = "[ \u00a0\u2009\u202f]"
WHOLE = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
NUMBER = re.compile(
    rf"(?<![\w.])(?<![^\W\d]-)(?P<sign>(?<![\w)])[-+−])?(?P<digits>(?:{WHOLE})?\.\d+|{WHOLE})"
    rf"(?P<percent>{SPACE}?\\?%|{SPACE}per ?cent\b)?"
)
SOURCE_NAMED = re.compile(
    r"doi:|(?i:arxiv:)|\]\(https?:|\([A-Z][^()]*\b(?:19|20)\d\d[a-z]?\)"
    r"|\b[A-Z]\w+ (?:et al\.? |(?:and|&) [A-Z]\w+ )?\((?:19|20)\d\d[a-z]?\)",
)
NOT_MEASURED = re.compile(
    r"^# .*$"  # the title
    r"|^\*About \d+ minutes\.\*$"
    r"|^(?:#+ )?\s*\d+\.(?= )"  # the number of a heading or of an item
    r"|\d+(?:\s*→\s*\d+)+"  # a shape
    r"|\bnotebooks? \d\d[b-z]?(?:(?:, | and | to |–)\d\d[b-z]?)*"
    r"|(?<![\w.,])(?:0\d|\d\d[b-z])\b(?!\.\d)|(?<![\w.,])0\d[b-z]\b"  # a notebook, 07 or 10b
    r"|\[\d\d[b-z]?\]\(\d\d[b-z]?_\w+\.ipynb\)"  # and in a table of them, a link
    r"|\b\d+ min\b"  # minutes in a table of notebooks, which contents.py holds
    r"|\]\([^)]*\)"  # a link's target
    r"|https?://\S+|</?[a-zA-Z][^>]*>",
    re.M,
)


class Number(NamedTuple):
    """A number as it is compared: ``-3.21``, ``12665``, ``99.7``; and whether in per cent."""

    value: str
    percent: bool

    def __str__(self):
        return self.value + (" %" if self.percent else "")

    @property
    def measured(self):
        """Whether the number needs evidence: no single digit, no structural constant."""
        structural = self.value.lstrip("-") in CONSTANTS and not self.percent
        return not structural and (self.percent or "." in self.value or len(self.value) > 1)

    def stands_in(self, line):
        """Whether the line holds this number: per cent only as per cent, bare ones either way."""
        return any(
            other.value == self.value and other.percent >= self.percent
            for other in numbers_in(line)
        )


@functools.cache  # every number of the prose asks every output line
def numbers_in(text):
    """Return the numbers of a text, normalised: no plus, no separators, a leading zero."""
    found = []
    for match in NUMBER.finditer(INTERVAL.sub(r"\1\2\3% to \4%)", text)):
        digits = match["digits"].replace(",", "")
        digits = "0" + digits if digits.startswith(".") else digits
        sign = "-" if match["sign"] in ("-", "−") else ""
        found.append(Number(sign + digits, match["percent"] is not None))
    return tuple(found)


def measured_numbers(cell):
    """Return the measured numbers of what a cell says."""
    source, kept = html.unescape(prose(cell)), []
    for line in without_code(source).splitlines():
        if not SOURCE_NAMED.search(line):
            kept.append(NOT_MEASURED.sub(" ", line))
    return [found for found in numbers_in("\n".join(kept)) if found.measured]


def output_lines(notebook, indices):
    """Return ``(index, line)`` of what code printed, as it is stored, in the cells `indices`."""
    cells = [(index, notebook.cells[index]) for index in indices]
    texts = {index: shown(cell) for index, cell in cells if cell.cell_type == "code"}
    texts |= {index: way_of(cell.source)[1] for index, cell in cells if "move" in tags(cell)}
    return [(index, line.strip()) for index in texts for line in texts[index].splitlines()]


def number_report(notebook):
    """Every measured number of the prose stands in an output of its section.

    The line must also say what it is: hold a word of three letters. In the opening and the closing
    sections, which speak of the whole, any section's output will do. A question's may also stand
    below it, up to the next question.
    """
    found, below = [], dict(answered(notebook))
    everywhere = output_lines(notebook, range(len(notebook.cells)))
    for section in sections(notebook):
        near = output_lines(notebook, section.indices) if section.numbered else everywhere
        for index in section.indices:
            cell = notebook.cells[index]
            if "navigation" in tags(cell):  # titles of other notebooks
                continue
            around = near + output_lines(notebook, below.get(index, ()))
            for wanted in dict.fromkeys(measured_numbers(cell)):
                if not any(wanted.stands_in(line) and _has_word(line) for _, line in around):
                    found.append(_explain(notebook, index, wanted, everywhere))
    return found


def _has_word(line):
    return re.search(r"[^\W\d_]{3,}", line) is not None


def _explain(notebook, index, wanted, lines):
    """Return the violation: which number, where, and what the outputs say instead."""
    ranked = sorted(
        (abs(float(other.value) - float(wanted.value)), f"cell {at}: `{line[:80]}`")
        for at, line in lines
        for other in numbers_in(line)
    )
    nearest = list(dict.fromkeys(words for _, words in ranked))[:NEAREST]
    return (
        f"{place(notebook, index)}: {wanted} stands in no output of its section, on a line that "
        "says what it is: print it there, or correct it, or name its source on the line; nearest "
        f"in the notebook: {'; '.join(nearest) or 'none'}"
    )


def tildes_where_something_is_trained(notebook):
    """A tilde stands before a printed number only in a section that trains something."""
    return [
        f"{place(notebook, index)}: a tilde, and nothing is trained in this section: print all "
        "digits that are the same on every machine"
        for section in sections(notebook)
        if not any(TRAINING.search(notebook.cells[at].source) for at in section.indices)
        for index, line in output_lines(notebook, section.indices)
        if TILDE.search(line)
    ]


def numbers_and_no_verdicts(notebook):
    """A result is printed as the number that it is, never as True or False."""
    return [
        f"{place(notebook, index)}: it prints `{line[:60]}`: print the number, with a tilde if it "
        "was trained just now"
        for index, line in output_lines(notebook, range(len(notebook.cells)))
        if re.search(r"\b(True|False)\b", line)
    ]


def no_result_literals(notebook):
    """No print shows a result typed in by hand: printed numbers come from a computation."""
    return [
        f"{place(notebook, index)}: print shows {literal}, typed in by hand: compute it, or leave "
        "it out"
        for index, cell in cells_of(notebook, "code")
        for name, node in calls(cell)
        if name == "print"
        for literal in filter(None, map(_typed, node.args))
    ]


def _typed(node):
    """Return the first number in a printed expression that was typed in, or None."""
    if isinstance(node, ast.UnaryOp):
        return _typed(node.operand)
    if isinstance(node, (ast.JoinedStr, ast.FormattedValue)):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node.value]
        return next(filter(None, map(_typed, parts)), None)
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, float, int)):
        results = [found for found in numbers_in(str(node.value)) if found.measured]
        results = [found for found in results if found.percent or "." in found.value]
        return str(results[0]) if results else None
    return None


RULES = [
    number_report,
    tildes_where_something_is_trained,
    numbers_and_no_verdicts,
    no_result_literals,
]
