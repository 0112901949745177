"""`frontline` without a command: the desktop app."""

from __future__ import annotations

import os
import sys

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from frontline.app.desktop import AFTER_FIRST_PAINT_MS, Desktop
from frontline.app.locking import COVERED, LOCKED, protect_memory, replace_process
from frontline.app.places import post_folder
from frontline.errors import DisplayMissingError
from frontline.services.installation import find_installation

STARTS = frozenset({COVERED, LOCKED})


def run_desktop(mode: str = "") -> int:
    """Open the window and stay until it is closed. `mode` is one of STARTS after a lock."""
    if not has_display():
        sys.stderr.write(f"{DisplayMissingError()}\nNo screen: try 'frontline demo --headless'.\n")
        return 1
    # Said here, because to ask for the style in use loads all there is about styles.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("Frontline")
    folder = post_folder()
    desktop = Desktop(folder, find_installation(), replace_process)
    desktop.start(covered=mode == COVERED, room=application.primaryScreen().availableSize())
    # There is nothing to protect before somebody types, and no dialog before that.
    QTimer.singleShot(AFTER_FIRST_PAINT_MS, _protect)
    return application.exec()


def _protect() -> None:
    # Dialogs of the desktop would keep the panic key to themselves, and remember what was opened.
    QApplication.setAttribute(QtCore.Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    protect_memory()


def has_display() -> bool:
    """On Linux Qt aborts without a word that helps, so this is asked first."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
