"""The house's walls: who imports whom, no hidden state, docstrings; and that each rule can fail."""

import re
import subprocess
import sys
from pathlib import PurePath
from types import ModuleType

import pytest
from form import rooms
from form.anatomy import ROOT, hold

HELPERS = ROOT / "helpers"
SOURCES = sorted(path.relative_to(HELPERS) for path in HELPERS.rglob("*.py"))


@pytest.mark.parametrize("rule", rooms.HELPERS_RULES, ids=lambda rule: rule.__name__)
def test_helpers(rule):
    assert len(SOURCES) > len(rooms.ROOMS), f"too few files in {HELPERS}"
    read = {path: (HELPERS / path).read_text(encoding="utf-8") for path in SOURCES}
    hold([text for path, source in read.items() for text in rule(source, path)])


@pytest.mark.parametrize("folder", ["helpers", "tools", "tests", "benchmarks"])
def test_first_line_says_what_the_file_is(folder):
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".js")]
    read = {path: path.read_text(encoding="utf-8") for path in files}
    hold([text for path, source in read.items() for text in rooms.says_what_it_is(source, path)])


# Those aside that no notebook calls: they speak to those who build a room.
@pytest.mark.parametrize("room", [room for room in rooms.ROOMS if room not in rooms.OPEN])
def test_every_argument_that_a_room_shows_is_explained(room):
    hold(rooms.unexplained(rooms.import_whole(room), rooms.tables()[1]))


def test_the_lists_of_rooms_agree():
    """In helpers/__init__.py, CONTRIBUTING.md and tests/form/rooms.py; no circle is possible."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/?` \|.*\| (.*?) ?\|$", contributing, re.M)
    assert rooms.tables()[0] == [name for name, _ in rows] == list(rooms.ROOMS)
    before = set()
    for name, others in rows:
        said = before if others == "every room above" else set(filter(None, others.split(", ")))
        assert said == rooms.ROOMS[name], name
        assert said <= before, f"{name} imports a room that stands below it"
        before.add(name)


DOC = '"""Adds two numbers, slowly."""\n'
SECTION = 'def f(a):\n    """Add.\n\n    Parameters\n    ----------\n    a : int\n    """'


@pytest.mark.parametrize(
    ("rule", "path", "source", "message"),
    [
        (rooms.arrows, "network.py", "def f():\n    from .digits import load", "network.py:2:"),
        (rooms.arrows, "attribution.py", "import matplotlib.pyplot", "imports matplotlib"),
        (rooms.arrows, "utils.py", "", "add it to ROOMS"),
        (rooms.arrows, "__init__.py", "from helpers.network import N", "imports helpers.network"),
        (rooms.no_module_state, "a.py", "cache = {}", "'cache' is module state"),
        (rooms.no_module_state, "a.py", "RNG = np.random.default_rng(0)", "module state"),
        (rooms.no_module_state, "a.py", "C = {}\ndef f(k):\n    C[k] = 1", "a.py:3: 'C'"),
        (rooms.no_module_state, "a.py", "C = []\ndef f(k):\n    C.append(k)", "changed here"),
        (rooms.short_file, "a.py", "x = 1\n" * 301, "301 lines"),
        (rooms.says_what_it_is, "a.py", '"""\nLate words."""', "first line"),
        (rooms.knows_no_activation, "a.py", "if hidden == 'sigmoid':\n    f()", "ACTIVATIONS"),
        (rooms.no_headings, "a.py", SECTION, "the section Parameters"),
    ],
)
def test_rule_refuses(rule, path, source, message):
    violations = rule(source, PurePath(path))
    assert any(message in text for text in violations), violations


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (rooms.arrows, "attribution/units.py", "from .pixels import f\nfrom ..network import N"),
        (rooms.arrows, "checks/one.py", "import math\nfrom helpers.valid import whole"),
        (rooms.no_module_state, "a.py", "SIZES = {1: 2}\ndef f():\n    x = []\n    x.append(1)"),
        (rooms.short_file, "a.py", DOC + "x = 1\n" * 300 + "# a word\n" * 300),
        (rooms.says_what_it_is, "live.js", "// Draws frames on a canvas."),
        (rooms.knows_no_activation, "a.py", "def f(hidden='sigmoid'):\n    N(output='softmax')"),
    ],
)
def test_rule_accepts(rule, path, source):
    assert rule(source, PurePath(path)) == []


SHOWN = '''
def contributions(network, digit, spread, inside=0):
    """What counts for a digit.

    spread: how far.
    """

class Meter:
    """Measures a `length`."""

    def __init__(self, length, network):
        pass

    def read(self, often, network):
        """Read it."""
'''


def test_an_argument_that_nobody_explains_is_found():
    room = ModuleType("room", "A room, made up.")
    exec(SHOWN, vars(room))
    found = rooms.unexplained(room, {"network", "digit"})
    assert [text.split(" is not")[0] for text in found] == [
        "room.contributions: 'inside'",
        "room.Meter.read: 'often'",
    ]


BANNED = {
    "import pickle": "TID251",
    "import random": "TID251",
    "from urllib import request": "TID251",
    "np.random.seed(1)": "NPY002",
    "eval('1')": "S307",
    "exec('1')": "S102",
    "def f(): return 1": "D103",
    "def _g(): global f; f = 2": "PLW0603",
}


def test_ruff_holds_the_rest():
    """Docstrings, no globals, no global chance, no connections, no pickles, no text run as code."""
    source = "\n".join(["import numpy as np", *BANNED])
    command = ["-m", "ruff", "check", "--output-format=concise", "--stdin-filename"]
    command = [sys.executable, *command, str(HELPERS / "network.py"), "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, cwd=ROOT)
    for line, code in enumerate(BANNED.values(), start=2):
        assert re.search(rf"network.py:{line}:\d+: {code}", done.stdout), (line, done.stdout)
