"""A figure to try things with, and what it has sent."""

import json
import zlib

import ipywidgets as widgets
import numpy as np

from helpers.live import LiveFigure, Panel, Spots, Told

PAGE = {"kind": "ready", "width": 10.5, "scale": 1, "ratio": 1}


class Inflating:
    """What a page knows of the frames that it has been sent, in their order."""

    def read(self, content, buffers=()):
        """What a message says, of a frame also what it tells, and the bytes that it brings."""
        if content["kind"] != "frame":
            return content, b"".join(buffers)
        if content["number"] == 0:
            self.stream = zlib.decompressobj()
        head, length = content["lengths"]
        whole = self.stream.decompress(buffers[0])
        assert len(whole) == length
        return content | json.loads(whole[:head]), whole[head:]


def names_in(live, frame):
    """The names of a frame's blobs: it tells their places among all of its generation."""
    names = {place: name for name, place in live._places.items()}
    return [names[place] for place in frame["places"]]


def spots_in(frame, blobs):
    """What a frame's spots say, if they are new in it."""
    ends = np.cumsum([length for _, length in frame["fresh"]])
    parts = np.split(np.frombuffer(blobs, np.uint8), ends)[: len(ends)]
    found = [part.tobytes() for part in parts if part[:2].tobytes() == b"[["]
    return json.loads(found[0]) if found else []


class Example:
    """A figure of one bar, a slider for its length and a list for its name; what it has sent."""

    def __init__(self, **more):
        self.slider = widgets.IntSlider(3, 0, 9)
        self.names = widgets.Dropdown(options=["any", 7, 9])
        self.painted, self.sent, self.factor = [], [], 1
        self.page = Inflating()
        controls = {"length": self.slider, "name": self.names}
        self.opened = widgets.ToggleButton()
        chosen = {"opened": self.opened}
        panels = [Panel(0, "row {row}")]
        self.live = LiveFigure(
            self.places, self.build, self.paint, controls, "A bar", panels, chosen, **more
        )
        self.live.send = self.note

    def note(self, content, buffers=()):
        """Keep what is sent; of a frame what it tells, its blobs, and their names."""
        if content["kind"] == "frame":
            content, buffers = self.page.read(content, buffers)
            content["names"] = names_in(self.live, content)
        self.sent.append((content, buffers))

    def places(self, figure, width):
        self.width = width
        figure.set_figheight(2)
        return figure.add_gridspec(1)

    def build(self, axes):
        [self.ax] = axes
        self.ax.barh([0], [1])
        self.ax.set_xlim(0, 20)

    def paint(self, length, name):
        self.painted.append((length, name))
        self.ax.patches[0].set_width(self.factor * length)
        self.ax.set_title(f"{name}")
        spots = Spots(self.ax, [(0, length, -0.4, 0.4)], ["the bar"], [{"name": 9, "length": 1}])
        return Told(f"{length} of {name}", [spots])

    def hear(self, **content):
        self.live._heard(self.live, content, [])

    def want(self, *states):
        generation = self.sent[-1][0]["generation"]
        self.hear(kind="want", generation=generation, states=list(states))

    def frames(self):
        return [content for content, _ in self.sent if content["kind"] == "frame"]

    def names_of(self, frame):
        """The blobs that a figure which has only ever been in the frame's state is made of."""
        other = Example()
        other.factor = self.factor
        other.slider.value = frame["state"][0]
        other.names.index = frame["state"][1]
        other.hear(**PAGE)
        return other.frames()[-1]["names"]
