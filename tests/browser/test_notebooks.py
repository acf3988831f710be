"""Every notebook: Run All, then every control of every explorer, in a browser.

The variable NOTEBOOKS names another folder of notebooks than the repository's. Where SCREENSHOTS
names a folder, every notebook is saved there, screen by screen.
"""

import json
import os
from pathlib import Path

import nbformat
import pytest
from form.anatomy import asked

from . import checks
from .lab import running_lab
from .page import NotebookPage

HERE = Path(__file__).resolve()
FOLDER = Path(os.environ.get("NOTEBOOKS", HERE.parents[2] / "notebooks"))
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def lab():
    with running_lab(FOLDER) as lab:
        yield lab


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def page(request, lab, chromium, tmp_path_factory):
    """Return the page of a notebook that was run from top to bottom."""
    page = NotebookPage(chromium, lab, request.param.name, tmp_path_factory.mktemp("screenshots"))
    page.open()
    page.run_all()
    if "SCREENSHOTS" in os.environ:
        page.leaf_through()
    yield page
    for number, explorer in enumerate(page.explorers(), start=1):
        page.screenshot(f"explorer-{number}", explorer)
    page.close()


def test_there_are_notebooks():
    assert NOTEBOOKS, f"no notebook in {FOLDER}"


def check_explorers_are_shown(page):
    cells = json.loads((FOLDER / page.notebook).read_text(encoding="utf-8"))["cells"]
    tagged = sum("explorer" in cell["metadata"].get("tags", []) for cell in cells)
    checks.check_explorers_are_shown(page, tagged)


def check_questions(page):
    book = nbformat.read(FOLDER / page.notebook, as_version=4)
    checks.check_questions(page, sum(len(asked(cell)) for cell in book.cells))


CHECKS = [
    checks.check_memory,  # first: after Run All, before anything is moved
    checks.check_output,
    check_explorers_are_shown,
    checks.check_explorers_fit_every_screen,
    checks.check_start_and_stop,  # before sliders: one that looks back has room only after it
    checks.check_sliders,
    checks.check_other_controls,
    check_questions,
    checks.check_audit,
    checks.check_silence,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_notebook(page, check):
    check(page)
