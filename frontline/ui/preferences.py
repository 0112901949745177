"""How this machine's user likes it: language, look, text size. Kept outside the vault, because
sign-in needs it; it says nothing about anyone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from frontline.errors import StorageUnwritableError

FILE = "preferences.json"
SHORTEST_IDLE, LONGEST_IDLE = 1, 10


class Preferences(NamedTuple):
    """`idle_minutes` until Frontline locks itself, 1 to 10; `speaker` the id of what plays sound,
    "" for the system's own choice."""

    language: str = "en"
    theme: str = "light"
    scale: int = 100
    idle_minutes: int = 3
    speaker: str = ""


def load_preferences(folder: Path) -> Preferences:
    """The stored ones; anything unreadable counts as not chosen."""
    try:
        raw = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(raw, dict):
        return Preferences()
    standard = Preferences()._asdict()
    known = {
        name: raw.get(name) for name in standard if isinstance(raw.get(name), type(standard[name]))
    }
    found = Preferences(**{**standard, **known})
    idle = min(LONGEST_IDLE, max(SHORTEST_IDLE, found.idle_minutes))
    return found._replace(idle_minutes=idle)


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Raises StorageUnwritableError."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(preferences._asdict()), "utf-8")
        new.replace(path)
    except OSError as error:
        raise StorageUnwritableError(kind="preferences") from error
