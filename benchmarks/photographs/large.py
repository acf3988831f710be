"""A telephone's photograph in a process of its own: seconds, and memory beyond what was there."""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.machine import environment


def reading(path):
    """Seconds to read a file and find its digits, most MB that this took, and the sentence."""
    ask = [sys.executable, "-m", "benchmarks.photographs.large", str(path)]
    return json.loads(subprocess.check_output(ask, env=environment(one_thread=True), text=True))


def _read(path):
    from scipy import ndimage  # noqa: F401

    from helpers.photographs import read_picture

    content = path.read_bytes()
    before, began = _most(), time.perf_counter()
    picture = read_picture(content, path.name)
    return time.perf_counter() - began, _most() - before, picture.told


def _most():
    """The most memory that this process has had, in MB; getrusage's holds its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 2**10


if __name__ == "__main__":
    print(json.dumps(_read(Path(sys.argv[1]))))
