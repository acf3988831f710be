"""A notebook of the built site, open in Chromium: run it, and read what its cells have put out."""

import json
import re
import time
from configparser import RawConfigParser

from tests.form.anatomy import ROOT

RUN_ALL = "notebook:run-all-cells"
IDLE = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
# Widgets that a page holds, pictures and text of every cell, as they would be saved.
CONTENT = "JSON.stringify(jupyterapp.shell.currentWidget.content.model.toJSON())"
SOURCE = "(s) => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(s)"
RUNNING = (
    "[...document.querySelectorAll('.jp-InputPrompt')].some((p) => p.textContent.includes('*'))"
)


class KernelPage:
    """A notebook of the site in a page of Chromium, whose kernel runs in that page.

    elsewhere: another address that it may ask. told: what the console said and which other requests
    left the site.
    """

    def __init__(self, browser, address, elsewhere="data:", app="notebooks", size=(1366, 768)):
        self.page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        self.address, self.app, self.told = address, app, []
        self.known = (address, elsewhere, "data:", "blob:")
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def _heard(self, message):
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.told.append(message.text)

    def _asked(self, request):
        if not request.url.startswith(self.known):
            self.told.append(f"left the site: {request.url}")

    def open(self, notebook, seconds=120):
        """Open a notebook and wait for its kernel; returns the seconds until it was idle."""
        began = time.monotonic()
        self.page.goto(f"{self.address}/{self.app}/index.html?path={notebook}")
        self.until(f"window.jupyterapp && {IDLE}", seconds)
        return time.monotonic() - began

    def until(self, what, seconds):
        """Wait until an expression of JavaScript is true."""
        self.page.wait_for_function(what, timeout=1000 * seconds, polling=50)

    def command(self, name, **arguments):
        """Run a command of JupyterLab."""
        call = "([name, arguments]) => jupyterapp.commands.execute(name, arguments)"
        self.page.evaluate(call, [name, arguments])

    def run_all(self, seconds=900):
        """Run all cells; returns the seconds that it took."""
        began = time.monotonic()
        self.command(RUN_ALL)
        self.until(f"{IDLE} && !({RUNNING})", seconds)
        return time.monotonic() - began

    def cell(self, code, seconds=120):
        """Run code in a new last cell: what it puts out, as `words_of` says it."""
        self.page.evaluate("() => jupyterapp.shell.currentWidget.content.activeCellIndex = 1e6")
        self.command("notebook:insert-cell-below")
        self.page.evaluate(SOURCE, code)
        self.command("notebook:run-cell")
        self.until(f"{IDLE} && !({RUNNING})", seconds)
        return words_of(self.notebook()["cells"][-1])

    def notebook(self):
        """The notebook with its outputs, as it would be saved."""
        return json.loads(self.page.evaluate(CONTENT))


def scrubbed(text):
    """Text as nbval compares it: without what tests/sanitize.cfg takes out."""
    config = RawConfigParser()
    config.read(ROOT / "tests" / "sanitize.cfg")
    for rule in config.values():
        if "regex" in rule:
            text = re.sub(rule["regex"], rule["replace"], text, flags=re.M)
    return text


def words_of(cell):
    """What a cell put out, in words: streams, results as text, and which kinds of pictures."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        text = output.get("text", data.get("text/plain", output.get("evalue", "")))
        text = "".join(text)
        kinds = sorted(kind for kind in data if kind.startswith("image/"))
        if output["output_type"] == "stream" and found and found[-1][0] == output["name"]:
            found[-1] = (output["name"], found[-1][1] + text, [])
        else:
            found.append((output.get("name", output["output_type"]), text, kinds))
    return [(kind, scrubbed(text), kinds) for kind, text, kinds in found if text or kinds]


def differences(stored, run):
    """Where the outputs of two notebooks differ: a line for each cell, by its place."""
    return [
        f"cell {place}: stored {words_of(a)}, here {words_of(b)}"
        for place, (a, b) in enumerate(zip(stored["cells"], run["cells"], strict=True))
        if a["cell_type"] == "code" and words_of(a) != words_of(b)
    ]
