"""What a page would show of a live figure: its letters, its contrast, its spots, its frames."""

from itertools import combinations

import numpy as np
from matplotlib.axis import Axis
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.text import Text

from helpers.live.figure import NARROWEST, WIDEST
from helpers.live.recording import Recording, painted
from helpers.plots.style import DOTS

# A phone, the narrowest page with panels side by side, beside a pad and by itself, a wide one, and
# that one in a lecture: CSS pixels and the view.
PAGES = ((320, "page"), (500, "page"), (700, "page"), (1050, "page"), (1050, "lecture"))
LEGIBLE, VISIBLE = 4.5, 3.0  # contrasts that WCAG 2.2 AA asks of text and of graphics


def open_page(live, width=1050, view="page", ratio=1):
    """Tell a live figure what a browser tells it when it has put it on a page."""
    scale = DOTS[view] / DOTS["page"]
    inches = min(max(width / DOTS[view], NARROWEST), WIDEST / scale)
    live._handle_custom_msg({"kind": "ready", "width": inches, "scale": scale, "ratio": ratio}, [])


def move(explorer, **values):
    """Give some controls of an explorer other values, one after the other."""
    for name, value in values.items():
        getattr(explorer, name).value = value


def is_as_recorded_anew(live):
    """Whether the frame that would be sent now, what is known reused, is a fresh recording's."""
    if live._recording is None:
        open_page(live)
    return live._recording.frame() == Recording(live.figure).frame()


def crowding(live, *states):
    """What is wrong with the letters on any of the pages, in any of these states.

    A state is some of the controls' values under their names. Letters may not overlap others, lie
    on a picture that they do not belong into, or leave the figure.
    """
    found = []
    for width, view in PAGES:
        open_page(live, width, view)
        for state in states or ({},):
            live._paint(**(live._values(live.state) | state))
            found += [f"{width} px, {view}, {state}: {wrong}" for wrong in _crowded(live.figure)]
        live._paint(**live._values(live.state))
    return found


def _crowded(figure):
    texts = list(letters(figure))
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in texts]
    pictures = [ax for ax in figure.axes if any(image.get_visible() for image in ax.images)]
    on_pictures = [
        (named, ("a picture", ax.get_window_extent()))
        for text, named in zip(texts, boxes, strict=True)
        for ax in pictures
        if text.get_transform() != ax.transData  # else it belongs there, as a count to its cell
    ]
    for (a, box), (b, other) in [*combinations(boxes, 2), *on_pictures]:
        if box.padded(-1).overlaps(other.padded(-1)):
            yield f"{a!r} overlaps {b!r}"
    for a, box in boxes:
        if not (box.x0 >= 0 and box.y0 >= 0 and np.all(box.max <= figure.bbox.max)):
            yield f"{a!r} leaves the figure"


def letters(figure):
    """All texts that are painted."""
    for artist in painted(figure):
        if isinstance(artist, Axis):
            ticks = artist._update_ticks()  # those within the limits: no other is painted
            texts = [label for tick in ticks for label in (tick.label1, tick.label2)]
            texts += [artist.label, artist.offsetText]
        else:
            texts = [artist] if isinstance(artist, Text) else []
        yield from (text for text in texts if text.get_visible() and text.get_text().strip())


def faint(live):
    """Texts, bars, lines and frames that stand out too little from white paper."""
    found = [
        f"text {text.get_text()!r}"
        for text in letters(live.figure)
        if contrast(text.get_color()) < LEGIBLE
    ]
    papers = {live.figure.patch, *(ax.patch for ax in live.figure.axes)}
    for artist in painted(live.figure):
        if isinstance(artist, Spine):
            colours = [artist.get_edgecolor()]
        elif isinstance(artist, Line2D):
            colours = [artist.get_color()]
        elif isinstance(artist, Patch) and artist not in papers:
            colours = [artist.get_facecolor(), artist.get_edgecolor()]
        else:
            continue
        if max(map(contrast, colours)) < VISIBLE:
            found.append(f"{artist} in {colours}")
    return found


def contrast(colour, other="white"):
    """WCAG's contrast of two colours, from 1 to 21."""
    darker, lighter = sorted(map(_luminance, (colour, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def spot_at(live, axes, x, y):
    """Words and choice of the spot at a place in the Axes of a number, as the browser finds it."""
    if live._recording is None:
        open_page(live)
    ax = live.figure.axes[axes]
    told = live._paint(**live._values(live.state))
    across, down = (ax.transData + live._recording.recorder.flip).transform((x, y))
    for left, top, width, height, words, choice, *_ in live._spots(told):
        if left <= across < left + width and top <= down < top + height:
            return words, choice
    raise LookupError(f"there is no spot at ({x}, {y}) of Axes {axes}")


def click(live, axes, x, y):
    """Choose what a click at a place in the Axes of a number chooses."""
    _, choice = spot_at(live, axes, x, y)
    for name, value in choice.items():
        control = live.controls[name]
        setattr(control, "index" if hasattr(control, "index") else "value", value)
