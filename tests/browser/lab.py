"""Start a real JupyterLab on this computer, with nothing of its owner's set-up, and end it.

The same server has the pages of Notebook 7, where that is installed.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

# A kernel's five ports are chosen a second before it takes them. Where another program takes one in
# between, the notebook has no kernel; a socket that is a file is nobody else's. Elsewhere than on
# Linux its path may be too long.
TRANSPORT = "ipc" if sys.platform == "linux" else "tcp"
EXTENSIONS = Path(__file__).resolve().parents[2] / "tools" / "labextensions"
SETTINGS = {
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab; `address` ends without a slash."""

    address: str
    token: str

    def page(self, notebook: str, front_end: str = "lab") -> str:
        """Return the address that opens one notebook: "lab", "lecture" or "notebook".

        In JupyterLab it gets a workspace of its own; in one of the name that `make lecture` opens,
        it is run, and a lecture begins. Notebook 7 is served where it is installed.
        """
        name = notebook.removesuffix(".ipynb")
        paths = {
            "lab": f"lab/workspaces/auto-{name}/tree/{notebook}?reset&",
            "lecture": f"lab/workspaces/lecture-{name}/tree/{notebook}?reset&",
            "notebook": f"notebooks/{notebook}?",
        }
        return f"{self.address}/{paths[front_end]}token={self.token}"

    def ask(self, path: str, method: str = "GET") -> bytes:
        """Return the server's answer to one request, for instance to `/api/status`."""
        headers = {"Authorization": f"token {self.token}"}
        with urlopen(Request(self.address + path, headers=headers, method=method), timeout=20) as r:
            return r.read()

    def kernels(self) -> list[dict]:
        """Return what the server tells of each kernel."""
        return json.loads(self.ask("/api/kernels"))

    def end_kernels(self) -> None:
        """End every kernel, so that a notebook that is done gives its memory back."""
        for kernel in self.kernels():
            self.ask(f"/api/kernels/{kernel['id']}", "DELETE")


@contextmanager
def running_lab(notebooks: Path, windowing: str | None = "none") -> Iterator[Lab]:
    """Serve a copy of the folder `notebooks` for as long as the block runs.

    A copy, because a browser saves: nothing here may write into the repository. It has the
    extension that `make lab` has, for lectures. windowing: the notebook's windowing mode; None
    leaves JupyterLab's own, and a cell outside the view may then not exist in the page.
    """
    with tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        shutil.copytree(
            notebooks, home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
        lab = Lab(f"http://127.0.0.1:{free_port()}", secrets.token_hex(16))
        with open(home / "log.txt", "wb") as log:
            server = subprocess.Popen(
                _command(lab, home), env=surroundings(home, windowing), stdout=log, stderr=log
            )
        with _ended_with_us(server, home):
            _wait_until_it_answers(lab, server, home / "log.txt")
            yield lab


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def end(process: subprocess.Popen, seconds: float = 15) -> None:
    """Ask a process to end, and kill it if it does not in time."""
    process.terminate()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command(lab: Lab, home: Path) -> list[str]:
    port = lab.address.rpartition(":")[2]
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        f"--IdentityProvider.token={lab.token}",
        f"--ServerApp.root_dir={home / 'notebooks'}",
        # As it stands in the repository, whatever is installed; for JupyterLab and Notebook 7.
        f"--LabServerApp.extra_labextensions_path={EXTENSIONS}",
        f"--LabServerApp.app_settings_dir={EXTENSIONS}",
        f"--KernelManager.transport={TRANSPORT}",
    ]


def surroundings(home: Path, windowing: str | None = None) -> dict[str, str]:
    """Return the surroundings of the server: every folder it reads or writes is inside `home`."""
    settings = home / "settings"
    tracker = {"@jupyterlab/notebook-extension/tracker": {"windowingMode": windowing}}
    for name, values in (SETTINGS | (tracker if windowing else {})).items():
        file = settings / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON"))}
    return kept | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }


@contextmanager
def _ended_with_us(server: subprocess.Popen, home: Path) -> Iterator[None]:
    """End the server when the block ends, and also when this process is told to end."""

    def end_both(number: int, _frame: object) -> None:
        # Python runs no `finally` on SIGTERM, so the server would outlive us.
        end(server)
        shutil.rmtree(home, ignore_errors=True)
        signal.signal(number, before)
        os.kill(os.getpid(), number)

    before = signal.signal(signal.SIGTERM, end_both)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        end(server)


def _wait_until_it_answers(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            lab.ask("/api/status")
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start. Its log ends:\n{log.read_text()[-3000:]}")
