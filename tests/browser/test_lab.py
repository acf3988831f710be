"""The lab leaves nothing behind, even where the tests are ended from outside."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from .lab import running_lab

PROGRAM = """
import sys, time
from pathlib import Path
from tests.browser.lab import running_lab

with running_lab(Path(sys.argv[1])) as lab:
    print(lab.address, flush=True)
    time.sleep(60)
"""


def test_the_lab_ends_with_the_process_that_started_it(tmp_path):
    notebooks, temporary = tmp_path / "notebooks", tmp_path / "temporary"
    notebooks.mkdir()
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, notebooks],
        cwd=Path(__file__).resolve().parents[2],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
    )
    address = process.stdout.readline().strip()
    urlopen(f"{address}/api", timeout=10).close()  # it is there
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == -signal.SIGTERM
    with pytest.raises(URLError):
        urlopen(f"{address}/api", timeout=5)
    assert list(temporary.iterdir()) == []


def test_a_browser_writes_into_a_copy(tmp_path):
    (tmp_path / "a.ipynb").write_text("{}")
    with running_lab(tmp_path) as lab:
        lab.ask("/api/contents/a.ipynb", "DELETE")
        assert b"a.ipynb" not in lab.ask("/api/contents")
    assert (tmp_path / "a.ipynb").exists()
