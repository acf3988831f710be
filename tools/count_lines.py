"""Count the lines of the helpers, room by room: code, docstrings and others; and of the tests.

Run by ``python tools/count_lines.py``. A line of code holds something that Python runs; comments
and blank lines are neither code nor docstring, a blank line within a docstring belongs to it. Of
the tests every line counts, whatever is on it.
"""

import ast
import io
import tokenize
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
NOT_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
NOT_CODE |= {tokenize.ENDMARKER}
GROUND = "(single files)"


class Lines(NamedTuple):
    """How many lines there are of each kind."""

    files: int = 0
    code: int = 0
    docstrings: int = 0
    other: int = 0

    def plus(self, more):
        return Lines(*(mine + others for mine, others in zip(self, more, strict=True)))


def lines_of(source):
    """Count the lines of one Python source."""
    docstrings = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            docstrings |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    code = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NOT_CODE:
            code |= set(range(token.start[0], token.end[0] + 1))
    code -= docstrings
    other = len(source.splitlines()) - len(code) - len(docstrings)
    return Lines(1, len(code), len(docstrings), other)


def lines_by_room(folder):
    """Count the Python files below a folder by the room in it, the files beside the rooms first."""
    found = {GROUND: Lines()}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).parts
        room = parts[0] if len(parts) > 1 else GROUND
        found[room] = found.get(room, Lines()).plus(lines_of(path.read_text(encoding="utf-8")))
    return found


def main(root=ROOT):
    """Print the table, and the tests' lines under it."""
    rooms = lines_by_room(root / "helpers")
    whole = Lines()
    for lines in rooms.values():
        whole = whole.plus(lines)
    print(f"{'helpers/':16}" + "".join(f"{kind:>12}" for kind in Lines._fields))
    for room, lines in {**rooms, "all": whole}.items():
        print(f"{room:16}" + "".join(f"{count:12,}" for count in lines))
    tests = [path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*.py")]
    total = sum(len(text.splitlines()) for text in tests)
    print(f"\n{'tests/':16}{len(tests):12,}{total:12,} lines in all")


if __name__ == "__main__":
    main()
