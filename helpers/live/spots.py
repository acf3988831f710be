"""What a picture answers when it is pointed at: words for its parts, and what they choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes


@dataclass(frozen=True)
class Spots:
    """Boxes in one Axes that have something to say, for example bars or tiles.

    Attributes
    ----------
    ax : matplotlib.axes.Axes
    boxes : array, shape (n, 4)
        Left, right, lower and upper edge of each box, in data coordinates. A box may be as large
        as whatever should answer, for a bar its whole row.
    words : sequence of str, length n
    choices : sequence of dict, length n, optional
        What a click or Enter sets: names of controls and their new values. Without it, nothing.
    ahead : bool
        Whether pointing here shows already what a click would lead to, picture and sentence. On
        leaving, they are again as they were.
    """

    ax: Axes
    boxes: np.ndarray
    words: Sequence[str]
    choices: Sequence[dict] | None = None
    ahead: bool = False

    def on_canvas(self, flip):
        """Left, top, width and height of each box in pixels from the upper left corner: (n, 4).

        flip: from matplotlib's pixels to those of the canvas.
        """
        x0, x1, y0, y1 = np.asarray(self.boxes, dtype=float).reshape(-1, 4).T
        to_canvas = self.ax.transData + flip
        ends = np.stack([to_canvas.transform(np.column_stack(p)) for p in ((x0, y0), (x1, y1))])
        low, high = ends.min(axis=0), ends.max(axis=0)
        return np.round(np.column_stack([low, high - low])).astype(int)


@dataclass(frozen=True)
class Panel:
    """A picture of 28×28 pixels, or a wall of them, whose pixels can be pointed at.

    Panels of one figure share their pixels: pointing at one marks the same pixel in the others.

    Attributes
    ----------
    axes : int
        Which Axes of the figure, counted from 0.
    words : str
        What to say of a pixel. ``{row}`` and ``{column}`` are its place, ``{0}`` the value at
        that place in the figure's first panel, ``{1}`` in the second, ``{here}`` in this one, and
        ``{0*here}`` the product of the two, for which they are written with enough decimals.
    step, lead : int
        In a wall, the pixels from one tile to the next, and those before a tile's first.
    """

    axes: int
    words: str
    step: int = 28
    lead: int = 0


class Told(NamedTuple):
    """What there is to say about a picture: `words`, a sentence, and `spots`, words for parts.

    numbers: what it says, by name: floats, whole numbers, or words such as an answer. Side by side,
    the sentence says how two of them differ.
    """

    words: str
    spots: Sequence[Spots] = ()
    numbers: Mapping | None = None
