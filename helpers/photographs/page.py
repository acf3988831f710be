"""Photographs of handwriting: what is paper on them, what is ink, and where the digits are.

Everything is measured against the paper around it: `Page.darkness` says how much darker a place is
than the paper there would be, from 0 to 1, so that light may fall off and shadows may lie on it.
What is no paper has none: the table, which ends where the brightness jumps, and printed lines,
which run straight from one edge of the paper to the other.
"""

from dataclasses import dataclass

import numpy as np

from helpers.photographs.lines import without_lines

LARGEST = 960  # pixels on the longer side, to which a photograph is brought
THICK = 0.13  # of a digit's longer side; MNIST's median is 0.15
PLAIN = 0.08  # darkness below which there is nothing to be read
TOUCHING = np.ones((3, 3))  # pixels that touch at a corner hang together
EDGE = 6  # pixels beside ink that may be its soft edge
MOST = 60  # digits on a page; more marks are something else


@dataclass(frozen=True)
class Digit:
    """One digit on a page: where it is, and its ink, float32, of the box's size."""

    top: int
    left: int
    ink: np.ndarray

    @property
    def as_thick(self):
        """Its ink, with strokes nearly as thick as MNIST's, which was written with no fine pens."""
        from scipy import ndimage

        margin = int(THICK * max(self.ink.shape)) + 1
        ink = np.pad(self.ink, margin)
        inked = ink > 0.4
        # In a band, the mean distance to its edge is a quarter of its width.
        thick = 4 * ndimage.distance_transform_edt(inked)[inked].mean()
        missing = (THICK * max(self.ink.shape) - thick) / 2
        if missing <= 0.5:
            return self.ink
        grown = (missing + 0.5 - ndimage.distance_transform_edt(~inked)).clip(0, 1)
        return np.maximum(ink, grown.astype(np.float32))


class Page:
    """A picture with ink on it.

    grey: float from 0, black, to 1, (high, wide).

    Attributes
    ----------
    darkness : ndarray, shape (high, wide)
        How much darker than the paper each place is, from 0 to 1; printed lines are taken out.
    paper : ndarray of bool, shape (high, wide)
        What counts as paper, with all that is on it.
    is_even : bool
        Whether the paper is of one colour, as on no photograph.
    light_on_dark : bool
        Whether the ink is lighter than the ground: then `darkness` tells how much lighter.
    threshold : float
        The darkness from which something is ink, as it is suggested.
    """

    def __init__(self, grey):
        self.light_on_dark = _is_light_on_dark(grey)
        grey = 1 - grey if self.light_on_dark else grey
        ground = _ground(grey)
        self.paper = _paper(ground)
        dark = np.where(self.paper, (ground - grey) / np.maximum(ground, 1e-3), 0).clip(0, 1)
        self.noise = _noise(dark[self.paper])
        self.darkness, self._gaps = without_lines(dark, self.paper, self.noise)
        ring = np.concatenate([dark[0], dark[-1], dark[:, 0], dark[:, -1]])
        self.is_even = bool(self.paper.all() and np.quantile(ring, 0.9) == 0)
        ink = self.darkness[self.darkness > max(self.darkness.max() / 2, PLAIN)]
        self.strongest = float(np.quantile(ink, 1 if self.is_even else 0.9)) if ink.size else 0.0
        self.threshold = min(max(0.4 * self.strongest, 2 * self.noise), 0.8 * self.strongest)

    def digits(self, threshold=None):
        """The digits in reading order, and which places are ink: bool, (high, wide).

        threshold: the darkness from which something is ink; `threshold` of the page without it.
        """
        from scipy import ndimage

        threshold = self.threshold if threshold is None else threshold
        ink = self.darkness > threshold
        for gaps, across in zip(self._gaps, ((0, 1), (1, 0)), strict=True):
            ink |= ndimage.binary_closing(np.pad(ink, 9), _bar(9, across))[9:-9, 9:-9] & gaps
        return self._found(ink, threshold)

    def _found(self, ink, threshold):
        from scipy import ndimage

        marks, n = ndimage.label(ink, TOUCHING)
        boxes = ndimage.find_objects(marks)
        if n == 0:
            return [], ink
        sides = np.array([max(s.stop - s.start for s in box) for box in boxes])
        whole = np.array([_is_inside(box, ink.shape) for box in boxes])
        large = sides > 0.3 * sides[whole].max(initial=0 if whole.any() else sides.max())
        large &= whole if (large & whole).any() else True
        reach = int(0.1 * np.median(sides[large]))  # strokes of one digit lie near each other
        part = large | (whole & (sides > 0.06 * sides[large].max()))
        ink = np.append(False, part)[marks]
        groups, n = ndimage.label(ndimage.maximum_filter(ink, 2 * reach + 1), TOUCHING)
        is_digit = np.zeros(n + 1, bool)
        is_digit[groups[np.append(False, large)[marks]]] = True
        groups *= ink & is_digit[groups]
        found = [
            self._digit(box, n, groups, threshold)
            for n, box in enumerate(ndimage.find_objects(groups), start=1)
            if box
        ]
        found = sorted(found, key=lambda digit: -digit.ink.sum())[:MOST]
        return _in_reading_order(found), groups > 0

    def _digit(self, box, number, groups, threshold):
        """A digit with its soft edges, and what is faint beside its ink."""
        from scipy import ndimage

        box = tuple(slice(max(s.start - EDGE, 0), s.stop + EDGE) for s in box)
        own, dark = groups[box] == number, self.darkness[box]
        low = 0 if self.is_even else threshold / 2
        around = (dark > low) & (groups[box] == 0)
        whole = ndimage.binary_propagation(own, TOUCHING, own | around)
        rows, columns = (np.flatnonzero(whole.any(axis=axis)) for axis in (1, 0))
        cut = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        ink = np.where(whole, dark / self.strongest, 0).clip(0, 1)[cut].astype(np.float32)
        return Digit(int(box[0].start + rows[0]), int(box[1].start + columns[0]), ink)


def _bar(length, across):
    bar = np.zeros((length, length), bool)
    if across[0] == 0:
        bar[:, length // 2] = True
    else:
        bar[length // 2] = True
    return bar


def _is_inside(box, shape):
    return all(0 < s.start and s.stop < side for s, side in zip(box, shape, strict=True))


def _in_reading_order(digits):
    """Rows from the top, each from the left; a row is what overlaps its first digit's height."""
    rows = []
    for digit in sorted(digits, key=lambda d: d.top + len(d.ink) / 2):
        middle = digit.top + len(digit.ink) / 2
        if rows and middle < rows[-1][0].top + len(rows[-1][0].ink):
            rows[-1].append(digit)
        else:
            rows.append([digit])
    return [digit for row in rows for digit in sorted(row, key=lambda d: d.left)]


def _is_light_on_dark(grey):
    """Whether the strokes are lighter than the ground: whether what is narrow is light on it.

    Where as much is dark and narrow, as holes of an 8 are, the border says what is ground.
    """
    step = max(1, max(grey.shape) // 320)  # few pixels tell
    grey = grey[::step, ::step]
    dark, light = (float(np.quantile(_ground(one) - one, 0.998)) for one in (grey, 1 - grey))
    if dark > 2 * light or _is_sheet(grey):
        return False
    ring = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    return bool(light > 2 * dark or ring < (grey.min() + grey.max()) / 2)


def _is_sheet(grey):
    """Whether the largest light thing, with the holes that ink makes filled, is wide: paper."""
    from scipy import ndimage

    things, _ = ndimage.label(grey > (grey.min() + grey.max()) / 2)
    sheet = things == 1 + np.bincount(things.ravel(), minlength=2)[1:].argmax()
    whole = ndimage.binary_fill_holes(sheet)
    across = 2 * ndimage.distance_transform_cdt(np.pad(whole, 1)).max()
    return bool(across > 0.4 * min(grey.shape) and sheet.sum() > 0.75 * whole.sum())


def _ground(grey):
    """The brightness that each place would have without strokes: narrow dark things are filled."""
    from scipy import ndimage

    step = max(1, max(grey.shape) // 320)  # the ground changes slowly: few of its pixels tell
    smooth = ndimage.gaussian_filter(grey, max(grey.shape) / 600)[::step, ::step]
    widest = max(7, max(smooth.shape) // 4)  # of a stroke; 7 of MNIST's 28
    # A strip of the table at the border is no stroke: as if all were dark behind the border.
    closed = ndimage.grey_closing(np.pad(smooth, widest), (widest, widest))
    closed = closed[widest:-widest, widest:-widest]
    return closed.repeat(step, axis=0).repeat(step, axis=1)[: grey.shape[0], : grey.shape[1]]


def _paper(ground):
    """The paper: from its brightest large part on, as far as the brightness changes slowly."""
    from scipy import ndimage

    near = max(5, max(ground.shape) // 80)
    jump = ndimage.maximum_filter(ground, near) - ndimage.minimum_filter(ground, near)
    names, n = ndimage.label(jump < 0.2 * ground.max())
    if n < 2:
        return np.ones(ground.shape, bool)
    parts = np.arange(n) + 1
    levels = ndimage.median(ground, names, parts)
    sizes = ndimage.sum_labels(names > 0, names, parts)
    best = (levels**2 * sizes).argmax()
    paper = np.append(False, levels > 0.75 * levels[best])[names]
    return ndimage.binary_erosion(ndimage.binary_fill_holes(paper), iterations=4)


def _noise(dark):
    """What bare paper is hardly darker than, from how far its lighter half spreads; 0 if even."""
    if not dark.size:
        return 0.0
    low, middle = np.quantile(dark, (0.25, 0.6))
    return float(low + 4 * (middle - low))
