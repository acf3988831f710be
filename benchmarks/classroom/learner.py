"""A learner without a browser: logs in to the hub, opens notebooks, runs them, moves sliders."""

import json
import time
from contextlib import contextmanager
from urllib.parse import urlparse

import requests

from benchmarks.classroom.hub import PASSWORD
from benchmarks.classroom.kernel import Kernel, LostError

PATIENCE = 600  # seconds for a whole notebook, on a machine that is very busy


class Learner:
    """One learner, logged in, with a server of their own.

    Parameters
    ----------
    hub : benchmarks.classroom.hub.Hub
    name : str
    """

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.session = requests.Session()
        self.base = f"{hub.address}/user/{name}"

    def log_in(self):
        """Fill in the hub's form, and wait until the learner's own server shows JupyterLab."""
        login = f"{self.hub.address}/hub/login"
        self._get(login)
        form = {"username": self.name, "password": PASSWORD, "_xsrf": self._xsrf("/hub/")}
        self.session.post(login, data=form, timeout=PATIENCE).raise_for_status()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            page = self._get(f"{self.hub.address}/hub/spawn")
            if urlparse(page.url).path.startswith(f"/user/{self.name}/lab"):
                return
            time.sleep(0.5)
        raise LostError("no server")

    @contextmanager
    def kernel(self, path):
        """A kernel for a notebook of this path, ended when the block ends."""
        body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        session = self._ask("POST", "sessions", body)
        number = session["kernel"]["id"]
        socket = f"ws{self.base.removeprefix('http')}/api/kernels/{number}/channels"
        cookies = "; ".join(f"{c.name}={c.value}" for c in self._own_cookies())
        kernel = Kernel(socket, {"Cookie": cookies})
        kernel.number = number
        try:
            yield kernel
        finally:
            kernel.close()
            self._ask("DELETE", f"sessions/{session['id']}")

    def read(self, path):
        """A notebook's code cells: their numbers and sources."""
        cells = self._ask("GET", f"contents/{path}")["content"]["cells"]
        return [(c["id"], c["source"]) for c in cells if c["cell_type"] == "code"]

    @staticmethod
    def run_all(kernel, cells):
        """Run all cells as JupyterLab does: all are queued, and an error ends the queue.

        Returns
        -------
        list of str
            What went wrong, a line for each cell that did not run to its end.
        """
        trouble = []
        options = {"silent": False, "store_history": True, "stop_on_error": True}
        numbers = [
            kernel.send("execute_request", {"code": code, **options}, metadata={"cellId": cell})
            for cell, code in cells
        ]
        for number in numbers:
            reply = kernel.hear(
                lambda m, n=number: m.parent == n and m.kind == "execute_reply", PATIENCE
            )
            if reply.content["status"] != "ok":
                trouble.append(f"{reply.content.get('ename')}: {reply.content.get('evalue')}")
        return trouble

    def _ask(self, method, path, body=None):
        answer = self.session.request(
            method,
            f"{self.base}/api/{path}",
            json=body,
            headers={"X-XSRFToken": self._xsrf(f"/user/{self.name}/")},
            timeout=PATIENCE,
        )
        answer.raise_for_status()
        return json.loads(answer.content or b"null")

    def _get(self, url):
        answer = self.session.get(url, timeout=PATIENCE)
        answer.raise_for_status()
        return answer

    def _xsrf(self, path):
        return next(c.value for c in self.session.cookies if c.name == "_xsrf" and c.path == path)

    def _own_cookies(self):
        """Those that a browser would send to the learner's own server."""
        return [c for c in self.session.cookies if c.path in ("/", f"/user/{self.name}/")]
