"""What must hold on a notebook's page after Run All, and after each control was moved."""

import re
from pathlib import Path

import pytest

from . import audit
from .explorer import CONTROLS, Explorer
from .page import NotebookPage

# Pairs of a pattern and the reason why it harms nobody.
HARMLESS_CONSOLE_ERRORS: list[tuple[str, str]] = [
    (r"reading 'schema'", "Notebook 7 says so of its own settings, without any notebook"),
    (r"'filebrowser:open-path' not registered", "Notebook 7 has no file browser beside the page"),
]
MOST_MEMORY = 170  # MB that a kernel may have for itself: TEACHING.md plans a class with it
# A laptop, the same with its browser's bars, a projector with and without the file browser, and the
# laptop at a zoom of 150 %: width, height, ratio of pixels, file browser.
SCREENS = (
    (1366, 768, 1, True),
    (1366, 625, 1, True),
    (1024, 768, 1, True),
    (1024, 768, 1, False),
    (911, 512, 1.5, True),
    (911, 512, 1.5, False),
)
BY_BUTTON = "test image"  # what this slider chooses comes with its button: test_pad.py sees it
TRIES = 6  # a move may give the same picture, for instance of two equal images


def check_output(page: NotebookPage) -> None:
    """No error, no widget left undrawn, no broken image, no printed sign apart from its number."""
    assert not page.errors, f"{page.notebook}: the kernel reported {page.errors}"
    undrawn, broken = page.undrawn_widgets(), page.broken_images()
    assert not undrawn, f"{page.notebook}: widgets that were not drawn: {undrawn}"
    assert not broken, f"{page.notebook}: images that show nothing: {broken}"
    printed = page.page.locator(".jp-OutputArea-output pre")
    breaks = set(printed.evaluate_all("all => all.map(e => getComputedStyle(e).wordBreak)"))
    assert breaks <= {"normal"}, f"{page.notebook}: printed words break anywhere: {breaks}"


def check_memory(page: NotebookPage) -> None:
    """A class finds room: TEACHING.md says how much a kernel needs."""
    if not Path("/proc/self/smaps").exists():
        pytest.skip("what a process has for itself is read from /proc, which only Linux has")
    mb = page.kernel_memory()
    assert mb <= MOST_MEMORY, f"{page.notebook}: the kernel has {mb:.0f} MB for itself"


def check_explorers_are_shown(page: NotebookPage, expected: int) -> None:
    """As many explorers as cells promise one, each with a picture and a sentence."""
    explorers = page.explorers()
    assert len(explorers) >= expected, (
        f"{page.notebook}: {expected} cells are tagged explorer, {len(explorers)} are on the page"
    )
    for explorer in explorers:
        _check_face(explorer)


def check_explorers_fit_every_screen(page: NotebookPage) -> None:
    """Controls, picture and sentence of an explorer are seen together, without scrolling."""
    too_high = []
    for screen in SCREENS:
        page.resize(*screen)
        room = page.view_height()
        for explorer in page.explorers():
            assert page.wait_for(explorer.is_fitted, 60), f"{explorer} on {screen}: an old picture"
            too_high += [
                f"{explorer} is {height:.0f} px high, the view only {room:.0f}, on {screen}"
                for height in explorer.heights()
                if height > room
            ]
    page.resize(*SCREENS[0])
    assert not too_high, f"{page.notebook}: {too_high}"


def check_sliders(page: NotebookPage) -> None:
    """Every slider changes its explorer's picture, moved by keyboard and by mouse."""
    for explorer in page.explorers():
        for slider in explorer.controls("slider"):
            # One whose range is a single value, as before a training, has nowhere to go.
            if not explorer.can_move(slider) or explorer.label(slider).startswith(BY_BUTTON):
                continue
            for move in (explorer.press_along, explorer.drag_along):
                assert any(_changes_the_picture(explorer, move, slider) for _ in range(TRIES)), (
                    f"{page.notebook}: {explorer}: slider {explorer.label(slider)!r} was moved "
                    f"{TRIES} times ({move.__name__}) and the picture stayed the same; "
                    f"the kernel reported {page.errors}"
                )
                _check_face(explorer)
    check_output(page)


def check_other_controls(page: NotebookPage) -> None:
    """Every dropdown, toggle, checkbox and button takes a change, and the picture is still there.

    Each one is changed once; whether the picture changes depends on the control.
    """
    for explorer in page.explorers():
        for kind in [kind for kind in CONTROLS if kind != "slider"]:
            for control in reversed(explorer.controls(kind)):  # one may still the next ones
                explorer.change(kind, control)
                page.settle()
                _check_face(explorer)
    check_output(page)


def check_start_and_stop(page: NotebookPage) -> None:
    """Where an explorer can be started, it moves on its own, and Stop stops it within 5 s."""
    for explorer in page.explorers():
        if not explorer.has("explorer-start"):
            continue
        before = explorer.picture_src()
        explorer.press("explorer-start")
        assert explorer.wait_for_picture_change(before, 20), f"{explorer}: Start starts nothing"
        explorer.press("explorer-stop")
        assert page.wait_for(lambda e=explorer: e.is_enabled("explorer-start"), 5), (
            f"{explorer}: 5 s after Stop it still cannot be started again"
        )
        stopped_at = explorer.picture_src()
        assert not explorer.wait_for_picture_change(stopped_at, 2), (
            f"{explorer}: the picture still changes after Stop"
        )
    check_output(page)


def check_audit(page: NotebookPage) -> None:
    """The accessibility audit finds nothing in the explorers and the questions."""
    for ours in (".explorer", ".question"):
        if page.page.locator(ours).count():
            found = audit.violations(page.page, ours)
            assert not found, f"{page.notebook}: {found}"


def check_questions(page: NotebookPage, expected: int) -> None:
    """As many as cells ask, each with buttons; every option tells its idea, and one holds."""
    questions = page.page.locator(".question-one")
    assert questions.count() == expected, f"{page.notebook}: {questions.count()} questions"
    for question in questions.all():
        told, holds = question.get_by_role("status"), 0
        assert told.inner_text() == "", f"{page.notebook}: answered before it is asked"
        for option in question.locator(".question-option").all():
            option.click()
            assert len(told.inner_text()) > 20 and option.get_attribute("aria-pressed") == "true"
            holds += ") holds." in told.inner_text()
        assert holds == 1, f"{page.notebook}: {question.inner_text()}"


def check_silence(page: NotebookPage) -> None:
    """The browser's console holds no error, and nothing was asked of another computer."""
    errors = harmful(page.console)
    assert not errors, f"{page.notebook}: console errors: {errors}"
    assert not page.strangers, f"{page.notebook}: asked other computers: {page.strangers}"


def harmful(errors: list[str]) -> list[str]:
    """Return those console errors that are not known to be harmless."""
    patterns = [pattern for pattern, _ in HARMLESS_CONSOLE_ERRORS]
    return [e for e in errors if not any(re.search(pattern, e) for pattern in patterns)]


def _changes_the_picture(explorer: Explorer, move, slider) -> bool:
    before = explorer.picture_src()
    move(slider)
    changed = explorer.wait_for_picture_change(before, 2)
    explorer.on.settle()
    return changed


def _check_face(explorer: Explorer) -> None:
    where = f"{explorer.on.notebook}: {explorer}"
    source = explorer.picture_src()
    assert source, f"{where}: there is no picture"
    assert "blank" not in source, f"{where}: the picture shows nothing"
    assert explorer.sentence(), f"{where}: the sentence is empty"
