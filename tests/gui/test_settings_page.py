"""Settings: the look, the passphrase, documents, and whom everything is sealed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.errors import WrongPassphraseError
from frontline.services.vaults import NewUser, PostSetup
from frontline.ui.preferences import Preferences
from frontline.ui.viewmodels.settings import SettingsViewModel
from frontline.ui.views.settings import SettingsActions, SettingsView
from frontline.wire.cards import HubCard, read_card
from tests.support.desks import a_session
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_pages import HUB_CARD, a_hub_card
from tests.support.gui_words import texts_of
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE, SITE

OLD, NEW = "lantern gravel orchid tuesday", "copper kettle under juniper"
STRANGER = SigningKey.from_seed(bytes(range(32)))


@dataclass
class Settings:
    gui: Gui
    preferred: list[Preferences] = field(default_factory=list)

    def __post_init__(self) -> None:
        gui = self.gui
        self.keeper = MemoryKeeper(gui.clock, CHANCE)
        user, access = gui.session.user, AccessRole.OFFICER
        self.keeper.create(
            PostSetup(
                NewUser(user.name, OLD, AccessRole.SUPERVISOR, OfficialRole.POLICE),
                NewUser("somebody else", OLD, access, OfficialRole.POLICE),
                SITE,
            )
        )
        self.model = SettingsViewModel(gui.desk, gui.documents, self.keeper, gui.runner)
        actions = SettingsActions(
            prefer=self.preferred.append,
            updates=gui.tell("updates"),
            pick_hub_card=gui.tell("hub card"),
            save_device_card=gui.tell("device card"),
            people=gui.tell("people"),
            back=gui.tell("back"),
        )
        self.view = SettingsView(self.model, gui.around, Preferences(), actions)
        gui.show(self.view)
        self.model.load()
        settle()

    def buttons(self) -> dict[str, QPushButton]:
        found = [b for b in self.view.findChildren(QPushButton) if b.isVisible()]
        return {str(b.property("role")): b for b in found}

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            line = self.view.findChild(QLineEdit, f"passphrase-{name}")
            assert line is not None
            line.setText(text)

    def change(self, old: str, new: str, again: str) -> list[str]:
        self.type(old=old, new=new, again=again)
        self.buttons()["change-passphrase"].click()
        settle()
        return texts_of(self.view)

    def opens(self, passphrase: str) -> bool:
        try:
            vault, _session = self.keeper.sign_in(self.gui.session.user.name, passphrase)
        except WrongPassphraseError:
            return False
        vault.close()
        return True


@pytest.fixture
def settings(qapp: QApplication) -> Iterator[Settings]:
    gui = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    yield Settings(gui)
    gui.close()


@pytest.mark.parametrize(
    ("name", "code", "wanted"),
    [
        ("language", "pt", Preferences(language="pt")),
        ("theme", "sunlight", Preferences(theme="sunlight")),
        ("scale", "150", Preferences(scale=150)),
        ("idle", "10", Preferences(idle_minutes=10)),
    ],
)
def test_each_look_is_one_choice_and_applies_at_once(
    settings: Settings, name: str, code: str, wanted: Preferences
) -> None:
    box = settings.view.findChild(QComboBox, name)
    assert box is not None
    at = box.findData(code)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    assert settings.preferred == [wanted]


def test_a_new_passphrase_replaces_the_old_one(settings: Settings) -> None:
    texts = settings.change(OLD, NEW, NEW)
    assert "The passphrase is changed. The old one opens nothing now." in texts
    assert (settings.opens(OLD), settings.opens(NEW)) == (False, True)


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("not it at all", NEW, NEW, "Name and passphrase do not fit together."),
        (OLD, "short", "short", "Please use at least four different words"),
        (OLD, NEW, NEW + " ", "The two passphrases differ."),
    ],
)
def test_a_passphrase_that_cannot_be_changes_nothing_and_says_why(
    settings: Settings, old: str, new: str, again: str, words: str
) -> None:
    assert any(text.startswith(words) for text in settings.change(old, new, again))
    assert settings.opens(OLD)


def test_passphrases_do_not_stay_in_their_fields(settings: Settings) -> None:
    settings.change(OLD, NEW, NEW)
    fields = settings.view.findChildren(QLineEdit)
    assert len(fields) == 3
    for line in fields:
        assert line.text() == ""
        assert line.echoMode() is QLineEdit.EchoMode.Password


def test_what_is_installed_is_named_with_its_version(settings: Settings) -> None:
    texts = "\n".join(texts_of(settings.view))
    for line in ("Rule pack core, version 1", "Glossary core, version 1"):
        assert line in texts


def test_a_hub_is_trusted_only_after_its_fingerprint_was_compared(settings: Settings) -> None:
    assert "trust-hub" not in settings.buttons()
    card = a_hub_card()
    settings.model.propose_hub(card)
    fingerprint = read_card(card, HubCard).fingerprint
    assert any(fingerprint in text for text in texts_of(settings.view))
    assert settings.gui.vault.outbox.hub_card() is None
    settings.buttons()["trust-hub"].click()
    settle()
    assert settings.gui.vault.outbox.hub_card() == card
    assert "trust-hub" not in settings.buttons()
    assert DeedKind.HUB_SET in [deed.kind for deed in settings.gui.vault.audit.deeds]


def test_a_proposal_is_in_sight_with_large_text_too(qapp: QApplication) -> None:
    gui = Gui(surroundings(scale=200), a_session(AccessRole.SUPERVISOR))
    settings = Settings(gui)
    settings.model.propose_hub(HUB_CARD.read_bytes())
    settle()
    trust = settings.buttons()["trust-hub"]
    assert not trust.visibleRegion().isEmpty()
    assert trust.visibleRegion().boundingRect() == trust.rect()
    gui.close()


def test_a_card_that_is_none_proposes_nothing(settings: Settings) -> None:
    settings.model.propose_hub(b"{}")
    assert "trust-hub" not in settings.buttons()
    assert "This file cannot be used here." in texts_of(settings.view)


def test_an_officer_neither_installs_nor_sets_the_hub(gui: Gui) -> None:
    roles = set(Settings(gui).buttons())
    assert not roles & {"updates", "pick-hub", "trust-hub"}
    assert {"change-passphrase", "back"} <= roles
