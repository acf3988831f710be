"""From key press to picture in a real browser, beside other figures: -m benchmarks.slider."""

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from benchmarks.page_times import Traffic, Watched
from benchmarks.slider.contestants import NOTEBOOKS, WIDTH, not_installed
from benchmarks.slider.explorers import explorers_moved
from benchmarks.slider.told import section
from tests.browser.conftest import no_browser
from tests.browser.explorer import Explorer
from tests.browser.lab import running_lab
from tests.browser.page import NotebookPage, running_chromium
from tests.browser.scratch import write_notebook

WARM_UP, MOVES = 2, 24
ROUNDS, PRESSES, A_SECOND = 3, 20, 30
# Always a place where the sliders were not before, so that no picture is there already.
ONE_SLIDER = [("unit", "ArrowRight")] * (WARM_UP + MOVES)
TWO_SLIDERS = [("image", "ArrowRight"), ("unit", "ArrowLeft")] * (MOVES // 2)
WIDTHS = """root => [...root.querySelectorAll('canvas, img, .main-svg')].map(
  picture => picture.getBoundingClientRect().width)"""


def main():
    missing = no_browser()
    if missing:
        sys.exit(f"Moving a slider cannot be measured: {missing}")
    absent = not_installed()
    notebooks = {name: cells for name, cells in NOTEBOOKS.items() if name not in absent}
    with contestants(notebooks) as found:
        one = moves(found, ONE_SLIDER)
        two = moves(found, TWO_SLIDERS)
        held = {name: [] for name in found}
        for _ in range(ROUNDS):
            for name, way in found.items():
                held[name].append(way.hold("unit", "ArrowRight", PRESSES, A_SECOND))
    one = {name: seen[WARM_UP:] for name, seen in one.items()}
    section(one, two, held, absent, explorers_moved())


@contextmanager
def contestants(notebooks):
    """Open every contestant's notebook in one browser, and run it; yield them by name."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: name.replace(", ", "-").replace(" ", "-") + ".ipynb" for name in notebooks}
        for name, cells in notebooks.items():
            write_notebook(Path(folder) / files[name], cells)
        with running_lab(Path(folder)) as lab, running_chromium() as chromium:
            pages = {n: NotebookPage(chromium, lab, f, Path(folder)) for n, f in files.items()}
            yield {name: _contestant(name, page) for name, page in pages.items()}
            for name, page in pages.items():
                _refuse(name, page)
                page.page.close()
            lab.end_kernels()


def moves(found, steps):
    """Let the contestants make each move in turn; return what was seen, by name."""
    seen = {name: [] for name in found}
    for step in steps:
        for name, way in found.items():
            seen[name].append(way.press(*step))
    return seen


def _contestant(name, page):
    traffic = Traffic(page.page)
    page.open()
    page.run_all()
    _refuse(name, page)
    root = page.page.locator(".explorer, .widget-interact, .contestant").first
    root.scroll_into_view_if_needed()
    page.screenshot("picture")
    width = max(root.evaluate(WIDTHS), default=0)
    if abs(width / WIDTH - 1) > 0.1:
        sys.exit(f"{name} cannot be compared: its picture is {width:.0f} pixels wide, not {WIDTH}")
    return Watched(Explorer(page, root), traffic)


def _refuse(name, page):
    """End everything if a kernel reported an error, or a page reached for another computer."""
    for what in (page.errors, page.strangers):
        if what:
            sys.exit(f"{name} cannot be measured: {what}")


if __name__ == "__main__":
    main()
