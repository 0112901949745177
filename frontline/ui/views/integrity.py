"""The page for a report of suspected complicity. Nothing on it is stored before it is sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.domain.integrity import Pattern, PublicService
from frontline.services.integrity import Account
from frontline.ui.integrity_words import pattern_text, service_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.integrity import IntegrityState, IntegrityViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, choice_list, text_area, text_input
from frontline.ui.widgets.page import Page, PageFrame, pair
from frontline.ui.widgets.texts import label

_LONGEST_LINE, _LONGEST_TEXT = 200, 4000


@dataclass(frozen=True, slots=True)
class IntegrityActions:
    """`save` writes an age file where the reporter chooses; whether it did."""

    save: Callable[[bytes], bool]
    back: Callable[[], None]


class IntegrityView(PageFrame):
    def __init__(
        self, viewmodel: IntegrityViewModel, around: Surroundings, actions: IntegrityActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._form: Page | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: IntegrityState) -> None:
        if state.is_put_away or (state.sealed is not None and state.is_saved):
            self.put(self._done_page(state), is_same=False)
        elif state.is_loaded and not state.bodies:
            self.put(self._unknown_page(), is_same=False)
        elif self._form is None:
            self._form = self._form_page(state)
            # Sealing is not possible yet; without this the way back would have the focus.
            self._patterns.setFocus()
            self.put(self._form)
        elif state.is_loaded and not self._is_filled:
            self._fill_bodies(state)
        self.show_error(self._around.language, state.error)
        if self.page is self._form and self._form is not None:
            self._save.setVisible(state.sealed is not None and state.error is not None)
            self._seal.setEnabled(state.is_loaded and not state.is_busy)

    def _form_page(self, state: IntegrityState) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        page = Page(theme, gettext("Sealed report"))
        page.add(
            label(
                gettext(
                    "For what officials may have done: let somebody pass, issued false papers, "
                    "warned suspects, taken money. It is sealed on this machine to the oversight "
                    "body below. Nobody at this post can open it, and it is in no list and no "
                    "record here. Nothing is stored before you seal it."
                ),
                "note",
            )
        )
        self._body_text = page.add(label("", "strong"))
        self._is_filled = False
        self._add_fields(page)
        page.add_footer(button(gettext("Back"), self._actions.back, name="back"), left=True)
        self._save = page.add_footer(
            button(gettext("Save as a sealed file"), self._save_file, name="save-sealed")
        )
        self._save.hide()
        self._seal = page.add_footer(
            button(gettext("Seal"), self._on_seal, style="primary", name="seal")
        )
        if state.is_loaded:
            self._fill_bodies(state)
        return page

    def _add_fields(self, page: Page) -> None:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        self._patterns = choice_list(
            "pattern", [(p.value, pattern_text(language, p)) for p in Pattern]
        )
        self._services = choice_list(
            "service", [(s.value, service_text(language, s)) for s in PublicService]
        )
        self._bodies = choice_list("body", [])
        self._bodies_field = page.add(Field(theme, gettext("Oversight body"), self._bodies))
        self._bodies_field.hide()
        page.add(
            pair(
                theme,
                Field(theme, gettext("What happened"), self._patterns),
                Field(theme, gettext("Service of the official"), self._services),
            )
        )
        self._place, self._period = text_input("place"), text_input("period")
        for line in (self._place, self._period):
            line.setMaxLength(_LONGEST_LINE)
        page.add(
            pair(
                theme,
                Field(theme, gettext("Where"), self._place),
                Field(theme, gettext("When"), self._period),
            )
        )
        self._text = text_area("text", theme, 6)
        hint = gettext("Leave out who the presumed victim is; the oversight body will ask.")
        page.add(Field(theme, gettext("In your words"), self._text, hint=hint))
        self._named = CheckBox(theme, gettext("Put my name into the sealed report"), "name-me")
        page.add(self._named)

    def _fill_bodies(self, state: IntegrityState) -> None:
        self._is_filled = True
        for at, body in enumerate(state.bodies):
            self._bodies.addItem(body.name, at)
        self._bodies_field.setVisible(len(state.bodies) > 1)
        self._bodies.currentIndexChanged.connect(lambda _at: self._show_body())
        self._show_body()

    def _show_body(self) -> None:
        body = self._viewmodel.state.bodies[self._bodies.currentIndex()]
        text = self._around.language.gettext(
            "Sealed to: {name}, {place}\nFingerprint: {fingerprint}"
        )
        self._body_text.setText(
            text.format(name=body.name, place=body.place, fingerprint=body.fingerprint)
        )

    def _on_seal(self) -> None:
        account = Account(
            pattern=Pattern(str(self._patterns.currentData())),
            service=PublicService(str(self._services.currentData())),
            place=self._place.text(),
            period=self._period.text(),
            text=self._text.toPlainText()[:_LONGEST_TEXT],
            names_reporter=self._named.isChecked(),
        )
        self._viewmodel.seal(account, self._viewmodel.state.bodies[self._bodies.currentIndex()])

    def _save_file(self) -> None:
        sealed = self._viewmodel.state.sealed
        if sealed is not None and self._actions.save(sealed.content):
            self._viewmodel.note_saved()

    def _done_page(self, state: IntegrityState) -> Page:
        theme, gettext = self._around.theme, self._around.language.gettext
        page = Page(theme, gettext("Sealed"))
        if state.is_put_away:
            text = gettext(
                "The report is sealed and goes out with the next bundle. It is in no list here, "
                "and this page does not come back."
            )
        else:
            text = gettext("The report is sealed in the file you saved. It is nowhere else.")
        page.add(label(text, "note"))
        ticket = state.sealed.ticket if state.sealed is not None else ""
        parts: list[QWidget] = [
            label(gettext("Your ticket"), "strong"),
            label(ticket, "title"),
            label(
                gettext(
                    "The oversight body can say by this number that it has your report. It is kept "
                    "nowhere on this machine. Learn it, or note it where nobody looks."
                ),
                "quiet",
            ),
        ]
        page.add(card(theme, *parts))
        if not state.is_saved:
            save = button(gettext("Save as a sealed file"), self._save_file, name="save-sealed")
            page.add_footer(save)
            text = gettext(
                "If you would rather hand it in yourself, or do not trust the way of the bundles, "
                "save the sealed report as a file too."
            )
            page.add(label(text, "quiet"))
        leave = button(gettext("Done"), self._actions.back, style="primary", name="done")
        page.add_footer(leave)
        return page

    def _unknown_page(self) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Sealed report"))
        page.add(
            label(
                gettext(
                    "This post knows no oversight body, so nothing can be sealed here, and nothing "
                    "you would type could be kept from others. The body's signed file can be "
                    "installed in the settings by a supervisor or an administrator."
                ),
                "warn",
            )
        )
        page.add_footer(button(gettext("Back"), self._actions.back, style="primary", name="back"))
        return page
