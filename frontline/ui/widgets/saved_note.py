"""Says that everything is stored, and since when. Its room is kept, so that nothing moves."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy

from frontline.ui.formats import time_text
from frontline.ui.surroundings import Surroundings

# Storing takes a few milliseconds; words that came and went with it would only flicker.
_SLOW_MS = 400
_WIDEST_TIME = "00:00:00"


class SavedNote(QLabel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("good")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._around = around
        gettext = around.language.gettext
        self._saving, self._saved = gettext("Saving …"), gettext("Saved {time}")
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(lambda: self.setText(self._saving))
        self.ensurePolished()
        texts = (self._saving, self._saved.format(time=_WIDEST_TIME))
        widest = max(map(self.fontMetrics().horizontalAdvance, texts))
        self.setFixedWidth(widest + around.theme.px(0.5))

    def show_saved(self, saved_at: datetime | None, *, is_saving: bool) -> None:
        if is_saving:
            if not self._slow.isActive():
                self._slow.start()
            return
        self._slow.stop()
        time = time_text(saved_at, self._around.zone) if saved_at is not None else ""
        self.setText(self._saved.format(time=time) if time else "")
