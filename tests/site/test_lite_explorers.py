"""What a learner does with explorers where the kernel runs in the browser, on a bed with numpy."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.site.browser_kernel import KernelPage

WATCH = """from helpers.digits import load_digits
from helpers.explore import WatchTraining
images, labels = load_digits("test")
watch = WatchTraining(epochs=40, images=images[:500], labels=labels[:500], batch_size=10_000)
watch
"""
DRAW = """from helpers.explore import Draw
from helpers.storage import load_network
draw = Draw(load_network("ten-digits"))
draw
"""
SAVE = """([name, content]) => jupyterapp.serviceManager.contents.save(
  name, { type: "file", format: "base64", content, mimetype: "application/octet-stream" })"""


@pytest.fixture(scope="module")
def page(chromium, bed_site):
    page = KernelPage(chromium, bed_site, app="lab")
    page.open("00_start_here.ipynb")
    return page


def printed(page, code):
    return "".join(text for kind, text, _ in page.cell(code) if kind in ("stdout", "error")).strip()


def test_a_training_runs_is_followed_and_stops(page):
    page.cell(WATCH)
    page.page.locator(".explorer-start").click()
    page.until("!document.querySelector('.explorer-stop').disabled", 60)
    page.page.wait_for_function(
        "[...document.querySelectorAll('.explorer')].at(-1).textContent.includes('After 2 of 40')",
        timeout=120_000,
    )
    page.page.locator(".explorer-stop").click()
    page.until("document.querySelector('.explorer-stop').disabled", 60)
    assert 2 <= int(printed(page, "print(len(watch.losses))")) < 40
    assert printed(page, "print(watch._training.locked())") == "False"


def test_an_explorer_goes_when_its_cell_is_run_again(page):
    count = "from ipywidgets.widgets.widget import _instances\nprint(len(_instances))"
    page.cell(DRAW)
    before = int(printed(page, count))
    page.page.evaluate("() => { jupyterapp.shell.currentWidget.content.activeCellIndex -= 1 }")
    page.command("notebook:run-cell")
    page.until("jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'", 60)
    assert int(printed(page, count)) == before


def test_a_picture_is_opened_and_what_reads_it_comes_then(page, tmp_path):
    there = "from importlib.util import find_spec\nprint(find_spec('scipy') is not None)"
    assert printed(page, there) == "False"
    picture = Image.new("L", (600, 600), 230)
    ImageDraw.Draw(picture).line([(300, 150), (300, 450)], fill=20, width=40)
    picture.save(tmp_path / "one.jpg")
    page.cell(DRAW)
    page.page.locator(".pad input[type=file]").last.set_input_files(tmp_path / "one.jpg")
    for _ in range(60):  # until it is fetched, and read
        page.page.wait_for_timeout(1_000)
        if printed(page, "print(len(draw.pad.strokes))") == "1":
            break
    assert "one.jpg" in printed(page, "print(draw.pad.told)")
    assert printed(page, there) == "True"


def test_a_network_of_ones_own_is_opened_from_a_file(page):
    packed = io.BytesIO()
    np.savez(packed, np.eye(784, dtype=np.float32)[:, :10], np.zeros(10, np.float32))
    content = base64.b64encode(packed.getvalue()).decode()
    page.page.evaluate(SAVE, ["mine.npz", content])
    code = "from helpers.own_network import network_from\n"
    code += "print(network_from('mine.npz', output='softmax')[0].sizes)"
    assert printed(page, code) == "(784, 10)"
