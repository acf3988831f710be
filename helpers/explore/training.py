"""Explorer 4: a network while it trains; and a progress bar for training in a cell."""

import threading
from itertools import islice

import ipywidgets as widgets
import numpy as np
from IPython.display import display

from helpers.evaluation import confusion
from helpers.explore.parts import fill, follow, new_figure, sentence, slider
from helpers.plots import (
    plot_learning_curves,
    plot_mosaic,
    update_learning_curves,
    update_mosaic,
)
from helpers.screen import Screen


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
    bar = _bar(total)
    display(bar)
    for epoch in epochs:
        bar.value = epoch.number
        yield epoch


class WatchTraining(widgets.VBox):
    """Loss, accuracy, worst digit's recall and unit pictures, epoch by epoch.

    Parameters
    ----------
    make_epochs : callable
        Without arguments; returns a new generator of `helpers.training.Epoch`, for example
        ``lambda: train_recipe("ten-digits")``.
    epochs : int
        How many epochs that is.
    start : helpers.network.Network
        The network before training.
    images : ndarray of uint8, shape (n, 784)
        Test images that each epoch is measured on.
    labels : ndarray of int, shape (n,)
    controls : iterable of str, optional
        Which controls to show: some of ``start``, ``stop``, ``epoch``, ``view``.

    Attributes
    ----------
    start, stop : ipywidgets.Button
        Start trains from the beginning; Stop ends after the epoch that is running. Nothing that
        was trained until then is lost.
    epoch : ipywidgets.IntSlider
        Looks back at any finished epoch.
    view : ipywidgets.ToggleButtons
        The weights, or what training added to them.
    networks : list of helpers.network.Network
        The network before training and after each finished epoch.
    """

    def __init__(self, make_epochs, epochs, start, images, labels, controls=None):
        super().__init__()
        self.make_epochs, self.n_epochs = make_epochs, epochs
        self.images, self.labels = images, labels
        self.start = widgets.Button(description="Start", icon="play", button_style="primary")
        self.stop = widgets.Button(description="Stop", icon="stop", disabled=True)
        self.start.add_class("explorer-start")
        self.stop.add_class("explorer-stop")
        self.epoch = slider("epoch", 0)
        self.view = widgets.ToggleButtons(
            options=("weights", "weights − start"), style={"button_width": "auto"}
        )
        self.bar, self.sentence = _bar(epochs), sentence()
        self._stopping, self._thread = threading.Event(), None
        self._begin(start)
        self._draw()
        named = {name: getattr(self, name) for name in ("start", "stop", "epoch", "view")}
        fill(self, named, controls, self.bar, self.screen.picture, self.sentence)
        follow(self._redraw, [self.epoch, self.view])
        self.start.on_click(self._start_clicked)
        self.stop.on_click(lambda button: self._stopping.set())
        self._redraw()

    def __repr__(self):
        return f"WatchTraining({self.n_epochs} epochs)"

    @property
    def text(self):
        """The sentence under the picture."""
        return self.sentence.value

    @property
    def network(self):
        """The network of the last finished epoch."""
        return self.networks[-1]

    def run(self, epochs=None):
        """Train from the beginning, here and now, and repaint after each epoch.

        Parameters
        ----------
        epochs : int, optional
            Stop after so many; all without it.

        Returns
        -------
        helpers.network.Network
            The network of the last finished epoch. An interrupt leaves it in ``network``.
        """
        self._stopping.clear()
        self.start.disabled, self.stop.disabled = True, False
        self._begin(self.networks[0])
        try:
            for epoch in islice(self.make_epochs(), epochs):
                self._record(epoch)
                if self._stopping.is_set():
                    break
        finally:
            self.start.disabled, self.stop.disabled = False, True
        return self.network

    def wait(self):
        """Wait until the training that Start began has ended."""
        if self._thread is not None:
            self._thread.join()

    def _start_clicked(self, button):
        if self._thread is None or not self._thread.is_alive():
            self.start.disabled = True
            self._thread = threading.Thread(target=self.run, daemon=True)
            self._thread.start()

    def _begin(self, start):
        self.bar.value = self.epoch.max = 0  # its value follows, before what it points at is gone
        share, recalls = self._measure(start)
        self.networks, self.losses, self.shares, self.recalls = [start], [], [share], [recalls]

    def _measure(self, network):
        counts = confusion(network, self.images, self.labels)
        with np.errstate(invalid="ignore"):  # NaN for a digit of which there is no test image
            return counts.trace() / counts.sum(), counts.diagonal() / counts.sum(axis=1)

    def _record(self, epoch):
        share, recalls = self._measure(epoch.network)
        self.networks.append(epoch.network)
        self.losses.append(epoch.loss)
        self.shares.append(share)
        self.recalls.append(recalls)
        self.bar.value = self.epoch.max = len(self.networks) - 1
        self.epoch.value = self.epoch.max  # moves the slider, which repaints

    def _draw(self):
        figure = new_figure(height=3.8)
        loss, rates, wall = figure.subplots(1, 3, width_ratios=(1, 1.2, 1.3))
        self.loss, self.rates, self.wall, self.highest = loss, rates, wall, 0.0
        # Values to lay the figure out with: names at the lines' ends take room.
        lines = {"all digits": [0.5], "worst digit": [0.5]}
        plot_learning_curves(loss, {"loss": [0.1]}, "loss, training images", **self._frame(1, 0.33))
        plot_learning_curves(rates, lines, "share right, test images", **self._frame(0, 1.02))
        plot_mosaic(wall, self.networks[0].weights[0], title="weights, one tile a unit")
        self.screen = Screen(figure)

    def _frame(self, first, highest):
        return {"limits": (0, highest), "epochs": self.n_epochs, "first_epoch": first}

    def _redraw(self):
        now = self.epoch.value
        measured = np.array(self.recalls[: now + 1])
        highest = 1.1 * max(self.losses, default=1.0)
        update_learning_curves(self.loss, {"loss": self.losses[:now]}, **self._frame(1, highest))
        rates = {"all digits": self.shares[: now + 1], "worst digit": np.nanmin(measured, axis=1)}
        update_learning_curves(self.rates, rates, **self._frame(0, 1.02))
        update_mosaic(self.wall, self._weights(now))
        self.screen.paint(axes_moved=highest != self.highest)
        self.sentence.value = self._words(now)
        self.highest = highest

    def _weights(self, now):
        W1 = self.networks[now].weights[0]
        return W1 if self.view.value == "weights" else W1 - self.networks[0].weights[0]

    def _words(self, now):
        worst = int(np.nanargmin(self.recalls[now]))
        when = (
            f"After {now} of {self.n_epochs} epochs: loss {self.losses[now - 1]:.3f}, "
            if now
            else "Before training: "
        )
        return (
            f"{when}{self.shares[now]:.1%} of the test images right. The worst digit is {worst}: "
            f"{self.recalls[now][worst]:.1%} of its images are answered {worst}."
        )


def _bar(total):
    return widgets.IntProgress(0, 0, total, description="epochs", layout={"width": "330px"})
