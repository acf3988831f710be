"""Nothing reaches for the network, no pickle anywhere; and that each of these rules can fail."""

import subprocess
import sys

import nbformat
import pytest
from form import safety
from form.anatomy import ROOT, stored

SOURCES = sorted((ROOT / "helpers").rglob("*.py"))
PAGES = sorted(
    path
    for folder in ("helpers", "tools")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".js", ".css", ".svg", ".j2")
)


def _hold(violations):
    assert not violations, "\n" + "\n".join(violations)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_helpers_are_safe(path):
    _hold(safety.unsafe_code(path.read_text(encoding="utf-8"), path.relative_to(ROOT)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_ask_nobody(path):
    _hold(safety.unsafe_page(path.read_text(encoding="utf-8"), path.name))


@pytest.mark.parametrize("name", stored())
def test_notebooks_are_safe(name):
    _hold(safety.unsafe_notebook(stored()[name], name))


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
        ("import urllib.request", "urllib opens connections"),
        ("def f():\n    from http import client", "m.py:2: http opens connections"),
        ("import pickle", "pickle reads pickles"),
        ("np.load(p, allow_pickle=True)", "reads pickles: store arrays"),
        ("np.load(p, allow_pickle=anything)", "allow_pickle=anything"),
        ("exec(text)", "exec runs text as code"),
        ('widgets.HTML(f"<b>{name}</b>")', "takes {name} for HTML: escape it"),
        ('HTML(value="<b>" + f"{name}")', "takes {name} for HTML"),
    ],
)
def test_unsafe_code_is_found(source, words):
    assert words in safety.unsafe_code(source, "m.py")[0]


@pytest.mark.parametrize(
    "source",
    [
        "np.load(p, allow_pickle=False)",
        "import json\nfrom .http import x",
        "evaluate(x)",
        'widgets.HTML(f"<b>{html.escape(name)}</b>")',
    ],
)
def test_safe_code_is_accepted(source):
    assert safety.unsafe_code(source, "m.py") == []


@pytest.mark.parametrize(
    "text",
    [
        "![a picture](https://example.org/a.png)",
        "<img src='//example.org/a.png'>",
        "<script>1</script>",
        "background: url(https://example.org/a.png);",
        'import x from "https://example.org/x.js";',
        "const r = await fetch(address);",
        "part.innerHTML = words;",
        'part.insertAdjacentHTML("beforeend", words);',
    ],
)
def test_unsafe_pages_are_found(text):
    assert safety.unsafe_page(f"first\n{text}", "a.md")[0].startswith("a.md:2: ")


@pytest.mark.parametrize(
    "text",
    [
        "[a page](https://example.org)",
        "![here](picture.png)",
        "the fetched data",
        "e.innerHTML = `",
    ],
)
def test_safe_pages_are_accepted(text):
    assert safety.unsafe_page(text, "a.md") == []


def test_unsafe_notebooks_are_found():
    code = nbformat.v4.new_code_cell("import requests\n!pip install x")
    shown = nbformat.v4.new_code_cell("x")
    page = {"text/html": "<iframe>"}
    shown.outputs = [nbformat.v4.new_output("execute_result", page, execution_count=1)]
    prose = nbformat.v4.new_markdown_cell("![](http://example.org/x.png)")
    book = nbformat.v4.new_notebook(cells=[code, shown, prose])
    found = safety.unsafe_notebook(book, "01")
    places = [text.split(":")[0] for text in found]
    assert places == ["01, cell 0", "01, cell 0", "01, cell 1, text/html", "01, cell 2"]
