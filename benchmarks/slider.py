"""From key press to picture in a real browser, explorer against `interact`: -m benchmarks.slider.

All draw an image, a unit's weights and their product. Times are taken inside the page: from the
key's own time stamp to the decoded picture ("page"), and to the next frame ("frame").
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat
import numpy as np

from tests.browser.conftest import what_is_missing
from tests.browser.explorer import Explorer
from tests.browser.lab import running_lab
from tests.browser.page import NotebookPage, running_chromium

WARM_UP, MOVES = 3, 36
ROUNDS, PRESSES, A_SECOND = 3, 20, 30
QUIET = 0.25  # seconds without a new picture, after which a move is over

SET_UP = """
from helpers.attribution import pixel_products
from helpers.digits import as_pixels, load_digits
from helpers.explore import OneUnit
from helpers.storage import load_network

net = load_network("ten-digits")
images, labels = load_digits("test")
"""
# The same picture, drawn by the same functions on a new figure each time.
INTERACT = """
import matplotlib.pyplot as plt
from helpers.plots import plot_digit, plot_signed
from ipywidgets import interact

x, W1 = as_pixels(images[0]), net.weights[0]

@interact(unit=(0, len(W1) - 1))
def show(unit=0):
    fig, axes = plt.subplots(1, 3, figsize=(10.5, 3.4), layout="constrained")
    limit = abs(W1[unit]).max()
    plot_digit(axes[0], x, title="image")
    plot_signed(axes[1], W1[unit], limit, title="weights of the unit")
    plot_signed(axes[2], pixel_products(net, x, unit), limit, title="weights × image")
    plt.show()
"""
# Less than the same picture: no scales, no frames, no layout; what a first try looks like.
BARE = """
@interact(unit=(0, len(W1) - 1))
def show(unit=0):
    fig, axes = plt.subplots(1, 3, figsize=(10.5, 3.4))
    limit = abs(W1[unit]).max()
    axes[0].imshow(x.reshape(28, 28), cmap="Greys", vmin=0, vmax=1)
    for ax, signed in zip(axes[1:], (W1[unit], pixel_products(net, x, unit))):
        ax.imshow(signed.reshape(28, 28), cmap="RdBu_r", vmin=-limit, vmax=limit)
    for ax, title in zip(axes, ("image", "weights", "weights × image")):
        ax.set_title(title)
        ax.axis("off")
    plt.show()
"""
EXPLORER = "OneUnit(net, images, labels, unit=0)"
# Where each one stands on the page: a selector, and which of the elements that it finds.
VARIANTS = {
    "explorer": (".explorer", 0),
    "interact": (".widget-interact", 0),
    "bare interact": (".widget-interact", 1),
}

WATCH = """root => {
  root.seen = {pressed: [], shown: []};
  root.addEventListener('keydown', e => root.seen.pressed.push(e.timeStamp), true);
  const show = async img => {
    try { await img.decode(); } catch { return; }  // replaced before anybody could see it
    const page = performance.now();
    requestAnimationFrame(frame => {
      if (img.isConnected) root.seen.shown.push({page, shown: performance.now(), frame});
    });
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


class Contestant:
    """One of the two ways, with its slider and what the page has seen of it."""

    def __init__(self, page, name):
        self.name, self.page = name, page
        selector, number = VARIANTS[name]
        self.ui = Explorer(page, page.page.locator(selector).nth(number))
        sliders = self.ui.controls("slider")
        self.slider = next(s for s in sliders if "unit" in self.ui.label(s).lower())
        self.ui.root.evaluate(WATCH)
        self.page_ms, self.frame_ms, self.shown, self.late_ms, self.rate = [], [], [], [], []

    def move(self):
        """Press the arrow key once; note the time until the last picture that it brought."""
        pressed, shown = self._after(lambda: self.ui.press_key(self.slider, "ArrowRight"))
        self.page_ms.append(shown[-1]["page"] - pressed[-1])
        self.frame_ms.append(shown[-1]["shown"] - pressed[-1])

    def hold(self):
        """Press the arrow key as a held key does; note how much of it is seen, and how late."""

        def press_many():
            self.ui.press_key(self.slider, "ArrowRight")
            start = time.perf_counter()
            for i in range(1, PRESSES):
                time.sleep(max(0, start + i / A_SECOND - time.perf_counter()))
                self.page.page.keyboard.down("ArrowRight")
            self.page.page.keyboard.up("ArrowRight")

        pressed, shown = self._after(press_many)
        self.shown.append(len({picture["frame"] for picture in shown}))
        self.late_ms.append(shown[-1]["shown"] - pressed[-1])
        self.rate.append((len(pressed) - 1) / (pressed[-1] - pressed[0]) * 1000)

    def _after(self, action):
        """Do something; return when keys were pressed and pictures shown, once all is quiet."""
        self.slider.scroll_into_view_if_needed()
        self.page.page.wait_for_timeout(200)  # the scrolling itself must not be timed
        self.ui.root.evaluate("root => { root.seen.pressed = []; root.seen.shown = []; }")
        action()
        seen = {"shown": []}
        for _ in range(50):
            before, seen = len(seen["shown"]), self._seen_later()
            if 0 < before == len(seen["shown"]):
                return seen["pressed"], seen["shown"]
        raise RuntimeError(f"{self.name}: no picture came after the key press")

    def _seen_later(self):
        self.page.page.wait_for_timeout(1000 * QUIET)
        return self.ui.root.evaluate("root => root.seen")


def main():
    missing = what_is_missing()
    if missing:
        sys.exit(f"The slider cannot be measured: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        _write_notebook(Path(folder) / "slider.ipynb")
        with running_lab(Path(folder)) as lab, running_chromium() as chromium:
            page = NotebookPage(chromium, lab, "slider.ipynb", Path(folder))
            page.open()
            page.run_all()
            page.screenshot("slider")
            if page.errors:
                sys.exit(f"The slider cannot be measured: {page.errors}")
            contestants = [Contestant(page, name) for name in VARIANTS]
            for _ in range(WARM_UP + MOVES):
                for contestant in contestants:
                    contestant.move()
            for _ in range(ROUNDS):
                for contestant in contestants:
                    contestant.hold()
            page.close()
    _print_tables(contestants)


def _write_notebook(path):
    cells = [nbformat.v4.new_code_cell(source) for source in (SET_UP, INTERACT, BARE, EXPLORER)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)


def _print_tables(contestants):
    print(f"key press to picture, ms, {MOVES} moves each, interleaved in one run")
    print(f"{'':14}{'page p50':>9}{'p95':>5}{'frame p50':>11}{'p95':>5}{'times the explorer':>20}")
    ours = median(contestants[0].page_ms[WARM_UP:])
    for way in contestants:
        page, frame = (np.percentile(t[WARM_UP:], (50, 95)) for t in (way.page_ms, way.frame_ms))
        print(
            f"{way.name:14}{page[0]:9.0f}{page[1]:5.0f}{frame[0]:11.0f}{frame[1]:5.0f}"
            f"{page[0] / ours:20.1f}"
        )
    print(f"\na held key, {PRESSES} presses at {A_SECOND} a second, median of {ROUNDS} rounds")
    print(f"{'':14}{'shown':>9}{'last one late, ms':>19}{'presses a second':>18}")
    for way in contestants:
        shown, late, rate = median(way.shown), median(way.late_ms), median(way.rate)
        print(f"{way.name:14}{shown:9.0f}{late:19.0f}{rate:18.0f}")


if __name__ == "__main__":
    main()
