"""An explorer's frames for the states that a page shows without a kernel, in files.

It runs in the notebook's kernel, on an explorer that a cell has shown. Nothing is drawn in another
way than in the lab: what a `LiveFigure` would send to the browser is written down instead.
"""

import json
import zlib
from contextlib import contextmanager
from hashlib import sha256
from itertools import product
from pathlib import Path

from helpers.explore import Draw
from helpers.live.figure import option_values
from tools.site.drawing import drawing

# Figures are drawn for a phone and for a desk; a page enlarges them or makes them smaller a little.
SHAPES = {"narrow": 3.2, "wide": 9.0}  # inches
RATIO = 2  # dots for each CSS pixel: sharp on fine screens, and where a page enlarges
KINDS = {
    "IntSlider": "slider",
    "SelectionSlider": "choices",
    "Dropdown": "list",
    "ToggleButtons": "buttons",
}
STEPPING = ("next step",)  # buttons that move the slider `step` on
CHANGING = ("max", "description", "disabled")  # what a move of one control may change in others


def bake(explorer, grid, folder, name):
    """Write an explorer's frames into files, and return what a page has to know, for JSON.

    grid: a list of dicts of some controls' names and values: ``"all"``, ``"0-19"``, or a list.
    Each means all combinations of its values, as far as the controls can have them, where the other
    controls are as the cell left them.
    name: what the files' names begin with; a digest of what they hold follows. The pad of `Draw`
    needs no frames: its page computes, with the network's weights.
    """
    if isinstance(explorer, Draw):
        return {"drawing": drawing(explorer, folder)}
    live, states = explorer.live, _states(explorer, grid)
    shown = explorer.children[0].children
    told = {name: getattr(live, name) for name in ("label", "followed", "panels", "longest")}
    told["controls"] = {
        name: _told(control) | {"shown": control in shown}
        for name, control in live.controls.items()
    }
    told["next"] = [button.description for button in shown if button.description in STEPPING]
    told["files"] = {}
    for shape, width in SHAPES.items():
        content, size = _frames(live, states, width)
        digest = sha256(content).hexdigest()[:12]
        file = f"{name}-{shape}-{digest}.frames"
        Path(folder, file).write_bytes(content)
        told["files"][shape] = {"name": file, "size": size, "crc32": zlib.crc32(content)}
    return told


def _states(explorer, grid):
    """The states to bake, each once, as dicts of values; the cell's own comes first."""
    controls = {name: explorer.live.controls[name] for name in explorer.live.followed}
    start = {name: control.value for name, control in controls.items()}
    states = [start]
    for part in grid:
        unknown = [name for name in part if name not in controls]
        if unknown:
            raise ValueError(f"grid: there is no control {unknown[0]!r}: choose of {[*controls]}")
        ranges = (_values(controls[name], wanted) for name, wanted in part.items())
        for values in product(*ranges):
            states.append(start | dict(zip(part, values, strict=True)))
    return list({tuple(state.values()): state for state in states}.values())


def _values(control, wanted):
    """The values of one control that a grid names."""
    if hasattr(control, "options"):
        offered = option_values(control.options)
        return offered if wanted == "all" else [value for value in offered if value in wanted]
    if isinstance(wanted, str):
        ends = [control.min, control.max] if wanted == "all" else map(int, wanted.split("-"))
        low, high = ends
        return range(low, high + 1)
    return wanted


def _told(control):
    """A control as a page has to make it."""
    told = {"kind": KINDS.get(type(control).__name__), **_changing(control)}
    if hasattr(control, "options"):
        return told | {"index": control.index, "labels": list(control._options_labels)}
    return told | {name: getattr(control, name) for name in ("value", "min", "step") if
                   hasattr(control, name)}  # fmt: skip


def _changing(control):
    return {name: getattr(control, name) for name in CHANGING if hasattr(control, name)}


def _frames(live, states, width):
    """All states' frames, each a part of one deflated stream, behind a head that says where.

    The head's length stands before it in four bytes. Also returned: the picture's size in pixels.
    """
    sent = []
    with _unsent(live, sent):
        live._heard(None, {"kind": "ready", "width": width, "scale": 1, "ratio": RATIO}, [])
        first = live._recording.frame()
        for state in states:
            if _set(live, state):
                sent[-1][0]["controls"] = {n: _changing(c) for n, c in live.controls.items()}
        size = [round(side) / RATIO for side in live.figure.bbox.size]
        _set(live, states[0])
        if live._recording.frame() != first:
            raise ValueError(
                f"{live.label}: its picture depends on more than the controls, so no page can have "
                "it: take 'baked' out of the cell's metadata"
            )
    contents, buffers = zip(*sent, strict=True)
    if any(content["generation"] != contents[0]["generation"] for content in contents):
        raise ValueError(f"{len(states)} states are more than a browser keeps: bake fewer")
    kept = ("state", "lengths", "controls")
    frames = [{k: c[k] for k in kept if k in c} for c in contents]
    for frame, buffer in zip(frames, buffers, strict=True):
        frame["bytes"] = len(buffer)
    head = zlib.compress(json.dumps(_shared(frames), separators=(",", ":")).encode(), 9)
    return len(head).to_bytes(4, "little") + head + b"".join(buffers), size


def _shared(frames):
    """Frames with what they say of controls by number: most say the same."""
    told = list({json.dumps(frame["controls"]): frame["controls"] for frame in frames}.values())
    return {
        "told": told,
        "frames": [frame | {"controls": told.index(frame["controls"])} for frame in frames],
    }


@contextmanager
def _unsent(live, sent):
    """Keep what a figure would send to the browser; the first state may be sent twice."""

    def keep(content, buffers=None):
        if content["kind"] != "frame":
            raise ValueError(f"no frame: {content}")
        sent.append((content, buffers[0]))

    live.send = keep
    try:
        yield
    finally:
        del live.send


def _set(live, state):
    """Give the controls a state's values at once, and let the figure follow; whether they can."""
    controls = {name: live.controls[name] for name in live.followed}
    for control in controls.values():
        control.unobserve(live._moved, names="value")
    try:
        for name in [*state, *state]:  # twice: one slider's end may depend on another control
            controls[name].value = state[name]
    finally:
        for control in controls.values():
            control.observe(live._moved, names="value")
    if {name: control.value for name, control in controls.items()} != state:
        return False  # such as the ninth image of a digit of which there are eight
    live._moved()
    return True
