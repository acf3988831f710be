"""What the fault tests do in processes of their own, to be killed, or to find no disk."""

import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from helpers import digits
from helpers.files import write_whole
from helpers.network import Network
from helpers.storage import save_network

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261  # of every random moment and place in these tests; a failing one prints its own
CONTENTS = [letter * 10_000_000 for letter in (b"a", b"b")]
# Forks of a small server in which this file is imported already: they begin at once.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def digest(part, cache=None):
    """A checksum of what a kernel that starts now gets from `load_digits`."""
    if cache is not None:
        os.environ["DIGITS_CACHE"] = str(cache)
    digits._array.cache_clear()
    arrays = digits.load_digits(part)
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()


def write(path, turn):
    write_whole(path, CONTENTS[turn % 2])


def unpack(path, turn):
    shutil.rmtree(path, ignore_errors=True)
    digest("test", path)


def save(path, turn):
    save_network(Network((50, 200, 10), seed=turn % 2), path)


def for_ever(work, path):
    for turn in count():
        work(path, turn)


def python(*arguments):
    """Run a module of this checkout to its end; return what it printed, and fail if it failed."""
    return _finished([sys.executable, "-m", *arguments], {})


def with_a_disk(script, *arguments, **surroundings):
    """Run a shell script that may mount disks, which nobody else sees and which end with it.

    Where this is not permitted the test is skipped; but on a CI machine, as root, it fails.
    """
    names = [] if os.geteuid() == 0 else ["--map-root-user"]
    unshare = ["unshare", *names, "--mount", "sh", "-euc"]
    try:
        _finished([*unshare, "mount -t tmpfs none /mnt"], {})
    except (OSError, AssertionError) as error:
        reason = f"mounting a small disk is not permitted here: {error}"
        if os.environ.get("CI") == "true" and os.geteuid() == 0:
            pytest.fail(reason)
        pytest.skip(reason)
    return _finished([*unshare, script, "script", *map(str, arguments)], surroundings)


def _finished(command, surroundings):
    kept = {name: value for name, value in os.environ.items() if name != "DIGITS_CACHE"}
    kept |= {"PYTHONPATH": str(ROOT)} | surroundings
    done = subprocess.run(command, env=kept, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


if __name__ == "__main__":
    print(digest(sys.argv[1]))
