"""WatchTraining: a network while it trains, epoch by epoch."""

import threading
from itertools import islice
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers import memory, valid
from helpers.evaluation import confusion, recalls_of
from helpers.explore.cells import called_on_interrupt
from helpers.explore.controls import slider, toggles
from helpers.explore.explorer import NARROW, Explorer, for_digits, grid_of
from helpers.explore.progress import bar
from helpers.live import Panel, Spots, Told
from helpers.network import Network
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.curves import plot_learning_curves
from helpers.plots.wall import STEP, plot_mosaic
from helpers.words import either, listed, per_cent

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

    A click on an epoch of a curve looks back at it. What was measured before training and after
    each finished epoch is in ``networks``, ``shares`` (of test images answered rightly) and
    ``recalls`` (each digit's own), each finished epoch's loss in ``losses``, and ``network`` is the
    last one's.

    make_epochs: a function without arguments that returns a new generator of
    `helpers.training.Epoch`, for example ``lambda: train_recipe("ten-digits")``.
    epochs: how many epochs that is.
    start: the network before training.
    images, labels: test images that each epoch is measured on.
    Controls: ``start`` (trains from the beginning), ``stop`` (ends after the epoch that is running,
    as the notebook's Interrupt does; nothing that was trained until then is lost), ``epoch`` (looks
    back at a finished one), ``view`` (the weights, or what training added to them).
    """

    label = "A network in training: loss, share right and worst digit by epoch, one tile a unit"
    longest = 140
    panels = (Panel(2, "row {row}, column {column}: {here}", step=STEP, lead=1),)

    def __init__(self, make_epochs, epochs, start, images, labels, controls=None):
        self.make_epochs, self.n_epochs = make_epochs, valid.whole("epochs", epochs, 1)
        self.images = valid.images("images", images, for_digits(start).sizes[0], least=1)
        self.labels = labels
        self.bar = bar(epochs)
        self._stopping, self._thread = threading.Event(), None
        self._training, self._ended = threading.Lock(), ""  # one training at a time
        self._remember((self._measured(start),))
        followed = {"epoch": slider("epoch", 0), "view": toggles(VIEWS)}
        buttons = {
            "start": widgets.Button(description="Start", icon="play", button_style="primary"),
            "stop": widgets.Button(description="Stop", icon="stop", disabled=True),
        }
        for name, button in buttons.items():
            button.add_class(f"explorer-{name}")
        super().__init__(controls, buttons | followed, followed)
        row, live = self.children
        self.children = [row, self.bar, live]
        self.start.on_click(self._start_clicked)
        self.stop.on_click(lambda button: self._stopping.set())

    def __repr__(self):
        return f"WatchTraining({self.n_epochs} epochs)"

    def run(self, epochs=None):
        """Train from the beginning, here and now; return the network of the last finished epoch.

        The picture follows each epoch. An interrupt, or a FloatingPointError where training
        diverges, leaves that network in ``network``. It is a RuntimeError to call this while a
        training is running, for example the one that Start began.

        epochs: stop after so many; all without it.
        """
        if epochs is not None:
            epochs = valid.whole("epochs", epochs, 1)
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
        """Wait until the training that Start began has ended; an interrupt stops it."""
        if self._thread is not None:
            try:
                self._thread.join()
            except KeyboardInterrupt:
                self._stopping.set()
                raise

    def _start_clicked(self, button):
        if self._training.acquire(blocking=False):
            self._thread = threading.Thread(target=self._train_beside_cells, daemon=True)
            self._thread.start()

    def _train_beside_cells(self):
        with called_on_interrupt(self._stopping.set):
            self._train()

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
            memory.give_back()

    def _measured(self, network, loss=None):
        counts = confusion(network, self.images, self.labels)
        return Moment(network, loss, counts.trace() / counts.sum(), recalls_of(counts))

    def _remember(self, history):
        self._history = history  # in one step: a picture may be painted in another thread
        self.networks, losses, self.shares, self.recalls = map(list, zip(*history, strict=True))
        self.losses, self.network = losses[1:], self.networks[-1]

    def _show(self, history):
        """Put another history on the page, and its last epoch."""
        self._remember(history)
        self.bar.value = self.epoch.max = len(history) - 1
        self.live.invalidate()
        self.epoch.value = self.epoch.max

    def _places(self, figure, width):
        if width >= IN_A_ROW:
            return grid_of(figure, 3.8, (1, 1.2, 1.3))
        if width >= NARROW:
            curves, wall = grid_of(figure, 4.0, across=(1, 0.9))
        else:
            high = min(1.1 * width, 4.4)
            curves, wall = grid_of(figure, 3.6 + high, down=(3.6, high))
        # A grid of their own for the curves: the wall need not leave room for their names.
        return [*curves.subgridspec(2, 1, height_ratios=(1, 1.1)), wall]

    def _paint(self, epoch, view):
        history = self._history
        now = min(epoch, len(history) - 1)  # a training may have begun anew since it was asked for
        past, losses = history[: now + 1], [moment.loss for moment in history[1:]]
        lost = {"loss": losses[:now]}
        right = {
            "all digits": [moment.share for moment in past],
            "worst digit": [moment.worst for moment in past],
        }
        frame = {"limits": (0, 1.1 * max(losses, default=1.0)), "epochs": self.n_epochs}
        plot_learning_curves(self.axes[0], lost, "loss, training images", **frame)
        frame |= {"limits": (0, 1.02), "first_epoch": 0, "as_shares": True}
        plot_learning_curves(self.axes[1], right, "share right, test images", **frame)
        weights = history[now].network.weights[0]
        if view == VIEWS[1]:
            weights = weights - history[0].network.weights[0]
        plot_mosaic(self.axes[2], weights, COLUMNS, title=f"{view}, one tile a unit")
        return Told(self._words(history[now], now), [*self._epochs(history), self._tiles(view)])

    def _epochs(self, history):
        """The finished epochs of both curves, each of which can be chosen."""
        lost = [f"epoch {n}: loss {moment.loss:.3f}" for n, moment in enumerate(history) if n]
        said = [
            f"epoch {n}: all digits {per_cent(moment.share)}, worst digit {per_cent(moment.worst)}"
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
        worst = np.flatnonzero(moment.recalls == moment.worst)
        digits = f"{either(len(worst), 'digit is', 'digits are')} {listed(worst)}"
        when = "Before training: "
        if now:
            when = f"After {now} of {self.n_epochs} epochs: loss {moment.loss:.3f}, "
        return (
            f"{when}{per_cent(moment.share)} of the test images are answered rightly. The worst "
            f"{digits}: {per_cent(moment.worst)} right.{self._ended}"
        )
