"""What the last row of a hall sees: that a lecture starts, letters, whole demonstrations."""

from pathlib import Path

import nbformat
import pytest
from form.anatomy import tagged
from form.breaking import code, md

from tools.lecture import copy_all

from .hall import Hall
from .lab import running_lab
from .page import NotebookPage
from .test_notebook_7 import EXPLORER

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PROJECTOR = {"width": 1024, "height": 768}
PROSE = "One neuron is on for a three, and nobody knows why it should be so. " * 3
PICTURE = """
import matplotlib.pyplot as plt
from helpers import plots
plots.set_view("lecture")
plt.subplots(figsize=(10, 2))
plt.show()
"""
SERVED = {
    "small.ipynb": [
        md("# A title", slide="slide"),
        code(PICTURE.strip(), "figure", slide="-"),
        md(f"## Letters\n\n{PROSE}", slide="slide"),
        code("print('some words')", "figure", slide="-"),
        code(EXPLORER.strip(), "explorer", slide="-"),
        code("print(104 * '1')", "figure", slide="slide"),
    ],
    "failing.ipynb": [
        md("# A failure", slide="slide"),
        code("import time; time.sleep(2)", slide="-"),
        code("1 / 0", slide="-"),
        code("2", slide="-"),
    ],
}
# Begins with the page, and hears what the window says while JupyterLab comes up behind it.
HEAR = """
  window.heard = [];
  new MutationObserver(() => {
    const said = document.querySelector(".lecture-starting [role=status]")?.textContent;
    const isThere = document.querySelector("#jp-main-dock-panel") !== null;
    if (said && said !== window.heard.at(-1)?.[0]) window.heard.push([said, isThere]);
  }).observe(document, { childList: true, subtree: true, characterData: true });
"""


@pytest.fixture(scope="module")
def small(lab, chromium, tmp_path_factory):
    """Return the lecture of the small notebook, and what was said before it began."""
    on = NotebookPage(chromium, lab, "small.ipynb", tmp_path_factory.mktemp("screenshots"))
    on.page.add_init_script(HEAR)
    hall = Hall(on)
    yield hall
    on.close()


@pytest.fixture
def starting(lab, chromium, tmp_path):
    """Return the page of the failing notebook, whose lecture starts."""
    on = NotebookPage(chromium, lab, "failing.ipynb", tmp_path)
    on.page.goto(lab.page("failing.ipynb", "lecture"))
    yield on.page
    on.page.close()  # and no kernel: the small lecture's must go on


def said(page, words):
    return page.locator(".lecture-starting", has_text=words)


def test_the_window_says_that_a_lecture_starts_from_its_first_moment(small):
    heard = small.page.evaluate("window.heard")
    assert heard[0] == ["Opening the notebook …", False]
    assert ["Running cell 4 of 6 …", True] in heard


def test_a_cell_that_fails_is_named_until_escape(starting):
    said(starting, "Cell 3 of 4 failed. ZeroDivisionError: division by zero").wait_for()
    assert said(starting, "A failure").count()
    starting.wait_for_timeout(500)
    assert starting.locator(".lecture").count() == 0
    starting.keyboard.press("Escape")
    assert starting.locator(".lecture-starting").count() == 0
    assert "1 / 0" in starting.locator(".jp-Notebook .jp-Cell.jp-mod-active").inner_text()


def test_letters_do_nothing_while_it_starts_and_escape_shows_the_notebook(starting):
    said(starting, "Running cell 2").wait_for()
    for key in ("x", "d", "d", "PageDown", "Escape"):
        starting.keyboard.press(key)
    assert starting.locator(".lecture-starting").count() == 0
    starting.locator(".jp-OutputArea-output", has_text="ZeroDivisionError").wait_for()
    assert starting.locator(".jp-Notebook .jp-Cell").count() == 4
    assert starting.locator(".lecture, .lecture-starting").count() == 0


SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"
LINE = """p => {
  const style = getComputedStyle(p), context = document.createElement("canvas").getContext("2d");
  context.font = `${style.fontSize} ${style.fontFamily}`;
  return p.textContent.length * p.clientWidth / context.measureText(p.textContent).width;
}"""


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1366, 625), (1920, 1080)])
def test_the_last_row_reads_it_and_the_width_is_used(small, width, height):
    small.resize(width, height)
    page = small.page
    page.locator(".lecture-shown").first.focus()
    small.press("Home")
    picture = page.locator(".lecture-shown .jp-RenderedImage img").bounding_box()
    assert picture["width"] > 0.8 * width
    small.press("PageDown")
    prose = page.locator(".lecture-shown p").first
    letter = prose.evaluate(SIZE)
    assert letter >= 0.03 * height
    assert 60 < prose.evaluate(LINE) < 80, "letters a line"
    small.press("PageDown", 0 if small.explorer() else 1)
    for part in (".explorer-sentence", ".explorer-readout", ".explorer .widget-label", "pre"):
        size = page.locator(f".lecture-shown {part}").first.evaluate(SIZE)
        assert size == pytest.approx(letter), part
    explorer = small.explorer().root
    scale = explorer.evaluate("e => +getComputedStyle(e).getPropertyValue('--explorer-scale')")
    assert scale * 14 >= 0.99 * letter, "letters in the picture"
    assert explorer.locator("canvas").first.bounding_box()["width"] > 0.8 * width
    small.press("PageDown")
    line = page.locator(".lecture-shown pre")
    assert line.bounding_box()["height"] < 2 * line.evaluate(SIZE), "a line was broken"


# The words and lists of controls that lie on others, and so cannot be read.
OVERLAPS = """() => {
  const of = ".lecture .explorer .widget-inline-hbox > *, .lecture .explorer select";
  const parts = [...document.querySelectorAll(of)].filter(
    (e) => e.checkVisibility() && (e.textContent || e.tagName === "SELECT"));
  const boxes = parts.map((e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    return { e, left, top, right: Math.max(right, left + e.scrollWidth), bottom };
  });
  const on = (a, b) => !a.e.contains(b.e) && !b.e.contains(a.e) && a.left < b.right - 1 &&
    b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => on(a, b)).map(
    (b) => `${a.e.textContent} and ${b.e.textContent}`));
}"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Serve the copies of all notebooks that `make lecture` makes."""
    folder = tmp_path_factory.mktemp("course")
    copy_all(NOTEBOOKS, folder)
    with running_lab(folder, windowing=None) as lab:
        yield lab


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_every_demonstration_is_seen_at_one_stop(course, chromium, tmp_path, name):
    on = NotebookPage(chromium, course, name, tmp_path)
    on.page.set_viewport_size(PROJECTOR)
    hall = Hall(on)
    least = {}  # how far at least each explorer reaches out of the window
    before = None
    while (now := (hall.place(), hall.scroll(), hall.shown())) != before:
        for number, explorer in enumerate(on.explorers()):
            if explorer.root.is_visible():
                top = explorer.root.bounding_box()["y"]
                out = max(-top, top + max(explorer.heights()) - PROJECTOR["height"])
                least[number] = min(out, least.get(number, out))
                on.screenshot(f"{now[0][0]:02}-{number}")
                assert on.page.evaluate(OVERLAPS) == []
        before = now
        hall.press("PageDown")
    book = nbformat.read(NOTEBOOKS / name, as_version=4)
    assert len(least) >= sum(1 for _ in tagged(book, "explorer"))
    assert max(least.values(), default=0) <= 0, least
    on.close()
