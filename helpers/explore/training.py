"""Explorer 4: a network while it trains."""

import threading
from itertools import islice
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers.evaluation import confusion
from helpers.explore.bar import bar
from helpers.explore.cells import give_memory_back
from helpers.explore.parts import NARROW, Explorer, slider
from helpers.live import LiveFigure, Panel, Spots, Told
from helpers.network import Network
from helpers.plots import (
    plot_learning_curves,
    plot_mosaic,
    update_learning_curves,
    update_mosaic,
)
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.wall import STEP

LABEL = "A network in training: loss, share right and worst digit by epoch, one tile a unit"
PANELS = [Panel(2, "row {row}, column {column}: {here}", step=STEP, lead=1)]
VIEWS = ("weights", "weights − start")
IN_A_ROW = 9.5  # inches; on a narrower page the curves stand above each other beside the wall
COLUMNS = 10  # tiles of the wall in a row


class Moment(NamedTuple):
    """What is known after an epoch, or before the first one: then there is no loss."""

    network: Network
    loss: float | None
    share: float
    recalls: np.ndarray

    @property
    def worst(self):
        """The smallest recall; a digit of which there is no test image has none."""
        return float(np.nanmin(self.recalls))


class WatchTraining(Explorer):
    """Loss, accuracy, worst digit's recall and unit pictures, epoch by epoch.

    A click on an epoch of a curve looks back at it.

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
    networks, shares, recalls : list
        Before training and after each finished epoch: the network, the share of test images that
        it answers rightly, and each digit's own.
    losses : list of float
        One for each finished epoch.
    """

    def __init__(self, make_epochs, epochs, start, images, labels, controls=None):
        super().__init__()
        self.make_epochs, self.n_epochs = make_epochs, epochs
        self.images, self.labels = images, labels
        self.start = widgets.Button(description="Start", icon="play", button_style="primary")
        self.stop = widgets.Button(description="Stop", icon="stop", disabled=True)
        self.start.add_class("explorer-start")
        self.stop.add_class("explorer-stop")
        self.epoch, self.bar = slider("epoch", 0), bar(epochs)
        self.view = widgets.ToggleButtons(options=VIEWS, style={"button_width": "auto"})
        self._stopping, self._thread = threading.Event(), None
        self._training, self._ended = threading.Lock(), ""  # one training at a time
        self._history = (self._measured(start),)
        named = {name: getattr(self, name) for name in ("start", "stop", "epoch", "view")}
        followed = {"epoch": self.epoch, "view": self.view}
        live = LiveFigure(self._build, self._paint, followed, LABEL, PANELS)
        self.fill(live, named, controls, self.bar)
        self.start.on_click(self._start_clicked)
        self.stop.on_click(lambda button: self._stopping.set())

    def __repr__(self):
        return f"WatchTraining({self.n_epochs} epochs)"

    @property
    def networks(self):
        """The network before training and after each finished epoch."""
        return [moment.network for moment in self._history]

    @property
    def shares(self):
        """The shares of test images answered rightly, in the order of ``networks``."""
        return [moment.share for moment in self._history]

    @property
    def recalls(self):
        """Each digit's share of right answers, in the order of ``networks``."""
        return [moment.recalls for moment in self._history]

    @property
    def losses(self):
        """The loss of each finished epoch."""
        return [moment.loss for moment in self._history[1:]]

    @property
    def network(self):
        """The network of the last finished epoch."""
        return self._history[-1].network

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

        Raises
        ------
        RuntimeError
            If a training is running already, for example the one that Start began.
        FloatingPointError
            If training diverges; ``network`` is that of the last finished epoch.
        """
        if not self._training.acquire(blocking=False):
            raise RuntimeError(
                f"a training is running, {len(self._history) - 1} of {self.n_epochs} epochs are "
                "finished: press Stop or call wait() first, then run() begins from the start"
            )
        return self._train(epochs)

    def leave(self):
        """Take it off its page for good; a training that is running ends after its epoch."""
        self._stopping.set()
        super().leave()

    def wait(self):
        """Wait until the training that Start began has ended."""
        if self._thread is not None:
            self._thread.join()

    def _start_clicked(self, button):
        if self._training.acquire(blocking=False):
            self._thread = threading.Thread(target=self._train, daemon=True)
            self._thread.start()

    def _train(self, epochs=None):
        """Train; who calls this holds the lock, which may be another thread."""
        try:
            self._stopping.clear()
            self._ended = ""
            self.start.disabled, self.stop.disabled = True, False
            self._show(self._history[:1])
            for epoch in islice(self.make_epochs(), epochs):
                self._show((*self._history, self._measured(epoch.network, epoch.loss)))
                if self._stopping.is_set():
                    break
            return self.network
        except FloatingPointError as error:
            self._ended = f" It ended there: {error}."
            self.live.invalidate()
            if threading.current_thread() is not self._thread:  # whoever called run() is told too
                raise
        finally:
            self.start.disabled, self.stop.disabled = False, True
            self._training.release()
            give_memory_back()

    def _measured(self, network, loss=None):
        counts = confusion(network, self.images, self.labels)
        with np.errstate(invalid="ignore"):  # NaN for a digit of which there is no test image
            recalls = counts.diagonal() / counts.sum(axis=1)
        return Moment(network, loss, counts.trace() / counts.sum(), recalls)

    def _show(self, history):
        """Put another history on the page, and its last epoch."""
        self._history = history  # in one step: a picture may be painted in another thread
        self.bar.value = self.epoch.max = len(history) - 1
        self.live.invalidate()
        self.epoch.value = self.epoch.max

    def _build(self, figure, width):
        loss, rates, wall = self.axes = self._three(figure, width)
        # Values to lay the figure out with: names at the lines' ends take room.
        lines = {"all digits": [0.5], "worst digit": [0.5]}
        plot_learning_curves(loss, {"loss": [0.1]}, "loss, training images", **self._frame(1, 0.33))
        plot_learning_curves(rates, lines, "share right, test images", **self._frame(0, 1.02))
        start = self._history[0].network.weights[0]
        plot_mosaic(wall, start, COLUMNS, title="weights, one tile a unit")

    def _three(self, figure, width):
        """Axes for the loss, the shares and the wall."""
        if width >= IN_A_ROW:
            figure.set_figheight(3.8)
            return figure.subplots(1, 3, width_ratios=(1, 1.2, 1.3))
        # A grid of their own for the curves: the wall need not leave room for their names.
        if width >= NARROW:
            figure.set_figheight(4.0)
            curves, wall = figure.add_gridspec(1, 2, width_ratios=(1, 0.9))
        else:
            high = min(1.1 * width, 4.4)
            figure.set_figheight(3.6 + high)
            curves, wall = figure.add_gridspec(2, 1, height_ratios=(3.6, high))
        upper, lower = curves.subgridspec(2, 1, height_ratios=(1, 1.1))
        return [figure.add_subplot(place) for place in (upper, lower, wall)]

    def _frame(self, first, highest):
        return {"limits": (0, highest), "epochs": self.n_epochs, "first_epoch": first}

    def _paint(self, epoch, view):
        history = self._history
        now = min(epoch, len(history) - 1)  # a training may have begun anew since it was asked for
        seen, losses = history[: now + 1], [moment.loss for moment in history[1:]]
        rates = {
            "all digits": [moment.share for moment in seen],
            "worst digit": [moment.worst for moment in seen],
        }
        highest = 1.1 * max(losses, default=1.0)
        loss_ax, rates_ax, wall = self.axes
        update_learning_curves(loss_ax, {"loss": losses[:now]}, **self._frame(1, highest))
        update_learning_curves(rates_ax, rates, **self._frame(0, 1.02))
        weights = history[now].network.weights[0]
        if view == VIEWS[1]:
            weights = weights - history[0].network.weights[0]
        update_mosaic(wall, weights, COLUMNS)
        wall.title.set_text(f"{view}, one tile a unit")
        return Told(self._words(history[now], now), [*self._epochs(history), self._tiles(view)])

    def _epochs(self, history):
        """The finished epochs of both curves, each of which can be chosen."""
        lost = [f"epoch {n}: loss {moment.loss:.3f}" for n, moment in enumerate(history) if n]
        said = [
            f"epoch {n}: all digits {moment.share:.3f}, worst digit {moment.worst:.3f}"
            for n, moment in enumerate(history)
        ]
        for ax, first, words in zip(self.axes, (1, 0), (lost, said), strict=False):
            epochs = range(first, len(history))
            boxes = column_boxes(ax, len(history))[first:]
            yield Spots(ax, boxes, words, [{"epoch": epoch} for epoch in epochs])

    def _tiles(self, view):
        """The units' tiles on the wall."""
        kind, n = "weight" if view == VIEWS[0] else view, self._history[0].network.sizes[1]
        words = [f"{kind} of unit {unit}" for unit in range(n)]
        return Spots(self.axes[2], tile_boxes(n, COLUMNS), words)

    def _words(self, moment, now):
        worst = int(np.nanargmin(moment.recalls))
        when = (
            f"After {now} of {self.n_epochs} epochs: loss {moment.loss:.3f}, "
            if now
            else "Before training: "
        )
        return (
            f"{when}{moment.share:.1%} of the test images right. The worst digit is {worst}: "
            f"{moment.recalls[worst]:.1%} of its images are answered {worst}.{self._ended}"
        )
