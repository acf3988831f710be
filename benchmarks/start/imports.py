"""What importing a room costs, beside importing the packages that it needs, and which these are.

One process learns which modules of other people a room loads. Others load just these, in the same
order, and then the room: what is left is the room's own.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.machine import environment
from tests.form.rooms import ROOMS, WATCHED

ROOT = Path(__file__).resolve().parents[2]

LOADED = """
import json, sys
from tests.form.rooms import import_whole
before = set(sys.modules)
import_whole(sys.argv[1])
ours = {"helpers", *sys.stdlib_module_names}
print(json.dumps([m for m in sys.modules if m not in before and m.split(".")[0] not in ours]))
"""
TIMED = """
import importlib, json, sys, time
from tests.form.rooms import import_whole
began = time.perf_counter()
for name in json.loads(sys.argv[2]):
    try:
        importlib.import_module(name)
    except ImportError:  # made by another module, and no file of its own
        pass
between = time.perf_counter()
import_whole(sys.argv[1])
print(json.dumps([between - began, time.perf_counter() - between]))
"""


class Room(NamedTuple):
    """A room's packages by name, and the median seconds of importing these, and then itself."""

    packages: list
    needed: float
    own: float


def rooms(rounds):
    """Every room, in the order in which they stand on each other.

    Returns
    -------
    dict of str to Room
    """
    loaded = {room: python(LOADED, room) for room in ROOMS}
    took = {room: [] for room in ROOMS}
    for _ in range(rounds):
        for room, modules in loaded.items():
            took[room].append(python(TIMED, room, json.dumps(modules)))
    return {
        room: Room(
            [name for name in WATCHED if name in loaded[room]],
            *(median(part) for part in zip(*took[room], strict=True)),
        )
        for room in ROOMS
    }


def python(program, *arguments):
    """What a program prints in a new process, from JSON."""
    command = [sys.executable, "-c", program, *arguments]
    printed = subprocess.check_output(command, cwd=ROOT, env=environment(), text=True)
    return json.loads(printed)
