"""How far the check of the history is, and what it found broken. Part of the home page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.ui.deed_words import break_text
from frontline.ui.messages import error_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.record_check import RecordCheck, RecordState
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import label


class RecordNotice(QWidget):
    """Takes no room where there is nothing to say.

    All parts are made at once and only change their words: what is made later would be last for
    the tab key, and a screen reader would read it all anew.
    """

    def __init__(self, around: Surroundings, check: RecordCheck) -> None:
        super().__init__()
        self._around = around
        gettext = around.language.gettext
        self._error = label("", "warn")
        self._breaks = label("")
        self._noted = button(
            gettext("I have taken note"), check.acknowledge, name="acknowledge-break"
        )
        self._card = card(
            around.theme,
            label(gettext("The history of this post does not hold"), "warn"),
            self._breaks,
            label(
                gettext(
                    "You can go on working; nothing you record is lost. Your supervisor must look "
                    "into this, and the hub is told with the next bundle."
                ),
                "quiet",
            ),
            row(around.theme, self._noted),
        )
        self._progress = label("", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._error, self._card, self._progress):
            layout.addWidget(part)
        check.state_changed.connect(self._show)
        self._show(check.state)

    def _show(self, state: RecordState) -> None:
        language = self._around.language
        self._error.setText("" if state.error is None else error_text(language, state.error))
        self._error.setVisible(state.error is not None)
        self._breaks.setText("\n".join(break_text(language, each) for each in state.breaks))
        self._noted.setVisible(state.may_acknowledge)
        self._card.setVisible(bool(state.breaks))
        text = language.gettext("Checking the history: {share} %")
        self._progress.setText(text.format(share=round((state.share or 0) * 100)))
        self._progress.setVisible(state.share is not None)
        is_needed = state.share is not None or bool(state.breaks) or state.error is not None
        # Shown before it has its place on the page, it would be a window of its own.
        if not is_needed or self.parentWidget() is not None:
            self.setVisible(is_needed)
