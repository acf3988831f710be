"""A progress bar for training in a cell."""

import ipywidgets as widgets
from IPython.display import display

from helpers import valid


def progress(epochs, total):
    """Pass epochs on, and count them in a bar on the page.

    epochs: what `helpers.training.train` or `helpers.recipes.train_recipe` returns.
    total: how many epochs there will be.
    """
    shown = bar(valid.whole("total", total, 1))
    display(shown)
    for epoch in epochs:
        shown.value = epoch.number
        yield epoch


def bar(total):
    """A bar that counts epochs."""
    layout = {"width": "330px"}
    return widgets.IntProgress(0, 0, total, description="epochs", layout=layout, tooltip="")
