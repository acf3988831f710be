"""The notebooks' own explorers, moved at full speed and on a page that is slowed four times.

What is slowed is the page's JavaScript; the kernel is not.
"""

import tempfile
from pathlib import Path

from benchmarks.page_times import OPPOSITE, Traffic, Watched
from tests.browser.lab import running_lab
from tests.browser.page import NotebookPage, running_chromium
from tests.browser.scratch import write_notebook

SLOWER = 4  # times: what Chromium's developer tools call a cheap computer
SPEEDS = (1, SLOWER)
WARM_UP, MOVES = 2, 24

SET_UP = """
from helpers import explore
from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.storage import load_network

net, deep = load_network("ten-digits"), load_network("two-layers")
images, labels = load_digits("test")
some = images[:100], labels[:100]
"""
# Each explorer, as its notebook has it, and the sliders that are moved.
EXPLORERS = {
    "06 OneUnit": ("explore.OneUnit(net, *some, 22, 30)", ("image", "unit")),
    "06 HiddenLayer": ("explore.HiddenLayer(net, *some, 22, 30)", ("image", "unit")),
    "07 TopContributors": (
        "explore.TopContributors(net, *some, mean_activations(net, images), about=3, k=5)",
        ("image", "k"),
    ),
    "08 PixelEffects": (
        "explore.PixelEffects(deep, *some, load_digits('train')[0][:500], 18, 'z1', 5)",
        ("image", "node"),
    ),
    "10 WhereDigitsGo": (
        "explore.WhereDigitsGo(net, images[:500], labels[:500], image=18, layer='hidden')",
        ("image",),
    ),
}


def explorers_moved():
    """Move each slider of each explorer at both speeds; return what was seen.

    A dict: for each explorer and slider, as words, the moves at full speed and those when slowed.
    """
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        files = {name: f"{name.replace(' ', '-')}.ipynb" for name in EXPLORERS}
        for name, (code, _) in EXPLORERS.items():
            write_notebook(Path(folder) / files[name], (SET_UP, code))
        with running_lab(Path(folder)) as lab, running_chromium() as chromium:
            for name, (_, sliders) in EXPLORERS.items():
                page = NotebookPage(chromium, lab, files[name], Path(folder))
                traffic = Traffic(page.page)
                page.open()
                page.run_all()
                watched = Watched(page.explorers()[0], traffic)
                for slider in sliders:
                    found[f"{name}, {slider}"] = [_moved(watched, slider, rate) for rate in SPEEDS]
                page.close()
    return found


def _moved(watched, slider, rate):
    """Move a slider step by step, there and back where it ends; return what was seen."""
    devtools = watched.page.context.new_cdp_session(watched.page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    low, high, now = watched.ends(slider)
    ways = {"ArrowRight": high - now, "ArrowLeft": now - low}
    key, seen = max(ways, key=ways.get), []
    while len(seen) < WARM_UP + MOVES:
        for _ in range(min(ways[key], WARM_UP + MOVES - len(seen))):
            seen.append(watched.press(slider, key))
        key = OPPOSITE[key]
        ways[key] = high - low
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return seen[WARM_UP:]
