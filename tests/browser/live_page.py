"""A lab with one notebook that shows most explorers, one of them twice, for the tests of all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .lab import Lab, running_lab
from .page import NotebookPage
from .scratch import write_notebook

CELLS = {
    "set-up": """
from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.explore import HiddenLayer, Mistakes, OneUnit, TopContributors
from helpers.storage import load_network
net = load_network("ten-digits")
images, labels = load_digits("test")
""",
    "one": "one = OneUnit(net, images, labels, unit=17, image=3)\none",
    "again": "one",
    "layer": "HiddenLayer(net, images[:50], labels[:50], unit=5)",
    "top": "TopContributors(net, images[:50], labels[:50], mean_activations(net, images))",
    "mistakes": "Mistakes(net, images, labels)",
}
ONE, AGAIN, LAYER, TOP, MISTAKES = range(5)  # their places on the page


@contextmanager
def lab_with_explorers(folder: Path) -> Iterator[Lab]:
    """Serve the notebook for as long as the block runs."""
    write_notebook(folder / "live.ipynb", CELLS.values())
    with running_lab(folder) as lab:
        yield lab


def opened(lab, chromium, folder, front_end="lab"):
    """Return the page of the notebook, run from top to bottom."""
    page = NotebookPage(chromium, lab, "live.ipynb", folder, front_end)
    page.open()
    page.run_all()
    return page
