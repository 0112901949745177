"""The notes that were written from a case: that there are some, by whom, when, and where they are.
What they say nobody here can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.services.intel_notes import NoteLine
from frontline.ui.formats import moment_text
from frontline.ui.intel_words import coded_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.intel_notes import NotesState, NotesViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame, beside
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class NotesActions:
    """`save` writes a sealed file where the officer says; whether it did. `write` None: reading
    the list is all they may do."""

    save: Callable[[bytes], bool]
    write: Callable[[], None] | None
    back: Callable[[], None]


class NotesView(PageFrame):
    def __init__(
        self, viewmodel: NotesViewModel, around: Surroundings, actions: NotesActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: NotesState) -> None:
        if self.page is None or (not state.is_busy and state.error is None):
            self.put(self._page(state))
        self.show_error(self._around.language, state.error)
        saved = self._around.language.gettext("Saved. Hand it to the focal point yourself.")
        self.show_note(saved if state.is_saved else "")

    def _page(self, state: NotesState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Notes for the police"))
        page.add(
            label(
                gettext(
                    "Sealed to the law-enforcement focal point. They go out with the bundles by "
                    "themselves; one that is urgent can be saved and carried. That they came from "
                    "this case is known here alone."
                ),
                "note",
            )
        )
        if state.is_loaded and not state.lines:
            page.add(label(gettext("No note was written from this case."), "quiet"))
        for line in state.lines:
            page.add(self._card(line))
        back = button(gettext("Back"), self._actions.back, name="back")
        page.add_footer(back, left=True)
        if self._actions.write is not None:
            write = button(
                gettext("Write a note"), self._actions.write, style="primary", name="write-note"
            )
            page.add_footer(write)
        return page

    def _card(self, line: NoteLine) -> QWidget:
        language, note = self._around.language, line.note
        gettext, zone = language.gettext, self._around.zone
        sealed = gettext("Sealed {when} by {name}")
        when = moment_text(language.code, note.made_at, zone)
        texts = [
            label(sealed.format(when=when, name=line.by), "strong"),
            label(coded_text(language, line.state), "quiet"),
        ]
        if note.carried_at is not None:
            saved = gettext("Saved as a file {when}")
            moment = moment_text(language.code, note.carried_at, zone)
            texts.append(label(saved.format(when=moment), "quiet"))
        save = button(
            gettext("Save the sealed file"),
            lambda: self._viewmodel.save(note.id, self._actions.save),
            name=f"save-{note.id}",
        )
        return card(self._around.theme, beside(self._around.theme, save, *texts))
