"""Live figures answer: to hovering, keys and clicks, in light and dark, and an audit.

What they say is compared with numbers worked out here from the same stored network.
"""

import re

import numpy as np
import pytest

from helpers.digits import load_digits
from helpers.storage import load_network

from . import audit
from .checks import harmful
from .live_page import AGAIN, LAYER, MISTAKES, ONE, SERVED, TOP, WHOLE  # noqa: F401


@pytest.fixture(autouse=True)
def no_errors(page):
    yield
    assert not page.errors and not harmful(page.console)


@pytest.fixture(scope="module")
def known():
    """The weights of the hidden layer and the test images, as 28×28 pictures."""
    images, _ = load_digits("test")
    W1 = load_network("ten-digits").weights[0]
    return W1.reshape(-1, 28, 28), (images[:50] / 255).reshape(-1, 28, 28)


class Picture:
    """The canvas of one explorer, with a hand over it."""

    def __init__(self, page, number):
        self.page, self.explorer = page, page.explorers()[number]
        self.canvas = self.explorer.root.locator(".explorer-picture").first
        self.canvas.scroll_into_view_if_needed()
        self.page.page.wait_for_timeout(200)

    def at(self, x, y):
        """A place of the screen, from shares of the canvas's width and height."""
        box = self.canvas.bounding_box()
        # Whole pixels: a click is reported in those, a movement is not.
        return round(box["x"] + x * box["width"]), round(box["y"] + y * box["height"])

    def hover(self, x, y):
        self.page.page.mouse.move(*self.at(x, y))
        return self.explorer.readout()

    def click(self, x, y):
        self.page.page.mouse.click(*self.at(x, y))
        self.page.settle()

    def press(self, *keys):
        self.canvas.focus()
        for key in keys:
            self.page.page.keyboard.press(key)
        return self.explorer.readout()

    def find(self, words):
        """Hover over the canvas, row by row, until the readout matches; return where."""
        for y in np.linspace(0.05, 0.95, 19):
            for x in np.linspace(0.02, 0.98, 49):
                if re.search(words, self.hover(x, y)):
                    return x, y
        raise AssertionError(f"no place of {self.explorer} says {words!r}")

    def marks(self):
        """The left edges of what is marked, in pixels of the canvas."""
        return self.canvas.evaluate(
            """canvas => {
                 const overlay = canvas.parentElement.querySelector('.explorer-overlay');
                 const {width, height} = overlay;
                 const {data} = overlay.getContext('2d').getImageData(0, 0, width, height);
                 const inked = new Set();
                 for (let i = 3; i < data.length; i += 4) if (data[i]) inked.add((i >> 2) % width);
                 return [...inked].filter(x => !inked.has(x - 1)).sort((a, b) => a - b);
               }"""
        )


def numbers(words):
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+(?:\.\d+)?", words)]


def test_hovering_a_pixel_tells_its_numbers_and_marks_its_siblings(page, known):
    W1, images = known
    picture = Picture(page, ONE)
    for x, y in ((0.2, 0.2), (0.52, 0.2), (0.82, 0.25)):
        words = picture.hover(x, y)
        row, column, ink, weight, product = numbers(words)
        assert words.startswith(f"row {row:.0f}, column {column:.0f}: ink ")
        place = int(row), int(column)
        assert ink == pytest.approx(images[3][place], abs=0.0051)
        assert weight == pytest.approx(W1[17][place], abs=0.0051)
        assert product == pytest.approx(images[3][place] * W1[17][place], abs=0.0051)
        marks = picture.marks()
        assert len(marks) == 3 and marks[1] - marks[0] == pytest.approx(marks[2] - marks[1], abs=9)
    page.page.mouse.move(5, 5)
    assert picture.explorer.readout() == "" and picture.marks() == []
    # A picture that was pointed at goes on to follow its slider.
    slider = picture.explorer.controls("slider")[0]
    for key in ("ArrowRight", "ArrowLeft"):
        before = picture.explorer.picture_src()
        picture.explorer.press_key(slider, key)
        assert picture.explorer.wait_for_picture_change(before, 5)


def test_the_cursor_moves_by_arrow_keys(page, known):
    W1, _ = known
    picture = Picture(page, ONE)
    start = picture.press("Escape", "ArrowRight")
    row, column, *_ = numbers(start)
    steps = {"ArrowRight": (0, 1), "ArrowDown": (1, 0), "ArrowLeft": (0, -1), "ArrowUp": (-1, 0)}
    for key, (down, across) in steps.items():
        row, column = row + down, column + across
        words = picture.press(key)
        assert numbers(words)[:2] == [row, column]
    first = picture.marks()
    assert len(first) == 3
    # Over the edge into the next panel, where the same numbers stand.
    words = picture.press(*["ArrowRight"] * 20)
    row, column, _, weight, _ = numbers(words)
    assert weight == pytest.approx(W1[17][int(row), int(column)], abs=0.0051)
    assert picture.press("Escape") == ""


def test_a_tile_opens_its_unit_by_click_and_by_enter(page):
    picture = Picture(page, LAYER)
    box = picture.explorer.root
    picture.click(*picture.find(r"^unit 23\b"))
    assert "Unit 23 has z" in picture.explorer.sentence()
    assert page.wait_for(
        lambda: box.locator(".explorer .explorer-picture[data-state]").count() == 1
    )
    assert "In unit 23 the red products" in box.locator(".explorer .explorer-sentence").inner_text()
    unit = int(numbers(picture.press("ArrowRight", *["Shift+ArrowRight"] * 3))[0])
    picture.press("Enter")
    page.settle()
    assert f"Unit {unit} has z" in picture.explorer.sentence()


def test_a_bar_opens_its_unit_and_a_class_is_chosen(page):
    picture = Picture(page, TOP)
    x, y = picture.find(r"^unit \d+: activation .* contribution")
    unit = int(numbers(picture.hover(x, y))[0])
    picture.click(x, y)
    inner = picture.explorer.root.locator(".explorer .explorer-sentence")
    assert page.wait_for(lambda: inner.count() == 1 and f"In unit {unit} the" in inner.inner_text())
    picture.click(*picture.find(r"^class 6: score"))
    assert "To the score of 6," in picture.explorer.sentence()


def test_a_cell_of_the_confusion_matrix_shows_its_images(page):
    picture = Picture(page, MISTAKES)
    x, y = picture.find(r"^true 7, answered 2: \d+ images")
    count = int(numbers(picture.hover(x, y))[2])
    picture.click(x, y)
    sentence = picture.explorer.sentence()
    assert f"sevens, {count} are answered 2: the first 12" in sentence


def test_pointing_shows_where_a_click_would_lead_and_leaving_takes_it_back(page):
    picture = Picture(page, WHOLE)
    explorer = picture.explorer
    before, told = explorer.picture_src(), explorer.sentence()
    assert picture.hover(*picture.find(r"^output 3")) == "output 3"
    assert page.wait_for(lambda: explorer.sentence().startswith("Output 3 multiplies the 100"))
    assert explorer.picture_src() != before
    page.page.mouse.move(5, 5)
    assert page.wait_for(lambda: explorer.sentence() == told)
    assert explorer.picture_src() == before
    name = picture.press("ArrowRight", *["Shift+ArrowRight"] * 2).capitalize()
    assert page.wait_for(lambda: explorer.sentence().startswith(f"{name} multiplies"))
    picture.press("Enter")
    page.settle()
    page.page.mouse.move(5, 5)
    assert explorer.sentence().startswith(f"{name} multiplies")


def test_shown_twice_both_follow(page):
    one, again = Picture(page, ONE), Picture(page, AGAIN)
    before = one.explorer.picture_src()
    assert again.explorer.picture_src() == before
    one.explorer.press_along(one.explorer.controls("slider")[1])
    assert one.explorer.wait_for_picture_change(before)
    assert page.wait_for(
        lambda: again.explorer.picture_src() == one.explorer.picture_src() != before
    )
    assert again.explorer.sentence() == one.explorer.sentence()


def test_a_dragged_slider_is_followed(page):
    explorer = Picture(page, ONE).explorer
    slider = explorer.controls("slider")[1]
    for pixels in (60, -30):
        before = explorer.picture_src()
        explorer.drag(slider, pixels)
        assert explorer.wait_for_picture_change(before)
        page.settle()
        now = slider.locator(".noUi-handle").get_attribute("aria-valuenow")
        assert f"In unit {float(now):.0f} the" in explorer.sentence()


def test_a_held_key_ends_where_the_slider_ends(page):
    explorer = Picture(page, ONE).explorer
    slider = explorer.controls("slider")[1]
    for _ in range(3):
        explorer.press_key(slider, "Home")
        for _ in range(30):
            page.page.keyboard.down("ArrowRight")
        page.page.keyboard.up("ArrowRight")
        now = slider.locator(".noUi-handle").get_attribute("aria-valuenow")
        assert page.wait_for(lambda n=now: f"In unit {float(n):.0f} the" in explorer.sentence(), 3)
        page.settle()
        assert f"In unit {float(now):.0f} the" in explorer.sentence()


def test_known_frames_are_shown_without_the_kernel(page):
    picture = Picture(page, ONE)
    slider = picture.explorer.controls("slider")[1]
    page.page.evaluate(
        """() => { window.painted = [];
                   document.addEventListener('explorer-painted', e => painted.push(e.detail)); }"""
    )
    picture.explorer.press_key(slider, "ArrowRight")
    page.page.wait_for_timeout(600)
    page.page.evaluate("() => { painted.length = 0; }")
    picture.explorer.press_key(slider, "ArrowRight")
    page.settle()
    painted = page.page.evaluate("() => painted")
    assert {detail["from"] for detail in painted} == {"store"}


def test_the_audit_finds_nothing(page):
    assert audit.violations(page.page, ".explorer") == []


def test_in_the_dark_too(page):
    page.choose_theme("Dark")
    page.screenshot(f"dark-{page.front_end}", page.explorers()[ONE])
    assert audit.violations(page.page, ".explorer") == []
    white = page.page.locator(".explorer-picture").first.evaluate(
        "c => [...c.getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert white == [255] * 4
    page.choose_theme("Light")
    page.settle()
