"""Rules on stored pictures, pixel by pixel: signed ones have colours that can be seen.

A picture is signed if nearly all its colours are reds and blues. Where they are those of the map
`SIGNED`, a pixel's colour tells how far from zero it is: so its share of the limit is measured, and
not guessed. Bars have two colours of their own, which are as dark as the map's ends.
"""

import base64
import io

import numpy as np
from matplotlib.colors import rgb_to_hsv, to_rgb
from matplotlib.image import imread

from form.anatomy import cells_of, place
from helpers.plots.style import BLUE_TAKES, RED_ADDS, SIGNED
from tests.explore.page import contrast

SEEN, TENTH, MOST = 1.5, 0.1, 0.8  # contrast, share of the limit, share of the pixels
COLOURED = 16  # levels of 255 between the strongest and the weakest of red, green and blue
AREA, FAMILY, MAPPED = 0.01, 0.9, 0.9  # shares: coloured, red or blue among these, on the map
BARS = np.rint(255 * np.array([to_rgb(RED_ADDS), to_rgb(BLUE_TAKES)]))
MAP = SIGNED(np.arange(SIGNED.N), bytes=True)[:, :3]
SHARES = np.abs(np.linspace(-1, 1, SIGNED.N))  # of the limit, where the map has these colours
CONTRASTS = np.array([contrast(colour / 255) for colour in MAP])


def signed_colours_are_seen(notebook):
    """Of a signed picture's pixels above a tenth of the limit four in five stand out from paper."""
    return [
        f"{place(notebook, index)}: {wrong}"
        for index, cell in cells_of(notebook, "code")
        for output in cell.outputs
        if "image/png" in output.get("data", {})
        for wrong in _pale(output.data["image/png"])
    ]


def _pale(png):
    page = imread(io.BytesIO(base64.b64decode(png)))[..., :3]
    levels = np.rint(255 * page).astype(int)
    codes = _code(levels)
    # Lines and letters have edges that are mixed with paper: not so what fills a place.
    fills = (codes[1:, 1:] == codes[:-1, 1:]) & (codes[1:, 1:] == codes[1:, :-1])
    fills &= np.ptp(levels, axis=-1)[1:, 1:] > COLOURED
    coloured = levels[1:, 1:][fills & ~np.isin(codes[1:, 1:], _code(BARS))]
    if len(coloured) < AREA * codes.size:
        return
    hues = 360 * rgb_to_hsv(coloured / 255)[:, 0]
    if np.mean((hues > 340) | (hues < 30) | ((hues > 190) & (hues < 225))) < FAMILY:
        return
    known = np.isin(_code(coloured), _code(MAP))
    if known.mean() < MAPPED:
        yield f"{known.mean():.0%} of its reds and blues are the map's: draw it with SIGNED"
    order = np.argsort(_code(MAP))
    places = order[np.searchsorted(_code(MAP)[order], _code(coloured[known]))]
    seen = np.mean(CONTRASTS[places[SHARES[places] > TENTH]] >= SEEN)
    if seen < MOST:
        yield (
            f"{seen:.0%} of its pixels above a tenth of the limit have a contrast of {SEEN}, "
            f"expected {MOST:.0%}: let the map leave white faster"
        )


def _code(levels):
    return np.asarray(levels, dtype=int) @ [65536, 256, 1]


RULES = [signed_colours_are_seen]
