"""From strokes to ink: what was done on the pad, action by action, as a fine grey picture.

Places are measured in pixels of the network's image, x from the left and y from the top, so that
(0, 0) and (28, 28) are corners of the pad. The ink is kept ten times finer.
"""

import base64
from itertools import pairwise

import numpy as np

from helpers import valid

SIDE, FINE = 28, 10
TOOLS = ("pen", "eraser", "pixel", "image", "clear")
WIDEST = 28.0
MOST_POINTS = 20_000  # of all strokes together


def stroke(points, width=2.4, tool="pen"):
    """One stroke on the pad, a dict for ``pad.strokes``.

    points: x and y of each place, from 0 to 28; straight lines join them. width: thickness in
    pixels. tool: ``"pen"``, ``"eraser"``, or ``"pixel"``, which fills whole pixels and has no
    thickness.

    >>> stroke([(14, 6), (14, 22)])
    {'tool': 'pen', 'width': 2.4, 'points': [14.0, 6.0, 14.0, 22.0]}
    """
    remedy = "places such as [(14, 6), (14, 22)], x from the left and y from the top"
    places = valid.array("points", points, (None, 2), least=1, dtype=float, remedy=remedy)
    valid.word("tool", tool, ("pen", "eraser", "pixel"))
    width = valid.number("width", width, above=0, most=WIDEST, such_as=2.4)
    action = {"tool": tool, "width": width, "points": places.ravel().tolist()}
    checked_actions([action], 0)
    return action


def ink_of(strokes):
    """The ink of some `strokes`, without a pad: float32, (280, 280), from 0, paper, to 1.

    >>> ink_of([stroke([(14, 6), (14, 22)])]).max()
    np.float32(1.0)
    """
    return Paper().follow(checked_actions(strokes, 0), ())


def checked_actions(actions, n_images):
    """Actions that can be followed, or a ValueError that says what is wrong with the first bad one.

    An action is a stroke as `stroke` makes it; ``{"tool": "image", "number": n}``, which puts down
    one of so many pictures; or ``{"tool": "clear"}``.
    """
    total = 0
    for place, action in enumerate(actions):
        name = f"strokes[{place}]"
        tool = valid.word(f"{name}: tool", action.get("tool"), TOOLS)
        if tool == "image":
            valid.whole(f"{name}: number", action.get("number"), 0, n_images - 1, of="pictures")
        elif tool != "clear":
            points = valid.array(f"{name}: points", action.get("points", ()), (None,), least=2)
            if len(points) % 2:
                raise ValueError(f"{name} needs points [x, y, x, y, …]: use stroke()")
            valid.number(f"{name}: width", action.get("width", 1.0), above=0, most=WIDEST)
            total += len(points)
    if total > 2 * MOST_POINTS:
        raise ValueError(f"strokes have {total // 2} points, at most {MOST_POINTS}: clear the pad")
    return list(actions)


class Paper:
    """The `ink` of some actions. Following a stroke that grows draws only what is new of it."""

    def __init__(self):
        self.ink = np.zeros((SIDE * FINE, SIDE * FINE), dtype=np.float32)
        self._followed = []

    def follow(self, actions, images):
        """Become the ink of these actions, which is returned.

        actions: see `checked_actions`. images: pictures that actions put down, see `as_text`.
        """
        if not self._can_go_on(actions):
            self.ink[:] = 0
            self._followed = []
        n = len(self._followed)
        if n and (last := self._followed[-1]) != actions[n - 1]:
            self._do(actions[n - 1], images, begin=len(last["points"]) - 2)
        for action in actions[n:]:
            self._do(action, images)
        self._followed = list(actions)
        return self.ink

    def _can_go_on(self, actions):
        """Whether all that was followed still holds, the last one perhaps with more points."""
        n = len(self._followed)
        if not 0 < n <= len(actions) or self._followed[:-1] != list(actions[: n - 1]):
            return False
        last, now = self._followed[-1], actions[n - 1]
        done = last.get("points", ())
        same = {**last, "points": ()} == {**now, "points": ()}
        return same and now.get("points", ())[: len(done)] == done

    def _do(self, action, images, begin=0):
        tool = action["tool"]
        if tool == "clear":
            self.ink[:] = 0
        elif tool == "image":
            self.ink[:] = fine(from_text(images[action["number"]]))
        else:
            points = np.asarray(action["points"][begin:], dtype=float).reshape(-1, 2)
            if len(points) == 1:
                points = np.repeat(points, 2, axis=0)
            for a, b in pairwise(points):
                if tool == "pixel":
                    self._fill(a, b)
                else:
                    self._line(a, b, action["width"], tool == "eraser")

    def _fill(self, a, b):
        """Fill every pixel on the way."""
        steps = int(np.ceil(4 * np.abs(b - a).max())) + 1
        places = np.floor(np.linspace(a, b, steps)).astype(int)
        for column, row in places[((places >= 0) & (places < SIDE)).all(axis=1)]:
            self.ink[row * FINE : (row + 1) * FINE, column * FINE : (column + 1) * FINE] = 1

    def _line(self, a, b, width, erase):
        """A line with round ends; at its edge a fine pixel is inked in part."""
        a, b, radius = a * FINE, b * FINE, width * FINE / 2
        low = np.floor(np.minimum(a, b) - radius - 1).astype(int).clip(0, SIDE * FINE)
        high = np.ceil(np.maximum(a, b) + radius + 1).astype(int).clip(0, SIDE * FINE)
        rows, columns = slice(low[1], high[1]), slice(low[0], high[0])
        x = np.arange(low[0], high[0], dtype=np.float32) + np.float32(0.5) - a[0]
        y = (np.arange(low[1], high[1], dtype=np.float32) + np.float32(0.5) - a[1])[:, None]
        way = b - a
        length = float(way @ way)
        share = np.clip((x * way[0] + y * way[1]) / length, 0, 1) if length else 0.0
        away = np.hypot(x - share * way[0], y - share * way[1])
        covered = np.clip(radius - away + 0.5, 0, 1)
        here = self.ink[rows, columns]
        if erase:
            np.minimum(here, 1 - covered, out=here, casting="same_kind")
        else:
            np.maximum(here, covered, out=here, casting="same_kind")


def fine(image):
    """A picture of 28×28 or 280×280 bytes as fine ink from 0 to 1."""
    ink = np.asarray(image, dtype=np.float32) / np.float32(255)
    return ink if len(ink) == SIDE * FINE else np.kron(ink, np.ones((FINE, FINE), np.float32))


def as_text(image):
    """A square picture of bytes as text, for the browser."""
    return base64.b64encode(np.ascontiguousarray(image, dtype=np.uint8).tobytes()).decode()


def from_text(text):
    """The square picture of bytes again."""
    flat = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
    side = round(len(flat) ** 0.5)
    return flat.reshape(side, side)
