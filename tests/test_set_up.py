"""The set-up: what it runs, and the one line that it says where it cannot."""

import ast
import re
import sys
from pathlib import Path

import pytest

from tools import set_up


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """The commands that would have been run, in an empty project folder; all of them succeed."""
    (tmp_path / ".venv").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = []
    monkeypatch.setattr(set_up.subprocess, "call", lambda command: ran.append(command) or 0)
    return ran


def refusal():
    with pytest.raises(SystemExit) as stopped:
        set_up.main()
    assert isinstance(stopped.value.code, str) and "\n" not in stopped.value.code
    return stopped.value.code


def test_a_python_that_is_too_old_and_one_that_is_not(monkeypatch, commands):
    monkeypatch.setattr(sys, "version_info", (3, 10, 14, "final", 0))
    assert re.search(r"needs Python 3\.11 or newer and found 3\.10: install .*make", refusal())
    assert commands == []
    monkeypatch.setattr(sys, "version_info", (3, 11, 0, "final", 0))
    set_up.main()
    assert commands


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_venv_is_missing(monkeypatch, commands, module):
    monkeypatch.setitem(sys.modules, module, None)
    assert re.search(r"venv module is missing: install it .*python3-venv", refusal())
    assert commands == []


def test_makes_the_environment_and_leaves_a_stamp(commands, capsys):
    set_up.main()
    make, install = commands
    assert make == [sys.executable, "-m", "venv", ".venv"]
    assert Path(install[0]).parts[0] == ".venv" and install[1:4] == ["-m", "pip", "install"]
    assert {"--constraint", "constraints.txt", "--editable"} < set(install)
    assert Path(".venv/ready").exists()
    assert capsys.readouterr().out.count(" ...\n") == 2


@pytest.mark.parametrize("failing", [1, 2])
def test_a_step_that_fails_leaves_no_stamp(monkeypatch, commands, failing):
    def call(command):
        commands.append(command)
        return int(len(commands) == failing)

    monkeypatch.setattr(set_up.subprocess, "call", call)
    assert "failed: the lines above say why" in refusal()
    assert len(commands) == failing and not Path(".venv/ready").exists()


def test_old_pythons_can_read_it_to_be_told():
    source = Path(set_up.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 5))
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.Match))]
