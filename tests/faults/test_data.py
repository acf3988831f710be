"""Files, the data and their cache: kills, eight at once, full and read-only disks, damage."""

import gzip
import hashlib
import shutil
import sys
import time

import numpy as np
import pytest

from helpers import digits
from helpers.storage import load_network
from tests.faults import kernel
from tests.faults.kernel import CONTENTS, PROCESSES, SEED, digest, with_a_disk

IMAGES, LABELS = digits.FILES["test"]


def published(part):
    """The checksum of one part, from the published files alone."""
    paths = [digits.FOLDER / f"{name}.gz" for name in digits.FILES[part]]
    images, labels = (gzip.decompress(path.read_bytes()) for path in paths)
    labels = np.frombuffer(labels, np.uint8, offset=8).astype(np.int64)
    return hashlib.sha256(images[16:] + labels.tobytes()).hexdigest()


@pytest.fixture(scope="module")
def right():
    return published("test")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache folder, and a kernel that has loaded nothing yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DIGITS_CACHE", str(folder))
    yield folder
    digits._array.cache_clear()


def until(happened, process, seconds=10):
    """Wait for something that a process is to do."""
    end = time.monotonic() + seconds
    while not happened():
        assert process.is_alive() and time.monotonic() < end, "it ended, or never came to it"


@pytest.mark.parametrize("work", [kernel.write, kernel.unpack, kernel.save])
def test_killed_at_20_random_moments(cache, right, tmp_path, work):
    path = cache if work is kernel.unpack else tmp_path / "mine.npz"
    for pause in np.random.default_rng(SEED).uniform(0, 0.15, 20):
        process = PROCESSES.Process(target=kernel.for_ever, args=(work, path))
        process.start()
        until(path.exists, process)
        time.sleep(pause)
        if work is kernel.write:  # one that was killed while writing leaves its file for the next
            until(lambda: any(path.parent.glob("mine*.part")), process)
        process.kill()
        process.join()
        assert process.exitcode == -9
        if work is kernel.write:
            assert path.read_bytes() in CONTENTS, pause
        elif work is kernel.save:
            assert load_network(path).seed in (0, 1), pause
        else:
            assert digest("test") == right, pause
            shutil.rmtree(path)
    if work is kernel.write:
        assert any(path.parent.glob("mine*.part")), "it was never killed while it was writing"


def test_eight_kernels_that_start_together(cache):
    barrier = PROCESSES.Barrier(8)
    with PROCESSES.Pool(8, barrier.wait) as pool:
        said = pool.starmap(digest, [("train", cache)] * 8, chunksize=1)
    assert said == [published("train")] * 8
    assert len(list(cache.iterdir())) == 2, "an unfinished file was left behind"


TWO_STARTS = f"""
mkdir -p "$1"
mount -t tmpfs -o "$2" none "$1"
{{ [ -z "$3" ] || mount -o remount,ro "$1"; }}
for start in first second; do '{sys.executable}' -m tests.faults.kernel test; done
ls -A "$1" | wc -l
"""


@pytest.mark.parametrize(("size", "fit"), [("1m", 1), ("4k", 0), ("7664k", 1)])
def test_a_full_disk(cache, right, size, fit):
    """The labels fit, nothing does, the images fit."""
    said = with_a_disk(TWO_STARTS, cache, f"size={size}", "", DIGITS_CACHE=str(cache))
    assert said.split() == [right, right, str(fit)], "or an unfinished file was left behind"
    assert digest("test") == right, "the next start, with room on the disk"


def test_a_read_only_home(tmp_path, right):
    home = tmp_path / "home"
    said = with_a_disk(TWO_STARTS, home, "size=64m", "ro", HOME=str(home), XDG_CACHE_HOME="")
    assert said.split() == [right, right, "0"]


@pytest.mark.parametrize("put", [
    lambda path: path.mkdir(),
    lambda path: path.symlink_to("nowhere"),
    lambda path: path.symlink_to(path.name),
    lambda path: path.touch(mode=0),
    lambda path: path.write_bytes(bytes(8_000_000)),
])  # fmt: skip
def test_something_else_where_the_cached_file_belongs(cache, right, put):
    digest("test")
    (path,) = cache.glob(f"{IMAGES}*")
    path.unlink()
    put(path)
    assert [digest("test") for start in ("this", "the next")] == [right, right]
    assert not list(cache.glob("*.part"))


def damaged(content, rng):
    """Cut the content off, or flip one bit: where, is said in words too."""
    place = int(rng.integers(len(content)))
    if rng.random() < 0.3:
        return content[:place], f"cut off after {place} bytes"
    changed, bit = bytearray(content), int(rng.integers(8))
    changed[place] ^= 1 << bit
    return bytes(changed), f"bit {bit} of byte {place} flipped"


@pytest.mark.parametrize(("name", "places"), [(LABELS, 180), (IMAGES, 20)])
def test_a_damaged_cache_is_repaired(cache, right, name, places):
    rng = np.random.default_rng(SEED)
    digest("test")
    (path,) = cache.glob(f"{name}*")
    whole = path.read_bytes()
    for _ in range(places):
        damage, words = damaged(whole, rng)
        path.unlink()  # not written into: other kernels may have it open
        path.write_bytes(damage)
        assert digest("test") == right, words
        assert path.read_bytes() == whole, f"{words}: the next start finds it again"


@pytest.mark.parametrize(("name", "places"), [(LABELS, 190), (IMAGES, 10)])
def test_published_files_damaged(cache, right, tmp_path, monkeypatch, name, places):
    folder = tmp_path / "mnist"
    shutil.copytree(digits.FOLDER, folder, ignore=shutil.ignore_patterns("train*"))
    monkeypatch.setattr(digits, "FOLDER", folder)
    path, rng, refused = folder / f"{name}.gz", np.random.default_rng(SEED), 0
    whole = path.read_bytes()
    for _ in range(places):
        damage, words = damaged(whole, rng)
        path.write_bytes(damage)
        for cached in cache.glob(f"{name}*"):
            cached.unlink()
        try:
            assert digest("test") == right, words
        except ValueError as error:
            refused += 1
            assert f"{name}.gz" in str(error) and "git checkout" in str(error), words
        path.write_bytes(whole)
        assert digest("test") == right, f"{words}: the next start, with the file restored"
    assert refused > 0.9 * places, "most places matter"
