"""Where the focus goes when a page is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def focus_start(page: QWidget) -> QWidget | None:
    """What the page wants to have the focus, or else the way on, one key away without a mouse."""
    wanted: QWidget | None = page.focusWidget()
    if wanted is not None:
        return wanted
    ways = [way for way in page.findChildren(QPushButton, "primary") if not way.isHidden()]
    return ways[-1] if ways else None
