"""A note of the officer's own on one question, sealed with the person's details."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QTextCursor

from frontline.domain.identity import LONGEST_NOTE
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.question_note import QuestionNoteState, QuestionNoteViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, text_area
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label, short_label

_DRAFT_AFTER_MS = 400


class QuestionNoteView(Page):
    """What is typed is sealed soon after, and when the page is left. Esc goes back."""

    def __init__(
        self,
        viewmodel: QuestionNoteViewModel,
        around: Surroundings,
        on_back: Callable[[], None],
    ) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("Note on this question"))
        self._viewmodel = viewmodel
        self._around = around
        self._on_back = on_back
        self._is_filled = False
        words = PackWords(viewmodel.pack, around.language.code, "en")
        self.add(label(words.question(viewmodel.question), "strong"))
        self.add(
            label(
                gettext(
                    "Sealed with the person's details: only you, colleagues the case is shared "
                    "with, and the supervisors can open it. No finding and no referral reads it. "
                    "Note only what helps the person."
                ),
                "note",
            )
        )
        self._text = text_area("question-note", around.theme, 8)
        self._text.setEnabled(False)
        self._field = self.add(Field(around.theme, gettext("Your note"), self._text))
        self._saved = self.add_footer(short_label("", "good"), left=True)
        self.add_footer(button(gettext("Back"), on_back, style="primary", name="back"))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER_MS)
        self._draft.timeout.connect(self._save)
        self._text.textChanged.connect(self._typed)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)
        viewmodel.load()

    def _typed(self) -> None:
        if self._is_filled:
            self._saved.setText("")
            self._draft.start()

    def _save(self) -> None:
        self._draft.stop()
        text = self._text.toPlainText()
        self._field.show_error(self._too_long(len(text)))
        self._viewmodel.save(text[:LONGEST_NOTE])

    def _too_long(self, length: int) -> str:
        if length <= LONGEST_NOTE:
            return ""
        text = self._around.language.gettext(
            "Only the first {most} characters are kept. Please shorten the note."
        )
        return text.format(most=LONGEST_NOTE)

    def _show_state(self, state: QuestionNoteState) -> None:
        language = self._around.language
        if state.text is not None and not self._is_filled:
            # Filled once: what is being typed is never overwritten.
            self._text.setPlainText(state.text)
            self._text.setEnabled(True)
            self._text.setReadOnly(not state.may_write)
            self._is_filled = True
            self._text.moveCursor(QTextCursor.MoveOperation.End)
            self._text.setFocus()
        elif self._is_filled and not state.is_busy and not self._draft.isActive():
            self._saved.setText(language.gettext("Sealed and saved") if state.error is None else "")
        self.show_error(error_text(language, state.error) if state.error is not None else "")

    def hideEvent(self, event: QHideEvent) -> None:
        if self._draft.isActive():
            self._save()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.CLOSE_PANEL.is_pressed(event):
            self._on_back()
        else:
            super().keyPressEvent(event)
