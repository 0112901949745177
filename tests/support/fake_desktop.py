"""A desktop for the bench, which answers at once."""

from __future__ import annotations

from pathlib import Path

from frontline.services.installation import Installation


class FakeDesktop:
    """Implements Watched; notes what was done with it."""

    def __init__(self) -> None:
        self.deeds: list[str] = []

    def __call__(self, _installation: Installation, _folder: Path) -> FakeDesktop:
        self.deeds.append("start")
        return self

    def sign_in(self, name: str, _passphrase: str) -> float:
        self.deeds.append(name)
        return 500.0

    def open_screening(self) -> None:
        self.deeds.append("screening")

    def open_talk(self, _instrument: str) -> None:
        self.deeds.append("talk")

    def answer_next(self) -> float | None:
        """One question follows in a talk."""
        self.deeds.append("answer")
        return 20.0 if self.deeds[-2] == "talk" else None

    def hide(self) -> float:
        self.deeds.append("hide")
        return 40.0

    def hide_from_dialog(self) -> float:
        self.deeds.append("hide from dialog")
        return 60.0

    def close(self) -> None:
        self.deeds.append("close")
