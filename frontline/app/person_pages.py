"""The person's side of an interview: their screen, also on a second one, and answering alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from frontline.app.stage import Stage
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.hand_over import HandOverView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.self_completion import HandOver, SelfCompletionView


class PersonPages:
    """`on_back` shows the question again, `on_lock` ends the session."""

    def __init__(
        self,
        stage: Stage,
        screening: ScreeningViewModel,
        *,
        on_back: Callable[[], None],
        on_lock: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._screening = screening
        self._on_back = on_back
        self._on_lock = on_lock

    def show_screen(self) -> None:
        """Over another screen where there is one, else in this window's place. Asked for again, the
        other screen shows nothing any more."""
        window, around = self._stage.window, self._stage.around
        place = other_place(window.screen(), QGuiApplication.screens())
        if place is None:
            self._stage.aside(
                "person", lambda back: PersonScreen(self._screening, around, back), has_bar=False
            )
        elif window.beside is not None:
            window.hide_beside()
        else:
            window.show_beside(PersonScreen(self._screening, around, window.hide_beside), place)
            window.activateWindow()

    def ask_hand_over(self) -> None:
        def make(back: Callable[[], None]) -> QWidget:
            return HandOverView(self._screening, self._stage.around, self._hand_over, back)

        self._stage.aside("hand-over", make)

    def _hand_over(self, digits: str) -> None:
        handed = HandOver(digits, give_back=self._take_back, lock=self._on_lock)
        self._stage.hand_over(
            lambda: SelfCompletionView(self._screening, self._stage.around, handed)
        )

    def _take_back(self) -> None:
        self._stage.take_back()
        self._on_back()


def other_place(own: QScreen, screens: Sequence[QScreen]) -> QRect | None:
    """Where another screen than the window's own lies, None where there is none."""
    return next((screen.geometry() for screen in screens if screen is not own), None)
