"""No other machine is asked, no pickle is read; and each of these rules can fail."""

import subprocess
import sys

import nbformat
import pytest
from form import safety
from form.anatomy import ROOT, hold, stored

PAGES = (".js", ".css", ".svg", ".j2")


@pytest.mark.parametrize(
    ("rule", "folder", "endings"),
    [
        (safety.unsafe_code, "helpers", (".py",)),
        (safety.unsafe_page, "helpers", PAGES),
        (safety.unsafe_page, "tools", PAGES),
    ],
)
def test_files_are_safe(rule, folder, endings):
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in endings]
    assert files
    read = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in files}
    hold([text for path, source in read.items() for text in rule(source, path)])


@pytest.mark.parametrize("name", stored())
def test_notebooks_are_safe(name):
    hold(safety.unsafe_notebook(stored()[name], name))


WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith(
    ("pickle", "socket.connect", "socket.getaddrinfo")) else None)
from helpers.digits import load_digits
from helpers.storage import load_network, stored_networks
load_digits("test")
for name in stored_networks():
    load_network(name)
print(sorted(set(seen)))
"""


def test_no_pickle_and_no_connection_while_everything_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setenv("DIGITS_CACHE", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("np.load(p, allow_pickle=anything)", "allow_pickle=anything"),
        ('widgets.HTML(value="<b>" + f"{name}")', "{name}"),
        ("np.load(p, allow_pickle=False)", None),
        ('widgets.HTML(f"<b>{html.escape(name)}</b>")', None),
        ('widgets.HTML(f"<b>{html.unescape(name)}</b>")', "HTML"),
        ('widgets.HTML(f"<b>{escape(name) + other}</b>")', "HTML"),
        ('__import__("socket")', "__import__"),
    ],
)
def test_unsafe_code_is_found(source, words):
    found = safety.unsafe_code(source, "m.py")
    assert words in found[0] if words else not found


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("![a picture](https://example.org/a.png)", False),
        ("<img src='//example.org/a.png'>", False),
        ("<script>1</script>", False),
        ('<script src="{{ folder }}/page.js"></script>', True),
        ('<script src="{{ folder }}.org/page.js"></script>', False),
        ("background: url(https://example.org/a.png);", False),
        ('import x from "https://example.org/x.js";', False),
        ("const r = await fetch(address);", False),
        ("const r = await fetch(beside(address));", True),
        ("part.innerHTML = words;", False),
        ("[a page](https://example.org)", True),
        ("![here](picture.png)", True),
        ("the fetched data", True),
        ("e.innerHTML = `", True),
    ],
)
def test_unsafe_pages_are_found(text, safe):
    found = safety.unsafe_page(f"first\n{text}", "a.md")
    assert found == [] if safe else found[0].startswith("a.md:2: ")


def test_unsafe_notebooks_are_found():
    code = nbformat.v4.new_code_cell("HTML(f'{x}')")
    code.outputs = [nbformat.v4.new_output("display_data", {"text/html": "<iframe>"})]
    prose = nbformat.v4.new_markdown_cell("![](http://example.org/x.png)")
    found = safety.unsafe_notebook(nbformat.v4.new_notebook(cells=[code, prose]), "01")
    places = [text.split(":")[0] for text in found]
    assert places == ["01, cell 0", "01, cell 0, text/html", "01, cell 1"]
