"""What a key press brings, as the page sees it: when which picture was there, and what it cost.

All times are taken inside the page (watch.js), from the key's own time stamp. A picture is there
when its canvas was painted or its image decoded ("page"), and seen at the frame that follows.
"""

import time
from dataclasses import dataclass
from pathlib import Path

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
QUIET = 0.25  # seconds without a new picture or message, after which a move is over
LONGEST = 20  # seconds
OPPOSITE = {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight"}


class Traffic:
    """What has reached a page through its web sockets; made before the page is opened.

    Attributes
    ----------
    bytes : int
    """

    def __init__(self, page):
        self.bytes, self._working, self._last = 0, 0, time.perf_counter()
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    @property
    def quiet_for(self):
        """Seconds since the last message; 0 while the kernel works at something."""
        return 0.0 if self._working > 0 else time.perf_counter() - self._last

    def _note(self, message):
        whole = message if isinstance(message, bytes) else message.encode()
        self.bytes += len(whole)
        self._last = time.perf_counter()
        for state, step in ((b'"busy"', 1), (b'"idle"', -1)):
            if b'"execution_state": ' + state in whole:
                self._working = max(0, self._working + step)


@dataclass(frozen=True)
class Seen:
    """What one or more key presses brought; times in ms."""

    pressed: list[float]
    shown: list[dict]
    bytes: int

    @property
    def distinct(self):
        """How many different pictures stood on the screen when a frame was made."""
        last_of_frame = {picture["frame"]: str(picture["picture"]) for picture in self.shown}
        return len(set(last_of_frame.values()))

    def late(self, where="seen"):
        """Return the time from the last key press to the last picture: `where` is page or seen."""
        last = self.shown[-1]["picture"]
        # The same picture may be painted again, but it was there the first time.
        first = next(picture for picture in self.shown if picture["picture"] == last)
        return first[where] - self.pressed[-1]

    @property
    def rate(self):
        """Key presses a second."""
        return (len(self.pressed) - 1) / (self.pressed[-1] - self.pressed[0]) * 1000


class Pictures:
    """Which picture belongs to which values of the sliders, as far as they were seen."""

    def __init__(self):
        self._known = {}

    def check(self, values, picture):
        """Refuse a picture that is not the one of these values.

        A live figure tells its values, among those of its other controls. Of others the same
        values must always bring the same picture, and other values another: so one that has not
        followed yet is found.

        Parameters
        ----------
        values : tuple of int
        picture : list of int, or int
            The values that a live figure has painted; of others the picture's number.

        Raises
        ------
        RuntimeError
        """
        if isinstance(picture, list):
            told = iter(picture)
            if not all(value in told for value in values):
                raise RuntimeError(f"the sliders stand at {values}, the picture shows {picture}")
            return
        others = [place for place, known in self._known.items() if known == picture]
        if others not in ([], [values]) or self._known.get(values, picture) != picture:
            raise RuntimeError(f"at {values} stands another picture than before, as at {others}")
        self._known[values] = picture


class Watched:
    """An explorer or something like it on a page, its sliders, and what the page sees of it.

    Parameters
    ----------
    ui : tests.browser.explorer.Explorer
        On the page: a LiveFigure, a picture of `interact`, an ipympl canvas or a plotly graph.
    traffic : Traffic
    """

    def __init__(self, ui, traffic):
        self.ui, self.traffic, self.page = ui, traffic, ui.on.page
        self.sliders = {ui.label(s).split()[0]: s for s in ui.controls("slider")}
        self.pictures = Pictures()
        ui.root.evaluate(WATCH)

    def press(self, name, key):
        """Press a key once on the slider of that name; return what was `Seen`."""
        return self._after(name, lambda: self.ui.press_key(self.sliders[name], key))

    def hold(self, name, key, presses, a_second):
        """Press a key as a held key does; return what was `Seen`.

        Then step on and back, which must bring the picture that the held key had left.
        """

        def press_many():
            self.ui.press_key(self.sliders[name], key)
            start = time.perf_counter()
            for i in range(1, presses):
                time.sleep(max(0, start + i / a_second - time.perf_counter()))
                self.page.keyboard.down(key)
            self.page.keyboard.up(key)

        seen = self._after(name, press_many)
        self.press(name, key)
        self.press(name, OPPOSITE[key])
        return seen

    def _after(self, name, action):
        """Do something; return all that it brought, once the page and the kernel are quiet."""
        self.page.bring_to_front()
        self.sliders[name].scroll_into_view_if_needed()
        self.page.wait_for_timeout(100)  # the scrolling itself must not be timed
        self.ui.root.evaluate("root => { root.seen.pressed = []; root.seen.shown = []; }")
        before = self.traffic.bytes
        action()
        seen = self._seen_when_quiet()
        self.pictures.check(self._values(), seen["shown"][-1]["picture"])
        return Seen(seen["pressed"], seen["shown"], self.traffic.bytes - before)

    def _seen_when_quiet(self):
        """Look into the page only when the kernel is quiet, because to look takes its time."""
        count, deadline = 0, time.perf_counter() + LONGEST
        while time.perf_counter() < deadline:
            self.page.wait_for_timeout(50)
            if self.traffic.quiet_for < QUIET:
                continue
            seen = self.ui.root.evaluate("root => ({...root.seen, now: performance.now()})")
            count = len(seen["shown"])
            if count and seen["now"] - seen["shown"][-1]["seen"] > 1000 * QUIET:
                return seen
        raise RuntimeError(f"{count} pictures in {LONGEST} s, and no rest after them")

    def ends(self, name):
        """Return a slider's lowest and highest value, and where it is."""
        handle = self.sliders[name].locator(".noUi-handle").first
        names = ("aria-valuemin", "aria-valuemax", "aria-valuenow")
        return tuple(int(float(handle.get_attribute(name))) for name in names)

    def _values(self):
        handles = [slider.locator(".noUi-handle") for slider in self.sliders.values()]
        return tuple(int(float(handle.get_attribute("aria-valuenow"))) for handle in handles)
