"""`make lab` and `make lecture` print an address with a token, and that address answers."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from .lab import free_port, surroundings

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def started(tmp_path, request):
    """Run make with the words given, on a free port; return the address that it prints, and all."""
    port, log = free_port(), tmp_path / "log.txt"
    environment = surroundings(tmp_path) | {"BROWSER": "true"}  # `true` opens nothing
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):  # these tests may run under make themselves
        environment.pop(name, None)
    with open(log, "wb") as out:
        make = subprocess.Popen(
            ["make", *request.param, f"PORT={port}"],
            cwd=REPOSITORY,
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,  # a group of its own, to be ended as one
        )
    try:
        address = re.compile(rf"http://\S+:{port}/lab\S*\?token=\w+")
        _wait(lambda: address.search(log.read_text()) or make.poll() is not None, 300)
        found = address.search(log.read_text())
        assert found, f"no address was printed:\n{log.read_text()[-2000:]}"
        yield found[0], log.read_text()
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGTERM)
            make.wait(timeout=30)
        assert _wait(lambda: not _answers(f"http://127.0.0.1:{port}/api"), 15), "the lab lives on"


@pytest.mark.parametrize("started", [["lab"]], indirect=True)
def test_make_lab_opens_the_first_notebook(started):
    url, log = started
    assert "00_start_here.ipynb" in url
    # JupyterLab runs scripts of its own with Node from here: package.json must not change how.
    assert "Error:" not in log
    with urlopen(url, timeout=20) as page:
        assert page.status == 200
        assert "JupyterLab" in page.read().decode()


@pytest.mark.parametrize("started", [["lecture", "N=00"]], indirect=True)
def test_make_lecture_begins_a_lecture(started, chromium):
    url, _ = started
    page = chromium.new_page()
    page.goto(url)
    page.wait_for_selector(".lecture-place", timeout=120_000)
    page.close()


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()
    except (URLError, OSError):
        return False
    return True


def _wait(condition, seconds: float) -> bool:
    """Look again and again; return whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.2)
    return bool(condition())
