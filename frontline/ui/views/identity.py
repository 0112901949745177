"""The person's details, as far as they told: sealed to the officer and the supervisors."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.domain.identity import IdentitySheet
from frontline.ui.messages import error_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, text_area, text_input
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label, short_label

_DRAFT_AFTER_MS = 400


class IdentityView(QWidget):
    def __init__(
        self, viewmodel: CaseViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._is_filled = False
        theme, gettext = around.theme, around.language.gettext
        page = Page(theme, gettext("Person's details"))
        page.add(
            label(
                gettext(
                    "Everything here may stay empty; no help depends on it. It is sealed: only you "
                    "and the supervisors can open it, and it is never part of a referral."
                ),
                "note",
            )
        )
        self._names = text_input("identity-names")
        self._contact = text_input("identity-contact")
        self._papers = text_input("identity-papers")
        self._notes = text_area("identity-notes", theme, 6)
        page.add(Field(theme, gettext("Names the person uses"), self._names))
        page.add(Field(theme, gettext("A safe way to reach them"), self._contact))
        page.add(Field(theme, gettext("Papers"), self._papers))
        page.add(Field(theme, gettext("Notes, in the person's words"), self._notes))
        self._error = page.add(label("", "urgent"))
        self._saved = short_label(gettext("Sealed and saved"), "good")
        page.add_footer(button(gettext("Back"), on_back, name="back"), left=True)
        page.add_footer(self._saved)
        save = button(gettext("Seal and save"), self._save, style="primary", name="save-identity")
        page.add_footer(save)
        self._saved.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self._keep_drafts()
        viewmodel.state_changed.connect(self._show_state)
        viewmodel.read_identity()

    def _keep_drafts(self) -> None:
        """A lock may come at any moment, so what is typed is sealed soon after."""
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER_MS)
        self._draft.timeout.connect(self._save)
        for line in (self._names, self._contact, self._papers):
            line.textEdited.connect(lambda _text: self._draft.start())
        self._notes.textChanged.connect(self._note_typed)

    def _note_typed(self) -> None:
        if self._is_filled:
            self._draft.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._draft.isActive():
            self._draft.stop()
            self._save()
        super().hideEvent(event)

    def _save(self) -> None:
        self._viewmodel.save_identity(
            IdentitySheet(
                names=self._names.text()[:300],
                contact=self._contact.text()[:500],
                papers=self._papers.text()[:300],
                notes=self._notes.toPlainText()[:8000],
            )
        )

    def _show_state(self, state: CaseState) -> None:
        sheet = state.identity
        if sheet is not None and not self._is_filled:
            # Filled once: what is being typed is never overwritten.
            self._names.setText(sheet.names)
            self._contact.setText(sheet.contact)
            self._papers.setText(sheet.papers)
            self._notes.setPlainText(sheet.notes)
            self._is_filled = True
        elif sheet is not None and not state.is_busy:
            self._saved.setVisible(state.error is None and not sheet.is_empty)
        self._error.setVisible(state.error is not None)
        if state.error is not None:
            self._error.setText(error_text(self._around.language, state.error))
