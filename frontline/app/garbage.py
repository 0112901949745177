"""Garbage is looked for on the window's thread, and on no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 1_000
_ALL_IN = 10


class GarbageRounds(QObject):
    """Python would look on whichever thread has just asked for memory. What belongs to the window
    would then end on the vault's thread, which holds a lock of Qt and waits for the interpreter,
    while the window's thread holds the interpreter and waits for the lock: for ever (seen with
    PySide6 6.11, and far more likely the longer the vault works)."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._looked = 0
        self._was_on = False

    def start(self) -> None:
        """Until `stop` Python looks for nothing by itself."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start(LOOK_EVERY_MS)

    def stop(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            if self._was_on:
                gc.enable()

    def _look(self) -> None:
        """Where little was made since, little can have become garbage."""
        if gc.get_count()[0] > gc.get_threshold()[0]:
            self._looked += 1
            gc.collect(1 if self._looked % _ALL_IN else 2)
