"""How far the check of the history is, and what it found broken. Part of the home page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.ui.deed_words import break_text
from frontline.ui.messages import error_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.record_check import RecordCheck, RecordState
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import empty, row
from frontline.ui.widgets.texts import label


class RecordNotice(QWidget):
    """Takes no room where there is nothing to say."""

    def __init__(self, around: Surroundings, check: RecordCheck) -> None:
        super().__init__()
        self._around = around
        self._check = check
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        # One line that only changes its number: a screen reader must not read the page anew.
        self._progress = label("", "quiet")
        self._shown: RecordState | None = None
        check.state_changed.connect(self._show)
        self._show(check.state)

    def _show(self, state: RecordState) -> None:
        if self._is_new(state):
            self._layout.removeWidget(self._progress)
            self._progress.setParent(self)
            empty(self._layout)
            for part in self._parts(state):
                self._layout.addWidget(part)
            self._layout.addWidget(self._progress)
        self._shown = state
        share = round((state.share or 0) * 100)
        text = self._around.language.gettext("Checking the history: {share} %")
        self._progress.setText(text.format(share=share))
        self._progress.setVisible(state.share is not None)
        is_needed = state.share is not None or bool(state.breaks) or state.error is not None
        # Shown before it has its place on the page, it would be a window of its own.
        if not is_needed or self.parentWidget() is not None:
            self.setVisible(is_needed)

    def _is_new(self, state: RecordState) -> bool:
        shown = self._shown
        return shown is None or (shown.breaks, shown.error) != (state.breaks, state.error)

    def _parts(self, state: RecordState) -> list[QWidget]:
        language = self._around.language
        parts: list[QWidget] = []
        if state.error is not None:
            parts.append(label(error_text(language, state.error), "warn"))
        if state.breaks:
            parts.append(self._breaks_card(state))
        return parts

    def _breaks_card(self, state: RecordState) -> QWidget:
        around, gettext = self._around, self._around.language.gettext
        parts: list[QWidget] = [
            label(gettext("The history of this post does not hold"), "warn"),
            *(label(break_text(around.language, each)) for each in state.breaks),
            label(
                gettext(
                    "You can go on working; nothing you record is lost. Your supervisor must look "
                    "into this, and the hub is told with the next bundle."
                ),
                "quiet",
            ),
        ]
        if state.may_acknowledge:
            noted = button(
                gettext("I have taken note"), self._check.acknowledge, name="acknowledge-break"
            )
            parts.append(row(around.theme, noted))
        return card(around.theme, *parts)
