"""A question on the page: chosen and chosen again, by mouse and keyboard, and in a lecture counted.

In JupyterLab and Notebook 7, in the light and in the dark, on a page and on a phone; and when its
kernel has gone, as Markdown with its answer folded.
"""

import pytest
from form.breaking import code, md

from . import audit, checks
from .conftest import FRONT_ENDS
from .hall import Hall
from .page import NotebookPage

FILE, NAME = "read_a_hidden_neuron", "off_for_a_zero"
QUIZ = code(f'quiz = ask("{FILE}", "firing", "start", "place")\nquiz', "quiz", slide="-")
VOTE = code(f'q = ask("{FILE}", "{NAME}")\nq', "vote", slide="slide")
for cell in (QUIZ, VOTE):
    cell.metadata["jupyter"] = {"source_hidden": True}
ANSWER = md("So it was.", "answer", slide="-")
CHOICE = code("print('chosen:', q.choice, quiz.choice, q.hands)")
CELLS = [
    md("navigation"),
    md("# 6. Ask", slide="slide"),
    code("from helpers.questions import ask", "setup"),
    *(QUIZ, VOTE, ANSWER, CHOICE),
    md("## More", slide="slide"),
]
SERVED = {f"{name}.ipynb": CELLS for name in (*FRONT_ENDS, "lecture", "keys")}
BEHIND = "Red draws the eye"  # what is behind (b)
WAKE = "To choose, run the first code cell, then this one (Shift+Enter)."
ASKS = "Vote. Neuron 22 is on for this 3 and off for this 0. What keeps it off for a 0?"
HOLDS = "because of a stroke that a 3 does not have"


@pytest.fixture
def pages(lab, chromium, tmp_path):
    """A function that opens a notebook on a page of its own; all of them are closed at the end."""
    found = []

    def pages(notebook, front_end="lab"):
        found.append(NotebookPage(chromium, lab, f"{notebook}.ipynb", tmp_path, front_end))
        return found[-1]

    yield pages
    for page in found:
        checks.check_silence(page)
        page.close()


def vote(page):
    """Return the question that stands alone."""
    return page.page.locator(".question:not(.question-several)")


def option(page, letter):
    return vote(page).get_by_role("button", name=f"({letter})")


def pressed(page):
    return vote(page).locator("[aria-pressed=true]").all_inner_texts()


def told(page):
    return vote(page).get_by_role("status").inner_text()


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_it_is_answered_and_answered_again_and_kept(pages, front_end):
    page = pages(front_end, front_end)
    page.open()
    page.run_all()
    assert page.page.locator(".question").count() == 2
    assert told(page) == "" and pressed(page) == [] and BEHIND not in vote(page).inner_text()
    assert vote(page).locator("input:visible").count() == 0, "only a lecturer counts hands"
    page.screenshot("asked")
    option(page, "b").click()
    assert told(page).startswith("(b) does not hold.") and BEHIND in told(page)
    assert HOLDS not in vote(page).inner_text()
    option(page, "a").click()
    assert HOLDS in told(page) and BEHIND not in told(page)
    assert [text.split()[0] for text in pressed(page)] == ["(a)"]
    several = page.page.locator(".question-several")
    several.get_by_role("button", name="(b) the bias").click()
    assert "z is red plus blue plus bias" in several.get_by_role("status").first.inner_text()
    page.screenshot("answered")
    assert audit.violations(page.page, ".question") == []
    page.settle()
    last = page.page.locator(".jp-CodeCell").last
    last.locator(".cm-content").click()
    page.page.keyboard.press("Control+Enter")
    said = "chosen: a ['b', None, None]"
    assert page.wait_for(lambda: said in last.inner_text(), 20), last.inner_text()
    page.page.keyboard.press("Control+s")
    page.settle()
    page.page.reload()
    page.page.wait_for_selector(".question-option")
    page.settle()
    assert HOLDS in told(page), "the page came later than the kernel, which knows the choice"

    page.page.keyboard.press("Escape")
    page.choose("Kernel", "Restart Kernel…")
    page.page.locator(".jp-Dialog .jp-mod-accept").click()
    word = page.page.locator(".stored-picture-word:visible")
    assert page.wait_for(lambda: word.count() == 2, 30), page.screenshot("no-word")
    assert (
        word.first.inner_text()
        == "To choose, run the first code cell, then this one (Shift+Enter)."
    )
    assert page.page.locator(".question:visible").count() == 0
    stored = page.page.locator(".jp-RenderedMarkdown:visible", has_text="What keeps it off")
    assert stored.locator("li").count() == 4
    assert not stored.get_by_text(HOLDS).is_visible(), "the answer is folded"
    stored.locator("summary").click()
    assert stored.get_by_text("because of a stroke that a 3").is_visible()
    page.screenshot("the-next-day")


def test_by_keyboard_letters_cut_no_cell_and_the_answer_is_said(pages):
    page = pages("keys")
    page.open()
    page.run_all()
    cells = page.page.locator(".jp-Cell").count()
    option(page, "a").focus()
    page.page.keyboard.press("Tab")
    assert option(page, "b").evaluate("e => e === document.activeElement")
    for key in ("x", "d", "d", "a", "b", "m", "Space"):
        page.page.keyboard.press(key)
    assert page.page.locator(".jp-Cell").count() == cells
    assert [text.split()[0] for text in pressed(page)] == ["(b)"] and BEHIND in told(page)
    page.page.keyboard.press("Shift+Tab")
    page.page.keyboard.press("Enter")
    assert HOLDS in told(page)
    group = vote(page).get_by_role("group", name=ASKS)
    assert group.get_by_role("button").count() == 4

    page.choose_theme("Dark")
    page.screenshot("dark")
    assert audit.violations(page.page, ".question") == []
    page.choose_theme("Light")
    page.resize(360, 740, files=False)
    page.screenshot("phone")
    box = vote(page).bounding_box()
    inside = [one.bounding_box() for one in vote(page).get_by_role("button").all()]
    assert all(b["x"] + b["width"] <= 360 and b["width"] > 0.8 * box["width"] for b in inside)


def test_in_a_lecture_hands_are_counted_before_and_after(pages):
    page = pages("lecture")
    hall = Hall(page)
    while hall.place()[0] == 1:
        hall.press("PageDown")
    assert hall.place()[0] == 2 and hall.shown() == [4], "the slide stops at its vote"
    fields = vote(page).locator("input:visible")
    assert fields.count() == 8
    for number, count in enumerate((3, 9, 30, 6, 2, 15, 5, 0)):
        fields.nth(number).fill(str(count))
    assert fields.nth(1).get_attribute("aria-label") == "hands for (a) after the discussion"
    share = vote(page).locator(".question-share").all_inner_texts()
    assert share == ["8 %", "30 %", "75 %", "20 %", "5 %", "50 %", "13 %", "0 %"]
    widths = vote(page).locator(".question-bar").evaluate_all("b => b.map(e => e.clientWidth)")
    assert widths[2] > 2 * widths[3] > 0 and widths[7] == 0
    page.screenshot("counted")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert option(page, "a").evaluate(size) > 0.03 * page.page.viewport_size["height"]
    assert audit.violations(page.page, ".question:not(.question-several)") == []
    # What is typed in a field is its own; the presenter's keys go on.
    fields.first.press("ArrowUp")
    assert fields.first.input_value() == "4" and hall.place()[0] == 2
    option(page, "b").click()
    assert BEHIND in told(page)
    page.screenshot("lecture")
    hall.press("PageDown")
    assert 5 in hall.shown() or hall.place()[0] == 2
    hall.press("PageDown", 3)
    assert hall.place()[0] == 3
    hall.resize(1024, 768)
    hall.press("PageUp", 4)
    page.screenshot("lecture-1024")
    hall.press("Escape")
    assert page.page.locator(".question input:visible").count() == 0
