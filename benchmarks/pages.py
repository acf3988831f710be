"""The site's pages: their sizes, how soon they can be read, and how their sliders follow a phone.

It measures what ``make site`` has built.
"""

import gzip
import re
import sys
from statistics import median

from benchmarks.machine import in_words
from benchmarks.report import Goal, Section, write
from tests.browser.page import running_chromium
from tests.site.served import served
from tools.site.pages import ROOT

SITE = ROOT / "build" / "site"
LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 1e6}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SLOWER, PRESSES, VISITS = 4, 30, 3
FRAME = 1000 / 60  # ms
FIRST_CONTENT = """new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (paint) done(paint.startTime);
}).observe({ type: 'paint', buffered: true }))"""
# From the key's own time stamp to the drawn canvas, and to the beginning of the next display frame.
WATCH = """() => {
  window.took = [];
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
  addEventListener('explorer-painted', () => {
    const painted = performance.now() - pressed;
    requestAnimationFrame((now) => window.took.push([painted, performance.now() - pressed]));
  });
}"""


def main():
    if not (SITE / "index.html").exists():
        sys.exit(f"{SITE} is not built: run `make site`")
    section = Section("Pages of the site", in_words("matplotlib", "nbconvert"))
    rows = [sizes(path) for path in sorted(SITE.glob("*.html"))]
    section.say(
        "Kilobytes: the page and what each page loads beside it, styles and JavaScript, packed by "
        "gzip; its stored pictures, which load as they come into view; frames of its explorers, "
        "for a phone and for a desk, of which a reader loads one."
    )
    static = sum(
        len(gzip.compress(path.read_bytes(), 6))
        for path in SITE.glob("static-*/**/*")
        if path.suffix in (".js", ".css")
    )
    section.table(
        ("page", "page", "pictures", "frames, phone", "frames, desk"),
        [(name, *(f"{size / 1000:,.0f}" for size in each)) for name, *each in rows],
    )
    section.say(f"Styles and JavaScript of all pages: {static / 1000:.0f} kB.")
    with served(SITE) as address, running_chromium() as chromium:
        first = {
            name: median(first_content(chromium, f"{address}/{name}") for _ in range(VISITS))
            for name, *_ in rows
        }
        took = presses(chromium, f"{address}/06_read_a_hidden_neuron.html")
    slowest = max(first, key=first.get)
    section.say(
        f"First content on a line of 10 Mbit/s and 40 ms, nothing kept, median of {VISITS}: "
        f"{min(first.values()):.0f} to {first[slowest]:.0f} ms, the longest {slowest}."
    )
    painted, shown = (sorted(each) for each in zip(*took, strict=True))
    section.say(
        f"A slider of 06 on a phone's page, 360×740, by a processor slowed {SLOWER} times, "
        f"{len(took)} presses: drawn after {median(painted):.1f} ms (longest {painted[-1]:.1f}), "
        f"next display frame after {median(shown):.1f} ms (longest {shown[-1]:.1f})."
    )
    largest = max(max(phone, desk) for *_, phone, desk in rows)
    section.goals += [
        Goal("first content, longest page", first[slowest] / 1000, 1, unit=" s"),
        Goal("frames of a page", largest / 1e6, 1.5, unit=" MB"),
        Goal("slider on a slowed phone, longest, display frames", shown[-1] / FRAME, 2),
    ]
    write(section)


def sizes(path):
    """A page's name, and bytes: itself, its pictures, its frames for a phone and for a desk."""
    text = path.read_text(encoding="utf-8")
    pictures = {SITE / name for name in re.findall(r'src="(pictures/[^"]+)"', text)}
    frames = {kind: set(re.findall(rf"[\w-]+-{kind}-\w+\.frames", text)) for kind in
              ("narrow", "wide")}  # fmt: skip
    weights = set(re.findall(r"[0-9a-f]{12}\.network", text))
    return (
        path.name,
        len(gzip.compress(text.encode(), 6)),
        sum(picture.stat().st_size for picture in pictures),
        *(
            sum((SITE / "frames" / name).stat().st_size for name in names | weights)
            for names in frames.values()
        ),
    )


def first_content(chromium, address):
    """Milliseconds from the navigation to the first words, in a browser that has kept nothing."""
    context = chromium.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="commit")
    took = page.evaluate(FIRST_CONTENT)
    context.close()
    return took


def presses(chromium, address):
    """For each press of an arrow key: ms to the drawn picture, and to the next display frame."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    place = page.query_selector(".stored")
    place.scroll_into_view_if_needed()
    page.wait_for_function("e => e.figure?.frames.size > 100 && !e.figure.filling", arg=place)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    place.query_selector("input[type=range]").focus()
    for _ in range(PRESSES):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(200)
    took = page.evaluate("window.took")
    context.close()
    return took


if __name__ == "__main__":
    main()
