"""The neutral cover: what anybody may see. No name, no case, no word of what this program does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.texts import short_label

_EVERY_MS = 1000


class CoverView(QWidget):
    """A clock. Any key or click calls `on_wake`."""

    def __init__(self, around: Surroundings, on_wake: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._on_wake = on_wake
        self._time = short_label("", "person-big")
        self._time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self._time, 1, Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        self._time.setText(QTime.currentTime().toString("HH:mm"))
        self.setAccessibleName(self._time.text())

    def showEvent(self, event: QShowEvent) -> None:
        self._tick()
        self._timer.start()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._on_wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._on_wake()
