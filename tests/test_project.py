"""The project's lists and pages agree with what is there; no file holds one machine's address."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from form import project
from form.anatomy import ROOT, hold
from form.project import environment_violations as conda
from form.project import pin_violations as pins

from helpers.digits import as_pixels, load_digits
from helpers.own_network import EXAMPLES, network_from


def read(name):
    """Return a file of the project's root folder."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (conda, "environment.yml"),
        (pins, "constraints.txt"),
    ],
)
def test_lists_of_dependencies_agree_with_pyproject(rule, name):
    hold(rule(project.pyproject(), read(name)))


def test_no_machine_paths_or_registries():
    texts = project.tracked_texts()
    assert {"pyproject.toml", "tests/test_project.py"} <= set(texts)
    hold([text for item in texts.items() for text in project.address_violations(*item)])


PROJECT = {
    "requires-python": ">=3.11",
    "dependencies": ["numpy>=2,<3", "ipywidgets>=8"],
    "optional-dependencies": {"test": ["pytest>=8"]},
}
ENVIRONMENT = """
dependencies:
  - python>=3.11
  - pip
  - numpy<3,>=2
  - ipywidgets>=8
  - pytest>=8
  - pip:
      - -e .
"""
PINS = "# tested\nnumpy==2.4.6\nipywidgets==8.1.9\npytest==9.2.0\nzipp==3.1 ; python_version<'4'\n"


@pytest.mark.parametrize(
    ("rule", "text", "old", "new", "message"),
    [
        (conda, ENVIRONMENT, "  - numpy<3,>=2\n", "", "numpy: pyproject.toml says <3,>=2, "),
        (conda, ENVIRONMENT, "python>=3.11", "python>=3.10", "python: "),
        (conda, ENVIRONMENT, "  - pip\n", "  - pip\n  - sympy\n", "sympy: "),
        (conda, ENVIRONMENT, "-e .", "helpers", "hands pip [['helpers']]"),
        (pins, PINS, "numpy==2.4.6\n", "", "does not pin numpy"),
        (pins, PINS, "numpy==2.4.6", "numpy==1.26", "outside"),
        (pins, PINS, "numpy==2.4.6", "numpy @ https" + "://example.org/numpy.whl", "no addresses"),
    ],
)
def test_a_list_that_disagrees_is_refused(rule, text, old, new, message):
    assert rule(PROJECT, text) == []
    violations = rule(PROJECT, text.replace(old, new))
    assert any(message in text for text in violations), violations


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (("cd ", "/wo", "rk/main"), True),
        (('"', "/tm", 'p/x.png"'), True),
        (("at ", "/ho", "me/name/notes"), True),
        (("https://files.python", "hosted.org/packages"), True),
        (("pip install --index", "-url x"), True),
        (("/usr/bin/env python3 ../work/x $HOME/x /tmp http://localhost:8888/tree",), False),
    ],
)
def test_addresses_are_found(pieces, found):
    violations = project.address_violations("a.md", f"first\n{''.join(pieces)}")
    assert [text.split(" ")[0] for text in violations] == ["a.md:2:"] * found


@pytest.mark.parametrize("page", ["README.md", "TEACHING.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^):#]+)\)", read(page))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_where_to_change_what_names_what_is_there():
    table = read("CONTRIBUTING.md").partition("## Where to change what")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| [^|]+ \| `([\w/]+\.(?:py|toml))` \| (.+) \|$", table, re.M)
    assert len(rows) == table.count("\n| ") - 1 >= 10  # beside its head
    for path, words in rows:
        named = re.findall(r"`([^`]+)`", words)
        paths = [name for name in named if re.fullmatch(r"[\w/]+\.(py|ipynb)", name)]
        where = [path if "/" not in name and name != "valid.py" else name for name in paths]
        texts = [
            read(name if name.startswith("notebooks") else f"helpers/{name}") for name in where
        ]
        source = "\n".join([read(f"helpers/{path}"), *texts])
        names = [part for name in named if re.fullmatch(r"[\w.]*[\w]", name) and name not in paths
                 for part in name.split(".") if part]  # fmt: skip
        tags = ("exercise", "solution", "make")
        missing = [name for name in names if not re.search(rf"\b{name}\b", source)]
        assert [name for name in missing if name not in tags] == [], path


def test_networks_trained_elsewhere_are_read_as_the_readme_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened, words = network_from(f"{EXAMPLES}/sklearn-mlp.npz")
    (w1, w2), (b1, b2) = opened.weights, opened.biases
    x = as_pixels(load_digits("test")[0][:100])
    outputs = opened.run(x).outputs
    # With the mean and the spread as they are subtracted and divided by: as the README says it.
    w1, b1 = w1 * 0.3081, b1 + 0.1307 * w1.sum(axis=1)
    state = {"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2}

    class Torch:
        def state_dict(self):
            return state

        def __call__(self, x):
            return SimpleNamespace(detach=lambda: outputs)

    keras = SimpleNamespace(get_weights=lambda: [w1.T, b1, w2.T, b2], predict=lambda x: outputs)
    mlp = SimpleNamespace(
        coefs_=[w1.T, w2.T], intercepts_=[b1, b2], predict_proba=lambda x: outputs
    )
    section = read("README.md").partition("## A network of your own")[2].partition("\n## ")[0]
    saving, opening = re.findall(r"^```python\n(.*?)^```", section, re.S | re.M)
    lines = saving.splitlines()
    assert len(lines) == 3
    for line, model in zip(lines, (keras, Torch(), None), strict=True):
        exec(f"{line}\n{opening}", names := {"np": np, "x": x, "model": model, "mlp": mlp})
        np.testing.assert_allclose(names["network"].run(x).outputs, outputs, atol=1e-5)
        assert names["words"].splitlines()[1:] != words.splitlines()[1:]  # prepare is told of
