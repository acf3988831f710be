"""The packages of the kernel in the browser: Pyodide's lock file, with the series as one more.

Pyodide loads what a cell imports, by its lock file. So no notebook needs a cell that installs.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
ENVIRONMENT = ROOT / ".venv-site"
KERNEL = ENVIRONMENT / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
NPM = ROOT / "node_modules" / "pyodide"
SERIES = "inside-a-small-network"
LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.*", "python_stdlib.zip")
# What the kernel would install one by one, if it were not there when it starts.
STARTED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
STARTED_ONCE = ("ssl", "sqlite3")  # packages of their own in older Pyodides
NEEDED = {  # by the wheels that Pyodide does not have
    "anywidget": ("ipywidgets", "psygnal", "typing-extensions"),
    "comm": ("traitlets",),
    "ipywidgets": ("comm", "ipython", "traitlets"),
    "piplite": ("micropip",),
    "pyodide-kernel": ("comm", "ipykernel", "ipython"),
}
# Of the series' own dependencies, what a kernel in the browser does without or loads later.
NOT_NEEDED = ("jupyterlab", "nbval", "scipy")
# What is needed for PDF and PostScript only, and a backend that would take the figures.
NOT_NEEDED_BY = {"matplotlib": ("fonttools", "pytz", "matplotlib-pyodide")}


def default_address():
    """Where the kernel fetches Pyodide from, if it is not told otherwise: a folder's address."""
    scripts = "\n".join(p.read_text(encoding="utf-8") for p in (KERNEL / "static").glob("*.js"))
    (address,) = set(re.findall(r'https://[^"]+/pyodide/v[\d.]+/full/', scripts))
    return address


def write_packages(folder, pyodide=None):
    """Write wheels and a lock file; Pyodide and its packages too, if `pyodide` is a local folder.

    A wheel in that folder takes the place of ours of the same name. Returns the lock.
    """
    folder.mkdir(parents=True)
    source = Path(pyodide) if pyodide else NPM
    lock = json.loads((source / LOCK).read_text(encoding="utf-8"))
    packages = lock["packages"]
    if pyodide:
        lock["packages"] = packages = {
            name: package
            for name, package in packages.items()
            if (source / package["file_name"]).exists()
        }
        for pattern in (*CORE, *(package["file_name"] for package in packages.values())):
            for path in source.glob(pattern):
                shutil.copy(path, folder)
    for package in packages.values():
        if not pyodide:
            package["file_name"] = default_address() + package["file_name"]
    for wheel in _wheels(source):
        shutil.copy(wheel, folder)
        _add(packages, folder / wheel.name)
    _add(packages, write_wheel(folder), ["helpers"], _dependencies())
    there = {_normal(name) for name in packages}
    for package in packages.values():  # without what is not there, or not needed
        unneeded = NOT_NEEDED_BY.get(package["name"], ())
        depends = ((_normal(other), other) for other in package["depends"])
        package["depends"] = [o for name, o in depends if name in there and name not in unneeded]
    _compile(packages, folder, source)
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    return lock


def _compile(packages, folder, source):
    """Compile those of the folder's wheels that every notebook loads; the series keeps its sources.

    source: the folder of the Pyodide that will run them.
    """
    needed, found = {*STARTED, *STARTED_ONCE, SERIES}, set()
    while needed - found:
        found |= needed
        needed |= {_normal(d) for n in needed & set(packages) for d in packages[n]["depends"]}
    there = {n: folder / packages[n]["file_name"] for n in sorted(needed & set(packages))}
    there = {n: wheel for n, wheel in there.items() if wheel.suffix == ".whl" and wheel.exists()}
    marked = [f"{'+' if name == SERIES else ''}{wheel}" for name, wheel in there.items()]
    command = ["node", str(HERE / "compiled.mjs"), str(source.resolve()), *marked]
    subprocess.run(command, check=True)
    for name, wheel in there.items():
        packages[name]["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()


def _wheels(source):
    """The wheels that Pyodide does not have: those of the kernel, and of wheels.txt."""
    folders = (KERNEL / "static" / "pypi", ENVIRONMENT / "wheels", source)
    names = {"piplite", "ipykernel", "pyodide-kernel"}
    lines = (HERE / "wheels.txt").read_text(encoding="utf-8").splitlines()
    names |= {line for line in lines if line and not line.startswith("#")}
    found = {_name(path): path for folder in folders for path in sorted(folder.glob("*.whl"))}
    return [found[name] for name in sorted(names)]


def _name(wheel):
    return _normal(wheel.name.split("-")[0])


def _normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def _add(packages, wheel, imports=None, depends=None):
    name = _name(wheel)
    packages[name] = {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": imports or [name.replace("-", "_")],
        "depends": list(depends or NEEDED.get(name, ())),
        "unvendored_tests": False,
    }


def _dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.match(r"[\w-]+", line)[0] for line in project["dependencies"])
    return [name for name in names if name not in NOT_NEEDED]


def data_files():
    """The series' data, as paths from its package, which the kernel fetches when they are read."""
    package = ROOT / "helpers"
    files = (path for path in (package / "data").rglob("*") if path.is_file())
    return sorted(path.relative_to(package) for path in files if path.suffix != ".md")


def write_wheel(folder):
    """The series as a wheel, in which each data file's sha-256 stands for it; returns its path.

    Its version names its content, so that no browser takes what it has kept of an older one.
    """
    package, data = ROOT / "helpers", set(data_files())
    contents = {}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if path.is_file() and "__pycache__" not in name.parts and path.suffix != ".md":
            content = path.read_bytes()
            if name in data:
                content = hashlib.sha256(content).hexdigest().encode()
            contents[f"helpers/{name.as_posix()}"] = content
    digest = hashlib.sha256(b"".join(n.encode() + c for n, c in contents.items())).hexdigest()
    name, version = SERIES.replace("-", "_"), f"0+{digest[:12]}"
    about = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {SERIES}\nVersion: {version}\n"
    contents |= {
        f"{about}/METADATA": metadata.encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    contents[f"{about}/RECORD"] = "".join(f"{n},,\n" for n in contents).encode()
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in contents.items():
            file.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return wheel
