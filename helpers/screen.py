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

    Everything that an ``update_`` function of `helpers.plots` can change is painted anew each
    time, on top of a background that is painted once.

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
        if self._background is None or axes_moved:
            self._paint_background()
        self.canvas.restore_region(self._background)
        for ax in self.figure.axes:
            for artist in sorted(_changing(ax), key=lambda one: one.get_zorder()):
                ax.draw_artist(artist)
        self._send()

    def _paint_background(self):
        for ax in self.figure.axes:
            for artist in _changing(ax):
                artist.set_animated(True)
        self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)

    def _send(self):
        png = BytesIO()
        pixels = self.canvas.buffer_rgba()
        imsave(png, pixels, format="png", pil_kwargs={"compress_level": COMPRESSION})
        self.picture.value = png.getvalue()


def _changing(ax):
    # In matplotlib's own order, which decides what lies on top where z-orders are equal.
    still = (ax.patch, ax.xaxis, ax.yaxis)
    return [artist for artist in ax.get_children() if artist not in still]
