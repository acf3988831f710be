"""Rules on what code may reach: no network, no pickle, no text that a page takes for HTML.

A rule takes a file's source, or a notebook, and returns a list of violations.
"""

import ast
import re

# Modules that open connections, or whose files run code when they are read.
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc"}
NETWORK |= {"requests", "httpx", "aiohttp", "urllib3", "socketserver", "asyncio", "webbrowser"}
PICKLE = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
CALLS = {"eval", "exec", "__import__"}

# What makes a browser ask another machine, in Markdown, HTML, JavaScript and style sheets.
LOADS = [
    (re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//"), "an image from the web"),
    (re.compile(r"(?i)<(?:script|iframe|link|object|embed)\b"), "a tag that loads or runs things"),
    (re.compile(r"(?i)\b(?:src|srcset|poster|data)\s*=\s*[\"']?(?:https?:)?//"), "a remote source"),
    (re.compile(r"(?i)url\(\s*[\"']?(?:https?:)?//|@import"), "a remote style"),
    (re.compile(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\("), "a request"),
    (
        re.compile(r"\.(?:outer|inner)HTML\s*\+?=\s*[^`\s]|insertAdjacentHTML|document\.write"),
        "words taken for HTML",
    ),
    (re.compile(r"\b(?:from|import)\s*\(?\s*[\"'](?:https?:)?//"), "a remote module"),
]


def unsafe_code(source, path):
    """Return where Python code opens connections, reads pickles or runs text as code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for name, line in _imported(node):
            first = name.split(".")[0]
            if first in NETWORK | PICKLE:
                kind = "opens connections" if first in NETWORK else "reads pickles"
                found.append(f"{path}:{line}: {first} {kind}: the series does without")
        if isinstance(node, ast.Call):
            found += [f"{path}:{node.lineno}: {words}" for words in _call(node)]
    return found


def _imported(node):
    if isinstance(node, ast.Import):
        return [(alias.name, node.lineno) for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [(node.module, node.lineno)]
    return []


def _call(node):
    """Return what is wrong with a call, in words."""
    name = ast.unparse(node.func)
    if name in CALLS:
        return [f"{name} runs text as code: write the code"]
    if name.split(".")[-1] == "HTML":
        parts = [part for value in _values(node) for part in ast.walk(value)]
        raw = [
            ast.unparse(p) for p in parts if isinstance(p, ast.FormattedValue) and not _escaped(p)
        ]
        if raw:
            return [f"{name} takes {raw[0]} for HTML: escape it, or use a Label"]
    for keyword in node.keywords:
        value = ast.unparse(keyword.value)
        if keyword.arg == "allow_pickle" and value != "False":
            return [f"{name} with {keyword.arg}={value} reads pickles: store arrays of numbers"]
    return []


def _values(call):
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _escaped(part):
    value = part.value
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
            shell = [line for line in cell.source.splitlines() if re.match(r"\s*[!%]", line)]
            found += [f"{place}: `{line}` leaves Python" for line in shell]
            lines = [line for line in cell.source.splitlines() if line not in shell]
            found += unsafe_code("\n".join(lines), place)
        else:
            found += unsafe_page(cell.source, place)
        for output in cell.get("outputs", []):
            for kind, content in output.get("data", {}).items():
                if kind.startswith("text/") or kind == "image/svg+xml":
                    found += unsafe_page(content, f"{place}, {kind}")
    return found
