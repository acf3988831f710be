"""Rules on what code and pages may reach: no pickle, no other machine, no words taken for HTML.

A rule takes a file's source, or a notebook, and returns a list of violations. Modules that open
connections or read pickles, and text run as code, are refused by ruff: see pyproject.toml.
"""

import ast
import re

# What makes a browser ask another machine, in Markdown, HTML, JavaScript and style sheets.
LOADS = [
    (re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//"), "an image from the web"),
    # A page of the site may have what lies in its own folder, which its template names so.
    (
        re.compile(
            r"(?i)<(?:script|iframe|link|object|embed)\b"
            r"(?![^>]*\b(?:src|href)=\"(?:\{\{ [\w.]+ \}\}/|data:,\"))"
        ),
        "a tag that loads or runs things",
    ),
    (re.compile(r"(?i)\b(?:src|srcset|poster|data)\s*=\s*[\"']?(?:https?:)?//"), "a remote source"),
    (re.compile(r"(?i)url\(\s*[\"']?(?:https?:)?//|@import"), "a remote style"),
    # A page of the site may ask for its own files: `beside` refuses the address of another machine.
    (
        re.compile(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\((?!beside\()"),
        "a request",
    ),
    (
        re.compile(r"\.(?:outer|inner)HTML\s*\+?=\s*[^`\s]|insertAdjacentHTML|document\.write"),
        "words taken for HTML",
    ),
    (re.compile(r"\b(?:from|import)\s*\(?\s*[\"'](?:https?:)?//"), "a remote module"),
]


def unsafe_code(source, path):
    """Return where Python code reads pickles from arrays, or hands words to a page as HTML."""
    return [
        f"{path}:{node.lineno}: {words}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        for words in _call(node)
    ]


def _call(node):
    """Yield what is wrong with a call, in words."""
    name = ast.unparse(node.func)
    if name == "__import__":
        yield f"{name} imports what nothing here sees: write an import"
    if name.split(".")[-1] == "HTML":
        for part in ast.walk(node):
            if isinstance(part, ast.FormattedValue) and not _escaped(part.value):
                yield f"{name} takes {ast.unparse(part)} for HTML: escape it, or use a Label"
    for keyword in node.keywords:
        value = ast.unparse(keyword.value)
        if keyword.arg == "allow_pickle" and value != "False":
            yield f"{name} with {keyword.arg}={value} reads pickles: store arrays of numbers"


def _escaped(value):
    return isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] == "escape"


def unsafe_page(text, path):
    """Return the lines of Markdown, HTML, JavaScript or CSS that ask another machine."""
    return [
        f"{path}:{count}: {what}: `{line.strip()[:80]}`"
        for count, line in enumerate(text.splitlines(), start=1)
        for pattern, what in LOADS
        if pattern.search(line)
    ]


def unsafe_notebook(notebook, name):
    """Return what is unsafe in a notebook's code, its prose and its stored outputs."""
    found = []
    for index, cell in enumerate(notebook.cells):
        place = f"{name}, cell {index}"
        if cell.cell_type == "code":
            found += unsafe_code(cell.source, place)
        else:
            found += unsafe_page(cell.source, place)
        for output in cell.get("outputs", []):
            for kind, content in output.get("data", {}).items():
                if kind.startswith("text/") or kind == "image/svg+xml":
                    found += unsafe_page(content, f"{place}, {kind}")
    return found
