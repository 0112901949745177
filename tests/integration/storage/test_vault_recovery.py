"""New recovery sheets, and three holders of whom any two recover: one contract for both keepers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.errors import WrongRecoveryKeyError
from frontline.errors_of_accounts import (
    AccountStateError,
    RecoveryIncompleteError,
    RecoveryNotReadyError,
)
from frontline.services.vaults import RecoveryKind
from tests.support.vault_accounts import Kept
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def test_new_sheets_take_the_place_of_the_old_one(kept: Kept) -> None:
    (sheet,) = kept.new_sheets(RecoveryKind.SHEET)

    with pytest.raises(WrongRecoveryKeyError):
        kept.keeper.recover(kept.sheet.key, SUPERVISOR.name, NEW_PASSPHRASE)
    kept.keeper.recover(sheet.key, SUPERVISOR.name, NEW_PASSPHRASE)

    kept.session(replace(SUPERVISOR, passphrase=NEW_PASSPHRASE))


def test_proposed_sheets_open_nothing_before_they_are_set(kept: Kept) -> None:
    with kept.at_work() as (_vault, session):
        accounts = kept.keeper.accounts()
        with pytest.raises(AccountStateError):
            accounts.set_recovery(session)
        (proposed,) = accounts.propose_recovery(RecoveryKind.SHEET)

    with pytest.raises(WrongRecoveryKeyError):
        kept.keeper.recover(proposed.key, OFFICER.name, NEW_PASSPHRASE)
    kept.keeper.recover(kept.sheet.key, OFFICER.name, NEW_PASSPHRASE)


def test_colleagues_can_be_recovered_by_new_sheets_once_they_signed_in(kept: Kept) -> None:
    (sheet,) = kept.new_sheets(RecoveryKind.SHEET)

    with pytest.raises(RecoveryNotReadyError):
        kept.keeper.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE)
    before = kept.session(OFFICER)
    kept.keeper.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE)

    assert kept.session(replace(OFFICER, passphrase=NEW_PASSPHRASE)) == before


PAIRS = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_any_two_of_three_holders_recover(kept: Kept, one: int, other: int) -> None:
    sheets = kept.new_sheets(RecoveryKind.HOLDERS)
    before = kept.session(OFFICER)

    kept.keeper.recover(sheets[one].key, OFFICER.name, NEW_PASSPHRASE, sheets[other].key.lower())

    assert kept.session(replace(OFFICER, passphrase=NEW_PASSPHRASE)) == before


def test_one_holder_alone_or_twice_recovers_nothing(kept: Kept) -> None:
    sheets = kept.new_sheets(RecoveryKind.HOLDERS)
    kept.session(OFFICER)

    for sheet in sheets:
        for second in ("", sheet.key, f" {sheet.key.lower()}\n"):
            with pytest.raises(RecoveryIncompleteError):
                kept.keeper.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE, second)
        with pytest.raises(WrongRecoveryKeyError):
            kept.keeper.recover(sheet.key, OFFICER.name, NEW_PASSPHRASE, kept.sheet.key)
    kept.session(OFFICER)


def test_holders_recover_still_after_a_removal(kept: Kept) -> None:
    user = kept.add()
    sheets = kept.new_sheets(RecoveryKind.HOLDERS)
    kept.session(OFFICER)

    kept.remove(user.id)

    kept.keeper.recover(sheets[2].key, OFFICER.name, NEW_PASSPHRASE, sheets[0].key)
    kept.session(replace(OFFICER, passphrase=NEW_PASSPHRASE))
