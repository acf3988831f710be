"""What a drawing looks like: its pixels, and whether its words can be read."""

import numpy as np
from matplotlib.text import Text


def pixels_of(figure):
    """What a figure looks like, as an RGBA array."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def assert_apart(texts):
    """The letters shown overlap nowhere, and none stands beyond the figure's edge."""
    figure = texts[0].figure.get_figure(root=True)
    figure.canvas.draw()
    # Without an annotation's arrow.
    boxes = [
        (text.get_text(), Text.get_window_extent(text))
        for text in texts
        if text.get_text() and text.get_visible()
    ]
    overlapping = [
        (a, b)
        for i, (a, box) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if box.padded(-1).overlaps(other.padded(-1))
    ]
    edge = figure.bbox
    outside = [
        name
        for name, box in boxes
        if box.x0 < edge.x0 or box.y0 < edge.y0 or box.x1 > edge.x1 or box.y1 > edge.y1
    ]
    assert overlapping == []
    assert outside == []


def assert_fits(axes):
    """A figure fits the screen, and so do its words, of which none is too small."""
    assert (axes[0].figure.get_size_inches() <= (10.5, 4)).all()
    texts = [text for ax in axes for text in (*ax.texts, ax.title)]
    assert_apart(texts)
    assert min(text.get_fontsize() for text in texts) >= 9
