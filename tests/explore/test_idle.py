"""A control that can be moved has an effect, and one that has none cannot be moved."""

import pytest

from tests.explore.makers import MAKERS
from tests.explore.page import open_page

APART = {"elsewhere", "pad"}  # no controls of the page


def choices(control):
    """Some values of a control: every option of a list, or the ends of a range and between."""
    if hasattr(control, "index"):
        return range(len(control.options))
    if hasattr(control, "max"):
        low, high = control.min, control.max
        return {low, high, type(low)((low + high) / 2)}
    return (False, True)


def seen(explorer, state):
    """All that a state shows, in words and in the picture."""
    told = explorer.live._paint(**explorer.live._values(state))
    return told.words, tuple(explorer.live._recording.frame())


@pytest.mark.parametrize("name", [*MAKERS])
def test_a_control_that_has_no_effect_is_disabled(build, name):
    explorer = build(name)
    if name == "WatchTraining":
        explorer.run()
    live = explorer.live
    open_page(live)
    lists = [n for n in live.followed if hasattr(live.controls[n], "index")]
    start, silent = live.state, []
    for moved in [
        (None, None),
        *((n, index) for n in lists for index in choices(live.controls[n])),
    ]:
        for name_of, place in zip(live.followed, start, strict=True):
            control = live.controls[name_of]
            if name_of not in APART:
                setattr(control, "index" if hasattr(control, "index") else "value", place)
        if moved[0]:
            live.controls[moved[0]].index = moved[1]
        state = live.state
        here = seen(explorer, state)
        if "the picture is empty" in here[0]:  # as the sentence says
            continue
        for place, followed in enumerate(live.followed):
            control = live.controls[followed]
            if followed in APART or (hasattr(control, "max") and control.min == control.max):
                continue
            others = [[*state[:place], value, *state[place + 1 :]] for value in choices(control)]
            if any(seen(explorer, other) != here for other in others) == control.disabled:
                silent.append(f"{followed}, disabled {control.disabled}, at {state}")
        seen(explorer, state)
    assert silent == []
