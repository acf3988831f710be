"""Small notebooks for the tests."""

from collections.abc import Iterable
from pathlib import Path

import nbformat


def write_notebook(path: Path, cells: Iterable) -> None:
    """Write a notebook that was not run; a string among its cells is the source of a code cell."""
    cells = [
        nbformat.v4.new_code_cell(cell.strip()) if isinstance(cell, str) else cell for cell in cells
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
