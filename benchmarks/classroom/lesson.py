"""What a learner does in a lesson, and what it came to: notebooks, one after the other."""

import threading
import time
from dataclasses import dataclass, field

from benchmarks.classroom.hub import REPOSITORY
from benchmarks.classroom.learner import Learner
from benchmarks.classroom.memory import DataPages, Memory, data_pages, kernel_process, memory
from benchmarks.classroom.page import Page

NOTEBOOKS = sorted(path.name for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
AGAIN = ("02", "05", "07")  # run several times over: one that trains a little, much, and not
AT_LEAST = 3  # notebooks of each learner
MOVES, PAUSE = 15, 0.7  # moves of each notebook's sliders, and the seconds between two
RUNS = 5  # of a notebook, one after the other in the same kernel


@dataclass
class Ran:
    """What became of one notebook of one learner; times in seconds, memory in MB."""

    notebook: str
    cells: int
    trouble: list = field(default_factory=list)
    running: float = 0.0
    picture: float = 0.0  # when the first one was there, by time.perf_counter
    moves: list = field(default_factory=list)
    kernel: Memory | None = None
    server: Memory | None = None
    data: DataPages | None = None  # of the digits' files

    @property
    def own(self):
        """MB that the kernel has for itself; the digits' pages are for whoever maps them."""
        return self.kernel.own - self.data.alone


class Lesson(threading.Thread):
    """One learner's lesson.

    Parameters
    ----------
    hub : benchmarks.classroom.hub.Hub
    name : str
    notebooks : sequence of str
        In the order in which this learner opens them.

    Attributes
    ----------
    ran : list of Ran
    failed : str
        Why the lesson came to an early end, empty if it did not.
    """

    def __init__(self, hub, name, notebooks):
        super().__init__(daemon=True)
        self.learner, self.notebooks = Learner(hub, name), notebooks
        self.hub, self.ran, self.failed = hub, [], ""

    def run(self):
        """Log in, and go through the notebooks."""
        try:
            self.learner.log_in()
            for notebook in self.notebooks:
                self._go_through(notebook)
        except Exception as error:  # whatever it is, the class goes on, and the report tells it
            self.failed = f"{self.learner.name}: {type(error).__name__}: {error}"

    def _go_through(self, notebook):
        path = f"notebooks/{notebook}"
        cells = self.learner.read(path)
        ran = Ran(notebook, len(cells))
        self.ran.append(ran)
        with self.learner.kernel(path) as kernel:
            page = Page(kernel)
            began = time.perf_counter()
            ran.trouble = self.learner.run_all(kernel, cells)
            ran.running = time.perf_counter() - began
            ran.picture = page.first_picture
            page.train()
            ran.moves = list(moves(page))
            process = kernel_process(self.hub, kernel.number)
            ran.kernel, ran.server = memory(process), memory(process.parent())
            ran.data = data_pages(process, self.hub.cache)


def shared_out(learners):
    """Each learner's notebooks, in the order in which they open them, so that all are opened."""
    each = max(AT_LEAST, -(-len(NOTEBOOKS) // learners))
    twice = NOTEBOOKS * 2
    firsts = (each * i % len(NOTEBOOKS) for i in range(learners))
    return [twice[first : first + each] for first in firsts]


class Again(Lesson):
    """A learner who runs one notebook again and again in the same kernel.

    Attributes
    ----------
    own : list of float
        MB that the kernel has for itself after each run.
    """

    def _go_through(self, notebook):
        path, self.own = f"notebooks/{notebook}", []
        cells = self.learner.read(path)
        with self.learner.kernel(path) as kernel:
            page, process = Page(kernel), kernel_process(self.hub, kernel.number)
            for _ in range(RUNS):
                page.clear()
                ran = Ran(notebook, len(cells), self.learner.run_all(kernel, cells))
                self.ran.append(ran)
                page.train()
                ran.moves = list(moves(page))
                kernel.run("import gc; gc.collect()")  # what is left is in use
                self.own.append(memory(process).written)


def moves(page):
    """Move the sliders on a page in turn; yield the seconds until each picture was there."""
    figures = page.figures()
    for number in range(MOVES if figures else 0):
        time.sleep(PAUSE)
        took = page.move(figures[number % len(figures)])
        if took is not None:
            yield took


def all_at_once(lessons, watch):
    """Let lessons begin at the same moment; call `watch` again and again until all have ended."""
    for lesson in lessons:
        lesson.start()
    while any(lesson.is_alive() for lesson in lessons):
        watch()
        time.sleep(1)
