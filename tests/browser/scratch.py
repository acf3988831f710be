"""Small notebooks for the tests: code cells and nothing else."""

from collections.abc import Iterable
from pathlib import Path

import nbformat


def write_notebook(path: Path, sources: Iterable[str]) -> None:
    """Write a notebook of code cells that were not run."""
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
