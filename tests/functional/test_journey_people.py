"""A post set up for three holders, and its people from the first day to a removal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from frontline.app import demo_post as post
from frontline.domain.officials import AccessRole
from frontline.errors import FrontlineError, WrongPassphraseError
from frontline.errors_of_accounts import AccountSuspendedError, RecoveryIncompleteError
from frontline.services.chance import SystemChance
from frontline.storage.keeper import SqlVaultKeeper
from frontline.ui.messages import error_text
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

COLLEAGUE, COLLEAGUES_PASSPHRASE = "Ines Roca", "marble harbour ginger telescope"
NEW_PASSPHRASE = "copper kettle under juniper"
SHEETS = [f"recovery-sheet-{number}.pdf" for number in (1, 2, 3)]


def test_three_holders_and_the_people_of_a_post(qapp: QApplication, tmp_path: Path) -> None:
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path / "desk", hub.card) as played:
        keys = a_post_is_set_up_for_three_holders(played)
        a_colleague_is_added_and_signs_in(played)
        a_suspended_colleague_is_told_so_and_comes_back(played)
        a_removed_officer_opens_nothing(played)
        one_holder_recovers_nothing(played, keys)
        two_holders_recover_and_everybody_is_told(played, keys)


def a_post_is_set_up_for_three_holders(played: PlayedDesktop) -> list[str]:
    hand = played.hand
    for name, passphrase in (
        (post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE),
        (post.OFFICER, post.OFFICER_PASSPHRASE),
    ):
        played._user(name, passphrase)
        hand.click("continue")
    hand.type("setup-site", post.SITE)
    hand.choose("setup-country", post.COUNTRY)
    hand.type("setup-region", post.REGION)
    hand.choose("setup-recovery", "holders")
    hand.click("continue")
    keys = []
    for number in (1, 2, 3):
        hand.read(f"Recovery sheet {number} of 3")
        keys.append(shown_key(played))
        hand.click("save-sheet")
        hand.click("continue")
    hand.wait(lambda: hand.has("sign-in"), "the sign-in page")
    assert len(set(keys)) == 3
    assert all((played.files.root / name).read_bytes()[:4] == b"%PDF" for name in SHEETS)
    on_disk = [path.read_bytes() for path in played.folder.rglob("*") if path.is_file()]
    assert not any(key.replace(" ", "").encode() in content for key in keys for content in on_disk)
    return keys


def shown_key(played: PlayedDesktop) -> str:
    labels = played.now.window.findChildren(QLabel)
    found = [each.text() for each in labels if each.text().startswith("AGE-SECRET-KEY-1 ")]
    assert len(set(found)) == 1
    return found[0]


@contextmanager
def among_people(played: PlayedDesktop) -> Iterator[None]:
    """The supervisor, on the page of people; locked afterwards."""
    played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    played.hand.click("bar-gear")
    played.hand.click("people")
    played.hand.read(post.OFFICER)
    yield
    played.lock()


def a_colleague_is_added_and_signs_in(played: PlayedDesktop) -> None:
    hand = played.hand
    with among_people(played):
        hand.click("add")
        hand.type("person-name", COLLEAGUE)
        hand.type("person-passphrase", COLLEAGUES_PASSPHRASE)
        hand.type("person-again", COLLEAGUES_PASSPHRASE)
        hand.click("continue")
        hand.read(f"{COLLEAGUE} can sign in now.")
    played.sign_in(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    assert played.workplace.desk.session.user.access is AccessRole.OFFICER
    played.lock()


def refused(played: PlayedDesktop, name: str, passphrase: str, refusal: FrontlineError) -> None:
    hand = played.hand
    hand.type("sign-in-name", name)
    hand.type("sign-in-passphrase", passphrase)
    hand.click("sign-in")
    hand.read(error_text(played.now.around.language, refusal))
    assert played.now.workplace is None


def a_suspended_colleague_is_told_so_and_comes_back(played: PlayedDesktop) -> None:
    with among_people(played):
        press(played, f"Suspend: {COLLEAGUE}")
        played.hand.read(f"{COLLEAGUE} cannot sign in any more until reinstated.")
    refused(played, COLLEAGUE, COLLEAGUES_PASSPHRASE, AccountSuspendedError())
    with among_people(played):
        press(played, f"Reinstate: {COLLEAGUE}")
        played.hand.read(f"{COLLEAGUE} can sign in again with the same passphrase.")
    played.sign_in(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    played.lock()


def a_removed_officer_opens_nothing(played: PlayedDesktop) -> None:
    with among_people(played):
        press(played, f"Remove: {post.OFFICER}")
        played.hand.read("The vault gets a new key.")
        played.hand.click("remove-for-good")
        played.hand.read(f"{post.OFFICER} is removed, and the vault has a new key.")
    refused(played, post.OFFICER, post.OFFICER_PASSPHRASE, WrongPassphraseError())
    played.sign_in(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    played.in_vault(played.workplace.desk.vault.audit.verify)
    played.lock()


def keeper(played: PlayedDesktop) -> SqlVaultKeeper:
    return SqlVaultKeeper(played.folder, played.clock, SystemChance())


def one_holder_recovers_nothing(played: PlayedDesktop, keys: list[str]) -> None:
    for key in keys:
        with pytest.raises(RecoveryIncompleteError):
            keeper(played).recover(key, COLLEAGUE, NEW_PASSPHRASE, key)


def two_holders_recover_and_everybody_is_told(played: PlayedDesktop, keys: list[str]) -> None:
    assert played.files.told == []
    keeper(played).recover(keys[2], COLLEAGUE, NEW_PASSPHRASE, keys[0])
    refused(played, COLLEAGUE, COLLEAGUES_PASSPHRASE, WrongPassphraseError())
    for name, passphrase in (
        (COLLEAGUE, NEW_PASSPHRASE),
        (post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE),
    ):
        told = what_is_told_at_sign_in(played, name, passphrase)
        assert f"{COLLEAGUE} got a new passphrase by recovery sheet." in told
        played.lock()
    played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    played.in_vault(played.workplace.desk.vault.audit.verify)
    assert len(played.files.told) == 2


def what_is_told_at_sign_in(played: PlayedDesktop, name: str, passphrase: str) -> str:
    """Not by `sign_in`, which expects that nothing is told."""
    before, hand = len(played.files.told), played.hand
    hand.type("sign-in-name", name)
    hand.type("sign-in-passphrase", passphrase)
    hand.click("sign-in")
    for _ in range(200):
        hand.pause(50)
        if len(played.files.told) > before:
            break
    (told,) = played.files.told[before:]
    return told


def press(played: PlayedDesktop, name: str) -> None:
    """The one button with that name, which belongs to one person."""
    buttons = played.now.window.findChildren(QPushButton)
    (found,) = [each for each in buttons if each.accessibleName() == name and each.isVisible()]
    found.click()
