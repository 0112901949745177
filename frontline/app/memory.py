"""What the program asks of the system about its memory. Of Linux with the GNU library; elsewhere
nothing is asked."""

from __future__ import annotations

import ctypes
import gc
import sys

# From malloc.h.
_M_ARENA_MAX = -8


def keep_memory_together() -> None:
    """To be called before the first thread starts: else each takes what it needs from a room of its
    own, and what one has freed is of no use to the others. Four megabytes after a sign-in."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)


def keep_what_is_left() -> None:
    """What opening took is over, and given back. What is left stays as long as the program, and
    nothing is gained by looking for garbage there."""
    give_memory_back()
    gc.freeze()


def give_memory_back() -> None:
    """What was freed goes back to the system. Takes about ten milliseconds after a sign-in. On the
    window's thread: see garbage.py."""
    # Python keeps some of what it frees for the next use, and with it whole megabytes around it.
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
