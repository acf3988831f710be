"""Build the site: every notebook as a page, the frames of its explorers, JupyterLite beside them.

Run by ``make site``, into build/site; ``N=07`` builds one page anew. Explorers are baked by running
their notebooks; what a page says and shows is what the notebooks have stored.
"""

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import nbformat
from nbclient import NotebookClient

from tools.lecture import chosen
from tools.site import lite
from tools.site.pages import ROOT, address_of, claims_page, page_of, write_static

NOTEBOOKS, OUT = ROOT / "notebooks", ROOT / "build" / "site"
CELL_SECONDS = 600
BAKE = """
import json, sys
sys.path.insert(0, {root!r})
from tools.site.baking import bake
print(json.dumps(bake({explorer}, json.loads({grid!r}), {folder!r}, {name!r})))
"""


def baked(path, folder):
    """Run a notebook as far as its last explorer that is to be baked; bake them all.

    Returns what `baking.bake` tells, by the cells' ids.
    """
    notebook = nbformat.read(path, as_version=4)
    last = sum("baked" in cell.metadata for cell in notebook.cells)
    told = {}
    client = NotebookClient(
        notebook, timeout=CELL_SECONDS, resources={"metadata": {"path": str(path.parent)}}
    )
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            if len(told) == last:
                break
            client.execute_cell(cell, index)
            if "baked" in cell.metadata:
                name = f"{path.stem.split('_')[0]}-{len(told) + 1}"
                told[cell.id] = _bake(client, index, cell, folder, name)
                notebook.cells[index] = cell  # the client has put the other cell there
    return told


def _bake(client, index, cell, folder, name):
    """Bake what a cell shows, in the notebook's kernel."""
    shown = ast.unparse(ast.parse(cell.source).body[-1].value)
    code = BAKE.format(
        root=str(ROOT),
        explorer=shown,
        grid=json.dumps(cell.metadata["baked"]),
        folder=str(folder),
        name=name,
    )
    baking = nbformat.v4.new_code_cell(code)
    client.execute_cell(baking, index)
    return json.loads("".join(output.get("text", "") for output in baking.outputs))


def repository():
    """The address of the repository that this clone is from, if it is on GitHub; else None."""
    done = subprocess.run(
        ["git", "remote", "get-url", "origin"], cwd=ROOT, capture_output=True, text=True
    )
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(\.git)?$", done.stdout.strip())
    return f"https://github.com/{found[1]}" if found else None


def elsewhere(address):
    """Other places where notebooks run, for a repository on GitHub: words to addresses."""
    if not address:
        return {}
    owner_and_name = address.removeprefix("https://github.com/")
    return {
        "Colab": f"https://colab.research.google.com/github/{owner_and_name}/blob/colab/{{name}}.ipynb",
        "Binder": f"https://mybinder.org/v2/gh/{owner_and_name}/HEAD?labpath=notebooks/{{name}}.ipynb",
    }


def write_for_colab(notebooks, address, folder):
    """Write copies of the notebooks that install the series first: Colab opens a notebook alone."""
    folder.mkdir(exist_ok=True)
    for name, notebook in notebooks.items():
        copy = deepcopy(notebook)
        copy.cells.insert(1, nbformat.v4.new_code_cell(f"%pip install --quiet git+{address}"))
        nbformat.write(copy, folder / f"{name}.ipynb")


def main(arguments=None):
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", help="one notebook's number, such as 07")
    parser.add_argument("--pyodide", help="a folder with Pyodide, to be put beside the notebooks")
    parser.add_argument("--repository", help="its address on GitHub, for links to Colab and Binder")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    names = [chosen(options.number, NOTEBOOKS)] if options.number else None
    if not options.number:
        shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "frames").mkdir(parents=True, exist_ok=True)
    static = write_static(OUT)
    paths = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    notebooks = {name: nbformat.read(path, as_version=4) for name, path in paths.items()}
    wanted = [name for name in paths if not names or f"{name}.ipynb" in names]
    address = options.repository or repository()
    places = elsewhere(address)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        told = pool.map(lambda name: baked(paths[name], OUT / "frames"), wanted)
        for name, explorers in zip(wanted, told, strict=True):
            page = page_of(name, notebooks, explorers, OUT, static, places)
            (OUT / address_of(name)).write_text(page, encoding="utf-8")
            print(f"{address_of(name)}: {time.perf_counter() - began:.0f} s", flush=True)
    if address and not options.number:
        write_for_colab(notebooks, address, OUT / "colab")
    if not options.number:
        lite.build(OUT / "lite", options.pyodide)
        print(f"lite: {time.perf_counter() - began:.0f} s")
    (OUT / "claims.html").write_text(claims_page(notebooks, static), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
