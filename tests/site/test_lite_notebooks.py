"""Whole notebooks in the browser's kernel, on a Pyodide with numpy: the outputs are those stored.

Two of them; all with ``--all-notebooks``. Text is compared as nbval does, pictures by being there.
"""

import json

from tests.form.anatomy import ROOT
from tests.site.browser_kernel import KernelPage, differences

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALWAYS = ("00", "02")


def pytest_generate_tests(metafunc):
    every = metafunc.config.getoption("--all-notebooks", default=False)
    paths = {path.stem.split("_")[0]: path for path in NOTEBOOKS}
    chosen = paths if every else {number: paths[number] for number in ALWAYS}
    metafunc.parametrize("path", chosen.values(), ids=chosen)


def test_a_notebook_puts_out_what_is_stored(path, chromium, bed_site):
    page = KernelPage(chromium, bed_site)
    page.open(path.name)
    page.run_all(1800)
    assert differences(json.loads(path.read_text(encoding="utf-8")), page.notebook()) == []
    assert page.told == []
    page.page.close()
