"""Rules on the sources of helpers/: who may import whom, no hidden state, docstrings, file length.

A rule takes a file's source and its path relative to helpers/, and returns a list of violations.
What ruff can hold stands in pyproject.toml: docstrings, no global random numbers, no networking.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import sys

from tools.count_lines import lines_of

# What each room may import of the other rooms, and of other people's packages. Arrows point down:
# a room stands below those that it imports. OPEN are open to all.
OPEN = ("words", "valid")
ROOMS = {
    "words": set(),
    "valid": set(),
    "files": set(),
    "memory": set(),
    "browser": set(),
    "digits": {"browser", "files", "memory"},
    "network": {"browser"},
    "storage": {"browser", "files", "network"},
    "evaluation": {"browser", "digits", "network"},
    "own_images": {"browser", "digits"},
    "own_network": {"browser", "digits", "network", "evaluation"},
    "doctor": {"network", "evaluation"},
    "training": {"digits", "network", "evaluation"},
    "recipes": {"browser", "digits", "evaluation", "network", "storage", "training"},
    "points": set(),
    "playground": {"network", "points"},
    "attribution": {"digits", "network", "evaluation"},
    "plots": {"browser"},
    "javascript": set(),
    "live": {"javascript"},
    "pad": {"browser", "javascript"},
    "drawings": set(),
    "photographs": {"drawings"},
}
ROOMS["explore"] = set(ROOMS)
ROOMS["questions"] = {"javascript", "explore"}
ROOMS["checks"] = {"digits", "network", "evaluation", "own_network", "playground", "attribution"}
ROOMS["start"] = {"files"}
PACKAGES = {
    "words": set(),
    "files": set(),
    "memory": set(),
    "browser": set(),
    "digits": {"numpy", "platformdirs"},
    "evaluation": {"numpy", "threadpoolctl"},
    "plots": {"numpy", "matplotlib"},
    "javascript": set(),
    "live": {"numpy", "matplotlib", "ipywidgets", "traitlets", "anywidget"},
    "pad": {"numpy", "traitlets", "anywidget"},
    "drawings": {"numpy", "PIL"},
    "photographs": {"numpy", "PIL"},
    "explore": {"numpy", "ipywidgets", "IPython"},
    "questions": {"traitlets", "anywidget"},
    "start": set(),
}
PACKAGES = {room: PACKAGES.get(room, {"numpy"}) for room in ROOMS}
# Imported where they are used first, and not with the room; Pyodide alone has the browser's.
LATER = {"photographs": {"scipy"}, "browser": {"js", "pyodide_js"}}
BRING = {"matplotlib": {"PIL"}, "anywidget": {"ipywidgets", "IPython", "traitlets"}}
WATCHED = sorted(
    set().union(*PACKAGES.values(), *LATER.values())
)  # what anybody else's import may be part of
CODE_LINES = 300
NAMES_ACTIVATIONS = ("network.py", "recipes.py")  # the records, and the networks made of them
MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "default_rng"}
MUTATORS = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem"}
MUTATORS |= {"remove", "discard", "clear", "sort", "reverse"}


def import_whole(room):
    """Import a room and each of its files, also those that its door does not show."""
    door = importlib.import_module(f"helpers.{room}")
    for file in pkgutil.walk_packages(getattr(door, "__path__", []), f"helpers.{room}."):
        importlib.import_module(file.name)
    return door


def brings(room):
    """Return which of the watched packages importing a room may load: its own, and its rooms'."""
    packages = set().union(PACKAGES[room], *map(brings, ROOMS[room]))
    return packages.union(*(BRING.get(package, ()) for package in packages))


def imports(source, path):
    """Return ``(line, dotted name)`` of every import, relative ones made absolute."""
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
    """Each room imports only the rooms above it and the packages it is allowed."""
    room = path.parts[0].removesuffix(".py")
    if room not in {"__init__", *ROOMS}:
        return [
            f"{path}: the room '{room}' is new: add it to ROOMS and PACKAGES in tests/form/rooms.py"
        ]
    rooms = ROOMS.get(room, set()) | {room, *OPEN}  # __init__.py holds no code at all
    packages = PACKAGES.get(room, set()) | LATER.get(room, set())
    found = []
    for line, name in imports(source, path):
        first, _, rest = name.partition(".")
        if first == "helpers" and (room == "__init__" or rest.split(".")[0] not in rooms):
            found.append(f"{path}:{line}: {room} imports {name}; it may import {_listed(rooms)}")
        elif first != "helpers" and first not in sys.stdlib_module_names | packages:
            found.append(
                f"{path}:{line}: {room} imports {first}; it may import {_listed(packages)}"
            )
    return found


def _listed(names):
    return ", ".join(sorted(names)) or "none"


def no_module_state(source, path):
    """No module-level object that changes: no list or dict that is filled.

    A table of constants in capitals is welcome, as long as nothing in the file changes it.
    """
    parsed, found = ast.parse(source), []
    for statement in parsed.body:
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or not _mutable(statement.value):
            continue
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        for name in [target.id for target in targets if isinstance(target, ast.Name)]:
            if not name.isupper() or _called(statement.value) == "default_rng":
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


def short_file(source, path):
    """A file of more than 300 lines of code has grown a second subject; words do not count."""
    count = lines_of(source).code
    if count <= CODE_LINES:
        return []
    return [f"{path}: {count} lines of code, at most {CODE_LINES}: split it by subject"]


def says_what_it_is(source, path):
    """The first line of a file says what the file is about."""
    first = source.splitlines()[0] if source.strip() else ""
    if re.match(r'(r?"""|#|//|/\*)\s*[`*]?\w.{9,}', first):
        return []
    return [f"{path}: its first line must be a docstring or comment that says what it is about"]


def knows_no_activation(source, path):
    """An activation function is one record in network.py, and nothing else asks for its name.

    Recipes may, an argument may have one for its default, and whoever makes a network may say one,
    as in ``hidden="relu"``.
    """
    from helpers.network import ACTIVATIONS

    if str(path) in NAMES_ACTIVATIONS:
        return []
    parsed = ast.parse(source)
    allowed = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.arguments):
            allowed |= {id(default) for default in [*node.defaults, *node.kw_defaults]}
        elif isinstance(node, ast.keyword) and node.arg in ("hidden", "output"):
            allowed.add(id(node.value))
    return [
        f"{path}:{node.lineno}: '{node.value}' is an activation function: what is particular to it "
        "belongs into its record in network.py, ACTIVATIONS"
        for node in ast.walk(parsed)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value in ACTIVATIONS
        and id(node) not in allowed
    ]


def no_headings(source, path):
    """A function's docstring has no sections under dashes, but ``name: meaning`` lines."""
    return [
        f"{path}:{node.lineno}: {node.name}'s docstring has the section {heading[1]}: write "
        "`name: meaning`, for what the glossary in helpers/__init__.py does not say"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and (heading := re.search(r"^(\w+)\n-{3,}$", ast.get_docstring(node) or "", re.M))
    ]


def first_column(table):
    """Return the names in the first column of a table of words, several of them after commas."""
    lines = re.findall(r"^(\w+(?:, \w+)*) {2,}\S", table, re.M)
    return [name for line in lines for name in line.split(", ")]


def tables():
    """Return the names in the tables of helpers/__init__.py: the rooms, and the glossary."""
    import helpers

    found = re.split(r"^=+ +=+$", helpers.__doc__, flags=re.M)
    return first_column(found[1]), first_column(found[3])


def unexplained(room, glossary):
    """Arguments of what a room shows that neither the glossary nor the docstring explains.

    A method's argument may be explained by its class, and any by the file's own docstring.

    room : module
    """
    found = []
    for name, thing in vars(room).items():
        ours = getattr(thing, "__module__", "").startswith(room.__name__)
        if name.startswith("_") or not ours or not (inspect.isroutine(thing) or _is_class(thing)):
            continue
        text = f"{room.__doc__}\n{thing.__doc__}"
        functions = {name: thing}
        if _is_class(thing):
            functions = {f"{name}.{key}": part for key, part in vars(thing).items() if _shown(key)}
        for where, function in functions.items():
            said = f"{text}\n{getattr(function, '__doc__', None)}"
            found += [
                f"{room.__name__}.{where}: '{argument}' is not explained: name it in the docstring"
                for argument in _arguments(function)
                if argument not in glossary and not re.search(rf"\b{argument}\b", said)
            ]
    return found


def _is_class(thing):
    return isinstance(thing, type) and not issubclass(thing, BaseException)


def _shown(name):
    return name in ("__init__", "__new__") or not name.startswith("_")


def _arguments(function):
    function = getattr(function, "__func__", function)  # behind classmethod and staticmethod
    names = inspect.signature(function).parameters if inspect.isfunction(function) else ()
    return [name for name in names if name not in ("self", "cls") and not name.startswith("_")]


HELPERS_RULES = [arrows, no_module_state, short_file, knows_no_activation, no_headings]
