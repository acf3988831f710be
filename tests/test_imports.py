"""What importing a room really brings in: all of it that is used, and nothing that is not.

`form/rooms.py` reads what each file imports; here each room is imported, in a process of its own,
with what its own imports import in turn.
"""

import json
import subprocess
import sys

import pytest
from form.anatomy import ROOT
from form.rooms import ROOMS

NUMPY = {"numpy"}
DIGITS = NUMPY | {"platformdirs"}  # the folder of the data cache
NETWORKS_ON_DIGITS = DIGITS | {"threadpoolctl"}
# matplotlib loads pillow, anywidget loads ipywidgets, and this loads IPython and traitlets.
PICTURES = NUMPY | {"matplotlib", "PIL"}
WIDGETS = NUMPY | {"anywidget", "ipywidgets", "IPython", "traitlets"}
BRINGS = {
    "files": set(),
    "digits": DIGITS,
    "network": NUMPY,
    "backward": NUMPY,
    "points": NUMPY,
    "storage": NUMPY,
    "evaluation": NETWORKS_ON_DIGITS,
    "descent": DIGITS,
    "training": NETWORKS_ON_DIGITS,
    "recipes": NETWORKS_ON_DIGITS,
    "playground": NUMPY,
    "attribution": NETWORKS_ON_DIGITS,
    "plots": PICTURES,
    "javascript": set(),
    "live": PICTURES | WIDGETS,
    "pad": WIDGETS,
    "drawings": DIGITS | {"PIL"},
    "explore": PICTURES | WIDGETS | NETWORKS_ON_DIGITS,
    "checks": NETWORKS_ON_DIGITS | {"PIL"},
}
PROGRAM = """
import json, sys
from tests.form.rooms import WATCHED, import_whole
import_whole(sys.argv[1])
print(json.dumps([name for name in WATCHED if name in sys.modules]))
"""


def test_every_room_is_here():
    assert set(BRINGS) == set(ROOMS)


def test_only_rooms_with_widgets_load_widgets():
    widgets = {room for room, brings in BRINGS.items() if "ipywidgets" in brings}
    assert widgets == {"live", "pad", "explore"}


@pytest.mark.parametrize("room", BRINGS)
def test_a_room_brings_in_what_it_uses(room):
    command = [sys.executable, "-c", PROGRAM, room]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = set(json.loads(printed))
    too_many, missing = found - BRINGS[room], BRINGS[room] - found
    assert not too_many, f"importing helpers.{room} loads {', '.join(sorted(too_many))} as well"
    assert not missing, f"helpers.{room} no longer needs {', '.join(sorted(missing))}: say so here"
