"""JavaScript of several files as the one module that anywidget takes.

keys.js is for all that explorers consist of: it tells which keys the notebook may have.
"""

import re
from pathlib import Path

KEYS = Path(__file__).with_name("keys.js")


def joined(folder, *names):
    """The text of some modules of a folder, and of keys.js, without their imports of each other.

    names: of the files, those that others import first.
    """
    files = [KEYS, *(folder / name for name in names)]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return re.sub(r'^import [^;]* from "\.[./\w]+\.js";$', "", text, flags=re.MULTILINE)
