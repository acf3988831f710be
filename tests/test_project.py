"""The project's lists agree with each other, and no file holds the address of one machine."""

import pytest
from form import project
from form.anatomy import ROOT


def read(name):
    """Return a file of the project's root folder."""
    path = ROOT / name
    assert path.exists(), f"there is no {name}"
    return path.read_text(encoding="utf-8")


def test_environment_agrees_with_pyproject():
    violations = project.environment_violations(project.pyproject(), read("environment.yml"))
    assert not violations, "\n" + "\n".join(violations)


def test_constraints_pin_every_dependency():
    violations = project.pin_violations(project.pyproject(), read("constraints.txt"))
    assert not violations, "\n" + "\n".join(violations)


def test_no_machine_paths_or_registries():
    found = [
        text
        for name, content in project.tracked_texts().items()
        for text in project.address_violations(name, content)
    ]
    assert not found, "\n" + "\n".join(found)


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


def test_agreeing_lists_are_accepted():
    assert project.environment_violations(PROJECT, ENVIRONMENT) == []
    assert project.pin_violations(PROJECT, PINS) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  - numpy<3,>=2\n", "", "numpy: pyproject.toml says '<3,>=2', environment.yml 'nothing'"),
        ("numpy<3,>=2", "numpy>=2", "numpy: "),
        ("  - pytest>=8\n", "", "pytest: "),
        ("python>=3.11", "python>=3.10", "python: "),
        ("  - pip\n", "  - pip\n  - scipy\n", "scipy: pyproject.toml says 'nothing'"),
        ("-e .", "helpers", "hands pip ['helpers']"),
    ],
)
def test_disagreeing_environment_is_refused(old, new, message):
    assert old in ENVIRONMENT
    violations = project.environment_violations(PROJECT, ENVIRONMENT.replace(old, new))
    assert any(message in text for text in violations), violations


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("numpy==2.4.6\n", "", "does not pin numpy"),
        ("numpy==2.4.6", "numpy==1.26", "outside"),
        ("numpy==2.4.6", "numpy>=2.4", "not `name==version`"),
        ("numpy==2.4.6", "numpy @ https" + "://example.org/numpy.whl", "no addresses"),
    ],
)
def test_wrong_pins_are_refused(old, new, message):
    violations = project.pin_violations(PROJECT, PINS.replace(old, new))
    assert any(message in text for text in violations), violations


@pytest.mark.parametrize(
    "pieces",
    [
        ("cd ", "/wo", "rk/main"),
        ('"', "/tm", 'p/x.png"'),
        ("(", "/ro", "ot/.cache)"),
        ("at ", "/ho", "me/name/notes"),
        ("https://files.python", "hosted.org/packages"),
        ("https://py", "pi.org/simple"),
        ("pip install --index", "-url x"),
    ],
)
def test_addresses_are_found(pieces):
    assert project.address_violations("a.md", f"first\n{''.join(pieces)}")[0].startswith("a.md:2:")


@pytest.mark.parametrize(
    "text", ["/usr/bin/env python3", "../work/x", "$HOME/x", "/tmp", "http://localhost:8888/tree"]
)
def test_ordinary_text_is_accepted(text):
    assert project.address_violations("a.md", text) == []


def test_every_text_file_is_read():
    names = project.tracked_texts()
    assert "tests/test_project.py" in names and "pyproject.toml" in names
