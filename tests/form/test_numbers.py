"""What counts as a measured number, and which output is its evidence."""

import pytest
from nbformat.v4 import new_notebook

from form.breaking import code, md
from form.numbers import measured_numbers, number_report, numbers_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("z = −2.76 and +3.21", ["-2.76", "3.21"]),
        ("12,665 of 60000", ["12665", "60000"]),
        ("0.7 or .7", ["0.7", "0.7"]),
        ("99.7 % 99.7% 99.7\u00a0% 97 percent", ["99.7 %", "99.7 %", "99.7 %", "97 %"]),
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
        ("In notebook 11, notebooks 02 and 10, or in 07.", None),
        ("The code says `99.7`.\n\n```python\nx = 99.7\n```", None),
        ("Accuracy was 99.7 % (Haufe et al. 2014).", None),
        ("Accuracy was 99.7 %, doi:10.1119/1.1707018.", None),
        ("Haufe et al. (2014) found 99.7 %.", None),
        ("A [page](https://example.org/123) on 99.7 %.", None),
        ("| [11](11_draw_your_own_digit.ipynb) | a question | 60 min |", None),
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


def test_folds_are_exempt_in_quizzes_and_exercises_only():
    fold = "<details><summary>Answers</summary>\n\n99.7 %\n\n</details>"
    assert measured_numbers(md(fold, "quiz")) == measured_numbers(md(fold, "solution")) == []


def test_what_a_move_quotes_is_evidence():
    fold = "<details>\n\n```python\nprint(x)\n```\n\n> The value is {}.\n\n99.7 %\n\n</details>"
    for value, count in (("99.7 %", 0), ("99.8 %", 1)):
        book = new_notebook(cells=[md("## 1. Count"), md(fold.format(value), "move")])
        assert len(number_report(book)) == count


def test_options_are_exempt_in_votes_only():
    assert measured_numbers(md("How many?\n\n- (a) 97", "vote")) == []
    assert [str(found) for found in measured_numbers(md("All 97?\n\n- (a) none", "vote"))] == ["97"]


@pytest.mark.parametrize(
    ("text", "out", "is_evidence"),
    [
        ("Right 99.7 % of the time", "accuracy 99.7%", True),
        ("Never lit: 12,665", "never lit 12665", True),
        ("The slope is .24", "slope 0.24", True),
        ("z = −3.21", "the pre-activation z is -3.21", True),
        ("Right 99.7 % of the time", "accuracy 9.7 %", False),
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
