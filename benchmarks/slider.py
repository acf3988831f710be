"""From key press to picture in a real browser, LiveFigure against `interact`: -m benchmarks.slider.

All draw an image, a unit's weights, their product and ten outputs, and follow two sliders. They
stand on one page and take turns.
"""

import sys
import tempfile
from pathlib import Path
from statistics import mean, median

import numpy as np

from benchmarks.page_times import Traffic, Watched
from tests.browser.conftest import what_is_missing
from tests.browser.explorer import Explorer
from tests.browser.lab import running_lab
from tests.browser.page import NotebookPage, running_chromium
from tests.browser.scratch import write_notebook

WARM_UP, MOVES = 3, 36
ROUNDS, PRESSES, A_SECOND = 3, 20, 30
FRAME = 1000 / 60  # ms

SET_UP = """
import matplotlib.pyplot as plt
from helpers.attribution import pixel_products
from helpers.digits import as_pixels, load_digits
from helpers.live import LiveFigure, Told
from helpers.plots import plot_digit, plot_outputs, plot_signed
from helpers.plots import update_digit, update_outputs, update_signed
from helpers.storage import load_network
from ipywidgets import IntSlider, VBox, interact

net = load_network("ten-digits")
images, labels = load_digits("test")
X, W1 = as_pixels(images[:200]), net.weights[0]
units, rows = (0, len(W1) - 1), (0, len(X) - 1)
size = (10.5, 3)

def draw(axes, unit, image):
    limit = abs(W1[unit]).max()
    plot_digit(axes[0], X[image], title="image")
    plot_signed(axes[1], W1[unit], limit, title="weights of the unit")
    plot_signed(axes[2], pixel_products(net, X[image], unit), limit, title="weights × image")
    plot_outputs(axes[3], net.forward(X[image]).outputs, labels[image], title="outputs")
"""
LIVE = """
def live(prefetch):
    axes = []

    def build(figure, width):
        figure.set_figheight(size[1] * width / size[0])
        axes[:] = figure.subplots(1, 4)
        draw(axes, 0, 0)

    def paint(unit, image):
        limit = abs(W1[unit]).max()
        update_digit(axes[0], X[image])
        update_signed(axes[1], W1[unit], limit)
        update_signed(axes[2], pixel_products(net, X[image], unit), limit)
        update_outputs(axes[3], net.forward(X[image]).outputs, labels[image])
        return Told(f"Unit {unit} and image {image}.")

    names = {"unit": units, "image": rows}
    sliders = {n: IntSlider(0, *ends, description=n) for n, ends in names.items()}
    figure = LiveFigure(build, paint, sliders, label="a unit", prefetch=prefetch)
    return VBox([*sliders.values(), figure]).add_class("explorer")
"""
# The same picture, drawn by the same functions on a new figure each time.
INTERACT = """
@interact(unit=units, image=rows)
def show(unit=0, image=0):
    fig, axes = plt.subplots(1, 4, figsize=size, layout="constrained")
    draw(axes, unit, image)
    plt.show()
"""
# Less than the same picture: no scales, no frames, no layout; what a first try looks like.
BARE = """
@interact(unit=units, image=rows)
def show(unit=0, image=0):
    fig, axes = plt.subplots(1, 4, figsize=size)
    x, limit = X[image], abs(W1[unit]).max()
    axes[0].imshow(x.reshape(28, 28), cmap="Greys", vmin=0, vmax=1)
    for ax, signed in zip(axes[1:], (W1[unit], pixel_products(net, x, unit))):
        ax.imshow(signed.reshape(28, 28), cmap="RdBu_r", vmin=-limit, vmax=limit)
    for ax, title in zip(axes, ("image", "weights", "weights × image")):
        ax.set_title(title)
        ax.axis("off")
    axes[3].barh(range(10), net.forward(x).outputs)
    axes[3].set(title="outputs", yticks=range(10), xlim=(0, 1))
    plt.show()
"""
CELLS = (SET_UP, LIVE, "live(prefetch=True)", "live(prefetch=False)", INTERACT, BARE)
# Where each one stands on the page: a selector, and which of the elements that it finds.
VARIANTS = {
    "live": (".explorer", 0),
    "live, no prefetch": (".explorer", 1),
    "interact": (".widget-interact", 0),
    "bare interact": (".widget-interact", 1),
}
# Back and forth, so that every picture is one that was not there before.
ONE_SLIDER = [("unit", "ArrowRight")] * (WARM_UP + MOVES)
TWO_SLIDERS = [("image", "ArrowRight"), ("unit", "ArrowLeft")] * (MOVES // 2)


def main():
    missing = what_is_missing()
    if missing:
        sys.exit(f"The slider cannot be measured: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        write_notebook(Path(folder) / "slider.ipynb", CELLS)
        with running_lab(Path(folder)) as lab, running_chromium() as chromium:
            page = NotebookPage(chromium, lab, "slider.ipynb", Path(folder))
            traffic = Traffic(page.page)
            page.open()
            page.run_all()
            page.leaf_through()
            if page.errors:
                sys.exit(f"The slider cannot be measured: {page.errors}")
            _measure(_contestants(page, traffic))
            page.close()


def _measure(contestants):
    one = _moves(contestants, ONE_SLIDER)
    _print_moves("the unit's slider", {name: seen[WARM_UP:] for name, seen in one.items()})
    _print_moves("the two sliders in turn", _moves(contestants, TWO_SLIDERS))
    held = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, way in contestants.items():
            held[name].append(way.hold("unit", "ArrowRight", PRESSES, A_SECOND))
    _print_held(held)


def _contestants(page, traffic):
    found = {}
    for name, (selector, number) in VARIANTS.items():
        ui = Explorer(page, page.page.locator(selector).nth(number))
        found[name] = Watched(ui, traffic)
    return found


def _moves(contestants, moves):
    """Let the contestants make each move in turn; return what was seen, by name."""
    seen = {name: [] for name in contestants}
    for move in moves:
        for name, way in contestants.items():
            seen[name].append(way.press(*move))
    return seen


def _print_moves(what, moves):
    n = len(moves["interact"])
    print(f"{what}: key press to picture, ms, {n} moves each, interleaved in one run")
    print(f"{'':18}{'page p50':>9}{'p95':>8}{'frame p50':>11}{'p95':>8}", end="")
    print(f"{'of interact':>13}{'KB a move':>11}")
    theirs = median(seen.late("seen") for seen in moves["interact"])
    for name, all_seen in moves.items():
        page, frame = (
            np.percentile([seen.late(where) for seen in all_seen], (50, 95))
            for where in ("page", "seen")
        )
        print(f"{name:18}{page[0]:9.1f}{page[1]:8.1f}{frame[0]:11.1f}{frame[1]:8.1f}", end="")
        print(f"{frame[0] / theirs:13.2f}{mean(seen.bytes for seen in all_seen) / 1024:11.0f}")
    print()


def _print_held(held):
    print(f"a held key, {PRESSES} presses at {A_SECOND} a second, median of {ROUNDS} rounds")
    print(f"{'':18}{'shown':>9}{'last late, ms':>15}{'in frames':>11}{'worst, ms':>11}", end="")
    print(f"{'presses a second':>18}")
    for name, rounds in held.items():
        late = [seen.late("seen") for seen in rounds]
        shown, rate = median(r.distinct for r in rounds), median(r.rate for r in rounds)
        print(f"{name:18}{shown:9.0f}{median(late):15.1f}{median(late) / FRAME:11.1f}", end="")
        print(f"{max(late):11.1f}{rate:18.0f}")


if __name__ == "__main__":
    main()
