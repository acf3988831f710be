"""RESULTS.md: a section for each benchmark, with its date, its machine, its tables and its goals.

A benchmark builds a `Section`, and `write` puts it in the place of the one of that title.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
HEAD = """# What was measured

Written by `make bench` and `make classroom`, not by hand. Contestants take turns within one run,
and what counts is the ratio in that run: seconds alone say more about the machine and its
neighbours.
"""


@dataclass(frozen=True)
class Goal:
    """What was wanted, what was measured, and where it falls short, why."""

    words: str
    measured: float
    limit: float
    at_least: bool = False
    unit: str = ""
    why_not: str = ""  # known reason, printed only when the goal is missed

    @property
    def holds(self):
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def __str__(self):
        bound = "at least" if self.at_least else "at most"
        verdict = "holds" if self.holds else f"**falls short.** {self.why_not}".rstrip()
        wanted = f"{bound} {self.limit:g}{self.unit}"
        return f"- {self.words}: {wanted}; measured {self.measured:.3g}{self.unit}: {verdict}"


@dataclass
class Section:
    """One benchmark's part of RESULTS.md.

    Attributes
    ----------
    title : str
    machine : str
        As `machine.in_words` tells it.
    parts : list of str
        Paragraphs and tables in Markdown, in order.
    goals : list of Goal
    """

    title: str
    machine: str
    parts: list = field(default_factory=list)
    goals: list = field(default_factory=list)

    def say(self, text):
        """Add a paragraph, and print it."""
        self.parts.append(text)
        print(f"\n{text}", flush=True)

    def table(self, columns, rows):
        """Add a table: first column words, the others numbers that are already words."""
        self.say(table(columns, rows))

    def __str__(self):
        today = f"{date.today():%d %B %Y}".lstrip("0")
        goals = ["\n".join(map(str, self.goals))] if self.goals else []
        head = [f"## {self.title}", f"Measured on {today}. {self.machine}"]
        return "\n\n".join([*head, *self.parts, *goals]) + "\n"


def table(columns, rows):
    """A Markdown table whose columns line up in plain text too."""
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| "
        + " | ".join(
            _padded(cell, n, i) for i, (cell, n) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in cells
    ]
    rule = (
        "|"
        + "|".join("-" * (n + 2) if i == 0 else "-" * (n + 1) + ":" for i, n in enumerate(widths))
        + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def _padded(cell, width, column):
    return cell.rjust(width) if column else cell.ljust(width)


def write(section, to=RESULTS):
    """Put a section in the place of the one with its title, or at the end."""
    text = to.read_text(encoding="utf-8") if to.exists() else HEAD
    head, *sections = re.split(r"(?m)^(?=## )", text)
    titles = [part.splitlines()[0] for part in sections]
    new, title = f"{section}\n", f"## {section.title}"
    if title in titles:
        sections[titles.index(title)] = new
    else:
        sections.append(new)
    whole = head.rstrip() + "\n\n" + "\n".join(part.rstrip() + "\n" for part in sections)
    to.write_text(whole, encoding="utf-8")
    print("\n".join(map(str, section.goals)))
