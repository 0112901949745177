"""Making, opening and recovering a vault: one contract for the keeper in memory and on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from frontline.crypto.sealing import new_sealing_key, sealing_key
from frontline.crypto.signing import SigningKey
from frontline.errors import (
    NameTakenError,
    NoVaultError,
    UserNotFoundError,
    VaultExistsError,
    VaultInUseError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.errors_of_accounts import RecoveryIncompleteError
from frontline.services.permissions import Session
from frontline.services.stores import OpenVault
from frontline.services.vaults import RecoveryKind, RecoverySheet, VaultKeeper
from frontline.storage.keeper import SqlVaultKeeper
from tests.support.clock import SettableClock
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import (
    CHANCE,
    CHEAP,
    NEW_PASSPHRASE,
    OFFICER,
    SETUP,
    SITE,
    SUPERVISOR,
)

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


@dataclass
class Kept:
    """A keeper with a vault made, and what was shown when it was made."""

    keeper: VaultKeeper
    sheet: RecoverySheet

    def sign_in(self, passphrase: str = OFFICER.passphrase) -> tuple[OpenVault, Session]:
        return self.keeper.sign_in(OFFICER.name, passphrase)

    def session(self, passphrase: str = OFFICER.passphrase) -> Session:
        vault, session = self.sign_in(passphrase)
        vault.close()
        return session


@pytest.fixture(params=["memory", "disk"])
def fresh(request: pytest.FixtureRequest) -> VaultKeeper:
    """A keeper with no vault yet."""
    if request.param == "memory":
        return MemoryKeeper(SettableClock())
    folder = request.getfixturevalue("tmp_path") / "new" / "vault"
    return SqlVaultKeeper(folder, SettableClock(), CHANCE, CHEAP)


@pytest.fixture(params=["memory", "disk"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    if request.param == "memory":
        keeper = MemoryKeeper(SettableClock())
        yield Kept(keeper, *keeper.create(SETUP))
    else:
        post = request.getfixturevalue("post")
        yield Kept(post.keeper(), post.sheet)


def test_a_vault_that_was_made_can_be_signed_in_to(fresh: VaultKeeper) -> None:
    assert not fresh.exists()

    (sheet,) = fresh.create(SETUP)
    vault, session = fresh.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    users, sites = vault.users.users(), vault.sites.sites()
    vault.audit.verify()
    vault.close()

    assert fresh.exists()
    assert sheet.key.startswith("AGE-SECRET-KEY-1")
    assert (session.user.name, session.user.access) == (SUPERVISOR.name, SUPERVISOR.access)
    assert [user.name for user in users] == [SUPERVISOR.name, OFFICER.name]
    assert sites == (SITE,)


def test_a_vault_can_be_made_for_three_holders_of_whom_two_recover(fresh: VaultKeeper) -> None:
    sheets = fresh.create(replace(SETUP, recovery=RecoveryKind.HOLDERS))

    assert [sheet.holder for sheet in sheets] == [1, 2, 3]
    for sheet in sheets:
        with pytest.raises(RecoveryIncompleteError):
            fresh.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE)
    fresh.recover(sheets[2].key, OFFICER.name, NEW_PASSPHRASE, sheets[0].key)
    vault, _session = fresh.sign_in(OFFICER.name, NEW_PASSPHRASE)
    vault.close()


def test_there_is_nothing_to_sign_in_to_before(fresh: VaultKeeper) -> None:
    with pytest.raises(NoVaultError):
        fresh.sign_in(OFFICER.name, OFFICER.passphrase)
    with pytest.raises(NoVaultError):
        fresh.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    with pytest.raises(NoVaultError):
        fresh.recover(new_sealing_key().identity, OFFICER.name, NEW_PASSPHRASE)
    assert not fresh.exists()


def test_a_vault_is_not_made_with_a_weak_passphrase_or_one_name_for_two(fresh: VaultKeeper) -> None:
    with pytest.raises(WeakPassphraseError):
        fresh.create(replace(SETUP, officer=replace(OFFICER, passphrase="short")))
    with pytest.raises(NameTakenError):
        fresh.create(replace(SETUP, officer=replace(OFFICER, name=SUPERVISOR.name.upper())))
    assert not fresh.exists()


def test_a_vault_is_never_made_over_another(kept: Kept) -> None:
    with pytest.raises(VaultExistsError):
        kept.keeper.create(SETUP)
    assert kept.session().user.name == OFFICER.name


def test_the_keys_of_a_session_are_the_users_own(kept: Kept) -> None:
    session = kept.session()

    assert sealing_key(session.keys.identity).recipient == session.user.recipient
    assert SigningKey.from_seed(session.keys.seed).public == session.user.verify_key


def test_capitals_and_spaces_in_the_name_are_nothing(kept: Kept) -> None:
    typed = f"  {OFFICER.name.upper().replace(' ', '   ')} "
    vault, session = kept.keeper.sign_in(typed, OFFICER.passphrase)
    vault.close()

    assert session.user.name == OFFICER.name


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        (OFFICER.name, "seven quiet herons walkinG"),
        (OFFICER.name, SUPERVISOR.passphrase),
        (OFFICER.name, ""),
        ("Nobody Here", OFFICER.passphrase),
    ],
)
def test_name_and_passphrase_have_to_belong_together(
    kept: Kept, name: str, passphrase: str
) -> None:
    with pytest.raises(WrongPassphraseError):
        kept.keeper.sign_in(name, passphrase)


def test_a_vault_has_one_owner_at_a_time(kept: Kept) -> None:
    vault, _session = kept.sign_in()

    with pytest.raises(VaultInUseError):
        kept.sign_in()
    vault.close()

    kept.session()


def test_signing_in_is_a_deed(kept: Kept) -> None:
    vault, _session = kept.sign_in()
    before = vault.audit.head().count
    vault.close()

    vault, _session = kept.sign_in()
    after = vault.audit.verify().count
    vault.close()

    assert after == before + 1


def test_after_a_change_only_the_new_passphrase_opens(kept: Kept) -> None:
    before = kept.session()

    kept.keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)

    with pytest.raises(WrongPassphraseError):
        kept.sign_in()
    assert kept.session(NEW_PASSPHRASE) == before


def test_a_passphrase_can_be_changed_at_work(kept: Kept) -> None:
    vault, _session = kept.sign_in()
    before = vault.audit.head().count

    kept.keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    after = vault.audit.verify().count
    vault.close()

    # That it was changed, and that from now on no older slot file counts.
    assert after == before + 2
    kept.session(NEW_PASSPHRASE)


def test_a_change_needs_the_old_passphrase_and_a_good_new_one(kept: Kept) -> None:
    with pytest.raises(WrongPassphraseError):
        kept.keeper.change_passphrase(OFFICER.name, "not the old one at all", NEW_PASSPHRASE)
    with pytest.raises(WeakPassphraseError):
        kept.keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, "password")
    kept.session()


def test_the_recovery_sheet_gives_a_new_passphrase_and_keeps_the_users_keys(kept: Kept) -> None:
    before = kept.session()
    key = kept.sheet.key.lower()
    in_groups = "\n".join((key[:30], f"{key[30:40]} {key[40:]}\n"))

    kept.keeper.recover(in_groups, OFFICER.name, NEW_PASSPHRASE)

    with pytest.raises(WrongPassphraseError):
        kept.sign_in()
    assert kept.session(NEW_PASSPHRASE) == before
    vault, _session = kept.keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    vault.close()


@pytest.mark.parametrize("key", ["", "AGE-SECRET-KEY-1", "another"])
def test_another_recovery_key_opens_nothing(kept: Kept, key: str) -> None:
    wrong = new_sealing_key().identity if key == "another" else key

    with pytest.raises(WrongRecoveryKeyError):
        kept.keeper.recover(wrong, OFFICER.name, NEW_PASSPHRASE)
    kept.session()


def test_recovery_is_for_those_who_have_an_account(kept: Kept) -> None:
    with pytest.raises(UserNotFoundError):
        kept.keeper.recover(kept.sheet.key, "Nobody Here", NEW_PASSPHRASE)
    with pytest.raises(WeakPassphraseError):
        kept.keeper.recover(kept.sheet.key, OFFICER.name, "password")
    kept.session()
