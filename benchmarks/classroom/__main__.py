"""A class of scripted learners on a JupyterHub on this machine: -m benchmarks.classroom [N]."""

import os
import sys
import time

from benchmarks.classroom.hub import running_hub
from benchmarks.classroom.lesson import AGAIN, NOTEBOOKS, Again, Lesson, all_at_once, shared_out
from benchmarks.classroom.results import section
from benchmarks.classroom.watch import Watch
from benchmarks.report import write

LEARNERS = 12
WATCHER = "watcher"


def main(n):
    if not os.path.exists("/proc/self/smaps"):
        sys.exit("The classroom reads /proc, to tell shared memory from own: it needs Linux")
    names = [f"learner-{i + 1:02}" for i in range(n)]
    again = {f"again-{book[:2]}": book for book in NOTEBOOKS if book[:2] in AGAIN}
    with running_hub([WATCHER, *names, *again]) as hub:
        watch = Watch(hub, WATCHER)
        shares = shared_out(n)
        lessons = [Lesson(hub, name, books) for name, books in zip(names, shares, strict=True)]
        began = time.perf_counter()
        all_at_once(lessons, watch)
        took = time.perf_counter() - began
        print(f"the lesson took {took:.0f} s; now some notebooks several times over", flush=True)
        runs = [Again(hub, name, [book]) for name, book in again.items()]
        all_at_once(runs, lambda: None)
        watch.close()
    write(section(lessons, runs, watch, began, took))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS)
