"""This machine in words, and the environment in which a benchmark's processes start."""

import os
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

# Where these are set, BLAS does not choose the processor's own kernel, or its own count of threads.
FORCED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")


def environment(one_thread=False, **more):
    """The variables for a process that measures: BLAS as it comes, or on one thread."""
    kept = {k: v for k, v in os.environ.items() if k not in FORCED + THREADS}
    return kept | (dict.fromkeys(THREADS, "1") if one_thread else {}) | more


def in_words(*packages):
    """One sentence on the machine, one on its Python, and the versions of some packages."""
    cores, gigabytes = os.cpu_count(), _memory() / 2**30
    # Of a process that measures: this one's own variables may have chosen another kernel.
    ask = [sys.executable, "-m", "benchmarks.machine"]
    kernel = subprocess.check_output(ask, env=environment(), text=True).strip()
    peers = "".join(f", {name} {version(name)}" for name in packages)
    return (
        f"A machine with {cores} processors ({_processor()}) and {gigabytes:.0f} GB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}. Python "
        f"{platform.python_version()}, numpy {np.__version__} ({kernel}){peers}."
    )


def _memory():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor():
    known = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", known.read_text()) if known.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _kernel():
    blas = next((b for b in threadpool_info() if b["user_api"] == "blas"), {})
    return f"{blas.get('internal_api')} {blas.get('version')}, {blas.get('architecture')} kernel"


if __name__ == "__main__":
    print(_kernel())
