"""WatchTraining: a network while it trains, epoch by epoch, beside the run before."""

import math
import threading
from collections import deque
from itertools import islice
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from helpers import memory, valid
from helpers.doctor import LOST, diagnose
from helpers.evaluation import confusion, recalls_of
from helpers.explore.cells import beside_cells
from helpers.explore.controls import slider, toggles
from helpers.explore.explorer import NARROW, Explorer, for_digits, grid_of
from helpers.explore.knobs import changes, knobs, start_of, train_with
from helpers.explore.progress import bar
from helpers.live import Panel, Spots, Told
from helpers.network import LONGEST_NAME, Network
from helpers.plots.boxes import column_boxes, tile_boxes
from helpers.plots.curves import plot_learning_curves, plot_recalls
from helpers.plots.wall import STEP, plot_mosaic
from helpers.words import either, listed, many, per_cent

VIEWS = ("weights", "weights − start")
THIS, BEFORE = "this run", "run before"
IN_A_ROW = 9.5  # inches; on a narrower page the curves stand above each other beside the wall


class Moment(NamedTuple):
    """What is known after an epoch, or before the first one: then there is no cost."""

    network: Network | None
    loss: float | None
    share: float
    recalls: np.ndarray
    trouble: str

    @property
    def worst(self):
        """The smallest recall; a digit of which there is no test image has none."""
        return float(np.nanmin(self.recalls))

    @property
    def worst_digits(self):
        """Those that have it."""
        return np.flatnonzero(self.recalls == self.worst).tolist()


class Run(NamedTuple):
    """A training: how its knobs stood, empty without knobs, and its moments so far."""

    settings: dict
    history: tuple

    @property
    def losses(self):
        """One for each finished epoch."""
        return [moment.loss for moment in self.history[1:]]

    @property
    def shares(self):
        """Of test images answered rightly, before training and after each epoch."""
        return [moment.share for moment in self.history]

    def kept(self):
        """The run without its networks, which are large."""
        return self._replace(history=tuple(m._replace(network=None) for m in self.history))


class WatchTraining(Explorer):
    """Cost, each digit's recall and unit pictures, epoch by epoch, beside those of the run before.

    Without ``make_epochs`` it has knobs, the settings of a training, and trains on MNIST. Where
    something is wrong with the network, the sentence says what, as `helpers.doctor` finds it.
    A click on an epoch of a curve looks back at it. What was measured before training and after
    each finished epoch is in ``networks``, ``shares`` (of test images answered rightly) and
    ``recalls`` (each digit's own), each finished epoch's cost in ``losses``, and ``network`` is the
    last one's.

    make_epochs: a function without arguments that returns a new generator of
    `helpers.training.Epoch`, for example ``lambda: train_recipe("ten-digits")``.
    epochs: how many epochs that is.
    start: the network before training, if there is ``make_epochs``.
    images, labels: test images that each epoch is measured on.
    values: how knobs begin that are not to begin as in the recipe ten-digits, for example
    ``learning_rate=30.0``.
    Knobs: ``learning_rate``, ``batch_size``, ``hidden_units``, ``first_weights`` (all zero, small,
    or large as in chapter 1 of the book), ``cost`` (the quadratic one with sigmoid outputs),
    ``l2``, ``activation``, ``seed``.
    wall: show the units' pictures; without it the curves have all the room.
    Controls: ``start`` (trains from the beginning), ``stop`` (ends after the epoch that is running,
    as the notebook's Interrupt does; nothing that was trained until then is lost), ``epoch`` (looks
    back at a finished one), ``view`` (the weights, or what training added to them).
    """

    alone = True
    label = "A network in training: cost and each digit's share right by epoch, one tile per unit"
    longest = 380
    panels = (Panel(2, "row {row}, column {column}: {here}", step=STEP, lead=1),)
    fixed_layout = 2  # the words above and below the wall move with its height

    def __init__(
        self,
        make_epochs=None,
        epochs=3,
        start=None,
        images=None,
        labels=None,
        controls=None,
        wall=True,
        **values,
    ):
        self.n_epochs = valid.whole("epochs", epochs, 1)
        self.knobs = {} if make_epochs else knobs(values)
        _check_who_trains(make_epochs, start, values)
        self.make_epochs = make_epochs or (lambda: train_with(self._settings(), epochs))
        start = for_digits(start) if make_epochs else start_of(self._settings())
        self.longest = self.longest + 4 * LONGEST_NAME * bool(start.classes)
        self.images = valid.images("images", images, start.sizes[0], least=1)
        self.labels = labels
        self.bar = bar(epochs)
        self._stopping, self._thread = threading.Event(), None
        self._training, self._ended = threading.Lock(), ""  # one training at a time
        self._remember(Run(self._settings(), (self._measured(start),)), None)
        self.wall = bool(wall)
        followed = {"epoch": slider("epoch", 0), "view": toggles(VIEWS)}
        buttons = {
            "start": widgets.Button(description="Start", icon="play", button_style="primary"),
            "stop": widgets.Button(description="Stop", icon="stop", disabled=True),
        }
        for name, button in buttons.items():
            button.add_class(f"explorer-{name}")
        page = self.knobs | buttons | followed
        if not self.wall:
            self.panels = ()
            self.label = self.label.rsplit(",", 1)[0]
            page.pop("view")
        super().__init__(controls, page, followed)
        row, live = self.children
        self.children = [row, self.bar, live]
        self.start.on_click(self._start_clicked)
        self.stop.on_click(lambda button: self._stopping.set())
        for knob in self.knobs.values():
            knob.observe(lambda change: self.live.invalidate(), names="value")

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
                f"a training is running, {len(self.losses)} of {self.n_epochs} epochs are "
                "finished: press Stop or call wait() first, then run() begins from the start"
            )
        deque(self._steps(epochs), 0)  # in C, so that an interrupt is met inside
        return self.network

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
            self._thread = beside_cells(self._steps(), self._stopping.set)

    def _steps(self, epochs=None):
        """Train, epoch by epoch; who calls this holds the lock, which may be another thread."""
        controls = [self.start, *self.knobs.values()]
        try:
            self._stopping.clear()
            self._ended = ""
            for control in controls:
                control.disabled = True
            self.stop.disabled = False
            run, before = self._begun()
            self._show(run, before)
            for epoch in islice(self.make_epochs(), epochs):
                run = run._replace(
                    history=(*run.history, self._measured(epoch.network, run, epoch.loss))
                )
                self._show(run, before)
                yield
                if self._stopping.is_set():
                    break
        except FloatingPointError as error:
            self._ended = f" It ended there: {error}."
            self.live.invalidate()
            raise
        finally:
            for control in controls:
                control.disabled = False
            self.stop.disabled = True
            self._training.release()
            memory.give_back()

    def _settings(self):
        return {name: knob.value for name, knob in self.knobs.items()}

    def _begun(self):
        """The run that begins now, and the last one that came to an epoch, to compare it with."""
        run, before = self._runs
        if not self.knobs:
            return run._replace(history=run.history[:1]), None
        settings = self._settings()
        start = self._measured(start_of(settings))
        return Run(settings, (start,)), run.kept() if run.losses else before

    def _measured(self, network, run=None, loss=None):
        counts = confusion(network, self.images, self.labels)
        trouble = ""
        if run:
            found = diagnose(network, self.images, self.labels, [*run.losses, loss])
            trouble = " ".join(found.values())
        return Moment(network, loss, counts.trace() / counts.sum(), recalls_of(counts), trouble)

    def _remember(self, run, before):
        self._runs = run, before  # in one step: a picture may be painted in another thread
        self.networks = [moment.network for moment in run.history]
        self.recalls = [moment.recalls for moment in run.history]
        self.losses, self.shares, self.network = run.losses, run.shares, self.networks[-1]

    def _show(self, run, before):
        """Put another history on the page, and its last epoch."""
        self._remember(run, before)
        self.bar.value = self.epoch.max = len(run.losses)
        self.live.invalidate()
        self.epoch.value = self.epoch.max

    def _places(self, figure, width):
        if not self.wall:
            if width >= NARROW:
                return grid_of(figure, 4.0, (1, 2.6))
            return grid_of(figure, 5.6, down=(1, 1.8))
        if width >= IN_A_ROW:
            return grid_of(figure, 3.8, (1, 1.2, 1.3))
        if width >= NARROW:
            curves, wall = grid_of(figure, 4.0, across=(1, 0.9))
        else:
            high = min(1.1 * width, 4.4)
            curves, wall = grid_of(figure, 3.6 + high, down=(3.6, high))
        # A grid of their own for the curves: the wall need not leave room for their names.
        return [*curves.subgridspec(2, 1, height_ratios=(1, 1.4)), wall]

    def _draw_widest(self):
        (run, _), curves = self._runs, {THIS: [0.0], BEFORE: [0.0]}
        plot_learning_curves(self.axes[0], curves, "cost, training images", faded=(BEFORE,))
        recalls = np.ones((1, len(run.history[0].recalls)))
        recalls[:, :3] = 0
        names, label = self.network.classes, "share right, test images"
        plot_recalls(self.axes[1], recalls, [1.0], label, [1.0], names=names, lost=LOST)
        if self.wall:
            self._draw_wall(run.history[0].network, VIEWS[1])

    def _draw_wall(self, network, view, start=None):
        weights = network.weights[0] if start is None else network.weights[0] - start.weights[0]
        columns = math.ceil(math.sqrt(len(weights)))
        kind = "unit" if len(network.sizes) > 2 else "class"
        plot_mosaic(self.axes[2], weights, columns, title=f"{view}, one tile per {kind}")

    def _paint(self, epoch, view):
        run, before = self._runs
        now = min(epoch, len(run.losses))  # a training may have begun anew since it was asked for
        past, losses = run.history[: now + 1], {THIS: run.losses[:now], BEFORE: []}
        if before and before.settings["cost"] == run.settings["cost"]:  # else not to be compared
            losses[BEFORE] = before.losses
        highest = max([*run.losses, *losses[BEFORE]], default=1.0)
        plot_learning_curves(
            self.axes[0],
            losses,
            "cost, training images",
            (0, 1.1 * highest),
            self.n_epochs,
            faded=(BEFORE,),
        )
        plot_recalls(
            self.axes[1],
            [moment.recalls for moment in past],
            [moment.share for moment in past],
            "share right, test images",
            before.shares if before else (),
            self.n_epochs,
            LOST,
            run.history[0].network.classes,
        )
        spots = list(self._epochs(run.history))
        if self.wall:
            start = run.history[0].network if view == VIEWS[1] else None
            self._draw_wall(run.history[now].network, view, start)
            spots.append(self._tiles(view, run.history[0].network))
        return Told(self._words(run, before, now), spots)

    def _epochs(self, history):
        """The finished epochs of both curves, each of which can be chosen."""
        kind = self._kind(history[0].network)
        lost = [f"epoch {n}: cost {moment.loss:.3f}" for n, moment in enumerate(history) if n]
        said = [
            f"epoch {n}: all {kind}{'es' if kind == 'class' else 's'} {per_cent(moment.share)}, "
            f"worst {kind} {per_cent(moment.worst)}"
            for n, moment in enumerate(history)
        ]
        for ax, first, words in zip(self.axes, (1, 0), (lost, said), strict=False):
            epochs = range(first, len(history))
            boxes = column_boxes(ax, len(history))[first:]
            yield Spots(ax, boxes, words, [{"epoch": epoch} for epoch in epochs])

    @staticmethod
    def _kind(network):
        return "digit" if network.classes is None else "class"

    def _tiles(self, view, network):
        """The tiles of all units on the wall, or of all classes where there is no unit."""
        kind, n = "weight" if view == VIEWS[0] else view, network.sizes[1]
        called = [f"unit {unit}" for unit in range(n)]
        if len(network.sizes) == 2:
            called = [f"class {name}" for name in network.names]
        words = [f"{kind} of {name}" for name in called]
        return Spots(self.axes[2], tile_boxes(n, math.ceil(math.sqrt(n))), words)

    def _words(self, run, before, now):
        moment, when = run.history[now], "Before training: "
        if now:
            when = f"After {now} of {self.n_epochs} epochs: cost {moment.loss:.3f}, "
        start = run.history[0].network
        worst = [start.names[c] for c in moment.worst_digits]
        kinds = ("digit is", "digits are") if start.classes is None else ("class is", "classes are")
        told = (
            f"{when}{per_cent(moment.share)} of the test images are answered rightly. The worst "
            f"{either(len(worst), *kinds)} {listed(worst)}: "
            f"{per_cent(moment.worst)} right."
        )
        if moment.trouble:
            told += f" Doctor: {moment.trouble}"
        told += self._ended
        if before and (now or self._ended):
            told += _compared(run, before, now)
        pending = changes(self._settings(), run.settings)
        if pending:
            told += f" Press Start to train with {listed(pending)}."
        return told


def _check_who_trains(make_epochs, start, values):
    """Either the caller trains, from a start of his own, or the knobs say how."""
    if make_epochs is not None and not callable(make_epochs):
        raise ValueError(
            f"make_epochs={make_epochs!r}: expected a function without arguments, such as "
            "lambda: train_recipe('ten-digits')"
        )
    if make_epochs and values:
        raise ValueError(f"{listed(values)}: expected no knobs beside make_epochs; pass either")
    if start is not None and not make_epochs:
        raise ValueError("start: expected none without make_epochs; choose first_weights")


def _compared(run, before, now):
    """What differs from the run before, and how far that one was."""
    then = min(now, len(before.losses)) or len(before.losses)
    moment, changed = before.history[then], changes(run.settings, before.settings)
    worst = moment.worst_digits  # of runs with knobs, which train on digits
    what = f"Changed: {listed(changed)}." if changed else "Nothing was changed."
    return (
        f" {what} The run before, after {many(then, 'epoch')}: "
        f"{per_cent(moment.share)}, worst {either(len(worst), 'digit', 'digits')} {listed(worst)}: "
        f"{per_cent(moment.worst)}."
    )
