"""LiveFigure: a matplotlib figure on a canvas in the browser.

The kernel draws, the browser shows. For one state of the controls the kernel writes the figure
down as a *frame*: a list of names of blobs, of which only new ones travel. The browser keeps
frames, asks for those of neighbouring states while nothing else is to be done, and draws a frame
that it has without waiting for the kernel.

The page knows its room, and which ``shapes`` the figure can have: room.js chooses one, before there
is any frame, so that a picture has its place from the start.

From the browser come ``ready`` (a view has been put on a page and wants such a shape: everything is
sent anew, so a reload mends itself) and ``want`` (frames of other states). To it go ``frame``s,
``failed`` with words instead of one, or ``unanswered`` if not all that was wanted will come. Each
frame carries its state, so a late one never replaces a newer picture, and a generation, which
begins anew when frames that were sent before no longer hold. In a generation they are numbered,
because each stands on the blobs of those before: a page that came later, or missed one, has to
notice. A frame tells its blobs by their places among all that were sent in its generation, since
names are long. What its spots say is a blob too, in JSON. All frames of a generation are one
deflated stream, first what a frame tells and then its new blobs: a word or a digit that has been in
a frame before costs next to nothing in a later one.
"""

import json
import threading
import zlib
from io import BytesIO
from pathlib import Path

import anywidget
import ipywidgets as widgets
import matplotlib
import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from helpers.javascript import joined
from helpers.live.recording import Recording

HERE = Path(__file__).parent
WIDEST, NARROWEST, FINER = 10.5, 3.2, 0.1  # inches
DOTS = 100  # CSS pixels an inch, where the page gives no reason for another number
MOST_KEPT = 32 * 2**20  # bytes that a browser is asked to remember


class LiveFigure(anywidget.AnyWidget):
    """A matplotlib figure that keeps up with its controls.

    Its `figure` is matplotlib's, `words` the sentence under the picture.

    places: ``places(figure, width)`` says where Axes go in an empty figure of `width` inches, and
    sets its height. It is called for many widths, so that the page can choose.
    build: ``build(axes)`` draws on these Axes what does not change. It is called again when the
    page gets another room.
    paint: ``paint(**values)`` changes the artists of the Axes for these values of the controls, and
    returns a `Told`. It must depend on nothing else: frames are painted ahead of time.
    controls: a dict of widgets, what `paint` depends on, under the names of its arguments.
    label: the picture's name for those who do not see it.
    panels: a `Panel` for each picture whose pixels can be pointed at.
    chosen: a dict of other controls that a click may set.
    prefetch: whether the browser asks for the frames of neighbouring states.
    longest: how many letters the longest usual sentence has: the page keeps room for it.
    """

    _esm = joined(HERE, "frames.js", "cursor.js", "room.js", "view.js", "ahead.js", "live.js")
    # As text: a path would be watched for changes, and the watch would keep every figure for good.
    _css = (HERE / "live.css").read_text(encoding="utf-8")
    label = traitlets.Unicode().tag(sync=True)
    followed = traitlets.List(traitlets.Unicode()).tag(sync=True)
    controls = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)
    panels = traitlets.List().tag(sync=True)
    prefetch = traitlets.Bool().tag(sync=True)
    longest = traitlets.Int().tag(sync=True)
    shapes = traitlets.List().tag(sync=True)
    zoom = traitlets.Float().tag(sync=True)

    def __init__(
        self,
        places,
        build,
        paint,
        controls,
        label,
        panels=(),
        chosen=None,
        prefetch=True,
        longest=0,
    ):
        super().__init__(
            label=label,
            followed=list(controls),
            controls={**controls, **(chosen or {})},
            panels=[vars(panel) for panel in panels],
            prefetch=prefetch,
            longest=longest,
            shapes=_shapes(places),
            zoom=matplotlib.rcParams["figure.dpi"] / DOTS,  # above 1 for a lecture: larger letters
        )
        self.add_class("explorer-figure")
        self.figure, self.words = Figure(), ""
        FigureCanvasAgg(self.figure)
        self._arrange, self._build, self._paint = places, build, paint
        self._lock = threading.RLock()  # JupyterLab delivers moves in a thread beside the cell
        self._recording, self._generation = None, 0
        self._lay_out(WIDEST / self.zoom, self.zoom, ratio=1)
        for control in controls.values():
            control.observe(self._moved, names="value")
        self.on_msg(self._heard)

    @property
    def state(self):
        """The controls' values as the browser has them; of a list of options, the place in it."""
        return [_place(self.controls[name]) for name in self.followed]

    def invalidate(self):
        """Paint anew, and let the browser forget all frames: `paint` depends on something new."""
        with self._lock:
            if self._recording is not None:
                self._begin()
            self._moved()

    def rest(self):
        """Follow the controls no more: another figure shows what this one did."""
        for name in self.followed:
            self.controls[name].unobserve(self._moved, names="value")
        self.figure.clear()  # which is what takes memory

    def png(self):
        """The figure as it is now, as bytes, for where there is no browser to draw it."""
        with self._lock:
            page = BytesIO()
            if self._recording is not None:
                self._recording.frame()  # painting as PNG makes artists forget that they changed
            self.figure.savefig(page, format="png", dpi=self.figure.dpi)
            FigureCanvasAgg(self.figure)  # the one before keeps all the pixels that it drew
            return page.getvalue()

    def _moved(self, change=None):
        """Follow the controls."""
        with self._lock:
            state = self.state  # read once: another thread may move a control meanwhile
            try:
                told = self._paint(**self._values(state))
            except Exception as error:
                # What a move from the page raises is shown nowhere else.
                words = f"No picture of this: {type(error).__name__}: {error}"
                if self._recording is not None:
                    self.send({"kind": "failed", "words": words})
                raise
            self.words = told.words
            if self._recording is not None and json.dumps(state) not in self._states:
                self._send_frame(state, told)

    def _heard(self, _, content, buffers):
        with self._lock:
            if content["kind"] == "ready":
                self._lay_out(content["width"], content["scale"], content["ratio"])
                self._begin()
                self._moved()
            elif content["kind"] == "want" and content["generation"] == self._generation:
                self._send_ahead(content["states"])

    def _send_ahead(self, states):
        possible = [state for state in states if self._is_possible(state)]
        missing = len(states)
        try:
            for state in possible:
                self._send_frame(state, self._paint(**self._values(state)))
                missing -= 1
        finally:
            if missing:  # the page would wait for good
                self.send({"kind": "unanswered", "generation": self._generation})
            if possible:
                self._paint(**self._values(self.state))

    def _send_frame(self, state, told):
        if self._sent > MOST_KEPT:
            self._begin()
        names, blobs, spots = self._recording.frame(), self._recording.blobs, self._spots(told)
        spots = spots and self._recording.kept(json.dumps(spots, separators=(",", ":")).encode())
        fresh = [name for name in blobs if name not in self._places]
        self._places |= {name: len(self._places) + i for i, name in enumerate(fresh)}
        width, height = self._recording.recorder.width, self._recording.recorder.height
        head = {
            "size": [width, height],
            "shown": [width / self._ratio, height / self._ratio],
            "scale": self.figure.dpi / self._ratio / DOTS,
            "places": [self._places[name] for name in names],
            "words": told.words,
            "spots": self._places[spots] if spots else None,
            "fresh": [[self._recording.told(name), len(blobs[name])] for name in fresh],
        }
        head = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        whole = head + b"".join(blobs[name] for name in fresh)
        content = {
            "kind": "frame",
            "generation": self._generation,
            "number": self._number,
            "state": state,
            "lengths": [len(head), len(whole)],
        }
        # A page that has inflated all frames before it needs no more than this.
        deflated = self._stream.compress(whole) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        self._number += 1  # also if it cannot be sent: a page then notices a gap
        self.send(content, [deflated])
        self._sent += len(whole)
        self._states.add(json.dumps(state))
        blobs.clear()

    def _spots(self, told):
        """Each box with its words, what it chooses, and True if that is shown ahead."""
        flip = self._recording.recorder.flip
        found = []
        for part in told.spots:
            boxes = part.on_canvas(flip).tolist()
            choices = part.choices or [None] * len(boxes)
            for box, words, choice in zip(boxes, part.words, choices, strict=True):
                places = choice and {n: _place_of(self.controls[n], v) for n, v in choice.items()}
                found.append([*box, words, places, *([True] if part.ahead else [])])
        return found

    def _begin(self):
        """Begin a generation: the browser has nothing yet."""
        self._recording = Recording(self.figure)
        self._generation += 1
        self._states, self._places, self._sent, self._number = set(), {}, 0, 0
        self._stream = zlib.compressobj()

    def _lay_out(self, width, scale, ratio):
        """Build the figure so many inches wide, with letters of that scale; freeze the layout."""
        figure = self.figure
        figure.clear()
        figure.set_size_inches(width, width)
        figure.set_layout_engine(ConstrainedLayoutEngine(h_pad=0.08))
        figure.dpi = ratio * scale * DOTS
        self._build([figure.add_subplot(place) for place in self._arrange(figure, width)])
        # Whole pixels, so that matplotlib and the canvas have the same edges.
        figure.set_size_inches(np.round(figure.get_size_inches() * figure.dpi) / figure.dpi)
        self._ratio = ratio
        self._paint(**self._values(self.state))
        figure.canvas.draw()
        FigureCanvasAgg(figure)
        figure.set_layout_engine("none")
        self.words = self._paint(**self._values(self.state)).words

    def _values(self, state):
        pairs = zip(self.followed, state, strict=True)
        return {name: _value(self.controls[name], place) for name, place in pairs}

    def _is_possible(self, state):
        """Whether the controls could be so: a page that asks may have fallen behind."""
        pairs = zip(self.followed, state, strict=True)
        return all(_is_within(self.controls[name], place) for name, place in pairs)


def _shapes(places):
    """The widths and heights that a figure can have, in inches, the narrowest first."""
    shapes = []
    for width in np.arange(NARROWEST, WIDEST + FINER / 2, FINER).round(2).tolist():
        figure = Figure(figsize=(width, width))
        places(figure, width)
        shapes.append([width, round(float(figure.get_figheight()), 3)])
    return shapes


def option_values(options):
    """What a list of options offers: each of them is a value, or a pair of a label and a value."""
    return [option[1] if isinstance(option, tuple) else option for option in options]


def _place(control):
    return control.index if hasattr(control, "index") else control.value


def _value(control, place):
    is_listed = hasattr(control, "index") and place is not None
    return option_values(control.options)[place] if is_listed else place


def _place_of(control, value):
    return option_values(control.options).index(value) if hasattr(control, "index") else value


def _is_within(control, place):
    if hasattr(control, "index"):
        return place is None or 0 <= place < len(control.options)
    return not hasattr(control, "max") or control.min <= place <= control.max
