"""The built folder of JupyterLite, as files: all is there or pinned, nothing is elsewhere."""

import hashlib
import json
import re
import zipfile

import pytest

from tests.form.anatomy import ROOT
from tools.site.lite import KERNEL_PLUGIN, OUR_PLUGIN, build
from tools.site.packages import data_files, default_address

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def lock(default_site):
    return json.loads((default_site / "pyodide" / "pyodide-lock.json").read_text())


@pytest.fixture(scope="module")
def config(default_site):
    return json.loads((default_site / "jupyter-lite.json").read_text())["jupyter-config-data"]


def test_every_package_is_there_or_pinned_on_the_default_address(lock, default_site):
    elsewhere = 0
    for name, package in lock["packages"].items():
        assert re.fullmatch("[0-9a-f]{64}", package["sha256"]), name
        if package["file_name"].startswith(default_address()):
            elsewhere += 1
        else:
            content = (default_site / "pyodide" / package["file_name"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == package["sha256"], name
    assert elsewhere > 300, "of Pyodide's own packages"


def test_what_a_package_needs_is_there(lock):
    names = {re.sub(r"[-_.]+", "-", name) for name in lock["packages"]}
    for name, package in lock["packages"].items():
        for other in package["depends"]:
            assert re.sub(r"[-_.]+", "-", other).lower() in names, (name, other)


def test_the_series_is_a_package_and_brings_what_it_needs_and_no_more(lock, default_site):
    (series,) = (p for p in lock["packages"].values() if "helpers" in p["imports"])
    needed = "anywidget ipywidgets matplotlib numpy pillow platformdirs threadpoolctl"
    assert series["depends"] == needed.split()
    with zipfile.ZipFile(default_site / "pyodide" / series["file_name"]) as wheel:
        names = wheel.namelist()
        for path in data_files():
            content = (ROOT / "helpers" / path).read_bytes()
            sha256 = wheel.read(f"helpers/{path.as_posix()}").decode()
            assert sha256 == hashlib.sha256(content).hexdigest()
            assert (default_site / "helpers" / path).read_bytes() == content
    sources = {name for name in names if name.endswith(".py")}
    compiled = {re.sub(r"__pycache__/(\w+)\.cpython-\d+\.pyc", r"\1.py", name) for name in names}
    assert sources == {name for name in compiled if name.endswith(".py")}
    assert len(sources) == len(list((ROOT / "helpers").rglob("*.py")))


def test_the_kernel_is_told_of_this_lock_file_and_of_one_address(config, default_site):
    kernel = config["litePluginSettings"][KERNEL_PLUGIN]
    assert kernel["pyodideUrl"] == f"{default_address()}pyodide.mjs"
    path, digest = kernel["loadPyodideOptions"]["lockFileURL"].split("?")
    content = (default_site / path).read_bytes()
    assert hashlib.sha256(content).hexdigest().startswith(digest) and kernel["disablePyPIFallback"]
    addresses = re.findall(r"https?://[^\"\s]+", json.dumps(config["litePluginSettings"]))
    assert all(address.startswith(default_address()) for address in addresses)


def test_every_notebook_is_listed_and_says_its_edition(config, default_site):
    listed = json.loads((default_site / "api" / "contents" / "all.json").read_text())["content"]
    assert sorted(file["name"] for file in listed) == NOTEBOOKS
    editions = config["litePluginSettings"][OUR_PLUGIN]["editions"]
    assert sorted(editions) == NOTEBOOKS
    for name in NOTEBOOKS:
        notebook = json.loads((default_site / "files" / name).read_text())
        assert notebook["metadata"]["edition"] == editions[name]
        assert all(isinstance(cell["source"], str) for cell in notebook["cells"])
        source = "".join(c["source"] for c in notebook["cells"] if c["cell_type"] == "markdown")
        links = re.findall(r"\]\(([^):]+\.(?:ipynb|md))\b", source)
        assert set(links) <= set(NOTEBOOKS), f"{name} links to a page that is not there"
    assert len(set(editions.values())) == len(NOTEBOOKS)


def test_our_extension_is_there_and_only_the_apps_that_are_needed(config, default_site):
    names = {extension["name"] for extension in config["federated_extensions"]}
    assert {"inside-a-small-network", "@jupyter-widgets/jupyterlab-manager", "anywidget"} <= names
    apps = {path.parent.name for path in default_site.glob("*/jupyter-lite.json")}
    assert apps == {"lab", "notebooks", "tree"}


def test_no_file_is_too_large_for_a_free_host(default_site):
    for path in default_site.rglob("*"):
        assert path.stat().st_size < 100_000_000, path


def test_another_folder_is_not_emptied(tmp_path):
    (tmp_path / "letter.txt").write_text("kept")
    with pytest.raises(ValueError, match="is no folder of JupyterLite"):
        build(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "kept"
