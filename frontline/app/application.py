"""The running Qt application."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from frontline.errors import DisplayMissingError
from frontline.ui.theme import ThemeName


def application() -> QApplication:
    """Raises DisplayMissingError."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise DisplayMissingError
    return found


def theme_named(name: str) -> ThemeName:
    """The light one where there is none of that name."""
    try:
        return ThemeName(name)
    except ValueError:
        return ThemeName.LIGHT
