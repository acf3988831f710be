"""An eye on the whole machine while a class is at work: memory in use, and kernels to compare."""

import time
from contextlib import ExitStack
from statistics import median

import psutil

from benchmarks.classroom.learner import Learner
from benchmarks.classroom.lesson import NOTEBOOKS
from benchmarks.classroom.memory import MB, kernel_process, memory, size_of

EVERY = 10  # seconds between two looks at every process
SET_UP_OF = NOTEBOOKS[7]
IMPORTS = "import numpy, matplotlib.pyplot, ipywidgets"


class Watch:
    """What the machine as a whole needs, and what a kernel costs in which nothing was run.

    Parameters
    ----------
    hub : benchmarks.classroom.hub.Hub
    name : str
        A learner of the hub in whose server three kernels are kept for comparison: a bare one, one
        that has imported what every notebook imports, and one that has run a first cell.

    Attributes
    ----------
    highest : float
        The most memory, in MB, that was in use beyond what was in use at the beginning.
    together : float
        The most that all processes of the hub had together, each shared page counted once.
    """

    def __init__(self, hub, name):
        self.hub, self.highest, self.together = hub, 0.0, 0.0
        self.before = psutil.virtual_memory().available
        self._looks, self._next = ([], [], []), time.monotonic()
        self._kernels, self._processes = ExitStack(), []
        learner = Learner(hub, name)
        learner.log_in()
        set_up = learner.read(f"notebooks/{SET_UP_OF}")[0][1]
        for number, code in enumerate(("", IMPORTS, set_up)):
            kernel = self._kernels.enter_context(learner.kernel(f"notebooks/{number}"))
            kernel.run(code)
            self._processes.append(kernel_process(hub, kernel.number))

    def __call__(self):
        """Look once."""
        self.highest = max(self.highest, (self.before - psutil.virtual_memory().available) / MB)
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        for looks, process in zip(self._looks, self._processes, strict=True):
            looks.append(memory(process).own)
        self.together = max(self.together, sum(map(_share, self.hub.processes())))

    @property
    def bare(self):
        """MB that a kernel has for itself in which nothing was run; median of the looks."""
        return median(self._looks[0])

    @property
    def imports(self):
        """MB more, once numpy, pyplot and ipywidgets are imported."""
        return median(self._looks[1]) - self.bare

    @property
    def set_up(self):
        """MB more, once the first cell of a notebook has run, which imports the helpers too."""
        return median(self._looks[2]) - self.bare

    def close(self):
        """Note how large the digits' files are, and end the kernels."""
        self.digits = size_of(self.hub.cache)
        self._kernels.close()


def _share(process):
    try:
        return process.memory_full_info().pss / MB
    except psutil.Error:  # it ended meanwhile
        return 0.0
