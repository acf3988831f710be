"""Printed lines: what runs straight and thin across the paper, and how it is taken out.

A Hough transform: for many slopes the dark ridges are counted along each straight line. Where they
fill most of the way across the paper, there is a printed line; a stroke of a pen is too short.
"""

import numpy as np

STEEPEST, TURNS = 0.21, 181  # slopes of lines that are tried: up to 12 degrees either way
ACROSS, ALONE = 0.6, 0.9  # how much of the paper one of several lines crosses, and a single one


def without_lines(dark, paper, noise):
    """The darkness without printed lines, and the bands where they were, rows' and columns'."""
    kept, gaps = dark.copy(), []
    for axis in (0, 1):
        view, sheet = (dark, paper) if axis == 0 else (dark.T, paper.T)
        band = np.zeros_like(sheet)
        for rows in _lines(view, sheet, noise):
            _erase(view, kept if axis == 0 else kept.T, band, rows, noise)
        gaps.append(band if axis == 0 else band.T)
    return kept, gaps


def _lines(dark, paper, noise):
    """The rows of each line that crosses the paper from side to side, column by column."""
    from scipy import ndimage

    high, wide = dark.shape
    thick = max(2, max(dark.shape) // 120)
    # A thin line is darker than what lies above and below it, and darkest in its middle.
    ridge = dark == ndimage.maximum_filter1d(dark, 2 * thick + 1, axis=0)
    beside = np.maximum(np.roll(dark, thick, axis=0), np.roll(dark, -thick, axis=0))
    ridge &= (dark - beside > max(noise / 2, 0.04)) & paper
    y, x = (place.astype(np.float32) for place in np.nonzero(ridge))
    places = np.nonzero(paper[::6, ::6])
    sheet_y, sheet_x = (np.float32(6) * place.astype(np.float32) for place in places)
    slopes = np.linspace(-STEEPEST, STEEPEST, TURNS, dtype=np.float32)
    out = int(STEEPEST * wide / 2) + 2  # how far above the picture a line may be in the middle
    shares = np.zeros((TURNS, high + 2 * out), np.float32)
    columns = np.arange(wide) - wide / 2
    for share, slope in zip(shares, slopes, strict=True):

        def along(y, x, slope=slope):
            rows = (y - slope * (x - wide / 2) + (out + 0.5)).astype(np.int32)
            return np.bincount(rows, minlength=high + 2 * out).astype(np.float32)

        room = ndimage.uniform_filter1d(36 * along(sheet_y, sheet_x), 13)
        count = 3 * ndimage.uniform_filter1d(along(y, x), 3)
        np.divide(count, room, out=share, where=room > 0.3 * wide)
    best = shares.max(axis=0)
    peaks = (best == ndimage.maximum_filter1d(best, 2 * thick + 1)) & (best > ACROSS)
    found = np.flatnonzero(peaks)
    if len(found) < 3:
        found = found[best[found] > ALONE]
    steep = slopes[shares[:, found].argmax(axis=0)]
    return [
        np.rint(row - out + s * columns).astype(int) for row, s in zip(found, steep, strict=True)
    ]


def _erase(dark, kept, band, rows, noise):
    """Take a line out where nothing darker than itself crosses it."""
    thick = max(2, max(dark.shape) // 160)
    offsets = np.arange(-thick, thick + 1)
    at = rows[None] + offsets[:, None]
    inside = (at >= 0) & (at < len(dark))
    at, columns = at.clip(0, len(dark) - 1), np.broadcast_to(np.arange(dark.shape[1]), at.shape)
    values = dark[at, columns]
    level = np.quantile(values.max(axis=0), 0.3)  # of most of it there is no ink
    own = inside & (values < 1.6 * level + noise)
    kept[at[own], columns[own]] = 0
    band[at[inside], columns[inside]] = True
