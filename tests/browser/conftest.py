"""One browser for all tests of this folder, or the reason why they are skipped."""

import os
from importlib.util import find_spec

import pytest

from . import audit
from .page import find_chromium, running_chromium


def no_browser() -> str | None:
    """Return what must be installed before a notebook can be opened in a browser, or None."""
    for package in ("playwright", "notebook"):
        if find_spec(package) is None:
            return f"{package} is missing: `make test-browser` installs it, as does '.[browser]'"
    if find_chromium() is None:
        return "no Chromium found: install it (on Debian: apt-get install chromium)"
    return None


def what_is_missing() -> str | None:
    """Return what must be installed before these tests can run, or None."""
    return no_browser() or audit.what_is_missing()


@pytest.fixture(scope="session", autouse=True)
def needs():
    """Skip the whole folder where something is missing; on a build machine that is an error."""
    missing = what_is_missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def chromium(needs):
    """Return an open browser."""
    with running_chromium() as browser:
        yield browser
