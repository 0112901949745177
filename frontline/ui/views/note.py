"""The page for a note on suspects. Nothing on it is stored before it is sealed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.intel_notes import NotesState, NotesViewModel
from frontline.ui.views.note_fields import NoteFields
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.scrolling import reveal
from frontline.ui.widgets.texts import label
from frontline.wire.focal_point import FocalPoint


class NoteView(PageFrame):
    def __init__(
        self, viewmodel: NotesViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._on_back = on_back
        self._form: Page | None = None
        self._seal: QPushButton | None = None
        self._owned: tuple[str, ...] = ()
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: NotesState) -> None:
        if self._form is None and state.is_loaded and state.country:
            known = bool(state.focal_points)
            self._form = self._form_page(state) if known else self._unknown_page()
            self.put(self._form, is_same=False)
        elif self.page is None:
            self.put(self._waiting_page())
        if self._seal is not None:
            self._seal.setEnabled(not state.is_busy)
            self._show_words(state)
        self.show_error(self._around.language, state.error)

    def _new_page(self) -> Page:
        return Page(self._around.theme, self._around.language.gettext("Note for the police"))

    def _waiting_page(self) -> Page:
        page = self._new_page()
        back = self._around.language.gettext("Back")
        page.add_footer(button(back, self._on_back, style="primary", name="back"))
        return page

    def _unknown_page(self) -> Page:
        page = self._waiting_page()
        page.add(
            label(
                self._around.language.gettext(
                    "This post knows no law-enforcement focal point of this country, so nothing "
                    "can be sealed here. Its signed file can be installed in the settings by a "
                    "supervisor or an administrator."
                ),
                "warn",
            )
        )
        return page

    def _form_page(self, state: NotesState) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        page = self._new_page()
        page.add(
            label(
                gettext(
                    "For what is known of suspects: who they are, how they work, their routes, "
                    "firms and vehicles. It is sealed to the focal point below and does not say "
                    "which case it came from. Nobody at this post or at the hub can open it, and "
                    "nothing is stored before you seal it."
                ),
                "note",
            )
        )
        self._points = choice_list(
            "focal-point", [(str(at), each.name) for at, each in enumerate(state.focal_points)]
        )
        self._to = page.add(label("", "strong"))
        self._points_field = page.add(Field(theme, gettext("Focal point"), self._points))
        self._points_field.setVisible(len(state.focal_points) > 1)
        self._points.currentIndexChanged.connect(lambda _at: self._show_point())
        self._show_point()
        self._fields = NoteFields(page, self._around, state.country, state.today)
        self._fields.first.setFocus()
        self._words = page.add(label("", "warn"))
        self._are_others = page.add(
            CheckBox(theme, gettext("These words are somebody else's here"), "are-others")
        )
        page.add_footer(button(gettext("Back"), self._on_back, name="back"), left=True)
        self._seal = page.add_footer(
            button(gettext("Seal the note"), self._on_seal, style="primary", name="seal-note")
        )
        return page

    def _point(self) -> FocalPoint:
        return self._viewmodel.state.focal_points[self._points.currentIndex()]

    def _show_point(self) -> None:
        point = self._point()
        text = self._around.language.gettext(
            "Sealed to: {name}, {place}\nFingerprint: {fingerprint}"
        )
        self._to.setText(
            text.format(name=point.name, place=point.place, fingerprint=point.fingerprint)
        )

    def _show_words(self, state: NotesState) -> None:
        """Words of the person that stand in the note, to be taken out or owned up to."""
        gettext, has_words = self._around.language.gettext, bool(state.words)
        text = gettext("These words stand in the person's own details: {words}")
        self._words.setText(text.format(words=", ".join(state.words)) if has_words else "")
        self._words.setVisible(has_words)
        self._are_others.setVisible(has_words)
        # Said of the words that were shown; of others it has to be said again.
        if state.words != self._owned:
            self._owned = state.words
            self._are_others.setChecked(False)
            if has_words:
                self._are_others.setFocus()
                reveal(self._are_others)

    def _on_seal(self) -> None:
        are_others = self._are_others.isChecked()
        self._viewmodel.seal(self._fields.content(), self._point(), are_others=are_others)
