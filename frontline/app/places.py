"""Where a post's files lie."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

OVERRIDE = "FRONTLINE_HOME"
_USER_DATA = QStandardPaths.StandardLocation.GenericDataLocation


def post_folder() -> Path:
    """The user's own data folder, or the one FRONTLINE_HOME names (a portable profile)."""
    named = os.environ.get(OVERRIDE)
    if named:
        return Path(named).absolute()
    return Path(QStandardPaths.writableLocation(_USER_DATA), "frontline")
