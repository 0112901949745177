"""The person's details, as far as they told: sealed to who works on the case and supervisors."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from frontline.domain.identity import IdentitySheet
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, text_area, text_input
from frontline.ui.widgets.page import Page, PageFrame, pair
from frontline.ui.widgets.texts import label, short_label

_DRAFT_AFTER_MS = 400
_LONGEST_LINE, _LONGEST_CONTACT, _LONGEST_NOTES = 300, 500, 8000


class IdentityView(PageFrame):
    def __init__(
        self, viewmodel: CaseViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        gettext = around.language.gettext
        page = Page(around.theme, gettext("Person's details"))
        page.add(
            label(
                gettext(
                    "Everything here may stay empty; no help depends on it. It is sealed: only "
                    "you, colleagues the case is shared with, and the supervisors can open it. It "
                    "is never part of a referral."
                ),
                "note",
            )
        )
        self._add_fields(page)
        page.add_footer(button(gettext("Back"), on_back, name="back"), left=True)
        self._saved = page.add_footer(short_label("", "good"), left=True)
        self._save_button = page.add_footer(
            button(gettext("Seal and save"), self._save, style="primary", name="save-identity")
        )
        # Until the sheet is here, typing would be overwritten by it, or it by what is typed.
        self._inputs = (self._names, self._contact, self._papers, self._notes, self._save_button)
        self._enable(is_filled=False)
        self.put(page)
        self._keep_drafts()
        viewmodel.state_changed.connect(self._show_state)
        viewmodel.read_identity()

    def _add_fields(self, page: Page) -> None:
        theme, gettext = self._around.theme, self._around.language.gettext
        self._names = text_input("identity-names")
        self._contact = text_input("identity-contact")
        self._papers = text_input("identity-papers")
        self._notes = text_area("identity-notes", theme, 6)
        self._names.setMaxLength(_LONGEST_LINE)
        self._contact.setMaxLength(_LONGEST_CONTACT)
        self._papers.setMaxLength(_LONGEST_LINE)
        names = Field(theme, gettext("Names the person uses"), self._names)
        papers = Field(theme, gettext("Papers"), self._papers)
        page.add(pair(theme, names, papers))
        page.add(Field(theme, gettext("A safe way to reach them"), self._contact))
        self._notes_field = page.add(
            Field(theme, gettext("Notes, in the person's words"), self._notes)
        )

    def _enable(self, *, is_filled: bool) -> None:
        self._is_filled = is_filled
        for each in self._inputs:
            each.setEnabled(is_filled)

    def _show_only(self, *, is_only_read: bool) -> None:
        """Supervisors read what is the officer's to write."""
        for line in (self._names, self._contact, self._papers):
            line.setReadOnly(is_only_read)
        self._notes.setReadOnly(is_only_read)
        self._save_button.setVisible(not is_only_read)

    def _keep_drafts(self) -> None:
        """A lock may come at any moment, so what is typed is sealed soon after."""
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER_MS)
        self._draft.timeout.connect(self._save)
        for line in (self._names, self._contact, self._papers):
            line.textEdited.connect(lambda _text: self._typed())
        self._notes.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self._is_filled:
            self._saved.setText("")
            self._draft.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._draft.isActive():
            self._save()
        super().hideEvent(event)

    def _save(self) -> None:
        self._draft.stop()
        notes = self._notes.toPlainText()
        self._notes_field.show_error(self._too_long(len(notes)))
        self._viewmodel.save_identity(
            IdentitySheet(
                names=self._names.text(),
                contact=self._contact.text(),
                papers=self._papers.text(),
                notes=notes[:_LONGEST_NOTES],
            )
        )

    def _too_long(self, length: int) -> str:
        if length <= _LONGEST_NOTES:
            return ""
        text = self._around.language.gettext(
            "Only the first {most} characters are kept. Please shorten the notes."
        )
        return text.format(most=_LONGEST_NOTES)

    def _show_state(self, state: CaseState) -> None:
        sheet = state.identity
        if sheet is not None and not self._is_filled and not state.is_busy:
            # Filled once, with what is stored last: what is being typed is never overwritten.
            self._names.setText(sheet.names)
            self._contact.setText(sheet.contact)
            self._papers.setText(sheet.papers)
            self._notes.setPlainText(sheet.notes)
            self._enable(is_filled=True)
            self._show_only(is_only_read=not state.may_work)
            self._names.setFocus()
        elif (
            self._is_filled and sheet is not None and not (state.is_busy or self._draft.isActive())
        ):
            is_kept = state.error is None and not sheet.is_empty
            text = self._around.language.gettext("Sealed and saved")
            self._saved.setText(text if is_kept else "")
        self.show_error(self._around.language, state.error)
