"""Photographs of digits on paper, drawn: MNIST's as a pen would write them, in every light.

A sheet is computed as floats from 0, black, to 1, shape (high, wide, 3), with the ink on it; then
light falls on it, it is laid on a table, turned a little, and goes through a camera: blur, noise,
JPEG. All chance comes from a seed, so that a photograph is the same again, today and elsewhere.
"""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image
from scipy import ndimage

WIDE, HIGH = 540, 720  # pixels of a photograph
INKS = {"black": (0.10, 0.10, 0.12), "blue": (0.12, 0.20, 0.55), "pencil": (0.42, 0.42, 0.44)}
PAPERS = {"white": (0.88, 0.87, 0.83), "grey": (0.62, 0.61, 0.58)}
TABLES = {"walnut": (0.24, 0.16, 0.10), "slate": (0.16, 0.17, 0.19), "oak": (0.62, 0.48, 0.33)}
LINES, MARGIN = (0.66, 0.74, 0.84), (0.86, 0.45, 0.45)


@dataclass(frozen=True)
class Kind:
    """What a photograph shows: its ink and paper, its lines, its light, and what lies around."""

    ink: str = "black"
    paper: str = "white"
    lines: str = ""  # ruled or squared
    margin: bool = False
    light: str = "even"  # or falling off, or a shadow
    table: str = ""  # an edge of it, or all around
    wood: str = ""  # of the table, one of the dark ones if it is not said
    turned: float = 1.5  # degrees at most, either way
    thick: tuple = (0.45, 0.85)  # the pen's strokes, of MNIST's
    digits: int = 1


KINDS = {
    "clean": Kind(),
    "light falling off": Kind(light="falling off"),
    "a soft shadow": Kind(light="shadow"),
    "pencil": Kind(ink="pencil"),
    "blue pen": Kind(ink="blue"),
    "a fine pen": Kind(ink="blue", thick=(0.3, 0.45)),
    "grey paper": Kind(paper="grey"),
    "ruled paper": Kind(lines="ruled"),
    "squared paper": Kind(lines="squared"),
    "ruled, red margin": Kind(ink="blue", lines="ruled", margin=True),
    "edge of the table": Kind(table="edge"),
    "dark table around": Kind(table="around"),
    "light table around": Kind(table="around", wood="oak"),
    "turned, in perspective": Kind(turned=8.0),
    "squared, shadow, table": Kind(ink="blue", lines="squared", light="shadow", table="edge"),
    "six on a page": Kind(digits=6),
    "six on squared paper": Kind(lines="squared", digits=6),
}


def photograph(images, kind, seed, side=WIDE, quality=82):
    """The bytes of a JPEG of some digits on paper.

    images: bytes, shape (n, 784), as many as `kind` has digits, in reading order. side: how many
    pixels the picture is wide; four thirds of them is its height.
    """
    rng = np.random.default_rng(seed)
    kind = KINDS[kind]
    sheet = _paper(kind, rng)
    # Where paper ends on a table, room is left; ink keeps away from the edges.
    for image, (top, left, size) in zip(images, _places(kind, rng), strict=True):
        _write(sheet, image, top, left, size, kind, rng)
    if kind.table:  # the fourth channel says where the sheet is
        sheet = np.concatenate([sheet, np.ones_like(sheet[..., :1])], axis=2)
    page = _turned(sheet, kind, rng)
    page = (_on_table(page, kind, rng) if kind.table else page) * _light(kind, rng)[..., None]
    page = ndimage.gaussian_filter(page, (rng.uniform(0.5, 1.0),) * 2 + (0,))
    page += rng.uniform(0.006, 0.014) * rng.standard_normal(page.shape, np.float32)
    picture = Image.fromarray(np.uint8(255 * page.clip(0, 1) + 0.5))
    if side != WIDE:
        picture = picture.resize((side, side * HIGH // WIDE), Image.Resampling.BICUBIC)
    file = BytesIO()
    picture.save(file, "jpeg", quality=quality)
    return file.getvalue()


def pen_stroke(image, size, thick):
    """A digit as a pen writes it: how far each pixel is inked, from 0 to 1, (size, size).

    MNIST's strokes are as thick as a marker's. What lies within `thick` of their middle, as a
    share of the way to their edge, is kept.
    """
    large = Image.fromarray(image.reshape(28, 28)).resize((size, size), Image.Resampling.BICUBIC)
    grey = ndimage.gaussian_filter(np.asarray(large) / 255, size / 120)
    inside = ndimage.distance_transform_edt(grey > 0.5)
    middle = ndimage.gaussian_filter(ndimage.maximum_filter(inside, size // 14), size / 100)
    return ((inside - (1 - thick) * middle) / 1.5 + 0.5).clip(0, 1) * (inside > 0)


def _paper(kind, rng):
    grain = ndimage.gaussian_filter(rng.standard_normal((HIGH, WIDE), np.float32), 1.5)
    clouds = ndimage.zoom(rng.standard_normal((HIGH // 45, WIDE // 45), np.float32), 45, order=1)
    sheet = np.float32(PAPERS[kind.paper]) * (1 + 0.03 * grain + 0.012 * clouds)[..., None]
    step, begin = rng.uniform(27, 45), rng.uniform(0, 27)
    width, strong = rng.uniform(0.8, 1.6), rng.uniform(0.9, 1.7)
    rows = np.arange(begin, HIGH, step) if kind.lines else ()
    columns = np.arange(begin, WIDE, step) if kind.lines == "squared" else ()
    _lines(sheet, rows, columns, width, 1 - strong * (1 - np.float32(LINES)))
    if kind.margin:
        _lines(sheet, (), [WIDE * rng.uniform(0.1, 0.16)], width + 0.5, MARGIN)
    return sheet


def _lines(sheet, rows, columns, width, colour):
    """Draw lines across the sheet; of a pixel at a line's edge, the part that is covered."""
    for part, places in ((sheet, rows), (sheet.swapaxes(0, 1), columns)):
        for place in places:
            near = slice(max(int(place) - 3, 0), int(place) + 4)
            at = np.arange(len(part), dtype=np.float32)[near] + 0.5
            covered = (width / 2 + 0.5 - np.abs(at - place)).clip(0, 1)[:, None, None]
            part[near] *= 1 - covered * (1 - np.float32(colour))


def _places(kind, rng):
    """Top, left and side of each digit's square."""
    if kind.digits == 1:
        # A table around leaves less paper.
        size = int(rng.uniform(0.28, 0.5 if kind.table else 0.7) * WIDE)
        away = 0.24 if kind.table else 0.1
        top = rng.uniform(away * HIGH, (1 - away) * HIGH - size)
        return [(int(top), int(rng.uniform(away * WIDE, (1 - away) * WIDE - size)), size)]
    places, columns = [], 3
    for n in range(kind.digits):
        row, column = divmod(n, columns)
        size = int(rng.uniform(102, 138))
        top = 102 + row * 276 + rng.uniform(0, 36)
        places.append((int(top), int(33 + column * 165 + rng.uniform(0, 21)), size))
    return places


def _write(sheet, image, top, left, size, kind, rng):
    """Write a digit; the ink is uneven, as a pen's is."""
    covered = pen_stroke(image, size, rng.uniform(*kind.thick))
    uneven = 1 - 0.12 * ndimage.gaussian_filter(rng.random(covered.shape), 3) * 2
    here = sheet[top : top + size, left : left + size]
    share = (covered * uneven)[..., None]
    here *= 1 - share * (1 - np.array(INKS[kind.ink]) / here.mean(axis=(0, 1)).clip(0.3))


def _turned(page, kind, rng):
    """The sheet turned, and seen a little from the side."""
    angle = np.radians(rng.uniform(-kind.turned, kind.turned))
    tilt = rng.uniform(-1, 1, 2) * (8e-5 if kind.turned > 5 else 3e-5)
    y, x = np.mgrid[:HIGH, :WIDE].astype(np.float32)
    x, y = x - WIDE / 2, y - HIGH / 2
    depth = 1 + tilt[0] * x + tilt[1] * y
    scale = {"around": 1.45, "edge": 1.0}.get(kind.table, 0.92)  # below 1 no corner is seen
    shift = np.array([0.0, 0.0])
    if kind.table == "edge":
        shift = rng.choice([-1, 1], 2) * [0.0, HIGH * rng.uniform(0.1, 0.16)]
        shift = shift if rng.random() < 0.5 else shift[::-1] * WIDE / HIGH
    across = scale * (np.cos(angle) * x - np.sin(angle) * y) / depth + WIDE / 2 + shift[0]
    down = scale * (np.sin(angle) * x + np.cos(angle) * y) / depth + HIGH / 2 + shift[1]
    mode = "constant" if kind.table else "nearest"
    turned = [
        ndimage.map_coordinates(layer, [down, across], order=1, mode=mode)
        for layer in np.moveaxis(page, 2, 0)
    ]
    return np.stack(turned, axis=2)


def _on_table(page, kind, rng):
    """The sheet on wood or stone, where there is no paper; it throws a narrow shadow."""
    table = np.float32(TABLES[kind.wood or rng.choice(["walnut", "slate"])])
    grain = ndimage.gaussian_filter(rng.standard_normal((HIGH, WIDE), np.float32), (1, 38)) * 6
    wood = table * (1 + 0.35 * grain)[..., None].clip(0.3, 1.7)
    wood *= 1 - 0.4 * ndimage.gaussian_filter(page[..., 3:], (4, 4, 0))
    return page[..., :3] + (1 - page[..., 3:]) * wood


def _light(kind, rng):
    """How much light falls on each pixel."""
    y, x = np.mgrid[-1 : 1 : HIGH * 1j, -1 : 1 : WIDE * 1j].astype(np.float32)
    turn = rng.uniform(0, 2 * np.pi)
    along = np.cos(turn) * x + np.sin(turn) * y
    if kind.light == "falling off":
        return 0.72 + 0.28 * along / np.sqrt(2)
    if kind.light == "shadow":  # its edge a tenth of the picture wide, across the middle
        edge = (along - rng.uniform(-0.4, 0.4)) / 0.12
        return 1 - 0.42 / (1 + np.exp(edge.clip(-50, 50)))
    return 1 + 0.03 * along
