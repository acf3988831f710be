"""What counts as a measured number, and which output is its evidence."""

import copy

import pytest

from form.breaking import prose
from form.numbers import Number, measured_numbers, number_report, numbers_in
from form.synthetic import code, good_notebook, insert, md


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
        ("It is 12.", ["12"]),
    ],
)
def test_numbers_in(text, expected):
    assert [str(found) for found in numbers_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "One of 784, 28 by 28, 10,000 or 60,000 images, a shape 784→512→256→10.",
        "In notebook 11, notebooks 02 and 10, or in 07.",
        "The code says `99.7`.\n\n```python\nx = 99.7\n```",
        "Accuracy was 99.7 % (Haufe et al. 2014).",
        "Accuracy was 99.7 %, doi:10.1119/1.1707018.",
        "Haufe et al. (2014) found 99.7 %.",
        "A [page](https://example.org/123) on 99.7 %.",
        "See [the next](08_light_one_pixel.ipynb#45).",
        "| [11](11_draw_your_own_digit.ipynb) | a question | 60 min |",
        "<details><summary>Answer</summary>\n\n99.7 %\n\n</details>",
        '<img width="640">',
        "12. the twelfth item",
        "# 12. The title 345",
        "*About 35 minutes.*",
        "Three of 9.",
    ],
)
def test_exempt(text):
    assert measured_numbers(md(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All, 100 %.", "100 %"),
        ("About 45 minutes.", "45"),
        ("Unit 17", "17"),
        ("Right 99.7&nbsp;% of the time", "99.7 %"),
        ("A fall of 0.07", "0.07"),
        ("[11](picture.png) of them", "11"),
        ("p < 0.05 and q > 3", "0.05"),
        ("- (a) 97 of them", "97"),
    ],
)
def test_not_exempt(text, expected):
    assert [str(found) for found in measured_numbers(md(text))] == [expected]


def test_options_are_exempt_in_votes_only():
    assert measured_numbers(md("How many?\n\n- (a) 97", "vote")) == []
    assert measured_numbers(md("All 97?\n\n- (a) none", "vote")) == [Number("97", False)]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Right 99.7 % of the time", "accuracy 99.7%"),
        ("From 99.4 to 99.7 %", "accuracy 99.4 % to 99.7 %"),
        ("Never lit: 12,665", "never lit 12665"),
        ("The slope is .24", "slope 0.24"),
        ("z = −3.21", "the pre-activation z is -3.21"),
    ],
)
def test_evidence(text, out):
    book = copy.deepcopy(good_notebook())
    prose(text)(book)
    assert number_report(book)
    insert(book, text, code("x", out=out))
    assert number_report(book) == []


@pytest.mark.parametrize("out", ["accuracy 9.7 %", "99.7 %", "accuracy 99.70 %", "accuracy 99.7"])
def test_no_evidence(out):
    book = copy.deepcopy(good_notebook())
    prose("Right 99.7 % of the time")(book)
    insert(book, "Right", code("x", out=out))
    assert number_report(book)
