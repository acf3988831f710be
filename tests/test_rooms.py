"""The house's walls: who imports whom, no hidden state, docstrings; and that each rule can fail."""

from pathlib import Path, PurePath

import pytest
from form import rooms
from form.anatomy import ROOT

HELPERS = ROOT / "helpers"
SOURCES = sorted(path.relative_to(HELPERS) for path in HELPERS.rglob("*.py"))
OTHERS = sorted(
    path.relative_to(ROOT)
    for folder in ("tools", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".js") and "node_modules" not in path.parts
)


def test_there_are_rooms():
    assert Path("__init__.py") in SOURCES and len(SOURCES) > 1, f"too few files in {HELPERS}"


@pytest.mark.parametrize("path", SOURCES, ids=str)
@pytest.mark.parametrize("rule", rooms.HELPERS_RULES, ids=lambda rule: rule.__name__)
def test_helpers(rule, path):
    violations = rule((HELPERS / path).read_text(encoding="utf-8"), path)
    assert not violations, "\n" + "\n".join(violations)


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_docstrings(path):
    source = (HELPERS / path).read_text(encoding="utf-8")
    violations = rooms.documented(source, path, rooms.exported(HELPERS, path))
    assert not violations, "\n" + "\n".join(violations)


@pytest.mark.parametrize("path", OTHERS, ids=str)
def test_first_line_says_what_the_file_is(path):
    violations = rooms.says_what_it_is((ROOT / path).read_text(encoding="utf-8"), path)
    assert not violations, violations[0]


DOC = '"""Adds two numbers, slowly."""\n'
FUNCTION = DOC + 'def add(a):\n    """Add.\n\n    Parameters\n    ----------\n    a : int\n'
RETURNS = "\n    Returns\n    -------\n    int\n"


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (rooms.arrows, "training.py", "import numpy as np\nfrom helpers.network import Network"),
        (rooms.arrows, "attribution/units.py", "from .pixels import f\nfrom ..network import N"),
        (rooms.arrows, "explore/unit.py", "import ipywidgets\nfrom helpers import plots, live"),
        (rooms.arrows, "checks/one.py", "import math\nfrom helpers.attribution.units import f"),
        (rooms.arrows, "__init__.py", DOC),
        (rooms.no_module_state, "digits.py", "SIZES = {1: 2}\n__all__ = ['a']\nx = (1, 2)"),
        (rooms.no_module_state, "digits.py", "def f():\n    found = []\n    found.append(1)"),
        (rooms.no_global_random, "network.py", "def f(rng=None):\n    np.random.default_rng(1)"),
        (rooms.short_file, "network.py", "x = 1\n" * 300),
        (rooms.says_what_it_is, "network.py", DOC),
        (rooms.says_what_it_is, "live.js", "// Draws frames on a canvas."),
        (rooms.documented, "network.py", FUNCTION + RETURNS + '    """\n    return a'),
        (rooms.documented, "network.py", FUNCTION + '    """\n    print(a)'),
        (rooms.documented, "network.py", 'def f():\n    """Do."""\n    return 1\ndef _g(x): pass'),
        (rooms.documented, "network.py", 'class A:\n    """Is."""\n    def __init__(self): pass'),
    ],
)
def test_rule_accepts(rule, path, source):
    assert rule(source, PurePath(path)) == []


@pytest.mark.parametrize(
    ("rule", "path", "source", "message"),
    [
        (rooms.arrows, "network.py", "from helpers.digits import load_digits", "no other room"),
        (rooms.arrows, "network.py", "from .digits import load_digits", "imports helpers.digits"),
        (rooms.arrows, "network.py", "from . import training", "imports helpers.training"),
        (rooms.arrows, "network.py", "import helpers.training", "imports helpers.training"),
        (rooms.arrows, "network.py", "def f():\n    from helpers import plots", "network.py:2:"),
        (
            rooms.arrows,
            "attribution/units.py",
            "from ..training import t",
            "may import backward, digits, evaluation, network",
        ),
        (rooms.arrows, "attribution.py", "import matplotlib.pyplot", "imports matplotlib"),
        (rooms.arrows, "plots.py", "from helpers.attribution import f", "no other room"),
        (rooms.arrows, "plots/bars.py", "import ipywidgets", "imports ipywidgets"),
        (
            rooms.arrows,
            "training.py",
            "import helpers.explore",
            "descent, evaluation, network",
        ),
        (rooms.arrows, "checks/one.py", "from helpers.explore import A", "imports helpers.explore"),
        (rooms.arrows, "utils.py", "", "add it to ROOMS"),
        (rooms.arrows, "__init__.py", "from helpers.network import N", "imports nothing"),
        (rooms.no_module_state, "digits.py", "cache = {}", "'cache' is module state"),
        (rooms.no_module_state, "digits.py", "cache: dict = dict()", "'cache' is module state"),
        (rooms.no_module_state, "digits.py", "RNG = np.random.default_rng(0)", "module state"),
        (
            rooms.no_module_state,
            "a.py",
            "C = {}\ndef f(k):\n    C[k] = 1",
            "a.py:3: 'C'",
        ),
        (rooms.no_module_state, "a.py", "C = []\ndef f(k):\n    C.append(k)", "changed here"),
        (
            rooms.no_module_state,
            "a.py",
            "C = None\ndef f():\n    global C\n    C = 1",
            "'global C'",
        ),
        (rooms.no_global_random, "a.py", "np.random.seed(1)", "np.random.seed is global"),
        (rooms.no_global_random, "a.py", "x = numpy.random.rand(3)", "numpy.random.rand"),
        (rooms.no_global_random, "a.py", "from numpy.random import randn", "take `rng`"),
        (rooms.no_global_random, "a.py", "import random", "take `rng`"),
        (rooms.short_file, "a.py", "x = 1\n" * 301, "301 lines"),
        (rooms.says_what_it_is, "a.py", "", "first line"),
        (rooms.says_what_it_is, "a.py", "import numpy", "first line"),
        (rooms.says_what_it_is, "a.py", '"""\nLate words."""', "first line"),
        (rooms.documented, "a.py", "def add(a): pass", "add has no docstring"),
        (rooms.documented, "a.py", 'def add(a):\n    """Add."""', "'Parameters'"),
        (rooms.documented, "a.py", FUNCTION + '    """\n    return a', "'Returns'"),
        (rooms.documented, "a.py", FUNCTION + '    """\n    yield a', "'Yields'"),
        (rooms.documented, "a.py", "class A: pass", "A has no docstring"),
        (rooms.documented, "a.py", 'class A:\n    """Is."""\n    def go(self): pass', "go has no"),
    ],
)
def test_rule_refuses(rule, path, source, message):
    violations = rule(source, PurePath(path))
    assert any(message in text for text in violations), violations


def test_a_room_in_a_folder_needs_sections_for_what_it_shows(tmp_path):
    (tmp_path / "plots").mkdir()
    (tmp_path / "plots" / "__init__.py").write_text("from .bars import add as shown, other")
    path = PurePath("plots/bars.py")
    assert rooms.exported(tmp_path, path) == {"add", "other"}
    assert rooms.exported(tmp_path, PurePath("digits.py")) is None
    inner = 'def inner(a):\n    """Add."""\n'
    assert rooms.documented(inner, path, {"add"}) == []
    assert rooms.documented(inner, path, {"inner"})
    assert rooms.documented("def inner(a): pass", path, {"add"})


def test_rooms_have_no_circle():
    order = []
    while len(order) < len(rooms.ROOMS):
        free = [name for name in rooms.ROOMS if rooms.ROOMS[name] <= set(order)]
        assert set(free) - set(order), (
            f"these rooms import each other: {set(rooms.ROOMS) - set(order)}"
        )
        order += [name for name in free if name not in order]
