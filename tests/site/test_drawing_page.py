"""The pad's page in Chromium: drawn on by finger, mouse and keyboard, narrow and wide, dark too."""

import os
import re
import shutil
from pathlib import Path

import pytest
from matplotlib.colors import to_hex

from helpers.digits import as_pixels, load_digits
from helpers.drawings import half_size
from helpers.pad.raster import as_text, stroke
from helpers.plots.style import BLUE_TAKES, DARK, RED_ADDS
from helpers.storage import load_network
from tests.browser import audit
from tests.own_networks import NETWORKS
from tests.site.served import served
from tools.site.weights import write_network

ROOT = Path(__file__).parents[2]
THREE = [(9, 7), (13, 5), (18, 6), (19, 9), (16, 12), (12, 13), (16, 14), (20, 17), (18, 21)]
THREE += [(13, 23), (8, 21)]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Draw</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="static/pad/pad.css"><link rel="stylesheet" href="static/drawing.css">
<style>:root { color-scheme: light dark; font-family: sans-serif }
  body { margin: 10px; background: Canvas; color: CanvasText }</style></head>
<body><main><h1>Draw</h1><div id="place"></div></main><script type="module">
  import { mount } from "./static/drawing.js";
  window.mounted = await mount(document.querySelector("#place"), OPTIONS);
</script></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a folder with the pad's files and three networks, served."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "tools/site/static", folder / "static")
    for room in ("pad", "javascript"):
        shutil.copytree(ROOT / "helpers" / room, folder / "static" / room)
    write_network(load_network("ten-digits"), folder / "digits.network")
    write_network(NETWORKS["26 letters"](), folder / "letters.network")
    small = half_size(as_pixels(load_digits("test")[0][18]), top=1, left=13).reshape(28, 28)
    put = {"images": [as_text((255 * small).round().astype("uint8"))]}
    put |= {"strokes": [{"tool": "image", "number": 0}], "form": "as drawn"}
    options = {
        "empty": {"weights": "digits.network", "link": "lab.html"},
        "small": {"weights": "digits.network", "link": "lab.html"} | put,
        "letters": {"weights": "letters.network", "strokes": [stroke(THREE)]},
        "missing": {"weights": "no.network"},
    }
    for name, asked in options.items():
        text = PAGE.replace("OPTIONS", str(asked))
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture
def opened(chromium, site, request):
    """Opens a page by its name; afterwards nothing may have gone wrong, nor beyond this machine."""
    contexts, wrong = [], []

    def open_page(name, device=DESK, scheme="light"):
        context = chromium.new_context(**device, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: r.url.startswith((site, "data:")) or wrong.append(r.url))
        page.goto(f"{site}/{name}.html")
        page.wait_for_function("window.mounted")
        return page

    yield open_page
    if folder := os.environ.get("SCREENSHOTS"):
        for n, context in enumerate(contexts):
            path = Path(folder, f"{request.node.name}-{n}.png")
            context.pages[0].screenshot(path=path, full_page=True)
    for context in contexts:
        context.close()
    assert wrong == []


def place(page, at):
    box = page.locator(".pad-paper").bounding_box()
    return [box[key] + at[n] / 28 * box["width"] for n, key in enumerate("xy")]


def drag(page, places):
    page.mouse.move(*place(page, places[0]))
    page.mouse.down()
    for at in places[1:]:
        page.mouse.move(*place(page, at), steps=4)
    page.mouse.up()


def touch(page, places):
    """One finger over the screen, as a phone reports it."""
    finger = page.context.new_cdp_session(page)
    for n, at in enumerate(places):
        x, y = place(page, at)
        kind = "touchMove" if n else "touchStart"
        points = [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def says(page, words):
    sentence = page.locator(".drawing-sentence").filter(has_text=re.compile(words))
    sentence.wait_for(timeout=5000)
    return sentence.inner_text()


def rows(page, table):
    """Each row of bars: its name, its number, and its bar's colour."""
    return page.locator(f".drawing-{table} tr").evaluate_all(
        """rows => rows.map(row => {
             const [name, track, number] = row.cells;
             const bar = getComputedStyle(track.firstChild);
             return [name.textContent, number.textContent, bar.color, bar.width];
           })"""
    )


def colour_of(bar):
    """A bar's colour, as the notebooks' pictures call it."""
    return to_hex([int(part) / 255 for part in re.findall(r"\d+", bar[2])])


def overflow(page):
    """What reaches beyond the page's right edge, or is cut within its own."""
    return page.evaluate(
        """width => [...document.querySelectorAll('body *')].filter(one =>
             one.getBoundingClientRect().right > width + 0.5 ||
             (/^T[HD]$/.test(one.tagName) && one.scrollWidth > one.clientWidth + 1)
           ).map(one => one.outerHTML.slice(0, 80))""",
        page.viewport_size["width"],  # a phone would make its own larger
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_draws_a_three_on_a_phone(opened, scheme):
    page = opened("empty", PHONE, scheme)
    says(page, "^The pad is empty")
    touch(page, THREE)
    says(page, "^The answer is 3")
    assert page.evaluate("scrollY") == 0  # the finger drew, and did not move the page
    assert overflow(page) == []
    # The answer is seen without moving the page.
    assert page.locator(".drawing-sentence").bounding_box()["y"] < 740 - 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mouse_draws_and_the_bars_are_signed_and_add_up(opened, scheme):
    page = opened("empty", DESK, scheme)
    drag(page, THREE)
    said = says(page, "^The answer is 3")
    outputs = rows(page, "outputs")
    assert [name for name, *_ in outputs] == list("0123456789")
    assert f"(output {outputs[3][1]})" in said
    bars = rows(page, "sum")
    assert bars[0][0] == "bias" and bars[-2][0] == "the other 96" and bars[-1][0] == "score"
    numbers = [float(number.replace("−", "-")) for _, number, *_ in bars]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1]) and f"together {bars[-1][1]}" in said
    assert [colour_of(bar) for bar in bars[:-1]] == [RED_ADDS] * 6 and colour_of(bars[-1]) == DARK
    widths = [float(width.removesuffix("px")) for *_, width in bars]
    assert widths[1] / widths[2] == pytest.approx(numbers[1] / numbers[2], rel=0.1)
    assert overflow(page) == []


def test_the_page_follows_within_the_frame(opened):
    page = opened("empty")
    page.mouse.move(*place(page, THREE[0]))
    page.mouse.down()
    page.mouse.move(*place(page, THREE[4]), steps=3)
    page.evaluate(
        """() => {
             const paper = document.querySelector('.pad-paper');
             const sentence = document.querySelector('.drawing-sentence');
             window.followed = new Promise(resolve => paper.addEventListener('pointermove', () => {
               const before = sentence.textContent;
               requestAnimationFrame(() => resolve(sentence.textContent !== before));
             }, {once: true}));
           }"""
    )
    page.mouse.move(*place(page, THREE[-1]))
    assert page.evaluate("window.followed")
    page.mouse.up()


def test_the_keyboard_draws_a_one_and_takes_it_back(opened):
    page = opened("empty")
    page.locator(".pad-paper").focus()
    for key in ["Shift+ArrowUp"] * 2 + [" "] + ["Shift+ArrowDown"] * 4 + [" "]:
        page.keyboard.press(key)
    says(page, "^The answer is 1")
    page.keyboard.press("z")
    says(page, "^The pad is empty")
    assert "pastes" not in page.locator(".pad-paper").get_attribute("aria-label")
    assert not page.locator("[data-do=open], [data-do=save]").locator("visible=true").count()


def test_a_small_three_is_read_when_it_is_put_into_form(opened):
    page = opened("small")
    before = says(page, "^The answer is (?!3)")
    page.get_by_label("centred and scaled").check()
    says(page, "^The answer is 3")
    page.get_by_label("as drawn").check()
    assert says(page, "^The answer is (?!3)") == before
    bias, *_, score = rows(page, "sum")
    assert bias[1].startswith("−") and colour_of(bias) == BLUE_TAKES and colour_of(score) == DARK
    label = re.compile(r"28×28 pixels, \d\d of them with ink")
    assert page.get_by_role("img", name=label).is_visible()
    assert page.locator(".drawing-more a").get_attribute("href") == "lab.html"


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_classes_with_names_are_read_as_they_were_drawn(opened, device):
    page = opened("letters", device)
    said = says(page, "^The answer is LATIN|^The answer is [A-Z]")
    assert not page.get_by_label("as drawn").is_visible() and overflow(page) == [], said


def test_a_network_that_does_not_come_is_told(opened):
    says(opened("missing"), "did not come.*no.network was answered with 404")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(opened, scheme):
    page = opened("empty", DESK, scheme)
    drag(page, THREE)
    says(page, "^The answer is 3")
    assert audit.violations(page, "#place") == []
