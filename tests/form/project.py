"""Reading the project's lists of dependencies, and its tracked text files."""

import re
import subprocess
import tomllib

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from form.anatomy import ROOT

# Written in pieces, so that this file does not hold what it forbids.
SLASH = "/"
MACHINE_PATH = re.compile(
    r"(?<![\w./+~$}-])" + SLASH + rf"(?:work{SLASH}|root{SLASH}|tmp{SLASH}\w|home{SLASH}\w+)"
)
REGISTRIES = re.compile(
    r"(?i)\b(?:pypi|python(?:hosted)|npmjs|yarnpkg|anaconda)"
    + r"\.(?:org|com|io)\b|--(?:extra-)?index-url"
)


def requirements(lines):
    """Return ``{name: specifier}`` of requirement lines, names and ranges normalised."""
    parsed = [Requirement(line) for line in lines]
    return {canonicalize_name(item.name): item.specifier for item in parsed}


def pyproject():
    """Return pyproject.toml's ``[project]`` table."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pip_requirements(project):
    """Return what pip installs for a learner and for the tests."""
    return requirements([*project["dependencies"], *project["optional-dependencies"]["test"]])


def environment_violations(project, text):
    """Return where environment.yml and pyproject.toml disagree; conda has no extras."""
    wanted = pip_requirements(project) | requirements(
        [f"python{project['requires-python']}", "pip"]
    )
    listed = yaml.safe_load(text)["dependencies"]
    packages = requirements([item for item in listed if isinstance(item, str)])
    handed = [item["pip"] for item in listed if isinstance(item, dict)]
    found = [] if handed == [["-e ."]] else [f"environment.yml hands pip {handed}, not '-e .'"]
    return found + [
        f"{name}: pyproject.toml says {wanted.get(name)}, environment.yml {packages.get(name)}"
        for name in sorted(wanted.keys() | packages.keys())
        if wanted.get(name) != packages.get(name)
    ]


def pin_violations(project, text):
    """Return which dependencies constraints.txt does not pin within their range."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    pins, found = {}, []
    for line in filter(None, lines):
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([^\s;@/]+)(?:\s*;.*)?", line)
        if match:
            pins[canonicalize_name(match[1])] = match[2]
        else:
            found.append(f"constraints.txt: `{line}` is not `name==version`: no addresses")
    for name, allowed in pip_requirements(project).items():
        if name not in pins:
            found.append(f"constraints.txt does not pin {name}")
        elif not allowed.contains(Version(pins[name]), prereleases=True):
            found.append(f"constraints.txt pins {name} {pins[name]}, outside {allowed}")
    return found


def tracked_texts():
    """Return ``{path: text}`` of the files that git tracks or would track, binary ones left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            found[name] = content.decode("utf-8", errors="replace")
    return found


def address_violations(name, text):
    """Return the lines of a file that hold a machine's path or a package registry's address."""
    return [
        f"{name}:{count}: `{line.strip()[:100]}` holds {what}"
        for count, line in enumerate(text.splitlines(), start=1)
        for pattern, what in ((MACHINE_PATH, "a machine's path"), (REGISTRIES, "a registry"))
        if pattern.search(line)
    ]
