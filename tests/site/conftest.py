"""What the tests of JupyterLite share: sites that are built for them, and a browser.

Sites are built in pytest's own folder for this run; the test bed's Pyodide stays in build/.
"""

import pytest

from tests.browser.page import running_chromium
from tests.form.anatomy import ROOT
from tests.site.bed import pyodide_with_numpy, pyodide_without_numpy
from tests.site.served import served
from tools.site import lite, packages


def pytest_addoption(parser):
    parser.addoption(
        "--all-notebooks",
        action="store_true",
        help="run every notebook in the browser's kernel, and not only 00 and 02",
    )


@pytest.fixture(scope="session")
def chromium():
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def default_site(tmp_path_factory):
    """JupyterLite as `make site` builds it: Pyodide comes from its default address."""
    folder = tmp_path_factory.mktemp("default") / "lite"
    lite.build(folder)
    return folder


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory):
    """The addresses of a site on the Pyodide that is deployed, without numpy, and of that Pyodide.

    As `make site` builds it, but that another address on this machine stands for the default one.
    """
    folder = tmp_path_factory.mktemp("bare")
    pyodide = pyodide_without_numpy(folder / "pyodide")
    with served(pyodide) as elsewhere:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(packages, "NPM", pyodide)
            for module in (packages, lite):
                patch.setattr(module, "default_address", lambda: f"{elsewhere}/")
            lite.build(folder / "lite")
        with served(folder / "lite") as address:
            yield address, elsewhere


@pytest.fixture(scope="session")
def bed_site(tmp_path_factory):
    """The address of a site on an older Pyodide, with numpy."""
    pyodide = pyodide_with_numpy(ROOT / "build" / "pyodide-bed")
    if pyodide is None:
        pytest.skip("the package with a Pyodide that has numpy cannot be had from here")
    folder = tmp_path_factory.mktemp("bed") / "lite"
    lite.build(folder, pyodide)
    with served(folder) as address:
        yield address
