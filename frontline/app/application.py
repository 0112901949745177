"""The running Qt application."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from frontline.errors import DisplayMissingError


def application() -> QApplication:
    """Raises DisplayMissingError."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise DisplayMissingError
    return found
