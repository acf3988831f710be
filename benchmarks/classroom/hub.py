"""Start a real JupyterHub on this computer, with nothing of its owner's set-up, and end it."""

import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

from benchmarks.machine import environment
from tests.browser.lab import end, free_port, surroundings

REPOSITORY = Path(__file__).parents[2]
PROXY = "configurable-http-proxy"  # a Node program: the hub cannot do without it
PROXY_VERSION = "5.3.0"
PROXY_FOLDER = Path(sys.prefix) / "proxy"
PASSWORD = "a class"

CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.concurrent_spawn_limit = 0
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/homes/{{username}}"
c.Spawner.cmd = ["{singleuser}", "--allow-root"]
c.Spawner.ip = "127.0.0.1"
c.Spawner.default_url = "/lab"
c.Spawner.environment = {variables}
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.auth_token = "{token}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
"""


@dataclass(frozen=True)
class Hub:
    """A running hub: its address without a slash at the end, and the folder of everything."""

    address: str
    folder: Path

    @property
    def cache(self):
        """The one folder in which all learners' kernels find the unpacked digits."""
        return self.folder / "digits"

    def processes(self):
        """Every process of the hub: its proxy, the learners' servers and their kernels."""
        return [p for p in psutil.process_iter() if _is_within(p, self.folder)]


@contextmanager
def running_hub(learners):
    """Serve the notebooks to learners of these names for as long as the block runs.

    Every learner has a copy in a home of their own, as nbgitpuller would put it there. When the
    block ends, also by Ctrl-C or SIGTERM, every process of the hub is ended.

    Raises
    ------
    RuntimeError
        The hub ended or did not answer; the message holds the end of its log.
    """
    proxy = _proxy()
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    with tempfile.TemporaryDirectory(prefix="classroom-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        hub = Hub(f"http://127.0.0.1:{free_port()}", folder)
        for learner in learners:
            shutil.copytree(REPOSITORY / "notebooks", folder / "homes" / learner / "notebooks")
        config = _config(hub, proxy)
        with open(folder / "log.txt", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "--config", config],
                cwd=folder,
                env=environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours: the hub is ended below
            )
        try:
            _wait_until_it_answers(hub, process)
            yield hub
        finally:
            _end(process, hub)
            signal.signal(signal.SIGTERM, before)


def _config(hub, proxy):
    """Write the hub's configuration; return the file."""
    settings = surroundings(hub.folder, windowing="none")["JUPYTERLAB_SETTINGS_DIR"]
    variables = {
        "DIGITS_CACHE": str(hub.cache),
        "MALLOC_ARENA_MAX": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "JUPYTERLAB_SETTINGS_DIR": settings,
        "PYTHONPATH": str(REPOSITORY),  # elsewhere `helpers` is installed; here, this copy is meant
    }
    file = hub.folder / "jupyterhub_config.py"
    file.write_text(
        CONFIG.format(
            folder=hub.folder,
            port=hub.address.rpartition(":")[2],
            hub_port=free_port(),
            api_port=free_port(),
            proxy=proxy,
            password=PASSWORD,
            token=secrets.token_hex(16),
            singleuser=Path(sys.prefix) / "bin" / "jupyterhub-singleuser",
            variables=variables,
        )
    )
    return file


def _proxy():
    """The proxy's program, installed beside this Python where it is not there yet."""
    program = PROXY_FOLDER / "node_modules" / ".bin" / PROXY
    if not program.exists():
        if shutil.which("npm") is None:
            sys.exit("The classroom needs Node 20 or newer, for the hub's proxy: install nodejs")
        command = ["npm", "install", "--prefix", PROXY_FOLDER, f"{PROXY}@{PROXY_VERSION}"]
        subprocess.run([*command, "--no-audit", "--no-fund", "--silent"], check=True)
    return program


def _wait_until_it_answers(hub, process):
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if requests.get(f"{hub.address}/hub/health", timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    log = (hub.folder / "log.txt").read_text()
    raise RuntimeError(f"JupyterHub did not start. Its log ends:\n{log[-3000:]}")


def _end(process, hub):
    """End the hub, which ends its servers; then whatever is left of them."""
    end(process, 20)
    left = hub.processes()
    for one in left:
        one.terminate()
    for one in psutil.wait_procs(left, timeout=5)[1]:
        one.kill()


def _is_within(process, folder):
    """Whether a process works in a folder, or was started with a file of it."""
    try:
        return any(str(folder) in words for words in (process.cwd(), *process.cmdline()))
    except psutil.Error:  # it ended meanwhile, or it is somebody else's
        return False
