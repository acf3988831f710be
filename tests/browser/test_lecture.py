"""A lecture: a notebook as slides inside JupyterLab, its explorers live, walked by keyboard.

The walk goes through a real notebook with JupyterLab's own windowing, and everything else through
a small one, with each of the windowing modes.
"""

import json
import os
from pathlib import Path

import pytest
from form.breaking import code, md

from . import audit, checks
from .hall import Hall
from .lab import running_lab
from .page import SCREEN, NotebookPage
from .scratch import write_notebook
from .test_live_pages import SHARPNESS
from .test_notebook_7 import EXPLORER, START

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
WALKED = next(NOTEBOOKS.glob("07_*.ipynb")).name
SMALL = "small.ipynb"
CELLS = [
    md("navigation"),
    md("# A title", slide="slide"),
    code("skipped = 'it ran'", "setup"),
    md("## A vote\n\nWhich?\n\n- (a) this\n- (b) that", "vote", "predict", slide="slide"),
    code("print(skipped)", "figure", slide="-"),
    code(EXPLORER.strip(), "explorer", slide="-"),
    md("<details><summary>One way to the target</summary></details>", "move"),
    md("<details><summary>Answer</summary>\n\nIt is this.\n\n</details>", "answer", slide="-"),
    *[md(f"## Filler {n}\n\n" + "One paragraph.\n\n" * 30, slide="slide") for n in range(12)],
    md("## On your own", slide="slide"),
    code("answer = ...", "exercise", slide="-"),
]


def slides_of(path):
    slides = []
    for place, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        kind = cell["metadata"]["slideshow"]["slide_type"]
        if kind == "slide":
            slides.append([])
        if kind != "skip":
            slides[-1].append(place)
    return slides


def test_a_walk_from_the_first_slide_to_the_last(chromium, tmp_path):
    slides, moved = slides_of(NOTEBOOKS / WALKED), []
    with running_lab(NOTEBOOKS, windowing=None) as lab:
        hall = Hall(NotebookPage(chromium, lab, WALKED, tmp_path))
        for number, cells in enumerate(slides, start=1):
            assert hall.place() == (number, len(slides))
            for shown in hall.stops():
                seen = shown
                if hall.explorer() and number not in moved:
                    move_and_look(hall)  # leaves the focus on the slider
                    moved.append(number)
                if "SCREENSHOTS" in os.environ:
                    hall.on.screenshot(f"slide-{number:02}-{hall.scroll():04.0f}")
            assert seen == cells, f"slide {number} ends with cells {seen}"
        assert moved, "no slide showed an explorer"
        for check in (checks.check_output, checks.check_audit, checks.check_silence):
            check(hall.on)
        hall.on.close()


def move_and_look(hall):
    """Move the slide's first slider: the picture changes, and it is drawn for its own size."""
    explorer = hall.explorer()
    hall.on.settle()
    before = explorer.picture_src()
    assert before != "blank"
    explorer.press_along(explorer.controls("slider")[0])
    assert explorer.wait_for_picture_change(before), f"{explorer}: the picture stayed as it was"
    picture = explorer.root.locator("canvas.explorer-picture")
    assert abs(picture.evaluate(SHARPNESS) - 1) < 0.02
    assert picture.bounding_box()["width"] > 0.6 * SCREEN["width"]


@pytest.fixture(scope="module", params=[None, "full", "none"], ids=str)
def lab(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / SMALL, CELLS)
    with running_lab(folder, windowing=request.param) as lab:
        yield lab


@pytest.fixture(scope="module")
def one_hall(lab, chromium, tmp_path_factory):
    hall = Hall(NotebookPage(chromium, lab, SMALL, tmp_path_factory.mktemp("screenshots")))
    yield hall
    checks.check_output(hall.on)
    checks.check_silence(hall.on)
    hall.on.close()


@pytest.fixture
def hall(one_hall):
    """Return the lecture at its first slide."""
    one_hall.page.locator(".lecture-shown").first.focus()
    one_hall.press("Home")
    return one_hall


def test_it_begins_by_itself_and_ends_at_the_last_slide(hall):
    assert hall.place() == (1, 15) and hall.shown() == [1]
    hall.press("PageUp")
    assert hall.place() == (1, 15)
    hall.press("End")
    assert hall.place() == (15, 15) and hall.shown() == [20, 21]
    hall.press("PageDown")
    assert hall.place() == (15, 15)
    hall.press("Home")
    assert hall.place() == (1, 15)


# Before the others, which see the slide to its end.
def test_a_vote_comes_before_what_answers_it(hall):
    hall.press("PageDown")
    assert hall.shown() == [3, 4], "the figure shows what the vote is about"
    hall.press("PageUp", 2)
    assert hall.go_to_the_explorer() and hall.place() == (2, 15)
    assert hall.shown() == [3, 4, 5, 7]
    assert hall.answer().is_visible(), "after the vote its answer is unfolded"
    assert f"as long as {START}" in hall.explorer().sentence()
    assert "it ran" in hall.page.locator(".lecture-shown").nth(1).inner_text()
    hall.press("PageUp", 2)
    hall.press("PageDown")
    assert 4 in hall.shown(), "a vote that was held is not held again"


def test_a_slider_keeps_its_keys_and_a_presenter_his(hall):
    explorer = hall.go_to_the_explorer()
    [slider] = explorer.controls("slider")
    value = slider.locator(".noUi-handle")
    before = explorer.picture_src()
    explorer.press_key(slider, "ArrowRight")
    assert explorer.wait_for_picture_change(before)
    explorer.press_key(slider, "Home")
    assert hall.on.wait_for(lambda: value.get_attribute("aria-valuenow") == "0.0")
    assert hall.place() == (2, 15)
    hall.press("PageDown")
    assert hall.place() == (3, 15) and value.get_attribute("aria-valuenow") == "0.0"


def test_a_picture_is_left_before_the_lecture(hall):
    picture = hall.go_to_the_explorer().root.locator("canvas.explorer-picture")
    picture.focus()
    hall.press("ArrowRight")
    hall.press("Escape")
    assert hall.place() == (2, 15)
    assert not picture.evaluate("p => p === document.activeElement")
    hall.press("Home")
    assert hall.place() == (1, 15)


def test_a_tall_slide_is_scrolled_to_its_end(hall):
    hall.go_to_the_explorer()
    hall.press("PageDown")
    assert hall.place() == (3, 15)
    tops = []
    for _ in hall.stops():
        tops.append(hall.scroll())
    assert len(tops) > 2 and tops == sorted(set(tops)) and tops[0] == 0
    hall.press("PageUp")
    assert hall.place() == (3, 15) and hall.scroll() == 0


def test_code_is_folded_except_an_exercise_and_unfolds(hall):
    code = hall.page.locator(".lecture .jp-CodeCell .cm-editor")
    assert code.filter(visible=True).count() == 0
    hall.go_to_the_explorer()
    assert code.filter(visible=True).count() == 0
    hall.press("c")
    assert code.filter(visible=True).count() == 2
    hall.press("c")
    assert code.filter(visible=True).count() == 0
    hall.page.locator(".lecture-shown .jp-InputPlaceholder").first.click()
    assert code.filter(visible=True).count() == 1
    hall.press("End")
    assert code.filter(visible=True).count() == 1


def test_the_notebooks_own_keys_do_nothing(hall):
    def cells():
        return hall.page.locator(".jp-Notebook .jp-Cell").count()

    before = cells()
    for key in ("d", "d", "x", "a", "b", "m", "ArrowDown", "Enter"):
        hall.press(key)
    assert (cells(), hall.place(), hall.shown()) == (before, (1, 15), [1])
    hall.page.locator(".lecture-shown h1").dblclick()
    assert hall.page.locator(".lecture-shown .cm-editor").filter(visible=True).count() == 0
    hall.go_to_the_explorer()
    hall.page.locator(".lecture-shown summary").press("Enter")
    assert not hall.answer().is_visible()
    hall.page.locator(".lecture-shown summary").press("Enter")
    assert hall.answer().is_visible()


def test_the_letters_are_larger_and_the_number_is_said(hall):
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert hall.page.locator(".lecture-shown p, .lecture-shown h1").first.evaluate(size) > 18
    assert hall.page.locator(".lecture-place").get_attribute("role") == "status"
    assert not audit.violations(hall.page, ".lecture-place")


# The last: it ends the lecture, and begins it again.
def test_escape_leads_back_to_the_slides_place_and_a_command_to_the_slide(hall):
    page, active = hall.page, hall.page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
    hall.go_to_the_explorer().controls("slider")[0].locator(".noUi-handle").focus()
    hall.press("Escape")
    assert hall.on.wait_for(lambda: "A vote" in active.inner_text())
    page.keyboard.press("Alt+p")
    page.wait_for_selector(".lecture-place")
    hall.press("PageDown", 4)
    number = hall.place()[0]
    assert number > 2
    hall.press("Escape")
    assert page.locator(".lecture, .lecture-holds, .lecture-place").count() == 0
    assert hall.on.wait_for(lambda: f"Filler {number - 3}" in active.inner_text())
    page.wait_for_timeout(500)
    panel = page.locator(".jp-WindowedPanel-outer").bounding_box()
    assert abs(active.bounding_box()["y"] - panel["y"]) < 60
    assert page.locator(".jp-Toolbar:visible").count()
    page.keyboard.press("Alt+p")
    page.wait_for_selector(".lecture-place")
    assert hall.place() == (number, 15)
    hall.press("Escape")
    page.get_by_role("menuitem", name="View", exact=True).click()
    page.get_by_role("menuitem", name="Lecture: Begin Here").click()
    page.wait_for_selector(".lecture-place")
    assert hall.place() == (number, 15)
