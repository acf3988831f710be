"""Explorers shown in a notebook: run once, then compared strictly with nbval, nothing ignored."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

SET_UP = """
import numpy as np
from helpers.explore import HiddenLayer, OneUnit, TopContributors, WatchTraining, progress
from helpers.network import Network
from helpers.training import random_start, train

images = np.random.default_rng(1).integers(0, 256, (6, 784), dtype=np.uint8)
labels = np.array([0, 1, 2, 0, 1, 2])
start = random_start((784, 4, 3), np.random.default_rng(2), "1/sqrt(n)")

def make_epochs():
    rng = np.random.default_rng(3)
    return train(start, images, labels, epochs=2, batch_size=3, learning_rate=0.1, rng=rng)
"""
CELLS = [
    SET_UP,
    "*_, last = progress(make_epochs(), 2)\nnetwork = last.network\nlast.number",
    "one = OneUnit(network, images, labels)\none",
    "one.unit.value = 2\none.image.value = 3\nprint(one.text)",
    "layer = HiddenLayer(network, images, labels)\nlayer",
    "layer.opened.value = True\nlayer.order.value = 'largest first'\nprint(layer.text)",
    "top = TopContributors(network, images, labels, mean=np.zeros(4, np.float32))\ntop",
    "top.k.value = 2\ntop.state.value = 'set to 0'\nprint(top.text)",
    "watch = WatchTraining(make_epochs, 2, start, images, labels)\nwatch",
    "trained = watch.run(1)\nprint(watch.text)",
    "watch.start.click()\nwatch.wait()\nwatch.view.value = 'weights − start'\nprint(watch.text)",
]


@pytest.fixture(scope="module")
def executed():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    # A kernel on a busy machine may send one print in two messages.
    NotebookClient(notebook, timeout=120, coalesce_streams=True).execute()
    notebook.metadata.pop("widgets", None)
    return notebook


def test_each_explorer_is_one_view_with_a_short_text(executed):
    outputs = [cell.outputs for cell in executed.cells]
    for cell, name in ((2, "OneUnit("), (4, "HiddenLayer("), (6, "TopC"), (8, "WatchTraining(")):
        (shown,) = outputs[cell]
        assert "application/vnd.jupyter.widget-view+json" in shown.data
        text = shown.data["text/plain"]
        assert text.startswith(name) and len(text) < 60 and "0x" not in text
    for cell in (3, 5, 7, 9, 10):
        (printed,) = outputs[cell]
        assert printed.output_type == "stream" and printed.name == "stdout"


def test_strict_nbval_passes(executed, tmp_path):
    path = tmp_path / "explorers.ipynb"
    nbformat.write(executed, path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120", path.name]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(CELLS)} passed" in run.stdout
