"""Programs that the fault tests run in processes of their own: to be killed, or to find no disk."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261  # of every random moment and place in these tests; a failing one prints its own


def surroundings(**more):
    """Environment variables with which a new Python finds this checkout."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH")]
    kept = {name: value for name, value in os.environ.items() if name != "DIGITS_CACHE"}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, paths))} | more


def python(*arguments, **more):
    """Run Python to its end; return what it printed, and fail where it failed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env=surroundings(**more),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def with_a_disk(script, *arguments, **more):
    """Run a shell script that may mount disks, which nobody else sees and which end with it.

    Where this is not permitted the test is skipped; but on a CI machine, as root, it fails.
    """
    names = [] if os.geteuid() == 0 else ["--map-root-user"]
    unshare = ["unshare", *names, "--mount", "sh", "-euc"]
    try:
        probe = [*unshare, "mount -t tmpfs none /mnt"]
        refused = subprocess.run(probe, capture_output=True, text=True, timeout=20).stderr
    except OSError as error:
        refused = str(error)
    if refused:
        reason = f"mounting a small disk is not permitted here: {refused.strip()}"
        if os.environ.get("CI") == "true" and os.geteuid() == 0:
            pytest.fail(f"{reason} (as root in CI it has to be)")
        pytest.skip(reason)
    done = subprocess.run(
        [*unshare, script, "script", *arguments],
        env=surroundings(**more),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def digest(part):
    """A checksum of what `load_digits` returns in this process."""
    from helpers.digits import load_digits

    return hashlib.sha256(b"".join(array.tobytes() for array in load_digits(part))).hexdigest()


def in_a_fork(work, wait=None):
    """Do some work in a copy of this process; with `wait`, kill it when `wait()` returns.

    Returns
    -------
    ended : int
        0, or minus the number of the signal that ended it.
    said : str
        What `work` returned.
    """
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(into, work().encode())
        os._exit(0)
    os.close(into)
    if wait is not None:
        wait()
        os.kill(child, signal.SIGKILL)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def killed_while_unpacking(folder, times):
    """Kill the first start at random moments; after each, start again. One line of JSON a time."""
    import helpers.digits  # so that a child's time goes into the unpacking

    assert helpers.digits.cache_folder() == Path(folder)
    rng = np.random.default_rng(SEED)
    began = time.perf_counter()
    in_a_fork(partial(digest, "test"))
    whole = time.perf_counter() - began
    for count, share in enumerate(rng.uniform(0, 1.1, times)):
        shutil.rmtree(folder)
        # Writing is over in a moment: every fifth time we wait for it, with the larger files.
        part = "test" if count % 5 else "train"
        wait = partial(time.sleep, share * whole) if count % 5 else partial(until_writing, folder)
        ended, _ = in_a_fork(partial(digest, part), wait)
        left = sorted(os.listdir(folder)) if os.path.exists(folder) else []
        _, said = in_a_fork(partial(digest, part))
        now = sorted(set(os.listdir(folder)) - set(left))
        if ended == 0:  # it came to its end first: the machine was busier when `whole` was taken
            whole *= 0.8
        found = {"part": part, "ended": ended, "left": left, "now": now, "said": said}
        print(json.dumps(found | {"share": share}))


def until_writing(folder, seconds=10):
    """Wait until a file is being written, but not for ever: it may be over before it is seen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.path.exists(folder) and any(name.endswith(".part") for name in os.listdir(folder)):
            return


def killed_while_saving(path, times):
    """Kill a process that saves two networks in turn; after each, load what is there."""
    from helpers.network import Network
    from helpers.storage import load_network, save_network

    networks = [Network((50, 200, 10), seed=seed) for seed in (0, 1)]
    save_network(networks[0], path)

    def save_for_ever():
        while True:
            for network in networks:
                save_network(network, path)

    for delay in np.random.default_rng(SEED).uniform(0, 0.05, times):
        ended, _ = in_a_fork(save_for_ever, partial(time.sleep, delay))
        print(json.dumps({"delay": delay, "ended": ended, "seed": load_network(path).seed}))


if __name__ == "__main__":
    {
        "digest": lambda part: print(digest(part)),
        "unpack": lambda folder, n: killed_while_unpacking(folder, int(n)),
        "save": lambda path, n: killed_while_saving(path, int(n)),
    }[sys.argv[1]](*sys.argv[2:])
