"""What a notebook's cells leave behind, and how its memory can be used again."""

import signal
import threading
from collections import deque
from contextlib import contextmanager, suppress

from IPython import get_ipython

from helpers import browser, memory

SOON = 0.1  # seconds


def give_memory_back_after_cells():
    """From now on, after each cell, let the system have the memory of arrays that are gone.

    Without a notebook nothing happens, nor when it has been asked for before.
    """
    shell = get_ipython()
    if shell is not None:
        shell.events.register("post_run_cell", _after_cell)


def _after_cell(result):
    memory.give_back()


def beside_cells(steps, stop):
    """Run a training's steps to their end beside the cells: what runs them can be joined.

    That is a thread; in a browser, where there is none, they take turns with the page and cells.
    steps: a generator; of a training that diverges it tells by itself. stop: for an interrupt.
    """

    def to_the_end():
        with called_on_interrupt(stop), suppress(FloatingPointError):
            yield from steps

    if browser.in_browser():
        return browser.InTurns(to_the_end())
    thread = threading.Thread(target=deque, args=(to_the_end(), 0), daemon=True)
    thread.start()
    return thread


@contextmanager
def called_on_interrupt(action):
    """Let the notebook's Interrupt call `action` meanwhile, where it would do nothing.

    For a thread that works on beside the cells. Between cells a kernel ignores the signal of an
    interrupt. Only its main thread may say what a signal does, and while a cell runs the signal is
    that cell's; so this waits for a moment between cells, and so does putting everything back.
    """
    loop = getattr(getattr(get_ipython(), "kernel", None), "io_loop", None)

    def interrupted(number, frame):
        action()

    def exchange(before, after):
        if signal.getsignal(signal.SIGINT) is before:
            signal.signal(signal.SIGINT, after)
        else:
            loop.call_later(SOON, exchange, before, after)

    if loop is not None:
        loop.add_callback(exchange, signal.SIG_IGN, interrupted)
    try:
        yield
    finally:
        if loop is not None:
            loop.add_callback(exchange, interrupted, signal.SIG_IGN)


def close_when_run_again(explorer):
    """Close an explorer as soon as the cell that is making it is run again.

    The page clears a cell's output then, but in the kernel a widget lives until it is closed, and
    IPython remembers what cells returned. Variables that hold the explorer keep it, with its text
    and its values. Where no notebook tells which cell is running, nothing happens.
    """
    shell = get_ipython()
    cell = _running_cell(shell)
    if cell is None:
        return

    def close(info):
        if cell == (info.cell_id or _running_cell(shell)):
            shell.events.unregister("pre_run_cell", close)
            explorer.leave()
            _forget(shell, explorer)

    shell.events.register("pre_run_cell", close)


def _running_cell(shell):
    """The cell's own name, which JupyterLab sends along with the cell."""
    asked = shell if hasattr(shell, "get_parent") else getattr(shell, "kernel", None)
    request = getattr(asked, "get_parent", dict)()  # in a browser only the kernel is told
    return request.get("metadata", {}).get("cellId")


def _forget(shell, returned):
    """Take what a cell returned out of IPython's lists: ``Out``, ``_`` and ``_12``."""
    for space in (shell.user_ns["Out"], shell.user_ns, shell.user_ns_hidden):
        for name, kept in list(space.items()):
            if kept is returned and not str(name).strip("_0123456789"):
                del space[name]
    for name in ("_", "__", "___"):
        if getattr(shell.displayhook, name) is returned:
            setattr(shell.displayhook, name, None)
