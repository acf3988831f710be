"""First pictures and imports: python -m benchmarks.start; a cold make test: with --cold."""

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.machine import in_words
from benchmarks.report import Section, write
from benchmarks.start import cold
from benchmarks.start.imports import rooms
from benchmarks.start.pictures import FLOOR, code_cells, first_picture, notebooks
from benchmarks.timing import in_turn, ratio

ROUNDS = 3
BARE = "a kernel with these three"
PEERS = ("ipykernel", "jupyter_client", "matplotlib", "ipywidgets", "anywidget")


def main():
    section = Section("Start", in_words(*PEERS))
    with tempfile.TemporaryDirectory() as folder:
        measure_pictures(section, Path(folder))
    measure_imports(section)
    write(section)


def measure_pictures(section, folder):
    """Each notebook's first picture: the first start ever, and then with what that has kept."""
    cells = {BARE: [FLOOR]} | {path.stem: code_cells(path) for path in notebooks()}
    # The warm-up round of `in_turn` is not the first start: that needs an empty folder each.
    first = {name: first_picture(each, folder / name) for name, each in cells.items()}
    seconds = in_turn({n: partial(warm, c, folder / BARE) for n, c in cells.items()}, ROUNDS)
    section.say(
        "**First pictures.** From the start of a kernel to a notebook's first picture, its cells "
        f"run one after the other and without a page. Beside it a kernel that runs `{FLOOR}` and "
        "nothing else: no notebook with sliders can be quicker. What a notebook computes before "
        "its first picture counts: notebook 5 trains two epochs, notebook 11 centres 10,000 "
        "images. The last column is the first start ever, with the digits still packed and "
        "matplotlib without its list of fonts."
    )
    section.table(
        ("what", "seconds", "times the bare kernel", "picture in code cell", "first start ever"),
        [
            (
                name,
                f"{median(took):.2f}",
                f"{ratio(seconds, name, BARE):.2f}",
                first[name].cell or "none",
                f"{first[name].seconds:.2f}",
            )
            for name, took in seconds.items()
        ],
    )


def warm(cells, folder):
    return first_picture(cells, folder).seconds


def measure_imports(section):
    """Every room in processes of its own."""
    section.say(
        "**Imports.** Milliseconds to import each room of `helpers` in a new process: what it "
        "needs of other people's packages, and then the room itself with the rooms below it. A "
        "test holds the packages: `tests/test_imports.py`."
    )
    section.table(
        ("room", "packages", "itself", "which packages"),
        [
            (name, f"{r.needed * 1e3:.0f}", f"{r.own * 1e3:.0f}", ", ".join(r.packages) or "none")
            for name, r in rooms(ROUNDS).items()
        ],
    )


if __name__ == "__main__":
    cold.main() if "--cold" in sys.argv[1:] else main()
