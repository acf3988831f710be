"""A kernel in the browser (Pyodide): no threads, no disk, and data files that come when read.

The site puts each data file beside its pages, and in its place the package has its sha-256.
"""

import hashlib
import logging
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parent
SHA256 = 64  # letters
PAUSE = 0.02  # seconds, in which the page is heard


def in_browser():
    """Whether this kernel runs in a browser."""
    return sys.platform == "emscripten"


if in_browser():  # there matplotlib says in red, at every start, that it looks for fonts
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def fetched(path):
    """The path of a file; a data file of this package is fetched first, where it has not come yet.

    An OSError says what to do where it cannot be had.
    """
    path = Path(path)
    if in_browser() and path.is_relative_to(PACKAGE) and path.stat().st_size == SHA256:
        path.write_bytes(_content(path.relative_to(PACKAGE).as_posix(), path.read_text()))
    return path


def _content(name, sha256):
    from js import XMLHttpRequest, location

    # The kernel is a script of the site. What names the content in the address keeps a browser from
    # taking what it has kept of an older site.
    address = f"{location.href.partition('/extensions/')[0]}/helpers/{name}?{sha256[:16]}"
    request = XMLHttpRequest.new()
    request.open("GET", address, False)  # the cell waits for it, as for a disk
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception as error:  # a browser's own, where there is no network
        raise _not_had(f"{address} does not answer ({error})") from error
    if request.status != 200:
        raise _not_had(f"{address} answers {request.status}")
    content = request.response.to_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _not_had(f"{address} is not what this page was made for")
    return content


def _not_had(what):
    return OSError(f"{what}: see that you are online, and load the page again")


def once_loaded(package, action):
    """Call `action` at once; in a browser, when the package has come, if it is not there yet.

    For what the page asks for without waiting: packages come while the kernel listens.

    package: its name, which is also its module's. action: a function without arguments.
    """
    if not in_browser() or find_spec(package):
        action()
        return

    async def load():
        from pyodide_js import loadPackage

        await loadPackage(package)
        action()

    _soon(load())


class InTurns:
    """Runs a generator to its end in turns with all else that the kernel does, as a thread would.

    steps: the generator. Between two of its values the page is heard.
    """

    def __init__(self, steps):
        self._steps = steps
        self._task = _soon(self._run())

    async def _run(self):
        from asyncio import sleep

        for _ in self._steps:
            await sleep(PAUSE)

    def join(self):
        """Run what is left of it now."""
        for _ in self._steps:
            pass


def _soon(work):
    from asyncio import ensure_future

    return ensure_future(work)
