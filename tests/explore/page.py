"""What the page was sent, beside the same figure drawn whole: the test of every repaint."""

import io

import numpy as np
from matplotlib.image import imread


def on_the_page(screen):
    """The pixels of the PNG that the page was sent, as bytes of shape (height, width, 4)."""
    return np.round(255 * imread(io.BytesIO(screen.picture.value))).astype(np.uint8)


def drawn_anew(screen):
    """The same figure drawn whole by matplotlib, with nothing left out of it."""
    animated = screen.figure.findobj(lambda artist: artist.get_animated())
    for artist in animated:
        artist.set_animated(False)
    screen.canvas.draw()
    pixels = np.array(screen.canvas.buffer_rgba())
    for artist in animated:
        artist.set_animated(True)
    return pixels


def is_as_drawn_anew(screen):
    """Whether the page shows, pixel for pixel, what matplotlib draws from scratch."""
    return np.array_equal(on_the_page(screen), drawn_anew(screen))
