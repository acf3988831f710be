"""From a kernel's start to a notebook's first picture, without a page: cells, one after the other.

A picture is a PNG, or an explorer: the moment at which its live figure is handed to the page.
"""

import time
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import NamedTuple

import nbformat
from jupyter_client import KernelManager

from benchmarks.machine import environment

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
FLOOR = "import numpy, matplotlib.pyplot, ipywidgets"
VIEW = "application/vnd.jupyter.widget-view+json"
LONGEST = 120  # seconds that a cell may take


class First(NamedTuple):
    """When the first picture was there, and which code cell had made it (from 1), or 0 if none."""

    seconds: float
    cell: int


def notebooks():
    return sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))


def code_cells(path):
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def first_picture(cells, caches):
    """Start a kernel, run the cells until one shows a picture, and end the kernel.

    Parameters
    ----------
    cells : list of str
    caches : path-like
        Where the digits are kept unpacked, and matplotlib keeps its list of fonts. Where it is
        empty, this is the first start ever.

    Returns
    -------
    First
        Of all cells where none shows one.
    """
    began = time.perf_counter()
    with kernel(caches) as client:
        live = []  # not empty once there is a live figure
        for number, source in enumerate(cells, start=1):
            request = client.execute(source, allow_stdin=False)
            for message in until_idle(client, request):
                if is_picture(message, live):
                    return First(time.perf_counter() - began, number)
        return First(time.perf_counter() - began, 0)


def is_picture(message, live):
    """Whether a message brings a picture; `live` takes note of live figures that are made."""
    kind, content = message["msg_type"], message["content"]
    if kind == "error":
        raise RuntimeError("\n".join(content["traceback"]))
    if kind == "comm_open" and "_esm" in content["data"].get("state", {}):
        live.append(content["comm_id"])
    shown = content.get("data", {}) if kind in ("display_data", "execute_result") else {}
    return "image/png" in shown or (VIEW in shown and bool(live))


@contextmanager
def kernel(caches):
    """A client of a new kernel, as `make lab` starts one; its first request waits for it."""
    manager = KernelManager(kernel_name="python3")
    folders = {"DIGITS_CACHE": f"{caches}/digits", "MPLCONFIGDIR": f"{caches}/matplotlib"}
    env = environment(OPENBLAS_NUM_THREADS="1", **folders)
    manager.start_kernel(cwd=str(NOTEBOOKS), env=env, stdout=DEVNULL, stderr=DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.kernel_info(reply=True, timeout=LONGEST)
        listen(client)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def listen(client):
    """Wait until what the kernel publishes is heard: what came before that is lost."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        client.kernel_info()
        try:
            client.get_iopub_msg(timeout=0.02)
            return
        except Empty:
            continue
    raise RuntimeError("the kernel started and published nothing")


def until_idle(client, request):
    """What a request brings, up to its end."""
    while True:
        message = client.get_iopub_msg(timeout=LONGEST)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return
        yield message
