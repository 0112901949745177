"""A new data key: what a removed user kept opens nothing, and no interruption costs the vault."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.officials import UserState
from frontline.errors import (
    DiskFullError,
    SlotDamagedError,
    VaultDamagedError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.errors_of_accounts import AccountSuspendedError
from frontline.services.vaults import RecoveryKind
from frontline.storage import database
from frontline.storage.durable_files import write_whole
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import Unlocked, unlock, unlock_by_recovery
from frontline.storage.upkeep import Upkeep
from frontline.storage.vault import SqlVault
from tests.support.vault_keys import Copies, copies_of, keys_in, put_back, remove, under, whole
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, RealPost

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def test_what_a_removed_user_kept_opens_nothing_of_the_new_database(
    post: RealPost, tmp_path: Path
) -> None:
    old = copies_of(post)
    (key,) = keys_in(old, tmp_path / "kept", OFFICER.name, OFFICER.passphrase)
    with closing(under(post, key).open()):
        pass

    remove(post)

    with pytest.raises(VaultDamagedError):
        under(post, key).open()
    with pytest.raises(WrongPassphraseError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    put_back(post, old)
    for new in (OFFICER, SUPERVISOR):
        with pytest.raises(VaultDamagedError):
            post.keeper().sign_in(new.name, new.passphrase)


def test_what_a_suspended_user_kept_opens_until_they_are_removed(
    post: RealPost, tmp_path: Path
) -> None:
    """The control: a slot taken away alone would not be enough."""
    (key,) = keys_in(copies_of(post), tmp_path / "kept", OFFICER.name, OFFICER.passphrase)
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        officer = next(each for each in vault.users.users() if each.name == OFFICER.name)
        keeper.accounts().suspend_user(session, officer.id)

    with closing(under(post, key).open()):
        pass


def test_the_slot_file_of_the_moment_of_removal_gives_the_removed_user_nothing(
    post: RealPost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Copies] = []
    rekey = SqlVault.rekey

    def watched(vault: SqlVault, path: Path, old: bytes, new: bytes) -> None:
        seen.append(copies_of(post))
        rekey(vault, path, old, new)

    monkeypatch.setattr(SqlVault, "rekey", watched)
    remove(post)

    with pytest.raises(WrongPassphraseError):
        keys_in(seen[0], tmp_path / "kept", OFFICER.name, OFFICER.passphrase)
    both = keys_in(seen[0], tmp_path / "other", SUPERVISOR.name, SUPERVISOR.passphrase)
    assert len(both) == 2


def test_who_knows_the_old_key_alone_puts_nobody_among_those_who_get_the_new_one(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They write a slot file with the true new wraps, themselves added, and the MAC they can."""
    old = unlock(SlotFiles(post.places).copies(), OFFICER.name, OFFICER.passphrase)
    own = old.table.slot_of(OFFICER.name)
    assert own is not None
    halted: list[Unlocked] = []

    def halt(_upkeep: Upkeep, _vault: SqlVault, both: Unlocked) -> Unlocked:
        halted.append(both)
        return both

    with monkeypatch.context() as patch:
        patch.setattr(Upkeep, "finish", halt)
        remove(post)
    assert halted[0].pending is not None
    forged = halted[0].table.with_slot(own)
    SlotFiles(post.places).write(forged, old.data_key, b"x" * 32)

    with pytest.raises(SlotDamagedError):
        post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)


def test_old_sheets_open_nothing_of_the_new_database(post: RealPost) -> None:
    old = SlotFiles(post.places).copies()
    key = unlock_by_recovery(old, (post.sheet.key,), OFFICER.name).data_key
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        accounts = keeper.accounts()
        accounts.propose_recovery(RecoveryKind.HOLDERS)
        accounts.set_recovery(session)

    with pytest.raises(VaultDamagedError):
        under(post, key).open()
    with pytest.raises(WrongRecoveryKeyError):
        post.keeper().recover(post.sheet.key, OFFICER.name, NEW_PASSPHRASE)


def test_the_audit_chain_holds_over_new_keys(post: RealPost) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, screening = bench.added()
        bench.answer(screening, bench.an_event(screening, 1))
    remove(post)
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        accounts = keeper.accounts()
        accounts.propose_recovery(RecoveryKind.SHEET)
        accounts.set_recovery(session)
        assert len(vault.cases.answers(case.id)) == 1
        vault.audit.verify()
    whole(post)


def test_a_full_disk_leaves_the_vault_open_and_the_next_sign_in_finishes(
    post: RealPost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = copies_of(post)

    def full(_connection: object, _key: str) -> None:
        raise DiskFullError

    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault), monkeypatch.context() as patch:
        patch.setattr(database, "change_key", full)
        officer = next(each for each in vault.users.users() if each.name == OFFICER.name)
        with pytest.raises(DiskFullError):
            keeper.accounts().remove_user(session, officer.id)
        vault.audit.verify()
    with pytest.raises(WrongPassphraseError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)

    whole(post)

    (key,) = keys_in(old, tmp_path / "kept", OFFICER.name, OFFICER.passphrase)
    with pytest.raises(VaultDamagedError):
        under(post, key).open()


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(UserState.SUSPENDED, AccountSuspendedError), (UserState.REMOVED, WrongPassphraseError)],
)
def test_what_the_database_says_counts_before_the_slot_file_followed(
    post: RealPost, tmp_path: Path, state: UserState, refusal: type[Exception]
) -> None:
    with closing(post.open()) as vault:
        supervisor, officer = vault.users.users()
        deed = Deed(DeedKind.USER_SUSPENDED, supervisor.id, str(officer.id), post.clock.now())
        vault.users.set_state(officer.id, state, deed)

    with pytest.raises(refusal):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    whole(post)
    with pytest.raises((AccountSuspendedError, WrongPassphraseError)):
        keys_in(copies_of(post), tmp_path / "kept", OFFICER.name, OFFICER.passphrase)


def test_a_database_put_back_does_not_open_a_suspended_slot(post: RealPost) -> None:
    before = post.places.database.read_bytes()
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        officer = next(each for each in vault.users.users() if each.name == OFFICER.name)
        keeper.accounts().suspend_user(session, officer.id)
    post.places.database.write_bytes(before)

    with closing(post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)[0]):
        pass
    with pytest.raises(AccountSuspendedError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)


@pytest.mark.parametrize("write", range(1, 5))
def test_a_removal_cut_off_at_each_write_of_the_slot_file_is_finished(
    post: RealPost, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    """Two copies with both keys, then two with the new one."""
    left = [write]

    def cut_off(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        write_whole(path, content)

    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    officer = next(each for each in vault.users.users() if each.name == OFFICER.name)
    with closing(vault), monkeypatch.context() as patch:
        patch.setattr("frontline.storage.slot_files.write_whole", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keeper.accounts().remove_user(session, officer.id)

    whole(post)
    with pytest.raises(WrongPassphraseError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with pytest.raises(VaultDamagedError):
        post.open()
