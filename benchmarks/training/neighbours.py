"""How long an epoch of `train` takes beside busy processes on the same machine."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

from benchmarks.machine import environment
from benchmarks.report import Goal
from benchmarks.timing import in_turn, ratio
from benchmarks.training.field import Field
from benchmarks.training.recipes import recipe

KINDS = {"products": "matrix products on all processors", "python": "a loop in Python"}
COUNTS = (0, 1, 2)
BATCH_SIZES = (10, 32, 128)
LIMIT = 1.5  # what an epoch beside one neighbour may take, of one alone
WHY_NOT = "The processors are shared out among all that want to run, and it gets its share only."


def measure(section, batch_sizes, rounds):
    """Tell how an epoch grows beside neighbours; return the goals."""
    sizes = [size for size in BATCH_SIZES if size in batch_sizes]
    rows, grown = [], {}
    with Field(["ours"], one_thread=False) as field:
        for kind, words in KINDS.items():
            with _neighbours(kind) as processes:
                for size in sizes:
                    seconds = _epochs(field, size, processes, rounds)
                    times = [median(seconds[count]) for count in COUNTS]
                    ratios = [ratio(seconds, count, 0) for count in COUNTS[1:]]
                    grown[kind, size] = ratios[0]
                    rows.append(_row(words, size, times, ratios))
    section.say(
        f"**Beside neighbours**: seconds of an epoch of `train`, alone, beside one and beside two "
        f"busy processes on these {os.cpu_count()} processors, in turn, and how many times its "
        "time alone it takes. It trains on one thread by itself. Beside two that want every "
        "processor there is less than one left for it, and no program can take more."
    )
    columns = ("neighbours", "batch", "alone, s", "one, s", "two, s", "one / alone", "two / alone")
    section.table(columns, rows)
    return [
        Goal(
            f"An epoch beside {words}, batch {size}",
            grown[kind, size],
            LIMIT,
            unit=" times its time alone",
            why_not=WHY_NOT,
        )
        for kind, words in KINDS.items()
        for size in sizes
    ]


def _row(words, size, times, ratios):
    cells = [words, size, *(f"{t:.2f}" for t in times), *(f"{r:.2f}" for r in ratios)]
    print(*cells, flush=True)
    return cells


@contextmanager
def _neighbours(kind):
    """As many busy processes as are ever needed, asleep."""
    command = [sys.executable, "-m", "benchmarks.training.busy", kind]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, stdout=pipe, env=environment(), text=True)
        for _ in range(max(COUNTS))
    ]
    try:
        for process in processes:
            process.stdout.readline()
            process.send_signal(signal.SIGSTOP)
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _epochs(field, size, processes, rounds):
    """Seconds of epochs beside none, one and two of these, in turn."""
    field.begin("ours", recipe(size))

    def turn(count):
        for process in processes[:count]:
            process.send_signal(signal.SIGCONT)
        time.sleep(0.1)  # until all their threads are at work
        try:
            return field.epoch("ours")
        finally:
            for process in processes[:count]:
                process.send_signal(signal.SIGSTOP)

    return in_turn({count: lambda count=count: turn(count) for count in COUNTS}, rounds)
