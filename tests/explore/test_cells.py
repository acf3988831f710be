"""A cell that is run again: what it made before leaves the kernel, and nothing else does."""

import gc
import weakref
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets import widget as registry
from traitlets.config import Config

from helpers.explore import TopContributors, cells
from helpers.live import LiveFigure
from tests.explore.test_run_training import NONE_LEFT, gated

MAKE = "explorer = make()\nexplorer"


class Notebook(InteractiveShell):
    """IPython that knows, as in JupyterLab, which cell is running."""

    cell = None

    def get_parent(self):
        return {"metadata": {} if self.cell is None else {"cellId": self.cell}}

    def run(self, cell, code):
        self.cell = cell
        self.run_cell(code, store_history=True, cell_id=cell).raise_error()


@pytest.fixture
def notebook(build, monkeypatch):
    shell = Notebook(config=Config(HistoryManager={"enabled": False}))
    shell.displayhook.write_format_data = lambda *given: None
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    shell.push({"make": lambda: build("TopContributors")})
    return shell


def alive(kind):
    gc.collect()
    return [thing for thing in gc.get_objects() if type(thing) is kind]


def test_only_the_last_explorer_of_a_cell_is_kept_in_the_kernel(notebook):
    before = len(alive(TopContributors)), len(alive(LiveFigure)), len(registry._instances)
    notebook.run("a", MAKE)
    one_more = len(alive(TopContributors)), len(alive(LiveFigure)), len(registry._instances)
    assert one_more > before
    for _ in range(3):
        notebook.run("a", MAKE)
    notebook.run("b", "explorer.text")
    assert (len(alive(TopContributors)), len(alive(LiveFigure)), len(registry._instances)) == (
        one_more
    )


def test_in_a_browser_the_kernel_alone_knows_which_cell_is_running(notebook, monkeypatch):
    monkeypatch.delattr(Notebook, "get_parent")
    parent = {"metadata": {"cellId": "a"}}
    monkeypatch.setattr(notebook, "kernel", SimpleNamespace(get_parent=lambda: parent), False)
    monkeypatch.setattr(Notebook, "run_cell", without_cell_id(Notebook.run_cell))
    notebook.run("a", MAKE)
    first = notebook.user_ns["explorer"]
    parent["metadata"]["cellId"] = "b"
    notebook.run("b", "1 + 1")
    assert first.comm is not None
    parent["metadata"]["cellId"] = "a"
    notebook.run("a", MAKE)
    assert first.comm is None


def without_cell_id(run_cell):
    """As Pyodide's kernel runs a cell: IPython's hooks are not told which."""
    return lambda shell, code, cell_id=None, **more: run_cell(shell, code, **more)


def test_another_cell_closes_nothing(notebook):
    notebook.run("a", MAKE)
    first = notebook.user_ns["explorer"]
    notebook.run("b", "first = explorer\nother = make()\nother")
    notebook.run("c", "first.image.value = 3")
    assert first.comm is not None and notebook.user_ns["other"].comm is not None
    notebook.run("b", "None")  # no longer makes one
    assert first.comm is not None and notebook.user_ns["other"].comm is None


def test_a_variable_keeps_what_was_closed_and_it_still_answers(notebook):
    notebook.run("a", MAKE)
    notebook.run("b", "kept = explorer")
    notebook.run("a", MAKE)
    kept = notebook.user_ns["kept"]
    before = kept.text
    kept.about.value = 2
    assert kept.text != before
    assert kept.comm is None and not any(kept is out for out in notebook.user_ns["Out"].values())


def test_where_no_cell_is_known_nothing_is_closed(notebook):
    for _ in range(2):
        notebook.run(None, "explorers = [*globals().get('explorers', []), make()]")
    assert all(explorer.comm is not None for explorer in notebook.user_ns["explorers"])


def test_leaving_closes_every_widget_that_belongs_to_it_shown_or_not(build):
    before = set(registry._instances)
    explorer = build("TopContributors", controls=("image",))
    explorer.leave()
    assert set(registry._instances) == before
    gone = weakref.ref(explorer)
    del explorer
    gc.collect()
    assert gone() is None


def test_leaving_ends_a_training_after_the_epoch_that_is_running(watch, network, epochs):
    watch.make_epochs, begun, let = gated(epochs)
    watch.start.click()
    assert begun.acquire(timeout=NONE_LEFT)
    watch.leave()
    let.release(3)
    watch.wait()
    assert watch.networks == [network, epochs[0].network]


def test_memory_goes_back_after_each_cell_from_the_first_explorer_on(notebook, monkeypatch):
    asked = []
    monkeypatch.setattr(cells.memory, "give_back", lambda: asked.append("now"))
    notebook.run("a", "1 + 1")
    assert asked == []
    notebook.run("b", "make(), make()")
    notebook.run("c", "2 + 2")
    assert asked == ["now", "now"]
