"""What the kernel in the browser is, on the very Pyodide that is deployed; without numpy, see bed.

The helpers lean on each of these: no threads, tasks between cells, 32 bits, which cell is running,
binary messages both ways, and data files that are fetched while a cell waits.
"""

import hashlib

import pytest

from tests.form.anatomy import ROOT
from tests.site.browser_kernel import KernelPage

NOTEBOOK = "00_start_here.ipynb"
ECHO = '''
import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
      model.on("change:sent", () => {
        const got = model.get("sent");
        const sent = new Uint8Array(got.buffer ?? got, got.byteOffset, got.byteLength);
        const bytes = sent.toReversed();
        model.send({}, undefined, [bytes.buffer]);
        el.className = "echoed";
      });
      el.textContent = "echo"; el.className = "echo";
    } };"""
    sent = traitlets.Bytes().tag(sync=True)
echo, back = Echo(), []
echo.on_msg(lambda widget, content, buffers: back.extend(bytes(buffers[0])))
echo
'''


@pytest.fixture(scope="module")
def page(chromium, bare_site):
    page = KernelPage(chromium, *bare_site)
    page.open(NOTEBOOK)
    return page


def said(page, code):
    """What a cell prints; it must do nothing else."""
    ((kind, text, _),) = page.cell(code)
    assert kind == "stdout", text
    return text.strip()


def test_the_page_loads_and_leaves_the_site_for_nothing(page):
    assert said(page, "import sys; print(sys.platform, *sys.version_info[:2])") == "emscripten 3 14"
    left = [line for line in page.told if line.startswith("left the site")]
    assert left == []  # the console also says that there is no numpy


def test_numbers_that_count_have_32_bits(page):
    assert said(page, "import struct; print(8 * struct.calcsize('n'))") == "32"


def test_threads_cannot_be_started(page):
    code = "import threading\ntry: threading.Thread(target=print).start()\n"
    assert "start new thread" in said(page, code + "except RuntimeError as error: print(error)")


def test_the_kernel_and_not_the_shell_knows_which_cell_is_running(page):
    code = "shell = get_ipython()\nprint(hasattr(shell, 'get_parent'), "
    code += "bool(shell.kernel.get_parent()['metadata']['cellId']))"
    assert said(page, code) == "False True"


def test_the_series_takes_turns_with_the_page(page):
    code = "from helpers import browser\nseen = []\n"
    code += "turns = browser.InTurns(seen.append(n) for n in range(3))\nprint(browser.in_browser())"
    assert said(page, code) == "True"
    assert said(page, "print(seen)") == "[0, 1, 2]"


def test_a_data_file_is_fetched_when_it_is_read(page):
    path = "data/mnist/t10k-labels-idx1-ubyte.gz"
    code = "import hashlib\npath = browser.PACKAGE / '{}'\nprint(path.stat().st_size)\n"
    code += "print(hashlib.sha256(browser.fetched(path).read_bytes()).hexdigest())"
    content = (ROOT / "helpers" / path).read_bytes()
    expected = f"64\n{hashlib.sha256(content).hexdigest()}"
    assert said(page, "from helpers import browser\n" + code.format(path)) == expected


def test_a_widget_gets_bytes_and_sends_them_back(page):
    page.cell(ECHO)
    page.page.wait_for_selector(".echo")
    page.cell("echo.sent = bytes([1, 2, 3])")
    page.page.wait_for_selector(".echoed")
    page.page.wait_for_timeout(500)
    assert said(page, "print(back)") == "[3, 2, 1]"


def test_the_learner_is_told_what_is_loading_and_what_is_different(chromium, bare_site):
    page = KernelPage(chromium, *bare_site)
    page.page.goto(f"{page.address}/notebooks/index.html?path={NOTEBOOK}")
    told = page.page.locator(".in-browser span")
    told.wait_for()
    assert told.text_content().startswith("Python is being loaded into this page")
    words = "Python runs in this page. Stop does not stop a running cell"
    page.until(f"document.querySelector('.in-browser span').textContent.startsWith('{words}')", 120)
    page.page.get_by_label("Close").click()
    assert told.count() == 0


def test_a_saved_copy_that_hides_a_newer_notebook_says_so_and_steps_aside(chromium, bare_site):
    page = KernelPage(chromium, *bare_site)
    page.open(NOTEBOOK)
    edition = page.notebook()["metadata"]["edition"]
    page.page.evaluate(
        """async () => {
          const { context } = jupyterapp.shell.currentWidget;
          context.model.setMetadata("edition", "of last year");
          context.model.sharedModel.insertCell(0, { cell_type: "markdown", source: "mine" });
          await context.save();
        }"""
    )
    page.open(NOTEBOOK)
    button = page.page.get_by_text("Open the new one, and keep mine beside it")
    button.click()
    page.until(
        "window.jupyterapp?.shell.currentWidget?.content?.model?.getMetadata?.('edition')"
        f" === '{edition}'",
        60,
    )
    assert page.notebook()["cells"][0]["source"] != "mine"
    page.open("00_start_here%20(my%20copy).ipynb")
    assert page.notebook()["cells"][0]["source"] == "mine"


def test_a_link_to_a_section_leads_there(chromium, bare_site):
    page = KernelPage(chromium, *bare_site)
    page.open("06_read_a_hidden_neuron.ipynb#3.-Look-at-the-whole-layer")
    heading = "document.querySelector('[data-jupyter-id=\"3.-Look-at-the-whole-layer\"]')"
    page.until(f"{heading}?.getBoundingClientRect().top < innerHeight", 30)
    page.page.close()
