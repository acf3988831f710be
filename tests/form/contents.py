"""The tables of notebooks, in 00 and in the README: every notebook, with link and minutes."""

import re

from form.anatomy import minutes


def table_violations(text, notebooks, prefix=""):
    """Return what a table of notebooks lacks.

    It has one row a notebook, ``| [02](02_name.ipynb) | question | 30 min |``; `notebooks` holds
    those that are present by file name, and `prefix` stands before a file name in a link.
    """
    rows = [line for line in text.splitlines() if line.lstrip().startswith("|")]
    found = []
    for name, notebook in notebooks.items():
        row = next((row for row in rows if f"]({prefix}{name})" in row), None)
        asked = f"{minutes(notebook)} min"
        if row is None:
            found.append(
                f"no table row links {prefix}{name}: add "
                f"`| [{name.split('_')[0]}]({prefix}{name}) | its question | {asked} |`"
            )
        elif not re.search(rf"\b{asked}", row):
            found.append(f"the row of {name} must say '{asked}', as the notebook does: {row}")
    linked = re.findall(rf"\]\({re.escape(prefix)}(\d\d[b-z]?_\w+\.ipynb)\)", "\n".join(rows))
    for name in linked:
        if name not in notebooks:
            found.append(f"a table row links {name}, which is not there")
    return found
