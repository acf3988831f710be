"""The pages of the built site in Chromium: read, moved, damaged, without scripts, on a phone."""

import json
import re
from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from helpers.digits import load_digits
from helpers.explore import SeeDigit
from tests.browser import audit
from tests.site.served import served
from tests.test_site import read
from tools.site.pages import ROOT

SITE = ROOT / "build" / "site"
PAGES = sorted(path.name for path in SITE.glob("*.html"))
READER, DIGIT = "06_read_a_hidden_neuron.html", "01_see_a_digit_as_numbers.html"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
PAINTED = "e => e.querySelector('.explorer-picture')?.dataset.state && !e.querySelector('figure')"
FILLED = "e => e.figure && !e.figure.filling && e.figure.frames.size > 0"
CANVAS = "e => e.querySelector('.explorer-picture').toDataURL().split(',')[1]"


@pytest.fixture(scope="module")
def address():
    if not PAGES:
        pytest.fail(f"{SITE} is empty: run `make site` first")
    with served(SITE) as address:
        yield address


class Reading:
    """Pages that are opened, and what went wrong on them."""

    def __init__(self, browser, address, **how):
        self.context = browser.new_context(**{"viewport": DESK, **how})
        self.address, self.faults, self.strangers = address, [], []

    def open(self, name):
        page = self.context.new_page()
        page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._note)
        page.goto(f"{self.address}/{name}")
        for folded in page.query_selector_all("main details"):
            folded.evaluate("e => { e.open = true }")
        return page

    def _note(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)


@pytest.fixture
def reading(chromium, address):
    opened = []

    def start(**how):
        opened.append(Reading(chromium, address, **how))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()


def explorers(page):
    """The page's explorers, each when its frames have come."""
    for place in page.query_selector_all(".stored[data-explorer]"):
        place.scroll_into_view_if_needed()
        page.wait_for_function(PAINTED, arg=place, timeout=20_000)
        page.wait_for_function(FILLED, arg=place, timeout=20_000)
        yield place


def frames(place):
    """What the files say that an explorer can show, by state: its words."""
    told = json.loads(place.get_attribute("data-explorer"))
    files = [read(SITE / "frames", file) for file in told["files"].values()]
    narrow, wide = ([frame["state"] for frame in file] for file in files)
    assert narrow == wide
    return told, {tuple(frame["state"]): frame["words"] for frame in files[0]}


def state(place):
    return tuple(json.loads(place.eval_on_selector(".explorer-picture", "e => e.dataset.state")))


def sentence(place):
    return place.eval_on_selector(".explorer-sentence", "e => e.textContent")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("screen", "theme"), [(DESK, "light"), (PHONE, "dark")])
def test_a_page_is_whole_accessible_and_asks_nobody_else(reading, name, screen, theme):
    on = reading(viewport=screen, color_scheme=theme)
    page = on.open(name)
    for _ in explorers(page):
        pass
    page.wait_for_load_state("networkidle")
    assert audit.violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (on.faults, on.strangers) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_every_control_moves_to_what_is_stored_and_says_what_is_not(reading, name):
    page = reading().open(name)
    for place in explorers(page):
        told, words = frames(place)
        for at in range(len(told["followed"])):
            for wanted in [s for s in words if s[at] != state(place)[at]][:3]:
                set_state(place, told, wanted)
                assert state(place) == wanted
                assert sentence(place) == words[wanted]
        assert controls_within(place, told, words) == []
        assert len(words) > 1, told["label"]


def controls_within(place, told, words):
    """Which shown controls offer what no stored state has."""
    found = []
    for at, name in enumerate(told["followed"]):
        stored = {state[at] for state in words}
        offered = place.evaluate(
            """(e, name) => {
                 const node = e.figure.controlled[name].node;
                 if (!node || !e.contains(node)) return [];
                 const range = node.querySelector('input');
                 if (range) return [Number(range.min), Number(range.max)];
                 const parts = [...node.querySelectorAll('option, button')];
                 return parts.flatMap((part, place) => part.disabled ? [] : [place]);
               }""",
            name,
        )
        found += [(name, value) for value in offered if value not in stored]
    return found


def set_state(place, told, wanted):
    """Move the controls as a hand would, again where one of them has moved others meanwhile."""
    for _ in range(3):
        _move(place, told, wanted)
        if state(place) == tuple(wanted):
            return


def _move(place, told, wanted):
    place.evaluate(
        """(e, [names, wanted]) => names.forEach((name, at) => {
             const control = e.figure.controlled[name];
             const node = control.node?.querySelector('input, select');
             const shown = node && e.contains(node) && !node.disabled;
             if (shown && node.type === 'range') {
               node.value = wanted[at];
               node.dispatchEvent(new Event('input', { bubbles: true }));
             } else if (shown) {
               node.selectedIndex = wanted[at];
               node.dispatchEvent(new Event('change', { bubbles: true }));
             } else {
               control.set(control.get('index') === undefined ? 'value' : 'index', wanted[at]);
             }
           })""",
        [told["followed"], wanted],
    )


def pixels(png):
    """A picture on white paper: (height, width, 3)."""
    picture = Image.open(BytesIO(png)).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(paper, picture).convert("RGB"), float)


def test_a_picture_is_the_one_that_the_kernel_draws(reading):
    page = reading().open(DIGIT)
    [place] = explorers(page)
    told, words = frames(place)
    images, labels = load_digits("test")
    explorer = SeeDigit(images[:100], labels[:100], image=3, row=14)
    explorer.live._heard(None, {"kind": "ready", "width": 9.0, "scale": 1, "ratio": 2}, [])
    for wanted in list(words)[:: len(words) // 4]:
        set_state(place, told, wanted)
        explorer.digit.index, explorer.image.value, explorer.row.value = wanted
        kernel, shown = pixels(explorer.live.png()), pixels(b64decode(place.evaluate(CANVAS)))
        assert kernel.shape == shown.shape
        assert np.mean(np.abs(kernel - shown).max(axis=2) > 64) < 0.002, wanted


def test_a_move_is_shown_before_the_next_frame_of_the_display(reading):
    page = reading(viewport=PHONE, has_touch=True).open(READER)
    place = next(explorers(page))
    moved = place.evaluate(
        """e => new Promise((done) => {
             const range = e.querySelector('input[type=range]');
             const before = e.querySelector('.explorer-picture').dataset.state;
             requestAnimationFrame(() => {
               range.value = Number(range.value) + 1;
               range.dispatchEvent(new Event('input', { bubbles: true }));
               done(before !== e.querySelector('.explorer-picture').dataset.state);
             });
           })"""
    )
    assert moved


def test_keys_and_the_cursor_do_what_they_do_in_the_lab(reading):
    page = reading().open(READER)
    place = next(explorers(page))
    before = state(place)
    place.query_selector("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert state(place)[1] == before[1] + 1
    place.query_selector(".explorer-picture").focus()
    page.keyboard.press("ArrowRight")
    readout = place.query_selector(".explorer-readout")
    assert re.fullmatch(r"row \d+, column \d+: ink .+", readout.inner_text())
    page.keyboard.press("Escape")
    assert readout.inner_text() == ""


def test_a_combination_that_is_not_stored_moves_the_other_control_and_says_so(reading):
    page = reading().open(READER)
    place = next(explorers(page))
    told, words = frames(place)
    set_state(place, told, (0, 39, 22, 0))
    assert (0, 39, 5, 0) not in words
    note = place.query_selector(".explorer-note")
    assert note.inner_text() == ""
    top = place.query_selector(".explorer-picture").bounding_box()["y"]
    unit = place.query_selector_all("input[type=range]")[1]
    unit.evaluate("e => { e.value = 5; e.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert state(place) == (0, 3, 5, 0) and sentence(place) == words[0, 3, 5, 0]
    assert "no picture of that combination, and set image to 3." in note.inner_text()
    assert "path=06_" in note.query_selector("a").get_attribute("href")
    assert place.query_selector(".explorer-picture").bounding_box()["y"] == top
    unit.evaluate("e => { e.value = 6; e.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert note.inner_text() == ""


def test_what_a_finger_taps_stays_in_words(reading):
    page = reading(viewport=PHONE, has_touch=True, is_mobile=True).open(READER)
    place = next(explorers(page))
    picture = place.query_selector(".explorer-picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box["width"] > 300
    page.touchscreen.tap(box["x"] + box["width"] / 5, box["y"] + box["height"] / 8)
    page.wait_for_timeout(200)
    readout = place.query_selector(".explorer-readout").inner_text()
    assert re.fullmatch(r"row \d+, column \d+: ink .+", readout)


def test_a_click_that_asks_for_more_than_is_stored_says_where_it_is(reading):
    page = reading().open("index.html")
    place = next(explorers(page))
    # The first weight picture: in the lab a click opens its unit below.
    spot = place.evaluate("e => e.figure.frame.spots.find((s) => s[5] && 'opened' in s[5])")
    assert spot
    place.evaluate("(e, choice) => e.figure.choose(choice)", spot[5])
    assert "opens another explorer in the notebook" in place.inner_text()


def broken(kind):
    """Answers for a file of frames that is missing, cut short, or changed in one place."""

    def answer(route):
        if kind == "missing":
            return route.fulfill(status=404)
        body = bytearray(route.fetch().body())
        if kind == "cut":
            body = body[: len(body) // 2]
        else:
            body[len(body) // 2] ^= 1
        return route.fulfill(status=200, body=bytes(body))

    return answer


@pytest.mark.parametrize("kind", ["missing", "cut", "changed"])
def test_a_broken_file_leaves_the_stored_picture_and_a_way_out(reading, kind):
    page = reading().open(DIGIT)
    page.route("**/*.frames", broken(kind))
    page.reload()
    place = page.query_selector(".stored")
    place.scroll_into_view_if_needed()
    page.wait_for_selector(".failed")
    assert "These sliders do not move" in page.inner_text(".failed")
    assert place.query_selector("figure img").is_visible()
    assert not place.query_selector(".explorer").is_visible()
    page.unroute("**/*.frames")
    page.click(".failed button")
    [place] = explorers(page)
    assert sentence(place)


def test_without_scripts_the_picture_and_its_sentence_are_there(reading):
    page = reading(java_script_enabled=False).open(DIGIT)
    place = page.locator(".stored")
    assert place.locator("img").is_visible()
    assert "Row 14 is pixels 392 to 419" in place.locator("figcaption").inner_text()
    assert page.locator(".question").count() == 0 and page.locator("text=Vote.").count() > 0


def test_a_question_is_answered_and_the_answer_is_kept(reading):
    on = reading()
    page = on.open(READER)
    options = "[data-asked]:has-text('What keeps it off for a 0?') .question-option"
    page.click(f"{options} >> nth=1")
    told = "[data-asked]:has-text('What keeps it off for a 0?') .question-told"
    assert "(b) does not hold" in page.inner_text(told)
    page.click(f"{options} >> nth=0")
    assert "(a) holds" in page.inner_text(told)
    page.reload()
    assert "(a) holds" in page.inner_text(told)


def test_light_and_dark_are_as_the_reader_chose(reading):
    page = reading(color_scheme="light").open(DIGIT)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.click(".theme")
    dark = page.evaluate(paper)
    assert dark != "rgb(255, 255, 255)"
    page.reload()
    assert page.evaluate(paper) == dark
    assert page.inner_text(".theme") == "Light"
