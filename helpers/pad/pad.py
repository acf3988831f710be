"""DrawingPad: what is drawn in the browser, or set from code, as strokes and as ink."""

from pathlib import Path

import anywidget
import numpy as np
import traitlets

from helpers import valid
from helpers.javascript import joined
from helpers.pad.raster import FINE, SIDE, Paper, as_text, checked_actions

HERE = Path(__file__).parent
MOST_BYTES = 6 * 2**20  # of a file; Jupyter's socket takes ten megabytes in a message
MOST_PICTURES = 40  # kept for undoing; each may take a hundred kilobytes of a page


class DrawingPad(anywidget.AnyWidget):
    """A pad to draw on, which tells its ink.

    In the browser one draws with mouse, pen, finger or keyboard, opens or pastes a picture, undoes
    and clears. The same can be done from code: by setting `strokes` or `image`.

    read: ``read(content, name, size)`` makes ink of a file's bytes: floats from 0 to 1, shape
    (280, 280), and a sentence. It raises ValueError with a sentence for a learner if it cannot. Of
    a file larger than `MOST_BYTES` there is only the size.
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
    ink : ndarray of float32, shape (280, 280)
        From 0, paper, to 1.
    """

    _esm = joined(HERE, "strokes.js", "sheet.js", "pad.js")
    _css = (HERE / "pad.css").read_text(encoding="utf-8")
    # The page that draws knows its strokes: they are not sent back to it.
    strokes = traitlets.List(traitlets.Dict()).tag(sync=True, echo_update=False)
    images = traitlets.List(traitlets.Unicode()).tag(sync=True, echo_update=False)
    value = traitlets.Int().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)
    refused = traitlets.Bool().tag(sync=True)
    most_bytes = traitlets.Int(MOST_BYTES).tag(sync=True)
    can_save = traitlets.Bool().tag(sync=True)

    def __init__(self, read=None, save=None, strokes=()):
        self._paper = Paper()
        super().__init__(can_save=save is not None)
        self._read, self._save = read, save
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
        self.value += 1

    def _heard(self, _, content, buffers):
        if content["kind"] == "file":
            self._open(bytes(buffers[0]) if buffers else b"", content["name"], content["size"])
        elif content["kind"] == "save" and self._save:
            try:
                self.say(self._save(self.ink))
            except OSError as error:
                self.say(f"Not saved: {error}", refused=True)

    def _open(self, content, name, size):
        """Put a file's picture down, or say why not; what is on the pad stays then."""
        try:
            self.put(*self._read(content, name, size))
        except ValueError as error:
            self.say(str(error), refused=True)


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
