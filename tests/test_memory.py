"""What was freed goes back to the system, at once or when it is asked for."""

import subprocess
import sys

import pytest

from helpers import memory


def test_a_helper_of_another_system_asks_nobody(monkeypatch):
    monkeypatch.setattr(memory.sys, "platform", "win32")
    monkeypatch.setattr(memory.ctypes, "CDLL", None)  # would fail if it were called
    memory.give_back()


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked")
def test_what_was_freed_between_other_things_is_given_back():
    code = """
import os
from helpers.memory import give_back

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

pieces = [b"x" * 100_000 for _ in range(500)]
pieces = pieces[::10]
before = resident()
give_back()
print(before - resident())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) > 30e6


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked")
def test_a_large_array_is_given_back_at_once_when_digits_were_loaded():
    code = """
import os
import numpy as np
from helpers.digits import load_digits

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

load_digits("test")
np.ones(3_000_000)  # when it goes, the C library would change its ways
pieces = [(np.ones(300_000), bytes(100_000)) for _ in range(20)]
before, small = resident(), [piece[1] for piece in pieces]
del pieces
print(before - resident())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) > 40e6
