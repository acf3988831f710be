"""Make .venv with the package and its pinned dependencies; starts on old Pythons too."""

import os
import subprocess
import sys

OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        sys.exit(
            "This needs Python {}.{} or newer and found {}.{}: install a newer one and run "
            "'make PYTHON=python3.12 ...' with its name.".format(*(OLDEST + sys.version_info[:2]))
        )
    try:
        import ensurepip
        import venv
    except ImportError:
        sys.exit(
            "Python's venv module is missing: install it (Debian and Ubuntu: "
            "apt-get install python3-venv) and run the same command again."
        )
    del ensurepip, venv
    python = os.path.join(".venv", "Scripts" if os.name == "nt" else "bin", "python")
    steps = (
        ("Making .venv", [sys.executable, "-m", "venv", ".venv"]),
        (
            "Installing the package and what it needs (a minute or two, once)",
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--constraint", "constraints.txt", "--editable", ".[test]"],
        ),
    )
    for sentence, command in steps:
        print(sentence + " ...")
        sys.stdout.flush()
        if subprocess.call(command) != 0:
            sys.exit(
                sentence + " failed: the lines above say why. Mend that, delete the "
                "folder .venv and run the same command again."
            )
    with open(os.path.join(".venv", "ready"), "w") as stamp:
        stamp.write("Set up from pyproject.toml and constraints.txt.\n")


if __name__ == "__main__":
    main()
