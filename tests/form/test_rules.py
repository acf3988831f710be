"""Each rule accepts the good notebook and refuses the same notebook, broken in one place."""

import copy

import pytest

from form import cells, exercises, layout, numbers
from form.breaking import (
    demo_apart,
    drop,
    edit,
    heading,
    metadata,
    output,
    program,
    prose,
    slide,
    swapped,
    title,
    untag,
)
from form.synthetic import code, first, good_notebook, insert, md

RULES = [*cells.RULES, *layout.RULES, *exercises.RULES, *numbers.RULES]
GOOD = good_notebook()

BREAKS = [
    (cells.cell_count, lambda book: book.cells.__delitem__(slice(20, 26)), "35 to 55"),
    (cells.cell_count, title("# 2.", "# 0."), "1 to 15"),
    (cells.more_prose_than_code, program("x = 1\n" * 400), "explain more"),
    (cells.short_code_cells, program("x = 1\n" * 16), "16 lines"),
    (cells.short_code_cells, program(""), "empty code cell"),
    (
        cells.short_code_cells,
        lambda book: [program("x = 1\n" * 9)(book) for _ in "123456789"],
        "median",
    ),
    (cells.plain_python, program("%matplotlib inline"), "plain Python"),
    (cells.one_import_cell, program("import math"), "to the setup cell"),
    (cells.one_import_cell, untag("setup"), "0 code cells"),
    (cells.one_drawing_call, program("plot_values(1)\nplot_values(2)"), "2 drawing calls"),
    (cells.one_drawing_call, program("ax.imshow(x)"), "`ax.imshow` is drawing code"),
    (
        cells.one_drawing_call,
        program("from helpers.explore import OneUnit\nplot_values(OneUnit())"),
        "plot_values, OneUnit",
    ),
    (
        cells.executed_in_order,
        lambda book: first(book, "setup").update(execution_count=None),
        "None",
    ),
    (cells.executed_in_order, lambda book: first(book, "setup").update(execution_count=3), "[3, 2"),
    (cells.no_stored_errors, output("figure", name="stderr"), "a warning is stored"),
    (
        cells.no_stored_errors,
        output("figure", output_type="error", ename="ValueError"),
        "stored error ValueError",
    ),
    (cells.no_widget_state, lambda book: book.metadata.update(widgets={}), "widget state"),
    (
        cells.no_widget_state,
        lambda book: (
            first(book, "figure")
            .outputs[1]
            .data.update({"application/vnd.jupyter.widget-view+json": {"model_id": "1f"}})
        ),
        "dead widget view",
    ),
    (
        cells.no_editor_traces,
        metadata("setup", execution={"iopub.status.busy": "now"}),
        "execution",
    ),
    (
        cells.kernel_is_python3,
        lambda book: book.metadata.kernelspec.update(name="venv311"),
        "venv311",
    ),
    (cells.ignoring_has_a_reason, program("x = 1", "nbval-ignore-output"), "metadata.reason"),
    (cells.ignoring_has_a_reason, program("# NBVAL_SKIP\nx = 1"), "not a comment"),
    (cells.text_twin, program("plot_values(1)", png=True), "prints nothing"),
    (
        cells.explorer_has_its_picture,
        lambda book: first(book, "explorer").outputs.clear(),
        "no picture is stored",
    ),
    (
        cells.picture_has_its_limits,
        lambda book: book.cells.pop(
            next(at for at, cell in enumerate(book.cells) if cell.source.startswith("> **What"))
        ),
        "cannot tell you",
    ),
    (cells.calm_prose, prose("What a picture!"), "exclamation mark"),
    (cells.calm_prose, prose("Simply add them."), "'simply'"),
    (layout.navigation_at_both_ends, lambda book: book.cells.pop(), "run make notebooks"),
    (
        layout.navigation_at_both_ends,
        lambda book: book.cells[0].update(source="home"),
        "navigation's marker",
    ),
    (layout.title_question_minutes, title("# 2. Add", "# Add"), "'# N. Verb the object'"),
    (layout.title_question_minutes, title("**Question.**", "Question:"), "**Question.**"),
    (layout.title_question_minutes, title("*About 20 minutes.*", "A while."), "honest minutes"),
    (
        layout.promises,
        lambda book: book.cells[2].update(source="**What you'll do** nothing."),
        "**What you'll learn**",
    ),
    (layout.closing_sections, heading("## Further reading", "## Books"), "they must be"),
    (layout.numbered_sections, heading("## 2.", "## 4."), "## 2. Title"),
    (layout.numbered_sections, heading("## 2. Move", "## Move"), "## 2. Title"),
    (layout.opening_quiz, untag("quiz"), "no cell is tagged 'quiz'"),
    (layout.opening_quiz, edit("quiz", "What is a bias?", ""), "asks 2 questions"),
    (layout.opening_quiz, edit("quiz", "<details>", ""), "no folded answers"),
    (
        layout.opening_quiz,
        lambda book: book.cells.insert(8, book.cells.pop(3)),
        "before the setup cell",
    ),
    (layout.votes, untag("vote"), "1 cells are tagged 'vote'"),
    (layout.votes, edit("vote", "- (c) neither", ""), "2 answers"),
    (layout.votes, edit("predict", "rise?", "rises."), "no '?'"),
    (layout.demo_order, swapped, "['predict', 'explorer', 'figure', 'move']"),
    (layout.demo_order, untag("predict"), "around this explorer"),
    (layout.demo_order, untag("explain"), "0 cells tagged 'explain'"),
    (
        layout.demo_order,
        lambda book: insert(book, "explorer.unit", md("## 3. Now")),
        "in one section",
    ),
    (layout.demo_cells, lambda book: first(book, "vote").metadata.tags.append("move"), "code cell"),
    (layout.demo_cells, edit("explain", "<details>", ""), "fold the answer"),
    (layout.demo_cells, edit("move", "explorer.unit.value = 7", "x = 7"), "set a slider"),
    (layout.demo_cells, lambda book: first(book, "move").outputs.clear(), "print the explorer"),
    (exercises.exercises, untag("exercise"), "no cell is tagged 'exercise'"),
    (exercises.exercises, edit("exercise", "...", "values[..., 0]"), "leaves `...`"),
    (exercises.exercises, edit("exercise", "check_total(total)", "total"), "check_ function"),
    (exercises.exercises, output("exercise", text="NameError"), "beginning 'Not yet:'"),
    (exercises.exercises, drop("solution"), "no solution"),
    (exercises.exercises, edit("solution", "```python", "```"), "no solution"),
    (
        exercises.exercises,
        edit("solution", ".sum()", ".sum()\ncheck_total(total)"),
        "repeats the check",
    ),
    (
        exercises.exercises,
        lambda book: insert(book, "<details><summary>Hint", md("A word.")),
        "follows its exercise directly",
    ),
    (
        exercises.exercises_feed_nothing,
        lambda book: insert(book, "## What you", code("print([total for _ in '12'])")),
        "reads `total`",
    ),
    (
        exercises.exercises_feed_nothing,
        lambda book: insert(book, "## What you", code("def twice():\n    return 2 * total")),
        "reads `total`",
    ),
    (layout.slides, slide("figure", "slide"), "begins at a heading or a vote"),
    (layout.slides, slide("figure", "fragment"), "'fragment' is not"),
    (layout.slides, slide("figure", "skip"), "on one slide"),
    (layout.slides, slide("move", "-"), "shows 5 cells"),
    (layout.slides, slide("navigation", "-"), "before the first slide"),
    (layout.slides, demo_apart, "on one slide"),
    (numbers.number_report, prose("It is right 99.7 % of the time."), "stands in no output"),
    (numbers.number_report, prose("A sum of −6 is not 12."), "cell 7: `the mean is 2.0`"),
    (numbers.number_report, prose("The mean is 2.1."), "nearest: cell 7: `the mean is 2.0`"),
    (numbers.number_report, prose("The mean is −2.0."), "-2.0 stands in no output"),
    (numbers.number_report, prose("The mean is 2.0 %."), "2.0 % stands in no output"),
    (numbers.number_report, prose("All of them, 100 %."), "100 % stands in no output"),
    (numbers.number_report, prose("The sum is 12.25."), "of another section only (cell 14"),
    (
        numbers.number_report,
        lambda book: [prose("So it is 1.75.")(book), program("x", out="a 1.75")(book)],
        "on a line without a word",
    ),
    (
        numbers.number_report,
        edit("vote", "the three numbers", "all 365 numbers"),
        "365 stands in no",
    ),
    (numbers.number_report, heading("## 1. Take", "## 1. Take 73 times"), "73 stands in no"),
    (
        numbers.number_report,
        heading("## What you saw", "## What you saw\n\n2.5"),
        "2.5 stands in no output",
    ),
    (numbers.no_result_literals, program("print('right', 0.997)"), "0.997"),
    (numbers.no_result_literals, program("print('accuracy 99.7 %')"), "99.7 %"),
    (numbers.no_result_literals, program("print(f'{name}: 0.31')"), "0.31"),
    (numbers.no_result_literals, program("print(f'{-0.997:.1%}')"), "0.997"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_good_notebook_keeps(rule):
    assert rule(good_notebook()) == []


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


@pytest.mark.parametrize(
    "text", ["`a != b`", "![a picture](a.png)", "<!-- a remark -->", "```\nsimply!\n```", "just so"]
)
def test_calm_prose_spares_code_and_pictures(text):
    book = copy.deepcopy(GOOD)
    prose(text)(book)
    assert cells.calm_prose(book) == []


def test_promises_may_have_curly_apostrophes():
    book = copy.deepcopy(GOOD)
    book.cells[2].source = book.cells[2].source.replace("'", "\u2019")
    assert layout.promises(book) == []


def test_a_knob_may_be_moved_twice():
    book = copy.deepcopy(GOOD)
    insert(book, "<details><summary>What", code("explorer.unit.value = 3", "move", out="three"))
    assert layout.demo_order(book) == []
