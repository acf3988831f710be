"""JavaScript of several files as the one module that anywidget takes."""

import re


def joined(folder, *names):
    """The text of some modules of a folder, without their imports of each other.

    names: of the files, those that others import first.
    """
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    return re.sub(r'^import [^;]* from "\./\w+\.js";$', "", text, flags=re.MULTILINE)
