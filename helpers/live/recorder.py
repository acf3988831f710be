"""What an artist draws, written down as instructions for a canvas instead of painted.

matplotlib's artists draw by calling a renderer. This renderer notes polygons as their corners and
text as the bitmap that Agg makes of it, so that the browser need not know any font. What neither
fits (hatches, clip paths) is left to Agg whole: `NeedsPixelsError`.
"""

import json
import math
import struct

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

CAPS = {"butt": "butt", "round": "round", "projecting": "square"}
# Sixteen levels of ink for the edges of letters: no eye sees more, and a third less travels.
LEVELS = (17 * np.round(np.arange(256) / 17)).astype(np.uint8)
PAD = 2  # pixels around a text's own box, for letters that reach out of it


class NeedsPixelsError(Exception):
    """An artist draws something that has no instruction."""


class Recorder(RendererBase):
    """Takes down one artist's drawing, on a figure of so many pixels."""

    def __init__(self, width, height, dpi):
        super().__init__()
        self.width, self.height, self.dpi = width, height, dpi
        self.flip = Affine2D().scale(1, -1).translate(0, height)  # a canvas counts downwards
        self._measuring, self._sizes, self._masks = RendererAgg(1, 1, dpi), {}, {}
        self._operations, self._payload, self._length = [], [], 0

    def blob(self):
        """Everything noted since the last call, as bytes, empty if nothing was drawn.

        They are the length of a JSON list of operations, that list, and the numbers that the
        operations point at, each part aligned to four bytes.
        """
        operations, payload = self._operations, b"".join(self._payload)
        self._operations, self._payload, self._length = [], [], 0
        if not operations:
            return b""
        header = json.dumps(operations, separators=(",", ":")).encode()
        header += b" " * (-len(header) % 4)
        return struct.pack("<I", len(header)) + header + payload

    def note(self, kind, numbers, **operation):
        """Add one operation and the array of numbers that belongs to it."""
        data = numbers.tobytes()
        self._operations.append({"kind": kind, "at": self._length, **operation})
        self._payload.append(data + b"\0" * (-len(data) % 4))
        self._length += len(self._payload[-1])

    # What follows is called by matplotlib's artists.

    def points_to_pixels(self, points):
        """Return a length in pixels."""
        return points * self.dpi / 72

    def get_canvas_width_height(self):
        """Return the figure's width and height in pixels."""
        return self.width, self.height

    def flipy(self):
        """Return that y counts downwards."""
        return True

    def get_text_width_height_descent(self, s, prop, ismath):
        """Return how much room a text takes, as Agg measures it."""
        key = (s, hash(prop), ismath)
        if key not in self._sizes:
            size = self._measuring.get_text_width_height_descent(s, prop, ismath)
            self._sizes[key] = size
        return self._sizes[key]

    def draw_path(self, gc, path, transform, rgbFace=None):
        """Note a polygon."""
        self._note_path(gc, self._cleaned(gc, path, transform + self.flip, rgbFace), rgbFace)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        """Note one marker and its places."""
        # As Agg does it: the marker is drawn once and set down on whole pixels.
        turned = marker_trans + Affine2D().scale(1, -1)
        marker = self._cleaned(gc, marker_path, turned, rgbFace)
        loose = self._cleaned(gc, marker_path, turned, rgbFace, snap=False)
        if np.array_equal(marker.vertices, loose.vertices):  # not snapped: its middle is a pixel's
            marker = marker.transformed(Affine2D().translate(0.5, 0.5))
        places = (trans + self.flip).transform(path.vertices)
        places = np.floor(places[np.isfinite(places).all(axis=1)] + 0.5)
        self._note_path(gc, marker, rgbFace, places)

    def draw_path_collection(
        self, gc, trans, paths, own, offsets, to_page, faces, lines, widths, dashes, *more, **others
    ):
        """Note lines, or one mark at many places: neighbours that look alike at once."""
        several = (
            len(own) > 1 or min(len(paths), len(offsets)) != 1 or len(set(map(str, dashes))) != 1
        )
        if several or gc.get_hatch():
            usual = faces, lines, widths, dashes, *more
            return super().draw_path_collection(
                gc, trans, paths, own, offsets, to_page, *usual, **others
            )
        own = (Affine2D(own[0]) if len(own) else Affine2D()) + trans
        places = to_page.transform(offsets)
        n = max(len(paths), len(places))
        look = [
            np.resize(part, (n, 4)) if len(part) else np.zeros((n, 4)) for part in (faces, lines)
        ]
        look = np.column_stack([*look, np.resize(widths, n)])
        first = np.flatnonzero(np.r_[True, (look[1:] != look[:-1]).any(axis=1)])
        for start, end in zip(first, [*first[1:], n], strict=True):
            face, line, width = np.split(look[start], [4, 8])
            gc.set_linewidth(float(width[0]) if line[3] else 0.0)
            gc.set_foreground(tuple(line), isRGBA=True)
            gc.set_dashes(*dashes[0])
            face = tuple(face) if face[3] else None
            if len(paths) == 1:
                mark = self._cleaned(gc, paths[0], own + Affine2D().scale(1, -1), face)
                self._note_path(gc, mark, face, self.flip.transform(places[start:end]))
            else:
                whole = (own + Affine2D().translate(*places[0]) + self.flip).frozen()
                parts = [self._cleaned(gc, path, whole, face) for path in paths[start:end]]
                self._note_path(gc, Path.make_compound_path(*parts), face)

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Note a text as the mask that Agg makes of it."""
        if _is_cut(gc):
            raise NeedsPixelsError
        left, top = math.floor(x), math.floor(y)
        # Agg places letters to a 64th of a pixel.
        key = (s, hash(prop), angle, ismath, round(64 * (x - left)), round(64 * (y - top)))
        if key not in self._masks:
            self._masks[key] = self._mask(x - left, y - top, s, prop, angle, ismath, mtext)
        mask, across, down = self._masks[key]
        if mask.size:
            box = [left + across, top + down, mask.shape[1], mask.shape[0]]
            self.note("mask", mask, box=box, colour=_css(gc.get_rgb()), **_clip(self, gc))

    def draw_image(self, gc, x, y, im, transform=None):
        """Note an image that has been brought to the screen's resolution."""
        if transform is not None or _is_cut(gc):
            raise NeedsPixelsError
        height, width = im.shape[:2]
        left, low = (math.floor(edge + 0.5) for edge in (x, y))  # as Agg rounds them
        box = [left, self.height - low - height, width, height]
        self.note("pixels", np.ascontiguousarray(im[::-1]), box=box, **_clip(self, gc))

    def draw_gouraud_triangles(self, *args, **kwargs):
        """Give up: a canvas has no such triangles."""
        raise NeedsPixelsError

    def _cleaned(self, gc, path, transform, face, snap=None):
        if gc.get_hatch() or _is_cut(gc) or gc.get_sketch_params():
            raise NeedsPixelsError
        width = self.points_to_pixels(gc.get_linewidth()) if _strokes(gc) else 0.0
        return path.cleaned(
            transform,
            remove_nans=True,
            simplify=path.should_simplify and face is None,
            stroke_width=width,
            snap=gc.get_snap() if snap is None else snap,
        )

    def _note_path(self, gc, path, face, places=None):
        operation = {}
        if face is not None:
            alpha = gc.get_alpha() if gc.get_forced_alpha() else None
            operation["fill"] = _css(to_rgba(face, alpha))
        if _strokes(gc):
            offset, dashes = gc.get_dashes()
            operation |= {
                "stroke": _css(gc.get_rgb()),
                "width": self.points_to_pixels(gc.get_linewidth()),
                "cap": CAPS[str(gc.get_capstyle())],
                "join": str(gc.get_joinstyle()),
            }
            if dashes is not None:
                operation["dashes"] = [self.points_to_pixels(float(d)) for d in dashes]
                operation["offset"] = self.points_to_pixels(float(offset))
        if not operation:
            return
        drawn = path.codes != Path.STOP
        corners, codes = path.vertices[drawn], path.codes[drawn]
        places = np.zeros((1, 2)) if places is None else places
        # One array: x, y and what to do there, for each corner; then each place.
        numbers = np.column_stack([corners, codes]).ravel()
        operation |= {"corners": len(corners), "places": len(places), **_clip(self, gc)}
        self.note("path", np.concatenate([numbers, places.ravel()]).astype("<f4"), **operation)

    def _mask(self, x, y, s, prop, angle, ismath, mtext):
        """How much of each pixel a text inks, cropped, and where its first column and row are."""
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        corners = np.array([(0, -descent), (width, -descent), (0, height), (width, height)])
        turned = Affine2D().rotate_deg(angle).scale(1, -1).translate(x, y).transform(corners)
        left, top = np.floor(turned.min(axis=0)).astype(int) - PAD
        right, bottom = np.ceil(turned.max(axis=0)).astype(int) + PAD
        agg = RendererAgg(right - left, bottom - top, self.dpi)
        agg.draw_text(agg.new_gc(), x - left, y - top, s, prop, angle, ismath, mtext)
        mask, across, down = cropped(LEVELS[np.asarray(agg.buffer_rgba())[..., 3]])
        return mask, int(left) + across, int(top) + down


def cropped(ink):
    """A copy of the part of a picture, grey or RGBA, that holds anything; its column and row."""
    opaque = ink if ink.ndim == 2 else ink[..., 3]
    rows = np.flatnonzero(opaque.any(axis=1))
    if len(rows) == 0:
        return np.zeros((0, 0), dtype=ink.dtype), 0, 0
    columns = np.flatnonzero(opaque[rows[0] : rows[-1] + 1].any(axis=0))
    part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return part.copy(), int(columns[0]), int(rows[0])


def _strokes(gc):
    return gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0


def _is_cut(gc):
    """Whether it is clipped by more than a rectangle."""
    return gc.get_clip_path()[0] is not None


def _clip(renderer, gc):
    """The clip rectangle in whole pixels, as Agg rounds it."""
    box = gc.get_clip_rectangle()
    if box is None:
        return {}
    (x0, y0), (x1, y1) = renderer.flip.transform(box.get_points())
    x0, y1, x1, y0 = (int(np.floor(edge + 0.5)) for edge in (x0, y1, x1, y0))
    return {"clip": [x0, y1, x1 - x0, y0 - y1]}


def _css(rgba):
    red, green, blue, alpha = (*rgba, 1.0)[:4]
    return f"rgb({red * 255:.0f} {green * 255:.0f} {blue * 255:.0f} / {alpha:.4g})"
