"""A small notebook that keeps every rule, to be broken one rule at a time."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from form.anatomy import tool

NAME = "02_add_three_numbers.ipynb"
TITLES = {"00_start_here.ipynb": "0. Start here", NAME: "2. Add three numbers"}
SETUP = """\
from types import SimpleNamespace

import numpy as np


def plot_values(values):
    return values


def check_total(total):
    right = total is not ... and total == 6
    print("Not yet: replace the dots." if total is ... else "Yes: six." if right else "Not quite:")\
"""
VALUES = "values = np.array([1, 2, 3])"
QUIZ = """\
Three quick questions. What is a pixel? What is a weight? What is a bias?

<details><summary>Answers</summary>

A number, a number and a number; 97.3 % of you knew.

</details>"""
VOTE = """\
**Vote.** What is the mean of the three numbers?

- (a) 1.5
- (b) 2.25
- (c) neither"""
EXPLAIN = """\
<details><summary>What you should have seen</summary>

The sum rises by 33.3 % of the slider.

</details>"""
SOLUTION = """\
<details><summary>Hint</summary>

Which function adds?

</details>

<details><summary>Solution</summary>

```python
total = values.sum()
```

</details>"""


def md(source, *tags, slide="-"):
    """Return a Markdown cell with tags and a slide type."""
    metadata = {"tags": list(tags)} if tags else {}
    return new_markdown_cell(source, metadata=metadata | {"slideshow": {"slide_type": slide}})


def code(source, *tags, out="", slide="-", png=False):
    """Return a code cell with tags, a slide type, stored stdout and perhaps a picture."""
    cell = new_code_cell(source)
    cell.metadata = md("", *tags, slide=slide).metadata
    if out:
        cell.outputs.append(new_output("stream", name="stdout", text=out + "\n"))
    if png:
        data = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480 with 1 Axes>"}
        cell.outputs.append(new_output("display_data", data=data))
    return cell


def good_notebook():
    """Return a fresh notebook that keeps every rule."""
    cells = [
        md(
            "# 2. Add three numbers\n\n**Question.** What do three numbers add up to?\n\n"
            "*About 20 minutes.*",
            slide="slide",
        ),
        md("**What you'll do** add.\n\n**What you'll learn** sums.\n\n**What you'll need** paper."),
        md(QUIZ, "quiz", slide="skip"),
        code(SETUP, "setup", slide="skip"),
        md("## 1. Take the mean\n\nThree numbers have a middle.", slide="slide"),
        md(VOTE, "vote", slide="slide"),
        code(
            f'{VALUES}\nprint("the mean is", values.mean())',
            out="the mean is 2.0",
        ),
        md("The mean is 2.0, of 10,000 digits in shape 784→100→10, as in notebook 07."),
        md("## 2. Move a number\n\nMake the sum larger than `12.5`.", slide="slide"),
        md(
            "**Predict.** Does it rise?\n\n- (a) by 40 %\n- (b) not at all\n- (c) both",
            "predict",
            "vote",
        ),
        code(
            f'{VALUES}\nax = plot_values(values)\nprint("the sum is", values.sum())',
            "figure",
            out="the sum is 6",
            png=True,
        ),
        code(
            "explorer = SimpleNamespace(unit=SimpleNamespace(value=0))\nexplorer",
            "explorer",
            png=True,
        ),
        code(
            'explorer.unit.value = 7\nprint("the sum is", 5.25 + explorer.unit.value)',
            "move",
            out="the sum is 12.25",
            slide="skip",
        ),
        md(EXPLAIN, "explain", slide="skip"),
        md("> **What this picture cannot tell you.** Why they add.", slide="skip"),
        md("## 3. Add by hand\n\nNow it is your turn.", slide="slide"),
        code(VALUES),
        code("total = ...\ncheck_total(total)", "exercise", out="Not yet: replace the dots."),
        md(SOLUTION, "solution", slide="skip"),
        *[
            md("A number is a number, and a sum is one more of them.", slide="skip")
            for _ in range(12)
        ],
        md("## What you saw\n\nA mean of 2.0.\n\nNot 0.97 (Haufe et al. 2014).", slide="slide"),
        md("## On your own\n\nAdd four numbers.", slide="skip"),
        md("## Further reading\n\nA book, [on paper](https://example.org/12345).", slide="skip"),
    ]
    notebook = new_notebook(cells=cells)
    for count, cell in enumerate((c for c in cells if c.cell_type == "code"), start=1):
        cell.execution_count = count
    tidied = tool.tidy(notebook, TITLES, NAME)
    return nbformat.reads(tidied, as_version=4)


def first(notebook, tag):
    """Return the first cell that carries `tag`."""
    return next(cell for cell in notebook.cells if tag in cell.metadata.get("tags", []))


def insert(notebook, before, *cells):
    """Insert cells before the first one whose source begins with `before`."""
    found = [cell.source.startswith(before) for cell in notebook.cells]
    at = found.index(True)
    notebook.cells[at:at] = cells
