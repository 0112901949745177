"""Run as `python -m`: sets a label's text many times and says by how much None is held less.

On Python 3.11 None is counted, and a binding that gives back one reference too many with each
call ends the program once none are left (docs/decisions/005). `leaky` does the same by itself,
so that the test can tell that it would notice.
"""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtWidgets import QApplication, QLabel

CALLS = 20_000
LEAKED = 1_000


def main(mode: str) -> None:
    _application = QApplication([])
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        text = str(number)
        label.setText(text)
        label.setVisible(False)
        label.setAccessibleName(text)
        label.setStyleSheet("")
        label.resize(number % 50, 20)
        if mode == "leaky" and number < LEAKED:
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
    sys.stdout.write(f"{before - sys.getrefcount(None)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
