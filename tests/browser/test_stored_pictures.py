"""The next day: where an explorer has no kernel any more, its stored picture stands."""

import pytest
from form.breaking import code
from nbformat.v4 import new_output

from .conftest import FRONT_ENDS
from .page import NotebookPage

SET_UP = """
import ipywidgets
import numpy as np
from helpers.explore import OneUnit
from helpers.plots import panel, set_view
from helpers.training import random_start

set_view("page")
images = np.arange(6 * 784, dtype=np.uint8).reshape(6, 784)
network = random_start((784, 4, 3), np.random.default_rng(2), "1/sqrt(n)")
"""
WORD = (
    "A stored picture: run the first code cell, then this section (Shift+Enter), and its sliders "
    "move."
)
EXPLORER = "OneUnit(network, images, [0, 1, 2, 0, 1, 2])"
ALT, OF_OTHERS = "One hidden unit: image, weights, weights times image, ", "a learner's own"
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def stored(source, **about):
    """A cell with a picture, as a notebook comes that nobody has run yet."""
    cell = code(source)
    data = {"image/png": DOT, "text/plain": "OneUnit()"}
    cell.outputs = [new_output("display_data", data=data, metadata={"image/png": about})]
    return cell


FRESH = [SET_UP, stored("1", alt=OF_OTHERS), stored(EXPLORER, alt=ALT, sliders=True)]
SERVED = {
    "run.ipynb": [SET_UP, "panel().set_title('a line');", "ipywidgets.Text('mine')", EXPLORER],
    **{f"fresh-{name}.ipynb": FRESH for name in FRONT_ENDS},  # each is saved by its test
}


@pytest.fixture
def pages(lab, chromium, tmp_path):
    """A function that opens a notebook on a page of its own; all of them are closed at the end."""
    found = []

    def pages(notebook, front_end):
        found.append(NotebookPage(chromium, lab, notebook, tmp_path, front_end))
        found[-1].open()
        return found[-1]

    yield pages
    for page in found:
        page.close()


def words(page):
    """Return what is said below stored pictures."""
    return page.page.locator(".stored-picture-word:visible").all_inner_texts()


def alts(page):
    """Return the words for each image that is to be seen, and has a size."""
    return page.page.locator(".jp-OutputArea-output img:visible").evaluate_all(
        "images => images.flatMap((i) => i.naturalWidth ? [i.alt] : [])"
    )


def is_live(page):
    """Return the sentences of the explorers, if nothing stands in their place."""
    return not words(page) and [e.sentence() for e in page.explorers() if e.root.is_visible()]


def is_stored(page):
    """Whether the picture stands there, with its words and the way to wake it, and nothing dead."""
    assert page.wait_for(lambda: words(page), 30), page.screenshot("no-word")
    assert words(page) == [WORD]
    assert alts(page)[-1].startswith(ALT)
    assert not [e for e in page.explorers() if e.root.is_visible()]
    return "model not found" not in page.page.locator(".jp-Cell").last.inner_text()


@pytest.mark.parametrize(
    ("front_end", "saves_widgets"), [*((f, False) for f in FRONT_ENDS), ("lab", True)]
)
def test_the_next_day_and_after_a_restart(pages, lab, front_end, saves_widgets):
    page = pages("run.ipynb", front_end)
    if saves_widgets:
        page.choose("Settings", "Save Widget State Automatically")
    page.run_all()
    assert is_live(page) and alts(page) == ["Picture: a line"]
    page.choose("Kernel", "Restart Kernel…")
    page.page.locator(".jp-Dialog .jp-mod-accept").click()
    assert is_stored(page)
    page.run_all()
    assert is_live(page)
    page.page.keyboard.press("Control+s")
    page.settle()
    page.close()

    page = pages("run.ipynb", front_end)
    assert is_stored(page) and alts(page)[0] == "Picture: a line"
    # What is not ours stays as it is; JupyterLab looks for its model for a while.
    others = page.page.locator(".jp-Cell").nth(2)
    assert saves_widgets or page.wait_for(lambda: "model not found" in others.inner_text(), 30)
    page.run_all()
    assert is_live(page)


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_a_second_tab_and_a_notebook_as_it_comes(pages, lab, front_end):
    fresh = f"fresh-{front_end}.ipynb"
    page = pages(fresh, front_end)
    assert is_stored(page) and alts(page) == [OF_OTHERS, ALT]
    page.run_all()
    assert is_live(page)
    assert is_stored(pages(fresh, front_end)), "the page alone knows of the explorer"
    page.page.keyboard.press("Control+s")
    page.settle()
    second = pages(fresh, front_end)
    assert second.wait_for(lambda: is_live(second), 10)
    lab.end_kernels()
    assert is_stored(second) and is_stored(page)
