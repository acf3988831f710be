"""A first start, with nothing of the learner's own: no question in the way, and nothing changed."""

import pytest

from .conftest import FRONT_ENDS
from .page import NotebookPage

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
