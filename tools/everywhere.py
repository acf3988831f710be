"""Run the stored notebooks, strictly, on other kernels of OpenBLAS, threads, dependencies, orders.

Run by ``make test-everywhere``, in full, and then written to benchmarks/RESULTS.md; with names of
groups it runs these only, and with ``--sample`` what CI runs. One line a configuration says what
ran and which cells failed; nbval's own words about them are in build/everywhere. Environments are
made there for ``lowest`` and ``newest`` only. Kills, full disks and damaged files come before the
ten orders, then the property tests, with many more examples than in ``make test``, and last the
kernel of a browser.
"""

import argparse
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "everywhere"
SANITIZE = ROOT / "tests" / "sanitize.cfg"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
TITLE = "## The same outputs everywhere"
COLUMNS = ("configuration", "runs as", "what ran", "took")
CELL_SECONDS = 300
REPEATS = 10

# OpenBLAS's kernels for x86, oldest first, and the processor's flags that each of them needs.
KERNELS = {
    "Prescott": {"pni"},
    "Nehalem": {"sse4_2"},
    "Sandybridge": {"avx"},
    "Haswell": {"avx2", "fma"},
    "SkylakeX": {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"},
}
# What a numpy can do without beyond its baseline, in words for NPY_DISABLE_CPU_FEATURES.
VECTORS = """
from numpy._core import _multiarray_umath as core
print(*(name for name in core.__cpu_dispatch__ if core.__cpu_features__[name]))
"""
RUNS_AS = """
import numpy, threadpoolctl
pools = [pool for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]
said = [f"{pool['internal_api']} {pool.get('architecture')}" for pool in pools]
print(f"numpy {numpy.__version__},", ", ".join(said) or "no BLAS that is known")
"""
ABOUT = """Every cell of every notebook is run again, strictly, and compared with its stored output.
*order-0* to *order-9* are ten runs in a row, with the notebooks shuffled. *faults* kills a kernel
20 times while it unpacks the digits and 20 times while it saves a network, starts eight at once,
fills a disk, takes the right to write away, damages the cache, the published files and a stored
network at 200 places each, and interrupts training. *properties* passes many arguments, right and
wrong, to every public function. *browser* runs the notebooks in JupyterLite."""
# A network of its own, in which nothing can be reached but the loopback that kernels talk over;
# it is switched on (SIOCSIFFLAGS with UP and RUNNING) before the command is run.
UNSHARE = ("unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--net")
LOOPBACK = """
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH22x", b"lo", 0x41))
os.execvp(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True)
class Configuration:
    """One way to run the series.

    surroundings: environment variables. order: a seed for the order of the notebooks; by their
    numbers without it. around: a command that runs the one behind it. refused: why this machine
    does not permit it, in its own words. tests: what to run instead of the notebooks.
    """

    name: str
    surroundings: dict = field(default_factory=dict)
    python: str = sys.executable
    order: int | None = None
    around: tuple = ()
    refused: str = ""
    tests: tuple = ()


def threads():
    """One BLAS thread, and two."""
    return [Configuration(f"threads-{n}", {"OPENBLAS_NUM_THREADS": str(n)}) for n in (1, 2)]


def kernels():
    """Every kernel of OpenBLAS that this processor can run."""
    can = processor_flags()
    return [
        Configuration(f"kernel-{name}", {"OPENBLAS_CORETYPE": name})
        for name, needed in KERNELS.items()
        if needed <= can
    ]


def vectors(python=sys.executable):
    """Numpy without its own vector code."""
    named = subprocess.run([python, "-c", VECTORS], capture_output=True, text=True, check=True)
    disabled = " ".join(named.stdout.split())
    if not disabled:
        return []
    # An old kernel as well: what is left is what the oldest processor would do.
    return [
        Configuration("no-vectors", {"NPY_DISABLE_CPU_FEATURES": disabled}),
        *(
            Configuration(f"no-vectors-{oldest.name}", oldest.surroundings
                          | {"NPY_DISABLE_CPU_FEATURES": disabled})
            for oldest in kernels()[:1]
        ),
    ]  # fmt: skip


def offline():
    """A network that ends at this machine: whoever reaches for another one fails."""
    around = (*UNSHARE, sys.executable, "-c", LOOPBACK)
    try:
        tried = subprocess.run([*around, "true"], capture_output=True, text=True)
        refused = tried.stderr.strip().splitlines()[-1:] if tried.returncode else []
    except OSError as error:
        refused = [str(error)]
    return [Configuration("offline", around=around, refused=" ".join(refused))]


def lowest():
    """The lowest version of each dependency that pyproject.toml allows."""
    return [Configuration("lowest", python=environment("lowest", lowest_of(dependencies())))]


def newest():
    """The newest version of each dependency that pyproject.toml allows."""
    return [Configuration("newest", python=environment("newest", dependencies()))]


def orders():
    """The same ten times in a row, each time in another order."""
    return [Configuration(f"order-{seed}", order=seed) for seed in range(REPEATS)]


def faults():
    """Kills, full and read-only disks, damaged files, interrupts."""
    return [Configuration("faults", tests=("tests/faults",))]


def properties():
    """The property tests with many examples."""
    return [Configuration("properties", {"PROPERTIES": "everywhere"}, tests=("tests/properties",))]


def browser():
    """Every notebook in the kernel of a browser, on a Pyodide that has numpy."""
    tests = ("tests/site/test_lite_notebooks.py", "--all-notebooks")
    there = (ROOT / ".venv-site" / "ready").exists()
    refused = "" if there else "what builds the site is missing: 'make .venv-site/ready'"
    return [Configuration("browser", tests=tests, refused=refused)]


GROUPS = {
    function.__name__: function
    for function in (
        *(threads, kernels, vectors, offline, lowest, newest, faults, orders, properties),
        browser,
    )
}
SAMPLE = ("no-vectors-kernel-Prescott", "offline")  # two, in under three minutes


def processor_flags(path=Path("/proc/cpuinfo")):
    """The processor's abilities, in Linux's words; none where Linux does not say."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [line for line in text.splitlines() if line.startswith("flags")]
    return set(lines[0].partition(":")[2].split()) if lines else set()


def dependencies():
    """What pyproject.toml asks for, to run and to test the series."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["test"]]


def lowest_of(requirements):
    """Each requirement at the lowest version that it allows: ``numpy>=2.0,<3`` is numpy 2.0.0."""
    found = []
    for requirement in requirements:
        name, _, rest = requirement.partition(">=")
        found.append(f"{name}=={rest.split(',')[0]}")
    return found


def environment(name, requirements):
    """Make a virtual environment, or take the one that is there; return its interpreter."""
    folder = BUILD / name
    stamp, wanted = folder / "ready", "\n".join([sys.version, *requirements])
    python = str(folder / "bin" / "python")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and name != "newest":
        return python
    print(f"Making {folder.relative_to(ROOT)} ...", flush=True)
    commands = (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements],
    )
    with open(BUILD / f"{name}.log", "w", encoding="utf-8") as log:
        for command in commands:
            if subprocess.call(command, stdout=log, stderr=log):
                sys.exit(f"{' '.join(command[:4])} ... failed: see {BUILD / name}.log")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def run(configuration, notebooks, jobs):
    """Run nbval over the notebooks; return the cells that failed, and how many cells there were."""
    folder = BUILD / "results" / configuration.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if configuration.order is not None:
        notebooks = random.Random(configuration.order).sample(notebooks, len(notebooks))
    command = [
        *(*configuration.around, configuration.python, "-m", "pytest", "--quiet", "--tb=short"),
        *("--override-ini=addopts=", "-p", "no:cacheprovider", "-n", str(jobs if jobs > 1 else 0)),
        *("--dist", "loadscope", f"--junitxml={folder / 'cells.xml'}"),
    ]
    if configuration.tests:
        command += configuration.tests
    else:
        command += ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_SECONDS}"]
        command += [f"--nbval-sanitize-with={SANITIZE}"]
        command += map(str, notebooks)
    with open(folder / "log.txt", "wb") as log:
        code = subprocess.call(
            command, cwd=ROOT, env=surroundings(configuration, folder), stdout=log, stderr=log
        )
    shutil.rmtree(folder / "digits", ignore_errors=True)
    failing, count = outcome(folder / "cells.xml")
    if code and not failing:
        failing = [f"pytest ended with {code}: see {folder.relative_to(ROOT) / 'log.txt'}"]
    return failing, count


def surroundings(configuration, folder):
    """Environment variables: this checkout, an empty cache, and what the configuration says."""
    kept = {"OPENBLAS_NUM_THREADS": "1"} | dict(os.environ)
    for name in ("OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES"):
        kept.pop(name, None)
    paths = [str(ROOT), os.environ.get("PYTHONPATH")]
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    kept["DIGITS_CACHE"] = str(folder / "digits")  # empty at first: kernels unpack side by side
    return kept | configuration.surroundings


def outcome(path):
    """The failing cells and the number of cells in pytest's report; none where there is none."""
    if not path.exists():
        return [], 0
    cases = ElementTree.parse(path).iter("testcase")
    cases = [case for case in cases if case.find("skipped") is None]
    failing = [
        f"{case.get('classname').removeprefix('notebooks.')} {case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return failing, len(cases)


def runs_as(configuration):
    """What numpy says about itself in a configuration."""
    said = subprocess.run(
        [configuration.python, "-c", RUNS_AS],
        env=surroundings(configuration, BUILD),
        capture_output=True,
        text=True,
    )
    return said.stdout.strip() or f"numpy does not start: {said.stderr.strip()[-300:]}"


def chosen(groups, sample):
    """The configurations of the groups, each made when its turn comes."""
    if sample:
        made = [*vectors(), *offline()]
        yield from (each for each in made if each.name in SAMPLE)
        return
    for group in groups or GROUPS:
        yield from GROUPS[group]()


def one(configuration, notebooks, jobs):
    """Run one configuration; print and return its row of the table, and whether it failed."""
    if configuration.refused:
        refused = os.environ.get("CI") == "true" and os.geteuid() == 0  # there it has to be
        row = configuration.name, "", f"NOT RUN, not permitted here: {configuration.refused}", ""
    else:
        began = time.perf_counter()
        failing, count = run(configuration, notebooks, jobs)
        result = "; ".join(failing) or ("passed" if count else "NOTHING RAN")
        what = "tests" if configuration.tests else f"cells of {len(notebooks)} notebooks"
        seconds = f"{time.perf_counter() - began:.0f} s"
        row = configuration.name, runs_as(configuration), f"{count} {what}: {result}", seconds
        refused = bool(failing) or not count
    print("; ".join(filter(None, row)), flush=True)
    return row, refused


def main(arguments=None):
    """Run the command line and return its exit code: 0 when every cell is as stored."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--sample", action="store_true", help="what CI runs, in three minutes")
    parser.add_argument("--only", default="", metavar="NN", help="one notebook, by its number")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks at the same time")
    options = parser.parse_args(arguments)
    unknown = set(options.groups) - set(GROUPS)
    notebooks = sorted((ROOT / "notebooks").glob(f"{options.only}*.ipynb"))
    if unknown or not notebooks:
        parser.error(f"there is no {', '.join(unknown) or 'notebook ' + options.only}")
    done = []
    for configuration in chosen(options.groups, options.sample):
        done.append(one(configuration, notebooks, options.jobs))
        if not (options.groups or options.sample or options.only):
            # After each one: a run that is ended early leaves what it has found.
            record([row for row, _ in done], sum(failed for _, failed in done))
    return int(any(failed for _, failed in done))


def record(rows, failed):
    """Put the table of a full run in the place of the last one among the results."""
    today = f"{date.today():%d %B %Y}".lstrip("0")
    machine = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}"
    parts = [
        TITLE,
        f"Measured on {today}, on a machine with {machine}, Python {platform.python_version()}.",
        ABOUT,
        table([COLUMNS, *rows]),
        f"- Configurations in which something differs: {failed} of {len(rows)}",
    ]
    section = "\n\n".join(parts) + "\n\n"
    text = RESULTS.read_text(encoding="utf-8")
    text, found = re.subn(rf"(?ms)^{TITLE}$.*?(?=^## |\Z)", lambda _: section, text)
    RESULTS.write_text(text if found else f"{text}\n{section}", encoding="utf-8")


def table(rows):
    """A Markdown table whose columns line up in plain text too; the first row is its head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(map(str.ljust, row, widths)) for row in rows]
    head, *rest = [f"| {line} |" for line in lines]
    return "\n".join([head, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *rest])


if __name__ == "__main__":
    sys.exit(main())
