"""What a new post shows first, while everything that setting it up needs is loaded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.scrolling import centre
from frontline.ui.widgets.texts import label


class OpeningPage(QWidget):
    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("page")
        box = card(
            around.theme,
            label("Frontline", "title"),
            label(around.language.gettext("Opening …"), "quiet"),
        )
        box.setFixedWidth(around.theme.px(28))
        centre(around.theme, self, box)
