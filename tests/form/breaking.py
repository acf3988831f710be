"""Cells to make small notebooks of, and ways to break a notebook in one place."""

import base64
import io
import re

import numpy as np
from matplotlib.image import imsave
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from form.anatomy import tagged


def md(source, *tags, slide="skip"):
    """Return a Markdown cell with tags and a slide type."""
    metadata = {"tags": list(tags), "slideshow": {"slide_type": slide}}
    return new_markdown_cell(source, metadata=metadata)


def code(source, *tags, out="", slide="skip", png=False):
    """Return a code cell with tags, a slide type, stored stdout and perhaps a picture."""
    cell = new_code_cell(source, metadata=md("", *tags, slide=slide).metadata)
    if out:
        cell.outputs.append(new_output("stream", name="stdout", text=out + "\n"))
    if png:
        data = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480 with 1 Axes>"}
        cell.outputs.append(new_output("display_data", data=data))
    return cell


def insert(notebook, before, *cells):
    """Insert cells before the first one whose source begins with `before`."""
    at = [cell.source.startswith(before) for cell in notebook.cells].index(True)
    notebook.cells[at:at] = cells


def prose(text):
    """Return a breaker that adds a Markdown cell to section 1."""
    return lambda book: insert(book, "## 2.", md(text))


def program(source, *tags, **options):
    """Return a breaker that adds a code cell to section 1."""
    return lambda book: insert(book, "## 2.", code(source, *tags, **options))


def painted(colours):
    """Return a breaker whose first figure is values from -1 to 1 in a colour map."""
    file = io.BytesIO()
    values = np.linspace(-1, 1, 784).reshape(28, 28).repeat(3, axis=0).repeat(3, axis=1)
    imsave(file, values, cmap=colours, format="png")
    data = {"image/png": base64.b64encode(file.getvalue()).decode()}
    return stored("figure", outputs=[new_output("display_data", data=data)])


def edit(tag, old, new):
    """Return a breaker that replaces a pattern in all cells with a tag, or in all."""

    def breaker(book):
        cells = [cell for _, cell in tagged(book, tag)] if tag else book.cells
        before = [cell.source for cell in cells]
        for cell in cells:
            cell.source = re.sub(old, new, cell.source, flags=re.M)
        assert [cell.source for cell in cells] != before, f"nothing is there to break: {old}"

    return breaker


def untag(tag):
    """Return a breaker that takes a tag off its cells."""
    return lambda book: [cell.metadata.tags.remove(tag) for _, cell in tagged(book, tag)]


def stored(tag, **entries):
    """Return a breaker that adds to what is stored of the first cell with a tag."""
    return lambda book: tagged(book, tag)[0][1].update(entries)


def slide(tag, kind):
    """Return a breaker that gives the first cell with a tag another slide type."""
    return lambda book: tagged(book, tag)[0][1].metadata.slideshow.update(slide_type=kind)
