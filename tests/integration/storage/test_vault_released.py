"""Vaults that released programs left behind: every one opens for ever, and loses nothing."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from frontline.domain.referrals import ReferralState
from frontline.storage import tables
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.places import VaultPlaces
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE, NEW_PASSPHRASE, OFFICER, SUPERVISOR

RELEASED = Path(__file__).parents[2] / "assets" / "vaults"
RECOVERY_KEY = "AGE-SECRET-KEY-17XSMLVAX4WTCZKEAYZ7XUAQXXVJ0ZCXNX6W3THYT6NNX8U2EH9GSQ9TULV"
ENTRIES = 42

pytestmark = pytest.mark.slow


@pytest.fixture
def keeper(tmp_path: Path) -> SqlVaultKeeper:
    """Of a copy of version 1, as after an update of the program."""
    folder = tmp_path / "vault"
    shutil.copytree(RELEASED / "version-1", folder)
    return SqlVaultKeeper(folder, SettableClock(), CHANCE)


def everything(vault: SqlVault) -> tuple[Any, ...]:
    """All that the stores of version 1 gave."""
    cases = [case for case, _screening in vault.cases.open_screenings()]
    referrals = vault.referrals.referrals()
    cases += [vault.cases.case(each.case) for each in referrals]
    ids = sorted({case.id for case in cases})
    return (
        cases,
        [vault.cases.screenings(case) for case in ids],
        [vault.cases.answers(case) for case in ids],
        [vault.identities.envelope(case) for case in ids],
        [vault.plans.choices(case) for case in ids],
        vault.follow_ups.open_follow_ups(),
        [each.state for each in referrals],
        [bundle.content for bundle in vault.outbox.bundles(only_unacknowledged=True)],
        vault.documents.newest("directory"),
    )


@pytest.mark.parametrize("new", [OFFICER, SUPERVISOR], ids=["officer", "supervisor"])
def test_a_vault_of_version_1_is_brought_up_to_date_and_whole(
    keeper: SqlVaultKeeper, new: object
) -> None:
    person = OFFICER if new is OFFICER else SUPERVISOR
    vault, session = keeper.sign_in(person.name, person.passphrase)
    with closing(vault):
        (cases, screenings, answers, envelopes, *_rest) = everything(vault)
        assert session.user.name == person.name
        assert vault.audit.verify().count == ENTRIES + 1
        assert vault.check_pages() == ()
        assert len(cases) == 1 + 3
        assert [len(each) for each in screenings] == [1, 1, 1]
        assert [len(each) for each in answers] == [5, 5, 5]
        assert all(envelopes)
        assert {each.state for each in vault.referrals.referrals()} == {ReferralState.QUEUED}
    again, _session = keeper.sign_in(person.name, person.passphrase)
    with closing(again):
        assert again.schema_version() == tables.SCHEMA_VERSION
        assert everything(again)[1:] == (screenings, answers, envelopes, *_rest)


def test_the_released_file_itself_is_never_touched(tmp_path: Path) -> None:
    places = VaultPlaces(RELEASED / "version-1")

    assert {path.name for path in places.folder.iterdir()} == {
        "vault.db",
        "vault.head",
        "vault.slots-a",
        "vault.slots-b",
        "vault.tries",
    }


def test_its_recovery_key_still_opens_it(keeper: SqlVaultKeeper) -> None:
    keeper.recover(RECOVERY_KEY, OFFICER.name, NEW_PASSPHRASE)

    vault, _session = keeper.sign_in(OFFICER.name, NEW_PASSPHRASE)
    vault.close()
