"""A live figure drawn twice, by the browser's canvas and by matplotlib's Agg, and compared."""

import base64
import json
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from helpers.live import recording
from tests.live.example import Inflating, names_in

FRAMES = Path(recording.__file__).with_name("frames.js")
VISIBLE = 32  # of 255 in any channel

DRAW = """async ({source, buffer, frame, names, size, ahead}) => {
  const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  const {Store, draw, picture} = await (window.live ??= import(address));
  const store = window.store ??= new Store();
  if (buffer) {
    const bytes = await (await fetch(`data:;base64,${buffer}`)).arrayBuffer();
    store.add(bytes, frame.fresh);
  }
  const canvas = new OffscreenCanvas(...size);
  const context = canvas.getContext('2d', {willReadFrequently: true});
  if (ahead) context.drawImage(picture(size, store.operations(names)), 0, 0);
  else draw(context, store.operations(names));
  const pixels = context.getImageData(0, 0, ...size).data;
  let text = '';
  for (let i = 0; i < pixels.length; i += 32768) {
    text += String.fromCharCode(...pixels.subarray(i, i + 32768));
  }
  return btoa(text);
}"""


class Drawing:
    """One frame of a live figure, as the kernel sends it, in an empty page that can draw it.

    width, ratio: room on the page in CSS pixels, and device pixels for one of them.
    """

    def __init__(self, page, live, width, ratio):
        self.page, self.live = page, live
        sent = []
        live.send = lambda content, buffers=(): sent.append((content, buffers))
        live._heard(live, {"kind": "ready", "width": width / 100, "scale": 1, "ratio": ratio}, [])
        self.frame, blobs = Inflating().read(*sent[-1])
        self.size = self.frame["size"]
        self.names = names_in(live, self.frame)
        self._draw(self.names, base64.b64encode(blobs).decode())

    def names_of(self, artist):
        """Which of the frame's blobs an artist drew."""
        return set(self.live._recording._known[artist][-1])

    def canvas(self, without=(), ahead=False):
        """What the browser draws, shape (height, width, 4), leaving out some blobs.

        ahead: by way of the picture that is painted before it is asked for.
        """
        return self._draw([name for name in self.names if name not in without], "", ahead)

    def agg(self):
        """What matplotlib draws at the same resolution, shape (height, width, 4)."""
        width, height = self.size
        renderer = RendererAgg(width, height, self.live.figure.dpi)
        self.live.figure.draw(renderer)
        return np.array(renderer.buffer_rgba())

    def boxes(self):
        """Each artist that shows anything, and the slices of its own bounding box."""
        width, height = self.size
        renderer = RendererAgg(width, height, self.live.figure.dpi)
        for artist in recording.painted(self.live.figure):
            box = artist.get_tightbbox(renderer)
            if box is None or not self.names_of(artist):
                continue
            x0, x1 = (int(np.clip(x, 0, width)) for x in (np.floor(box.x0), np.ceil(box.x1)))
            y0, y1 = (int(np.clip(y, 0, height)) for y in (np.floor(box.y0), np.ceil(box.y1)))
            yield artist, (slice(height - y1, height - y0), slice(x0, x1))

    def _draw(self, names, buffer, ahead=False):
        given = {
            "source": FRAMES.read_text(encoding="utf-8"),
            "buffer": buffer,
            "frame": {"fresh": self.frame["fresh"]},
            "names": [self.live._recording.told(n) or self.live._places[n] for n in names],
            "size": self.size,
            "ahead": ahead,
        }
        pixels = base64.b64decode(self.page.evaluate(DRAW, json.loads(json.dumps(given))))
        width, height = self.size
        return np.frombuffer(pixels, np.uint8).reshape(height, width, 4)


def share_that_differs(one, other, box):
    """The share of the pixels of a box that differ visibly in any channel."""
    difference = np.abs(one[box].astype(int) - other[box].astype(int)).max(axis=-1)
    return float((difference > VISIBLE).mean()) if difference.size else 0.0
