"""What the program asks of the system about its memory."""

from __future__ import annotations

import gc
import sys


def give_memory_back() -> None:
    """What was freed goes back to the system. Takes about ten milliseconds after a sign-in."""
    # Python keeps some of what it frees for the next use, and with it whole megabytes around it.
    gc.collect()
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
