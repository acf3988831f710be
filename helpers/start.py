"""The command ``inside-a-small-network``: the notebooks in a folder of one's own, and JupyterLab.

What a learner has changed there is never written over. The folder remembers what was once copied
into it, so that a file which is still as it was then can be replaced by a newer one.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from helpers.files import ENDING, write_whole
from helpers.words import either, listed

HERE = Path(__file__).parent
SOURCE = HERE / "course" if (HERE / "course").is_dir() else HERE.parent  # a wheel, or a clone
FOLDER = "inside-a-small-network"
PAGES = ("README.md", "CLAIMS.md", "TEACHING.md", "LICENSE", "picture.png")  # see pyproject.toml
FIRST = "notebooks/00_start_here.ipynb"
RECORD = ".inside-a-small-network.json"  # what was copied: each path, and its content's SHA-256
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^):#]+)(?:#[^)]*)?\)")


class Copied(NamedTuple):
    """What copying has done, in lists of paths.

    new: those that were not there. newer: those that it replaced, because they were as they had
    once been copied. kept: those that the learner has changed. outdated: of these, those that have
    a newer version since they were copied.
    """

    new: list
    newer: list
    kept: list
    outdated: list


def course(source=SOURCE):
    """What there is to copy: a dict of paths, written with ``/``, to their bytes.

    Pages link to the project's sources too. A link to what is not copied becomes plain words.
    source: the folder that holds the notebooks' folder and the pages.
    """
    notebooks = sorted((source / "notebooks").glob("[0-9][0-9]*_*.ipynb"))
    paths = [*(f"notebooks/{notebook.name}" for notebook in notebooks), *PAGES]
    found = {path: (source / path).read_bytes() for path in paths}
    for path in paths:
        if path.endswith(".md"):
            text = found[path].decode("utf-8")
            found[path] = without_dead_links(text, paths).encode("utf-8")
    return found


def without_dead_links(text, paths):
    """Markdown whose links inside the project lead to some of the `paths`; others are plain words.

    text: the Markdown. paths: what there will be, as seen from the page.

    >>> without_dead_links("[this](a.md#b), [that](c.py) and [more](https://example.org)", ["a.md"])
    '[this](a.md#b), that and [more](https://example.org)'
    """
    return LINK.sub(lambda link: link[0] if link[2] in paths else link[1], text)


def copy_into(folder, files):
    """Copy what is new into a folder, and keep what the learner has changed: a `Copied`.

    folder: a Path, made if it is missing. files: what `course` returns. An OSError tells that
    something cannot be read or written; what was there is there still.
    """
    record = _record(folder)
    done = Copied([], [], [], [])
    for path, content in files.items():
        was, now = _hash_of_file(folder / path), _hash(content)
        if was not in (None, now, record.get(path)):
            done.kept.append(path)
            if record.get(path) not in (None, now):
                done.outdated.append(path)
            continue
        if was != now:
            (done.new if was is None else done.newer).append(path)
            write_whole(folder / path, content)
        record[path] = now
    _remember(folder, record)
    return done


def copy_anew(folder, files, name):
    """Copy one file as it comes with the package: its path, and where the learner's is now.

    The latter is None where there is nothing of the learner's to keep. A ValueError tells of a name
    that no file has, an OSError of what cannot be written. folder, files: as in `copy_into`. name:
    a notebook's number, such as ``"06"``, ``"6"`` or ``"03b"``, or a file's name.
    """
    path, beside = _named(name, files), None
    content = files[path]
    record = _record(folder)
    if _hash_of_file(folder / path) not in (None, _hash(content), record.get(path)):
        beside = _free_name(folder, path)
        write_whole(folder / beside, (folder / path).read_bytes())
    write_whole(folder / path, content)
    _remember(folder, record | {path: _hash(content)})
    return path, beside


def lab(folder, port=None, browser=True):
    """JupyterLab's command line, for a folder that holds the notebooks, at the first of them.

    port: its port; JupyterLab looks for a free one without it. browser: whether to open one.
    """
    return [
        *(sys.executable, "-m", "jupyterlab", "--allow-root", "--ip=localhost"),
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        *([] if port is None else [f"--port={port}"]),
        *([] if browser else ["--no-browser"]),
    ]


def main(arguments=None):
    """Run the command line; returns 1 with a sentence on stderr where something is in the way.

    arguments: those of the command line without it, a list of str.
    """
    options = _options(arguments)
    here = os.path.isfile(RECORD)
    folder = Path(options.folder or (os.curdir if here else FOLDER)).resolve()
    try:
        files = course()
        for name in options.reset:
            print(_said_of_one(*copy_anew(folder, files, name)))
        if not options.reset:
            print(_said(folder, files, copy_into(folder, files)), flush=True)
    except ValueError as error:
        return _failed(str(error))
    except OSError as error:
        where = Path(error.filename or folder)
        if where.suffix == ENDING or where.name == RECORD:  # a file that no learner knows
            where = where.parent
        return _failed(
            f"{where} cannot be read or written ({error.strerror}): put that right, or name "
            f"another folder, as in `{FOLDER} another-folder`."
        )
    if options.reset or options.only_copy:
        return 0
    if importlib.util.find_spec("jupyterlab") is None:
        return _failed(
            f"JupyterLab is not installed where this command is: run `{sys.executable} -m pip "
            f"install jupyterlab`, and this command again. The notebooks are in {folder}."
        )
    return _run(lab(folder, options.port, options.browser))


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog=FOLDER,
        description="Copy the notebooks into a folder, keep there what you have changed, and open "
        "them in JupyterLab.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        help=f"where your copies are: {FOLDER} in the current folder, or the current folder itself "
        "if it holds them already",
    )
    parser.add_argument(
        "--reset",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="copy one notebook anew, by its number, such as 06, and start nothing; yours is kept "
        "under another name (give it again for another notebook)",
    )
    parser.add_argument("--only-copy", action="store_true", help="copy, and start nothing")
    parser.add_argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="start JupyterLab, print its address and open no browser",
    )
    parser.add_argument(
        "--port", type=_port, help="JupyterLab's port; 8888, or the next free one, without it"
    )
    return parser.parse_args(arguments)


def _port(text):
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _said(folder, files, done):
    """Say what copying has done."""
    sentences = [f"The notebooks are in {folder}."]
    if done.new and len(done.new) < len(files):
        sentences.append(f"New there: {listed(map(_label, done.new))}.")
    if done.newer:
        were = either(len(done.newer), "was", "were")
        sentences.append(f"{listed(map(_label, done.newer))} {were} replaced by what is newer.")
    if done.kept:
        sentences.append(f"Kept as you have changed them: {listed(map(_label, done.kept))}.")
        if done.outdated:
            have = either(len(done.outdated), "has a newer version", "have newer versions")
            sentences.append(f"{listed(map(_label, done.outdated))} {have} meanwhile.")
        sentences.append(
            "For a fresh one, run the same command with --reset "
            f"{_label([*done.outdated, *done.kept][0])}: yours is kept under another name."
        )
    return "\n".join(sentences)


def _said_of_one(path, beside):
    if beside is None:
        return f"{path} is as it comes with the package."
    return f"{path} is as it comes with the package; yours is now {beside}."


def _label(path):
    """Return a notebook's number, or a page's name."""
    name = path.rpartition("/")[2]
    return name.split("_")[0] if path.endswith(".ipynb") else name


def _named(name, files):
    """Return the path that a number or a name stands for."""
    for path in files:
        short = _label(path)
        if name in (short, short.lstrip("0") or "0", path, path.rpartition("/")[2]):
            return path
    known = [_label(path) for path in files]
    raise ValueError(f"There is no {name} to copy anew: --reset takes {listed(known, 'or')}.")


def _free_name(folder, path):
    """Return a path beside another one that no file has: ``…_yours``, ``…_yours_2`` and so on."""
    stem, dot, ending = path.partition(".")
    count = 1
    while True:
        found = f"{stem}_yours{f'_{count}' if count > 1 else ''}{dot}{ending}"
        if not os.path.lexists(folder / found):
            return found
        count += 1


def _record(folder):
    """Return what the folder remembers of what was copied into it; nothing if it is no record."""
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(folder, record):
    write_whole(folder / RECORD, (json.dumps(record, indent=1) + "\n").encode("utf-8"))


def _hash(content):
    return hashlib.sha256(content).hexdigest()


def _hash_of_file(path):
    """Return a file's hash, or None where there is no file."""
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None


def _failed(sentence):
    print(sentence, file=sys.stderr)
    return 1


def _run(command):
    """Become a command; Windows has no such thing, so there wait for it."""
    if os.name != "nt":
        os.execv(command[0], command)
    with subprocess.Popen(command) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # JupyterLab heard it too, and asks whether it is meant
                continue
