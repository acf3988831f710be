"""Files that are there whole or not at all, whoever is killed or interrupted while writing."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ENDING = ".part"
FORGOTTEN = 3600  # seconds without a change, after which nobody is writing an unfinished file


def write_whole(path, content):
    """Write beside the target and rename: another kernel sees the whole file or none.

    Missing folders are made. What kernels that were killed left unfinished beside it long ago is
    cleared away. An OSError tells that it cannot be written; what was at `path`, a path or its
    name, is still there as it was then. content: bytes.

    >>> folder = tempfile.TemporaryDirectory()
    >>> write_whole(Path(folder.name, "new", "greeting"), b"good morning")
    >>> Path(folder.name, "new", "greeting").read_bytes()
    b'good morning'
    >>> folder.cleanup()
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_forgotten(path)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=ENDING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def _clear_forgotten(path):
    """Remove unfinished files of this name that nobody has written to for an hour."""
    for unfinished in path.parent.glob(f"{path.name}*{ENDING}"):
        with suppress(OSError):  # another kernel cleared it first, or it is another learner's
            if time.time() - unfinished.stat().st_mtime > FORGOTTEN:
                unfinished.unlink()
