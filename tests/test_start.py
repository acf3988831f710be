"""The command that copies the notebooks: what it copies, and what of a learner's it keeps."""

import json
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from form.anatomy import ROOT, stored

from helpers import start

SIX = "notebooks/06_read_a_hidden_neuron.ipynb"
YOURS = "notebooks/06_read_a_hidden_neuron_yours.ipynb"
FILES = {
    "notebooks/00_start_here.ipynb": b"zero",
    SIX: b"six",
    "notebooks/03b_tell.ipynb": b"three b",
    "README.md": b"read",
}


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """What would have been run, in an empty folder; a package that has these four files."""
    commands = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(start, "course", lambda: dict(FILES))
    monkeypatch.setattr(start, "_run", lambda command: commands.append(command) or 0)
    return commands


def there(folder):
    """What is in a folder, its record aside."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.name != start.RECORD
    }


def copied(files=FILES):
    return start.copy_into(Path(start.FOLDER), files)


def test_a_fresh_folder_gets_everything(ran, capsys):
    assert start.main([]) == 0
    assert there(start.FOLDER) == FILES
    assert capsys.readouterr().out == f"The notebooks are in {Path(start.FOLDER).resolve()}.\n"
    (command,) = ran
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={Path(start.FOLDER).resolve()}" in command
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in command
    assert not [part for part in command if "browser" in part or "--port" in part]


def test_options_reach_jupyterlab(ran):
    assert start.main(["elsewhere", "--no-browser", "--port", "9000"]) == 0
    assert {"--no-browser", "--port=9000"} < set(ran[0])
    assert there("elsewhere") == FILES


def test_only_copying_starts_nothing(ran):
    assert start.main(["--only-copy"]) == 0
    assert there(start.FOLDER) == FILES and ran == []


def test_again_changes_nothing_and_says_nothing_more(ran, capsys):
    start.main([])
    before = Path(start.FOLDER, SIX).stat().st_mtime_ns
    assert copied() == ([], [], [], [])
    capsys.readouterr()
    assert start.main([]) == 0 and len(ran) == 2
    assert Path(start.FOLDER, SIX).stat().st_mtime_ns == before
    assert capsys.readouterr().out.count("\n") == 1


def test_the_folder_itself_is_taken_for_it(ran, monkeypatch, tmp_path):
    start.main([])
    monkeypatch.chdir(start.FOLDER)
    assert start.main(["--only-copy"]) == 0
    assert there(tmp_path / start.FOLDER) == FILES


def test_what_was_changed_is_kept_and_said(ran, capsys):
    start.main([])
    Path(start.FOLDER, SIX).write_bytes(b"mine")
    assert start.main(["--only-copy"]) == 0
    said = capsys.readouterr().out
    assert there(start.FOLDER) == FILES | {SIX: b"mine"}
    assert "Kept as you have changed them: 06.\n" in said and "newer" not in said
    assert "run the same command with --reset 06: yours is kept under another name" in said


def test_newer_versions_replace_what_was_not_changed_and_nothing_else(ran, monkeypatch, capsys):
    start.main([])
    Path(start.FOLDER, SIX).write_bytes(b"mine")
    Path(start.FOLDER, "README.md").write_bytes(b"my notes")
    Path(start.FOLDER, "notebooks/00_start_here.ipynb").unlink()
    newer = FILES | {SIX: b"six, newer", "notebooks/03b_tell.ipynb": b"newer"}
    monkeypatch.setattr(start, "course", lambda: newer)
    for turn in range(2):  # the second time, there is still a newer one
        start.main(["--only-copy"])
        assert there(start.FOLDER) == newer | {SIX: b"mine", "README.md": b"my notes"}
        said = capsys.readouterr().out
        assert "Kept as you have changed them: 06 and README.md.\n06 has a newer version" in said
        assert "--reset 06:" in said
        if turn == 0:
            assert "New there: 00.\n03b was replaced by what is newer.\n" in said


@pytest.mark.parametrize("record", [None, b"", b"[1]", b'{"README.md": 3'])
def test_files_that_nothing_is_known_of_are_kept(ran, record):
    Path(start.FOLDER, "notebooks").mkdir(parents=True)
    Path(start.FOLDER, SIX).write_bytes(b"from somewhere")
    if record is not None:
        Path(start.FOLDER, start.RECORD).write_bytes(record)
    assert copied().kept == [SIX]
    assert there(start.FOLDER) == FILES | {SIX: b"from somewhere"}


@pytest.mark.parametrize("name", ["06", "6", SIX, "06_read_a_hidden_neuron.ipynb"])
def test_reset_copies_one_anew_and_keeps_the_learners(ran, capsys, name):
    start.main(["--only-copy"])
    for path in (SIX, "README.md"):
        Path(start.FOLDER, path).write_bytes(b"mine")
    capsys.readouterr()
    assert start.main(["--reset", name]) == 0 and ran == []
    assert there(start.FOLDER) == FILES | {YOURS: b"mine", "README.md": b"mine"}
    assert capsys.readouterr().out.endswith(f"yours is now {YOURS}.\n")
    Path(start.FOLDER, SIX).write_bytes(b"mine too")
    start.main(["--reset", name, "--reset", "README.md"])
    again = {YOURS: b"mine", YOURS.replace("yours", "yours_2"): b"mine too"}
    assert there(start.FOLDER) == FILES | again | {"README_yours.md": b"mine"}
    assert copied().kept == []


def test_reset_of_what_was_not_changed_leaves_no_second_copy(ran, capsys):
    start.main(["--only-copy"])
    newer = FILES | {SIX: b"six, newer"}
    assert start.copy_anew(Path(start.FOLDER), newer, "06") == (SIX, None)
    assert there(start.FOLDER) == newer
    assert copied(newer | {SIX: b"newest"}) == ([], [SIX], [], []), "it remembers what it copied"


def refusal(capsys, *arguments):
    """The sentence that the command ends with."""
    assert start.main(list(arguments)) == 1
    said = capsys.readouterr().err
    assert said.endswith(".\n") and said.count("\n") == 1
    return said


def test_a_notebook_that_there_is_not(ran, capsys):
    said = refusal(capsys, "--reset", "99")
    assert "There is no 99" in said and "00, 06, 03b or README.md" in said
    assert not Path(start.FOLDER).exists() and ran == []


def test_a_file_where_the_folder_should_be(ran, capsys):
    Path(start.FOLDER).write_text("not a folder")
    said = refusal(capsys)
    assert re.search(rf"/{start.FOLDER} cannot be .*: put that right, or name another", said)
    assert ran == []


def test_a_folder_that_cannot_be_written(ran, capsys, monkeypatch, tmp_path):
    def refuse(dir, prefix, suffix):
        raise PermissionError(13, "Permission denied", os.path.join(dir, f"{prefix}x1{suffix}"))

    monkeypatch.setattr("helpers.files.tempfile.mkstemp", refuse)
    said = refusal(capsys)
    assert f"{tmp_path / start.FOLDER / 'notebooks'} cannot be" in said
    assert "Permission denied" in said and ran == []


def test_what_cannot_be_written_loses_nothing(ran, capsys, monkeypatch):
    start.main(["--only-copy"])
    Path(start.FOLDER, SIX).write_bytes(b"mine")
    monkeypatch.setattr("helpers.files.os.replace", lambda *_: (_ for _ in ()).throw(OSError("no")))
    refusal(capsys, "--reset", "06")
    assert there(start.FOLDER) == FILES | {SIX: b"mine"}


def test_jupyterlab_is_missing(ran, capsys, monkeypatch):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    said = refusal(capsys)
    assert "JupyterLab is not installed" in said and f"{sys.executable} -m pip install" in said
    assert there(start.FOLDER) == FILES and ran == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "lab", "8.5"])
def test_a_port_that_is_none(ran, capsys, port):
    with pytest.raises(SystemExit):
        start.main([f"--port={port}"])
    assert f"'{port}' is no port: give a number from 1 to 65535" in capsys.readouterr().err


def test_help_names_every_option(capsys):
    with pytest.raises(SystemExit) as stopped:
        start.main(["--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(f"--{name}" in said for name in ("reset", "only-copy", "no-browser", "port"))


def test_every_notebook_is_copied_and_every_link_leads_somewhere(tmp_path):
    files = start.course()
    notebooks = {path.removeprefix("notebooks/") for path in files if path.startswith("notebooks/")}
    assert notebooks == set(stored()) and start.FIRST in files
    assert all(files[f"notebooks/{name}"] == (ROOT / "notebooks" / name).read_bytes()
               for name in notebooks)  # fmt: skip
    start.copy_into(tmp_path, files)
    links = []
    for path, content in files.items():
        if path.endswith(".ipynb"):
            cells = json.loads(content)["cells"]
            prose = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
            text = "\n".join("".join(lines) for lines in prose)
        else:
            text = content.decode("utf-8") if path.endswith(".md") else ""
        links += [(path, link) for link in re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", text)]
    dead = [
        (path, link) for path, link in links if not (tmp_path / path).parent.joinpath(link).exists()
    ]
    assert dead == []
    assert {link for _, link in links} >= {"../README.md", "../CLAIMS.md", "TEACHING.md"}
    assert "read in this order: network.py, training.py, attribution/pixels.py" in (
        tmp_path / "README.md"
    ).read_text(encoding="utf-8")


def test_the_wheel_holds_the_pages_that_are_copied():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {page: f"helpers/course/{page}" for page in start.PAGES}
    assert project["project"]["scripts"] == {start.FOLDER: "helpers.start:main"}
