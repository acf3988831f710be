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
COLUMNS = ("neighbours", "batch", "alone, s", "one, s", "two, s", "one / alone", "two / alone")


def measure(section, batch_sizes, rounds):
    """Tell how an epoch grows beside neighbours; return the goals."""
    sizes = [size for size in BATCH_SIZES if size in batch_sizes]
    rows, goals = [], []
    with Field(["ours"], one_thread=False) as field:
        for kind, words in KINDS.items():
            with _neighbours(kind) as processes:
                for size in sizes:
                    seconds, work = _epochs(field, size, processes, rounds)
                    times = [median(seconds[count]) for count in COUNTS]
                    ratios = [ratio(seconds, count, 0) for count in COUNTS[1:]]
                    row = [words, size, *map("{:.2f}".format, times + ratios)]
                    print(*row, flush=True)
                    rows.append(row)
                    goals.append(_goal(kind, size, ratios[0], ratio(work, 1, 0)))
    section.say(
        f"**Beside neighbours**: an epoch of `train` alone, beside one and beside two busy "
        f"processes on these {os.cpu_count()} processors, in turn, and how many times its time "
        "alone it takes. It is on one thread by itself. Beside two neighbours there is less than "
        "one processor left for it."
    )
    section.table(COLUMNS, rows)
    return goals


def _goal(kind, size, grown, worked):
    """The goal beside one neighbour; missed, because it waits or because it works longer."""
    why_not = f"Of the processors it took {worked:.2f} times as much; the rest is waiting for one."
    if kind == "products":
        fair = 1 + 1 / os.cpu_count()
        why_not += (
            f" The neighbour has a thread for every processor, so that {fair:.3g} would already be "
            "its fair share."
        )
    words = f"An epoch beside one neighbour ({KINDS[kind]}), batch {size}"
    return Goal(words, grown, LIMIT, unit=" times its time alone", why_not=why_not)


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
    """Epochs beside none, one and two of these, in turn: seconds, and seconds of a processor."""
    field.begin("ours", recipe(size))
    work = {count: [] for count in COUNTS}

    def turn(count):
        for process in processes[:count]:
            process.send_signal(signal.SIGCONT)
        time.sleep(0.1)  # until all their threads are at work
        try:
            took = field.epoch("ours")
            work[count].append(field.workers["ours"].ask("processor_seconds"))
            return took
        finally:
            for process in processes[:count]:
                process.send_signal(signal.SIGSTOP)

    seconds = in_turn({count: lambda count=count: turn(count) for count in COUNTS}, rounds)
    return seconds, {count: took[1:] for count, took in work.items()}  # without the warm-up
