"""The wheel: what a `pip install` brings, no more and no less, and that it works from there."""

import base64
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from email import message_from_bytes

import pytest
from form import project
from form.anatomy import ROOT

from helpers.start import FOLDER, PAGES

NAME, VERSION = "inside_a_small_network", project.pyproject()["version"]
INFO, SHARED = f"{NAME}-{VERSION}.dist-info", f"{NAME}-{VERSION}.data/data/share/jupyter"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel's path, built as `pip wheel` builds it, but with the hatchling that is here."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.iterdir()
    assert path.name == f"{NAME}-{VERSION}-py3-none-any.whl"
    return path


@pytest.fixture(scope="module")
def files(wheel):
    """The wheel's files: a dict of names to bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_the_project(folder):
    """What git tracks, or would, below a folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_it_holds_what_is_needed_and_nothing_else(files):
    extension = "tools/labextensions/inside-a-small-network"
    settings = "tools/labextensions/overrides.d"
    moved = {
        **{path: path for path in in_the_project("helpers")},
        **{path: f"helpers/course/{path}" for path in in_the_project("notebooks")},
        **{page: f"helpers/course/{page}" for page in PAGES},
        **{path: path.replace("tools", SHARED, 1) for path in in_the_project(extension)},
        **{
            path: path.replace(settings, f"{SHARED}/lab/settings/overrides.d")
            for path in in_the_project(settings)
        },
    }
    own = {f"{INFO}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    own.add(f"{INFO}/licenses/LICENSE")
    assert set(files) == set(moved.values()) | own
    changed = [path for path, there in moved.items() if files[there] != (ROOT / path).read_bytes()]
    assert changed == []


@pytest.mark.parametrize(
    ("folder", "endings"),
    [
        ("helpers/data/mnist", {".gz", ".md"}),
        ("helpers/data/fashion", {".gz", ".md"}),
        ("helpers/data/networks", {".npz"}),
        ("helpers/data/elsewhere", {".npz", ".json", ".md"}),
        ("helpers/questions", {".toml", ".js", ".css", ".py", ".json"}),
        ("helpers/live", {".js", ".css", ".py", ".json"}),
        ("helpers/course/notebooks", {".ipynb"}),
        (f"{SHARED}/labextensions/inside-a-small-network/static", {".js", ".css"}),
    ],
)
def test_its_folders_are_not_empty(files, folder, endings):
    inside = [name for name in files if name.startswith(f"{folder}/")]
    assert {os.path.splitext(name)[1] for name in inside} == endings


def test_its_record_tells_the_truth(files):
    rows = list(csv.reader(io.StringIO(files[f"{INFO}/RECORD"].decode("utf-8"))))
    assert sorted(name for name, _, _ in rows) == sorted(files)
    for name, digest, size in rows:
        if name == f"{INFO}/RECORD":
            assert (digest, size) == ("", "")
            continue
        told = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=")
        assert (digest, size) == (f"sha256={told.decode()}", str(len(files[name]))), name


def test_its_command_and_what_it_asks_for(files):
    assert f"{FOLDER} = helpers.start:main" in files[f"{INFO}/entry_points.txt"].decode("utf-8")
    told = message_from_bytes(files[f"{INFO}/METADATA"])
    assert (told["Name"], told["Version"]) == (FOLDER, VERSION)
    asked = [text for text in told.get_all("Requires-Dist") if "extra ==" not in text]
    wanted = project.pyproject()["dependencies"]
    assert project.requirements(asked) == project.requirements(wanted)


TRIED = """
import json
from pathlib import Path
import helpers
from helpers import digits, start, storage
start.main(["--only-copy", "copies"])
print(json.dumps([
    str(Path(helpers.__file__).parent),
    digits.load_digits("test")[0].shape,
    storage.load_network("ten-digits").sizes,
    sorted(path.relative_to("copies").as_posix() for path in Path("copies").rglob("*")),
]))
"""


def test_from_where_it_is_installed_it_copies_and_loads(wheel, tmp_path):
    place = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    done = subprocess.run(
        [sys.executable, "-c", TRIED],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(place), "DIGITS_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    where, shape, sizes, copies = json.loads(done.stdout.splitlines()[-1])
    assert where == str(place / "helpers")
    assert (shape, sizes) == ([10000, 784], [784, 100, 10])
    notebooks = in_the_project("notebooks")
    assert copies == sorted([*notebooks, *PAGES, "notebooks", ".inside-a-small-network.json"])
