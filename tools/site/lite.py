"""JupyterLite: every notebook with a kernel in the browser, as files for any web server.

`build` is called by ``make site``. What it needs is in .venv-site, see the Makefile.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers.start import without_dead_links
from tools.site.packages import (
    ENVIRONMENT,
    LOCK,
    ROOT,
    STARTED,
    STARTED_ONCE,
    data_files,
    default_address,
    write_packages,
)

APPS = ("lab", "notebooks", "tree")
KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
OUR_PLUGIN = "inside-a-small-network:in-browser"
EXTENSIONS = ROOT / "tools" / "labextensions"
KERNELSPEC = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
PACKAGES = "pyodide"  # the folder of the lock file and wheels


def build(out, pyodide=None):
    """Write JupyterLite with all notebooks into a folder, which is emptied first.

    pyodide: a folder with Pyodide and its packages, to be put beside the notebooks; without it the
    kernel fetches them from its default address.
    """
    out = Path(out).resolve()
    if out.exists() and not (out / "jupyter-lite.json").exists():
        raise ValueError(f"{out} is no folder of JupyterLite: expected one, or none yet")
    if not (ENVIRONMENT / "ready").exists():
        raise FileNotFoundError(f"{ENVIRONMENT} is not there: make it by 'make .venv-site/ready'")
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        lite = Path(temporary)
        lock = write_packages(lite / PACKAGES, pyodide)
        notebooks = _write_contents(lite / "files")
        _write_settings(lite, lock, notebooks, pyodide)
        _run(lite, out)
        shutil.copytree(lite / PACKAGES, out / PACKAGES)
    for path in data_files():
        (out / "helpers" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "helpers" / path, out / "helpers" / path)


def _write_contents(folder):
    """The notebooks as JupyterLite opens them, in a folder: their editions by name.

    An edition is known by a hash, which stands in the notebook too, so that a copy that a learner
    has changed still says which it was made from.
    """
    folder.mkdir()
    paths, editions = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")), {}
    names = [path.name for path in paths]
    for path in paths:
        content = path.read_bytes()
        editions[path.name] = hashlib.sha256(content).hexdigest()[:16]
        notebook = json.loads(content)
        notebook["metadata"]["edition"] = editions[path.name]
        notebook["metadata"]["kernelspec"] = KERNELSPEC  # else opening one would change it
        for cell in notebook["cells"]:
            _join(cell)
            if cell["cell_type"] == "markdown":  # other pages of the project are not there
                cell["source"] = without_dead_links(cell["source"], names)
        text = json.dumps(notebook, ensure_ascii=False, indent=1)
        (folder / path.name).write_text(text, encoding="utf-8")
    return editions


def _join(cell):
    """Join the lines of a cell's texts, which JupyterLab's server does and JupyterLite does not."""
    texts = [cell, *(out.get("data", out) for out in cell.get("outputs", ()))]
    for text in texts:
        for key, lines in text.items():
            if key != "outputs" and isinstance(lines, list):
                text[key] = "".join(lines)


def _write_settings(lite, lock, editions, pyodide):
    started = [*STARTED, *(name for name in STARTED_ONCE if name in lock["packages"])]
    digest = hashlib.sha256((lite / PACKAGES / LOCK).read_bytes()).hexdigest()[:16]
    kernel = {
        "pyodideUrl": f"./{PACKAGES}/pyodide.mjs" if pyodide else f"{default_address()}pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./{PACKAGES}/{LOCK}?{digest}",
            "packages": started,
        },
    }
    config = {
        "appName": "Inside a small network",
        "exposeAppInBrowser": True,
        "litePluginSettings": {KERNEL_PLUGIN: kernel, OUR_PLUGIN: {"editions": editions}},
    }
    settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}
    (lite / "jupyter-lite.json").write_text(json.dumps(settings, indent=1))
    overrides = {}
    for path in (EXTENSIONS / "overrides.d").glob("*.json"):
        overrides |= json.loads(path.read_text(encoding="utf-8"))
    (lite / "overrides.json").write_text(json.dumps(overrides))
    options = {"FederatedExtensionAddon": {"extra_labextensions_path": [str(EXTENSIONS)]}}
    (lite / "jupyter_lite_config.json").write_text(json.dumps(options))


def _run(lite, out):
    command = [ENVIRONMENT / "bin" / "jupyter", "lite", "build", "--no-sourcemaps"]
    command += ["--lite-dir", lite, "--contents", lite / "files", "--output-dir", out]
    command += [part for app in APPS for part in ("--apps", app)]
    done = subprocess.run([*map(str, command)], cwd=lite, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"jupyter lite build failed:\n{done.stdout}\n{done.stderr}")


def main(arguments=None):
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", help="the folder to write, such as build/site/lite")
    parser.add_argument("--pyodide", help="a folder with Pyodide, to be put beside the notebooks")
    options = parser.parse_args(arguments)
    build(options.out, options.pyodide)
    return 0


if __name__ == "__main__":
    sys.exit(main())
