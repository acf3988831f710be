"""Rules on Python sources: who may import whom, no hidden state, docstrings, file length.

A rule takes a room's name or a file's source, and returns a list of violations.
"""

import ast
import importlib
import pkgutil
import re
import sys

# What each room may import of the other rooms, and of other people's packages. Arrows point down.
ROOMS = {
    "files": set(),
    "digits": {"files"},
    "network": set(),
    "backward": set(),
    "points": set(),
    "storage": {"files", "network"},
    "evaluation": {"digits", "network"},
    "descent": {"digits", "network", "backward"},
    "training": {"network", "descent", "evaluation"},
    "recipes": {"digits", "network", "training"},
    "playground": {"network", "backward", "points"},
    "attribution": {"digits", "network", "backward", "evaluation"},
    "plots": set(),
    "javascript": set(),
    "live": {"javascript"},
    "pad": {"javascript"},
    "drawings": {"digits"},
    "explore": {
        "digits",
        "network",
        "storage",
        "evaluation",
        "training",
        "recipes",
        "points",
        "playground",
        "attribution",
        "plots",
        "live",
        "pad",
        "drawings",
    },
    "checks": {
        "digits",
        "network",
        "storage",
        "evaluation",
        "training",
        "points",
        "playground",
        "attribution",
        "drawings",
    },
}
PACKAGES = {
    "files": set(),
    "digits": {"numpy", "platformdirs"},
    "network": {"numpy"},
    "backward": {"numpy"},
    "points": {"numpy"},
    "playground": {"numpy"},
    "storage": {"numpy"},
    "evaluation": {"numpy", "threadpoolctl"},
    "descent": {"numpy"},
    "training": {"numpy"},
    "recipes": {"numpy"},
    "attribution": {"numpy"},
    "plots": {"numpy", "matplotlib"},
    "javascript": set(),
    "live": {"numpy", "matplotlib", "ipywidgets", "traitlets", "anywidget"},
    "pad": {"numpy", "traitlets", "anywidget"},
    "drawings": {"numpy", "PIL"},
    "explore": {"numpy", "matplotlib", "ipywidgets", "IPython", "traitlets"},
    "checks": {"numpy"},
}
WATCHED = sorted(set().union(*PACKAGES.values()))  # what anybody else's import may be part of
LINES = 300
NEW_RANDOM = {"default_rng", "Generator", "SeedSequence", "BitGenerator", "PCG64", "Philox"}
MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter"}
MUTABLE_CALLS |= {"OrderedDict", "default_rng"}
MUTATORS = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem"}
MUTATORS |= {"remove", "discard", "clear", "sort", "reverse"}


def room_of(path):
    """Return the room of a path relative to helpers/: its first part, without the ending."""
    return path.parts[0].removesuffix(".py")


def import_whole(room):
    """Import a room and each of its files, also those that its door does not show."""
    door = importlib.import_module(f"helpers.{room}")
    for file in pkgutil.walk_packages(getattr(door, "__path__", []), f"helpers.{room}."):
        importlib.import_module(file.name)


def imports(source, path):
    """Return ``(line, dotted name)`` of every import, relative ones made absolute.

    Parameters
    ----------
    source : str
    path : pathlib.PurePath
        The file's path relative to helpers/, for relative imports.
    """
    package = ["helpers", *path.parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            found += [(node.lineno, f"{start}.{alias.name}") for alias in node.names]
    return found


def arrows(source, path):
    """Each room imports only the rooms below it and the packages it is allowed."""
    room = room_of(path)
    if room == "__init__":
        return [
            f"{path}:{line}: helpers/__init__.py imports nothing, not {name}"
            for line, name in imports(source, path)
        ]
    if room not in ROOMS:
        return [
            f"{path}: the room '{room}' is new: add it to ROOMS and PACKAGES in tests/form/rooms.py"
        ]
    found = []
    for line, name in imports(source, path):
        first, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if first == "helpers" and other not in ROOMS[room] | {room}:
            allowed = ", ".join(sorted(ROOMS[room])) or "no other room"
            found.append(f"{path}:{line}: {room} imports {name}; it may import {allowed}")
        elif first != "helpers" and first not in sys.stdlib_module_names | PACKAGES[room]:
            allowed = ", ".join(sorted(PACKAGES[room]))
            found.append(f"{path}:{line}: {room} imports {first}; it may import {allowed}")
    return found


def no_module_state(source, path):
    """No module-level object that changes: no global statement, no list or dict that is filled.

    A table of constants in capitals is welcome, as long as nothing in the file changes it.
    """
    parsed = ast.parse(source)
    found = [
        f"{path}:{node.lineno}: 'global {', '.join(node.names)}': pass it in and return it"
        for node in ast.walk(parsed)
        if isinstance(node, ast.Global)
    ]
    for statement in parsed.body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        value = getattr(statement, "value", None)
        for name in [target.id for target in targets if isinstance(target, ast.Name)]:
            if name.startswith("__") or not _mutable(value):
                continue
            if not name.isupper() or _called(value) == "default_rng":
                found.append(
                    f"{path}:{statement.lineno}: '{name}' is module state: pass it in, or, "
                    "if it is a table of constants, write it in capitals"
                )
            found += [
                f"{path}:{line}: '{name}' is a table of constants and is changed here"
                for line in _changes(parsed, name)
            ]
    return found


def _mutable(value):
    literal = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    return isinstance(value, literal) or _called(value) in MUTABLE_CALLS


def _called(value):
    """Return the last name of the function that an expression calls, or None."""
    return ast.unparse(value.func).split(".")[-1] if isinstance(value, ast.Call) else None


def _changes(parsed, name):
    """Return the lines on which a file changes its module-level `name` in place."""
    found = []
    for node in ast.walk(parsed):
        touched = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
            touched = node.value
        elif isinstance(node, ast.Attribute) and node.attr in MUTATORS:
            touched = node.value
        if isinstance(touched, ast.Name) and touched.id == name:
            found.append(node.lineno)
    return found


def no_global_random(source, path):
    """Randomness comes from a generator that is passed in, never from a global one."""
    found = []
    for line, name in imports(source, path):
        legacy = name.startswith("numpy.random.") and name.split(".")[-1] not in NEW_RANDOM
        if legacy or name.split(".")[0] == "random":
            found.append(f"{path}:{line}: imports {name}: take `rng`, a numpy Generator, instead")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr not in NEW_RANDOM:
            written = ast.unparse(node)
            if re.fullmatch(r"(np|numpy)\.random\.\w+", written):
                found.append(f"{path}:{node.lineno}: {written} is global: take `rng` instead")
    return found


def short_file(source, path):
    """A file of more than 300 lines has grown a second subject."""
    count = len(source.splitlines())
    message = (
        f"{path}: {count} lines, at most {LINES}: split it by subject, into a folder if needed"
    )
    return [message] if count > LINES else []


def says_what_it_is(source, path):
    """The first line of a file says what the file is about."""
    first = source.splitlines()[0] if source.strip() else ""
    if re.match(r'(r?"""|#|//|/\*)\s*[`*]?\w.{9,}', first):
        return []
    return [f"{path}: its first line must be a docstring or comment that says what it is about"]


def exported(folder, path):
    """Return the names that a room in a folder shows in its __init__.py; None means all.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of rooms, helpers/.
    path : pathlib.PurePath
        The file's path relative to it.
    """
    door = folder / path.parts[0] / "__init__.py"
    if len(path.parts) == 1 or not door.exists():
        return None
    return {name.split(".")[-1] for _, name in imports(door.read_text(encoding="utf-8"), path)}


def documented(source, path, shown=None):
    """Public functions, classes and methods have docstrings, functions in numpydoc's sections.

    Where a room shows only some names, its other functions need a docstring without sections.
    """
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and _public(node):
            inner = shown is not None and node.name not in shown
            found += [f"{path}:{node.lineno}: {text}" for text in _missing(node, inner)]
        if isinstance(node, ast.ClassDef) and _public(node):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            for part in [node, *filter(_public, methods)]:
                if not ast.get_docstring(part):
                    found.append(f"{path}:{part.lineno}: {part.name} has no docstring")
    return found


def _public(node):
    return not node.name.startswith("_")


def _missing(function, inner):
    """Return what a docstring lacks; an inner function, which its room does not show, needs one."""
    text = ast.get_docstring(function)
    if inner or not text:
        return [] if text else [f"{function.name} has no docstring"]
    spec = function.args
    taken = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, spec.vararg, spec.kwarg]
    wanted = ["Parameters"] if any(taken) else []
    inside = list(ast.walk(function))
    if wanted and any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in inside):
        wanted.append("Yields")
    elif wanted and any(isinstance(node, ast.Return) and node.value for node in inside):
        wanted.append("Returns")
    return [
        f"{function.name}'s docstring has no section '{heading}' underlined with dashes"
        for heading in wanted
        if not re.search(rf"^{heading}\n-{{{len(heading)}}}$", text, re.M)
    ]


HELPERS_RULES = [arrows, no_module_state, no_global_random, short_file, says_what_it_is]
