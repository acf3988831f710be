"""Open a notebook as a lecture: larger letters in its figures, run, at its first slide.

Run by ``make lecture N=07``. A lecture is held with copies, in build/lecture: JupyterLab saves what
was run, and the notebooks' stored outputs are written by ``make notebooks`` only.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE = {r"set_view(\"page\")": r"set_view(\"lecture\")"}  # as JSON writes them


def chosen(number, folder):
    """Return the name of the notebook with a number, such as "07", "7" or "03b"."""
    paths = sorted(folder.glob("[0-9][0-9]*_*.ipynb"))
    names = {path.name.split("_")[0]: path.name for path in paths}
    for known, name in names.items():
        if number and number in (known, known.lstrip("0") or "0"):
            return name
    said = f"there is no notebook {number}" if number else "say which notebook, as in N=07"
    raise ValueError(f"{said}: N is one of {', '.join(names)}")


def copy_all(folder, out):
    """Copy all notebooks, so that links between them hold, with figures for a hall."""
    out.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        for page, hall in BESIDE.items():
            text = text.replace(page, hall)
        (out / path.name).write_text(text, encoding="utf-8")


def command(name, out, port):
    """Return JupyterLab's command line: in a workspace so named, its extension begins."""
    place = out.relative_to(ROOT).as_posix()
    return [
        *(sys.executable, "-m", "jupyterlab", "--allow-root"),
        *("--ip=localhost", f"--port={port}"),
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/workspaces/lecture-{name.split('_')[0]}/tree/{place}/{name}",
    ]


def main(arguments=None, folder=ROOT / "notebooks", out=ROOT / "build" / "lecture"):
    """Run the command line; does not return when all is well, else returns 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", help="the notebook's number, such as 07")
    parser.add_argument("--port", default="8888")
    options = parser.parse_args(arguments)
    try:
        name = chosen(options.number, folder)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    copy_all(folder, out)
    started = command(name, out, options.port)
    os.execv(started[0], started)


if __name__ == "__main__":
    sys.exit(main())
