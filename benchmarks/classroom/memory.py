"""What a process costs in memory: its own pages, and those that it shares."""

import re
from dataclasses import dataclass
from pathlib import Path

MB = 2**20


@dataclass(frozen=True)
class Memory:
    """One process's memory, in MB.

    Attributes
    ----------
    own : float
        Pages that nobody else has (USS): what the machine would gain if it ended.
    shared : float
        Pages that other processes have too.
    written : float
        Pages that it has written itself. Pages of files are left out, whoever else has them.
    """

    own: float
    shared: float
    written: float


def memory(process):
    """What a process of psutil costs now."""
    m = process.memory_full_info()
    written = _pages(process, "", "Anonymous:")
    return Memory(m.uss / MB, (m.rss - m.uss) / MB, written)


def kernel_process(hub, number):
    """The process of the kernel of this number."""
    return next(p for p in hub.processes() if any(number in word for word in p.cmdline()))


@dataclass(frozen=True)
class DataPages:
    """How much of the files of a folder a process has mapped, in MB.

    Attributes
    ----------
    mapped : float
        Pages that are those of the files, for whoever maps them.
    alone : float
        Of these, pages that nobody else has mapped just now.
    """

    mapped: float
    alone: float


def data_pages(process, folder):
    """The `DataPages` of a process."""
    kinds = ("Rss:", "Private_", "Anonymous:")  # the last: copies, made where they were written to
    everything, alone, copied = (_pages(process, folder, kind) for kind in kinds)
    return DataPages(everything - copied, alone - copied)


def size_of(folder):
    """How large a folder's files are, in MB."""
    return sum(path.stat().st_size for path in Path(folder).iterdir()) / MB


def _pages(process, words, kind):
    """MB of pages of one kind in mappings in whose line some words stand."""
    total, inside = 0, False
    for line in Path(f"/proc/{process.pid}/smaps").read_text().splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = str(words) in line
        elif inside and line.startswith(kind):
            total += int(line.split()[1])
    return total / 1024
