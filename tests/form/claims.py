"""The ledger of claims: every verdict has its number, and the number its place in a notebook."""

import re

from form.anatomy import sections
from form.numbers import numbers_in, output_lines

HEADER = ["claim", "who said it", "verdict", "the number", "shown in"]
VERDICTS = ("right", "right with a limit", "wrong", "cannot be told")
LINK = re.compile(r"\[(\d\d[b-z]?) §(\d+)\]\(notebooks/(\d\d[b-z]?_\w+\.ipynb)\)")


def rows(text):
    """Return the cells of each row of the ledger's table, its header and the line below left out.

    A bar in a cell is written ``\\|``.
    """
    lines = [line.strip() for line in text.splitlines() if line.lstrip().startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines]
    return [[cell.strip() for cell in row] for row in cells[2:]]


def header(text):
    """Return the names of the columns."""
    first = next((line for line in text.splitlines() if line.lstrip().startswith("|")), "")
    return [cell.strip() for cell in first.strip().strip("|").split("|")]


def claim_violations(row, notebooks):
    """Return what is wrong with one row. notebooks: those that are there, by file name."""
    if len(row) != len(HEADER) or not all(row):
        return [f"{len(row)} cells, some perhaps empty, not {len(HEADER)}: {row}"]
    claim, _, verdict, number, shown = row
    found = (
        [] if verdict in VERDICTS else [f"'{verdict}' is none of {', '.join(VERDICTS)}: {claim}"]
    )
    wanted, link = numbers_in(number), LINK.fullmatch(shown)
    if not wanted:
        found.append(f"no number: {claim}")
    if link is None:
        return [*found, f"'{shown}' is not '[06 §3](notebooks/06_name.ipynb)': {claim}"]
    label, count, name = link.groups()
    if name.split("_")[0] != label or name not in notebooks:
        return [*found, f"notebook {label} is not {name}, or is not there: {claim}"]
    notebook = notebooks[name]
    section = [one for one in sections(notebook) if one.heading.startswith(f"{count}. ")]
    if not section:
        return [*found, f"{name} has no section {count}: {claim}"]
    lines = [line for _, line in output_lines(notebook, section[0].indices)]
    found += [
        f"{one} stands in no stored output of {label} §{count}: {claim}"
        for one in wanted
        if not any(one.stands_in(line) for line in lines)
    ]
    return found


def ledger_violations(text, notebooks):
    """Return what is wrong with the ledger: its header, its rows, and claims that stand twice."""
    ledger = rows(text)
    found = [] if header(text) == HEADER else [f"the columns are {header(text)}, not {HEADER}"]
    claims = [row[0] for row in ledger]
    found += [f"it stands twice: {claim}" for claim in set(claims) if claims.count(claim) > 1]
    return found + [wrong for row in ledger for wrong in claim_violations(row, notebooks)]
