"""Restore from a backup: where no vault is, or in the place of a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.services.backup_store import RestoreKey
from frontline.ui.formats import moment_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.restoring import RestoringState, RestoringViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, PageFrame, row
from frontline.ui.widgets.texts import label

_PASSPHRASE, _RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True, slots=True)
class RestoringActions:
    pick: Callable[[], None]
    back: Callable[[], None]


class RestoringView(PageFrame):
    def __init__(
        self, viewmodel: RestoringViewModel, around: Surroundings, actions: RestoringActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        theme, gettext = around.theme, around.language.gettext
        self._around = around
        page = Page(theme, gettext("Restore from a backup"))
        page.add(label(self._intro()))
        self._chosen = label("")
        page.add(
            card(
                theme,
                self._chosen,
                row(theme, button(gettext("Choose the backup"), actions.pick, name="pick-backup")),
            )
        )
        self._name = text_input("restore-name")
        self._secret = text_input("restore-secret", is_secret=True)
        self._second = text_input("restore-second", is_secret=True)
        self._by = choice_list(
            "restore-by",
            [
                (_PASSPHRASE, gettext("My passphrase of that day")),
                (_RECOVERY, gettext("The recovery key of the sheet")),
            ],
        )
        self._secret_field = Field(theme, gettext("Passphrase or recovery key"), self._secret)
        self._second_field = Field(
            theme, gettext("Second holder's key, where there are three holders"), self._second
        )
        self._by.activated.connect(lambda _index: self._show_second())
        page.add(
            card(
                theme,
                Field(theme, gettext("Name you sign in with"), self._name),
                Field(theme, gettext("What opens it"), self._by),
                self._secret_field,
                self._second_field,
            )
        )
        page.add_footer(button(gettext("Back"), actions.back, name="back"), left=True)
        self._restore = page.add_footer(
            button(gettext("Restore"), self._submit, style="primary", name="restore")
        )
        self.put(page)
        self._show_second()
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _intro(self) -> str:
        gettext = self._around.language.gettext
        if self._viewmodel.replacing_damage:
            return gettext(
                "The damaged files are moved aside and kept; nothing is deleted. What was entered "
                "after the backup is not in it. The hub must get to know this post anew afterwards."
            )
        return gettext(
            "The backup is gone through before anything is written. What was entered after it is "
            "not in it. The hub must get to know this post anew afterwards."
        )

    def _show_second(self) -> None:
        self._second_field.setVisible(self._by.currentData() == _RECOVERY)

    def _submit(self) -> None:
        is_recovery = self._by.currentData() == _RECOVERY
        key = RestoreKey(
            self._name.text(),
            self._secret.text(),
            is_recovery_key=is_recovery,
            second=self._second.text() if is_recovery else "",
        )
        for line in (self._secret, self._second):
            line.clear()
        self._viewmodel.restore(key)

    def _show_state(self, state: RestoringState) -> None:
        gettext = self._around.language.gettext
        self._chosen.setText(self._chosen_text(state))
        self._restore.setEnabled(state.backup is not None and not state.is_busy)
        self.show_error(self._around.language, state.error)
        self.show_note(gettext("Going through the backup …") if state.is_busy else "")

    def _chosen_text(self, state: RestoringState) -> str:
        language = self._around.language
        if state.folder is None:
            return language.gettext("No backup is chosen yet.")
        if state.backup is None and state.error is None:
            return language.gettext("Going through the backup …")
        if state.backup is None:
            return language.gettext("The chosen folder does not look like a backup.")
        moment = moment_text(language.code, state.backup.made_at)
        return language.gettext("The backup of {moment}").format(moment=moment)
