"""DrawingPad: what is drawn in the browser, or set from code, as strokes and as ink."""

from pathlib import Path

import anywidget
import numpy as np
import traitlets

from helpers import browser, valid
from helpers.javascript import joined
from helpers.pad.raster import FINE, SIDE, Paper, as_text, checked_actions

HERE = Path(__file__).parent
MOST_BYTES = 6 * 2**20  # of a message: Jupyter's socket takes ten megabytes
MOST_PICTURES = 40  # kept for undoing; each may take a hundred kilobytes of a page


class DrawingPad(anywidget.AnyWidget):
    """A pad to draw on, which tells its ink.

    In the browser one draws with mouse, pen, finger or keyboard, opens or pastes a picture, undoes
    and clears. The same can be done from code: by setting `strokes` or `image`.

    read: ``read(content, name, size)`` makes a `helpers.photographs.Picture`, or what has its
    attributes, of a file's bytes. It raises ValueError with a sentence for a learner if it cannot.
    A file larger than `MOST_BYTES` the page makes smaller; where it cannot, there is only the size.
    save: ``save(ink)`` writes a file and returns a sentence. Without it there is no such button.
    strokes: what is on it at first.

    Attributes
    ----------
    strokes : list of dict
        All that was done, in order, see `stroke`. The last is what Undo takes back.
    value : int
        Counts the changes, so that a figure can follow.
    told : str
        The sentence under the pad.
    refused : bool
        Whether it says that something was not done.
    photograph : dict
        What is shown over the paper while a digit is chosen from a picture; else empty.
    ink : ndarray of float32, shape (280, 280)
        From 0, paper, to 1.
    """

    _esm = joined(HERE, "strokes.js", "chooser.js", "sheet.js", "pad.js")
    _css = (HERE / "pad.css").read_text(encoding="utf-8")
    # The page that draws knows its strokes: they are not sent back to it.
    strokes = traitlets.List(traitlets.Dict()).tag(sync=True, echo_update=False)
    images = traitlets.List(traitlets.Unicode()).tag(sync=True, echo_update=False)
    value = traitlets.Int().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)
    refused = traitlets.Bool().tag(sync=True)
    most_bytes = traitlets.Int(MOST_BYTES).tag(sync=True)
    photograph = traitlets.Dict().tag(sync=True)
    can_save = traitlets.Bool().tag(sync=True)

    def __init__(self, read=None, save=None, strokes=()):
        self._paper = Paper()
        super().__init__(can_save=save is not None)
        self._read, self._save, self._picture = read, save, None
        self.add_class("pad")
        self.on_msg(self._heard)
        self.strokes = list(strokes)

    def __repr__(self):
        return f"DrawingPad({len(self.strokes)} strokes)"

    @property
    def ink(self):
        """What is drawn, ten times finer than the network's image."""
        return self._paper.ink.copy()

    @property
    def image(self):
        """What is drawn as 28×28 bytes, each the mean of its place; setting it puts it down.

        Bytes or floats from 0 to 1, of shape (784,), (28, 28) or (280, 280), can be put down.
        """
        parts = self._paper.ink.reshape(SIDE, FINE, SIDE, FINE)
        return np.round(255 * parts.mean(axis=(1, 3), dtype=float)).astype(np.uint8)

    @image.setter
    def image(self, image):
        """Put a picture down."""
        self.put(image)

    @property
    def ground(self):
        """The picture that was put down last, as text in `images`; None since the pad is clear."""
        for action in reversed(self.strokes):
            if action["tool"] in ("image", "clear"):
                return self.images[action["number"]] if action["tool"] == "image" else None
        return None

    def put(self, image, told=""):
        """Put a picture down, over all that was drawn; Undo takes it away again.

        image: as `image` takes it. told: the sentence under the pad.
        """
        self.photograph, self._picture = {}, None
        picture, n = as_text(_as_bytes(image)), len(self.images)
        kept = self.strokes
        if n >= MOST_PICTURES:  # what was drawn before it can no longer be brought back
            kept, n, self.images = [], 0, []
        self.images = [*self.images, picture]
        self.strokes = [*kept, {"tool": "image", "number": n}]
        self.say(told)

    def say(self, words, refused=False):
        """Put a sentence under the pad.

        words: the sentence. refused: whether it says that something was not done.
        """
        self.told = ""  # the same words twice are said twice
        with self.hold_sync():
            self.told, self.refused = words, refused

    def undo(self):
        """Take the last stroke back, or the last clearing, or the last picture."""
        self.strokes = self.strokes[:-1]

    def clear(self):
        """Empty the pad; Undo brings back what was on it."""
        self.strokes = [*self.strokes, {"tool": "clear"}]
        self.say("")

    @traitlets.validate("strokes")
    def _valid(self, proposal):
        return checked_actions(proposal.value, len(self.images))

    @traitlets.observe("strokes")
    def _drawn(self, change):
        self._paper.follow(self.strokes, self.images)
        last = self.strokes[-1] if self.strokes else {}
        if last.get("number") != len(self.images) - 1:  # the photograph's digit is not on top
            self.photograph, self._picture = {}, None
        self.value += 1

    def _heard(self, _, content, buffers):
        kind = content["kind"]
        if kind == "file":
            file = bytes(buffers[0]) if buffers else b"", content["name"], content["size"]
            browser.once_loaded("scipy", lambda: self._open(*file))  # which photographs need
        elif kind == "save" and self._save:
            try:
                self.say(self._save(self.ink))
            except OSError as error:
                self.say(f"Not saved: {error}", refused=True)
        elif self._picture is None:  # what is still said of a photograph that has gone
            return
        elif kind == "threshold":
            self._picture.look(valid.number("threshold", content["value"], above=0, most=1))
            self._choose(0)
        elif kind == "choose" and content["digit"] < len(self._picture.digits):
            self._choose(content["digit"])
        elif kind == "chosen":
            self.photograph, self._picture = {}, None

    def _open(self, content, name, size):
        """Put a file's picture down, or say why not; what is on the pad stays then."""
        try:
            picture = self._read(content, name, size)
            self.put(picture.ink(), picture.told)
        except ValueError as error:
            self.say(str(error), refused=True)
            return
        if not picture.is_drawing:
            self._picture = picture
            self._show(0)

    def _choose(self, number):
        """Put another digit of the photograph down, in the place of the one before."""
        if self._picture.digits:
            text, last = as_text(_as_bytes(self._picture.ink(number))), self.strokes[-1]
            self.images = [*self.images[:-1], text]
            # What has changed must differ: the same number would be the same action.
            again = {**last, "again": last.get("again", 0) + 1}
            self.strokes = [*self.strokes[:-1], again]
        self.say(self._picture.told)
        self._show(number)

    def _show(self, number):
        # The count tells the page that it is answered, also where all else has stayed the same.
        count = self.photograph.get("count", 0) + 1
        shown = {"chosen": number, "threshold": self._picture.threshold, "count": count}
        self.photograph = self._picture.shown() | shown


def _as_bytes(image):
    shapes = (SIDE * SIDE,), (SIDE, SIDE), (SIDE * FINE, SIDE * FINE)
    array = valid.array("image", image, *shapes, remedy="one row of what load_digits returns")
    if array.dtype != np.uint8:
        if array.dtype.kind != "f" or array.min() < 0 or array.max() > 1:
            raise ValueError(
                f"image holds {array.dtype} values that are not all from 0 to 1: pass bytes, or "
                "floats from 0 (paper) to 1 (ink)"
            )
        array = np.round(255 * array).astype(np.uint8)
    return array if array.ndim == 2 else array.reshape(SIDE, SIDE)
