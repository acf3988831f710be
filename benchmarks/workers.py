"""Contestants in processes of their own: no library's threads or imports disturb another's."""

import importlib
import json
import os
import subprocess
import sys

from benchmarks.machine import environment


class Worker:
    """A process that waits for its turn.

    Parameters
    ----------
    module : str
        Its name, with a class ``Contestant(**setting)`` whose methods can be asked for.
    one_thread : bool
        Whether it may use one processor only, and its libraries one thread.
    **setting
        What its contestant is made with: anything that JSON can hold.

    Raises
    ------
    RuntimeError
        If the process ends or an answer is an error, with the last lines that it wrote.
    """

    def __init__(self, module, one_thread=False, **setting):
        self.module = module
        command = [sys.executable, "-m", "benchmarks.workers", module, str(int(one_thread))]
        self.process = subprocess.Popen(
            [*command, json.dumps(setting)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(one_thread),
            text=True,
        )

    def ask(self, method, **arguments):
        """Call a method of its contestant, and wait for what it returns."""
        try:
            print(json.dumps([method, arguments]), file=self.process.stdin, flush=True)
            return json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError):
            code = self.process.wait()
            raise RuntimeError(f"{self.module} ended with code {code} in {method}") from None

    def close(self):
        """Let it end."""
        self.process.stdin.close()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def main():
    module, one_thread, setting = sys.argv[1:]
    if int(one_thread):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    contestant = importlib.import_module(module).Contestant(**json.loads(setting))
    for line in sys.stdin:
        method, arguments = json.loads(line)
        print(json.dumps(getattr(contestant, method)(**arguments)), file=answers, flush=True)


if __name__ == "__main__":
    main()
