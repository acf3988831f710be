"""`make lab` and `make lecture` print an address with a token, and that address answers."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest

from .lab import free_port, surroundings

NEWS = "@jupyterlab/apputils-extension:notification"
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
    is_closed_to_others(url)
    # The settings that were installed with the package: JupyterLab's own default is to ask.
    asks = f"/lab/api/settings/{NEWS}?"
    with urlopen(re.sub(r"/lab.*\?", asks, url), timeout=20) as settings:
        schema = json.load(settings)["schema"]
    assert schema["properties"]["fetchNews"]["default"] == "false"


def is_closed_to_others(url: str):
    """Nobody reaches the lab from another computer, nor without its token."""
    port = urlsplit(url).port
    assert listening(port) <= {"127.0.0.1", "::1"}, "others on the network could reach it"
    for path in ("/api/contents", "/api/kernels", "/lab"):
        assert refused(f"http://127.0.0.1:{port}{path}"), f"{path} opens without the token"
        assert refused(f"http://127.0.0.1:{port}{path}?token=wrong")


def listening(port: int) -> set[str]:
    """Return the addresses at which somebody listens on a port."""
    found = [c.laddr for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    addresses = {address.ip for address in found if address.port == port}
    assert addresses, f"nobody listens on {port}"
    return addresses


def refused(url: str) -> bool:
    """Whether an address is forbidden, or leads to the page that asks for the token."""
    try:
        with urlopen(url, timeout=20) as page:
            return "/login" in page.url
    except HTTPError as error:
        return error.code == 403


@pytest.mark.parametrize("started", [["lecture", "N=00"]], indirect=True)
def test_make_lecture_begins_a_lecture(started, chromium):
    url, _ = started
    is_closed_to_others(url)
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
