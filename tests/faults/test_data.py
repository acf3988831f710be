"""The data cache: kills, full and read-only disks, damage; the right data or a clear error."""

import gzip
import hashlib
import json
import shutil
import sys

import numpy as np
import pytest

from helpers import digits
from helpers.digits import load_digits
from tests.faults.kernel import SEED, digest, python, with_a_disk

IMAGES, LABELS = (digits.FILES["test", kind][0] for kind in ("images", "labels"))
KERNEL = "tests.faults.kernel"


def published(part):
    """The checksum of one part, from the published files alone."""
    names = [digits.FOLDER / f"{digits.FILES[part, kind][0]}.gz" for kind in ("images", "labels")]
    images, labels = (gzip.decompress(path.read_bytes()) for path in names)
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
    digits._array.cache_clear()
    yield folder
    digits._array.cache_clear()


def test_killed_at_20_random_moments_of_the_first_unpacking(cache):
    lines = python("-m", KERNEL, "unpack", str(cache), "20", DIGITS_CACHE=str(cache))
    times = [json.loads(line) for line in lines.splitlines()]
    right = {part: published(part) for part in ("test", "train")}
    assert len(times) == 20
    for time in times:
        assert time["said"] == right[time["part"]], time
        whole = [name for name in time["left"] + time["now"] if not name.endswith(".part")]
        assert len(whole) == 2, time
    # Otherwise nothing was tested.
    assert sum(time["ended"] == -9 for time in times) >= 10, times
    assert any(name.endswith(".part") for time in times for name in time["left"]), times


TWO_STARTS = f"""
mkdir -p "$1"
mount -t tmpfs -o "$2" none "$1"
{{ [ -z "$3" ] || mount -o remount,ro "$1"; }}
for start in first second; do "$0" -m {KERNEL} digest test; done
ls -A "$1" | wc -l
""".replace('"$0"', f"'{sys.executable}'")


@pytest.mark.parametrize("size", ["1m", "4k", "7664k"], ids=["labels fit", "nothing", "images fit"])
def test_a_full_disk(cache, right, size):
    said = with_a_disk(TWO_STARTS, str(cache), f"size={size}", "", DIGITS_CACHE=str(cache))
    *starts, files = said.split()
    assert starts == [right, right]
    assert int(files) == {"1m": 1, "4k": 0, "7664k": 1}[size], "an unfinished file was left behind"
    assert digest("test") == right, "the next start, with room on the disk"


@pytest.mark.parametrize(("ci", "root", "outcome"), [
    ("true", 0, pytest.fail.Exception), ("true", 1000, pytest.skip.Exception),
    ("", 0, pytest.skip.Exception),
])  # fmt: skip
def test_disks_that_cannot_be_mounted_are_an_error_in_ci(monkeypatch, ci, root, outcome):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "nowhere")
    monkeypatch.setattr("os.geteuid", lambda: root)
    with pytest.raises(outcome, match=r"not permitted here: .*unshare"):
        with_a_disk("true")


def test_a_read_only_home(tmp_path, right):
    home = tmp_path / "home"
    said = with_a_disk(TWO_STARTS, str(home), "size=64m", "ro", HOME=str(home), XDG_CACHE_HOME="")
    assert said.split() == [right, right, "0"]


def kinds_of(path):
    """What may stand where a cached file belongs."""
    yield path.mkdir
    yield lambda: path.symlink_to("nowhere")
    yield lambda: path.symlink_to(path.name)
    yield lambda: path.touch(mode=0)
    yield lambda: path.write_bytes(bytes(8_000_000))


@pytest.mark.parametrize("kind", range(5))
def test_something_else_where_the_cached_file_belongs(cache, right, kind):
    digest("test")
    (path,) = cache.glob(f"{IMAGES}*")
    path.unlink()
    list(kinds_of(path))[kind]()
    for _ in ("this start", "the next one"):
        digits._array.cache_clear()
        assert digest("test") == right
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
def test_a_cache_damaged_at_200_random_places_is_repaired(cache, right, name, places):
    rng = np.random.default_rng(SEED)
    digest("test")
    (path,) = cache.glob(f"{name}*")
    whole = path.read_bytes()
    for _ in range(places):
        damage, words = damaged(whole, rng)
        path.unlink()  # not written into: other kernels may have it open
        path.write_bytes(damage)
        digits._array.cache_clear()
        assert digest("test") == right, words
        assert path.read_bytes() == whole, f"{words}: the next start finds it again"


@pytest.mark.parametrize(("name", "places"), [(LABELS, 190), (IMAGES, 10)])
def test_published_files_damaged_at_200_random_places(cache, right, tmp_path, monkeypatch, name,
                                                      places):  # fmt: skip
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
        digits._array.cache_clear()
        try:
            assert digest("test") == right, words
        except ValueError as error:
            refused += 1
            assert f"{name}.gz" in str(error) and "git checkout" in str(error), words
        path.write_bytes(whole)
        digits._array.cache_clear()
        assert digest("test") == right, f"{words}: the next start, with the file restored"
    assert refused > 0.9 * places, "most places matter"
    assert load_digits("test")[0].shape == (10_000, 784)
