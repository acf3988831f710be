"""Whole notebooks in the browser's kernel, on a Pyodide with numpy: the outputs are those stored.

Two of them; all with ``--all-notebooks``. Text is compared as nbval does, pictures by being there.
"""

import json

import pytest
from form.anatomy import ROOT

from tests.site.browser_kernel import KernelPage, differences

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALWAYS = ("00", "02")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem.split("_")[0])
def test_a_notebook_puts_out_what_is_stored(path, request, chromium, bed_site):
    if path.stem.split("_")[0] not in ALWAYS and not request.config.getoption("--all-notebooks"):
        pytest.skip("only with --all-notebooks")
    page = KernelPage(chromium, bed_site)
    page.open(path.name)
    page.run_all(1800)
    assert differences(json.loads(path.read_text(encoding="utf-8")), page.notebook()) == []
    assert page.told == []
    page.page.close()
