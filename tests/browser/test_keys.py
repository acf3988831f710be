"""Keys that are typed on an explorer stay with it: no cell is cut, none is made, nothing is asked.

JupyterLab and Notebook 7 have the same shortcuts. Their own keys, such as Ctrl+S, reach them.
"""

import pytest

from .drawn_page import Hand

SET_UP = """
import time
from helpers.digits import load_digits
from helpers.explore import Draw, WatchTraining
from helpers.storage import load_network
from helpers.training import Epoch

net = load_network("ten-digits")
images, labels = load_digits("test")

def make_epochs():
    for number in range(1, 201):
        time.sleep(0.25)
        yield Epoch(number, net, 1 / number)
"""
SERVED = {
    "keys.ipynb": (
        "1",
        SET_UP,
        "Draw(net, images, labels)",
        "WatchTraining(make_epochs, 200, net.start, images[:100], labels[:100])",
        "2",
        "3",
    )
}
DRAW, WATCH = range(2)  # their places on the page
# Cut, copy, paste, delete, insert, merge, move, change, restart, number lines, undo.
LETTERS = "x c v d d a b Shift+M Shift+A Shift+B j k Shift+J m r y 1 0 0 Shift+L o z Shift+Z"
LETTERS += " Control+a Control+Backspace Control+Shift+M Control+Shift+ArrowUp Control+z"
PARTS = {
    "picture": ".explorer-picture",
    "slider": ".noUi-handle",
    "read-out": ".widget-readout",
    "dropdown": "select",
    "toggles": ".widget-toggle-buttons button",
    "button": "button.widget-button",
    "paper": ".pad-paper",
    "pad's button": "[data-do=clear]",
    "pad's slider": ".pad-width",
}


@pytest.fixture(autouse=True)
def no_errors(page):
    yield
    assert not page.errors


def part(page, name, explorer=DRAW):
    found = page.explorers()[explorer].root.locator(PARTS[name]).first
    found.scroll_into_view_if_needed()
    return found


def state(page):
    """The cells' text, which of them are selected, and whether anything is asked."""
    cells = page.page.locator(".jp-Notebook .jp-Cell").evaluate_all(
        "cells => cells.map(c => [c.querySelector('.cm-content')?.innerText,"
        " c.matches('.jp-mod-selected'), c.matches('.jp-MarkdownCell')])"
    )
    numbered = page.page.locator(".jp-Notebook .cm-lineNumbers").count()
    return cells, numbered, page.page.locator(".jp-Dialog").count()


@pytest.mark.parametrize("name", PARTS)
def test_letters_change_no_cell(page, name):
    part(page, name).focus()
    page.page.wait_for_timeout(100)
    before = state(page)
    for key in LETTERS.split():
        page.page.keyboard.press(key)
    page.settle()
    assert state(page) == before


@pytest.mark.parametrize("words", [".explorer-sentence", ".widget-label:visible"])
def test_after_a_click_on_words_letters_change_no_cell(page, words):
    page.explorers()[DRAW].root.locator(words).first.click()
    cells = page.page.locator(".jp-Notebook .jp-Cell")
    count = cells.count()
    for key in "xdda":
        page.page.keyboard.press(key)
    page.settle()
    assert cells.count() == count


def test_the_same_keys_beside_the_explorer_are_the_notebooks(page):
    """So that the test above can fail."""
    cells = page.page.locator(".jp-Notebook .jp-Cell")
    count = cells.count()
    cells.last.locator(".jp-InputPrompt").click()
    page.page.keyboard.press("a")
    assert page.wait_for(lambda: cells.count() == count + 1)
    page.page.keyboard.press("d")
    page.page.keyboard.press("d")
    assert page.wait_for(lambda: cells.count() == count)


@pytest.mark.parametrize("name", PARTS)
def test_ctrl_s_saves(page, name):
    target = part(page, name)
    target.focus()
    page.page.keyboard.press("x")  # what it left behind must not keep the next key
    # The answer: while one save is under way JupyterLab begins no other.
    with page.page.expect_response(lambda r: r.request.method == "PUT" and "contents" in r.url):
        target.press("Control+s")
    page.settle()


def test_a_click_beside_the_handle_gives_it_the_keys(page):
    slider = page.explorers()[DRAW].controls("slider")[0]
    slider.scroll_into_view_if_needed()
    box, count = slider.locator(".noUi-base").bounding_box(), state(page)
    page.page.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + box["height"] / 2)
    assert slider.locator(".noUi-handle").evaluate("h => h === document.activeElement")
    page.page.keyboard.press("End")
    assert page.wait_for(lambda: _value(slider) == 6)
    assert len(count[0]) == len(state(page)[0])


def test_the_pads_letters_press_its_buttons_from_anywhere_on_it(page):
    hand = Hand(page, DRAW)
    root = hand.explorer.root

    def pressed():
        return root.locator(".pad-tools [aria-pressed=true]").inner_text()

    hand.press("Clear")
    hand.draw([(14, 4), (14, 24)])  # leaves the focus on the paper
    for key, tool in (("e", "Eraser"), ("x", "Pixel"), ("P", "Pen")):
        page.page.keyboard.press(key)
        assert pressed() == hand.told().rstrip(".") == tool
    assert hand.dark() > 0
    page.page.keyboard.press("z")
    assert page.wait_for(lambda: hand.dark() == 0)
    hand.draw([(14, 4), (14, 24)])
    hand.press("Eraser")
    page.page.keyboard.press("c")  # on the button
    assert page.wait_for(lambda: hand.dark() == 0)
    page.page.keyboard.press("Control+z")
    assert page.wait_for(lambda: hand.dark() > 0)
    width = root.locator(".pad-width").first
    width.fill("2.4")
    for key, value in (("-", "2"), ("+", "2.4"), ("=", "2.8"), ("-", "2.4")):
        width.press(key)
        assert width.input_value() == value
    for name, key in (("Undo", "Z Control+Z"), ("Pixel", "X"), ("Save", "S")):
        button = root.get_by_role("button", name=name, exact=True).first
        assert button.get_attribute("aria-keyshortcuts") == key
        assert f"key {key[0]}" in button.get_attribute("title")
    with page.page.expect_file_chooser():
        hand.paper.press("o")


def test_a_refusal_is_an_alert_and_the_next_stroke_takes_it_away(page):
    hand = Hand(page, DRAW)
    refused = hand.explorer.root.get_by_role("alert").first
    hand.open("notes.heic", b"This is no picture.")
    hand.until_told("notes.heic is no PNG or JPEG picture")
    assert refused.inner_text() == hand.told().strip() and "Formats → Most" in hand.told()
    page.screenshot(f"refused-{page.front_end}", hand.explorer)
    hand.open("large.jpg", bytes(20 * 2**20 + 1))
    hand.until_told("large.jpg has more than 20 MB")
    hand.draw([(14, 4), (14, 24)])
    assert refused.inner_text() == ""


def test_what_is_typed_into_a_read_out_is_taken_or_goes(page):
    hand = Hand(page, DRAW)
    slider = hand.explorer.controls("slider")[-1]
    number = hand.explorer.root.locator(".widget-readout").last
    for typed, row in (
        ("18", 18),
        ("abc", 18),
        ("2.5", 2),
        ("99999", 9999),
        ("−5", 9999),
        ("", 9999),
        ("-5", 0),
    ):
        number.press("Control+a")
        page.page.keyboard.press("Delete")
        page.page.keyboard.type(typed)
        number.press("Enter")
        page.settle()  # ipywidgets holds a value back while the kernel is busy, and no press
        hand.press("put it on the pad")
        hand.until_told(f"Test image {row}, a ")
        assert number.inner_text() == str(row) and _value(slider) == row, typed


def _value(slider):
    return float(slider.locator(".noUi-handle").get_attribute("aria-valuenow"))


def test_interrupt_ends_a_training_and_the_epochs_slider_has_grown(page):
    watch = page.explorers()[WATCH]
    [slider] = watch.controls("slider")
    watch.press("explorer-start")
    assert page.wait_for(lambda: "After 7 of 200" in watch.sentence(), 60)
    page.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.page.get_by_role("menuitem", name="Interrupt Kernel").click()
    assert page.wait_for(lambda: watch.is_enabled("explorer-start"), 20), watch.sentence()
    last = _value(slider)
    assert 7 <= last < 200
    for key, value in (("Home", 0), ("PageUp", 5), ("PageUp", min(10, last)), ("End", last)):
        watch.press_key(slider, key)
        assert page.wait_for(lambda v=value: _value(slider) == v), f"{key}: {_value(slider)}"
    watch.press_key(slider, "PageDown")
    assert page.wait_for(lambda: f"After {last - 5:.0f} of 200" in watch.sentence())


# The last: it makes the explorer anew.
def test_shift_enter_runs_the_cell(page):
    picture = part(page, "picture")
    cell = page.page.locator(".jp-Notebook .jp-CodeCell").nth(2)
    before = cell.locator(".jp-InputPrompt").inner_text()
    picture.press("Shift+Enter")
    assert page.wait_for(
        lambda: cell.locator(".jp-InputPrompt").inner_text() not in (before, "[*]:")
    )
