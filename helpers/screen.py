"""How a matplotlib figure reaches the page: painted once, then only what changed, as a PNG.

The seam between drawing and showing. An explorer changes artists and calls `Screen.paint`; nothing
outside this file knows that the page is sent a PNG.
"""

from io import BytesIO

import ipywidgets as widgets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imsave

COMPRESSION = 1  # of PNG, from 0 to 9: more is smaller and several times slower


class Screen:
    """A figure on the page that is cheap to repaint.

    What has never changed since the figure was laid out belongs to the background, which is
    painted once. Whatever changes is painted anew from then on, on top of it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        With all its artists in place and its texts as long as they get: it is laid out now.

    Attributes
    ----------
    picture : ipywidgets.Image
        What to put on the page.
    """

    def __init__(self, figure):
        self.figure = figure
        self.canvas = FigureCanvasAgg(figure)
        width = figure.get_size_inches()[0]
        self.picture = widgets.Image(format="png")
        self.picture.layout.width = f"{width * figure.dpi:.0f}px"
        self.picture.layout.max_width = "100%"
        self.picture.layout.object_fit = "contain"
        self.picture.add_class("explorer-picture")
        self.canvas.draw()  # lays the figure out; from here on everything keeps its place
        figure.set_layout_engine("none")
        self._background = None

    def paint(self, axes_moved=False):
        """Send the figure as it is now to the page.

        Parameters
        ----------
        axes_moved : bool
            Whether an axis has got other ticks, so that the background has to be painted anew.
        """
        moving = [artist for ax in self.figure.axes for artist in _moving(ax)]
        if self._background is None:  # the first time, everything is shown as it is
            moving = []
        if axes_moved or self._background is None or not all(a.get_animated() for a in moving):
            self._paint_background(moving)
        self.canvas.restore_region(self._background)
        for artist in moving:
            artist.axes.draw_artist(artist)
        for artist in self._parts():
            artist.stale = False  # matplotlib forgets this where there is nothing to draw
        self._send()

    def _parts(self):
        return [part for ax in self.figure.axes for part in (*_body(ax), ax.title)]

    def _paint_background(self, moving):
        for artist in moving:
            artist.set_animated(True)
        self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)

    def _send(self):
        png = BytesIO()
        pixels = self.canvas.buffer_rgba()
        imsave(png, pixels, format="png", pil_kwargs={"compress_level": COMPRESSION})
        self.picture.value = png.getvalue()


def _body(ax):
    """What may change in an Axes and cover other parts of it."""
    return [*ax.images, *ax.patches, *ax.lines, *ax.texts, *ax.spines.values()]


def _moving(ax):
    """What has to be painted anew, in matplotlib's order: animated already, or changed (stale).

    The parts of an Axes cover each other, so one that moves takes the others with it. Only the
    title keeps to itself.
    """
    body = _body(ax)
    moving = body if any(part.get_animated() or part.stale for part in body) else []
    title = [ax.title] if ax.title.get_animated() or ax.title.stale else []
    # Among equals in z-order, the one that matplotlib was given first lies below.
    place = {artist: at for at, artist in enumerate(ax.get_children())}
    return sorted(moving + title, key=lambda artist: (artist.get_zorder(), place[artist]))
