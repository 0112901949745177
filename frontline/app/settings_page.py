"""The way to the settings, and the files that are asked for there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.keeping_pages import may_keep
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.services.permissions import Action
from frontline.ui.preferences import Preferences
from frontline.ui.viewmodels.settings import SettingsViewModel
from frontline.ui.views.settings import SettingsActions, SettingsView


@dataclass(frozen=True, slots=True)
class SettingsWays:
    """Looks, and pages that are reached from here by those who may."""

    prefer: Callable[[Preferences], None]
    preferences: Callable[[], Preferences]
    people: Callable[[], None]
    updates: Callable[[], None]
    keep: Callable[[], None]


def show_settings(
    stage: Stage, workplace: Workplace, files: FileDialogs, ways: SettingsWays
) -> None:
    may_manage = workplace.desk.session.may(Action.MANAGE_USERS)
    settings = SettingsViewModel(
        workplace.desk, workplace.documents, workplace.keeper, workplace.vault_runner
    )

    listening = stage.around.listening
    has_clips = listening is not None and listening.has_any(workplace.pack)

    def make(back: GoBack) -> QWidget:
        actions = SettingsActions(
            prefer=ways.prefer,
            updates=ways.updates,
            pick_hub_card=lambda: _pick_hub(settings, files),
            save_device_card=lambda: _save_card(settings, files),
            people=ways.people if may_manage else None,
            back=back,
            keep=ways.keep if may_keep(workplace) else None,
            speakers=listening.speakers if listening is not None and has_clips else None,
        )
        return SettingsView(settings, stage.around, ways.preferences(), actions)

    stage.aside("settings", make)
    settings.load()


def _pick_hub(settings: SettingsViewModel, files: FileDialogs) -> None:
    card = files.hub_card()
    if card is not None:
        settings.propose_hub(card)


def _save_card(settings: SettingsViewModel, files: FileDialogs) -> None:
    files.save_card(settings.state.device_card)
