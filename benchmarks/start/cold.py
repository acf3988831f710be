"""A cold `make test`: a new clone of what is committed, set up, linted and tested, by the clock."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.machine import in_words
from benchmarks.report import Section, write

ROOT = Path(__file__).resolve().parents[2]
INHERITED = ("PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES")  # not a new shell's
# make prints each command before it runs it; the set-up is what comes before the first.
PARTS = (("set-up", None), ("lint", "ruff check"), ("tests", "-m pytest"))


def main():
    section = Section("A cold make test", in_words())
    with tempfile.TemporaryDirectory() as folder:
        clone = f"{folder}/clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        began = time.perf_counter()
        make = subprocess.Popen(
            ["make", "test"],
            cwd=clone,
            env={name: value for name, value in os.environ.items() if name not in INHERITED},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = [(time.perf_counter() - began, line.rstrip()) for line in make.stdout]
        code, ended = make.wait(), time.perf_counter() - began
    if code != 0:
        raise SystemExit("\n".join([*(line for _, line in lines[-40:]), "make test failed"]))
    section.say(
        "`make test` in a new clone: it makes `.venv` and installs everything there (from what pip "
        "has kept of earlier downloads, where it has), lints, and runs all tests but those in the "
        f"browser. {summary(lines)}."
    )
    rows = [(name, f"{seconds:.0f}") for name, seconds in parts(lines, ended).items()]
    section.table(("part", "seconds"), [*rows, ("together", f"{ended:.0f}")])
    write(section)


def summary(lines):
    """What pytest said of all tests, without the time that it took by its own clock."""
    said = [line.strip("= ") for _, line in lines if line.startswith("=") and " passed" in line]
    return said[-1].partition(" in ")[0]


def parts(lines, ended):
    """Seconds of each part, from the lines that make and its commands printed.

    Parameters
    ----------
    lines : list of (float, str)
        Seconds since the beginning, and a line.
    ended : float

    Returns
    -------
    dict of str to float
    """
    begins = [
        next((at for at, line in lines if word in line), ended) if word else 0.0
        for _, word in PARTS
    ]
    ends = [*begins[1:], ended]
    return {name: b - a for (name, _), a, b in zip(PARTS, begins, ends, strict=True)}
