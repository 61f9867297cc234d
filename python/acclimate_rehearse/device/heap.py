"""Has the C library keep memory that tensors let go.

Backward of a device runs in a thread of its own, where glibc would give each large piece back to the system and take it anew for the
next tensor, a page at a time. On the CPU itself all of it is one thread, and the memory is there already.
"""

import ctypes
import os

# Of <malloc.h>.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_KEPT, _LARGEST = 1 << 30, 32 << 20


def keep_memory() -> None:
    """Does nothing where there is no glibc, or the program's environment says itself what it is to do."""
    if any(name.startswith(("MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD")) for name in os.environ):
        return
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is None:
        return
    for which, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGEST), (_TRIM_THRESHOLD, _KEPT)):
        tune(which, value)
