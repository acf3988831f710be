"""What importing a room really brings in: all of it that is used, and nothing that is not.

`form/rooms.py` says what each room may import; here it is imported, in a process of its own, with
what its imports import in turn.
"""

import json
import subprocess
import sys

import pytest
from form.anatomy import ROOT
from form.rooms import ROOMS, brings

PROGRAM = """
import json, sys
from tests.form.rooms import WATCHED, import_whole
import_whole(sys.argv[1])
print(json.dumps([name for name in WATCHED if name in sys.modules]))
"""
HOOKS = """
from IPython.core.interactiveshell import InteractiveShell
from tests.form.rooms import import_whole
events = InteractiveShell.instance().events.callbacks
before = {event: list(hooks) for event, hooks in events.items()}
import_whole("explore")
print([hook for event, hooks in events.items() for hook in hooks if hook not in before[event]])
"""


def printed(program, *arguments):
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_brings_in_what_it_uses(room):
    assert set(json.loads(printed(PROGRAM, room))) == brings(room), "see tests/form/rooms.py"


def test_importing_explorers_does_nothing_to_ipython():
    assert printed(HOOKS) == "[]\n"
