"""Every command of the Makefile names things that exist, and every tool runs."""

import os
import re
import shutil
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from form.anatomy import ROOT

from helpers.storage import load_network
from tools import count_lines, lecture, networks, seeds

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split()
PLACES = "benchmarks|helpers|notebooks|tests|tools"


def run(*command, **variables):
    """What a command printed, and its exit code."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=surroundings)
    return done.stdout + done.stderr, done.returncode


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_command_runs_is_there(target):
    recipe, code = run("make", "--dry-run", target)
    assert code == 0, recipe
    modules = re.findall(r"-m ([\w.]+)", recipe)
    programs = re.findall(r"\.venv/bin/(\w+)", recipe)
    places = re.findall(rf"\b(?:{PLACES})\b[\w/.]*", re.sub(r"-m [\w.]+", "", recipe))
    assert modules + programs + places, recipe
    assert [name for name in modules if find_spec(name) is None] == []
    scripts = Path(sys.executable).parent
    assert [name for name in programs if not (scripts / name).exists()] == []
    assert [name for name in places if not (ROOT / name).exists()] == []


def test_commands_that_are_spoken_of_are_there():
    pages = ["README.md", "TEACHING.md", "CONTRIBUTING.md", ".ci/run"]
    text = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in pages)
    spoken = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", text, re.M)
    assert {"lab", "test"} <= {name for pair in spoken for name in pair if name} <= set(TARGETS)


def test_picture_draws_that_of_the_readme(tmp_path):
    said, code = run(sys.executable, "tools/picture.py", str(tmp_path / "drawn.png"))
    assert code == 0, said
    assert said.startswith("Image 18 shows a 3.")
    drawn, stored = (tmp_path / "drawn.png").read_bytes(), (ROOT / "picture.png").read_bytes()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    sizes = [struct.unpack(">II", picture[16:24]) for picture in (drawn, stored)]
    assert sizes[0] == sizes[1], "run make picture"


def test_networks_trains_and_stores_what_the_recipe_says(tmp_path, capsys):
    name = "zero-or-one-small-start"
    assert networks.main([name], tmp_path) == 0
    made, stored = load_network(tmp_path / f"{name}.npz"), load_network(name)
    assert (made.sizes, made.recipe, made.seed) == (stored.sizes, stored.recipe, stored.seed)
    assert re.search(rf"{name}: 9\d\.\d\d% of the test images", capsys.readouterr().out)
    said, code = run(sys.executable, "tools/networks.py", "no-such-recipe")
    assert code == 1 and said.startswith("There is no recipe no-such-recipe: choose of zero-")


SOURCE = '''"""A file
of three lines."""

# A comment.
WORDS = """not
a docstring"""


def double(x):
    """Twice.

    As much.
    """
    return [
        x,
        x,
    ]
'''


def test_lines_are_counted(tmp_path):
    assert count_lines.lines_of(SOURCE) == (1, 7, 6, 4)
    (tmp_path / "room").mkdir()
    for path in ("one.py", "room/a.py", "room/b.py"):
        (tmp_path / path).write_text(SOURCE)
    assert count_lines.lines_by_room(tmp_path) == {
        count_lines.GROUND: (1, 7, 6, 4),
        "room": (2, 14, 12, 8),
    }
    said, code = run(sys.executable, "tools/count_lines.py")
    assert code == 0 and re.search(r"^attribution +\d+ +[\d,]+ +[\d,]+ +[\d,]+$", said, re.M)


def test_lecture_starts_jupyterlab_on_a_copy(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(lecture, "ROOT", tmp_path)
    monkeypatch.setattr(lecture.os, "execv", lambda program, command: started.append(command))
    lecture.main(["7"], ROOT / "notebooks", tmp_path / "out")
    assert started[0][1:3] == ["-m", "jupyterlab"] and find_spec("jupyterlab")
    page = started[0][-1].partition("/tree/")[2]
    assert page == "out/07_rank_the_hidden_neurons.ipynb" and (tmp_path / page).exists()


@pytest.mark.parametrize("tool", ["lecture", "notebooks"])
def test_tools_that_are_started_by_their_path_start(tool):
    said, code = run(sys.executable, f"tools/{tool}.py", "--help")
    assert code == 0 and said.startswith("usage:"), said


@pytest.mark.parametrize(("ci", "expected"), [("", 0), ("true", 1)])
def test_the_tests_of_the_javascript_say_that_they_need_node(tmp_path, ci, expected):
    (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
    said, code = run(shutil.which("sh"), "tools/test_js.sh", PATH=str(tmp_path), CI=ci)
    assert code == expected and said.startswith("test-js needs Node 20 or newer")


def test_seeds_counts_what_is_right_after_each_epoch(tmp_path):
    assert seeds.main(2, tmp_path / "seeds.npz", few=1, epochs=2, images=200) == 0
    found = np.load(tmp_path / "seeds.npz")
    counts = found["right"]
    assert found["scores"].shape == (2, 10) and np.isfinite(found["scores"]).all()
    assert counts.shape == (2, 2, 10) and (counts[0] != counts[1]).any()
    assert 0 <= counts.min() and counts.sum(axis=-1).max() <= 10_000
    for name in ("agrees", "likeness"):
        assert found[name].shape == (2, 1) and 0 < found[name].min() <= found[name].max() <= 1
