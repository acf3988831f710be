"""The kernel in the browser beside one of this machine's own: python -m benchmarks.in_browser SITE.

SITE is a built folder of JupyterLite, such as build/site/lite. It is served on loopback, so nothing
here is the network's time.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median

import nbformat
from nbclient import NotebookClient

from benchmarks.machine import in_words
from benchmarks.report import Goal, Section, write
from tests.browser.page import running_chromium
from tests.site.browser_kernel import IDLE, KernelPage, differences
from tests.site.served import served

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
FIRST = "00_start_here.ipynb"
LIVE = "document.querySelector('.jp-OutputArea-output .explorer canvas')"
READABLE = "document.querySelectorAll('.jp-OutputArea-output img').length"
VISITS, LONGEST = 3, 1800
EPOCH = """import time, numpy as np
from helpers.recipes import train_recipe
from helpers.digits import load_digits
load_digits("train")
began = time.perf_counter()
next(train_recipe("ten-digits", batch_size=10))
print(time.perf_counter() - began)
"""


def main(site):
    section = Section("In a browser, with nothing installed", in_words("jupyterlab", "matplotlib"))
    with served(site) as address, running_chromium() as chromium:
        section.parts.append(_about(chromium, address))
        visits = [visit(chromium, address) for _ in range(VISITS)]
        epochs = epoch(chromium, address), _native_epoch()
        rows = [run_all(chromium, address, path) for path in NOTEBOOKS]
    names = ("stored pictures readable", "kernel ready", "first live explorer")
    medians = [median(took) for took in zip(*visits, strict=True)]
    section.say(
        f"**First visits** to notebook 00, {VISITS} of them, each in a browser that has kept "
        "nothing; seconds from opening its address, the first explorer by *Run All* as soon as "
        "the kernel is ready."
    )
    section.table(("", "median", "longest"), [
        (name, f"{middle:.1f}", f"{max(took):.1f}")
        for name, middle, took in zip(names, medians, zip(*visits, strict=True), strict=True)
    ])  # fmt: skip
    section.say(
        f"**An epoch** of 784→100→10, batches of 10: {epochs[0]:.1f} s, and natively "
        f"{epochs[1]:.1f} s, on one thread: {epochs[0] / epochs[1]:.1f} times."
    )
    others = [name for name, *_, differs in rows if differs]
    section.say(
        "**Run All**, from a kernel that is ready; the images that a notebook loads are fetched "
        f"meanwhile. Notebooks whose text outputs are not those stored: "
        f"{', '.join(others) or 'none'}."
    )
    section.table(("notebook", "browser, s", "native, s", "times"), [
        (name, f"{there:.0f}", f"{here:.1f}", f"{there / here:.1f}")
        for name, there, here, _ in rows
    ])  # fmt: skip
    slowest = max(rows, key=lambda row: row[1])
    section.goals += [
        Goal("first live explorer, from the address", medians[2], 15, unit=" s"),
        Goal(f"longest *Run All*, notebook {slowest[0]}", slowest[1], 120, unit=" s", why_not=(
            "Nearly all of it is training and forward passes of large layers: numpy has no BLAS "
            "in a browser, and there is one thread.")),
    ]  # fmt: skip
    write(section)


def visit(chromium, address):
    page = KernelPage(chromium, address)
    began = time.monotonic()
    page.page.goto(f"{address}/notebooks/index.html?path={FIRST}")
    page.until(READABLE, 120)
    readable = time.monotonic() - began
    page.until(f"window.jupyterapp && {IDLE}", 120)
    ready = time.monotonic() - began
    page.command("notebook:run-all-cells")
    page.until(LIVE, 120)
    live = time.monotonic() - began
    page.page.close()
    return readable, ready, live


def epoch(chromium, address):
    page = KernelPage(chromium, address)
    page.open(FIRST)
    ((_, printed, _),) = page.cell(EPOCH, LONGEST)
    page.page.close()
    return float(printed)


def _native_epoch():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(EPOCH)])
    NotebookClient(notebook, timeout=LONGEST).execute()
    return float(notebook.cells[0].outputs[0].text)


def run_all(chromium, address, path):
    """A notebook's number, and seconds for all its cells in the browser and natively."""
    page = KernelPage(chromium, address)
    page.open(path.name)
    there = page.run_all(LONGEST)
    others = differences(json.loads(path.read_text(encoding="utf-8")), page.notebook())
    print(*others, sep="\n")
    page.page.close()
    client = NotebookClient(nbformat.read(path, 4), timeout=LONGEST, allow_errors=True)
    client.resources = {"metadata": {"path": str(path.parent)}}
    with client.setup_kernel():
        began = time.monotonic()
        for place, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, place)
        here = time.monotonic() - began
    number = path.stem.split("_")[0]
    print(f"{number}: browser {there:.1f} s, native {here:.1f} s", flush=True)
    return number, there, here, bool(others)


def _about(chromium, address):
    page = KernelPage(chromium, address)
    page.open(FIRST)
    code = "import sys, numpy, matplotlib, json\nfrom js import navigator\n"
    code += "print(json.dumps([sys.version.split()[0], numpy.__version__, matplotlib.__version__]))"
    python, numpy, matplotlib = json.loads(page.cell(code)[0][1])
    agent = page.page.evaluate("navigator.userAgent").split("Chrome/")[1].split()[0]
    page.page.close()
    return (
        f"JupyterLite in Chromium {agent}, headless, served on this machine: Python {python}, "
        f"numpy {numpy}, matplotlib {matplotlib} of the Pyodide that the site was built with."
    )


if __name__ == "__main__":
    main(sys.argv[1])
