"""What a key press brings, as the page sees it: when which picture was there, and what it cost.

All times are taken inside the page, from the key's own time stamp. A picture is there when its
canvas was painted or its image decoded ("page"), and seen at the frame that follows ("frame").
"""

import time
from dataclasses import dataclass

QUIET = 0.3  # seconds without a new picture or message, after which a move is over
LONGEST = 20  # seconds

WATCH = """root => {
  root.seen = {pressed: [], shown: []};
  root.addEventListener('keydown', e => root.seen.pressed.push(e.timeStamp), true);
  const note = (picture, isThere) => {
    const page = performance.now();
    requestAnimationFrame(frame => {
      if (isThere()) root.seen.shown.push({picture, page, frame, seen: performance.now()});
    });
  };
  root.addEventListener('explorer-painted', e => note(e.detail.state, () => true));
  const sources = [];
  const show = async img => {
    try { await img.decode(); } catch { return; }  // replaced before anybody could see it
    if (!sources.includes(img.src)) sources.push(img.src);
    note(sources.indexOf(img.src), () => img.isConnected);
  };
  new MutationObserver(changes => {
    for (const {type, target, addedNodes} of changes) {
      const nodes = type == 'attributes' ? [target] : addedNodes;
      for (const node of nodes) {
        if (node.nodeName == 'IMG') show(node);
        else node.querySelectorAll?.('img').forEach(show);
      }
    }
  }).observe(root, {subtree: true, childList: true, attributes: true, attributeFilter: ['src']});
}"""


class Traffic:
    """Bytes that have reached a page through its web sockets; made before the page is opened."""

    def __init__(self, page):
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    def _note(self, message):
        self.bytes += len(message if isinstance(message, bytes) else message.encode())


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

    def late(self, where):
        """Return the time from the last key press to the last picture: `where` is page or seen."""
        last = self.shown[-1]["picture"]
        # The same picture may be painted again, but it was there the first time.
        first = next(picture for picture in self.shown if picture["picture"] == last)
        return first[where] - self.pressed[-1]

    @property
    def rate(self):
        """Key presses a second."""
        return (len(self.pressed) - 1) / (self.pressed[-1] - self.pressed[0]) * 1000


class Watched:
    """An explorer or an `interact` on a page, its sliders, and what the page sees of it.

    Parameters
    ----------
    ui : tests.browser.explorer.Explorer
    traffic : Traffic
    """

    def __init__(self, ui, traffic):
        self.ui, self.traffic, self.page = ui, traffic, ui.on.page
        self.sliders = {ui.label(s).split()[0]: s for s in ui.controls("slider")}
        ui.root.evaluate(WATCH)

    def press(self, name, key):
        """Press a key once on the slider of that name; return what was `Seen`."""
        return self._after(name, lambda: self.ui.press_key(self.sliders[name], key))

    def hold(self, name, key, presses, a_second):
        """Press a key as a held key does; return what was `Seen`."""

        def press_many():
            self.ui.press_key(self.sliders[name], key)
            start = time.perf_counter()
            for i in range(1, presses):
                time.sleep(max(0, start + i / a_second - time.perf_counter()))
                self.page.keyboard.down(key)
            self.page.keyboard.up(key)

        return self._after(name, press_many)

    def _after(self, name, action):
        """Do something; return all that it brought, once the page and the kernel are quiet."""
        self.sliders[name].scroll_into_view_if_needed()
        self.page.wait_for_timeout(200)  # the scrolling itself must not be timed
        self.ui.root.evaluate("root => { root.seen.pressed = []; root.seen.shown = []; }")
        before = self.traffic.bytes
        action()
        seen = self._seen_when_quiet()
        self._check_the_last(seen["shown"])
        return Seen(seen["pressed"], seen["shown"], self.traffic.bytes - before)

    def _seen_when_quiet(self):
        now, before = None, None
        for _ in range(int(LONGEST / QUIET)):
            self.page.wait_for_timeout(1000 * QUIET)
            seen = self.ui.root.evaluate("root => root.seen")
            before, now = now, (len(seen["shown"]), self.traffic.bytes)
            if seen["shown"] and now == before:
                return seen
        raise RuntimeError(f"{len(seen['shown'])} pictures in {LONGEST} s, and no rest after them")

    def _check_the_last(self, shown):
        """A live figure tells what it has painted: that must be where the sliders stand."""
        painted = shown[-1]["picture"]
        handles = [slider.locator(".noUi-handle") for slider in self.sliders.values()]
        values = [int(float(handle.get_attribute("aria-valuenow"))) for handle in handles]
        if isinstance(painted, list) and painted != values:
            raise RuntimeError(f"the sliders stand at {values}, the picture shows {painted}")
