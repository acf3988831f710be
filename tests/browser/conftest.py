"""One browser for all tests of this folder, or why they are skipped; a lab and a page a module."""

import os
from importlib.util import find_spec

import pytest

from . import audit
from .lab import running_lab
from .page import NotebookPage, find_chromium, running_chromium
from .scratch import write_notebook

FRONT_ENDS = ("lab", "notebook")


def no_browser() -> str | None:
    """Return what must be installed before a notebook can be opened in a browser, or None."""
    for package in ("playwright", "notebook"):
        if find_spec(package) is None:
            return f"{package} is missing: `make test-browser` installs it, as does '.[browser]'"
    if find_chromium() is None:
        return "no Chromium found: install it (on Debian: apt-get install chromium)"
    return None


@pytest.fixture(scope="session", autouse=True)
def needs():
    """Skip the whole folder where something is missing; on a build machine that is an error."""
    missing = no_browser() or audit.what_is_missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def chromium(needs):
    """Return an open browser."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def lab(request, tmp_path_factory):
    """Serve the notebooks of a module's SERVED, which says the cells of each by its file's name."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, cells in request.module.SERVED.items():
        write_notebook(folder / name, cells)
    with running_lab(folder) as lab:
        yield lab


@pytest.fixture(scope="module", params=FRONT_ENDS)
def page(request, lab, chromium, tmp_path_factory):
    """Return the page of the module's notebook after Run All, in JupyterLab and in Notebook 7."""
    [name] = request.module.SERVED
    page = NotebookPage(chromium, lab, name, tmp_path_factory.mktemp("screenshots"), request.param)
    page.open()
    page.run_all()
    yield page
    page.close()


@pytest.fixture
def opened(request, lab, chromium, tmp_path):
    """Return a function that opens the module's notebook in a front end and runs it."""
    pages = []

    def opened(front_end="lab"):
        [name] = request.module.SERVED
        pages.append(NotebookPage(chromium, lab, name, tmp_path, front_end))
        pages[-1].open()
        pages[-1].run_all()
        return pages[-1]

    yield opened
    for page in pages:
        page.close()
