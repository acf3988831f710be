"""The ledger of claims, CLAIMS.md, against the stored notebooks, and broken in one place each."""

import pytest
from form.anatomy import ROOT, hold, stored
from form.breaking import code, md
from form.claims import HEADER, ledger_violations, rows
from nbformat.v4 import new_notebook

LEDGER = ROOT / "CLAIMS.md"
NAME = "06_read_a_thing.ipynb"
NOTEBOOKS = {
    NAME: new_notebook(
        cells=[
            md("# 6. Read a thing"),
            md("## 1. Count"),
            code("print(1)", out="on for 84% (80 to 88) of the 3s, sum −2.5\n~12,665 images"),
            md("## 2. Look"),
            code("print(2)", out="correlation 0.28"),
        ]
    )
}
LINE = "| {} |"
GOOD = [
    "it is on",
    "a book",
    "right with a limit",
    "84% (80 to 88), −2.5",
    f"[06 §1](notebooks/{NAME})",
]


def ledger(*changed):
    """A ledger of two rows that hold, the first one with these cells in the place of its own."""
    second = ["its sum", "the learner", "wrong", "0.28", f"[06 §2](notebooks/{NAME})"]
    first = list(GOOD)
    for place, cell in changed:
        first[place] = cell
    table = [HEADER, ["---"] * len(HEADER), first, second]
    return "\n".join(["# Claims", "", *(LINE.format(" | ".join(row)) for row in table)])


def test_every_claim_has_its_verdict_and_its_number_in_the_section():
    hold(ledger_violations(LEDGER.read_text(encoding="utf-8"), stored()))


def test_there_are_about_thirty():
    assert 25 <= len(rows(LEDGER.read_text(encoding="utf-8"))) <= 45


def test_a_ledger_that_holds():
    assert ledger_violations(ledger(), NOTEBOOKS) == []
    assert ledger_violations(ledger((3, "~12,665")), NOTEBOOKS) == []
    assert rows(ledger((0, r"a \| b")))[0][0] == r"a \| b"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ([(1, "")], "5 cells, some perhaps empty"),
        ([(1, "a | b")], "6 cells"),
        ([(2, "mostly right")], "'mostly right' is none of right, right with a limit"),
        ([(3, "most")], "no number: it is on"),
        ([(3, "85%")], "85 % stands in no stored output of 06 §1"),
        ([(3, "84% (80 to 89)")], "89 % stands in no stored output"),
        ([(3, "2.5")], "2.5 stands in no stored output"),
        ([(3, "0.28")], "0.28 stands in no stored output of 06 §1"),
        ([(4, "06 §1")], "'06 §1' is not"),
        ([(4, f"[06 §3](notebooks/{NAME})")], "has no section 3"),
        ([(4, f"[07 §1](notebooks/{NAME})")], "notebook 07 is not"),
        ([(4, "[06 §1](notebooks/06_read_another.ipynb)")], "or is not there"),
        ([(0, "its sum")], "it stands twice: its sum"),
    ],
)
def test_a_row_that_is_broken_is_refused(changed, words):
    assert any(words in wrong for wrong in ledger_violations(ledger(*changed), NOTEBOOKS))


def test_other_columns_are_refused():
    text = ledger().replace("verdict", "judgement")
    assert any("the columns are" in wrong for wrong in ledger_violations(text, NOTEBOOKS))
