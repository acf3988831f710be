"""The checks themselves: a sound page passes all of them, and each fault is found by one."""

from pathlib import Path

import pytest

from . import checks
from .page import NotebookPage

EXPLORER = Path(__file__).with_name("scratch_explorer.py").read_text(encoding="utf-8")

# One explorer is promised on every page (the cell's tag in a real notebook).
ALL_CHECKS = {
    "output": checks.check_output,
    "shown": lambda page: checks.check_explorers_are_shown(page, expected=1),
    "fit": checks.check_explorers_fit_every_screen,
    "sliders": checks.check_sliders,
    "controls": checks.check_other_controls,
    "start_stop": checks.check_start_and_stop,
    "audit": checks.check_audit,
    "silence": checks.check_silence,
    "memory": checks.check_memory,
}

# name: (the cell that breaks the page, the check that must find it, words of its message)
FAULTS = {
    "error": ("1 / 0", "output", "ZeroDivisionError"),
    "broken_widget": (
        "display({'application/vnd.jupyter.widget-view+json': {'model_id': 'none'}}, raw=True)",
        "output",
        "not drawn",
    ),
    "hoard": ("hoard = b'x' * 2**27", "memory", "MB for itself"),
    "broken_image": ("display(HTML('<img src=\"data:,none\">'))", "output", "show nothing"),
    "broken_words": (
        "print('z = +1.91')\n"
        "display(HTML('<style>pre { word-break: break-all !important }</style>'))",
        "output",
        "break anywhere",
    ),
    "no_explorer": ("e.remove_class('explorer')", "shown", "0 are on the page"),
    "no_sentence": (
        "e.live._paint = lambda unit: Told('')\ne.live.invalidate()",
        "shown",
        "sentence is empty",
    ),
    "no_picture": ("e.live._moved = lambda *_: None", "shown", "picture shows nothing"),
    "too_tall": ("e.live.layout.margin = '900px 0 0'", "fit", "px high"),
    "dead_slider": (
        "e.live._paint = lambda unit: Told('as before')\ne.live.invalidate()",
        "sliders",
        "slider 'unit.*stayed the same",
    ),
    "raising_slider": ("e.unit.observe(lambda _: 1 / 0)", "sliders", "ZeroDivisionError"),
    "raising_dropdown": ("e.digit.observe(lambda _: 1 / 0)", "controls", "ZeroDivisionError"),
    "picture_lost": (
        "e.signed.observe(lambda _: e.set_trait('children', e.children[:1]))",
        "controls",
        "there is no picture",
    ),
    "dead_start": ("e.start.on_click(e.go, remove=True)", "start_stop", "starts nothing"),
    "dead_stop": ("e.stop.on_click(e.halt, remove=True)", "start_stop", "cannot be started"),
    "runs_on": (
        "e.stop.on_click(e.halt, remove=True)\n"
        "e.start.observe(lambda _: setattr(e.start, 'disabled', False))",
        "start_stop",
        "still changes after Stop",
    ),
    "no_name": ("e.live.label = ''\ne.live.invalidate()", "audit", "application-name"),
    "console": ("display(Javascript('console.error(\"scratch\")'))", "silence", "scratch"),
    "stranger": (
        "display(HTML('<img src=\"http://stranger.invalid/a.png\">'))",
        "silence",
        "stranger.invalid",
    ),
}


IMPORTS = "from IPython.display import HTML, Javascript, display\n"
SERVED = {
    f"{name}.ipynb": (EXPLORER, "e = Scratch()\ne", IMPORTS + fault)
    for name, (fault, *_) in {"sound": ["print('sound')"], **FAULTS}.items()
}


@pytest.fixture
def page(request, lab, chromium, tmp_path):
    page = NotebookPage(chromium, lab, f"{request.param}.ipynb", tmp_path)
    page.open()
    page.run_all()
    yield page
    page.close()


@pytest.mark.parametrize("page", ["sound"], indirect=True)
def test_a_sound_page_passes(page):
    for check in ALL_CHECKS.values():
        check(page)
    assert page.explorers()[0].sentence() != "unit 0, count 0"


@pytest.mark.parametrize(("page", "name"), [(f, f) for f in FAULTS], indirect=["page"])
def test_a_fault_is_found(page, name):
    _, check, words = FAULTS[name]
    with pytest.raises(AssertionError, match=words):
        ALL_CHECKS[check](page)
