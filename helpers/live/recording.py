"""A whole figure as instructions: each artist's own, in matplotlib's order, the known ones kept."""

from hashlib import blake2b
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import Normalize
from matplotlib.figure import FigureBase
from matplotlib.image import AxesImage
from matplotlib.text import Text

from helpers.live.recorder import NeedsPixelsError, Recorder, cropped


class Recording:
    """Writes a figure down again and again, artist by artist, and only what has changed.

    figure: laid out, at the resolution of the screen.
    """

    def __init__(self, figure):
        self.figure = figure
        width, height = (round(side) for side in figure.bbox.size)
        self.recorder = Recorder(width, height, figure.dpi)
        self._agg = None
        self._known = WeakKeyDictionary()  # artist: (its Axes' limits, its place, its blobs' names)
        self.blobs = {}  # name: bytes; who has sent them empties it
        self._named = set()  # the blobs that others name

    def frame(self):
        """The figure as it is now: names of the blobs in ``blobs``, in the order of painting."""
        limits = {ax: tuple(ax.viewLim.extents) for ax in self.figure.axes}
        shown = painted(self.figure)
        return [name for one in shown for name in self._names(one, limits.get(one.axes))]

    def _names(self, artist, limits):
        before, place, names = self._known.get(artist, (None, None, None))
        if names is None or artist.stale or before != limits:
            now = _place(artist, limits)
            if names is None or artist.stale or place != now:
                blob = self._instructions(artist)
                names = [self.kept(blob)] if blob else []
                artist.stale = False
            self._known[artist] = limits, now, names
        return names

    def kept(self, blob):
        """The name under which some bytes are kept until they have been sent."""
        name = blake2b(blob, digest_size=12).hexdigest()  # no other piece of bytes has it
        self.blobs[name] = blob
        return name

    def told(self, name):
        """The name if a page has to know it, because another blob says it; None else."""
        return name if name in self._named else None

    def _instructions(self, artist):
        if _is_empty(artist):
            return b""
        try:
            if isinstance(artist, AxesImage) and _is_plain(artist):
                self._note_image(artist)
            else:
                artist.draw(self.recorder)
        except NeedsPixelsError:
            self.recorder.blob()  # what was noted before it gave up
            self._note_pixels(artist)
        return self.recorder.blob()

    def _note_image(self, image):
        """Its values and colours: the browser finds the nearest one for each of its pixels."""
        values = np.ma.filled(image.get_array().astype("<f4"), np.nan)
        left, right, low, high = image.get_extent()  # of an origin that is above
        corners = image.get_transform().transform([(left, high), (right, low)])
        (x0, y0), (x1, y1) = self.recorder.flip.transform(corners)
        clip = self.recorder.flip.transform(image.axes.bbox.get_points())
        colours = self.kept(_colours(image.cmap))
        self._named.add(colours)
        self.recorder.note(
            "image",
            values,
            shape=values.shape,
            box=[x0, y0, x1 - x0, y1 - y0],
            clip=[clip[0, 0], clip[1, 1], clip[1, 0] - clip[0, 0], clip[0, 1] - clip[1, 1]],
            # Rounded like the values, or a value at its own limit could lie beyond it.
            limits=np.float32(image.get_clim()).tolist(),
            colours=colours,
            axes=self.figure.axes.index(image.axes),
        )

    def _note_pixels(self, artist):
        """What Agg makes of an artist, where nothing simpler will do."""
        if self._agg is None:
            self._agg = RendererAgg(self.recorder.width, self.recorder.height, self.recorder.dpi)
        self._agg.clear()
        artist.draw(self._agg)
        # All of the page is searched: not every artist knows its own extent.
        pixels, left, top = cropped(np.asarray(self._agg.buffer_rgba()))
        if pixels.size:
            box = [left, top, pixels.shape[1], pixels.shape[0]]
            self.recorder.note("pixels", pixels, box=box)


def painted(parent):
    """Yield the visible artists of a figure or Axes in the order in which they are painted."""
    is_axes = isinstance(parent, Axes)
    framed = not is_axes or (parent.axison and parent.get_frame_on())
    left_out = {parent.patch}
    if not framed:
        left_out |= set(parent.spines.values())
    if is_axes and not parent.axison:
        left_out |= {parent.xaxis, parent.yaxis}
    if framed:
        yield parent.patch
    for child in sorted(parent.get_children(), key=lambda child: child.get_zorder()):
        if child in left_out or not child.get_visible():
            continue
        if isinstance(child, (Axes, FigureBase)):
            yield from painted(child)
        else:
            yield child


def _place(artist, limits):
    """What its Axes' limits mean for an artist: where they move it, it is drawn anew."""
    if type(artist) is Text:  # beside the data it moves with one of them, or not at all
        return tuple(artist.get_transform().transform(artist.get_unitless_position()))
    return tuple(artist.get_view_interval()) if isinstance(artist, Axis) else limits


def _is_empty(artist):
    """Whether an artist shows nothing, wherever it is: to find that out by drawing takes longer."""
    if isinstance(artist, Axis):
        ticks = artist.get_majorticklocs(), artist.get_minorticklocs()
        return not any(map(len, ticks)) and not artist.get_label_text()
    return isinstance(artist, Text) and not artist.get_text()


def _is_plain(image):
    """Whether an image is what `_note_image` can tell: numbers, one linear scale, upright."""
    left, right, low, high = image.get_extent()
    x0, x1, y0, y1 = *image.axes.get_xlim(), *image.axes.get_ylim()
    return (
        np.ndim(image.get_array()) == 2
        and type(image.norm) is Normalize
        and image.get_interpolation() in ("nearest", "none")
        and image.get_alpha() is None
        and image.get_clip_path() is None
        and image.origin == "upper"
        and (right - left) * (x1 - x0) > 0
        and (low - high) * (y0 - y1) > 0
    )


def _colours(cmap):
    """A colour map's colours, then those for what is too low, too high and missing, as bytes."""
    ordinary = cmap(np.arange(cmap.N), bytes=True)
    beyond = [cmap.get_under(), cmap.get_over(), cmap.get_bad()]
    return np.vstack([ordinary, np.round(255 * np.array(beyond))]).astype(np.uint8).tobytes()
