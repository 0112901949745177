"""Where a post's files lie."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

OVERRIDE = "FRONTLINE_HOME"


def post_folder() -> Path:
    """The user's own data folder, or the one FRONTLINE_HOME names (a portable profile)."""
    named = os.environ.get(OVERRIDE)
    if named:
        return Path(named).absolute()
    return Path(platformdirs.user_data_dir("frontline", appauthor=False))
