"""The pad in the browser: drawn on by mouse, pen, finger and keyboard; files; edits and Reset."""

import re

import numpy as np
import pytest

from benchmarks.photographs.paper import photograph
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

from . import audit
from .checks import harmful
from .drawn_page import (
    DRAW,
    EDIT,
    MISTAKES,
    SERVED,  # noqa: F401
    THREE,
    Hand,
    a_digit,
    header_of_a_giant,
    png_of,
)


@pytest.fixture(autouse=True)
def no_errors(page):
    yield
    assert not page.errors and not harmful(page.console) and not page.strangers


@pytest.fixture
def hand(page):
    """A hand over the empty pad of the first explorer."""
    hand = Hand(page, DRAW)
    hand.press("Clear")
    hand.press("Pen")
    hand.until("The pad is empty")
    return hand


def test_a_drawn_three_is_read_as_a_three(page, hand):
    before = hand.explorer.picture_src()
    hand.draw(THREE)
    assert hand.is_dark((20, 17)) and not hand.is_dark((10, 10)) and 0.04 < hand.dark() < 0.25
    hand.until("^The answer is 3")
    assert hand.explorer.picture_src() != before
    page.screenshot(f"drawn-{page.front_end}", hand.explorer)


def test_the_panels_follow_before_the_pen_is_lifted(page, hand):
    mouse = page.page.mouse
    mouse.move(*hand.at(THREE[0]))
    mouse.down()
    seen = set()
    for place in THREE[1:]:
        mouse.move(*hand.at(place), steps=3)
        page.page.wait_for_timeout(120)
        seen.add(hand.explorer.sentence())
    hand.until("^The answer is 3")
    mouse.up()
    assert len(seen) > 5


def test_pen_and_finger_draw_too(page, hand):
    for kind in ("pen", "touch"):
        hand.paper.evaluate(
            """(paper, [places, pointerType]) => {
                 paper.setPointerCapture = () => {};
                 const more = {pointerType, pointerId: 7, button: 0, bubbles: true, pressure: 0.3};
                 const fire = (type, [clientX, clientY]) => paper.dispatchEvent(
                   new PointerEvent(type, {clientX, clientY, isPrimary: true, ...more}));
                 fire('pointerdown', places[0]);
                 for (const place of places) fire('pointermove', place);
                 fire('pointerup', places.at(-1));
                 delete paper.setPointerCapture;
               }""",
            [[hand.at(place) for place in THREE], kind],
        )
        hand.until("^The answer is 3")
        hand.press("Clear")
        hand.until("The pad is empty")


def test_undo_by_button_and_by_key_and_clear(page, hand):
    hand.draw([(14, 4), (14, 24)])
    hand.until("^The answer is 1")
    hand.draw([(6, 4), (20, 4)])
    assert hand.is_dark((8, 4))
    hand.press("Undo")
    assert page.wait_for(lambda: not hand.is_dark((8, 4))) and hand.is_dark((14, 20))
    hand.until("^The answer is 1")
    hand.keys("Control+z")
    hand.until("The pad is empty")
    assert hand.dark() == 0
    hand.draw([(14, 4), (14, 24)])
    hand.press("Clear")
    hand.until("The pad is empty")
    page.page.keyboard.press("Control+z")  # on the button
    hand.until("^The answer is 1")


def test_keyboard_alone_draws(page, hand):
    selected = page.page.locator(".jp-Cell.jp-mod-selected").first
    cell = selected.get_attribute("data-windowed-list-index")
    hand.keys(*["Shift+ArrowUp"] * 3)
    hand.until_told("Pen up at row")
    hand.keys(" ")
    hand.until_told("Pen down at row")
    for _ in range(4):
        hand.keys("Shift+ArrowDown")
    hand.keys(" ")
    hand.until_told("Pen up at row")
    hand.until("^The answer is 1")
    assert 0.02 < hand.dark()
    hand.keys("Escape", "Control+z")
    hand.until("The pad is empty")
    assert selected.get_attribute("data-windowed-list-index") == cell


def test_pixel_and_eraser_and_thickness(page, hand):
    hand.press("Pixel")
    hand.draw([(10.5, 10.5), (13.5, 10.5)])
    assert [hand.is_dark((x + 0.5, 10.5)) for x in range(9, 15)] == [False, *[True] * 4, False]
    hand.press("Eraser")
    hand.draw([(10.5, 8), (10.5, 13)])
    assert not hand.is_dark((10.5, 10.5)) and hand.is_dark((13.5, 10.5))
    hand.press("Pen")
    width = hand.explorer.root.locator(".pad-width").first
    for value, dark in (("1", False), ("5", True)):
        width.fill(value)
        hand.draw([(5, 20), (24, 20)])
        assert hand.is_dark((14, 22)) == dark
    width.fill("2.4")


@pytest.mark.parametrize("ground", ["light on dark", "dark on light"])
def test_a_good_picture_is_read(page, hand, ground):
    picture = a_digit(18) if ground == "light on dark" else 255 - a_digit(18)
    hand.open("three.png", png_of(picture))
    hand.until_told(f"three.png: 140×140 pixels, {ground}")
    hand.until("^The answer is 3")
    assert hand.dark() > 0.05
    hand.press("Undo")
    hand.until("The pad is empty")


def test_bad_files_get_their_sentence_and_change_nothing(page, hand):
    hand.draw([(14, 4), (14, 24)])
    hand.until("^The answer is 1")
    clear = np.zeros((20, 20, 4), np.uint8)
    bad = [
        ("giant.png", header_of_a_giant(), "more than 16 million pixels"),
        ("notes.png", b"This is no picture.", "no PNG or JPEG"),
        ("empty.png", b"", "is empty"),
        ("cut.png", png_of(a_digit(18))[:200], "is damaged"),
        ("clear.png", png_of(clear), "one even colour"),
        ("heavy.png", bytes(21 * 2**20), "more than 20 MB"),
    ]
    for name, content, words in bad:
        hand.open(name, content)
        hand.until_told(words)
        assert name in hand.told()
    page.screenshot(f"refused-{page.front_end}", hand.explorer)
    hand.until("^The answer is 1")
    assert hand.is_dark((14, 20))


def test_on_a_photograph_a_digit_is_chosen_by_keyboard(page, hand):
    hand.draw([(14, 4), (14, 24)])
    rows = [3, 18, 0, 2, 1, 4]  # a 0, a 3, a 7, a 1, a 2, a 4
    images, labels = load_digits("test")
    explorer, paper = hand.explorer, hand.paper

    def place():  # in the explorer, for the page may have scrolled to it
        pad, around = (
            explorer.root.locator(".pad").first.bounding_box(),
            explorer.root.bounding_box(),
        )
        return pad["x"], pad["y"] - around["y"], pad["width"], pad["height"]

    before = place()
    hand.open("page.jpg", photograph(images[rows], "six on squared paper", 5), "image/jpeg")
    digits = explorer.root.get_by_role("radio")
    assert page.wait_for(lambda: digits.count() == 6, 15)
    hand.until_told("6 digits. What is red was taken for ink.")
    hand.until(f"^The answer is {labels[rows[0]]}")
    page.screenshot(f"photograph-{page.front_end}", explorer)
    assert audit.violations(page.page, ".explorer") == []
    assert place() == before  # nothing jumps
    key = page.page.keyboard.press
    for number in (1, 2, 3, 4):
        key("ArrowRight")
        assert page.wait_for(lambda n=number: digits.nth(n).get_attribute("aria-checked") == "true")
        assert digits.nth(number).evaluate("e => e === document.activeElement")
    hand.until(f"^The answer is {labels[rows[4]]}")
    threshold = explorer.root.get_by_label("threshold")
    threshold.focus()
    key("End")
    hand.until_told("No digit: move the threshold")
    threshold.fill("0.3")
    assert page.wait_for(lambda: digits.count() == 6, 15)
    hand.until_told("6 digits")
    digits.nth(1).click()
    hand.until(f"^The answer is {labels[rows[1]]}", 15)
    key("Enter")
    assert page.wait_for(lambda: digits.count() == 0) and not threshold.is_visible()
    assert paper.evaluate("e => e === document.activeElement")
    hand.until(f"^The answer is {labels[rows[1]]}")
    hand.press("Undo")
    hand.until("^The answer is 1")


def test_a_telephones_photograph_is_made_smaller_and_read(page, hand):
    six = photograph(load_digits("test")[0][:6], "six on a page", 1, 6000)
    page_of_six = six + bytes(6 * 2**20)  # as cameras put more behind the picture
    hand.open("IMG_0001.JPG", page_of_six, "image/jpeg")
    assert page.wait_for(lambda: hand.explorer.root.get_by_role("radio").count() == 6, 60)
    hand.press("Done")
    hand.press("Clear")


def test_a_pasted_picture_is_read_and_pasted_text_is_refused(page, hand):
    paste = """async (paper, [bytes, kind]) => {
        const data = new DataTransfer();
        if (kind) data.items.add(new File([Uint8Array.from(bytes)], 'pasted.png', {type: kind}));
        else data.items.add('some words', 'text/plain');
        paper.focus();
        const more = {bubbles: true, cancelable: true};
        paper.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, ...more}));
      }"""
    hand.paper.evaluate(paste, [[], ""])
    hand.until_told("is no picture")
    hand.paper.evaluate(paste, [list(png_of(a_digit(18))), "image/png"])
    hand.until_told("pasted.png: 140×140")
    hand.until("^The answer is 3")


def test_a_dropped_picture_is_read_and_the_page_stays(page, hand):
    hand.paper.evaluate(
        """(paper, bytes) => {
             const data = new DataTransfer();
             data.items.add(new File([Uint8Array.from(bytes)], 'drop.png', {type: 'image/png'}));
             for (const kind of ['dragover', 'drop']) paper.dispatchEvent(
               new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
           }""",
        list(png_of(a_digit(18))),
    )
    hand.until_told("drop.png: 140×140")
    hand.until("^The answer is 3")


def test_a_picture_in_the_real_clipboard_is_pasted_by_its_keys(page, hand):
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.evaluate(
        """async bytes => navigator.clipboard.write([new ClipboardItem({
             'image/png': new Blob([Uint8Array.from(bytes)], {type: 'image/png'})})])""",
        list(png_of(a_digit(18))),
    )
    hand.keys("Control+v")
    hand.until_told("140×140")
    hand.until("^The answer is 3")


def test_a_drawing_is_saved_beside_the_notebook(page, hand):
    hand.draw(THREE)
    hand.until("^The answer is 3")
    hand.press("Save")
    hand.until_told("Saved as drawing-")


def test_a_small_drawing_in_a_corner_needs_centring(page, hand):
    hand.draw([(x / 2.4, y / 2.4) for x, y in THREE])
    hand.until("^The answer is 3")
    before = hand.explorer.picture_src()
    hand.press("as drawn")
    assert hand.explorer.wait_for_picture_change(before)
    hand.press("centred and scaled")
    hand.until("^The answer is 3")


def test_a_unit_is_switched_off_and_a_class_asked_about(page, hand):
    hand.draw(THREE)
    hand.until("^The answer is 3")
    switch, asked = (
        hand.explorer.root.get_by_label(name, exact=True).first for name in ("switch off", "class")
    )
    switch.select_option("22")
    hand.until("^With unit 22 switched off the answer is ")
    switch.select_option("none")
    asked.select_option("8")
    hand.until("To the score of 8,")
    asked.select_option("the answer")
    hand.until("To the score of 3,")


def test_a_test_image_is_put_on_the_pad_and_edited(page, hand):
    number = hand.explorer.root.locator(".widget-readout").last
    number.fill("18")
    number.press("Enter")
    hand.press("put it on the pad")
    hand.until_told("Test image 18, a 3.")
    hand.until("^The answer is 3")
    hand.press("Pixel")
    hand.draw([(2.5, 2.5), (4.5, 2.5)])
    hand.until("3 pixels differ from test image 18")


def test_the_network_is_edited_and_reset(page):
    explorer = page.explorers()[EDIT]
    explorer.root.scroll_into_view_if_needed()
    trained = explorer.sentence()
    assert "97.85% before: 0 answers are lost" in trained
    _, scale, _, factor = explorer.controls("slider")
    explorer.press_key(scale, "Home")
    assert page.wait_for(lambda: "Unit 22 is scaled by 0.0" in explorer.sentence())
    net = load_network("ten-digits")
    images, labels = load_digits("test")
    W2 = net.weights[1].copy()
    W2[:, 22] = 0
    scores = net.forward(as_pixels(images)).h[0] @ W2.T + net.biases[1]
    share = np.mean(scores.argmax(axis=1) == labels)
    assert page.wait_for(lambda: f"{share:.2%} of 10,000 images are" in explorer.sentence())
    explorer.press_key(factor, "Home")
    assert page.wait_for(lambda: "its weight to 3 by 0.0" in explorer.sentence())
    page.screenshot(f"edited-{page.front_end}", explorer)
    explorer.root.get_by_role("button", name="Reset").click()
    assert page.wait_for(lambda: explorer.sentence() == trained)


def test_a_mistake_is_opened_in_the_same_panels(page):
    explorer = page.explorers()[MISTAKES]
    canvas = explorer.root.locator(".explorer-picture").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for x in np.linspace(0.5, 0.98, 49):
        page.page.mouse.move(round(box["x"] + x * box["width"]), box["y"] + 0.2 * box["height"])
        if re.search(r"image \d+", explorer.readout()):
            break
    row = int(re.search(r"image (\d+)", explorer.readout())[1])
    page.page.mouse.click(round(box["x"] + x * box["width"]), box["y"] + 0.2 * box["height"])
    told = explorer.root.locator(".pad-told")
    assert page.wait_for(lambda: told.count() and f"Test image {row}, a 9." in told.inner_text())
    assert page.wait_for(lambda: "The answer is 3" in explorer.sentence())
    page.screenshot(f"mistake-{page.front_end}", explorer)


def test_the_audit_finds_nothing(page):
    assert audit.violations(page.page, ".explorer") == []
