"""A first start, with nothing of the learner's own: no question in the way, and nothing moves."""

from pathlib import Path

import pytest

from .conftest import FRONT_ENDS
from .lab import running_lab
from .page import NotebookPage

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SERVED = {"first.ipynb": ("1",)}
# The parts of a page, JupyterLab's own and what lies over it, that are seen at any of its places.
SEEN = """() => {
  const seen = new Set();
  for (let x = 5; x < innerWidth; x += 20)
    for (let y = 5; y < innerHeight; y += 20)
      for (let e = document.elementFromPoint(x, y); e && e !== document.body; e = e.parentElement)
        if (e.parentElement === document.body) seen.add(e.id);
  return [...seen];
}"""
# How far the page jumps at most, in pixels, on the way from the end of a notebook up.
JUMP = """async () => {
  const panel = document.querySelector('.jp-WindowedPanel-outer'), step = 150;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  panel.scrollTop = panel.scrollHeight;
  await pause(1000);
  let largest = 0;
  while (panel.scrollTop > step) {
    const { left, top, width, height } = panel.getBoundingClientRect();
    const cell = document.elementFromPoint(left + width / 2, top + height / 2).closest('.jp-Cell');
    const before = cell?.getBoundingClientRect().top;
    panel.scrollTop -= step;
    await pause(100);
    const moved = cell ? cell.getBoundingClientRect().top - before : step;
    largest = Math.max(largest, Math.abs(moved - step));
  }
  return largest;
}"""


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_nothing_lies_over_the_first_screen(lab, chromium, tmp_path, front_end):
    page = NotebookPage(chromium, lab, "first.ipynb", tmp_path, front_end)
    page.open()
    page.page.wait_for_timeout(3000)  # questions come late
    assert page.page.evaluate(SEEN) == ["main"], page.screenshot("covered")
    page.close()


def test_a_notebook_is_changed_by_a_learner_and_not_by_being_opened(lab, chromium, tmp_path):
    page = NotebookPage(chromium, lab, "first.ipynb", tmp_path)
    page.open()
    changed = page.page.locator(".jp-mod-dirty")
    assert not changed.count()
    page.page.locator(".jp-Cell .cm-content").first.fill("2")
    assert page.wait_for(changed.count)
    page.close()


def test_the_page_does_not_jump_on_the_way_up(chromium, tmp_path):
    with running_lab(NOTEBOOKS, windowing=None) as lab:
        page = NotebookPage(chromium, lab, next(NOTEBOOKS.glob("08_*.ipynb")).name, tmp_path)
        page.open()
        page.page.wait_for_timeout(3000)  # cells come in idle time
        assert page.page.evaluate(JUMP) < 5
        page.close()
