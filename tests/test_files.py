"""Files: whole or not at all, and nothing unfinished is kept for ever."""

import os
import time

import pytest

from helpers import files
from helpers.files import write_whole


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some" / "folder" / "file"


def names(path):
    return sorted(p.name for p in path.parent.iterdir())


def test_writes_and_replaces(path):
    for content in (b"one", b"", b"\x00two"):
        write_whole(path, content)
        assert path.read_bytes() == content and names(path) == ["file"]
    assert path.stat().st_mode & 0o777 == 0o644, "others may read a cache that is shared"


@pytest.mark.parametrize("step", ["fdopen", "chmod", "replace"])
@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_what_was_there_stays_when_a_step_fails(path, monkeypatch, step, error):
    write_whole(path, b"before")

    def fail(*arguments):
        raise error("no")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(error):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before" and names(path) == ["file"]


def test_unfinished_files_are_cleared_once_they_are_forgotten(path):
    write_whole(path, b"before")
    for name, age in (("file-old.part", 3700), ("file-new.part", 60), ("other.part", 9999)):
        left = path.with_name(name)
        left.touch()
        os.utime(left, (time.time() - age, time.time() - age))
    write_whole(path, b"after")
    assert names(path) == ["file", "file-new.part", "other.part"]
