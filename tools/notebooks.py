"""Keep the stored notebooks true: write navigation, format, restart and run all, scrub, save.

Run by ``make notebooks``. ``--only 07`` takes one notebook; ``--check`` runs and changes nothing
and says which files are not as this tool would leave them. A notebook that fails is left as it was.

The outputs of code cells tagged ``answer`` are stored hidden: a reader predicts first. Of questions
the code is hidden. In Markdown cells tagged ``move`` the tool quotes what the code in their fold
prints.
"""

import argparse
import copy
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = "00_start_here.ipynb"
MARKER = "<!-- navigation: written by make notebooks -->"
CELL_SECONDS = 300

# A patch release of Python must not change a file: no version, no environment's own kernel name.
NOTEBOOK_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
CELL_METADATA = {"tags", "slideshow", "reason", "baked"}  # what an author writes; all else goes
SIDE_TRIP = re.compile(r"\d\d[b-z]_")
ANSWER, MOVE = "answer", "move"  # tags
QUESTIONS = {"vote", "predict", "quiz"}
WAY = re.compile(r"^```python\n(.*?)^```\n((?:\n?>[^\n]*\n)*)", re.M | re.S)
# In the place of hidden outputs JupyterLab shows the first line of the first one.
BLANK = nbformat.v4.new_output("display_data")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # random ids, dead without a kernel


class NotebookError(Exception):
    """A notebook cannot be written; the message names it, its cell and the cause."""


def title_of(notebook, name="this notebook"):
    """Return the text of the notebook's ``# `` heading, in its first or second cell."""
    for cell in notebook.cells[:2]:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return cell.source.splitlines()[0][2:].strip()
    raise NotebookError(f"{name}: the cell after the navigation must begin '# N. Verb the object'")


def navigation_of(titles, name):
    """Return the navigation cell's Markdown: the marker, and ``previous · contents · next``.

    Lessons lead to lessons, and to their side trips, such as 03b; a side trip leads back to its
    lesson, and on to the next one.

    titles: file name to title, for every notebook present. name: the notebook's file name.
    """
    walk = [other for other in sorted(titles) if not SIDE_TRIP.match(other)]
    before = [other for other in walk if other[:2] < name[:2] + name[2].strip("_")]
    after = [other for other in walk if other[:2] > name[:2]]
    beside = [other for other in sorted(titles) if other[:2] == name[:2] and other not in walk]
    parts = [f"[← {titles[other]}]({other})" for other in before[-1:]]
    if CONTENTS in titles:
        parts.append("Contents" if name == CONTENTS else f"[Contents]({CONTENTS})")
    parts += [f"[{titles[other]} →]({other})" for other in after[:1]]
    if name in walk:
        parts += [f"side trip: [{titles[other]}]({other})" for other in beside]
    return f"{MARKER}\n{' · '.join(parts)}"


def with_navigation(notebook, text):
    """Return a copy of `notebook` whose first and last cell are the navigation `text`."""
    notebook = copy.deepcopy(notebook)
    middle = [cell for cell in notebook.cells if not cell.source.startswith(MARKER)]
    ends = []
    for place in ("top", "end"):
        cell = nbformat.v4.new_markdown_cell(text, id=f"navigation-{place}")
        cell.metadata = {"slideshow": {"slide_type": "skip"}, "tags": ["navigation"]}
        ends.append(cell)
    notebook.cells = [ends[0], *middle, ends[1]]
    return nbformat.from_dict(notebook)


def way_of(source):
    """Return the code in a `move` cell's fold, and what is quoted below it as printed by it."""
    code, quoted = WAY.search(source).groups() if WAY.search(source) else ("", "")
    lines = [line[1:].strip() for line in quoted.splitlines()]
    return code, "\n".join(line for line in lines if line)


def with_quote(source, printed):
    """Return a `move` cell's source with `printed` quoted below its code, a paragraph a line."""
    quote = "\n>\n".join(f"> {line}" for line in printed.strip().splitlines())
    return WAY.sub(lambda found: f"```python\n{found[1]}```\n\n{quote}\n", source, count=1)


def scrub(notebook):
    """Return a copy of `notebook` without the traces of one run or one editor.

    Timings, widget state, dead widget views and foreign metadata go; adjacent pieces of one stream
    are joined. Cell ids and outputs stay; those of answers are hidden until their cell is run, and
    so is the code of questions.
    """
    notebook = copy.deepcopy(notebook)
    notebook.metadata = copy.deepcopy(NOTEBOOK_METADATA)
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
    for cell in notebook.cells:
        cell.metadata = {key: cell.metadata[key] for key in cell.metadata if key in CELL_METADATA}
        if cell.cell_type == "code":
            cell.outputs = _joined(output for output in cell.outputs if output != BLANK)
            if ANSWER in cell.metadata.get("tags", []):
                cell.metadata["jupyter"] = {"outputs_hidden": True}
                cell.outputs[:0] = [BLANK] * bool(cell.outputs)
            if QUESTIONS & {*cell.metadata.get("tags", [])}:
                cell.metadata["jupyter"] = {"source_hidden": True}
            for output in cell.outputs:
                if len(output.get("data", {})) > 1:
                    output.data.pop(WIDGET_VIEW, None)
    return nbformat.from_dict(notebook)


def _joined(outputs):
    """Join neighbouring pieces of the same stream: where a print is cut depends on timing."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def execute(notebook, name, folder):
    """Run every cell of `notebook` in a fresh kernel, in place.

    The code of a `move` cell is run too, on a copy of the namespace, and what it prints is quoted.
    A cell that raises, takes longer than `CELL_SECONDS` or kills the kernel is named.
    """
    running = {"index": 0}
    client = NotebookClient(
        notebook,
        kernel_name=NOTEBOOK_METADATA["kernelspec"]["name"],
        timeout=CELL_SECONDS,
        store_widget_state=False,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=lambda cell, cell_index: running.update(index=cell_index),
    )
    try:
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                if MOVE in cell.metadata.get("tags", []):
                    code, _ = way_of(cell.source)
                    way = nbformat.v4.new_code_cell(f"exec({code!r}, {{**globals()}})")
                    client.execute_cell(way, index, store_history=False)
                    notebook.cells[index] = cell  # the client has put `way` there
                    printed = (output.get("text", "") for output in way.outputs)
                    cell.source = with_quote(cell.source, "".join(printed))
                else:
                    client.execute_cell(cell, index)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        index = running["index"]
        first = notebook.cells[index].source.splitlines()[0]
        cause = str(error).strip()
        raise NotebookError(
            f"{name}, cell {index} (`{first}`) stopped; the file is left as it was.\n{cause}"
        ) from error


def ruff(text, path):
    """Return the notebook source `text` formatted by ruff, once its lint has passed."""
    for arguments in (["check", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", str(path), "-"],
            input=text,
            capture_output=True,
            text=True,
            cwd=ROOT,
            encoding="utf-8",
        )
        if done.returncode:
            raise NotebookError(f"{path.name}: ruff {arguments[0]}:\n{done.stdout}{done.stderr}")
    return done.stdout


def read_all(folder):
    """Return ``{file name: notebook}`` for every notebook of `folder`, in order."""
    found = {}
    for path in sorted(Path(folder).glob("*.ipynb")):
        try:
            found[path.name] = nbformat.read(path, as_version=4)
        except Exception as error:  # nbformat raises a different type for each kind of damage
            raise NotebookError(f"{path.name}: this is not a notebook: {error}") from error
    return found


def tidy(notebook, titles, name):
    """Return the file's text with navigation and scrubbing up to date, outputs untouched."""
    return nbformat.writes(scrub(with_navigation(notebook, navigation_of(titles, name)))) + "\n"


def build(notebook, titles, path):
    """Return the text of the notebook after format, run and scrub."""
    formatted = ruff(tidy(notebook, titles, path.name), path)
    notebook = nbformat.reads(formatted, as_version=4)
    execute(notebook, path.name, path.parent)
    return tidy(notebook, titles, path.name)


def save(path, text):
    """Write `text` to `path` in one step: a reader sees the old file or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if path.exists():
            os.chmod(temporary, path.stat().st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def main(arguments=None, folder=ROOT / "notebooks"):
    """Run the command line and return its exit code: 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NN", help="one notebook: the start of its file name")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    options = parser.parse_args(arguments)
    folder = Path(folder)
    failed = False
    try:
        notebooks = read_all(folder)
        titles = {name: title_of(notebook, name) for name, notebook in notebooks.items()}
        names = [name for name in notebooks if name.startswith(options.only or "")]
        if not names:
            raise NotebookError(
                f"no notebook begins with {options.only!r}: there are {', '.join(notebooks)}"
            )
        for name in names:
            failed |= _one(folder / name, notebooks[name], titles, options.check)
    except NotebookError as error:
        print(error, file=sys.stderr)
        failed = True
    return int(failed)


def _one(path, notebook, titles, check):
    """Check or rebuild one notebook, print its line, and return whether it failed."""
    began = time.perf_counter()
    if check:
        stale = path.read_text(encoding="utf-8") != tidy(notebook, titles, path.name)
        print(f"{path.name}: {'stale: run make notebooks' if stale else 'up to date'}")
        return stale
    try:
        save(path, build(notebook, titles, path))
    except NotebookError as error:
        print(error, file=sys.stderr)
        return True
    print(f"{path.name}: {time.perf_counter() - began:.1f} s")
    return False


if __name__ == "__main__":
    sys.exit(main())
