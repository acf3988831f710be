"""Memory that goes back to the system, so that a kernel keeps what its arrays need and no more.

Only glibc, the C library of most Linux systems, can be asked; elsewhere nothing happens.
"""

import ctypes
import sys
from functools import cache

LARGE = 2**17  # bytes; with this the C library begins
M_MMAP_THRESHOLD = -3  # its name for that


@cache
def keep_large_arrays_apart():
    """From now on, let each large array have pages of its own, which go when it goes.

    The C library begins so, but with the first large array that goes it resolves to put others of
    that size among the small ones. What goes there leaves a gap: in these notebooks 30 to 90 MB.
    """
    library = _glibc()
    if library:
        library.mallopt(M_MMAP_THRESHOLD, LARGE)


def give_back():
    """Let the system have what was freed and is kept for later. It takes milliseconds.

    Each further thread has a heap of its own, unless the environment has ``MALLOC_ARENA_MAX=1``.
    """
    library = _glibc()
    if library:
        library.malloc_trim(0)


def _glibc():
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
