"""Every explorer with every activation function and every depth; no check while a frame is painted.

A new activation function has to work wherever one can be looked at, with nothing said of it but its
record in `helpers.network`.
"""

import sys
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from ipywidgets.widgets.widget_description import DescriptionWidget

from helpers import explore, valid
from helpers.explore.explorer import Explorer, _together
from helpers.network import HIDDEN, OUTPUT, Network
from tests.explore.makers import MAKERS, moved

DEPTHS = {1: (784, 10, 10), 2: (784, 11, 10, 10), 3: (784, 10, 11, 10, 10)}  # hidden layers: sizes
IMAGES = np.random.default_rng(1).integers(0, 256, (12, 784), dtype=np.uint8)
LABELS = np.arange(12) % 10


def a_network(sizes, hidden, output, start=None):
    rng = np.random.default_rng(len(sizes) + (start is None))
    weights = [rng.normal(0, a**-0.5, (b, a)) for a, b in pairwise(sizes)]
    biases = [rng.normal(0, 0.5, n) for n in sizes[1:]]
    return Network(sizes, weights, biases, hidden, output, start=start)


def built(name, depth, hidden, output="softmax"):
    sizes = DEPTHS[depth]
    start = a_network(sizes, hidden, output)
    return MAKERS[name](a_network(sizes, hidden, output, start), IMAGES, LABELS)


def test_every_explorer_is_tried():
    shown = {
        name
        for name, kind in vars(explore).items()
        if isinstance(kind, type) and issubclass(kind, Explorer)
    }
    assert shown == set(MAKERS)


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "SeeDigit"])
@pytest.mark.parametrize(("hidden", "output"), [(h, OUTPUT[i % 2]) for i, h in enumerate(HIDDEN)])
def test_every_activation_function_can_be_looked_at(name, hidden, output):
    explorer = built(name, 1, hidden, output)
    if name == "WatchTraining":
        explorer.run()
    for _ in moved(explorer):
        assert explorer.text and "nan" not in explorer.text and "inf " not in explorer.text


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("SeeDigit", "Fences")])
@pytest.mark.parametrize("depth", [2, 3])
def test_every_depth_can_be_looked_at(name, depth):
    explorer = built(name, depth, "leaky relu", "sigmoid")
    for _ in moved(explorer):
        assert explorer.text and "nan" not in explorer.text


@pytest.mark.parametrize("name", MAKERS)
def test_no_tooltip_is_none_which_a_page_writes_as_null(name):
    explorer = built(name, 1, "sigmoid")
    described = [part for part in _together(explorer) if isinstance(part, DescriptionWidget)]
    assert described and all(part.tooltip is not None for part in described)


@pytest.mark.parametrize("name", MAKERS)
def test_the_page_keeps_room_for_the_longest_sentence_and_not_for_much_more(name):
    explorer = built(name, 1, "sigmoid")
    lengths = [len(explorer.text), *(len(explorer.text) for _ in moved(explorer))]
    assert 0.2 * explorer.live.longest <= max(lengths) <= explorer.live.longest


@contextmanager
def checks():
    """The checks of `helpers.valid` that are called meanwhile, those of a new Network left out."""
    found, made = [], Network.__post_init__.__code__

    def note(frame, event, argument):
        if event != "call" or frame.f_code.co_filename != valid.__file__:
            return
        callers, above = [], frame.f_back
        while above is not None:
            callers.append(above.f_code)
            above = above.f_back
        if made not in callers:
            found.append(f"{frame.f_code.co_name} for {callers[0].co_name}")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("name", MAKERS)
def test_no_check_runs_while_a_frame_is_painted(name):
    explorer = built(name, 2 if name == "ThroughLayers" else 1, "relu")
    if name == "WatchTraining":
        explorer.run()
    live = explorer.live
    # A move paints, too: by then a training or a fit that is remembered has been made, by doors.
    for _ in moved(explorer):
        with checks() as found:
            live._paint(**live._values(live.state))
        assert found == []


def test_a_check_is_noticed_unless_a_network_is_made():
    with checks() as found:
        Network((2, 2))
        assert not found
        valid.whole("n", 1)
    assert found == ["whole for test_a_check_is_noticed_unless_a_network_is_made"]
