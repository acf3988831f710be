"""What counts as a measured number, and which output is its evidence."""

import pytest
from nbformat.v4 import new_notebook

from form.breaking import code, md
from form.numbers import (
    measured_numbers,
    number_report,
    numbers_in,
    tildes_where_something_is_trained,
)
from helpers.questions import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("z = −2.76 and +3.21", ["-2.76", "3.21"]),
        ("12,665 of 60000", ["12665", "60000"]),
        ("0.7 or .7", ["0.7", "0.7"]),
        ("99.7 % 99.7% 99.7\u00a0% 97 percent", ["99.7 %", "99.7 %", "99.7 %", "97 %"]),
        ("73% (64 to 81), 5.1 % (2.0 to 12)", ["73 %", "64 %", "81 %", "5.1 %", "2.0 %", "12 %"]),
        ("all 73 (64 to 81)", ["73", "64", "81"]),
        ("10-20 and 30–40", ["10", "20", "30", "40"]),
        ("float32, W2, sha-256, 1e-3, version 1.2.3", ["1", "1.2"]),
        ("[10, 200]; 28×28; (12)", ["10", "200", "28", "28", "12"]),
    ],
)
def test_numbers_in(text, expected):
    assert [str(found) for found in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One of 784, 28 by 28, 10,000 or 60,000 images, a shape 784→512→256→10.", None),
        ("In notebook 11, notebooks 02 and 10, or in 07, 03b and 10b.", None),
        ("The code says `99.7`.\n\n```python\nx = 99.7\n```", None),
        ("Accuracy was 99.7 % (Haufe et al. 2014).", None),
        ("Accuracy was 99.7 %, doi:10.1119/1.1707018.", None),
        ("Haufe et al. (2014) found 99.7 %.", None),
        ("A [page](https://example.org/123) on 99.7 %.", None),
        ("| [11](11_draw_your_own_digit.ipynb) | a question | 60 min |", None),
        ("| [10b](10b_match_units.ipynb) | a question | 15 min |", None),
        ("<details><summary>Answer</summary>\n\n99.7 %\n\n</details>", "99.7 %"),
        ("12. the twelfth item", None),
        ("# 12. The title 345", None),
        ("*About 35 minutes.*", None),
        ("All, 100 %.", "100 %"),
        ("About 45 minutes.", "45"),
        ("Right 99.7&nbsp;% of the time", "99.7 %"),
        ("[11](picture.png) of them", "11"),
        ("p < 0.05 and q > 3", "0.05"),
        ("- (a) 97 of them", "97"),
    ],
)
def test_what_needs_evidence(text, expected):
    assert [str(found) for found in measured_numbers(md(text))] == ([expected] if expected else [])


def test_the_folds_of_exercises_are_held_too_but_for_their_code():
    fold = "<details><summary>Solution</summary>\n\n```python\nx = 5.6\n```\n\n99.7 %\n\n</details>"
    assert [str(found) for found in measured_numbers(md(fold, "solution"))] == ["99.7 %"]


def test_a_tilde_may_stand_where_something_is_trained():
    for source, count in (("net = train_recipe('ten-digits')", 0), ("net = load_network('x')", 1)):
        book = new_notebook(cells=[md("## 1. Count"), code(source, out="right ~92.1%")])
        assert len(tildes_where_something_is_trained(book)) == count


def test_what_a_move_quotes_is_evidence():
    fold = "<details>\n\n```python\nprint(x)\n```\n\n> The value is {}.\n\n99.7 %\n\n</details>"
    for value, count in (("99.7 %", 0), ("99.8 %", 1)):
        book = new_notebook(cells=[md("## 1. Count"), md(fold.format(value), "move")])
        assert len(number_report(book)) == count


def test_all_that_a_question_says_needs_evidence_but_its_options(monkeypatch):
    options = [{"text": "97", "idea": "It is 41.5."}, {"text": "98", "idea": "No.", "right": True}]
    question = {"question": "Of 53?", "target": "Find 62.", "answer": "So 71.", "options": options}
    monkeypatch.setattr(texts, "questions", lambda file: {"one": question})
    ask = code('ask("a_file", "one")', "vote")
    assert [str(found) for found in measured_numbers(ask)] == ["53", "62", "41.5", "71"]
    below = [md("## 2. Below"), code("x", out="these are 53 and 62, 41.5 and 71")]
    book = new_notebook(cells=[md("## 1. Count"), ask, *below])
    assert number_report(book) == [], "up to the next question its numbers may stand below it"
    book.cells.insert(2, code('ask("a_file", "none")', "vote"))
    question["question"] = "?"
    monkeypatch.setattr(texts, "questions", lambda file: {"one": question, "none": SILENT})
    assert len(number_report(book)) == 3


SILENT = {"question": "?", "options": []}


@pytest.mark.parametrize(
    ("text", "out", "is_evidence"),
    [
        ("Right 99.7 % of the time", "accuracy 99.7%", True),
        ("Right about 99.7 % of the time", "accuracy ~99.7%", True),
        ("Never lit: 12,665", "never lit 12665", True),
        ("The slope is .24", "slope 0.24", True),
        ("z = −3.21", "the pre-activation z is -3.21", True),
        ("Right 99.7 % of the time", "accuracy 9.7 %", False),
        ("Right 73 % (64 to 81)", "right 73% (64 to 81)", True),
        ("Right for 64 % at least", "right 73% (64 to 81)", True),
        ("Right 73 % (63 to 81)", "right 73% (64 to 81)", False),
        ("Right 99.7 % of the time", "99.7 %", False),
        ("Right 99.7 % of the time", "accuracy 99.70 %", False),
        ("Right 99.7 % of the time", "accuracy 99.7", False),
    ],
)
def test_evidence(text, out, is_evidence):
    section, elsewhere = [md("## 1. Count"), md(text)], [md("## 2. Elsewhere"), code("x", out=out)]
    assert number_report(new_notebook(cells=[*section, *elsewhere]))
    book = new_notebook(cells=[*section, code("x", out=out), *elsewhere])
    assert (number_report(book) == []) is is_evidence


def test_the_closing_sections_speak_of_all():
    book = new_notebook(
        cells=[md("## 1. Count"), code("x", out="the mean is 2.5"), md("## End\n\n2.5")]
    )
    assert number_report(book) == []
