"""A progress bar for training in a cell."""

import ipywidgets as widgets
from IPython.display import display


def progress(epochs, total):
    """Pass epochs on, and count them in a bar on the page.

    Parameters
    ----------
    epochs : iterable of helpers.training.Epoch
        What `helpers.training.train` or `helpers.recipes.train_recipe` returns.
    total : int
        How many epochs there will be.

    Yields
    ------
    helpers.training.Epoch
    """
    shown = bar(total)
    display(shown)
    for epoch in epochs:
        shown.value = epoch.number
        yield epoch


def bar(total):
    """A bar that counts epochs.

    Parameters
    ----------
    total : int
        How many there will be.

    Returns
    -------
    ipywidgets.IntProgress
    """
    return widgets.IntProgress(0, 0, total, description="epochs", layout={"width": "330px"})
