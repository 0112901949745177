"""Settings: how it looks, the passphrase, what is installed, and the hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.services.audio import Speaker
from frontline.services.stores import StoredDocument
from frontline.ui.labels import document_text
from frontline.ui.language import INTERFACE_LANGUAGES, LANGUAGE_NAMES
from frontline.ui.preferences import LONGEST_IDLE, SHORTEST_IDLE, Preferences
from frontline.ui.surroundings import Surroundings
from frontline.ui.theme import SCALES, ThemeName
from frontline.ui.viewmodels.settings import Done, SettingsState, SettingsViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, PageFrame, pair, row
from frontline.ui.widgets.speaker_choice import SpeakerChoice
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class SettingsActions:
    """What asks the officer for a file, and what changes the window."""

    prefer: Callable[[Preferences], None]
    updates: Callable[[], None]
    pick_hub_card: Callable[[], None]
    save_device_card: Callable[[], None]
    # None for those who may not manage accounts.
    people: Callable[[], None] | None
    back: Callable[[], None]
    # None for those who neither back up nor confirm removals.
    keep: Callable[[], None] | None = None
    # What sound can be played on; None where the rules have nothing to hear.
    speakers: Callable[[], tuple[Speaker, ...]] | None = None


class SettingsView(PageFrame):
    def __init__(
        self,
        viewmodel: SettingsViewModel,
        around: Surroundings,
        preferences: Preferences,
        actions: SettingsActions,
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._preferences = preferences
        self._actions = actions
        gettext = around.language.gettext
        page = Page(around.theme, gettext("Settings"))
        self._add_looks(page)
        page.add(label(gettext("Your passphrase"), "heading"))
        page.add(self._passphrase_card())
        page.add(label(gettext("Installed"), "heading"))
        self._installed = page.add(label(""))
        updates = button(gettext("Updates"), actions.updates, name="updates")
        self._updates = page.add_row(updates)
        page.add(label(gettext("Hub"), "heading"))
        self._hub = page.add(label(""))
        page.add(self._hub_row())
        if actions.people is not None:
            people = button(gettext("People of this post"), actions.people, name="people")
            page.add_footer(people, left=True)
        if actions.keep is not None:
            page.add(label(gettext("Backups and keeping"), "heading"))
            page.add_row(button(gettext("Backups and keeping"), actions.keep, name="keeping"))
        self._trust_hub = button(
            gettext("The fingerprints are the same"), viewmodel.trust_proposed_hub, name="trust-hub"
        )
        page.add_footer(self._trust_hub)
        page.add_footer(button(gettext("Back"), actions.back, style="primary", name="back"))
        self.put(page)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _look_card(self) -> QWidget:
        theme, gettext = self._around.theme, self._around.language.gettext
        names = [(code, LANGUAGE_NAMES[code]) for code in INTERFACE_LANGUAGES]
        language = choice_list("language", names, self._preferences.language)
        looks = choice_list(
            "theme",
            [
                (ThemeName.LIGHT.value, gettext("Light")),
                (ThemeName.DARK.value, gettext("Dark, for the night")),
                (ThemeName.SUNLIGHT.value, gettext("High contrast, for the sun")),
            ],
            self._preferences.theme,
        )
        sizes = [(str(scale), f"{scale} %") for scale in SCALES]
        size = choice_list("scale", sizes, str(self._preferences.scale))
        minutes = [
            (str(n), self._around.language.ngettext("{n} minute", "{n} minutes", n).format(n=n))
            for n in range(SHORTEST_IDLE, LONGEST_IDLE + 1)
        ]
        idle = choice_list("idle", minutes, str(self._preferences.idle_minutes))

        def changed() -> None:
            self._actions.prefer(
                self._preferences._replace(
                    language=str(language.currentData()),
                    theme=str(looks.currentData()),
                    scale=int(str(size.currentData())),
                    idle_minutes=int(str(idle.currentData())),
                )
            )

        for box in (language, looks, size, idle):
            box.activated.connect(lambda _index: changed())
        return card(
            theme,
            pair(
                theme,
                Field(theme, gettext("Language"), language),
                Field(theme, gettext("Appearance"), looks),
            ),
            pair(
                theme,
                Field(theme, gettext("Text size"), size),
                Field(theme, gettext("Lock by itself after"), idle),
            ),
        )

    def _add_looks(self, page: Page) -> None:
        page.add(label(self._around.language.gettext("Look and language"), "heading"))
        page.add(self._look_card())
        if self._actions.speakers is not None:
            heading = self._around.language.gettext("Spoken questions")
            page.add(label(heading, "heading"))
            page.add(
                SpeakerChoice(
                    self._around, self._preferences, self._actions.speakers, self._actions.prefer
                )
            )

    def _passphrase_card(self) -> QWidget:
        theme, gettext = self._around.theme, self._around.language.gettext
        old = text_input("passphrase-old", is_secret=True)
        new = text_input("passphrase-new", is_secret=True)
        again = text_input("passphrase-again", is_secret=True)
        again_field = Field(theme, gettext("New passphrase again"), again)

        def change() -> None:
            if new.text() != again.text():
                again_field.show_error(gettext("The two passphrases differ."))
                return
            again_field.show_error("")
            self._viewmodel.change_passphrase(old.text(), new.text())
            for line in (old, new, again):
                line.clear()

        return card(
            theme,
            Field(theme, gettext("Passphrase now"), old),
            pair(theme, Field(theme, gettext("New passphrase"), new), again_field),
            row(theme, button(gettext("Change passphrase"), change, name="change-passphrase")),
        )

    def _hub_row(self) -> QWidget:
        gettext = self._around.language.gettext
        self._pick_hub = button(
            gettext("Choose hub card"), self._actions.pick_hub_card, name="pick-hub"
        )
        self._save_card = button(
            gettext("Save this post's card"), self._actions.save_device_card, name="device-card"
        )
        return row(self._around.theme, self._pick_hub, self._save_card)

    def _show_state(self, state: SettingsState) -> None:
        language = self._around.language
        self.show_error(language, state.error)
        self.show_note(self._note_text(state))
        lines = [self._document_text(document) for document in state.documents]
        self._installed.setText("\n".join(lines))
        self._updates.setVisible(state.may_install)
        self._pick_hub.setVisible(state.may_set_hub)
        self._trust_hub.setVisible(state.may_set_hub and state.proposed_hub is not None)
        # The card comes from the vault, a moment after the page.
        self._save_card.setEnabled(bool(state.device_card))
        self._hub.setText(self._hub_text(state))

    def _document_text(self, document: StoredDocument) -> str:
        text = self._around.language.gettext("{kind} {name}, version {version}")
        kind = document_text(self._around.language, document.kind)
        return text.format(kind=kind, name=document.name, version=document.version)

    def _hub_text(self, state: SettingsState) -> str:
        gettext = self._around.language.gettext
        if state.hub is None:
            return gettext("No hub is set. Referrals wait in the outbox.")
        return gettext("{url}\nFingerprint: {fingerprint}").format(
            url=state.hub.url, fingerprint=state.hub.fingerprint
        )

    def _note_text(self, state: SettingsState) -> str:
        """What has to be compared comes first: it decides whom everything is sealed to."""
        if state.proposed_hub is not None:
            text = self._around.language.gettext(
                "Compare with the hub's own people before you trust it:\n{fingerprint}"
            )
            return text.format(fingerprint=state.proposed_hub.fingerprint)
        return self._done_text(state.done) if state.done is not None else ""

    def _done_text(self, done: Done) -> str:
        gettext = self._around.language.gettext
        texts = {
            Done.PASSPHRASE: gettext("The passphrase is changed. The old one opens nothing now."),
            Done.HUB: gettext("The hub is set."),
        }
        return texts[done]
