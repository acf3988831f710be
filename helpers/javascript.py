"""JavaScript of several files as the one module that anywidget takes."""

import re


def joined(folder, *names):
    """
    Join modules, without their imports of each other.

    Parameters
    ----------
    folder : pathlib.Path
    *names : str
        The files, those that others import first.

    Returns
    -------
    str
    """
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    return re.sub(r'^import [^;]* from "\./\w+\.js";$', "", text, flags=re.MULTILINE)
