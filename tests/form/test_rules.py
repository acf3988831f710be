"""Each rule refuses a stored notebook that is broken in one place; test_notebooks.py keeps them."""

import copy

import pytest
from nbformat.v4 import new_notebook, new_output

from form import cells, exercises, layout, numbers, pictures, votes
from form.anatomy import stored as notebooks
from form.anatomy import tagged
from form.breaking import (
    code,
    edit,
    insert,
    md,
    painted,
    program,
    prose,
    slide,
    stored,
    untag,
)
from helpers.plots.style import SIGNED

RULES = [*cells.RULES, *layout.RULES, *votes.RULES, *exercises.RULES, *numbers.RULES]
RULES += pictures.RULES
GOOD = notebooks()["06_read_a_hidden_neuron.ipynb"]
WARNING = new_output("stream", name="stderr", text="It is slow.")
ERROR = new_output("error", ename="ValueError", evalue="bad", traceback=[])


def read_again(book):
    """Add an exercise that sets `mine`, and a function that reads it after that."""
    cells = code("mine = 1", "exercise"), code("def twice():\n    return 2 * mine")
    insert(book, "## 2.", *cells)


def move_again(source):
    """Return a breaker that adds a cell after the one with the explorer `one`."""
    return lambda book: insert(book, "## 2.", code(source))


def in_a_section(**outputs):
    """Return a breaker that adds a section with one cell and what it printed."""
    return lambda book: book.cells.extend([md("## 1. More"), code("x", **outputs)])


def answer_early(book):
    """Print something after a vote and before its answer."""
    vote, _ = tagged(book, "vote")[0]
    book.cells.insert(vote + 1, code("x", out="It is so."))


BREAKS = [
    (cells.cell_count, edit("", r"^# 6\.", "# 0."), "1 to 15"),
    (cells.cell_count, edit("", r"^# 6\.", "# 6b."), "10 to 25"),
    (cells.cell_count, lambda book: insert(book, "## 2.", *[md("more")] * 30), "20 to 43"),
    (cells.word_count, prose("one more word " * 700), "at most 2000: cut"),
    (cells.more_prose_than_code, program("x = 1\n" * 9000), "explain more"),
    (cells.short_code_cells, program("x = 1\n" * 11), "11 lines"),
    (cells.short_code_cells, program("x = 1\n" * 11, "long"), "11 lines"),
    (
        cells.short_code_cells,
        lambda book: insert(book, "## 2.", *[code("x = 1\n" * 9)] * 30),
        "the median code cell has 9",
    ),
    (cells.plain_python, program("%matplotlib inline"), "plain Python"),
    (cells.one_name_a_constant, program("low, high = 0.1, 0.9"), "one name a line"),
    (cells.one_import_cell, program("import math"), "to the setup cell"),
    (cells.one_drawing_call, program("plot_a(1)\nplots.plot_b(2)"), "2 drawing calls"),
    (cells.one_drawing_call, program("ax.imshow(x)"), "`ax.imshow` is drawing code"),
    (cells.one_drawing_call, program("plot_a(OneUnit())"), "plot_a, OneUnit"),
    (cells.executed_in_order, stored("setup", execution_count=3), "[3, 2"),
    (cells.no_stored_errors, stored("figure", outputs=[WARNING]), "It is slow."),
    (cells.no_stored_errors, stored("figure", outputs=[ERROR]), "ValueError"),
    (cells.ignoring_has_a_reason, program("x = 1", "nbval-skip"), "metadata.reason"),
    (cells.ignoring_has_a_reason, program("# NBVAL_SKIP\nx = 1"), "not by a comment"),
    (cells.text_twin, program("plot_values(1)", png=True), "prints nothing"),
    (cells.explorer_has_its_picture, stored("explorer", outputs=[]), "no picture is stored"),
    (cells.few_boxes, prose("**What this picture cannot tell you.** " * 3), "keep the best"),
    (cells.calm_prose, prose("What a picture!"), "drop the '!'"),
    (cells.calm_prose, prose("Simply add them."), "drop the 'Simply'"),
    (layout.title_question_minutes, edit("", r"^# 6\. ", "# "), "'# N. Verb the object'"),
    (layout.needs, edit("", r"^[*]+What you'll need", ""), "**What you'll need**"),
    (layout.closing_sections, edit("", "## Further reading", "## Books"), "they must be"),
    (layout.numbered_sections, edit("", r"^## 2\.", "## 4."), "## 2. Title"),
    (layout.opening_quiz, edit("quiz", r', "\w+"\)', ")"), "2 questions"),
    (layout.opening_quiz, lambda book: insert(book, "ask(", md("late")), "0 questions"),
    (votes.votes, lambda book: insert(book, "## 2.", *[code("x", "vote")] * 5), "has 2 to 4"),
    (votes.votes, program("q = ask('read_a_hidden_neuron', 'firing')"), "asks [('read_a"),
    (votes.votes, edit("vote", "off_for_a_zero", "firing"), "is a quiz: tag it so"),
    (votes.votes, edit("vote", "^ask", "x = 1\nask"), "a cell of its own"),
    (votes.asked_once, edit("vote", "off_for_a_zero", "eraser"), "asked 2 times"),
    (votes.asked_once, edit("vote", "off_for_a_zero", "eraser"), "asked 0 times"),
    (votes.asked_once, edit("quiz", "^.*$", "ask('train_one_neuron', 'white')"), "own file"),
    (votes.hidden_answers, prose("It is (c)."), "named by its letter"),
    (votes.hidden_answers, stored("answer", metadata={"tags": ["answer"]}), "make notebooks"),
    (votes.hidden_answers, untag("answer"), "outputs_hidden is True"),
    (votes.hidden_answers, answer_early, "tag it 'answer'"),
    (votes.moves_have_their_explorer, untag("explorer"), "no explorer stands above it"),
    (votes.demo_cells, edit("move", "</?details>", ""), "fold a ```python fence"),
    (votes.demo_cells, edit("move", " = ", " == "), "sets a slider"),
    (votes.demo_cells, edit("move", "^> .*", ""), "quotes what it prints"),
    (votes.demo_cells, stored("move", cell_type="code"), "is a markdown cell"),
    (votes.explorers_stay, move_again("one.image.value = 23"), "it moves `one`"),
    (votes.explorers_stay, move_again("one.image.value, x = 23, 1"), "it moves `one`"),
    (votes.explorers_stay, move_again("one.start.click()"), "it moves `one`"),
    (layout.slides, slide("figure", "slide"), "begins at a heading"),
    (layout.slides, slide("explorer", "skip"), "an explorer is shown"),
    (layout.slides, slide("vote", None), "slide_type None"),
    (
        layout.slides,
        lambda book: insert(book, "## 2.", *[code("x", slide="-") for _ in range(4)]),
        "at most 4",
    ),
    (exercises.exercises, edit("exercise", r"\.\.\.", "images[..., 0]"), "leaves `...`"),
    (exercises.exercises, edit("exercise", r"\bcheck_", "try_"), "check_ function"),
    (exercises.exercises, stored("exercise", outputs=[]), "beginning 'Not yet:'"),
    (exercises.exercises, edit("solution", "```python", "```"), "no solution"),
    (exercises.nothing_is_fed, read_again, "reads `mine`"),
    (numbers.number_report, prose("The mean is 0.123."), "nearest in the notebook: cell"),
    (numbers.tildes_where_something_is_trained, in_a_section(out="~92% right"), "a tilde"),
    (numbers.numbers_and_no_verdicts, in_a_section(out="they agree: True"), "print the number"),
    (numbers.no_result_literals, program("print(f'{name}: 0.31')"), "0.31"),
    (numbers.no_result_literals, program("print('right', -0.997)"), "0.997"),
    (pictures.signed_colours_are_seen, painted("RdBu_r"), "draw it with SIGNED"),
]


@pytest.mark.parametrize(
    ("rule", "breaker", "message"),
    BREAKS,
    ids=[f"{rule.__name__}-{text}" for rule, _, text in BREAKS],
)
def test_broken_notebook_is_refused(rule, breaker, message):
    book = copy.deepcopy(GOOD)
    breaker(book)
    violations = rule(book)
    assert any(message in text for text in violations), violations


def test_every_rule_is_seen_to_fail():
    assert {rule.__name__ for rule in RULES} == {rule.__name__ for rule, _, _ in BREAKS}


def test_calm_prose_spares_code_and_pictures():
    book = copy.deepcopy(GOOD)
    prose("`a != b`\n\n![a picture](a.png)\n\n<!-- a remark -->\n\n```\nsimply!\n```\n")(book)
    assert cells.calm_prose(book) == []


def test_pale_colours_are_found(monkeypatch):
    book = new_notebook(cells=[code("x", "figure")])
    painted(SIGNED)(book)
    assert pictures.signed_colours_are_seen(book) == []
    monkeypatch.setattr(pictures, "CONTRASTS", pictures.CONTRASTS**0.4)
    assert "leave white faster" in pictures.signed_colours_are_seen(book)[0]
    painted("viridis")(book)
    assert pictures.signed_colours_are_seen(book) == [], "it is no signed picture"
